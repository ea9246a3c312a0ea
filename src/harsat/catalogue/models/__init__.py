"""The tables of the catalogue, one noun a module."""

from harsat.catalogue.models.analysis import (
    DIVISI_MAX,
    Analysis,
    AnalysisKomponen,
    AnalysisRows,
    InsertOnly,
    KomponenRows,
)
from harsat.catalogue.models.batch import (
    FINDING_KODE_MAX,
    BatchStatus,
    DecisionAction,
    FindingState,
    ImportBatch,
    ImportDecision,
    ImportFile,
    ImportFinding,
    OriginalsStorage,
)
from harsat.catalogue.models.curator import Curator, CuratorRole
from harsat.catalogue.models.division import KODE_MAX, URAIAN_MAX, Division
from harsat.catalogue.models.edition import JAM_PER_HARI, NAME_MAX, Bidang, Edition, EditionStatus, Published
from harsat.catalogue.models.learned import MappingMemory, UnitSpelling
from harsat.catalogue.models.log import AppendOnly, CatalogueLog
from harsat.catalogue.models.price import (
    MatchReason,
    MatchState,
    PriceList,
    PriceListItem,
    PriceListStatus,
    PriceMatch,
)
from harsat.catalogue.models.price_held import HeldState, PriceHeld
from harsat.catalogue.models.resource import KATEGORI_CHOICES, KATEGORI_VALUES, SATUAN_MAX, Resource

__all__ = [
    "DIVISI_MAX",
    "FINDING_KODE_MAX",
    "JAM_PER_HARI",
    "KATEGORI_CHOICES",
    "KATEGORI_VALUES",
    "KODE_MAX",
    "NAME_MAX",
    "SATUAN_MAX",
    "URAIAN_MAX",
    "Analysis",
    "AnalysisKomponen",
    "AnalysisRows",
    "AppendOnly",
    "BatchStatus",
    "Bidang",
    "CatalogueLog",
    "Curator",
    "CuratorRole",
    "DecisionAction",
    "Division",
    "Edition",
    "EditionStatus",
    "FindingState",
    "HeldState",
    "ImportBatch",
    "ImportDecision",
    "ImportFile",
    "ImportFinding",
    "InsertOnly",
    "KomponenRows",
    "MappingMemory",
    "MatchReason",
    "MatchState",
    "OriginalsStorage",
    "PriceHeld",
    "PriceList",
    "PriceListItem",
    "PriceListStatus",
    "PriceMatch",
    "Published",
    "Resource",
    "UnitSpelling",
]
