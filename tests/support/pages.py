"""The pages of a project, by the names of their addresses."""

PAGES = (
    "struktur",
    "volume",
    "analisa",
    "harga",
    "rekap",
    "rincian_ahsp",
    "rincian_rab",
    "kebutuhan",
    "proyek",
)
