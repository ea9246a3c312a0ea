"""What stands round every page of the catalogue: its parts, its editions, and the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from harsat.accounts.models import User
from harsat.catalogue.browse.editions import EditionFace, editions_listed
from harsat.catalogue.browse.price_lists import PriceListFace, price_lists_listed
from harsat.catalogue.roles import KURASI, curator_may
from harsat.catalogue.selectors.batch_walk import findings_waiting
from harsat.kernel.errors import DomainError, NotFound
from harsat.kernel.ids import ID_AT_MOST
from harsat.web.errors import domain_error

P = ParamSpec("P")
Face = TypeVar("Face", EditionFace, PriceListFace)


@dataclass(frozen=True, slots=True)
class KatalogShell:
    """The view-model of `web/katalog_base.html`.

    `edition` is the one at hand, None where there is none to read; `waiting` are findings to decide, by import.
    """

    page: str
    editions: list[EditionFace]
    price_lists: list[PriceListFace]
    edition: EditionFace | None
    curates: bool
    waiting: Mapping[int, int] = field(default_factory=dict)

    @property
    def waits(self) -> int:
        """Findings of all imports that a curator has to decide."""
        return sum(self.waiting.values())

    @property
    def waits_in(self) -> int | None:
        """The newest import with such a finding."""
        return next(iter(self.waiting), None)

    @property
    def published(self) -> bool:
        """Whether any edition is published."""
        return any(face.published for face in self.editions)

    @property
    def comparable(self) -> list[EditionFace]:
        """The other editions of the same bidang, against which this one can be read."""
        here = self.edition
        if here is None:
            return []
        return [face for face in self.editions if face.bidang == here.bidang and face.id != here.id]

    def edition_of(self, edition_id: int | None) -> EditionFace:
        """One of the editions that this reader may see, or NotFound."""
        return _one(self.editions, edition_id)

    def price_list_of(self, price_list_id: int | None) -> PriceListFace | None:
        """The list asked for, the newest one for none; NotFound for one that is not offered."""
        if price_list_id is None:
            return self.price_lists[0] if self.price_lists else None
        return _one(self.price_lists, price_list_id)


def _one(faces: list[Face], wanted: int | None) -> Face:
    for face in faces:
        if face.id == wanted:
            return face
    raise NotFound


def katalog_shell(user: User, page: str, edition_id: int | None = None) -> KatalogShell:
    """Three queries, four for a curator: the right to see drafts, editions, price lists, what waits in quarantine.

    No edition asked for means the newest one.
    """
    curates = curator_may(user, KURASI)
    editions = editions_listed(drafts=curates)
    edition = _one(editions, edition_id) if edition_id is not None else next(iter(editions), None)
    return KatalogShell(page, editions, price_lists_listed(), edition, curates, findings_waiting() if curates else {})


def katalog_page(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view the signed-in user; what is not there, or not for them to see, is a 404."""

    @login_required
    def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assert isinstance(request.user, User)
        try:
            return view(request, request.user, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error
        except DomainError as error:
            return domain_error(request, error)

    update_wrapper(gated, view)
    return gated


def katalog_render(
    request: HttpRequest, shell: KatalogShell, template: str, context: dict[str, object] | None = None
) -> HttpResponse:
    """`web/<template>.html` inside the shell of the catalogue."""
    return render(request, f"web/{template}.html", {"shell": shell, "page": shell.page, **(context or {})})


def id_asked(request: HttpRequest, name: str) -> int | None:
    """An id in the address, None where there is none; NotFound for what is no id."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or int(text) > ID_AT_MOST:
        raise NotFound
    return int(text)


def text_asked(request: HttpRequest, name: str, length: int = 200) -> str:
    """A text of the address, cut to what a person may have typed, without what no database takes."""
    return request.GET.get(name, "").replace("\0", " ").strip()[:length]
