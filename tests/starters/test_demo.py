"""The demo house shows every kind of thing the product knows, and its figures are the engine's."""

from decimal import Decimal

import pytest

from harsat.engine.kebutuhan import kebutuhan_compute
from harsat.ledger.replay import state_at, state_dump
from harsat.rab.models import BarisVolume, Komponen, Pekerjaan, Volume
from harsat.rab.selectors.estimate import estimate_current
from harsat.starters.services import DEMO_EMAIL, starters_load

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    return starters_load().project_id


def test_a_second_start_finds_catalogue_user_and_house(house, django_user_model):
    assert starters_load().project_id == house
    assert django_user_model.objects.filter(email=DEMO_EMAIL).count() == 1


def test_the_house_has_some_sixty_pekerjaan_and_one_missing_price(house):
    estimate = estimate_current(house)
    assert 55 <= len(estimate.snapshot.pekerjaan) <= 70
    missing = {item for harga in estimate.harga_satuan.values() for item in harga.belum_ada}
    assert [estimate.snapshot.harga[item].kode for item in missing] == ["B.0067"]
    assert estimate.rekap.subtotal.belum_lengkap == 1


def test_the_house_has_sheets_formulas_bundles_direct_items_and_alternatives(house):
    of_house = {"project_id": house}
    assert set(Volume.objects.filter(**of_house).values_list("jenis", flat=True)) == {"angka", "formula", "lembar"}
    assert BarisVolume.objects.filter(**of_house, pengurang=True).exists()
    assert Komponen.objects.filter(**of_house, target_analysis__isnull=False).count() == 6
    assert Pekerjaan.objects.filter(**of_house, langsung=True).count() == 4
    assert set(Pekerjaan.objects.filter(**of_house).values_list("status", flat=True)) == {
        "utama",
        "alternatif",
        "opsional",
    }


def test_known_figures_of_the_house_are_those_worked_out_by_hand(house):
    estimate = estimate_current(house)
    by_kode = {work.kode: estimate.rab[work.id] for work in estimate.snapshot.pekerjaan}
    # 43.5 m of fondasi: (30 + 13.5) x 0.45 x 0.6 = 11.745 m3 at 1 046 320
    assert by_kode["2.2.2.1.6"].volume == Decimal("11.7450")
    assert by_kode["2.2.2.1.6"].jumlah == Decimal("12289028.40")
    # a direct item carries no markup: buk 0
    assert by_kode["DAYA-1300"].jumlah == Decimal("1218000.00")


def test_the_needs_of_the_house_tie_to_its_budget(house):
    estimate = estimate_current(house)
    assert kebutuhan_compute(estimate).total == estimate.rekap.subtotal.jumlah


def test_the_birth_of_the_house_is_a_checkpoint_that_replays(house):
    assert state_at(house, 1) == state_dump(house)
