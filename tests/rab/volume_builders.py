"""Volumes, sheets and parameters for tests: a project whose formulas have something to work with."""

from uuid import uuid4

from harsat.rab import models as rab
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.services.cells import CellChange
from harsat.rab.services.parameter_plan import ParameterDraft, ParametersCommand
from harsat.rab.services.parameters import parameters_sync
from harsat.rab.services.volume import volume_update
from harsat.rab.services.volume_sheet import SheetAdd, SheetCommand, sheet_save
from support.projects import an_access


class Bench:
    """One project under the hands of one user; `work[0]` is the first pekerjaan."""

    def __init__(self, user, project):
        self.user, self.project = user, project
        self.work = list(rab.Pekerjaan.objects.filter(project=project).order_by("order").values_list("id", flat=True))

    @property
    def access(self):
        return an_access(self.user, self.project)

    def fill(self, *cells, replace_sheet=False):
        """`(place, from, to)` for each cell."""
        return volume_update(
            access=self.access,
            cells=[CellChange(self.work[place], "volume", before, after) for place, before, after in cells],
            replace_sheet=replace_sheet,
            **_request(),
        )

    def sheet(self, place, **command):
        return sheet_save(
            access=self.access, pekerjaan_id=self.work[place], command=SheetCommand(**command), **_request()
        )

    def measure(self, place, *lines):
        """Replace the volume of a pekerjaan by a sheet of new lines; returns their ids."""
        adds = [SheetAdd(str(n), str(n - 1) if n else None, line) for n, line in enumerate(lines)]
        added = self.sheet(place, adds=adds, replace_volume=True).answer["added"]
        return [added[str(n)] for n in range(len(lines))]

    def define(self, **definitions):
        """Parameters by name, in the order given."""
        return self.sync(definitions=[ParameterDraft(name, formula) for name, formula in definitions.items()])

    def sync(self, *, seen=None, **command):
        return parameters_sync(access=self.access, command=ParametersCommand(**command), seen=seen, **_request())

    def parameter(self, name):
        return rab.Parameter.objects.get(project=self.project, nama=name)

    def volume(self, place):
        return rab.Volume.objects.filter(pekerjaan_id=self.work[place]).first()

    def text(self, place):
        """(jenis, nilai, formula) as stored."""
        volume = self.volume(place)
        return volume and (volume.jenis, None if volume.nilai is None else str(volume.nilai), volume.formula)

    def total(self):
        return estimate_current(self.project.pk).rekap.total


def _request():
    return {"request_key": uuid4(), "request_hash": b""}


def statements_of_the_write(statements):
    """How many ran inside the transaction: up to the change, which is the last; computing follows after COMMIT."""
    return 1 + next(place for place, sql in enumerate(statements.seen) if sql.startswith('INSERT INTO "ledger_change"'))
