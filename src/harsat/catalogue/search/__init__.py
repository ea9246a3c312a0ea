"""Finds analyses as estimators ask for them: `find.analysis_search` is the door, the rest the language of the trade."""

from harsat.catalogue.search.match import Match
from harsat.catalogue.search.normal import normalise

__all__ = ["Match", "normalise"]
