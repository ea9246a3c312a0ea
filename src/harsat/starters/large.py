"""A synthetic project of any size, to feel and measure how the product behaves with thousands of pekerjaan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from uuid import uuid4

from harsat.accounts.models import Organisation, User
from harsat.ledger.birth import Birth, project_birth
from harsat.ledger.canonical import Row
from harsat.projects.models import Project
from harsat.rab import models

KOMPONEN_PER_PEKERJAAN = 12
PEKERJAAN_PER_SUB = 20
SUB_PER_KLASIFIKASI = 10
COMMON = 5
KATEGORI = ("TK", "BHN", "BHN", "ALT")


def large_project_create(*, user: User, organisation: Organisation, pekerjaan: int, as_of: date) -> Project:
    """`pekerjaan` works of 12 komponen over a price list that grows with their number; the same seed, the same figures.

    Five resources stand in every fifth analysis each: at 10,000 pekerjaan one of their prices touches 2,000.
    """

    def make() -> Project:
        return Project(
            organisation=organisation,
            created_by=user,
            nama=f"Proyek besar, {pekerjaan} pekerjaan",
            tanggal_dokumen=as_of,
        )

    def fill(birth: Birth) -> None:
        birth.insert(models.PricingPolicy, [{}])
        _fill(birth, pekerjaan, Random(pekerjaan))  # noqa: S311  the same figures every time are the point

    return project_birth(user=user, request_key=uuid4(), make=make, fill=fill, action="demo_create")


def _fill(birth: Birth, pekerjaan: int, chance: Random) -> None:
    subs = -(-pekerjaan // PEKERJAAN_PER_SUB)
    tops = -(-subs // SUB_PER_KLASIFIKASI)
    top_rows: list[Row] = [{"nama": f"KLASIFIKASI {n + 1}", "order": n} for n in range(tops)]
    top_ids = birth.insert(models.Klasifikasi, top_rows)
    sub_rows: list[Row] = [
        {"klasifikasi_id": top_ids[n // SUB_PER_KLASIFIKASI], "nama": f"Bagian {n + 1}", "order": n}
        for n in range(subs)
    ]
    sub_ids = birth.insert(models.SubKlasifikasi, sub_rows)
    works = birth.insert(models.Pekerjaan, [_work(sub_ids[n // PEKERJAAN_PER_SUB], n) for n in range(pekerjaan)])
    items = birth.insert(models.HargaItem, [_item(n, chance) for n in range(max(60, pekerjaan // 5))])
    birth.insert(models.Komponen, _komponen(works, items, chance))
    volumes: list[Row] = [{"pekerjaan_id": work, "nilai": _figure(chance, 4, 500)} for work in works]
    birth.insert(models.Volume, volumes)


def _work(sub_id: int, place: int) -> Row:
    return {
        "sub_klasifikasi_id": sub_id,
        "kode": f"CUST-{place + 1:05d}",
        "uraian": f"Pekerjaan nomor {place + 1}",
        "satuan": "m2",
        "order": place,
    }


def _item(place: int, chance: Random) -> Row:
    return {
        "kategori": KATEGORI[place % len(KATEGORI)],
        "kode": f"R.{place + 1:05d}",
        "uraian": f"Sumber daya nomor {place + 1}",
        "satuan": "buah",
        "harga": _figure(chance, 2, 500_000),
    }


def _komponen(works: list[int], items: list[int], chance: Random) -> list[Row]:
    common, rest = items[:COMMON], items[COMMON:]
    kategori = {item: KATEGORI[place % len(KATEGORI)] for place, item in enumerate(items)}
    rows: list[Row] = []
    for place, work in enumerate(works):
        chosen = [common[place % COMMON], *chance.sample(rest, KOMPONEN_PER_PEKERJAAN - 1)]
        rows += [
            {
                "pekerjaan_id": work,
                "kategori": kategori[item],
                "koefisien": _figure(chance, 6, 12),
                "harga_item_id": item,
                "order": order,
            }
            for order, item in enumerate(chosen)
        ]
    return rows


def _figure(chance: Random, decimals: int, below: int) -> str:
    units = chance.randrange(1, below * 10**decimals)
    return format(Decimal(units).scaleb(-decimals), "f")
