"""The divisions of an edition as a tree of code prefixes, each with how many analyses stand below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harsat.catalogue.browse.naming import division_named, words_shared
from harsat.catalogue.browse.rows import analyses_latest, inside
from harsat.catalogue.codes import code_sort_key
from harsat.catalogue.models import Division


@dataclass(slots=True)
class Branch:
    """A prefix of codes; `derived` says that the name is made of shared words and is printed nowhere."""

    kode: str
    level: int
    count: int = 0
    name: str = ""
    derived: bool = False
    folded: bool = False
    open: bool = False
    current: bool = False
    names: list[str] = field(default_factory=list, repr=False)
    printed: set[str] = field(default_factory=set, repr=False)
    children: dict[str, Branch] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Tree:
    """The visible branches from top to bottom, the analyses of the edition, and their units, most frequent first."""

    branches: list[Branch]
    analyses: int
    satuan: list[str]


def tree_read(edition_id: int, chosen: str = "") -> Tree:
    """All divisions, and the way down to the chosen one. Two queries."""
    rows = list(analyses_latest(edition_id).order_by().values_list("kode", "divisi", "uraian", "satuan"))
    chapters = Division.objects.filter(edition_id=edition_id).exclude(uraian="").values_list("kode", "uraian")
    named = {kode: name for kode, uraian in chapters if (name := division_named(uraian))}
    tops = _grown(row[:3] for row in rows)
    units = Counter(row[3] for row in rows if row[3])
    branches = list(_visible(tops.values(), chosen, named))
    return Tree(branches, len(rows), [satuan for satuan, _count in units.most_common()])


def _grown(rows: Iterable[tuple[str, str, str]]) -> dict[str, Branch]:
    tops: dict[str, Branch] = {}
    for kode, divisi, uraian in rows:
        siblings = tops
        for level, prefix in enumerate(_prefixes(kode), 1):
            branch = siblings.setdefault(prefix, Branch(prefix, level))
            branch.count += 1
            branch.names.append(uraian)
            if level == 1:
                branch.printed.add(divisi)
            siblings = branch.children
    return tops


def _prefixes(kode: str) -> list[str]:
    """The codes above one: 2.2.1.3 stands below 2, 2.2 and 2.2.1; a code of one part is its own division."""
    parts = kode.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))] or [kode]


def _visible(branches: Iterable[Branch], chosen: str, named: Mapping[str, str]) -> Iterable[Branch]:
    for branch in _ordered(branches):
        branch.current = branch.kode == chosen
        branch.open = bool(branch.children) and inside(chosen, branch.kode)
        branch.folded = bool(branch.children) and not branch.open
        _name(branch, named)
        yield branch
        if branch.open:
            yield from _visible(branch.children.values(), chosen, named)


def _ordered(branches: Iterable[Branch]) -> Sequence[Branch]:
    return sorted(branches, key=lambda branch: code_sort_key(branch.kode))


def _name(branch: Branch, named: Mapping[str, str]) -> None:
    """As the edition names the chapter, else as its analyses do, else by the words they share."""
    printed = {name for text in branch.printed if (name := division_named(text))}
    if named.get(branch.kode):
        branch.name = named[branch.kode]
    elif len(printed) == 1:
        branch.name = printed.pop()
    else:
        branch.name, branch.derived = words_shared(branch.names), True
