"""Addresses of signing in and up, in Indonesian, on allauth's views and under the names it looks for."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("daftar/", views.signup, name="account_signup"),
    path("nonaktif/", views.account_inactive, name="account_inactive"),
    path("sandi/ubah/", views.password_change, name="account_change_password"),
    path("sandi/buat/", views.password_set, name="account_set_password"),
    path("sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sandi/lupa/kunci/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sandi/lupa/selesai/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("surel/", views.email, name="account_email"),
    path("surel/verifikasi/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^surel/verifikasi/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("konfirmasi/", views.reauthenticate, name="account_reauthenticate"),
]
