"""What a first start brings: the starter catalogue, someone to sign in as, and the demo project."""

from __future__ import annotations

from typing import NamedTuple

from harsat.accounts.models import Organisation, User
from harsat.accounts.services import organisation_personal_ensure, user_create
from harsat.kernel.clock import today
from harsat.starters.catalogue import starter_catalogue_load
from harsat.starters.demo import demo_project_create

DEMO_EMAIL = "contoh@harsat.example"
DEMO_PASSWORD = "rumah-tipe-54"  # noqa: S105  printed at every start of an embedded installation that asks for the demo
DEMO_NAME = "Estimator Contoh"


class StartersLoaded(NamedTuple):
    """With what to sign in, and the demo project's id."""

    email: str
    password: str
    project_id: int


def starters_load() -> StartersLoaded:
    """Catalogue, demo user and demo project; a second call finds all three."""
    catalogue = starter_catalogue_load()
    user, organisation = demo_user_ensure()
    project = demo_project_create(
        user=user,
        organisation=organisation,
        edition_id=catalogue.edition_id,
        price_list_id=catalogue.price_list_id,
        as_of=today(),
    )
    return StartersLoaded(DEMO_EMAIL, DEMO_PASSWORD, project.pk)


def demo_user_ensure() -> tuple[User, Organisation]:
    """The demo user and their personal organisation."""
    user = User.objects.filter(email=DEMO_EMAIL).first()
    if user is None:
        user = user_create(email=DEMO_EMAIL, password=DEMO_PASSWORD, nama=DEMO_NAME)
    return user, organisation_personal_ensure(user=user)
