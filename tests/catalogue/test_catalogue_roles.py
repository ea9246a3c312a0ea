import pytest
from click.testing import CliRunner
from django.contrib.auth.models import AnonymousUser

from harsat.accounts.services import user_create
from harsat.catalogue.models import CatalogueLog, Curator, CuratorRole
from harsat.catalogue.roles import (
    KURASI,
    TERBIT,
    curator_appoint,
    curator_dismiss,
    curator_may,
    curator_require,
    curators,
)
from harsat.cli.curator import curator
from harsat.kernel.errors import Forbidden, NotFound, NotSignedIn

pytestmark = pytest.mark.django_db
EMAIL = "budi@contoh.example"


@pytest.fixture
def user(db):
    return user_create(email=EMAIL, password="rahasia-123")


@pytest.fixture
def server(settings):
    settings.HARSAT_SERVER = True


@pytest.fixture
def embedded(settings):
    settings.HARSAT_SERVER = False


def test_whoever_signs_in_to_an_embedded_installation_may_do_everything(user, embedded):
    assert curator_may(user, KURASI)
    assert curator_may(user, TERBIT)


def test_a_stranger_may_nothing_anywhere(embedded):
    assert not curator_may(AnonymousUser(), KURASI)
    with pytest.raises(NotSignedIn):
        curator_require(AnonymousUser(), KURASI)


def test_on_a_server_only_the_appointed_may_and_only_a_penerbit_publishes(user, server):
    with pytest.raises(Forbidden):
        curator_require(user, KURASI)
    curator_appoint(email=EMAIL.upper())
    curator_require(user, KURASI)
    with pytest.raises(Forbidden):
        curator_require(user, TERBIT)
    curator_appoint(email=EMAIL, role=CuratorRole.PENERBIT)
    curator_require(user, TERBIT)
    curator_dismiss(email=EMAIL)
    assert not curator_may(user, KURASI)


def test_appointments_are_logged_and_unknown_people_are_not_found(user):
    curator_appoint(email=EMAIL)
    curator_dismiss(email=EMAIL)
    assert list(CatalogueLog.objects.order_by("id").values_list("verb", "name")) == [
        ("tunjuk", EMAIL),
        ("cabut", EMAIL),
    ]
    for act in (curator_appoint, curator_dismiss):
        with pytest.raises(NotFound):
            act(email="tiada@contoh.example")
    with pytest.raises(NotFound):
        curator_dismiss(email=EMAIL)


def test_a_role_asks_one_question_on_a_server_and_none_embedded(user, settings, queries):
    settings.HARSAT_SERVER = True
    with queries(1):
        curator_may(user, KURASI)
    settings.HARSAT_SERVER = False
    with queries(0):
        curator_may(user, KURASI)


def test_the_command_appoints_lists_and_dismisses(user):
    def run(*arguments):
        return CliRunner().invoke(curator, arguments)

    assert run("add", EMAIL, "--role", "penerbit").output == f"{EMAIL}: penerbit\n"
    assert (run("list").output, curators()) == (f"{EMAIL}: penerbit\n", [(EMAIL, "penerbit")])
    assert run("remove", EMAIL).exit_code == 0
    assert not Curator.objects.exists()
    for verb in ("add", "remove"):
        assert "Tidak ada pengguna" in run(verb, "tiada@contoh.example").output
