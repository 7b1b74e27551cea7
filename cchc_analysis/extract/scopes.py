"""Finds the words that narrow the base of a figure."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.catalog import fold, scopes
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.sentences import Clause

_PARTS = re.compile(r", | … ")


@lru_cache(maxsize=1)
def _by_metric() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for scope in scopes().values():
        for metric in scope.metrics:
            for phrase in scope.phrases:
                parts = tuple(part for part in _PARTS.split(fold(phrase)) if part)
                found.setdefault(metric, []).append((phrase, parts))
    return found


def find_scope(text: str, clause: Clause, metric: str | None, figure: Figure) -> str:
    """Give the words of the catalogue that narrow a metric's base and stand in a clause; the longest that fit.

    A phrase with commas fits where each of its parts stands in the clause or before it in the sentence.
    """
    if figure.kind == "score":
        return "điểm số"
    if figure.kind == "rank":
        return "thứ hạng"
    own, head = text[clause.start : clause.end], text[: clause.end]
    best = ""
    for phrase, parts in _by_metric().get(metric or "", ()):
        fits = any(part in own for part in parts) and all(part in head for part in parts)
        if fits and len(phrase) > len(best):
            best = phrase
    return best
