"""The API: its routers in the order of the work, its errors, its one OpenAPI document."""

from __future__ import annotations

from ninja import NinjaAPI

from harsat.api.v2 import (
    acuan_updates,
    analisa,
    catalogue,
    documents,
    harga,
    history,
    parameters,
    proyek,
    rekap,
    struktur,
    trace,
    volume,
)
from harsat.api.v2.access import project_gate, signed_in
from harsat.api.v2.errors import handlers_set

api = NinjaAPI(
    title="Harsat",
    version="2",
    description="Angka selalu teks desimal kanonik; null berarti belum ada. Setiap penulisan membawa Idempotency-Key.",
    urls_namespace="v2",
    docs_url=None,
    auth=signed_in,  # closed unless opened: a route that forgets to ask lets nobody in
)
api.add_router("", proyek.projects_router)
for router in (
    proyek.router,
    struktur.router,
    catalogue.router,
    analisa.router,
    acuan_updates.router,
    harga.router,
    volume.router,
    parameters.router,
    rekap.router,
    trace.router,
    documents.router,
    history.router,
):
    api.add_router("project/{int:project_id}/", router, auth=project_gate)
handlers_set(api)
