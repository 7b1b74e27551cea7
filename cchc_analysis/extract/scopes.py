"""Finds the words that narrow the base of a figure."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.catalog import fold, metrics, scopes
from cchc_analysis.extract.clauses import Clause

_PARTS = re.compile(r", | … ")


@lru_cache(maxsize=1)
def _scopes_of() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for scope in scopes().values():
        for metric in scope.metrics:
            for phrase in scope.phrases:
                parts = tuple(part for part in _PARTS.split(fold(phrase)) if part)
                found.setdefault(metric, []).append((phrase, parts))
    return found


def scope_of(text: str, clause: Clause, metric: str | None) -> str:
    """Give the words of the catalogue that narrow a metric's base and stand in a clause; the longest that fit."""
    if metric and metrics()[metric].unit == "index":
        return "thứ hạng" if clause.figure.kind == "rank" else "điểm số"
    own, head = text[clause.start : clause.end], text[: clause.end]
    best = ""
    for phrase, parts in _scopes_of().get(metric or "", ()):
        if any(part in own for part in parts) and all(part in head for part in parts) and len(phrase) > len(best):
            best = phrase
    return best
