"""Chooses what narrows the base of a figure: words of the catalogue in its clause, its row or its head."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from cchc_analysis.catalog import EACH_YEAR, fold, indices, levels, metrics, scopes
from cchc_analysis.extract.analysis import EXCEPTION
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.extract.times import find_times

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_AGAINST = re.compile(r" so với năm \d{4}\W*$")
"""Ends what it holds for: all figures of a part of a sentence."""
_HOW_OFTEN = [words for words in map(fold, scopes()[EACH_YEAR].phrases) if not find_times(words)]
"""Words for each year that are no time: ``5 lớp/năm``."""


@cache
def _scopes_of(metric: str | None) -> list[tuple[str, str, list[str]]]:
    """Give what narrows a metric: the level of the body that it names, if any, its words, and their parts."""
    known = (scope for scope in scopes().values() if metric in scope.metrics)
    told = ((scope.level, phrase) for scope in known for phrase in scope.phrases)
    return [(level, phrase, [*filter(None, re.split(r", | … ", fold(phrase)))]) for level, phrase in told]


def scope_of(reading: Reading, clause: Clause, metric: str | None, level: list[str]) -> str:
    """Give the words of the catalogue for the base of a metric, and how often, where that is no time: ``/năm``.

    A base beside which the catalogue does not have it is left for a person to add: ``văn thư, lưu trữ, /năm``.
    """
    base, text, figure = _base_of(reading, clause, metric, level), reading.text, clause.figure
    before, behind = re.split(r"[;,:] ", text[: figure.start])[-1], text[figure.end : clause.end]
    often = [words for words in _HOW_OFTEN if before.startswith(words) or words in behind]
    is_counted = metric in metrics() and metrics()[metric].is_of_a_span and len(reading.years) > 1
    return ", ".join(filter(None, [base, *(often if is_counted else [])]))


def _base_of(reading: Reading, clause: Clause, metric: str | None, level: list[str]) -> str:
    """Give the words of the catalogue that narrow a metric's base; of those that fit the longest, the last."""
    if metric in indices():
        return "thứ hạng" if clause.figure.kind == "rank" else "điểm số"
    cell, text, begin = reading.node.cell or NO_CELL, reading.text, reading.sentence.begin
    opened = max(begin, reading.sentence.part_start(clause.figure.start))
    against = _AGAINST.search(text[clause.figure.start :].partition(";")[0])  # ``10% … và 10% … so với năm 2021``
    beside = " ".join((*level, *cell.labels, cell.head, against[0] if against else ""))
    starts = max(begin, clause.start), opened, begin
    own, part, head = (f"{beside} {EXCEPTION.sub('', text[start : clause.end])}" for start in starts)
    named = {levels()[each.value] for each in reading.sentence.of("level", opened, clause.figure.start)}
    fitting = [
        phrase for of_level, phrase, parts in _scopes_of(metric)
        if all(each in head for each in parts)
        # a body may be named before, where no other level is
        and parts[-1] in (part if of_level and parts[1:] == [] and named <= {(of_level,)} else own)
    ]  # fmt: skip
    if not fitting:
        whole = reading.total if clause.is_part else None
        return whole.scope if whole and whole.metric == metric else ""  # a part is of the base of its whole
    chosen = max(fitting, key=lambda phrase: (len(phrase), own.rfind(fold(phrase))))
    # ``trực tiếp và trực tuyến``: neither narrows it
    pairs = (pair for pair in permutations(fitting, 2) if chosen in pair)
    return "" if any(f"{one} {sign} {two}" in own for one, two in pairs for sign in ("và", "hoặc")) else chosen
