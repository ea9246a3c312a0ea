from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from catalogue.builders import AS_OF, analysis
from harsat.catalogue.models import BatchStatus, Bidang, CatalogueLog, ImportBatch, ImportFinding, MappingMemory
from harsat.catalogue.quarantine.batch import batch_diagnose, batch_map, batch_reject, batch_same
from harsat.catalogue.quarantine.commit import batch_commit
from harsat.catalogue.quarantine.packing import lines_unpack
from harsat.catalogue.quarantine.source import batch_look
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.selectors.known import known_lines
from harsat.catalogue.services import analyses_publish, edition_publish, unit_spelling_learn
from harsat.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db

HEADER = "kode_ahsp;nama_ahsp;kategori;kode_item;item;satuan;koefisien\n"
SOUND = (
    HEADER
    + "1.2.1;Penggalian 1 m3 tanah;Tenaga Kerja;L.01;Pekerja;OH;0,75\n"
    + "1.2.1;;Tenaga Kerja;L.04;Mandor;OH;0,025\n"
)
ZERO = SOUND + "1.2.2;Urukan 1 m3 pasir;Tenaga Kerja;L.01;Pekerja;OH;0,00\n"
STRANGE = "nomor;sebutan;rupa;apa;per;berapa\n1.2.1;Penggalian 1 m3 tanah;Tenaga Kerja;Pekerja;OH;0,75\n"


def diagnose(batch):
    return batch_diagnose(batch_id=batch.pk)


def test_the_file_is_kept_as_it_came(upload):
    batch = upload(SOUND)
    [file] = batch.files.all()
    assert (file.name, file.size, file.sha256) == ("berkas0.csv", len(SOUND), sha256(SOUND.encode()).hexdigest())
    diagnose(batch)
    assert file.content.read() == SOUND.encode()


def test_a_file_name_is_never_a_path(upload, home):
    batch = upload(SOUND, names=["../../../etc/passwd.csv"])
    [file] = batch.files.all()
    assert file.name == "passwd.csv"
    assert file.content.path.startswith(str(home / "media" / "impor"))


def test_a_diagnosis_stores_lines_findings_and_what_is_ready(upload):
    batch = diagnose(upload(ZERO))
    assert (batch.status, batch.rows, batch.analyses, batch.ready) == (BatchStatus.DIAGNOSED, 3, 2, 1)
    assert [line.kode for line in lines_unpack(batch.lines).lines] == ["1.2.1", "1.2.1", "1.2.2"]
    finding = ImportFinding.objects.get(batch=batch, kind="koefisien_nol")
    assert (finding.kode, finding.rows, finding.state, finding.blocking) == ("1.2.2", [4], "terbuka", True)
    assert (finding.nama, finding.item) == ("Urukan 1 m3 pasir", "Pekerja")


def test_a_diagnosis_may_be_repeated_until_something_is_decided(upload):
    batch = upload(ZERO)
    first = list(ImportFinding.objects.filter(batch=diagnose(batch)).values_list("kind", "kode"))
    assert list(ImportFinding.objects.filter(batch=diagnose(batch)).values_list("kind", "kode")) == first
    batch_commit(batch_id=batch.pk)
    with pytest.raises(Refused):
        diagnose(batch)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"\x00\x01\x02\x03" * 500, b"<html><body>hai</body></html>", b"kode;harga\n1;2\n" * 3],
    ids=["damaged", "binary", "html", "no analyses"],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(upload, originals, content):
    batch = upload(content)
    try:
        diagnose(batch)
    except FileRefused as refusal:
        if refusal.code in {"file_columns_missing", "file_mapping"}:
            batch_reject(batch_id=batch.pk)
    assert originals() == []
    assert not ImportFinding.objects.exists()


def test_a_removed_import_is_remembered_by_the_log_alone(upload, originals):
    batch = upload(b"PK\x03\x04 broken", names=["rusak.xlsx"])
    with pytest.raises(FileRefused):
        diagnose(batch)
    assert (ImportBatch.objects.count(), originals()) == (0, [])
    assert [entry.verb for entry in CatalogueLog.objects.order_by("id")] == ["unggah", "hapus"]


def test_unknown_columns_wait_for_a_person_and_are_remembered_for_the_next_file(upload):
    batch = upload(STRANGE)
    with pytest.raises(FileRefused) as refusal:
        diagnose(batch)
    assert refusal.value.code == "file_columns_missing"
    columns = {"kode": 0, "nama": 1, "kategori": 2, "item": 3, "satuan": 4, "koefisien": 5}
    batch_map(batch_id=batch.pk, mapping=batch_look(batch).mapping.corrected(columns))
    assert diagnose(batch).ready == 1
    assert MappingMemory.objects.count() == 1
    assert diagnose(upload(STRANGE.replace("0,75", "0,85"), edition="AHSP lain")).ready == 1


def test_a_rejected_import_keeps_no_file_and_takes_nothing_more(upload, originals):
    batch = diagnose(upload(ZERO))
    batch_reject(batch_id=batch.pk)
    assert (originals(), ImportFinding.objects.count()) == ([], 0)
    with pytest.raises(Refused):
        batch_commit(batch_id=batch.pk)


def test_an_import_that_was_stored_cannot_be_rejected(upload):
    batch = diagnose(upload(SOUND))
    batch_commit(batch_id=batch.pk)
    with pytest.raises(Refused):
        batch_reject(batch_id=batch.pk)


@pytest.mark.parametrize(
    ("texts", "code"),
    [((), "import_files"), ((SOUND,) * 11, "import_files"), ((SOUND, SOUND), "import_files"), (("",), "file_empty")],
)
def test_no_file_too_many_the_same_twice_or_an_empty_one_are_refused(upload, originals, texts, code):
    with pytest.raises(Refused) as refusal:
        upload(*texts)
    assert refusal.value.code == code
    assert (ImportBatch.objects.count(), originals()) == (0, [])


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(upload, originals, monkeypatch):
    monkeypatch.setattr("harsat.catalogue.quarantine.batch.BYTES_AT_MOST", 10)
    with pytest.raises(FileRefused):
        upload(SOUND)
    assert originals() == []


def test_an_import_names_its_edition_and_its_bidang(upload):
    with pytest.raises(Refused):
        upload(SOUND, edition="  ")
    edition_publish(name="AHSP SDA", as_of=AS_OF, bidang=Bidang.SDA)
    with pytest.raises(Refused) as refusal:
        upload(SOUND, edition="AHSP SDA")
    assert refusal.value.code == "edition_bidang"


def test_the_same_files_into_the_same_edition_are_the_same_import(upload):
    batch = diagnose(upload(SOUND))

    def same(text, edition="AHSP uji", bidang=Bidang.CIPTA_KARYA):
        return batch_same(files=[ContentFile(text.encode(), "x.csv")], edition_name=edition, bidang=bidang)

    assert same(SOUND) == batch
    assert (same(SOUND, "AHSP lain"), same(SOUND, bidang=Bidang.SDA), same(ZERO)) == (None, None, None)


def test_a_taught_spelling_is_read_in_the_next_file(upload):
    text = SOUND + "1.2.3;Angkutan 1 m3 tanah;Tenaga Kerja;;Pekerja;OH;0,5\n1.2.3;;Bahan;;Pasir;gerobag;2\n"
    unit_spelling_learn(spelling="Gerobag", printed="rit")
    batch = diagnose(upload(text))
    assert [line.satuan for line in lines_unpack(batch.lines).lines][-1] == "rit"


def test_only_published_editions_of_the_same_bidang_are_compared_with(edition, django_assert_num_queries):
    analyses_publish(edition=edition, drafts=[analysis(), analysis("1.1.2")])
    edition_publish(name="AHSP SDA", as_of=AS_OF, bidang=Bidang.SDA)
    with django_assert_num_queries(2):
        lines = known_lines(bidang=Bidang.CIPTA_KARYA, without="AHSP baru")
    assert [(line.kode, line.kode_item, str(line.koefisien)) for line in lines] == [
        ("1.1.1", "L.01", "0.500000"),
        ("1.1.2", "L.01", "0.500000"),
    ]
    assert known_lines(bidang=Bidang.CIPTA_KARYA, without=edition.name) == []
    assert known_lines(bidang=Bidang.SDA, without="") == []


def test_an_unknown_import_is_not_found(db):
    for act in (batch_diagnose, batch_reject):
        with pytest.raises(NotFound):
            act(batch_id=10**20)
