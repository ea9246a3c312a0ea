"""Random projects of the size and the awkwardness of real ones, the same for the same seed.

Figures are drawn where rounding hurts: koefisien of few decimals and prices that end in 5 make exact halves of a sen.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from harsat.engine.ppn import ppn_rate
from harsat.engine.snapshot import (
    Acuan,
    HargaItem,
    Kategori,
    Klasifikasi,
    Komponen,
    Pekerjaan,
    PembulatanCara,
    Pricing,
    RoundingPolicy,
    Snapshot,
    StatusItem,
    SubKlasifikasi,
)


def random_snapshot(seed, *, works=12, complete=False):
    """A project of two klasifikasi with bundels of both kinds; unless `complete`, a tenth of its figures lack."""
    return _Random(Random(seed), works, complete).snapshot()


class _Random:
    def __init__(self, random, works, complete):
        self.random = random
        self.works = list(range(1, works + 1))
        self.complete = complete
        self.items = [self._item(id_) for id_ in range(1, 15)]
        self.komponen_id = 0

    def snapshot(self):
        acuan = {}
        for id_ in (1, 2, 3):
            acuan[id_] = Acuan(id_, f"A{id_}", f"Acuan {id_}", "m2", self._rows([], list(acuan), least=1))
        rows = {id_: self._rows([lower for lower in self.works if lower < id_], list(acuan)) for id_ in self.works}
        return Snapshot(
            mark="7.0a1b2c3d",
            pricing=self._pricing(),
            klasifikasi=(Klasifikasi(1, "Pekerjaan struktur"), Klasifikasi(2, "=Pekerjaan +arsitektur")),
            sub_klasifikasi=(
                SubKlasifikasi(1, 1, "Tanah"),
                SubKlasifikasi(2, 1, "Beton"),
                SubKlasifikasi(3, 2, "@Cat"),
            ),
            pekerjaan=tuple(sorted(map(self._pekerjaan, self.works), key=lambda row: row.sub_klasifikasi_id)),
            komponen={id_: value for id_, value in rows.items() if value},
            acuan=acuan,
            harga={item.id: item for item in self.items},
            volume={id_: self._volume() for id_ in self.works if self._known()},
        )

    def _known(self):
        return self.complete or self.random.random() < 0.9

    def _digits(self, largest, decimals):
        """A figure with no more decimals than allowed, and often fewer, or ending in 5."""
        kept = self.random.randint(0, decimals)
        value = Decimal(self.random.randint(1, largest * 10**kept)).scaleb(-kept)
        return value if self.random.random() < 0.6 else value + Decimal(5).scaleb(-decimals)

    def _item(self, id_):
        kategori = self.random.choice(list(Kategori))
        price = self._digits(self.random.choice([90, 9_000, 900_000, 9_000_000]), 2) if self._known() else None
        return HargaItem(id_, kategori, f"K.{id_:02}", f"-Sumber daya {id_}", "u", price)

    def _volume(self):
        return self._digits(self.random.choice([1, 30, 2_000]), 4)

    def _rows(self, works, acuan, *, least=0):
        count = self.random.randint(max(least, 0 if not self.complete else 1), 5)
        return tuple(self._komponen(works, acuan) for _ in range(count))

    def _komponen(self, works, acuan):
        self.komponen_id += 1
        koefisien = self._digits(self.random.choice([1, 1, 4]), 6)
        if acuan and self.random.random() < 0.15:
            return Komponen(self.komponen_id, Kategori.LAIN, koefisien, None, None, self.random.choice(acuan))
        if works and self.random.random() < 0.15:
            return Komponen(self.komponen_id, Kategori.LAIN, koefisien, None, self.random.choice(works[-4:]), None)
        item = self.random.choice(self.items)
        return Komponen(self.komponen_id, item.kategori, koefisien, item.id, None, None)

    def _pekerjaan(self, id_):
        random = self.random
        langsung = random.random() < 0.15
        return Pekerjaan(
            id_,
            random.randint(1, 3),
            f"P{id_}",
            f"Pekerjaan {id_}",
            "m3",
            random.choice([StatusItem.UTAMA] * 6 + [StatusItem.OPSIONAL, StatusItem.ALTERNATIF]),
            random.choice([None, None, Decimal(0), Decimal("12.5"), Decimal("7.75")]),
            langsung,
            self._digits(5_000_000, 2) if langsung and self._known() else None,
            random.random() < 0.8,
            "",
        )

    def _pricing(self):
        random = self.random
        return Pricing(
            buk_persen=random.choice([Decimal(10), Decimal("12.5"), Decimal(0), Decimal("11.11")]),
            ppn=ppn_rate(random.choice(["2020-01-01", "2023-01-01", "2026-01-01"])),
            rounding=random.choice(list(RoundingPolicy)),
            bulatkan_baris=random.random() < 0.6,
            pembulatan_satuan=random.choice([1, 10, 100, 1000, 10_000, 100_000]),
            pembulatan_cara=random.choice(list(PembulatanCara)),
            pagu=None,
        )
