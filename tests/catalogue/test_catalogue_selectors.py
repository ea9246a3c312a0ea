from decimal import Decimal

import pytest

from catalogue.builders import AS_OF, analysis, bundel, line
from harsat.catalogue.drafts import PriceDraft
from harsat.catalogue.models import Analysis, Edition, EditionStatus
from harsat.catalogue.selectors import (
    analysis_get,
    analysis_komponen,
    editions_published,
    price_list_rows,
    price_lists,
)
from harsat.catalogue.services import analyses_publish, price_list_publish
from harsat.kernel.errors import NotFound


def test_nested_analyses_come_along_one_query_per_depth(edition, django_assert_num_queries):
    top = [bundel("2.1", "3"), line()]
    drafts = [analysis("3.1", komponen=top), analysis("2.1", komponen=[bundel("1.1.1")]), analysis()]
    analyses_publish(edition=edition, drafts=drafts)
    ids = dict(Analysis.objects.values_list("kode", "id"))
    with django_assert_num_queries(3):
        found = analysis_komponen([ids["3.1"]])
    assert set(found) == set(ids.values())
    nested, labour = found[ids["3.1"]]
    assert (nested.kategori, nested.target_analysis_id, nested.koefisien) == ("LAIN", ids["2.1"], Decimal(3))
    assert (labour.kode, labour.satuan, labour.target_analysis_id) == ("L.01", "OH", None)
    with django_assert_num_queries(1):
        analysis_komponen(list(ids.values()))


def test_one_analysis_is_got_with_its_lines_and_an_unknown_one_is_not_found(edition):
    analyses_publish(edition=edition, drafts=[analysis()])
    detail = analysis_get(Analysis.objects.get().pk)
    assert (detail.head.kode, detail.head.edition, detail.head.version) == ("1.1.1", "AHSP uji", 1)
    assert [row.kode for row in detail.komponen] == ["L.01"]
    with pytest.raises(NotFound):
        analysis_get(0)


def test_only_published_editions_are_on_offer(edition):
    Edition.objects.create(name="Konsep", as_of=AS_OF)
    Edition.objects.create(name="Lama", as_of=AS_OF, status=EditionStatus.RETIRED)
    assert [row.name for row in editions_published()] == ["AHSP uji"]


def test_prices_are_kept_per_unit(db):
    prices = [
        PriceDraft("M.15", "Semen", unit, Decimal(harga), "uji") for unit, harga in (("kg", 1700), ("zak", 85000))
    ]
    stored = price_list_publish(name="Harga uji", source="uji", as_of=AS_OF, prices=prices)
    assert price_list_rows(stored.pk)["M.15", "zak"].harga == Decimal(85000)
    assert price_lists() == [(stored.pk, "Harga uji", "uji", AS_OF)]
