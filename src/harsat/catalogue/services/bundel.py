"""Bundles of a set of analyses: every target is there, and none contains itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from harsat.catalogue.drafts import AnalysisDraft
from harsat.kernel.errors import Refused


def bundel_check(drafts: Mapping[str, AnalysisDraft], fresh: Iterable[AnalysisDraft]) -> None:
    """Walk every bundel of `fresh` through all `drafts`.

    Raises:
        Refused: a target is missing or a circle closes; the path is named.
    """
    sound: set[str] = set()
    for draft in fresh:
        _walk(drafts, (draft.kode,), sound)


def _walk(drafts: Mapping[str, AnalysisDraft], path: tuple[str, ...], sound: set[str]) -> None:
    """Go down every bundel below the end of `path`; what proved sound once is not walked again."""
    for line in drafts[path[-1]].komponen:
        if not line.target_kode or line.target_kode in sound:
            continue
        here = (*path, line.target_kode)
        names = {"path": " → ".join(here)}
        if line.target_kode in path:
            raise Refused(_("Analisa saling memuat: %(path)s.") % names, code="bundel_cycle", path=here)
        if line.target_kode not in drafts:
            raise Refused(_("Analisa yang dimuat tidak ada: %(path)s.") % names, code="bundel_missing", path=here)
        _walk(drafts, here, sound)
    sound.add(path[-1])
