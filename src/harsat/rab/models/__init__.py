"""The logged tables of a project, one module a part."""

from harsat.rab.models.analisa import Komponen
from harsat.rab.models.harga import HargaItem
from harsat.rab.models.proyek import PricingPolicy
from harsat.rab.models.struktur import Klasifikasi, Pekerjaan, Source, SubKlasifikasi
from harsat.rab.models.volume import BarisVolume, JenisVolume, Parameter, Volume

__all__ = [
    "BarisVolume",
    "HargaItem",
    "JenisVolume",
    "Klasifikasi",
    "Komponen",
    "Parameter",
    "Pekerjaan",
    "PricingPolicy",
    "Source",
    "SubKlasifikasi",
    "Volume",
]
