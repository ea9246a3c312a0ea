"""Writes about people: a new user with the personal organisation that every project needs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import Membership, Organisation, Role, User


@transaction.atomic
def user_create(*, email: str, password: str | None, nama: str = "") -> User:
    """A user who may sign in, owner of a personal organisation."""
    user = User.objects.create_user(email, password, nama=nama.strip())
    organisation_personal_ensure(user=user)
    return user


@transaction.atomic
def organisation_personal_ensure(*, user: User) -> Organisation:
    """The user's personal organisation, made on first need; safe to call twice."""
    # As owner: whoever is a guest in somebody else's personal organisation still needs one.
    found = Organisation.objects.filter(personal=True, memberships__user=user, memberships__role=Role.PEMILIK).first()
    if found:
        return found
    organisation = Organisation.objects.create(nama=_("Pribadi: %(who)s") % {"who": user}, personal=True)
    membership_set(organisation=organisation, user=user, role=Role.PEMILIK)
    return organisation


def membership_set(*, organisation: Organisation, user: User, role: str) -> Membership:
    """Give `user` the role in the organisation, replacing the one held before."""
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    return membership
