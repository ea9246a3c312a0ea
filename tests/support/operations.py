"""Random but repeatable work on a project: prices, volumes, renamings, insertions, deletions, undo and redo."""

from __future__ import annotations

from uuid import UUID

from harsat.kernel.errors import CellConflicts, Conflict, Refused
from harsat.ledger.undo import change_redo, change_undo
from harsat.rab.models import HargaItem, Komponen, Parameter, Pekerjaan, SubKlasifikasi, Volume
from support.projects import ids, write


class Worker:
    """One user who does `random`'s bidding; what is refused is refused and changes nothing."""

    def __init__(self, access, project, random):
        self.access, self.project, self.random = access, project, random
        self.acts = [
            self.prices,
            self.prices,
            self.volumes,
            self.insert_item,
            self.insert_work,
            self.delete_work,
            self.rename,
            self.parameter,
            self.undo,
            self.undo,
            self.redo,
        ]

    def step(self):
        """Do something; the receipt, or None where it was refused."""
        try:
            return self.random.choice(self.acts)()
        except (CellConflicts, Conflict, Refused):
            return None

    def key(self):
        return UUID(int=self.random.getrandbits(128))

    def some(self, model, most):
        found = ids(model, self.project)
        return self.random.sample(found, min(len(found), self.random.randint(1, most)))

    def figure(self):
        return self.random.choice([None, f"{self.random.randint(0, 10**9)}.{self.random.randint(0, 99):02d}"])

    def prices(self):
        chosen = self.some(HargaItem, 5)
        return write(self.access, lambda w: w.update(HargaItem, {i: {"harga": self.figure()} for i in chosen}))

    def volumes(self):
        chosen = self.some(Volume, 3)
        return write(self.access, lambda w: w.update(Volume, {i: {"nilai": self.figure()} for i in chosen}))

    def insert_item(self):
        kode = f"R.{self.random.randint(1, 30)}"
        row = {"kategori": "BHN", "kode": kode, "uraian": "acak", "satuan": "kg", "harga": self.figure()}
        return write(self.access, lambda w: w.insert(HargaItem, [row]))

    def insert_work(self):
        sub, items = ids(SubKlasifikasi, self.project)[0], self.some(HargaItem, 3)

        def body(w):
            row = {"sub_klasifikasi_id": sub, "kode": "N", "uraian": "Baru", "satuan": "m", "kena_ppn": False}
            (work,) = w.insert(Pekerjaan, [row])
            lines = [{"pekerjaan_id": work, "kategori": "BHN", "koefisien": "1.5", "harga_item_id": i} for i in items]
            w.insert(Komponen, lines)
            w.insert(Volume, [{"pekerjaan_id": work, "nilai": self.figure()}])

        return write(self.access, body)

    def delete_work(self):
        chosen = self.some(Pekerjaan, 2)

        def body(w):
            for model in (Komponen, Volume):
                rows = model.objects.filter(pekerjaan_id__in=chosen).values_list("pk", flat=True)
                w.delete(model, list(rows))
            w.delete(Pekerjaan, chosen)

        return write(self.access, body) if chosen else None

    def rename(self):
        chosen = self.some(HargaItem, 2)
        kodes = list(HargaItem.objects.filter(pk__in=chosen).order_by("-pk").values_list("kode", flat=True))
        changes = dict(zip(sorted(chosen), ({"kode": kode} for kode in kodes), strict=True))
        return write(self.access, lambda w: w.update_in_two_phases(HargaItem, changes))

    def parameter(self):
        row = {"nama": f"p{self.random.randint(1, 9)}", "formula": "2", "nilai": "2.0000"}
        return write(self.access, lambda w: w.insert(Parameter, [row]))

    def undo(self):
        return change_undo(access=self.access, request_key=self.key(), request_hash=b"")

    def redo(self):
        return change_redo(access=self.access, request_key=self.key(), request_hash=b"")
