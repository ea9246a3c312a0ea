import pytest

from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.quarantine.edits import changes_check, value_read
from harsat.kernel.errors import Refused


@pytest.mark.parametrize(
    ("field", "typed", "canonical"),
    [
        ("koefisien", "1,3125", "1.312500"),
        ("koefisien", " 0.6 ", "0.600000"),
        ("kategori", "bhn", "BHN"),
        ("kategori", "Tenaga Kerja", "TK"),
        ("satuan_pekerjaan", "M1", "m'"),
        ("satuan", "karung besar", "karung besar"),
        ("kode", "2.2.1.1. 1a", "2.2.1.1.1a"),
        ("nama", "  Galian   tanah ", "Galian tanah"),
        ("kode_item", "", ""),
    ],
)
def test_a_typed_value_is_read_into_its_canonical_text(field, typed, canonical):
    assert value_read(field, typed) == canonical


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("koefisien", "0"),
        ("koefisien", "-1"),
        ("koefisien", "satu"),
        ("koefisien", "1.250"),
        ("koefisien", "1000000000"),
        ("kategori", "Asphalt"),
        ("satuan_pekerjaan", "entah"),
        ("satuan", "x" * 21),
        ("kode", "Batang"),
        ("nama", " "),
        ("item", "x" * 501),
        ("row", "1"),
        ("", "1"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_in_words(field, typed):
    with pytest.raises(Refused) as refusal:
        value_read(field, typed)
    assert refusal.value.message.endswith(".")


def test_own_changes_are_read_like_values_and_stay_inside_their_rows():
    rows = frozenset({2, 3})
    changes = [Change(2, "koefisien", "0,5"), Change(3, DROP, "")]
    assert changes_check(changes, rows) == [Change(2, "koefisien", "0.500000"), Change(3, DROP, "")]
    for outside in (Change(4, "koefisien", "1"), Change(2, "row", "7")):
        with pytest.raises(Refused):
            changes_check([outside], rows)
