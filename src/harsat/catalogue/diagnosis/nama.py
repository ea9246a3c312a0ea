"""Names of works: two under one code, one under two codes, cut short; and codes that are also parents of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.gabungan import Merge, merge_find, split_changes
from harsat.catalogue.diagnosis.kalimat import names_text, rows_text
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.peran import is_labour, resource_key
from harsat.catalogue.diagnosis.susunan import Layout, kode_parent, layout_read

LONGER = 2
# What follows a whole name and only qualifies it: "... (Kabel LSOH)", "... + cover", "... dengan Perancah".
_QUALIFIER = re.compile(
    r"^(?:[^\w\s]|(?:c/w|dengan|dgn|tanpa|termasuk|untuk|dari|pada|di|secara|cara|menggunakan|memakai|tipe|type|model"
    r"|uk|ukuran|tebal|tinggi|lebar|panjang|diameter|dia|dan|atau|kelas)\b)",
    re.IGNORECASE,
)


def find(book: Book) -> list[Finding]:
    """Every doubt about a name or the place of a code, analysis by analysis."""
    layout = layout_read(book)
    owners: dict[str, list[str]] = {}
    for kode, lines in book.analyses.items():
        owners.setdefault(_key(lines[0].nama), []).append(kode)
    return [
        finding
        for kode, lines in book.analyses.items()
        for finding in (
            *_two_names(layout, kode, lines),
            *_twins(book, lines, owners),
            *_cut(layout, kode, lines),
            *_parent(layout, kode, lines),
        )
    ]


def _key(nama: str) -> str:
    return "".join(nama.lower().split())


# ------------------------------------------------------------------------------------------ one code, two names


def _two_names(layout: Layout, kode: str, lines: Sequence[Line]) -> Iterator[Finding]:
    names = Counter(line.nama for line in lines)
    if len(names) == 1:
        return
    merge = merge_find(layout, kode)
    changes = _split_by_name(layout.book, merge) if merge else ()
    best = max(names, key=lambda name: (names[name], len(name)))
    listed = "; ".join(
        _("“%(name)s” di baris %(rows)s")
        % {"name": name, "rows": rows_text([line.row for line in lines if line.nama == name])}
        for name in names
    )
    if changes:
        reason = _("Kode ini memuat %(number)d nama: %(listed)s. Barisnya terbagi menurut nama; usulan membaginya.")
    else:
        changes = tuple(Change(line.row, "nama", best) for line in lines if line.nama != best)
        reason = _(
            "Kode ini memuat %(number)d nama: %(listed)s. Bersama-sama barisnya satu analisa; usulan memakai nama yang"
            " paling sering dipakai."
        )
    others = tuple(line.row for line in lines if line.nama != lines[0].nama)
    yield Finding(
        kind=Kind.NAMA_GANDA,
        severity=Severity.WARNING,
        kode=kode,
        rows=others,
        column="nama",
        original=" / ".join(names),
        proposal=names_text(list(dict.fromkeys(change.value for change in changes))),
        reason=reason % {"number": len(names), "listed": listed},
        changes=changes,
        certainty=Certainty.LIKELY,
    )


def _split_by_name(book: Book, merge: Merge) -> tuple[Change, ...]:
    """The split of a merged code when each part has one name of its own."""
    names = [{line.nama for line in part} for part in merge.parts]
    whole = all(len(name) == 1 for name in names) and len(set.union(set(), *names)) == len(names)
    return split_changes(book, merge) if whole else ()


# ------------------------------------------------------------------------------------------ one name, two codes


def _twins(book: Book, lines: Sequence[Line], owners: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    first = lines[0]
    others = [other for other in owners[_key(first.nama)] if other != first.kode]
    if not others or not first.nama:
        return
    same = [other for other in others if _content(book.analyses[other]) == _content(lines)]
    values = {
        "codes": names_text(sorted(others, key=code_sort_key)),
        "same": names_text(sorted(same, key=code_sort_key)),
    }
    reason, severity = _twin_reason(first.kode, others, same)
    rows = tuple(line.row for line in lines)
    yield Finding(Kind.NAMA_KEMBAR, severity, first.kode, rows, "nama", first.nama, "", reason % values)


def _twin_reason(kode: str, others: Sequence[str], same: Sequence[str]) -> tuple[str, Severity]:
    if same:
        reason = _("Nama ini juga dipakai %(codes)s, dan isi %(same)s sama persis: analisa yang sama berdiri dua kali.")
        return reason, Severity.WARNING
    if all(kode_parent(other) != kode_parent(kode) for other in others):
        reason = _(
            "Nama ini juga dipakai %(codes)s di bawah induk lain, dengan isi lain: pembedanya mungkin hanya di judul"
            " induknya."
        )
        return reason, Severity.INFO
    reason = _("Nama ini juga dipakai %(codes)s dengan isi lain: salah satu namanya keliru atau kehilangan pembeda.")
    return reason, Severity.WARNING


def _content(lines: Sequence[Line]) -> Counter[tuple[str, Decimal | None]]:
    return Counter((resource_key(line), line.koefisien) for line in lines)


# ------------------------------------------------------------------------------------------ a name cut short


def _cut(layout: Layout, kode: str, lines: Sequence[Line]) -> Iterator[Finding]:
    nama = lines[0].nama
    names = [layout.book.analyses[other][0].nama for other in layout.siblings(kode)]
    rests = [name[len(nama) + 1 :] for name in names if name.startswith(f"{nama} ")]
    # a sibling that only adds a qualifier shows that the name is whole: "... Lampu" beside "... Lampu (Kabel LSOH)"
    if len(rests) < LONGER or not nama or any(map(_QUALIFIER.match, rests)):
        return
    proposal = _name_by_thing(layout, kode, lines)
    reason = _(
        "%(number)d analisa di sebelahnya bernama sama lalu berlanjut, misalnya “%(example)s”: nama ini tampaknya"
        " terpotong."
    ) % {"number": len(rests), "example": f"{nama} {rests[0]}"}
    if proposal:
        reason += _(" Usulan menyusunnya dari bahan utamanya, seperti nama analisa di sebelahnya.")
    yield Finding(
        kind=Kind.NAMA_TERPOTONG,
        severity=Severity.WARNING,
        kode=kode,
        rows=tuple(line.row for line in lines),
        column="nama",
        original=nama,
        proposal=proposal,
        reason=reason,
        changes=tuple(Change(line.row, "nama", proposal) for line in lines) if proposal else (),
        certainty=Certainty.LIKELY if proposal else Certainty.NONE,
    )


def _name_by_thing(layout: Layout, kode: str, lines: Sequence[Line]) -> str:
    """The name by the rule that siblings follow, "" without one: what they say before their main material, and ours."""
    thing = _thing(lines)
    heads = Counter(
        whole.nama[: -len(item)]
        for other in layout.siblings(kode)
        for whole in layout.book.analyses[other][:1]
        if (item := _thing(layout.book.analyses[other])) and _key(whole.nama[-len(item) :]) == _key(item)
    )
    if not heads or not thing:
        return ""
    head, count = heads.most_common(1)[0]
    name = head + thing
    fits = count >= LONGER and name.startswith(lines[0].nama) and name[-1] not in ",;:-"
    return name if fits else ""


def _thing(lines: Sequence[Line]) -> str:
    return next((line.item for line in lines if not is_labour(line)), "")


# ------------------------------------------------------------------------------------------ a code above others


def _parent(layout: Layout, kode: str, lines: Sequence[Line]) -> Iterator[Finding]:
    children = layout.children.get(kode, [])
    if not children:
        return
    place = [layout.places[child][0] for child in children]
    own = layout.places[kode][0]
    values = {"number": len(children), "codes": names_text(sorted(children, key=code_sort_key))}
    reason = _("Kode ini juga induk dari %(number)d kode lain (%(codes)s).") % values
    severity, proposal = Severity.INFO, ""
    if layout.orderly and min(place) < own < max(place):
        before = max((child for child in children if layout.places[child][0] < own), key=lambda c: layout.places[c][0])
        after = min((child for child in children if layout.places[child][0] > own), key=lambda c: layout.places[c][0])
        severity, proposal = Severity.WARNING, _number_between(layout, before, after)
        reason += _(
            " Barisnya berdiri di antara %(before)s dan %(after)s: bagian terakhir kodenya tampaknya hilang."
        ) % {"before": before, "after": after}
    yield Finding(
        kind=Kind.KODE_INDUK,
        severity=severity,
        kode=kode,
        rows=tuple(line.row for line in lines),
        column="kode",
        original=kode,
        proposal=proposal,
        reason=reason,
        changes=tuple(Change(line.row, "kode", proposal) for line in lines) if proposal else (),
        certainty=Certainty.LIKELY if proposal else Certainty.NONE,
    )


def _number_between(layout: Layout, before: str, after: str) -> str:
    """The one code that is free between two: 4.1.2.4 between 4.1.2.3 and 4.1.2.5, "" where none or several are."""
    parent, _dot, low = before.rpartition(".")
    high = after.rpartition(".")[2]
    if not (low.isdigit() and high.isdigit() and int(high) - int(low) == 2):  # noqa: PLR2004 one number between
        return ""
    kode = f"{parent}.{int(low) + 1}"
    return "" if kode in layout.book.analyses else kode
