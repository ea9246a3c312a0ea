"""Addresses of the pages, in the order of the work."""

from django.urls import path

from harsat.web.pages import harga, projects, proyek, rekap

urlpatterns = [
    path("", projects.projects, name="projects"),
    path("proyek/baru/", projects.project_new, name="project_new"),
    path("proyek/<int:project_id>/harga-items/", harga.harga, name="harga"),
    path("proyek/<int:project_id>/rekap-rab/", rekap.rekap, name="rekap"),
    path("proyek/<int:project_id>/rincian-rab/", rekap.rincian_rab, name="rincian_rab"),
    path("proyek/<int:project_id>/rekap-kebutuhan/", rekap.kebutuhan, name="kebutuhan"),
    path("proyek/<int:project_id>/pengaturan/", proyek.proyek, name="proyek"),
]
