"""What the engine refuses: one exception family with a stable code, an Indonesian message and the place."""

from collections.abc import Sequence


class EngineError(Exception):
    """A figure, a text or a reference that has no answer.

    Attributes:
        code: stable machine word such as "number_too_large"; tests, the API and the front end key on it.
        message: one Indonesian sentence for the person who typed.
        at: position of the first offending character, from 0, when the fault lies inside a text.
        path: names from the outermost to the innermost object, for faults along a chain of references.
    """

    def __init__(self, code: str, message: str, *, at: int | None = None, path: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.at = at
        self.path = tuple(path)


class NumberRefused(EngineError):
    """Number text without one certain reading, or a figure outside the limits of its field.

    Attributes:
        readings: canonical strings of both readings at the field's scale, smaller first, when ambiguous.
    """

    def __init__(self, code: str, message: str, *, readings: Sequence[str] = (), at: int | None = None) -> None:
        super().__init__(code, message, at=at)
        self.readings = tuple(readings)


class FormulaError(EngineError):
    """A formula that cannot be read or evaluated; `at` points at the token that is to blame."""


class BundelCycle(EngineError):
    """An analysis that contains itself; the path begins and ends with the same kode."""

    def __init__(self, path: Sequence[str]) -> None:
        chain = " → ".join(path)
        super().__init__("bundel_cycle", f"Analisa memuat dirinya sendiri: {chain}.", path=path)


class BundelTargetMissing(EngineError):
    """A bundle line whose target does not exist; the path ends with the missing kode."""

    def __init__(self, path: Sequence[str]) -> None:
        chain = " → ".join(path)
        super().__init__("bundel_target_missing", f"Analisa yang dirujuk tidak ditemukan: {chain}.", path=path)
