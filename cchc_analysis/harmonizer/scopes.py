"""Reads the words that narrow the base of a figure into scope ids of the catalogue."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cchc_analysis.catalog import Metric, fold, scopes
from cchc_analysis.errors import nearest_names

_ALIKE = 70
"""How much of a hundred a base must be written as another, to be offered instead of it."""
_YEARLY = re.compile(r"\b(?:hàng|mỗi) năm\b")
EACH_YEAR = "yearly"
"""The base of what is counted in each year of a time, where another figure is of the whole of it."""


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


def is_of_each_year(cells: Mapping[str, str | None], period: str, metric: Metric) -> bool:
    """Tell whether a statement says how often it holds within its years: 50 ``hàng năm`` are no 50 in all."""
    words = f"{cells['period'] or ''}; {cells['indicator'] or ''}"
    is_long = period[:4] != period.rpartition("/")[2][:4]
    return is_long and metric.is_of_a_span and _YEARLY.search(fold(words)) is not None
