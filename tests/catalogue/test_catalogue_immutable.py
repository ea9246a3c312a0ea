import pytest

from catalogue.builders import AS_OF, analysis
from harsat.catalogue.models import Analysis, AnalysisKomponen, Edition, EditionStatus, Published, Resource
from harsat.catalogue.services import analyses_publish


@pytest.fixture
def published(edition):
    analyses_publish(edition=edition, drafts=[analysis()])
    return Analysis.objects.get()


def a_new_line(stored):
    resource = Resource.objects.get()
    return AnalysisKomponen(
        analysis=stored,
        order=9,
        kategori="TK",
        resource=resource,
        kode="L.01",
        uraian="P",
        satuan="OH",
        koefisien=1,
    )


@pytest.mark.parametrize(
    "write",
    [
        lambda stored: stored.save(),
        lambda stored: stored.delete(),
        lambda stored: stored.komponen.get().save(),
        lambda stored: stored.komponen.get().delete(),
        lambda stored: stored.komponen.update(koefisien=2),
        lambda stored: stored.komponen.all().delete(),
        lambda stored: a_new_line(stored).save(),
        lambda stored: Analysis.objects.filter(pk=stored.pk).update(uraian="lain"),
        lambda stored: Analysis.objects.bulk_update([stored], ["uraian"]),
        lambda stored: Analysis.objects.all().delete(),
    ],
)
def test_no_path_of_saving_changes_a_published_analysis(published, write):
    published.uraian = "lain"
    with pytest.raises(Published):
        write(published)
    assert Analysis.objects.get().uraian == "Galian tanah"
    assert AnalysisKomponen.objects.get().koefisien == published.komponen.get().koefisien


def test_a_published_edition_does_not_become_a_draft_again(edition):
    edition.status = EditionStatus.DRAFT
    with pytest.raises(Published):
        edition.save()


def test_a_draft_may_still_lose_its_analyses(db):
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    analyses_publish(edition=draft, drafts=[analysis(), analysis("1.1.2")])
    Analysis.objects.filter(kode="1.1.2").delete()
    Analysis.objects.get().delete()
    assert not AnalysisKomponen.objects.exists()
