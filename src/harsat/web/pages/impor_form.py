"""The form of an upload: which edition the files go into, an existing one or a new one with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.catalogue.browse.editions import EditionFace
from harsat.catalogue.models import NAME_MAX, Bidang, EditionStatus

NEW = "baru"


@dataclass(frozen=True, slots=True)
class Target:
    """The edition that files go into; one that is not there yet is made when something is stored."""

    name: str
    bidang: Bidang
    as_of: date
    source: str


class UnggahForm(forms.Form):
    """Radio buttons of editions, and the fields of a new one, which are asked for only then."""

    edisi = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
    nama = forms.CharField(max_length=NAME_MAX, required=False, label=gettext_lazy("Nama edisi"))
    bidang = forms.ChoiceField(choices=Bidang.choices, required=False, label=gettext_lazy("Bidang"))
    as_of = forms.DateField(
        required=False,
        label=gettext_lazy("Per tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sumber = forms.CharField(max_length=NAME_MAX, required=False, label=gettext_lazy("Sumber"))

    def __init__(self, *args: Any, editions: Sequence[EditionFace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = [face for face in editions if face.status != EditionStatus.RETIRED]
        choice = self.fields["edisi"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*((str(face.id), face.name) for face in self.editions), (NEW, _("Edisi baru"))]
        choice.error_messages["required"] = _("Pilih edisi tujuannya.")

    @property
    def chosen(self) -> str:
        """The radio button that stands pressed: what was sent, else the newest edition, else a new one."""
        return str(self["edisi"].value() or NEW)

    def clean(self) -> dict[str, Any]:
        """A new edition needs its name, its bidang and its date."""
        cleaned = super().clean() or {}
        if cleaned.get("edisi") == NEW:
            for name, words in (("nama", _("Isi nama edisi.")), ("as_of", _("Isi tanggalnya."))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def target(self) -> Target:
        """Where the files go; only of a form that is valid."""
        given = self.cleaned_data
        for face in self.editions:
            if str(face.id) == given["edisi"]:
                return Target(face.name, Bidang(face.bidang), face.as_of, face.source)
        bidang = Bidang(given["bidang"] or Bidang.CIPTA_KARYA)
        return Target(given["nama"].strip(), bidang, given["as_of"], given["sumber"].strip())
