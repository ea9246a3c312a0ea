"""Signing in and up, errors as pages, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from django.urls import include, path, reverse

from harsat.accounts.models import Membership, Role, User
from support.pages import PAGES
from support.projects import PASSWORD, a_client, a_project, a_user


def broken(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [path("rusak/", broken), path("api/v2/rusak/", broken), path("", include("harsat.config.urls"))]
handler400 = "harsat.web.errors.bad_request"
handler403 = "harsat.web.errors.forbidden"
handler404 = "harsat.web.errors.not_found"
handler500 = "harsat.web.errors.server_error"


def text_of(answer):
    return answer.content.decode()


def test_signing_in_leads_to_the_projects(owner):
    answer = Client().post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url == reverse("projects")


def test_signing_in_leads_back_to_where_one_was_going(owner, project):
    url = reverse("rekap", args=[project.pk])
    answer = Client().post(
        f"{reverse('account_login')}?next={url}", {"login": owner.email, "password": PASSWORD, "next": url}
    )
    assert answer.url == url


def test_a_wrong_password_is_told_without_saying_which(owner):
    wrong = Client().post(reverse("account_login"), {"login": owner.email, "password": "bukan ini"})
    unknown = Client().post(reverse("account_login"), {"login": "tak.dikenal@uji.example", "password": "bukan ini"})
    told = [re.search(r'role="alert">(.*?)</div>', text_of(answer), re.DOTALL).group(1) for answer in (wrong, unknown)]
    assert told[0] == told[1]
    assert "tidak benar" in told[0]


def test_signing_up_makes_a_personal_organisation(db):
    answer = Client().post(
        reverse("account_signup"),
        {"nama": "Estimator Baru", "email": "baru@uji.example", "password1": "kata sandi yang panjang"},
    )
    assert answer.status_code == 302
    user = User.objects.get(email="baru@uji.example")
    membership = Membership.objects.select_related("organisation").get(user=user)
    assert (user.nama, membership.role, membership.organisation.personal) == ("Estimator Baru", Role.PEMILIK, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("nama", ""), ("email", "bukan surel"), ("email", ""), ("password1", "pendek"), ("password1", "")],
)
def test_signing_up_refuses_at_the_field(db, field, value):
    whole = {"nama": "Estimator", "email": "baru@uji.example", "password1": "kata sandi yang panjang"}
    answer = Client().post(reverse("account_signup"), {**whole, field: value})
    assert answer.status_code == 200
    assert f'id="id_{field}_galat"' in text_of(answer)
    assert not User.objects.filter(email="baru@uji.example").exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_email_verification_sent",
    ],
)
def test_the_door_has_our_look(db, name):
    text = text_of(Client().get(reverse(name)))
    assert '<main class="way-in"' in text
    assert "Harga satuan pekerjaan" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "account_email"])
def test_the_pages_of_an_account_have_our_look(client, name):
    text = text_of(client.get(reverse(name)))
    assert '<main class="way-in"' in text
    assert text.count("<h1") == 1


def test_signing_out_asks_first_and_ends_the_session(client, project):
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("rekap", args=[project.pk])).status_code == 302


def test_what_is_not_there_is_a_page(db):
    answer = Client().get("/tidak/ada/")
    assert answer.status_code == 404
    assert "Tidak ditemukan" in text_of(answer)
    assert "Ke daftar proyek" in text_of(answer)


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_is_a_page_with_its_number(db):
    browser = Client(raise_request_exception=False)
    answer = browser.get("/rusak/")
    assert answer.status_code == 500
    assert "Terjadi kesalahan" in text_of(answer)
    assert re.search(r"Nomor kesalahan \S+", text_of(answer))
    assert "a fault of ours" not in text_of(answer)


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_the_api_is_json(db):
    answer = Client(raise_request_exception=False).get("/api/v2/rusak/")
    assert answer.status_code == 500
    assert answer.json()["code"] == "fault"
    assert answer.json()["error_id"]


def test_a_form_without_its_token_is_told_in_words(owner):
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": owner.email})
    assert answer.status_code == 403
    assert "kedaluwarsa" in text_of(answer)


def all_answers(client, project):
    yield from (client.get(reverse(name, args=[project.pk])) for name in PAGES)
    yield from (client.get(reverse(name)) for name in ("projects", "project_new", "account_email"))
    yield from (Client().get(reverse(name)) for name in ("account_login", "account_signup"))
    yield client.get("/tidak/ada/")
    yield client.get(f"/api/v2/project/{project.pk}/rekap/")


def test_every_answer_carries_the_strict_policy(client, project):
    for answer in all_answers(client, project):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_nonce_is_new_each_time_and_the_page_carries_it(client):
    nonces = set()
    for _ in range(2):
        answer = client.get(reverse("projects"))
        nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"]).group(1)
        assert f'nonce="{nonce}"' in text_of(answer)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_every_page_has_one_h1_a_title_and_a_way_to_skip(client, project):
    for name in PAGES:
        text = text_of(client.get(reverse(name, args=[project.pk])))
        assert text.count("<h1") == 1, name
        assert re.search(r"<title>[^<]+ · Gedung Uji · Harsat</title>", text), name
        assert 'class="skip" href="#isi"' in text
        assert 'id="isi"' in text


def test_the_list_shows_twenty_and_asks_for_the_next(client, owner):
    for number in range(21):
        a_project(owner, nama=f"Gedung {number:02d}")
    first = text_of(client.get(reverse("projects")))
    assert first.count('class="name"') == 20
    more = re.search(r'hx-get="(\?q=&amp;before=\d+)"', first).group(1).replace("&amp;", "&")
    rest = client.get(reverse("projects") + more, headers={"HX-Request": "true"})
    assert re.findall(r'class="name"[^>]*>([^<]+)<', text_of(rest)) == ["Gedung 00"]
    assert "<html" not in text_of(rest)


def test_the_list_finds_by_every_word(client, owner):
    a_project(owner, nama="Puskesmas Sukamaju", lokasi="Bandung")
    a_project(owner, nama="Ruko Antapani", lokasi="Bandung")
    text = text_of(client.get(reverse("projects"), {"q": "bandung puskesmas"}))
    assert "Puskesmas Sukamaju" in text
    assert "Ruko Antapani" not in text
    assert "Tidak ada proyek yang memuat" in text_of(client.get(reverse("projects"), {"q": "tak ada"}))


def test_an_empty_list_teaches_the_order_of_work(client):
    text = text_of(client.get(reverse("projects")))
    assert "Mulai dari proyek pertama" in text
    assert text.index("List Pekerjaan") < text.index("Volume") < text.index("Rekap RAB")


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_a_strange_place_in_the_list_is_no_fault(client, before):
    assert client.get(reverse("projects"), {"before": before}).status_code == 200


def test_the_list_costs_the_same_for_one_project_and_for_twenty(owner, queries):
    from support.queries import statement_count

    client = a_client(owner)
    costs = []
    for count in (1, 20):
        for _ in range(count):
            a_project(owner)
        with statement_count() as statements:
            client.get(reverse("projects"))
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 4


def test_others_projects_are_not_in_the_list(client, owner):
    a_project(a_user(), nama="Milik Orang Lain")
    assert "Milik Orang Lain" not in text_of(client.get(reverse("projects")))


def test_the_theme_of_the_cookie_is_in_the_page(client):
    client.cookies["tema"] = "dark"
    assert 'data-theme="dark"' in text_of(client.get(reverse("projects")))
    client.cookies["tema"] = "<script>"
    assert 'data-theme="auto"' in text_of(client.get(reverse("projects")))
