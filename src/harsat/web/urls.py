"""Addresses of the pages, in the order of the work."""

from django.urls import path

from harsat.web.pages import analisa, harga, projects, proyek, rekap, rincian_ahsp, steps, struktur, volume

urlpatterns = [
    path("", projects.projects, name="projects"),
    path("proyek/baru/", projects.project_new, name="project_new"),
    path("proyek/<int:project_id>/langkah/", steps.steps, name="steps"),
    path("proyek/<int:project_id>/list-pekerjaan/", struktur.struktur, name="struktur"),
    path("proyek/<int:project_id>/volume/", volume.volume, name="volume"),
    path("proyek/<int:project_id>/detail-ahsp/", analisa.analisa, name="analisa"),
    path("proyek/<int:project_id>/detail-ahsp/<int:pekerjaan_id>/", analisa.analisa, name="analisa_pekerjaan"),
    path("proyek/<int:project_id>/harga-items/", harga.harga, name="harga"),
    path("proyek/<int:project_id>/rekap-rab/", rekap.rekap, name="rekap"),
    path("proyek/<int:project_id>/rincian-ahsp/", rincian_ahsp.rincian_ahsp, name="rincian_ahsp"),
    path(
        "proyek/<int:project_id>/rincian-ahsp/<int:pekerjaan_id>/",
        rincian_ahsp.rincian_ahsp,
        name="rincian_ahsp_pekerjaan",
    ),
    path("proyek/<int:project_id>/rincian-rab/", rekap.rincian_rab, name="rincian_rab"),
    path("proyek/<int:project_id>/rekap-kebutuhan/", rekap.kebutuhan, name="kebutuhan"),
    path("proyek/<int:project_id>/pengaturan/", proyek.proyek, name="proyek"),
]
