from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from catalogue.builders import AS_OF, analysis, bundel, line
from harsat.catalogue.drafts import PriceDraft
from harsat.catalogue.models import (
    Analysis,
    AnalysisKomponen,
    Edition,
    EditionStatus,
    PriceListItem,
    Resource,
)
from harsat.catalogue.services import analyses_publish, edition_publish, price_list_publish
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def test_an_analysis_is_published_with_its_lines_in_order(edition):
    count = analyses_publish(
        edition=edition, drafts=[analysis(komponen=[line(), line("L.04", "Mandor", koefisien="0.025")])]
    )
    assert count == (1, 0, 0)
    stored = Analysis.objects.get()
    assert (stored.version, stored.sort_key) == (1, "000001.000001.000001")
    assert list(stored.komponen.order_by("order").values_list("order", "kode", "koefisien")) == [
        (1, "L.01", Decimal("0.500000")),
        (2, "L.04", Decimal("0.025000")),
    ]


def test_publishing_the_same_again_changes_nothing(edition):
    drafts = [analysis(komponen=[line(), line("", "Dolken", "batang", "1.25", Kategori.BHN)])]
    analyses_publish(edition=edition, drafts=drafts)
    assert analyses_publish(edition=edition, drafts=drafts) == (0, 0, 1)
    assert AnalysisKomponen.objects.count() == 2


def test_a_changed_analysis_becomes_a_new_version_beside_the_old(edition):
    analyses_publish(edition=edition, drafts=[analysis()])
    assert analyses_publish(edition=edition, drafts=[analysis(komponen=[line(koefisien="0.6")])]) == (0, 1, 0)
    rows = Analysis.objects.order_by("version").values_list("version", "komponen__koefisien")
    assert list(rows) == [(1, Decimal("0.500000")), (2, Decimal("0.600000"))]


def test_a_resource_without_official_code_gets_one_code_per_name_and_unit(edition):
    dolken = line("", "Dolken", "batang", "1", Kategori.BHN)
    analyses_publish(
        edition=edition,
        drafts=[
            analysis(komponen=[line(), dolken]),
            analysis("1.1.2", komponen=[line(), dolken._replace(uraian="DOLKEN"), dolken._replace(satuan="m'")]),
        ],
    )
    rows = Resource.objects.filter(kategori="BHN").order_by("kode").values_list("kode", "uraian", "satuan")
    x = f"X{edition.pk}"
    assert list(rows) == [(f"{x}.0001", "Dolken", "batang"), (f"{x}.0002", "Dolken", "m'")]


def test_an_own_number_of_an_edition_is_never_given_twice(edition):
    for uraian in ("Dolken", "Paku", "Dolken"):
        drafts = [analysis(f"1.{uraian}", komponen=[line("", uraian, "kg", "1", Kategori.BHN)])]
        analyses_publish(edition=edition, drafts=drafts)
    rows = Resource.objects.order_by("kode").values_list("kode", "uraian")
    assert list(rows) == [(f"X{edition.pk}.0001", "Dolken"), (f"X{edition.pk}.0002", "Paku")]


def test_two_editions_never_mean_two_resources_by_one_own_code(edition):
    other = edition_publish(name="AHSP lain", as_of=AS_OF)
    for each, uraian in ((edition, "Dolken"), (other, "Semen putih")):
        analyses_publish(edition=each, drafts=[analysis(komponen=[line("", uraian, "kg", "1", Kategori.BHN)])])
    assert len(set(Resource.objects.values_list("kode", flat=True))) == 2


def test_the_same_code_in_another_edition_is_another_analysis(edition):
    other = edition_publish(name="AHSP lain", as_of=AS_OF)
    for each in (edition, other):
        analyses_publish(edition=each, drafts=[analysis()])
    assert Analysis.objects.filter(kode="1.1.1", version=1).count() == 2


def test_a_bundel_points_at_the_analysis_it_names(edition):
    analyses_publish(edition=edition, drafts=[analysis("2.1", komponen=[bundel("1.1.1", "2.5")]), analysis()])
    row = AnalysisKomponen.objects.get(target__isnull=False)
    assert (row.analysis.kode, row.target.kode, row.kode, row.resource) == ("2.1", "1.1.1", "1.1.1", None)


def test_a_bundel_in_a_circle_is_refused_with_its_path(edition):
    drafts = [analysis("2.1", komponen=[bundel("2.2")]), analysis("2.2", komponen=[bundel("2.1")])]
    with pytest.raises(Refused) as refusal:
        analyses_publish(edition=edition, drafts=drafts)
    assert refusal.value.code == "bundel_cycle"
    assert "2.1 → 2.2 → 2.1" in refusal.value.message
    assert not Analysis.objects.exists()


def test_a_bundel_without_target_and_a_code_twice_are_refused(edition):
    with pytest.raises(Refused, match=r"2\.1 → 9\.9"):
        analyses_publish(edition=edition, drafts=[analysis("2.1", komponen=[bundel("9.9")])])
    with pytest.raises(Refused, match="dua kali"):
        analyses_publish(edition=edition, drafts=[analysis(), analysis()])


def test_a_resource_may_not_change_its_kategori_within_an_edition(edition):
    with pytest.raises(Refused, match=r"L\.01 tercatat sebagai TK"):
        analyses_publish(edition=edition, drafts=[analysis(komponen=[line(), line(kategori=Kategori.BHN)])])
    assert not Resource.objects.exists()


def test_publishing_costs_a_fixed_number_of_statements(edition, django_assert_num_queries):
    drafts = [
        analysis(f"1.1.{n}", komponen=[line(), line("", f"Bahan {n}", "kg", "1", Kategori.BHN)]) for n in range(40)
    ]
    with django_assert_num_queries(11):  # the savepoint twice, four reads, inserts: two levels of chapters, three
        analyses_publish(edition=edition, drafts=drafts)


def test_a_retired_edition_takes_no_more_analyses():
    Edition.objects.create(name="AHSP 2016", as_of=AS_OF, status=EditionStatus.RETIRED)
    with pytest.raises(Refused, match="sudah ditarik"):
        edition_publish(name="AHSP 2016", as_of=AS_OF)


def test_a_price_list_holds_exactly_the_prices_given():
    first = [
        PriceDraft("L.01", "Pekerja", "OH", Decimal(100_000), "uji"),
        PriceDraft("L.04", "Mandor", "OH", Decimal(150_000), "uji"),
    ]
    price_list_publish(name="Harga uji", source="uji", as_of=AS_OF, prices=first)
    price_list_publish(
        name="Harga uji", source="uji", as_of=AS_OF, prices=[first[0]._replace(harga=Decimal("110000.50"))]
    )
    assert list(PriceListItem.objects.values_list("kode", "harga")) == [("L.01", Decimal("110000.50"))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"resource": None, "target": None},
        {"kategori": "TK", "resource": None},
        {"kategori": "LAIN"},
        {"kategori": "UPAH", "target": None},
        {"koefisien": Decimal(0), "target": None},
    ],
)
def test_the_database_refuses_a_line_that_is_neither_resource_nor_bundel(wrong):
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    host, target = (
        Analysis.objects.create(edition=draft, kode=kode, uraian="A", satuan="m3", sort_key=kode) for kode in ("1", "2")
    )
    resource = Resource.objects.create(edition=draft, kode="L.01", uraian="Pekerja", satuan="OH", kategori="TK")
    sound = {"kategori": "TK", "resource": resource, "target": target, "koefisien": Decimal(1)}
    row = AnalysisKomponen(analysis=host, order=1, kode="L.01", uraian="Pekerja", satuan="OH", **{**sound, **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
