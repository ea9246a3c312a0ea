from decimal import Decimal

import pytest

from catalogue.builders import AS_OF, analysis, line
from catalogue.prices.price_builders import price_list
from harsat.catalogue.models import Bidang, PriceListItem, PriceMatch, Resource
from harsat.catalogue.prices.selectors import analysis_form, price_coverage, price_review, prices_for
from harsat.catalogue.prices.services import (
    price_list_import,
    price_match_accept,
    price_match_reject,
    price_match_reopen,
    price_match_set,
    price_matches_accept_named,
    price_matches_propose,
)
from harsat.catalogue.services import analyses_publish
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Conflict, NotFound, Refused

pytestmark = pytest.mark.django_db

PEKERJA = {"kode": "L.01", "nama": "Pekerja", "satuan": "OH", "harga": "100000"}
SEMEN = {"nama": "Semen PC", "satuan": "zak", "harga": "65000"}
PASIR = {"nama": "Pasir pasang", "satuan": "m3", "harga": "275000"}


@pytest.fixture
def resources(edition):
    """Pekerja by the day and by the hour, cement in kg, sand in m3, in one analysis."""
    lines = [
        line(),
        line("TK.9", "Pekerja", "OJ", "0.1"),
        line("", "Semen Portland", "kg", "10", Kategori.BHN),
        line("", "Pasir pasang", "m3", "0.02", Kategori.BHN),
    ]
    analyses_publish(edition=edition, drafts=[analysis(komponen=lines)])
    return {(one.uraian, one.satuan): one for one in Resource.objects.all()}


def listed(*rows, bidang=None):
    return price_list_import(name="SSH", diagnosis=price_list(*rows), as_of=AS_OF, bidang=bidang).price_list


def match_of(resource, **where):
    return PriceMatch.objects.get(resource=resource, **where)


def test_code_and_unit_are_accepted_at_once_and_names_wait(edition, resources):
    prices = listed(PEKERJA, PASIR, SEMEN)
    assert price_matches_propose(edition=edition, price_list=prices)._asdict() == {
        "by_kode": 1,
        "to_review": 3,
        "nothing": 0,
    }
    assert match_of(resources["Pekerja", "OH"]).state == "diterima"
    assert match_of(resources["Pasir pasang", "m3"]).state == "diusulkan"


def test_codes_of_another_bidang_are_not_accepted(edition, resources):
    prices = listed(PEKERJA, bidang=Bidang.BINA_MARGA)
    price_matches_propose(edition=edition, price_list=prices)
    assert match_of(resources["Pekerja", "OH"]).state == "diusulkan"
    assert prices_for(edition.pk, prices.pk) == {}


def test_prices_of_an_edition_follow_its_accepted_matches(edition, resources):
    prices = listed(PEKERJA, PASIR)
    pasir = resources["Pasir pasang", "m3"]
    assert prices_for(edition.pk, prices.pk) == {("L.01", "OH"): 100000}
    price_matches_propose(edition=edition, price_list=prices)
    price_match_accept(match_id=match_of(pasir).pk)
    assert prices_for(edition.pk, prices.pk) == {("L.01", "OH"): 100000, (pasir.kode, "m3"): 275000}
    assert price_coverage(edition.pk, prices.pk) == (4, 2, 2)


def test_a_rejected_code_is_no_price_any_more(edition, resources):
    prices = listed(PEKERJA)
    price_matches_propose(edition=edition, price_list=prices)
    price_match_reject(match_id=match_of(resources["Pekerja", "OH"]).pk)
    assert prices_for(edition.pk, prices.pk) == {}


def test_a_rejected_match_is_not_proposed_again(edition, resources):
    prices = listed(PASIR)
    price_matches_propose(edition=edition, price_list=prices)
    pasir = resources["Pasir pasang", "m3"]
    price_match_reject(match_id=match_of(pasir).pk)
    price_matches_propose(edition=edition, price_list=prices)
    assert match_of(pasir).state == "ditolak"
    price_match_reopen(match_id=match_of(pasir).pk)
    assert match_of(pasir).state == "diusulkan"


def test_a_resource_takes_one_price_of_a_list(edition, resources):
    prices = listed(PASIR, PASIR | {"nama": "Pasir pasang", "kode": "M.1", "satuan": "m3", "spesifikasi": "super"})
    price_matches_propose(edition=edition, price_list=prices)
    first, second = PriceMatch.objects.filter(resource=resources["Pasir pasang", "m3"])
    price_match_accept(match_id=first.pk)
    with pytest.raises(Conflict):
        price_match_accept(match_id=second.pk)


def test_a_man_hour_is_accepted_as_a_derived_price_that_states_its_sum(edition, resources):
    prices = listed(PEKERJA)
    price_matches_propose(edition=edition, price_list=prices)
    by_hour = resources["Pekerja", "OJ"]
    accepted = price_match_accept(match_id=match_of(by_hour).pk)
    assert (accepted.item.kode, accepted.item.satuan, accepted.item.harga) == ("L.01", "OJ", 12500)
    assert "100000 / 8 = 12500" in accepted.item.source
    assert prices_for(edition.pk, prices.pk)["TK.9", "OJ"] == 12500


def test_a_bag_asks_what_it_holds(edition, resources):
    prices = listed(SEMEN)
    price_matches_propose(edition=edition, price_list=prices)
    semen = resources["Semen Portland", "kg"]
    with pytest.raises(Refused) as refused:
        price_match_accept(match_id=match_of(semen).pk)
    assert refused.value.code == "price_conversion"
    price_match_accept(match_id=match_of(semen).pk, parts=Decimal(50))
    assert prices_for(edition.pk, prices.pk)[semen.kode, "kg"] == 1300
    assert PriceListItem.objects.get(satuan="zak").harga == 65000


def test_equal_names_are_accepted_together_where_no_price_differs(edition, resources):
    prices = listed(PASIR, SEMEN)
    price_matches_propose(edition=edition, price_list=prices)
    assert price_matches_accept_named(edition=edition, price_list=prices) == 1
    assert match_of(resources["Pasir pasang", "m3"]).state == "diterima"
    assert match_of(resources["Semen Portland", "kg"]).state == "diusulkan"


def test_foreign_goods_are_not_proposed(edition, resources):
    prices = listed(PASIR | {"kelompok": "SBU"})
    assert price_matches_propose(edition=edition, price_list=prices).to_review == 0


def test_a_person_may_match_what_the_machine_would_not(edition, resources):
    prices = listed({"nama": "Pasir laut", "satuan": "m3", "harga": "90000"})
    item, resource = PriceListItem.objects.get(), resources["Pasir pasang", "m3"]
    match = price_match_set(item_id=item.pk, resource_id=resource.pk)
    assert (match.reason, match.state) == ("manual", "diterima")
    assert prices_for(edition.pk, prices.pk)[resource.kode, "m3"] == 90000


def test_the_review_shows_candidates_with_reasons(edition, resources, queries):
    prices = listed(PEKERJA, SEMEN, PASIR)
    price_matches_propose(edition=edition, price_list=prices)
    with queries(5):
        rows = price_review(edition.pk, prices.pk)
    assert [row.uraian for row in rows] == ["Pekerja", "Semen Portland", "Pasir pasang"]
    by_hour, semen, _pasir = (row.candidates[0] for row in rows)
    assert (by_hour.harga_turunan, by_hour.state) == (12500, "diusulkan")
    assert (semen.harga_turunan, semen.choices) == (None, (50, 40))
    assert "nama sama" in semen.reasons


def test_an_analysis_is_priced_by_a_list(edition, resources):
    prices = listed(PEKERJA, SEMEN, PASIR)
    analysis_id = edition.analyses.get().pk
    assert analysis_form(analysis_id, prices.pk).harga_satuan is None
    price_matches_propose(edition=edition, price_list=prices)
    for match in PriceMatch.objects.filter(state="diusulkan"):
        price_match_accept(match_id=match.pk, parts=Decimal(50) if match.item.satuan == "zak" else None)
    form = analysis_form(analysis_id, prices.pk)
    assert (form.tenaga_kerja, form.bahan) == (51_250, 18_500)
    assert form.harga_satuan == Decimal("76725.00")


def test_what_is_not_there_is_not_found_for_matches(edition):
    with pytest.raises(NotFound):
        prices_for(edition.pk, 999)
    with pytest.raises(NotFound):
        price_match_accept(match_id=999)
