"""What the address of a quarantine asks for, so that a view of it can be sent to somebody else and gone back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.selectors.batch_walk import Part, Place
from harsat.kernel.ids import ID_AT_MOST

SEARCH_MAX = 200
ADDRESS_MAX = 2000
_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` is where the walk begins, "" at the first; `after` where the page goes on."""

    part: Part
    kind: str
    severity: str
    search: str
    after: Place | None

    def query(self, **changed: str | None) -> str:
        """The address of another view: `asked.query(kind="duplikat")`; where a listing went on is not kept."""
        given = {
            "lihat": self.part.value if self.part is not Part.MENUNGGU else None,
            "jenis": self.kind or None,
            "tingkat": self.severity or None,
            "q": self.search or None,
        } | {_NAMES.get(name, name): value for name, value in changed.items()}
        return urlencode({name: value for name, value in given.items() if value})


_NAMES = {"kind": "jenis", "part": "lihat", "severity": "tingkat", "search": "q"}


def asked_of(request: HttpRequest) -> Asked:
    """From the address; a word that means nothing here is as if it were not there."""
    return _asked({name: request.GET.get(name, "") for name in (*_NAMES.values(), "sesudah")})


def asked_posted(request: HttpRequest) -> Asked:
    """From the address of the page that a form stood on, which it carries along."""
    return _asked(QueryDict(request.POST.get("alamat", "").removeprefix("?")[:ADDRESS_MAX]).dict())


def _asked(given: Mapping[str, str]) -> Asked:
    part, kind, severity = given.get("lihat", ""), given.get("jenis", ""), given.get("tingkat", "")
    return Asked(
        Part(part) if part in set(Part) else Part.MENUNGGU,
        kind if kind in _KINDS else "",
        severity if severity in {Severity.DANGER.value, Severity.WARNING.value} else "",
        given.get("q", "").replace("\0", " ").strip()[:SEARCH_MAX],
        _place(given.get("sesudah", "")),
    )


def _place(text: str) -> Place | None:
    kind, _colon, order = text.partition(":")
    if kind not in _KINDS or not order.isascii() or not order.isdecimal() or int(order) > ID_AT_MOST:
        return None
    return Place(kind, int(order))
