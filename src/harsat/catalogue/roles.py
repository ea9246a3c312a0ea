"""The one table of who may do what in the catalogue."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import Curator, CuratorRole
from harsat.catalogue.services.log import log_add
from harsat.kernel.errors import Forbidden, NotFound, NotSignedIn

KURASI: Final = "kurasi"
"""Upload, map, decide, undo, commit into a draft, teach units."""
TERBIT: Final = "terbit"
"""Publish and retire editions and price lists, add to what is published."""
MAY: Final = {CuratorRole.KURATOR: frozenset({KURASI}), CuratorRole.PENERBIT: frozenset({KURASI, TERBIT})}


def curator_role(user: User | AnonymousUser) -> CuratorRole | None:
    """The role of a user in the catalogue: as appointed on a server, penerbit for all who sign in when embedded."""
    if not user.is_authenticated:
        return None
    if not settings.HARSAT_SERVER:
        return CuratorRole.PENERBIT
    role = Curator.objects.filter(user_id=user.pk).values_list("role", flat=True).first()
    return CuratorRole(role) if role else None


def curator_may(user: User | AnonymousUser, act: str) -> bool:
    """Whether a page shows the button at all."""
    role = curator_role(user)
    return role is not None and act in MAY[role]


def curator_require(user: User | AnonymousUser, act: str) -> None:
    """Let pass, or refuse.

    Raises:
        NotSignedIn: nobody is.
        Forbidden: no curator, or one without this right.
    """
    if not user.is_authenticated:
        raise NotSignedIn
    if not curator_may(user, act):
        raise Forbidden(_("Hanya kurator katalog yang ditunjuk yang boleh melakukan ini."))


@transaction.atomic
def curator_appoint(*, email: str, role: CuratorRole = CuratorRole.KURATOR, by: User | None = None) -> Curator:
    """Give the user of this address a role, replacing the one held before.

    Raises:
        NotFound: nobody has this address.
    """
    user = _user(email)
    curator, _made = Curator.objects.update_or_create(user=user, defaults={"role": role})
    log_add(by=by, verb="tunjuk", noun="kurator", object_id=user.pk, name=user.email, details={"peran": role.value})
    return curator


@transaction.atomic
def curator_dismiss(*, email: str, by: User | None = None) -> None:
    """Take the role away.

    Raises:
        NotFound: nobody has this address, or holds no role.
    """
    user = _user(email)
    if not Curator.objects.filter(user=user).delete()[0]:
        raise NotFound(_("%(email)s bukan kurator.") % {"email": user.email})
    log_add(by=by, verb="cabut", noun="kurator", object_id=user.pk, name=user.email)


def curators() -> list[tuple[str, str]]:
    """(email, role) of everybody appointed, by email."""
    return list(Curator.objects.order_by("user__email").values_list("user__email", "role"))


def _user(email: str) -> User:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise NotFound(_("Tidak ada pengguna %(email)s.") % {"email": email})
    return user
