"""Reads the words that narrow the base of a figure into scope ids of the catalogue."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cchc_analysis.catalog import EACH_YEAR, either, fold, scopes
from cchc_analysis.errors import nearest

OFTEN = either(map(fold, scopes()[EACH_YEAR].phrases))
"""Words for each year, as a pattern: ``hàng năm``."""
_OFTEN = re.compile(rf"(?<!\w)(?:{OFTEN})\b")


@lru_cache(maxsize=1)
def _by_words() -> dict[str, str]:
    known = {scope: scope for scope in scopes()}
    return known | {fold(phrase): scope.scope for scope in scopes().values() for phrase in scope.phrases}


def read_scope(cell: str | None) -> str:
    """Read a scope cell, words of a document or an id; an empty one is ``standard``, the metric's own base."""
    if not cell:
        return "standard"
    scope = _by_words().get(fold(cell))
    if scope is None:
        added = "add it to cchc_analysis/catalog/scopes.csv"
        raise ValueError(f"unknown base {cell!r}; {added}, or {nearest(fold(cell), _by_words())}")
    return scope


def says_each_year(cells: Mapping[str, str | None]) -> bool:
    """Tell whether the period or the scope of a statement says that its figure is of each year."""
    return _OFTEN.search(fold(cells["period"] or "")) is not None or read_scope(cells["scope"]) == EACH_YEAR
