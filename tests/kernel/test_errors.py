"""The few errors a user can meet: status, stable code, Indonesian words, and the place."""

import pytest
from django.utils.translation import override

from harsat.kernel import errors
from harsat.kernel.errors import Busy, CellConflicts, CellRefusals, DomainError, NotSignedIn, Refused


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("NotSignedIn", 401, "not_signed_in"),
        ("Forbidden", 403, "forbidden"),
        ("NotFound", 404, "not_found"),
        ("Conflict", 409, "conflict"),
        ("Refused", 422, "refused"),
        ("Busy", 503, "busy"),
    ],
)
def test_each_error_has_its_status_and_code(name, status, code):
    error = getattr(errors, name)()
    assert (error.status, error.payload()["code"]) == (status, code)
    assert error.payload()["message"]


def test_a_code_and_words_of_its_own_stand_in_the_payload():
    error = Refused("Tidak boleh.", code="not_so", place="A")
    assert error.payload() == {"code": "not_so", "message": "Tidak boleh.", "place": "A"}
    assert Refused().code == "refused"


def test_cells_stand_in_the_payload():
    cells = [{"id": 1, "col": "harga", "row": 1, "reason": "salah"}]
    assert CellRefusals(cells).payload()["cells"] == cells
    assert CellConflicts(cells).payload()["code"] == "cell_conflict"


def test_the_words_are_those_of_the_language_in_force_when_it_is_raised():
    with override("id"):
        assert NotSignedIn().message.startswith("Anda belum masuk")


def test_all_are_domain_errors_and_only_busy_may_be_sent_again():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DomainError)]
    assert [kind for kind in kinds if hasattr(kind, "retry_after")] == [Busy]
