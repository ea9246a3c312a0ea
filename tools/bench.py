"""`make bench`: what a project of 100, 1,000 and 10,000 pekerjaan costs, with ratios and the machine named.

Each figure is the median of several rounds of process time, so that a busy machine shifts it little; the ratios of
sizes are what to quote. Runs in a temporary folder, or on the server database that the environment names.
"""

from __future__ import annotations

import os
import platform
import sys
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

from bench_home import product_for_a_while

SIZES = (100, 1_000, 10_000)
WARM_REQUESTS = 1_000


def main() -> None:
    """Make the projects, measure, print."""
    with product_for_a_while():
        sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
        _print([_measure(size) for size in sizes])


def _measure(size: int) -> dict[str, float]:
    from django.test import Client

    from harsat.api.v2.conditional import PAYLOADS
    from harsat.engine.estimate import compute, estimate_size, patch
    from harsat.kernel.clock import today
    from harsat.rab.selectors.estimate import ESTIMATES
    from harsat.rab.selectors.parts import PARTS_CACHE
    from harsat.rab.selectors.snapshot import snapshot_current
    from harsat.starters.large import large_project_create
    from harsat.starters.services import demo_user_ensure

    user, organisation = demo_user_ensure()
    project = large_project_create(user=user, organisation=organisation, pekerjaan=size, as_of=today())
    rounds = 3 if size >= SIZES[-1] else 7

    def forget() -> None:
        for cache in (PAYLOADS, ESTIMATES, PARTS_CACHE):
            cache.clear()

    result: dict[str, float] = {"pekerjaan": size}
    result["muat snapshot, ms"], result["query"] = _timed(lambda: snapshot_current(project.pk), rounds, before=forget)
    tracemalloc.start()
    snapshot = snapshot_current(project.pk)
    estimate = compute(snapshot)
    result["memori compute, puncak, MB"] = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    result["ukuran menurut cache, MB"] = estimate_size(estimate) / 1e6
    result["compute, ms"], _ = _timed(lambda: compute(snapshot), rounds)
    changed = _price_changed(snapshot)
    result["patch satu harga, ms"], _ = _timed(lambda: patch(estimate, changed), rounds)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = f"/api/v2/project/{project.pk}/rekap/"
    result["rekap dingin, ms"], result["query dingin"] = _timed(lambda: client.get(url), rounds, before=forget)
    answer = client.get(url)
    assert answer.status_code == 200, answer.content  # noqa: PLR2004
    etag = answer["ETag"]
    result["rekap hangat 304, ms"], result["query hangat"] = _warm(client, url, etag)
    result["tulis satu harga, ms"], result["query tulis"] = _write(client, project.pk, rounds)
    return result


def _price_changed(snapshot: Any) -> Any:
    from dataclasses import replace

    first = min(snapshot.harga)
    item = snapshot.harga[first]
    return replace(snapshot, mark="patched", harga={**snapshot.harga, first: item._replace(harga=item.harga + 1)})


def _timed(
    work: Callable[[], object], rounds: int, *, before: Callable[[], object] = lambda: None
) -> tuple[float, float]:
    times, queries = [], 0
    for _ in range(rounds):
        before()
        with _counted() as counter:
            start = process_time()
            work()
            times.append((process_time() - start) * 1000)
        queries = len(counter)
    return median(times), queries


def _warm(client: Any, url: str, etag: str) -> tuple[float, float]:
    """Straight through the WSGI door: the test client would cost as much again as the product."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    asked = {"HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookies, "HTTP_IF_NONE_MATCH": etag}
    told: list[str] = []

    def request() -> None:
        environ: dict[str, Any] = {"PATH_INFO": url, **asked}
        setup_testing_defaults(environ)
        application(environ, lambda status, _headers: told.append(status)).close()

    medians = []
    for _ in range(5):
        start = process_time()
        for _request in range(WARM_REQUESTS):
            request()
        medians.append((process_time() - start) * 1000 / WARM_REQUESTS)
    with _counted() as counter:
        request()
    assert set(told) == {"304 Not Modified"}
    return median(medians), len(counter)


def _write(client: Any, project_id: int, rounds: int) -> tuple[float, float]:
    from harsat.rab.models import HargaItem

    item_id = HargaItem.objects.filter(project_id=project_id).order_by("id").values_list("id", flat=True)[0]

    def write() -> None:
        before = HargaItem.objects.values_list("harga", flat=True).get(pk=item_id)
        cells = [{"id": item_id, "col": "harga", "from": str(before), "to": str(before + 1)}]
        answer = client.post(
            f"/api/v2/project/{project_id}/harga-items/save/",
            {"cells": cells},
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid4())},
        )
        assert answer.status_code == 200, answer.content  # noqa: PLR2004

    return _timed(write, rounds)


class _counted:  # noqa: N801  a context manager used like a function
    """The statements of a block, without BEGIN, COMMIT and SAVEPOINT."""

    def __enter__(self) -> list[str]:
        from django.db import connection

        self.seen: list[str] = []

        def note(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION")):
                self.seen.append(statement)
            return execute(statement, *rest)

        self.wrapper = connection.execute_wrapper(note)
        self.wrapper.__enter__()
        return self.seen

    def __exit__(self, *error: object) -> None:
        self.wrapper.__exit__(*error)


def _print(results: list[dict[str, float]]) -> None:
    from django.db import connection

    print(f"{platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()}, {connection.vendor}")
    names = list(results[0])
    for name in names:
        figures = "".join(f"{_figure(result[name]):>14}" for result in results)
        base = results[0][name]
        ratios = "  ".join(f"x{result[name] / base:.1f}" if base else "-" for result in results[1:])
        print(f"{name:<28}{figures}   {ratios}")


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


if __name__ == "__main__":
    main()
