"""The plain checks: an analysis is trusted only when none of them finds anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.catalogue.codes import code_plausible
from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import KODE_MAX, SATUAN_MAX, URAIAN_MAX
from harsat.catalogue.reading.groups import Group, Line
from harsat.catalogue.reading.reasons import Finding, Reason
from harsat.catalogue.reading.rows import cell_text
from harsat.catalogue.reading.work_unit import component_volume_doubtful, volume_doubtful, work_unit_find
from harsat.catalogue.units import LABOUR_UNITS, unit_read
from harsat.engine.snapshot import Kategori

LABOUR_MOST = Decimal(50)  # man-days for one unit of work; 1 m3 of exposed roof timber, the most laborious, takes 20
SIBLINGS_LONGER = 2
_KOEFISIEN_REASONS = {
    "hilang_desimal": Reason.HILANG_DESIMAL,
    "dua_bacaan": Reason.DUA_BACAAN,
    "nol": Reason.KOEFISIEN_NOL,
}


class Trusted(NamedTuple):
    """An analysis without findings, ready to publish, and how often each repair was made in it."""

    draft: AnalysisDraft
    repairs: Counter[str]


class Listed(NamedTuple):
    """An analysis that stays out, with every finding."""

    kode: str
    uraian: str
    findings: tuple[Finding, ...]


class Context(NamedTuple):
    """What a check knows beyond one group.

    Column titles of the file, the names under each parent code, and how many codes carry a name.
    """

    titles: Mapping[str, str]
    siblings: Mapping[str, Sequence[str]]
    names: Mapping[str, int]


def groups_check(groups: Sequence[Group], titles: Mapping[str, str]) -> list[Trusted | Listed]:
    """Every group judged, in order."""
    siblings: dict[str, list[str]] = {}
    for group in groups:
        siblings.setdefault(_parent(group.kode), []).append(group.uraian)
    context = Context(titles, siblings, Counter(group.uraian.lower() for group in groups))
    return [group_check(group, context) for group in groups]


def group_check(group: Group, context: Context) -> Trusted | Listed:
    """Trusted when every check passes, else listed with all findings, not only the first."""
    findings = tuple(finding for check in _CHECKS for finding in check(group, context))
    if findings:
        return Listed(group.kode, group.uraian, findings)
    return Trusted(_draft(group), _repairs(group))


def _code(group: Group, context: Context) -> Iterator[Finding]:
    if group.kode in context.siblings:
        yield Finding(Reason.KODE_INDUK)
    if not group.kode_is_text or not code_plausible(group.kode) or len(group.kode) > KODE_MAX:
        first = group.lines[0].original
        yield Finding(Reason.KODE_RUSAK, first.number, "kode", cell_text(first.kode))


def _position(group: Group, _context: Context) -> Iterator[Finding]:
    if group.runs > 1:
        numbers = ", ".join(map(str, _run_starts(group.lines)))
        yield Finding(Reason.BARIS_TERPISAH, reading=numbers)


def _name(group: Group, context: Context) -> Iterator[Finding]:
    if len(group.nama) > 1:
        yield Finding(Reason.NAMA_GANDA, reading=" / ".join(group.nama))
    if context.names[group.uraian.lower()] > 1:
        yield Finding(Reason.NAMA_KEMBAR, reading=group.uraian)
    longer = sum(name.startswith(f"{group.uraian} ") for name in context.siblings[_parent(group.kode)])
    if longer >= SIBLINGS_LONGER:
        yield Finding(Reason.NAMA_TERPOTONG, reading=group.uraian)
    yield from _text(group.uraian, URAIAN_MAX, group.lines[0].original.number, context.titles["nama"])
    if any(name.damaged for name in group.nama.values()):
        yield Finding(Reason.SALAH_SANDI, reading=group.uraian)


def _work_unit(group: Group, context: Context) -> Iterator[Finding]:
    satuan = _satuan(group)
    if satuan is None:
        yield Finding(Reason.SATUAN_PEKERJAAN, reading=group.uraian)
    elif volume_doubtful(group.uraian, satuan):
        yield Finding(Reason.M3_MERAGUKAN, reading=group.uraian)
    for line in group.lines:
        if line.satuan == "m3" and component_volume_doubtful(line.uraian.text):
            yield _at(line, Reason.M3_MERAGUKAN, context, "item", line.uraian.text)


def _koefisien(group: Group, context: Context) -> Iterator[Finding]:
    for line in group.lines:
        reading = line.koefisien
        stated = cell_text(line.original.koefisien)
        if reading.value is None:
            reason = _KOEFISIEN_REASONS.get(reading.problem, Reason.KOEFISIEN_TAK_TERBACA)
            yield _at(line, reason, context, "koefisien", stated)
        elif line.kategori is Kategori.TK and reading.value > LABOUR_MOST:
            yield _at(line, Reason.KOEFISIEN_LUAR_BIASA, context, "koefisien", stated)


def _kategori(group: Group, context: Context) -> Iterator[Finding]:
    for line in group.lines:
        if line.kategori is None:
            yield _at(line, Reason.KATEGORI_TIDAK_DIKENAL, context, "kategori", line.original.kategori)
    if all(line.kategori is not Kategori.TK for line in group.lines):
        yield Finding(Reason.TANPA_TENAGA)


def _repeated(group: Group, context: Context) -> Iterator[Finding]:
    seen: set[tuple[Kategori | None, str, str | None]] = set()
    for line in group.lines:
        key = (line.kategori, line.uraian.text.lower(), line.satuan)
        if key in seen:
            reason = Reason.TENAGA_BERULANG if line.kategori is Kategori.TK else Reason.KOMPONEN_BERULANG
            yield _at(line, reason, context, "item", line.uraian.text)
        seen.add(key)


def _component_texts(group: Group, context: Context) -> Iterator[Finding]:
    for line in group.lines:
        title = context.titles["item"]
        yield from _text(line.uraian.text, URAIAN_MAX, line.original.number, title)
        if line.uraian.damaged:
            yield _at(line, Reason.SALAH_SANDI, context, "item", line.uraian.text)
        if len(line.kode) > KODE_MAX:
            yield _at(line, Reason.TEKS_PANJANG, context, "kode_item", line.kode)


def _component_units(group: Group, context: Context) -> Iterator[Finding]:
    for line in group.lines:
        if line.satuan is None:
            long = len(line.original.satuan) > SATUAN_MAX
            reason = Reason.TEKS_PANJANG if long else Reason.SATUAN_KOMPONEN
            yield _at(line, reason, context, "satuan", line.original.satuan)
        elif line.kategori is Kategori.TK and line.satuan not in LABOUR_UNITS:
            yield _at(line, Reason.SATUAN_TENAGA, context, "satuan", line.original.satuan)


_CHECKS: tuple[Callable[[Group, Context], Iterable[Finding]], ...] = (
    _code,
    _position,
    _name,
    _work_unit,
    _kategori,
    _koefisien,
    _repeated,
    _component_texts,
    _component_units,
)


def _at(line: Line, reason: Reason, context: Context, column: str, reading: str) -> Finding:
    return Finding(reason, line.original.number, context.titles.get(column, column), reading)


def _text(text: str, most: int, row: int, column: str) -> Iterator[Finding]:
    if not text:
        yield Finding(Reason.TEKS_KOSONG, row, column)
    elif len(text) > most:
        yield Finding(Reason.TEKS_PANJANG, row, column, text[:40] + "…")


def _run_starts(lines: Sequence[Line]) -> list[int]:
    numbers = [line.original.number for line in lines]
    return [now for before, now in zip([0, *numbers], numbers, strict=False) if now != before + 1]


def _parent(kode: str) -> str:
    return kode.rpartition(".")[0]


def _satuan(group: Group) -> str | None:
    """The unit of the work by its own column, which the name may not contradict, else by the name."""
    stated = group.lines[0].original.satuan_pekerjaan
    named = work_unit_find(group.uraian)
    if not stated:
        return named
    read = unit_read(stated)
    return read if named in {None, read} else None


def _draft(group: Group) -> AnalysisDraft:
    first = group.lines[0].original
    divisi = first.divisi or f"Divisi {group.kode.split('.')[0]}"
    return AnalysisDraft(
        group.kode, group.uraian, _satuan(group) or "", divisi, tuple(_komponen(line) for line in group.lines)
    )


def _komponen(line: Line) -> KomponenDraft:
    assert line.kategori is not None
    assert line.satuan is not None
    assert line.koefisien.value is not None
    return KomponenDraft(line.kategori, line.kode, line.uraian.text, line.satuan, line.koefisien.value)


def _repairs(group: Group) -> Counter[str]:
    repairs = Counter(group.repairs)
    for mended in [*group.nama.values(), *(line.uraian for line in group.lines)]:
        repairs.update(mended.repairs)
    repairs.update("koefisien dibulatkan ke 6 desimal" for line in group.lines if line.koefisien.rounded)
    return repairs
