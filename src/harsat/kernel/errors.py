"""The few errors a user can meet, each with a stable code, its HTTP status and a payload that names the place.

Services raise them; `api/v2/errors.py` and `web/errors.py` are the only ones that turn them into answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

Cell = Mapping[str, Any]


class DomainError(Exception):
    """Something the user can understand and act on. `message` is Indonesian; `code` is for clients."""

    status: ClassVar[int] = 400
    code: str = "domain_error"
    default_message: ClassVar[Any] = _("Permintaan tidak dapat dikerjakan.")

    def __init__(self, message: str = "", *, code: str = "", **extra: Any) -> None:
        super().__init__(message or str(self.default_message))
        self.message = message or str(self.default_message)
        self.code = code or self.code
        self.extra = extra

    def payload(self) -> dict[str, Any]:
        """The JSON body: `{"code", "message", ...extra}`."""
        return {"code": self.code, "message": self.message, **self.extra}


class NotSignedIn(DomainError):
    """No session, an ended one, or an account that is no longer active."""

    status = 401
    code = "not_signed_in"
    default_message = _("Anda belum masuk atau sesi sudah berakhir. Silakan masuk lagi.")


class Forbidden(DomainError):
    """The role of the user in this organisation does not allow the act."""

    status = 403
    code = "forbidden"
    default_message = _("Peran Anda di organisasi ini tidak mengizinkan tindakan ini.")


class NotFound(DomainError):
    """Nothing there, or somebody else's: the two look the same from outside."""

    status = 404
    code = "not_found"
    default_message = _("Tidak ditemukan.")


class Conflict(DomainError):
    """The stored state is not what the writer saw."""

    status = 409
    code = "conflict"
    default_message = _("Data sudah berubah sejak Anda membacanya.")


class CellConflicts(Conflict):
    """Cells whose stored value is neither `from` nor `to`; each carries `now`, `by` and `at`."""

    code = "cell_conflict"

    def __init__(self, cells: Sequence[Cell], message: str = "") -> None:
        super().__init__(message, cells=list(cells))


class Refused(DomainError):
    """The request is understood and not acceptable; it applies wholly or not at all."""

    status = 422
    code = "refused"
    default_message = _("Ada isian yang ditolak; tidak ada yang disimpan.")


class CellRefusals(Refused):
    """Every bad cell at once: `{"id", "col", "row", "reason"}`."""

    def __init__(self, cells: Sequence[Cell], message: str = "") -> None:
        super().__init__(message, cells=list(cells))


class Busy(DomainError):
    """The project is being written by someone else; the same request key may be sent again."""

    status = 503
    code = "busy"
    default_message = _("Sedang sibuk. Permintaan dikirim ulang sebentar lagi.")
    retry_after: ClassVar[int] = 1
