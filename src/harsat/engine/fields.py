"""What each kind of figure may hold: digits, decimals and reading rules, for screen, ledger and database."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["quantity", "money", "factor", "percent"]


@dataclass(frozen=True, slots=True)
class Field:
    """What one kind of figure may hold: at most 15 significant digits, which SQLite keeps exactly.

    Attributes:
        name: the column word, such as "koefisien".
        integers: digits before the decimal mark; more are refused with the limit named.
        decimals: digits after it; more are rounded half-up and the answer says so.
        label: the Indonesian word in messages.
        signed: whether a negative figure is legal.
        kind: which reading rules hold: money wears "Rp" and has no third decimal, a percent may wear "%",
            a factor asks where "1.250" could be 1,25 as well as 1250.
    """

    name: str
    integers: int
    decimals: int
    label: str
    signed: bool = False
    kind: Kind = "quantity"


KOEFISIEN: Final = Field("koefisien", 9, 6, "Koefisien", kind="factor")
VOLUME: Final = Field("volume", 11, 4, "Volume")
HARGA: Final = Field("harga", 13, 2, "Harga satuan", kind="money")
PERSEN: Final = Field("persen", 3, 2, "Persen", kind="percent")
RENCANA: Final = Field("rencana", 3, 6, "Rencana", kind="percent")
FAKTOR: Final = Field("faktor", 9, 6, "Faktor", kind="factor")
PARAMETER: Final = Field("parameter", 11, 4, "Parameter")
