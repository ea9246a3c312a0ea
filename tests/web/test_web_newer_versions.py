"""The chip that counts newer versions in the page heads, and the way back to the reference on the page Analisa."""

import pytest

from harsat.accounts.models import Role
from harsat.rab import models as rab
from rab.acuan_builders import apply, offered, published_again, take_of
from rab.struktur_builders import a_catalogue, ahsp, an_outline, line, save, turn
from support.projects import a_client, a_member, a_project, a_user, an_access

pytestmark = pytest.mark.django_db

PAGES = ("list-pekerjaan", "detail-ahsp")


class Site:
    """A project with one reference."""

    def __init__(self):
        self.user = a_user()
        self.project = a_project(self.user)
        self.access = an_access(self.user, self.project)
        self.analysis = a_catalogue(galian=("1.1", "m3", [line("L.01")]))["galian"]
        place = an_outline(self.access, Tanah={"Galian": []})
        row_id = save(self.access, adds=[ahsp(self.analysis, place["Galian"])]).answer["ids"]["p"]
        self.row = rab.Pekerjaan.objects.get(pk=row_id)

    def text(self, page, client=None):
        answer = (client or a_client(self.user)).get(f"/proyek/{self.project.pk}/{page}/")
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_counts_newer_versions_only_while_there_are_some(page):
    site = Site()
    assert "<acuan-updates" not in site.text(page)
    published_again(site.analysis, [line("L.01", koefisien="0.6")])
    assert "<b>1</b> versi baru" in site.text(page)
    apply(site.access, [take_of(one) for one in offered(site.project).rows])
    assert "<acuan-updates" not in site.text(page)


@pytest.mark.parametrize("page", PAGES)
def test_counting_costs_one_statement(page, queries):
    site = Site()
    client = a_client(site.user)
    site.text(page, client)
    with queries() as statements:
        site.text(page, client)
    assert sum("catalogue_analysis" in sql and "version" in sql for sql in statements.seen) == 1


def test_only_a_modification_can_go_back_to_its_reference_and_only_by_who_may_edit():
    site = Site()
    assert 'data-act="reset"' not in site.text("detail-ahsp")
    save(site.access, sources=[turn(site.row, "ref_modified")])
    assert 'data-act="reset"' in site.text("detail-ahsp")
    reviewer = a_client(a_member(site.project, Role.PENINJAU))
    assert 'data-act="reset"' not in site.text("detail-ahsp", reviewer)
    save(site.access, sources=[turn(site.row, "custom", before="ref_modified")])
    assert 'data-act="reset"' not in site.text("detail-ahsp")
