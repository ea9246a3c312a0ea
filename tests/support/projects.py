"""People and projects for tests in a few words: `a_project(user, pekerjaan=3)` is priced, measured and adds up."""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from uuid import uuid4

from django.test import Client

from harsat.accounts.models import Organisation, Role
from harsat.accounts.services import membership_set, user_create
from harsat.kernel.clock import JAKARTA
from harsat.ledger.birth import project_birth
from harsat.ledger.write import project_write
from harsat.projects.access import Right, access_get
from harsat.projects.models import Project
from harsat.rab import models as rab
from harsat.rab.services.cells import CellChange
from harsat.rab.services.harga import harga_items_update

A_MOMENT = datetime(2026, 6, 18, 10, 41, tzinfo=JAKARTA)
PASSWORD = "kata sandi untuk uji"  # the hasher of the tests is quick

_number = itertools.count(1)


def a_user(nama="", *, email="", password=PASSWORD):
    """Someone who may sign in, with a personal organisation."""
    number = next(_number)
    return user_create(
        email=email or f"orang{number}@uji.example", password=password, nama=nama or f"Estimator {number}"
    )


def a_member(project, role=Role.EDITOR, nama=""):
    """A user with `role` in the project's organisation."""
    user = a_user(nama)
    membership_set(organisation=project.organisation, user=user, role=role)
    return user


def an_access(user, project):
    """The access of `user` to the project as the database says it now."""
    return access_get(user_id=user.pk, project_id=project.pk)


def a_request_key():
    return uuid4()


def a_project(user=None, pekerjaan=0, *, nama="Gedung Uji", **identity):
    """A project of the user's personal organisation, at revision 1.

    With `pekerjaan`, each has volume 10 and an analysis of 0.5 OH of L.01 (100 000) and 2 units of a material of its
    own (50 000): D 150 000, F 165 000, jumlah 1 650 000 each; with PPN 11/12 x 12 % a project of one is 1 832 000
    rounded to thousands.
    """
    user = user or a_user()
    organisation = Organisation.objects.get(personal=True, memberships__user=user)
    identity = {"tanggal_dokumen": "2026-06-18", **identity}

    def make():
        return Project(organisation=organisation, created_by=user, nama=nama, **identity)

    def fill(birth):
        birth.insert(rab.PricingPolicy, [{}])
        if pekerjaan:
            _works(birth, pekerjaan)

    return project_birth(user=user, request_key=uuid4(), make=make, fill=fill)


def _works(birth, count):
    (klasifikasi,) = birth.insert(rab.Klasifikasi, [{"nama": "Pekerjaan Struktur", "order": 1000}])
    (sub,) = birth.insert(rab.SubKlasifikasi, [{"klasifikasi_id": klasifikasi, "nama": "Beton", "order": 1000}])
    works = birth.insert(
        rab.Pekerjaan,
        [
            {
                "sub_klasifikasi_id": sub,
                "order": number * 1000,
                "kode": f"B.{number:04d}",
                "uraian": f"Pekerjaan {number}",
                "satuan": "m3",
            }
            for number in range(1, count + 1)
        ],
    )
    labour, *materials = birth.insert(
        rab.HargaItem,
        [
            {"kategori": "TK", "kode": "L.01", "uraian": "Pekerja", "satuan": "OH", "harga": "100000.00"},
            *(
                {
                    "kategori": "BHN",
                    "kode": f"M.{number:04d}",
                    "uraian": f"Bahan {number}",
                    "satuan": "kg",
                    "harga": "50000.00",
                }
                for number in range(1, count + 1)
            ),
        ],
    )
    birth.insert(
        rab.Komponen,
        [
            row
            for work, material in zip(works, materials, strict=True)
            for row in (
                _komponen(work, "TK", "0.500000", labour, 1000),
                _komponen(work, "BHN", "2.000000", material, 2000),
            )
        ],
    )
    birth.insert(rab.Volume, [{"pekerjaan_id": work, "jenis": "angka", "nilai": "10.0000"} for work in works])


def _komponen(work, kategori, koefisien, item, order):
    return {
        "pekerjaan_id": work,
        "kategori": kategori,
        "koefisien": koefisien,
        "harga_item_id": item,
        "order": order,
    }


def ids(model, project):
    """The row ids of a logged table, ascending."""
    return list(model.objects.filter(project=project).order_by("pk").values_list("pk", flat=True))


def write(access, body, *, key=None, request_hash=b"", right=Right.EDIT, action="test_write"):
    """One `project_write` of a body that needs no answer."""
    return project_write(
        access=access,
        action=action,
        page="test",
        request_key=key or uuid4(),
        request_hash=request_hash,
        right=right,
        body=lambda write: body(write) or {},
    )


def prices_set(access, prices, *, before=None, key=None, request_hash=b""):
    """Set prices by item id through the product's own service; `before` is what the writer saw, else what is there."""
    seen = (
        before
        if before is not None
        else dict(rab.HargaItem.objects.filter(project_id=access.project_id).values_list("pk", "harga"))
    )
    cells = [
        CellChange(item, "harga", None if seen.get(item) is None else str(seen[item]), price)
        for item, price in prices.items()
    ]
    return harga_items_update(access=access, cells=cells, request_key=key or uuid4(), request_hash=request_hash)


def a_client(user=None, *, csrf=False):
    """A browser, signed in as `user`; with `csrf` it is checked as a real one's."""
    client = Client(enforce_csrf_checks=csrf)
    if user is not None:
        client.force_login(user)
    return client


def api_url(project, path=""):
    """`api_url(project, "harga-items/")`."""
    return f"/api/v2/project/{project.pk}/{path}"


def api_post(client, url, body=None, *, key=None, **headers):
    """POST JSON as our front end does, with a request key."""
    return client.post(
        url,
        data=json.dumps({} if body is None else body),
        content_type="application/json",
        headers={"Idempotency-Key": str(key or uuid4()), **headers},
    )
