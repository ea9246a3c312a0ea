"""Where a figure comes from, on the wire: steps whose last one is the figure itself."""

from __future__ import annotations

import pytest

from support.analisa import Analyses
from support.projects import a_client, a_user, api_url

pytestmark = pytest.mark.django_db


def ask(site, key, client=None):
    return (client or a_client(site.user)).get(api_url(site.project, "derivation/"), {"key": key})


def test_a_harga_satuan_is_told_in_steps_that_add_up():
    site = Analyses()
    work = site.works[0].pk
    answer = ask(site, f"pekerjaan:{work}:F").json()
    assert answer["title"] == "F · B.0001 Pekerjaan 1"
    assert [(step["nilai"], step["key"]) for step in answer["steps"][:2]] == [
        ("150000", f"pekerjaan:{work}:D"),
        ("15000", f"pekerjaan:{work}:E"),
    ]
    assert answer["steps"][2]["rumus"] == "150.000,00 + 15.000,00 = 165.000,00"
    assert answer["steps"][-1]["nilai"] == "165000"


def test_every_step_with_a_key_can_be_opened_itself():
    site = Analyses()
    client = a_client(site.user)
    waiting, seen = ["rekap:total"], set()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        answer = ask(site, key, client)
        assert answer.status_code == 200, key
        waiting += [step["key"] for step in answer.json()["steps"] if step["key"]]
    assert {"rekap:ppn", f"pekerjaan:{site.works[1].pk}:A"} <= seen


def test_an_unknown_figure_is_refused_in_words():
    site, other = Analyses(), Analyses()
    for key in ("rekap:untung", f"pekerjaan:{other.works[0].pk}:F", ""):
        answer = ask(site, key)
        assert (answer.status_code, answer.json()["code"]) == (422, "trace_unknown")


def test_a_question_without_key_is_out_of_shape():
    site = Analyses()
    answer = a_client(site.user).get(api_url(site.project, "derivation/"))
    assert answer.status_code == 422


def test_strangers_learn_nothing():
    site = Analyses()
    assert ask(site, "rekap:total", a_client(a_user())).status_code == 404
    assert ask(site, "rekap:total", a_client()).status_code == 401
