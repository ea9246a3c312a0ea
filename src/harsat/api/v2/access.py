"""The gate of every project route: session, membership, role and freshness in one statement; CSRF on every write."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from harsat.accounts.models import User
from harsat.kernel.errors import Forbidden, NotSignedIn, Refused
from harsat.projects.access import Access, Right, session_access, session_user_id

SAFE_METHODS = ("GET", "HEAD")


def project_gate(request: HttpRequest) -> Access:
    """The access of the signed-in user to the project in the address, or 401, 403, 404. Never loads `request.user`.

    The API runs it before it reads the body, so that a stranger learns nothing from how a request is refused.
    """
    session_user_id(request.session)
    _csrf_require(request)
    match = request.resolver_match
    assert match is not None
    return session_access(request.session, match.kwargs["project_id"])


def project_access(request: HttpRequest, project_id: int, right: Right = Right.READ) -> Access:
    """What the gate found, if the role includes `right`; Forbidden otherwise."""
    access = getattr(request, "auth", None)
    if not isinstance(access, Access) or access.project_id != project_id:
        access = project_gate(request)
    return access.require(right)


def signed_in(request: HttpRequest) -> User:
    """The signed-in user, for routes that belong to no project; CSRF on writes here, too."""
    if not request.user.is_authenticated:
        raise NotSignedIn
    _csrf_require(request)
    return request.user


def _csrf_require(request: HttpRequest) -> None:
    if request.method not in SAFE_METHODS and check_csrf(request) is not None:
        raise Forbidden(_("Halaman ini sudah kedaluwarsa; muat ulang lalu coba lagi."), code="csrf")


def request_key(request: HttpRequest) -> UUID:
    """The Idempotency-Key of a write: the same request sent twice is done once."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError as error:
        raise Refused(_("Header Idempotency-Key wajib diisi UUID."), code="request_key_missing") from error


def request_hash(request: HttpRequest) -> bytes:
    """SHA-256 of address and body: what a request key stands for."""
    return hashlib.sha256(request.path.encode() + b"\0" + request.body).digest()
