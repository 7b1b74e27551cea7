"""Reads the words that narrow the base of a figure into scope ids of the catalogue."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cchc_analysis.catalog import EACH_YEAR, either, fold, scopes
from cchc_analysis.errors import nearest_names

_ALIKE = 70
"""How much of a hundred a base must be written as another, to be offered instead of it."""
OFTEN = either(map(fold, scopes()[EACH_YEAR].phrases))
"""Words for each year, as a pattern: ``hàng năm``."""
_OFTEN = re.compile(rf"(?<!\w)(?:{OFTEN})\b")


@lru_cache(maxsize=1)
def _by_words() -> dict[str, str]:
    known = {scope: scope for scope in scopes()}
    return known | {fold(phrase): scope.scope for scope in scopes().values() for phrase in scope.phrases}


def _advice(words: str) -> str:
    """Say where a base is added, and name those that are written much like the words, if there are."""
    from rapidfuzz import fuzz

    like = [name for name in nearest_names(words, _by_words()) if fuzz.ratio(words, name) >= _ALIKE]
    added = "add it to cchc_analysis/catalog/scopes.csv"
    return f"{added}, or nearest: {', '.join(like)}" if like else added


def read_scope(cell: str | None) -> str:
    """Read a scope cell, words of a document or an id; an empty one is ``standard``, the metric's own base."""
    if not cell:
        return "standard"
    scope = _by_words().get(fold(cell))
    if scope is None:
        raise ValueError(f"unknown base {cell!r}; {_advice(fold(cell))}")
    return scope


def says_each_year(cells: Mapping[str, str | None]) -> bool:
    """Tell whether the period or the scope of a statement says that its figure is of each year."""
    return _OFTEN.search(fold(cells["period"] or "")) is not None or read_scope(cells["scope"]) == EACH_YEAR
