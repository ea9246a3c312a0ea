from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from catalogue.builders import AS_OF, analysis
from harsat.catalogue.models import (
    AppendOnly,
    Bidang,
    CatalogueLog,
    Division,
    Edition,
    EditionStatus,
    PriceList,
    PriceListStatus,
    Published,
)
from harsat.catalogue.selectors import editions_published, price_lists
from harsat.catalogue.selectors.learned import unit_spellings
from harsat.catalogue.services import (
    analyses_publish,
    edition_draft_make,
    edition_publish,
    edition_publish_draft,
    edition_retire,
    log_add,
    mapping_remember,
    unit_spelling_learn,
)
from harsat.catalogue.units import unit_read
from harsat.kernel.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db):
    return edition_draft_make(name="AHSP 2026", as_of=AS_OF)


def test_an_edition_goes_from_draft_to_published_to_retired(draft):
    assert editions_published() == []
    analyses_publish(edition=draft, drafts=[analysis()])
    edition_publish_draft(edition=draft)
    assert [row.name for row in editions_published()] == ["AHSP 2026"]
    edition_retire(edition=draft)
    assert editions_published() == []
    assert Edition.objects.get().status == EditionStatus.RETIRED


@pytest.mark.parametrize("act", [edition_publish_draft, edition_retire])
def test_an_empty_draft_is_neither_published_nor_retired(draft, act):
    with pytest.raises(Refused):
        act(edition=draft)


def test_a_published_edition_is_not_published_again_nor_a_retired_one(draft):
    analyses_publish(edition=draft, drafts=[analysis()])
    edition_publish_draft(edition=draft)
    with pytest.raises(Refused):
        edition_publish_draft(edition=draft)
    edition_retire(edition=draft)
    for act in (edition_publish_draft, edition_retire):
        with pytest.raises(Refused):
            act(edition=draft)
    with pytest.raises(Refused):
        analyses_publish(edition=draft, drafts=[analysis("1.1.2")])


def test_a_name_is_given_once(draft):
    for name in ("AHSP 2026", " AHSP 2026 ", ""):
        with pytest.raises(Refused):
            edition_draft_make(name=name, as_of=AS_OF)


def test_a_day_of_bina_marga_has_seven_hours_and_any_other_eight_unless_told(draft):
    marga = edition_draft_make(name="Bina Marga", as_of=AS_OF, bidang=Bidang.BINA_MARGA)
    told = edition_draft_make(name="SDA", as_of=AS_OF, bidang=Bidang.SDA, jam_per_hari=Decimal("7.5"))
    assert (draft.jam_per_hari, marga.jam_per_hari, told.jam_per_hari) == (8, 7, Decimal("7.5"))
    for hours in (0, 25):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.create(name=f"{hours}", as_of=AS_OF, jam_per_hari=hours)


def test_analyses_of_one_bidang_never_enter_an_edition_of_another(draft):
    with pytest.raises(Refused) as refusal:
        edition_publish(name="AHSP 2026", as_of=AS_OF, bidang=Bidang.SDA)
    assert "Cipta Karya, bukan Sumber Daya Air" in refusal.value.message


def test_every_step_of_an_edition_is_logged(draft):
    analyses_publish(edition=draft, drafts=[analysis()])
    edition_publish_draft(edition=draft)
    edition_retire(edition=draft)
    rows = CatalogueLog.objects.order_by("id").values_list("verb", "noun", "object_id", "name")
    assert list(rows) == [(verb, "edisi", draft.pk, "AHSP 2026") for verb in ("buat", "terbit", "tarik")]


@pytest.mark.parametrize(
    "write",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: CatalogueLog.objects.update(name="lain"),
        lambda entry: CatalogueLog.objects.bulk_update([entry], ["name"]),
        lambda entry: CatalogueLog.objects.all().delete(),
    ],
)
def test_the_log_is_only_ever_added_to(db, write):
    entry = log_add(by=None, verb="uji", noun="uji", object_id=None, name="uji")
    with pytest.raises(AppendOnly):
        write(entry)
    assert CatalogueLog.objects.get().name == "uji"


def test_chapters_of_a_later_import_join_those_that_are_there(draft):
    analyses_publish(edition=draft, drafts=[analysis("2.1.1")._replace(divisi="Beton")])
    analyses_publish(edition=draft, drafts=[analysis("2.1.2")._replace(divisi="Baja"), analysis("2.10.1")])
    rows = Division.objects.order_by("sort_key").values_list("kode", "uraian")
    assert list(rows) == [("2", "Beton"), ("2.1", ""), ("2.10", "Divisi 1")]


def test_a_taught_spelling_is_read_from_then_on(db):
    unit_spelling_learn(spelling=" Zk. ", printed="sak")
    unit_spelling_learn(spelling="zk", printed="zak")
    assert unit_spellings() == {"zk": "zak"}
    assert unit_read("ZK", unit_spellings()) == "zak"
    for spelling, printed in (("", "zak"), ("zk", ""), ("zk", "x" * 21), ("x" * 51, "zak")):
        with pytest.raises(Refused):
            unit_spelling_learn(spelling=spelling, printed=printed)


def test_a_mapping_is_remembered_once_a_shape(db):
    mapping_remember(shape="abc", mapping={"kode": 0})
    assert mapping_remember(shape="abc", mapping={"kode": 1}).mapping == {"kode": 1}


def test_only_published_price_lists_are_on_offer(db):
    PriceList.objects.create(name="Konsep", as_of=AS_OF)
    PriceList.objects.create(name="Terbit", as_of=AS_OF, status=PriceListStatus.PUBLISHED)
    assert [row[1] for row in price_lists()] == ["Terbit"]


def test_a_draft_may_not_be_made_of_what_was_published(draft):
    analyses_publish(edition=draft, drafts=[analysis()])
    edition_publish_draft(edition=draft)
    draft.status = EditionStatus.DRAFT
    with pytest.raises(Published):
        draft.save()
