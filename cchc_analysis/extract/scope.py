"""Chooses what narrows the base of a figure: words of the catalogue in its clause, its row or its head."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc_analysis.catalog import EACH_YEAR, either, fold, indices, levels, metrics, scopes
from cchc_analysis.extract.analysis import EXCEPTION
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.extract.times import find_times

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_AGAINST = re.compile(r" so với năm \d{4}\W*$")
"""Ends what it holds for: all figures of a part of a sentence."""
_NO_TIMES = [words for words in map(fold, scopes()[EACH_YEAR].phrases) if not find_times(words)]
_BY_YEAR = re.compile(rf"[^\d;:()]*?({either(words for words in _NO_TIMES if words[0] == '/')})\b(?! \d)")
"""How often, behind a figure: ``5 lớp/năm``."""
_YEAR_BY_YEAR = re.compile(rf"(?:^|[;,:] )\W*({either(words for words in _NO_TIMES if words[0] != '/')}) [^;,]*$")


@lru_cache(maxsize=1)
def _scopes_of() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for scope in scopes().values():
        for metric in scope.metrics:
            for phrase in scope.phrases:
                parts = tuple(part for part in re.split(r", | … ", fold(phrase)) if part)
                found.setdefault(metric, []).append((scope.level, phrase, parts))
    return found


def scope_of(reading: Reading, clause: Clause, metric: str | None, level: list[str]) -> str:
    """Give the words of the catalogue for the base of a metric, and how often, where that is no time: ``/năm``.

    A base beside which the catalogue does not have it is left for a person to add: ``văn thư, lưu trữ, /năm``.
    """
    base, text, figure = _base_of(reading, clause, metric, level), reading.text, clause.figure
    often = _BY_YEAR.match(text, figure.end, clause.end) or _YEAR_BY_YEAR.search(text, 0, figure.start)
    is_counted = metric in metrics() and metrics()[metric].is_of_a_span
    is_told = often and is_counted and len(reading.years) > 1
    return ", ".join(filter(None, [base, often[1]])) if often and is_told else base


def _base_of(reading: Reading, clause: Clause, metric: str | None, level: list[str]) -> str:
    """Give the words of the catalogue that narrow a metric's base; of those that fit the longest, the last."""
    if metric in indices():
        return "thứ hạng" if clause.figure.kind == "rank" else "điểm số"
    cell, text, begin = reading.node.cell or NO_CELL, reading.text, reading.sentence.begin
    opened = max(begin, reading.sentence.part_start(clause.figure.start))
    against = _AGAINST.search(text[clause.figure.start :].partition(";")[0])  # ``10% … và 10% … so với năm 2021``
    beside = " ".join((*level, *cell.labels, cell.head, "")) + (against[0] if against else "")
    own, head = (
        beside + EXCEPTION.sub("", text[start : clause.end]) for start in (max(begin, clause.start), begin)
    )
    named = {levels()[each.value] for each in reading.sentence.of("level", opened, clause.figure.start)}
    known = _scopes_of().get(metric or "", [])
    # a body may be named before, where no other level is
    bodies = {
        parts[0] for of_level, _, parts in known
        if of_level and len(parts) == 1
        and parts[0] in " ".join(level) + text[opened:] * (named <= {(of_level,)})
    }  # fmt: skip
    fitting = [
        phrase for _, phrase, parts in known
        if all(part in head for part in parts)
        and (parts[-1] in own or bodies >= {*parts})
    ]  # fmt: skip
    if not fitting:
        whole = reading.total if clause.is_part else None
        return whole.scope if whole and whole.metric == metric else ""  # a part is of the base of its whole
    chosen = max(fitting, key=lambda phrase: (len(phrase), own.rfind(fold(phrase))))
    # ``trực tiếp và trực tuyến``: neither narrows it
    pairs = [pair for other in fitting for pair in ((chosen, other), (other, chosen))]
    return "" if any(f"{one} {sign} {two}" in own for one, two in pairs for sign in ("và", "hoặc")) else chosen
