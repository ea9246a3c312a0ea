"""What counts on the page of a quarantine: kinds with what is left, the way to an edition, and the next act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.models import BatchStatus, Edition
from harsat.catalogue.roles import TERBIT, curator_may
from harsat.catalogue.selectors.batch_findings import FindingRow
from harsat.catalogue.selectors.batch_walk import KindReach, Part, kind_reaches
from harsat.catalogue.selectors.batches import BatchOverview, KindCount, batch_overview
from harsat.web.pages.impor_asked import Asked
from harsat.web.pages.impor_temuan import TONES, Source, TemuanView, temuan_view

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind in the list at the left, and the head above its rows."""

    kind: str
    label: str
    tone: str
    total: int
    left: int
    sure: int
    proposed: int
    repaired: int
    told: int
    analyses: int
    current: bool
    query: str

    @property
    def sure_only(self) -> bool:
        """Whether accepting all and accepting the certain ones are two acts."""
        return 0 < self.sure < self.proposed


@dataclass(frozen=True, slots=True)
class Tab:
    """What of the findings is shown, with how many there are."""

    label: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind below their head; a page that goes on within a kind has no head."""

    head: KindView | None
    rows: Sequence[TemuanView]


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything on the page besides the rows; the same before and after a decision."""

    overview: BatchOverview
    kinds: Sequence[KindView]
    mended: Sequence[KindView]
    told: Sequence[KindView]
    tabs: Sequence[Tab]
    publishes: bool
    compares: bool

    @property
    def decided(self) -> int:
        """How many doubts a person has settled."""
        return self.overview.total - self.overview.left

    @property
    def held(self) -> int:
        """Analyses that wait."""
        return self.overview.batch.analyses - self.overview.batch.ready

    @property
    def fresh(self) -> int:
        """Ready analyses that the edition does not hold yet from this import."""
        batch = self.overview.batch
        return max(batch.ready - batch.committed, 0)

    @property
    def share(self) -> Decimal:
        """Percent of the analyses that are ready."""
        batch = self.overview.batch
        return Decimal(batch.ready) / batch.analyses * HUNDRED if batch.analyses else Decimal(0)

    @property
    def committed(self) -> bool:
        """Whether part of the import stands in the catalogue already."""
        return self.overview.batch.status == BatchStatus.COMMITTED

    @property
    def columns(self) -> tuple[int, int]:
        """How many of the columns of the file hold something that is read."""
        mapping = self.overview.mapping or {}
        return len(set(mapping.get("columns", {}).values())), len([one for one in mapping.get("titles", ()) if one])

    def kind_of(self, kind: str) -> KindView | None:
        """The head of a kind."""
        return next((one for one in self.kinds if one.kind == kind), None)


def panel_of(user: User, batch_id: int, asked: Asked) -> Panel:
    """Eight queries at most: the overview, how far kinds reach, the right to publish, whether the edition is there.

    `compares`: the edition holds analyses from elsewhere, so what is ready may be there already.
    """
    overview = batch_overview(batch_id)
    reaches = kind_reaches(batch_id)
    kinds = [_kind(one, reaches, asked) for one in overview.kinds]
    return Panel(
        overview,
        [one for one in kinds if one.total],
        [one for one in kinds if one.repaired],
        [one for one in kinds if one.told],
        _tabs(overview, asked),
        curator_may(user, TERBIT),
        overview.batch.edition_id is None and Edition.objects.filter(name=overview.batch.edition_name).exists(),
    )


def kinds_walked(panel: Panel, asked: Asked) -> list[str]:
    """The kinds that a walk goes through, from the one asked for."""
    of_part = {Part.PERBAIKAN: panel.mended, Part.CATATAN: panel.told}.get(asked.part, panel.overview.kinds)
    kinds = [one.kind for one in of_part]
    return kinds[kinds.index(asked.kind) :] if asked.kind in kinds else kinds


def groups_of(
    rows: Iterable[FindingRow], source: Source, heads: Mapping[str, KindView], *, goes_on: str = ""
) -> list[Group]:
    """Rows below the heads of their kinds; `goes_on` is the kind whose head stands on the page already."""
    groups: dict[str, list[TemuanView]] = {}
    for row in rows:
        groups.setdefault(row.kind, []).append(temuan_view(row, source))
    return [Group(heads.get(kind) if kind != goes_on else None, found) for kind, found in groups.items()]


def heads_of(panel: Panel) -> dict[str, KindView]:
    """The heads of all kinds, by kind."""
    return {one.kind: one for one in (*panel.told, *panel.mended, *panel.kinds)}


def _kind(count: KindCount, reaches: Mapping[str, KindReach], asked: Asked) -> KindView:
    reach = reaches.get(count.kind, KindReach(0, 0))
    return KindView(
        count.kind,
        count.label,
        TONES[count.severity] if count.total else TONES[Severity.INFO.value],
        count.total,
        count.left,
        count.sure,
        reach.proposed,
        count.repaired,
        count.told,
        reach.analyses,
        asked.kind == count.kind and asked.part not in {Part.PERBAIKAN, Part.CATATAN},
        asked.query(kind=count.kind, part=_part_kept(asked)),
    )


def _part_kept(asked: Asked) -> str | None:
    """A kind is opened as what is shown now; from a mended one it leads back to what waits."""
    return asked.part.value if asked.part in {Part.DIPUTUS, Part.SEMUA} else None


def _tabs(overview: BatchOverview, asked: Asked) -> list[Tab]:
    counts = (
        (Part.MENUNGGU, _("Menunggu"), overview.left),
        (Part.DIPUTUS, _("Diputus"), overview.total - overview.left),
        (Part.SEMUA, _("Semua"), overview.total),
    )
    return [
        Tab(label, count, asked.query(part=part.value if part is not Part.MENUNGGU else None), asked.part is part)
        for part, label, count in counts
    ]
