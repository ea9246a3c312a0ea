"""The forms of project identity and pricing: figures are read the Indonesian way and leave as canonical text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from harsat.engine.errors import NumberRefused
from harsat.engine.numbers import HARGA, PERSEN, Field, canonical, id_text, number_read
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy
from harsat.rab.models.proyek import PEMBULATAN_SATUAN, PembulatanCara, Rounding
from harsat.rab.services.proyek import TEXT_MAX


class TextField(forms.CharField):
    """A line of text, or several; `size` says how wide it stands in the form."""

    def __init__(self, *, size: str = "", lines: int = 1, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput() if lines == 1 else forms.Textarea(attrs={"rows": lines}), **kwargs)
        self.size = size


class FigureField(forms.CharField):
    """A figure as people type it; cleaned it is canonical text, or None."""

    size = "small"

    def __init__(self, field: Field, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)
        self.figure = field

    def clean(self, value: Any) -> str | None:
        """Canonical text: "Rp 260.000.000" is "260000000.00"; what reads two ways is an error that names both."""
        text = (value or "").strip()
        if not text:
            return None
        # The message names the field as the form does: "Pagu", without its unit.
        figure = replace(self.figure, label=str(self.label).partition(" (")[0])
        try:
            return canonical(number_read(text, figure).value, figure.decimals)
        except NumberRefused as error:
            raise forms.ValidationError(error.message) from error

    def prepare_value(self, value: Any) -> Any:
        """A stored figure is shown the Indonesian way; what was typed stays as typed."""
        return value if value is None or isinstance(value, str) else id_text(value, self.figure.decimals, trim=True)


class DayField(forms.DateField):
    """A calendar day by the browser's own picker; cleaned it is ISO text, or None."""

    size = "small"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: Any) -> Any:
        """The day as "2026-01-31"."""
        day = super().clean(value)
        return day.isoformat() if day else None


class WholeField(forms.IntegerField):
    """A small whole number."""

    size = "small"


class TickField(forms.BooleanField):
    """A yes or no, with its words beside the box."""

    size = "full"
    tick = True


def _text(name: str, *, required: bool = False, lines: int = 1, size: str = "") -> TextField:
    column: Any = Project._meta.get_field(name)
    length = column.max_length or TEXT_MAX
    field = TextField(label=column.verbose_name, max_length=length, required=required, lines=lines, size=size)
    field.error_messages["required"] = _("Belum diisi.")
    return field


class Section(NamedTuple):
    """A part of a form with its name, a sentence beside it, and its fields in order."""

    title: Any
    note: Any
    fields: Sequence[str]


class SectionedForm(forms.Form):
    """A form whose fields stand in named sections, and whose cleaned text goes to a service as it is."""

    sections: Sequence[Section] = ()

    def by_section(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        """Sections with their bound fields, for the template; the field that wants attention has the caret."""
        if waiting := self._waiting():
            self.fields[waiting].widget.attrs["autofocus"] = True
        return [(title, note, [self[name] for name in names]) for title, note, names in self.sections]

    def _waiting(self) -> str | None:
        """The first field that was refused; on an empty form the first that is required."""
        if self.is_bound:
            return next((name for name in self.fields if name in self.errors), None)
        return next((name for name, field in self.fields.items() if field.required and not self[name].value()), None)

    def refusals_add(self, cells: Sequence[Any]) -> None:
        """Show a service's refusals at the fields they name."""
        for cell in cells:
            self.add_error(cell["col"] if cell["col"] in self.fields else None, cell["reason"])

    def in_words(self, name: str, value: str | None) -> str:
        """A stored value as the form shows it: "260000000.00" is "260.000.000", a choice is its label."""
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # our choices are flat
        if isinstance(field, FigureField) and value is not None:
            return id_text(Decimal(value), field.figure.decimals, trim=True)
        return value or ""


class ProjectForm(SectionedForm):
    """The identity of a project in three parts."""

    nama = _text("nama", required=True, size="full")
    lokasi = _text("lokasi")
    kategori = _text("kategori")
    kode = _text("kode")
    sumber_dana = _text("sumber_dana")
    pagu = FigureField(HARGA, label=_("Pagu (Rp)"))
    tanggal_dokumen = DayField(label=_("Tanggal dokumen"), required=False, help_text=_("menentukan tarif PPN"))
    tanggal_mulai = DayField(label=_("Tanggal mulai"), required=False)
    tanggal_selesai = DayField(label=_("Tanggal selesai"), required=False)
    deskripsi = _text("deskripsi", lines=3, size="full")
    keterangan_1 = _text("keterangan_1")
    keterangan_2 = _text("keterangan_2")
    pemilik_nama = _text("pemilik_nama")
    pemilik_jabatan = _text("pemilik_jabatan")
    pemilik_instansi = _text("pemilik_instansi", size="full")
    perencana_nama = _text("perencana_nama")
    perencana_instansi = _text("perencana_instansi")
    pengawas_nama = _text("pengawas_nama")
    pengawas_instansi = _text("pengawas_instansi")
    kontraktor_nama = _text("kontraktor_nama")
    kontraktor_instansi = _text("kontraktor_instansi")

    sections = (
        Section(
            _("Pekerjaan"),
            _("nama saja sudah cukup; yang lain dapat menyusul"),
            ("nama", "lokasi", "sumber_dana", "kategori", "kode", "pagu", "tanggal_dokumen"),
        ),
        Section(
            _("Waktu dan catatan"),
            "",
            ("tanggal_mulai", "tanggal_selesai", "keterangan_1", "keterangan_2", "deskripsi"),
        ),
        Section(
            _("Pemilik pekerjaan"),
            _("tercetak pada kop dan tanda tangan"),
            ("pemilik_instansi", "pemilik_nama", "pemilik_jabatan"),
        ),
        Section(
            _("Konsultan dan kontraktor"),
            _("tercetak bila diisi"),
            (
                "perencana_instansi",
                "perencana_nama",
                "pengawas_instansi",
                "pengawas_nama",
                "kontraktor_instansi",
                "kontraktor_nama",
            ),
        ),
    )


class PricingForm(SectionedForm):
    """Markup, rounding and PPN, as they are printed on the reports."""

    buk_persen = FigureField(PERSEN, label=_("Biaya umum & keuntungan (%)"))
    rounding = forms.ChoiceField(label=_("Pembulatan harga satuan pekerjaan"), choices=Rounding.choices)
    bulatkan_baris = TickField(label=_("Bulatkan jumlah tiap baris analisa ke sen"), required=False)
    pembulatan_satuan = forms.ChoiceField(
        label=_("Pembulatan total ke kelipatan (Rp)"),
        choices=[(str(n), id_text(Decimal(n), 0)) for n in PEMBULATAN_SATUAN],
    )
    pembulatan_cara = forms.ChoiceField(label=_("Cara pembulatan total"), choices=PembulatanCara.choices)
    ppn_persen = FigureField(PERSEN, label=_("PPN khusus (%)"), help_text=_("kosong: menurut tanggal dokumen"))
    ppn_pembilang = WholeField(label=_("Faktor DPP, pembilang"), min_value=1, max_value=999)
    ppn_penyebut = WholeField(label=_("Faktor DPP, penyebut"), min_value=1, max_value=999)
    ppn_alasan = TextField(
        label=_("Alasan PPN khusus"),
        max_length=PricingPolicy._meta.get_field("ppn_alasan").max_length,
        required=False,
        size="full",
    )

    sections = (
        Section(
            _("Harga satuan"),
            _("berlaku untuk semua pekerjaan yang tidak menetapkan sendiri"),
            ("buk_persen", "rounding", "bulatkan_baris"),
        ),
        Section(_("Total"), _("tercetak di bawah RAB"), ("pembulatan_satuan", "pembulatan_cara")),
        Section(
            _("PPN"),
            _("tarif mengikuti tanggal dokumen; yang khusus perlu alasan"),
            ("ppn_persen", "ppn_pembilang", "ppn_penyebut", "ppn_alasan"),
        ),
    )
