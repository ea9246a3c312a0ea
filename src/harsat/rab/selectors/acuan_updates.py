"""The newer versions that a project is offered: what differs line by line, and what it does to price and jumlah.

A project keeps the versions it has. Three things may be offered another:
- a reference (ref): taking the newer version copies its lines anew; the volume stays unless the satuan changes;
- a modification: its own lines always stay, taking the newer version only moves the link (the version that it is
  compared with and goes back to), so that a modification kept on purpose is not offered the same version again;
- a bundel row of a modification or of an own pekerjaan: it opens the newer version at the koefisien it has, which
  means nothing any more once the satuan is another one; such a row is only shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harsat.catalogue.selectors import AnalysisHead
from harsat.catalogue.units import unit_changes
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context, id_text
from harsat.engine.penomoran import numbers_full
from harsat.engine.rab import Rekap
from harsat.engine.snapshot import Pekerjaan
from harsat.rab.models import Source
from harsat.rab.selectors.acuan_effect import Effect, Versions, effects, rekap_after, snapshot_with, versions_read
from harsat.rab.selectors.acuan_lines import AcuanLine, acuan_lines, own_koefisien
from harsat.rab.selectors.acuan_offers import Cara, Jenis, Offer, acuan_offers


@dataclass(frozen=True, slots=True)
class AcuanUpdate:
    """One offer. `lost` are sentences; `hosts` are codes of pekerjaan that bundle this one, so that F follows there.

    The effect of a modification is what the newest reference itself would come to: taking the link changes nothing.
    """

    offer: Offer
    cara: Cara
    reason: str
    nomor: str
    pekerjaan: Pekerjaan
    now: AnalysisHead
    newest: AnalysisHead
    lines: tuple[AcuanLine, ...]
    effect: Effect
    lost: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AcuanUpdates:
    """All offers in printing order, with the recapitulation now and once all that bring lines in are taken."""

    rows: tuple[AcuanUpdate, ...]
    before: Rekap
    after: Rekap


def acuan_updates(project_id: int, estimate: Estimate) -> AcuanUpdates:
    """What the project is offered. One to three queries for the offers; with any, two and one a depth of nesting."""
    offers = acuan_offers(project_id, estimate)
    rekap = estimate.rekap
    if not offers:
        return AcuanUpdates((), rekap, rekap)
    versions = versions_read({id_ for offer in offers for id_ in (offer.now_id, offer.newest_id)})
    snapshot = snapshot_with(estimate.snapshot, versions)
    unmeasured = {offer.pekerjaan_id for offer in offers if _volume_goes(offer, versions)}
    told = effects(estimate, snapshot, offers, unmeasured)
    draw = _Drawing(estimate, versions)
    rows = tuple(draw.update(offer, effect) for offer, effect in zip(offers, told, strict=True))
    taken = [row.offer for row in rows if row.cara is Cara.PAKAI]
    return AcuanUpdates(rows, rekap, rekap_after(estimate, snapshot, taken, unmeasured) if taken else rekap)


def _cara(offer: Offer, versions: Mapping[int, AnalysisHead]) -> Cara:
    """How an offer is taken."""
    if offer.jenis is Jenis.BUNDEL:
        other = unit_changes(versions[offer.now_id].satuan, versions[offer.newest_id].satuan)
        return Cara.LIHAT if other else Cara.PAKAI
    return Cara.PAKAI if offer.source == Source.REF else Cara.TAUTKAN


def _volume_goes(offer: Offer, versions: Versions) -> bool:
    """Whether taking the version takes the volume: 12 m3 are not 12 m2."""
    if offer.jenis is Jenis.BUNDEL or offer.source != Source.REF:
        return False
    return unit_changes(versions.heads[offer.now_id].satuan, versions.heads[offer.newest_id].satuan)


class _Drawing:
    """What every row needs, indexed once: numbers, pekerjaan by id."""

    def __init__(self, estimate: Estimate, versions: Versions) -> None:
        self._estimate = estimate
        self._versions = versions
        self._numbers = numbers_full(estimate.snapshot)
        self._rows = {row.id: row for row in estimate.snapshot.pekerjaan}

    def update(self, offer: Offer, effect: Effect) -> AcuanUpdate:
        """One offer with what it changes."""
        versions, snapshot = self._versions, self._estimate.snapshot
        row, now, newest = self._rows[offer.pekerjaan_id], versions.heads[offer.now_id], versions.heads[offer.newest_id]
        cara = _cara(offer, versions.heads)
        here = own_koefisien(snapshot, row.id) if offer.jenis is Jenis.PEKERJAAN else {}
        return AcuanUpdate(
            offer=offer,
            cara=cara,
            reason=_unit_reason(now, newest) if cara is Cara.LIHAT else "",
            nomor=self._numbers[row.id],
            pekerjaan=row,
            now=now,
            newest=newest,
            lines=acuan_lines(versions.lines[offer.now_id], versions.lines[offer.newest_id], here),
            effect=effect,
            lost=self._lost(offer, row, newest),
            hosts=self._hosts(row.id),
        )

    def _lost(self, offer: Offer, row: Pekerjaan, newest: AnalysisHead) -> tuple[str, ...]:
        volume = self._estimate.snapshot.volume.get(row.id)
        if volume is None or not _volume_goes(offer, self._versions):
            return ()
        text = {"volume": id_text(volume, 4, trim=True), "satuan": row.satuan, "baru": newest.satuan}
        words = _("Volume %(volume)s %(satuan)s beserta lembar ukurnya, sebab satuannya menjadi %(baru)s.")
        return (words % text,)

    def _hosts(self, pekerjaan_id: int) -> tuple[str, ...]:
        me = Node(NodeKind.PEKERJAAN, pekerjaan_id)
        with engine_context():
            reached = self._estimate.expander.hosts((me,)) - {me}
        hosts = {node.id for node in reached if node.kind is NodeKind.PEKERJAAN}
        return tuple(row.kode for row in self._rows.values() if row.id in hosts) if hosts else ()


def _unit_reason(now: AnalysisHead, newest: AnalysisHead) -> str:
    words = _(
        "Satuan %(kode)s berubah dari %(now)s menjadi %(newest)s; koefisien bundel ini harus ditentukan lagi."
        " Hapus barisnya dan tambahkan bundel yang baru."
    )
    return words % {"kode": newest.kode, "now": now.satuan, "newest": newest.satuan}
