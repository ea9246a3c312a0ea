"""The routes that hand out the budget, on a real database."""

import io

import openpyxl
import pypdfium2
import pytest

from harsat.accounts.models import Role
from harsat.rab.models import HargaItem
from support.projects import a_client, a_member, a_project, a_user, an_access, api_url, prices_set

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("suffix", ["xlsx", "pdf"])


def url(project, suffix, query=""):
    return api_url(project, f"export/rekap-rab/{suffix}/{query}")


@pytest.fixture
def owner():
    return a_user("CV Contoh Rencana")


def test_the_workbook_of_a_project_is_downloaded(owner):
    project = a_project(owner, pekerjaan=1, nama='Gedung "Uji" é/\r\n1')
    response = a_client(owner).get(url(project, "xlsx"))
    assert response.status_code == 200, response.content
    assert response["Content-Disposition"].startswith('attachment; filename="RAB_Gedung_Uji')
    assert response["Content-Disposition"].endswith('2026-06-18.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(response.content), data_only=True)
    values = [cell.value for row in book["Rekap"].iter_rows() for cell in row]
    assert 1_650_000 in values
    assert 1_832_000 in values


def test_the_paper_of_a_project_is_downloaded(owner):
    project = a_project(owner, pekerjaan=1)
    response = a_client(owner).get(url(project, "pdf"))
    assert response["Content-Type"] == "application/pdf"
    (page,) = pypdfium2.PdfDocument(response.content)
    text = page.get_textpage().get_text_bounded()
    assert "1.832.000,00" in text
    assert project.organisation.nama in text


@BOTH
def test_an_incomplete_project_is_refused_by_name_and_drafted_on_request(owner, suffix):
    project = a_project(owner, pekerjaan=2)
    material = HargaItem.objects.get(project=project, kode="M.0001")
    prices_set(an_access(owner, project), {material.pk: None})
    client = a_client(owner)
    refused = client.get(url(project, suffix))
    assert refused.status_code == 422
    assert refused.json()["code"] == "document_incomplete"
    assert [one["alasan"] for one in refused.json()["missing"]] == [["harga belum ada: Bahan 1"]]
    assert client.get(url(project, suffix, "?draft=1")).status_code == 200


@BOTH
def test_a_reviewer_may_download_and_a_stranger_finds_nothing(owner, suffix):
    project = a_project(owner, pekerjaan=1)
    assert a_client(a_member(project, Role.PENINJAU)).get(url(project, suffix)).status_code == 200
    assert a_client(a_user()).get(url(project, suffix)).status_code == 404
    assert a_client().get(url(project, suffix)).status_code == 401


@BOTH
def test_a_document_costs_the_same_statements_whatever_its_size(owner, suffix, queries):
    client = a_client(owner)
    counts = []
    for pekerjaan in (1, 30):
        project = a_project(owner, pekerjaan=pekerjaan)
        with queries() as statements:
            assert client.get(url(project, suffix)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12
