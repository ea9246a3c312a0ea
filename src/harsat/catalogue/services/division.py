"""The chapters of an edition, made from the codes of its analyses and titled where all below agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.drafts import AnalysisDraft
from harsat.catalogue.models import Division, Edition


def divisions_store(edition: Edition, drafts: Iterable[AnalysisDraft]) -> dict[str, int | None]:
    """The chapter of every draft, by its kode; missing chapters are made from the top down.

    2.2.1.3.3 makes 2, 2.2, 2.2.1 and 2.2.1.3 and stands in the last; a kode of one segment stands in none.
    """
    drafts = list(drafts)
    known = dict(Division.objects.filter(edition=edition).values_list("kode", "id"))
    titles = titles_of(drafts)
    wanted = {parent for draft in drafts for parent in code_parents(draft.kode)} - set(known)
    for depth in sorted({kode.count(".") for kode in wanted}):
        level = sorted(kode for kode in wanted if kode.count(".") == depth)
        made = Division.objects.bulk_create(
            [_division(edition, kode, titles.get(kode, ""), known) for kode in level], batch_size=2000
        )
        known |= {row.kode: row.pk for row in made}
    return {draft.kode: _chapter(draft.kode, known) for draft in drafts}


def titles_of(drafts: Iterable[AnalysisDraft]) -> dict[str, str]:
    """The title of each chapter: the words that all its analyses give as their divisi, at the highest such chapter.

    When every analysis of 2.2 says "Beton" and those of 2 disagree, 2.2 is "Beton" and 2.2.1 stays without title.
    """
    said: dict[str, set[str]] = {}
    for draft in drafts:
        for parent in code_parents(draft.kode):
            said.setdefault(parent, set()).add(draft.divisi)
    agreed = {kode: next(iter(words)) for kode, words in said.items() if len(words) == 1}
    return {kode: words for kode, words in agreed.items() if words and _above(kode) not in agreed}


def code_parents(kode: str) -> list[str]:
    """The chapters above a code, top first: "2.2.1.3" -> ["2", "2.2", "2.2.1"]."""
    parts = kode.split(".")
    return [parent for end in range(1, len(parts)) if (parent := ".".join(parts[:end]))]


def _above(kode: str) -> str:
    return kode.rpartition(".")[0]


def _chapter(kode: str, known: Mapping[str, int]) -> int | None:
    parents = code_parents(kode)
    return known[parents[-1]] if parents else None


def _division(edition: Edition, kode: str, uraian: str, known: Mapping[str, int]) -> Division:
    return Division(
        edition=edition,
        parent_id=known.get(_above(kode)),
        kode=kode,
        uraian=uraian,
        sort_key=code_sort_key(kode),
    )
