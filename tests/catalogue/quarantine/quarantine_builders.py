"""Lines, findings and stored imports for the tests of the quarantine."""

from decimal import Decimal
from uuid import uuid4

from catalogue.builders import AS_OF
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.diagnose import Diagnosis
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.models import BatchStatus, DecisionAction, ImportBatch, ImportFinding
from harsat.catalogue.quarantine.decide import Chosen, decision_make
from harsat.catalogue.quarantine.packing import lines_pack
from harsat.catalogue.quarantine.state import batch_state
from harsat.catalogue.quarantine.storing import findings_store
from harsat.engine.snapshot import Kategori
from harsat.kernel.clock import now


def a_line(row, kode="1.1", item="Pekerja", koefisien="0.5", **other):
    values = {
        "nama": f"Galian tanah {kode}",
        "satuan_pekerjaan": "m3",
        "divisi": "",
        "kategori": Kategori.TK,
        "kode_item": "",
        "satuan": "OH",
        "target_kode": "",
    } | other
    value = None if koefisien is None else Decimal(koefisien)
    return Line(row=row, kode=kode, item=item, koefisien=value, koefisien_text=koefisien or "", **values)


def a_finding(kode="1.1", rows=(2,), changes=(), **other):
    values = {
        "kind": Kind.DESIMAL_HILANG,
        "severity": Severity.DANGER,
        "column": "koefisien",
        "original": "13125",
        "proposal": "1.3125",
        "reason": "Angka bulat di antara teks berkoma.",
        "certainty": Certainty.SURE,
    } | other
    return Finding(kode=kode, rows=tuple(rows), changes=tuple(Change(*change) for change in changes), **values)


def lost(row, kode="1.1", value="1.3125", **other):
    return a_finding(kode, [row], [(row, "koefisien", value)], **other)


def a_batch(lines, findings=(), edition="AHSP uji", **other):
    """An import as a diagnosis leaves it."""
    batch = ImportBatch.objects.create(
        edition_name=edition,
        as_of=AS_OF,
        status=BatchStatus.DIAGNOSED,
        lines=lines_pack(lines, {}),
        rows=len(lines),
        created_at=now(),
        **other,
    )
    findings_store(batch, Diagnosis(Book(lines), list(findings)))
    readiness = batch_state(batch).readiness
    batch.ready, batch.analyses = len(readiness.ready), readiness.analyses
    batch.save()
    return batch


def findings_of(batch):
    return list(ImportFinding.objects.filter(batch=batch).order_by("order"))


def states(batch):
    return [finding.state for finding in findings_of(batch)]


def decide(batch, action, *orders, scope=None, by=None, key=None, **other):
    """Decide the findings of these orders (from 1), or another scope."""
    ids = [finding.pk for finding in findings_of(batch) if finding.order in orders]
    return decision_make(
        batch_id=batch.pk,
        action=DecisionAction(action),
        scope=scope or Chosen(ids),
        by=by,
        request_key=key or uuid4(),
        **other,
    )


def repaired(batch):
    """(kode, item, koefisien) of the lines as decisions leave them."""
    return [(line.kode, line.item, line.koefisien) for line in batch_state(batch).book.lines]


def ready(batch):
    return list(batch_state(batch).readiness.ready)


def holds(batch, kode):
    return {hold.code for hold in batch_state(batch).readiness.held[kode]}
