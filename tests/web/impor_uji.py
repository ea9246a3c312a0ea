"""Files, imports and requests for the tests of the import pages."""

import re
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogue.builders import HEADER, sound_row

SOUND = [
    sound_row(),
    sound_row(item="Mandor", koefisien="0.025"),
    sound_row(kode="1.2.2", nama="Urugan 1 m3 pasir", item="Pekerja", koefisien="0.3"),
]


def csv(*rows, header=HEADER):
    lines = [header, *rows]
    return "\n".join(";".join(map(str, line)) for line in lines).encode()


def a_file(name="ahsp.csv", content=None):
    return SimpleUploadedFile(name, csv(*SOUND) if content is None else content)


def form(*files, **other):
    values = {"edisi": "baru", "nama": "AHSP uji", "bidang": "cipta_karya", "as_of": "2025-06-01", "sumber": "SE 1"}
    return {"berkas": list(files) or [a_file()], "request_key": str(uuid4()), **values, **other}


def upload(client, *files, script=False, **other):
    headers = {"X-Impor": "unggah"} if script else {}
    return client.post(reverse("impor_baru"), form(*files, **other), headers=headers)


def act(client, batch, what, script=True, **other):
    """Press the button of this act, as the element or as a plain form."""
    given = {"act": what, "request_key": str(uuid4()), **other}
    headers = {"X-Impor": "putusan"} if script else {}
    return client.post(reverse("impor_putusan", args=[batch.pk]), given, headers=headers)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
