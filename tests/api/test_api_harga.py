"""The price list on the wire: a warm conditional read is one statement, a write answers with revision and totals."""

import json

import pytest
from django.test import override_settings
from django.utils.translation import override

from harsat.accounts.models import Role
from harsat.api.v2.conditional import PAYLOADS
from harsat.rab.models import HargaItem
from harsat.rab.selectors import parts
from harsat.rab.selectors.estimate import ESTIMATES
from support.projects import a_client, a_member, a_project, a_request_key, a_user, api_post, api_url, ids
from support.queries import statement_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user("Estimator A")


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=2)


@pytest.fixture
def client(user):
    return a_client(user)


@pytest.fixture
def item(project):
    return ids(HargaItem, project)[0]


def cold():
    for cache in (PAYLOADS, ESTIMATES, parts.PARTS_CACHE):
        cache.clear()


def get(client, project, **headers):
    return client.get(api_url(project, "harga-items/"), headers=headers)


def save(client, project, *cells, **options):
    body = {"cells": [dict(zip(("id", "col", "from", "to"), cell, strict=True)) for cell in cells]}
    return api_post(client, api_url(project, "harga-items/save/"), body, **options)


def test_the_price_list_is_told_with_its_mark_and_totals(client, project, item):
    answer = get(client, project)
    body = answer.json()
    assert answer.status_code == 200
    assert (body["revision"], body["mark"], body["can_edit"]) == (1, project.mark, True)
    assert body["rows"][0] == {
        "id": item,
        "kategori": "TK",
        "kode": "L.01",
        "uraian": "Pekerja",
        "satuan": "OH",
        "harga": "100000.00",
        "sumber": "",
        "dipakai": 2,
    }
    assert body["totals"]["total"] == "3663000"
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_warm_conditional_read_is_one_statement_and_304(client, project):
    etag = get(client, project)["ETag"]
    with statement_count(1):
        answer = get(client, project, **{"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_a_warm_read_of_another_browser_is_one_statement_too(client, project):
    first = get(client, project)
    with statement_count(1):
        second = get(client, project)
    assert second.content == first.content


def test_a_tag_that_a_proxy_weakened_still_holds(client, project):
    etag = get(client, project)["ETag"]
    for header in (f"W/{etag}", f'"other", {etag}'):
        assert get(client, project, **{"If-None-Match": header}).status_code == 304
    for header in ('"other"', "nonsense", "*", ""):
        assert get(client, project, **{"If-None-Match": header}).status_code == 200


@pytest.mark.parametrize("pekerjaan", [10, 300])
def test_a_cold_read_costs_the_same_whatever_the_size(user, client, pekerjaan):
    project = a_project(user, pekerjaan=pekerjaan)
    get(client, project)
    cold()
    with statement_count(11):  # access; marks and seven of the parts; marks and rows of one moment
        assert len(get(client, project).json()["rows"]) == pekerjaan + 1


def test_after_a_price_edit_the_next_read_costs_four(client, project, item):
    get(client, project)
    save(client, project, (item, "harga", "100000", "1"))
    with statement_count(3):  # access; marks and rows
        assert get(client, project).json()["rows"][0]["harga"] == "1.00"


def test_the_tag_changes_with_the_mark_the_language_and_the_role(client, project, item):
    tags = {get(client, project)["ETag"]}
    tags.add(get(a_client(a_member(project, Role.PENINJAU)), project)["ETag"])
    with override("en"):
        tags.add(client.get(api_url(project, "harga-items/"), headers={"Accept-Language": "en"})["ETag"])
    save(client, project, (item, "harga", "100000", "1"))
    tags.add(get(client, project)["ETag"])
    assert len(tags) == 4


def test_a_reader_is_told_that_it_may_not_edit(project):
    assert get(a_client(a_member(project, Role.PENINJAU)), project).json()["can_edit"] is False


def test_a_write_answers_with_what_changed_and_the_totals(client, project, item):
    answer = save(client, project, (item, "harga", "100000.00", "120000"))
    body = answer.json()
    assert answer.status_code == 200
    assert (body["revision"], body["changed"]) == (2, {"harga": [item]})
    assert body["totals"] == {"subtotal": "3520000", "total": "3907000", "belum_lengkap": 0, "melebihi_pagu": False}
    assert body["change"]
    assert get(client, project).json()["mark"] == body["mark"]


def test_an_unchanged_write_has_no_change_and_still_totals(client, project, item):
    body = save(client, project, (item, "harga", "100000.00", "100000")).json()
    assert (body["change"], body["revision"], body["changed"]) == (None, 1, {})
    assert body["totals"]["total"] == "3663000"


def test_the_same_request_twice_is_answered_alike(client, project, item):
    key = a_request_key()
    first = save(client, project, (item, "harga", "100000", "1"), key=key).json()
    second = save(client, project, (item, "harga", "100000", "1"), key=key).json()
    assert (first.pop("can_undo"), first.pop("can_redo")) == (True, False)
    assert (second.pop("can_undo"), second.pop("can_redo")) == (None, None)
    assert first == second


def test_a_key_for_another_body_is_refused(client, project, item):
    key = a_request_key()
    save(client, project, (item, "harga", "100000", "1"), key=key)
    answer = save(client, project, (item, "harga", "1", "2"), key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_key_reused")


@pytest.mark.parametrize("key", ["", "abc", "1" * 31])
def test_a_write_needs_a_request_key(client, project, item, key):
    answer = save(client, project, (item, "harga", "100000", "1"), **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_key_missing")


def test_a_conflict_is_a_409_with_what_is_there_now(client, project, item):
    save(a_client(a_member(project, nama="Estimator B")), project, (item, "harga", "100000", "7"))
    answer = save(client, project, (item, "harga", "100000", "1"))
    assert answer.status_code == 409
    (cell,) = answer.json()["cells"]
    assert answer.json()["code"] == "cell_conflict"
    assert (cell["now"], cell["by"], cell["from"], cell["to"]) == ("7.00", "Estimator B", "100000", "1")


def test_a_refusal_is_a_422_with_every_cell(client, project, item):
    answer = save(client, project, (item, "harga", "100000", "x"), (item, "sumber", "", "y" * 300))
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert [(cell["row"], cell["col"]) for cell in answer.json()["cells"]] == [(1, "harga"), (2, "sumber")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"cells": 1}',
        b'{"cells": [{"id": "x", "col": "harga"}]}',
        b'{"cells": [{"id": 1}]}',
        b'{"cells": [{"id": 1, "col": "harga", "to": 5}]}',
        b'{"cells": [{"id": 1e400, "col": "harga"}]}',
        b'{"cells": [{"id": 1, "col": "sumber", "to": "\\ud800"}]}',
        b"[" * 100_000,
    ],
)
def test_a_body_of_another_shape_is_refused_as_json_and_never_a_fault(client, project, body):
    answer = client.post(
        api_url(project, "harga-items/save/"),
        data=body,
        content_type="application/json",
        headers={"Idempotency-Key": str(a_request_key())},
    )
    assert answer.status_code in {400, 422}, answer.content[:300]
    assert answer.json()["code"] in {"body_invalid", "request_invalid", "refused"}


@pytest.mark.parametrize("foreign", [0, -1, 2**63, 10**40])
def test_an_id_that_is_nobodys_is_a_conflict(client, project, foreign):
    answer = save(client, project, (foreign, "harga", None, "1"))
    assert answer.status_code == 409, answer.content
    assert answer.json()["cells"][0]["reason"] == "dihapus"


def test_too_many_cells_are_refused(client, project, item):
    cells = [{"id": item, "col": "harga", "from": None, "to": "1"}] * 20_001
    answer = api_post(client, api_url(project, "harga-items/save/"), {"cells": cells})
    assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_a_body_that_is_too_large_is_refused_as_json(client, project, item):
    answer = save(client, project, (item, "sumber", "", "x" * 200))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_the_figures_are_canonical_strings(client, project, item):
    save(client, project, (item, "harga", "100000", "9999999999999.99"))
    text = get(client, project).content.decode()
    assert '"9999999999999.99"' in text
    assert not any(isinstance(value, float) for value in walk(json.loads(text)))


def walk(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)
    else:
        yield value
