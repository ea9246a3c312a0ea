from decimal import Decimal
from uuid import uuid4

import pytest

from catalogue.quarantine.quarantine_builders import (
    a_batch,
    a_finding,
    a_line,
    decide,
    findings_of,
    holds,
    lost,
    ready,
    repaired,
    states,
)
from harsat.accounts.services import user_create
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.models import BatchStatus, CatalogueLog, FindingState, ImportDecision
from harsat.catalogue.quarantine.decide import Chosen, OfAnalysis, OfKind
from harsat.catalogue.quarantine.undo import decision_undo
from harsat.catalogue.services import unit_spelling_learn
from harsat.kernel.errors import Conflict, NotFound, Refused
from support.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db):
    return user_create(email="kurator@contoh.example", password="rahasia-123", nama="Kurator")


def test_accepting_a_proposal_repairs_the_line_and_frees_the_analysis(user):
    batch = a_batch([a_line(2, koefisien="13125"), a_line(3, "1.2")], [lost(2)])
    assert (batch.ready, ready(batch)) == (1, ["1.2"])
    receipt = decide(batch, "terima", 1, by=user)
    assert (receipt.decided, receipt.ready, receipt.analyses) == (1, 2, 2)
    assert repaired(batch)[0] == ("1.1", "Pekerja", Decimal("1.3125"))
    [finding] = findings_of(batch)
    assert (finding.state, finding.decided_by) == ("diterima", user)
    batch.refresh_from_db()
    assert batch.ready == 2


def test_the_source_as_read_never_changes():
    batch = a_batch([a_line(2, koefisien="13125")], [lost(2)])
    before = bytes(batch.lines)
    decide(batch, "terima", 1)
    batch.refresh_from_db()
    assert bytes(batch.lines) == before


def test_an_own_value_replaces_the_proposal_where_it_would_have_stood():
    batch = a_batch([a_line(2, koefisien="13125")], [lost(2)])
    decide(batch, "ubah", 1, value="13,125")
    assert repaired(batch)[0][2] == Decimal("13.125")
    assert (states(batch), findings_of(batch)[0].decided_value) == (["diubah"], "13,125")


def test_an_own_unit_of_the_work_reaches_every_row_of_the_analysis():
    finding = a_finding("1.1", [2], column="satuan_pekerjaan", kind=Kind.SATUAN_MERAGUKAN)
    batch = a_batch([a_line(2, satuan_pekerjaan=""), a_line(3, satuan_pekerjaan="", item="Mandor")], [finding])
    decide(batch, "ubah", 1, value="m1")
    [changes] = [one.decided_changes for one in findings_of(batch)]
    assert changes == [[2, "satuan_pekerjaan", "m'"], [3, "satuan_pekerjaan", "m'"]]
    assert ready(batch) == ["1.1"]


def test_own_changes_may_split_an_analysis_otherwise_than_proposed():
    split = a_finding(
        "1.1", [2, 3], [(2, "kode", "1.1a"), (3, "kode", "1.1b")], kind=Kind.ANALISA_TERGABUNG, column="kode"
    )
    batch = a_batch([a_line(2), a_line(3)], [split])
    decide(batch, "ubah", 1, changes=[Change(3, "kode", "1.1c")])
    assert ready(batch) == ["1.1", "1.1c"]


@pytest.mark.parametrize(
    "wrong",
    [{"value": "nol"}, {"value": ""}, {"changes": [Change(9, "koefisien", "1")]}, {"changes": [Change(2, "row", "1")]}],
)
def test_what_cannot_stand_is_refused_and_nothing_is_decided(wrong):
    batch = a_batch([a_line(2, koefisien="13125"), a_line(9, "1.9")], [lost(2)])
    with pytest.raises(Refused):
        decide(batch, "ubah", 1, **wrong)
    assert states(batch) == ["terbuka"]
    assert not ImportDecision.objects.exists()


def test_keeping_what_stands_frees_the_analysis_unchanged():
    batch = a_batch([a_line(2, koefisien="13125")], [lost(2)])
    decide(batch, "tolak", 1)
    assert (ready(batch), repaired(batch)[0][2]) == (["1.1"], Decimal(13125))


def test_what_cannot_be_stored_as_it_stands_stays_out_when_kept_and_says_so():
    zero = a_finding("1.1", [2], kind=Kind.KOEFISIEN_NOL, blocking=True, certainty=Certainty.NONE)
    batch = a_batch([a_line(2, koefisien="0")], [zero])
    decide(batch, "tolak", 1)
    assert holds(batch, "1.1") == {"dipertahankan", "koefisien"}


def test_a_dropped_row_leaves_and_the_rest_of_the_analysis_is_free():
    finding = a_finding("1.1", [3], kind=Kind.LEMBAR_HITUNG, column="item")
    batch = a_batch([a_line(2), a_line(3, item="Harga sewa", koefisien="480000")], [finding])
    decide(batch, "buang_baris", 1)
    assert [item for _kode, item, _value in repaired(batch)] == ["Pekerja"]
    assert ready(batch) == ["1.1"]


def test_a_dropped_analysis_takes_all_its_rows_and_findings_with_it():
    batch = a_batch([a_line(2), a_line(3), a_line(4, "1.2")], [lost(2), lost(3), lost(4, "1.2")])
    receipt = decide(batch, "buang_analisa", scope=OfAnalysis("1.1"))
    assert (receipt.decided, receipt.analyses) == (2, 1)
    assert [kode for kode, _item, _value in repaired(batch)] == ["1.2"]
    assert states(batch) == ["diubah", "diubah", "terbuka"]


def test_the_sure_ones_of_a_kind_are_accepted_at_once_and_the_others_left():
    findings = [lost(2), lost(3, certainty=Certainty.LIKELY), a_finding(rows=[4]), lost(5, kind=Kind.KOEFISIEN_NOL)]
    batch = a_batch([a_line(row) for row in range(2, 6)], findings)
    decide(batch, "terima", scope=OfKind(Kind.DESIMAL_HILANG, only_sure=True))
    assert states(batch) == ["diterima", "terbuka", "terbuka", "terbuka"]
    decide(batch, "terima", scope=OfKind(Kind.DESIMAL_HILANG))
    assert states(batch) == ["diterima", "diterima", "terbuka", "terbuka"]
    decide(batch, "tolak", scope=OfKind(Kind.DESIMAL_HILANG))
    assert states(batch) == ["diterima", "diterima", "ditolak", "terbuka"]
    with pytest.raises(Refused):
        decide(batch, "tolak", scope=OfKind(Kind.DESIMAL_HILANG))


def test_a_decided_finding_may_be_reopened_by_itself():
    batch = a_batch([a_line(2), a_line(3)], [lost(2), lost(3)])
    decide(batch, "terima", 1, 2)
    decide(batch, "buka", 1, scope=Chosen([findings_of(batch)[0].pk], seen=FindingState.DITERIMA))
    assert states(batch) == ["terbuka", "diterima"]
    assert findings_of(batch)[0].decided_at is None


def test_findings_of_the_whole_file_and_info_hold_nothing():
    whole = a_finding("", [], kind=Kind.DESIMAL_TERPOTONG, severity=Severity.WARNING)
    told = a_finding(rows=[2], severity=Severity.INFO, kind=Kind.NAMA_KEMBAR)
    mended = a_finding(rows=[2], repaired=True, kind=Kind.SPASI_GANDA)
    assert ready(a_batch([a_line(2)], [whole, told, mended])) == ["1.1"]


def test_a_finding_without_proposal_cannot_be_accepted_nor_a_repair_be_kept():
    batch = a_batch([a_line(2)], [a_finding(), lost(2, repaired=True)])
    for action, order in (("terima", 1), ("terima", 2), ("tolak", 2)):
        with pytest.raises(Refused):
            decide(batch, action, order)
    decide(batch, "ubah", 2, value="2")
    assert repaired(batch)[0][2] == Decimal(2)


def test_the_same_request_twice_is_one_decision():
    batch, key = a_batch([a_line(2)], [lost(2)]), uuid4()
    assert decide(batch, "terima", 1, key=key) == decide(batch, "terima", 1, key=key)
    assert ImportDecision.objects.count() == 1


def test_who_comes_second_is_told_what_the_first_decided(user):
    batch = a_batch([a_line(2), a_line(3)], [lost(2), lost(3)])
    decide(batch, "tolak", 1, by=user)
    with pytest.raises(Conflict) as conflict:
        decide(batch, "terima", 1, 2)
    [named] = conflict.value.extra["findings"]
    assert (named["kode"], named["now"], named["by"]) == ("1.1", "ditolak", user.pk)
    assert states(batch) == ["ditolak", "terbuka"]


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_holds():
    batch = a_batch([a_line(2)], [lost(2)])
    results = at_once(lambda: decide(batch, "terima", 1), lambda: decide(batch, "tolak", 1))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert ImportDecision.objects.count() == 1


def test_a_finding_of_another_import_is_not_there():
    batch, other = a_batch([a_line(2)], [lost(2)]), a_batch([a_line(2)], [lost(2)])
    with pytest.raises(NotFound):
        decide(batch, "terima", scope=Chosen([findings_of(other)[0].pk]))
    with pytest.raises(NotFound):
        decide(batch, "terima", scope=Chosen([10**20]))
    with pytest.raises(NotFound):
        decision_undo(batch_id=10**20, by=None)


def test_an_import_that_was_not_diagnosed_takes_no_decision():
    batch = a_batch([a_line(2)], [lost(2)])
    type(batch).objects.update(status=BatchStatus.REJECTED)
    with pytest.raises(Refused):
        decide(batch, "terima", 1)


def test_every_decision_is_logged(user):
    batch = a_batch([a_line(2)], [lost(2)])
    decide(batch, "terima", 1, by=user)
    entry = CatalogueLog.objects.get(verb="terima")
    assert (entry.by, entry.noun, entry.object_id, entry.details["temuan"]) == (user, "impor", batch.pk, 1)


def test_a_drop_of_the_proposal_is_applied_like_any_change():
    batch = a_batch([a_line(2), a_line(3)], [a_finding("1.1", [3], [(3, DROP, "")], kind=Kind.DUPLIKAT)])
    decide(batch, "terima", 1)
    assert len(repaired(batch)) == 1


def test_a_danger_of_the_whole_file_holds_every_analysis_until_somebody_decides():
    cut = a_finding("", (), kind=Kind.DESIMAL_TERPOTONG, certainty=Certainty.NONE, proposal="")
    batch = a_batch([a_line(2), a_line(3, "1.2")], [cut])
    assert ready(batch) == []
    assert holds(batch, "1.2") == {"temuan"}
    decide(batch, "tolak", 1)
    assert ready(batch) == ["1.1", "1.2"]


@pytest.mark.parametrize("severity", [Severity.INFO, Severity.WARNING])
def test_what_is_only_said_of_the_whole_file_holds_nothing(severity):
    batch = a_batch([a_line(2)], [a_finding("", (), kind=Kind.KOEFISIEN_DIBULATKAN, severity=severity)])
    assert ready(batch) == ["1.1"]


def test_an_own_unit_may_be_typed_as_it_was_taught():
    unit_spelling_learn(spelling="mtr lari", printed="m'")
    batch = a_batch(
        [a_line(2, satuan_pekerjaan="apa")], [a_finding(column="satuan_pekerjaan", kind=Kind.SATUAN_MERAGUKAN)]
    )
    decide(batch, "ubah", 1, value="Mtr Lari")
    assert ready(batch) == ["1.1"]
