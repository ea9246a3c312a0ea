"""The form that stores a price list: its name and origin, and which region and price column of the file are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.catalogue.models import NAME_MAX, Bidang
from harsat.kernel.clock import today

WILAYAH_MAX, PERIODE_MAX = 100, 50
YEAR_DIGITS = 4


class DaftarForm(forms.Form):
    """What a price list is called and where it comes from."""

    nama = forms.CharField(max_length=NAME_MAX, label=gettext_lazy("Nama daftar"))
    wilayah = forms.CharField(max_length=WILAYAH_MAX, required=False, label=gettext_lazy("Wilayah"))
    periode = forms.CharField(max_length=PERIODE_MAX, required=False, label=gettext_lazy("Periode"))
    as_of = forms.DateField(
        label=gettext_lazy("Per tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sumber = forms.CharField(max_length=NAME_MAX, required=False, label=gettext_lazy("Sumber"))
    bidang = forms.ChoiceField(choices=[], required=False, label=gettext_lazy("Bidang"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang = self.fields["bidang"]
        assert isinstance(bidang, forms.ChoiceField)
        bidang.choices = [("", _("semua bidang")), *Bidang.choices]
        for name, words in (("nama", _("Isi nama daftarnya.")), ("as_of", _("Isi tanggalnya."))):
            self.fields[name].error_messages["required"] = words

    def bidang_chosen(self) -> Bidang | None:
        """The bidang whose codes the list carries, None for all of them; only of a form that is valid."""
        return Bidang(self.cleaned_data["bidang"]) if self.cleaned_data["bidang"] else None


def initial_of(paths: Sequence[Path], *, wilayah: str, periode: str) -> dict[str, object]:
    """What the file says of itself: "Harga Jawa Barat 2016", else its own name; the first day of its year."""
    named = " ".join(filter(None, (wilayah, periode)))
    stem = paths[0].stem.replace("_", " ")
    return {
        "nama": _("Harga %(named)s") % {"named": named} if wilayah else stem,
        "wilayah": wilayah,
        "periode": periode,
        "as_of": date_of(periode),
        "sumber": ", ".join(path.name for path in paths)[:NAME_MAX],
    }


def date_of(periode: str) -> date:
    """The first day of the year that a period names, else today: "2023 semester I" is 1 January 2023."""
    year = periode.strip()[:YEAR_DIGITS]
    given = len(year) == YEAR_DIGITS and year.isascii() and year.isdecimal() and int(year)
    return date(int(year), 1, 1) if given else today()
