"""One price list with the links between its pages: published ones for everybody, drafts for those who curate."""

from __future__ import annotations

from dataclasses import dataclass

from harsat.accounts.models import User
from harsat.catalogue.models import PriceListStatus
from harsat.catalogue.prices.selectors import PriceListOverview, price_list_overview
from harsat.catalogue.roles import KURASI, TERBIT, curator_may, curator_require
from harsat.kernel.errors import NotFound
from harsat.kernel.ids import ID_AT_MOST
from harsat.web.pages.katalog_shell import KatalogShell, katalog_shell

PAGE = "katalog_harga"


@dataclass(frozen=True, slots=True)
class Daftar:
    """A price list at hand; `curates` and `publishes` say which buttons this reader gets."""

    shell: KatalogShell
    face: PriceListOverview
    curates: bool
    publishes: bool

    @property
    def draft(self) -> bool:
        """Whether projects do not see it yet."""
        return self.face.status == PriceListStatus.DRAFT

    @property
    def changes(self) -> bool:
        """Whether this reader may decide: drafts with the right to curate, what is published with that to publish."""
        return self.curates if self.draft else self.publishes


def daftar_open(user: User, price_list_id: int) -> Daftar:
    """The list with the shell round it.

    Raises:
        NotFound: no such list, or a draft before somebody who does not curate.
    """
    shell = katalog_shell(user, PAGE)
    face = price_list_overview(price_list_id) if price_list_id <= ID_AT_MOST else None
    if face is None or (face.status == PriceListStatus.DRAFT and not shell.curates):
        raise NotFound
    return Daftar(shell, face, shell.curates, shell.curates and curator_may(user, TERBIT))


def daftar_change(user: User, price_list_id: int) -> PriceListOverview:
    """The list that a person wants to change.

    Raises:
        NotFound: no such list.
        Forbidden: no curator, or a published list and no right to publish.
    """
    curator_require(user, KURASI)
    face = price_list_overview(price_list_id) if price_list_id <= ID_AT_MOST else None
    if face is None:
        raise NotFound
    if face.status == PriceListStatus.PUBLISHED:
        curator_require(user, TERBIT)
    return face
