"""All routes: the API, the pages of accounts, and the product's own pages; and who tells what went wrong."""

from django.urls import URLPattern, URLResolver, include, path

from harsat.api.v2.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v2/", api.urls),
    path("akun/", include("harsat.accounts.urls")),
    path("", include("harsat.web.urls")),
]

handler400 = "harsat.web.errors.bad_request"
handler403 = "harsat.web.errors.forbidden"
handler404 = "harsat.web.errors.not_found"
handler500 = "harsat.web.errors.server_error"
