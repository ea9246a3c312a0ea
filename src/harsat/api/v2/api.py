"""The API: its routers in the order of the work, its errors, its one OpenAPI document."""

from __future__ import annotations

from ninja import NinjaAPI

from harsat.api.v2 import harga, history, proyek, rekap
from harsat.api.v2.errors import handlers_set

api = NinjaAPI(
    title="Harsat",
    version="2",
    description="Angka selalu teks desimal kanonik; null berarti belum ada. Setiap penulisan membawa Idempotency-Key.",
    urls_namespace="v2",
    docs_url=None,
)
api.add_router("", proyek.projects_router)
for router in (
    proyek.router,
    harga.router,
    rekap.router,
    history.router,
):
    api.add_router("project/{int:project_id}/", router)
handlers_set(api)
