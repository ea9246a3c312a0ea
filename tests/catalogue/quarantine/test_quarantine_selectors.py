import csv
from io import StringIO

import pytest

from catalogue.quarantine.quarantine_builders import a_batch, a_finding, a_line, decide, lost
from harsat.accounts.services import user_create
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.models import ImportFile
from harsat.catalogue.quarantine.commit import batch_commit
from harsat.catalogue.quarantine.decide import OfKind
from harsat.catalogue.quarantine.undo import decision_undo
from harsat.catalogue.selectors.batch_analyses import batch_analyses, batch_analysis, batch_report
from harsat.catalogue.selectors.batch_findings import findings_page
from harsat.catalogue.selectors.batches import batch_overview, batches, finding_counts
from harsat.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(db):
    lines = [a_line(2, koefisien="13125"), a_line(3, item="Mandor"), a_line(4, "1.10"), a_line(5, "1.9", koefisien="0")]
    findings = [
        a_finding("", [], severity=Severity.WARNING, kind=Kind.DESIMAL_TERPOTONG, certainty=Certainty.NONE),
        lost(2),
        a_finding("1.1", [3], [(3, "item", "Mandor")], kind=Kind.SPASI_GANDA, severity=Severity.INFO, repaired=True),
        lost(4, "1.10", certainty=Certainty.LIKELY),
        a_finding("1.9", [5], kind=Kind.KOEFISIEN_NOL, blocking=True, certainty=Certainty.NONE),
        a_finding("1.9", [5], kind=Kind.NAMA_KEMBAR, severity=Severity.INFO),
    ]
    batch = a_batch(lines, findings)
    ImportFile.objects.create(batch=batch, name="ahsp.xlsx", size=7, sha256="0" * 64, content="impor/x")
    return batch


def test_the_overview_counts_by_kind_what_is_left_of_what_was_to_be_decided(batch):
    decide(batch, "terima", 2)
    overview = batch_overview(batch.pk)
    kinds = {one.kind: (one.severity, one.total, one.left, one.sure, one.repaired, one.told) for one in overview.kinds}
    assert kinds == {
        "desimal_hilang": ("danger", 2, 1, 0, 0, 0),
        "koefisien_nol": ("danger", 1, 1, 0, 0, 0),
        "desimal_terpotong": ("warning", 1, 1, 0, 0, 0),
        "spasi_ganda": ("info", 0, 0, 0, 1, 0),
        "nama_kembar": ("info", 0, 0, 0, 0, 1),
    }
    assert list(kinds) == ["desimal_hilang", "koefisien_nol", "desimal_terpotong", "nama_kembar", "spasi_ganda"]
    assert (overview.total, overview.left, overview.repaired) == (4, 3, 1)
    assert [tuple(one) for one in overview.severities] == [("danger", 3, 2), ("warning", 1, 1)]
    assert (overview.batch.ready, overview.batch.analyses) == (1, 3)
    assert overview.batch.files == (("ahsp.xlsx", 7),)


def test_the_overview_names_what_may_be_undone_and_redone(batch):
    assert (batch_overview(batch.pk).undo, batch_overview(batch.pk).redo) == (None, None)
    first = decide(batch, "terima", scope=OfKind(Kind.DESIMAL_HILANG))
    assert tuple(batch_overview(batch.pk).undo) == (first.sequence, "terima", 2)
    decision_undo(batch_id=batch.pk, by=None)
    overview = batch_overview(batch.pk)
    assert (overview.undo, overview.redo.sequence) == (None, first.sequence)


def test_findings_come_in_the_order_of_the_file_a_page_at_a_time(batch):
    first = findings_page(batch.pk, limit=4)
    assert [row.order for row in first.rows] == [1, 2, 3, 4]
    rest = findings_page(batch.pk, limit=4, after=first.after)
    assert ([row.order for row in rest.rows], rest.after) == ([5, 6], None)
    assert findings_page(batch.pk, after=10**30).rows == []


@pytest.mark.parametrize(
    ("wanted", "orders"),
    [
        ({"kind": "desimal_hilang"}, [2, 4]),
        ({"kind": "desimal_hilang", "certainty": "yakin"}, [2]),
        ({"severity": "warning"}, [1]),
        ({"state": "diterima"}, [2]),
        ({"search": "1.1"}, [2, 3, 4]),
        ({"search": "mand"}, [3]),
        ({"search": "TANAH 1.9"}, [5, 6]),
        ({"search": "%"}, []),
    ],
)
def test_findings_are_filtered_and_searched(batch, wanted, orders):
    decide(batch, "terima", 2)
    assert [row.order for row in findings_page(batch.pk, **wanted).rows] == orders


def test_a_finding_says_who_decided_it(batch):
    user = user_create(email="kurator@contoh.example", password="rahasia-123", nama="Kurator")
    decide(batch, "terima", 2, by=user)
    [row] = findings_page(batch.pk, state="diterima").rows
    assert (row.decided_by, row.label, row.proposal) == ("Kurator", "Koefisien kehilangan koma", "1.3125")
    assert row.decided_at


def test_analyses_stand_in_natural_order_with_what_holds_them(batch):
    page = batch_analyses(batch.pk)
    assert [(row.kode, row.ready) for row in page.rows] == [("1.1", False), ("1.9", False), ("1.10", False)]
    decide(batch, "tolak", 4)
    assert [row.kode for row in batch_analyses(batch.pk, ready=True).rows] == ["1.10"]
    assert [row.kode for row in batch_analyses(batch.pk, ready=False).rows] == ["1.1", "1.9"]
    first = batch_analyses(batch.pk, limit=2)
    assert [row.kode for row in batch_analyses(batch.pk, after=first.after).rows] == ["1.10"]
    assert [row.kode for row in batch_analyses(batch.pk, search="tanah 1.9").rows] == ["1.9"]


def test_an_analysis_is_seen_beside_what_it_becomes(batch):
    decide(batch, "ubah", 2, changes=[(2, "koefisien", "0.5"), (2, "kode", "1.1a"), (3, DROP, "")])
    view = batch_analysis(batch.pk, "1.1")
    [pekerja, mandor] = view.pairs
    assert (pekerja.changed, mandor.now) == (("kode", "koefisien"), None)
    assert [(row.kode, row.ready) for row in view.analyses] == [("1.1a", True)]
    assert [row.order for row in view.findings] == [2, 3]
    with pytest.raises(NotFound):
        batch_analysis(batch.pk, "9.9")


def test_the_report_of_a_stored_import_is_that_of_its_findings(batch):
    rows = list(csv.DictReader(StringIO(batch_report(batch.pk))))
    assert [row["temuan"] for row in rows] == [one.kind for one in findings_page(batch.pk).rows]
    assert (rows[1]["baris"], rows[1]["nilai_asal"], rows[1]["usulan"]) == ("2", "13125", "1.3125")


def test_imports_are_listed_newest_first(batch):
    second = a_batch([a_line(2)], edition="AHSP lain")
    assert [row.id for row in batches()] == [second.pk, batch.pk]
    assert finding_counts(second.pk) == {}


def test_reads_cost_the_same_however_much_is_in_the_import(batch, queries):
    batch_commit(batch_id=batch.pk)
    many = a_batch([a_line(row, f"2.{row}") for row in range(2, 120)], [lost(row, f"2.{row}") for row in range(2, 120)])
    decide(many, "terima", scope=OfKind(Kind.DESIMAL_HILANG))
    for one, kode in ((batch, "1.1"), (many, "2.2")):
        with queries(2):
            batches()
        with queries(5):
            batch_overview(one.pk)
        with queries(1):
            findings_page(one.pk)
        with queries(2):
            batch_report(one.pk)
        edition = 0 if one is batch else 1
        with queries(5 + edition):
            batch_analyses(one.pk)
        with queries(6 + edition):
            batch_analysis(one.pk, kode)


@pytest.mark.parametrize("read", [batch_overview, batch_analyses, batch_report])
def test_an_unknown_import_is_not_found(db, read):
    with pytest.raises(NotFound):
        read(10**20)
