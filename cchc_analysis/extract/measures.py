"""Finds the metric that a figure is of: in its clause, else in what it continues, splits or stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import counted, cues, fold, metrics
from cchc_analysis.extract.bounds import is_change
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.likeness import alike
from cchc_analysis.extract.naming import EACH_YEAR, KIND, is_strict, name_best, name_own, of_each_year
from cchc_analysis.extract.sentences import Clause
from cchc_analysis.harmonizer.indicators import Named

_SHORT = 9  # words of a clause that leaves its predicate to a later one
_NEW_SUBJECT = re.compile(r"\b(?:tỷ lệ|mức độ|số lượng) (?!này|đó|nêu|chung|trên|tương ứng|là|tối|ít|đạt)\w")
_SAME = re.compile(r"\b(?:tỷ lệ|con số|mức|số)(?: \w+){0,2} (?:này|đó)\b|\bnêu trên\b")
UNKNOWN = "no metric of the catalogue is named"
CONTINUED = "the metric is that of the figure before"
_ELSEWHERE = "the metric is named elsewhere in the sentence"
_AROUND = "the metric is named in the list or row"
_BY_HINT = "the metric is named by a hint only"
_BY_LIKENESS = "the metric is guessed: no phrase of the catalogue stands here, only some of its words"


class Measure(NamedTuple):
    """The metric of a figure, the words that name it, and a doubt where they are not of its own clause.

    ``cell`` is the other cell of a table row, or the lead of a list, that names the metric.
    """

    metric: str | None
    indicator: str
    doubt: str
    cell: str = ""


def measures_change(metric: str | None) -> bool:
    """Tell whether a metric is itself a rise or a cut, so that a figure after ``giảm`` is its value."""
    return metric in _changing()


def measures_step(metric: str | None) -> bool:
    """Tell whether a metric is the yearly step of another one."""
    return metric is not None and bool(metrics()[metric].step_of)


@lru_cache(maxsize=1)
def _changing() -> frozenset[str]:
    return frozenset(
        metric
        for metric in metrics()
        if any(word in metric for word in ("_reduction_", "_increase", "_streamlining"))
    )


def find_measure(
    text: str,
    clause: Clause,
    previous: int,
    following: int,
    before: Draft | None,
    around: list[str],
    names: Sequence[tuple[int, int]],
) -> Measure:
    """Give the metric of the figure of a clause.

    Parameters
    ----------
    text : str
        The folded sentence.
    clause : Clause
        The clause of the figure.
    previous : int
        Where the clause before begins: words that both share (``giảm 10% X và 10% Y``) stand there.
    following : int
        Where the clause after ends: a short clause may leave its predicate to it.
    before : Draft or None
        The statement drafted before in the same passage, or the total that a footnote splits.
    around : list of str
        Folded texts to look at where the sentence names no metric, nearest first: the lead of the list, the
        label cell of the table row.
    names : sequence of (start, end)
        Places of the words for levels, which say nothing of what is measured.
    """
    step = _step_of(text, clause, before)
    if step:
        return step
    own = name_own(text, clause, previous)
    unknown = Measure(None, _around(text, clause), UNKNOWN)
    if _is_outside(text, clause, own):
        return unknown
    found = _in_clause(text, clause, own, before, around) or _alike(text, clause)
    if found is None and not _NEW_SUBJECT.search(text, clause.start, clause.figure.start):
        is_cut = text[clause.figure.end : clause.end + 1].strip() == "" and clause.end < len(text)
        is_short = is_cut or _content(text, clause, names) <= _SHORT
        found = _elsewhere(text, clause, following if is_short else None, around)
    return found or unknown


def _alike(text: str, clause: Clause) -> Measure | None:
    """Give the metric that a share's own clause names in words that the catalogue has in other phrases."""
    if clause.figure.kind not in ("percent", "fraction"):
        return None
    start = max(clause.start, text.rfind(";", clause.start, clause.figure.start) + 1)
    own, subject = text[start : clause.end], text[: max(0, text.find(": ", 0, start))]
    metric = alike(own, "percent") or (alike(f"{subject} {own}", "percent") if subject else None)
    if metric is None or measures_change(metric):
        return None
    return Measure(metric, _around(text, clause), _BY_LIKENESS)


def _in_clause(
    text: str, clause: Clause, own: Named | None, before: Draft | None, around: list[str]
) -> Measure | None:
    """Give the metric of a clause's own words, or of the statement that it goes on with."""
    figure = clause.figure
    if own and not is_strict(own):
        for cell in around:
            named = name_best(cell, figure, 0, len(cell))
            if named and is_strict(named):
                return Measure(named.metric, _words(cell, named), _AROUND, cell)
    if own and not (clause.is_part and before and _is_said_before_only(own, figure, before)):
        return Measure(own.metric, _words(text, own), "" if is_strict(own) else _BY_HINT)
    if before and before.metric and _continues(text, clause, before):
        metric = of_each_year(before.metric, text, clause)
        return Measure(metric, before.indicator, CONTINUED)
    return None


def _elsewhere(text: str, clause: Clause, following: int | None, around: list[str]) -> Measure | None:
    """Give the metric named outside of a clause: in the next one, in the sentence, in the list or table row."""
    figure = clause.figure
    whole = (clause.start, clause.end) if _begins_anew(text, clause) else (0, len(text))
    spans = [(whole[0], clause.end, figure.end)]
    if following is not None:
        spans = [(clause.start, following, 0), (*whole, 0)]
    for start, end, reaching in spans:
        if named := name_best(text, figure, start, end, reaching):
            return Measure(named.metric, _words(text, named), _ELSEWHERE)
    for cell in around:
        if named := name_best(cell, figure, 0, len(cell)):
            return Measure(named.metric, _words(cell, named), _AROUND, cell)
    return None


def _is_outside(text: str, clause: Clause, own: Named | None) -> bool:
    """Tell whether a clause names a measure that is none of the catalogue's, though some of its words are."""
    start = max(clause.start, text.rfind(";", clause.start, clause.figure.start) + 1)
    if clause.figure.kind == "count" and text.endswith(_named_outside(), 0, clause.figure.start):
        return True
    longest = max((len(phrase) for phrase in cues()["outside"] if phrase in text[start : clause.end]), default=0)
    return longest > (len(own.spot.phrase) if own else 0)


@lru_cache(maxsize=1)
def _named_outside() -> tuple[str, ...]:
    return tuple(f"{phrase} " for phrase in cues()["outside"])


def _step_of(text: str, clause: Clause, before: Draft | None) -> Measure | None:
    """Give the yearly step of the metric before, where the clause says a yearly rise."""
    if not EACH_YEAR.search(text, 0, clause.end) or not is_change(text, clause.figure.start):
        return None
    own = name_own(text, clause, clause.start)
    base = own.metric if own else before.metric if before else None
    step = next((metric.metric for metric in metrics().values() if metric.step_of in (base, _is_step(base))), None)
    if step is None or base is None:
        return None
    words = text[own.spot.start : own.spot.end] if own else before.indicator if before else ""
    return Measure(step, f"{words} mỗi năm tăng", "")


def _is_step(metric: str | None) -> str | None:
    """Give the metric that a yearly step is of, where a metric is itself a step."""
    return (metrics()[metric].step_of or None) if metric else None


def _is_said_before_only(own: Named, figure: Figure, before: Draft) -> bool:
    """Tell whether words before a part's figure only say how it is split, not what it counts."""
    return (
        own.metric != before.metric
        and before.kind == figure.kind == "count"
        and figure.noun in counted().get(before.metric or "", ())
        and own.spot.end <= figure.start
    )


def _content(text: str, clause: Clause, names: Sequence[tuple[int, int]]) -> int:
    """Count the words of a clause that do not name a level."""
    levels = sum(
        len(text[start:end].split()) for start, end in names if clause.start <= start and end <= clause.end
    )
    return len(text[clause.start : clause.end].split()) - levels


def _continues(text: str, clause: Clause, before: Draft) -> bool:
    """Tell whether a clause without a metric of its own goes on with the statement before it."""
    figure = clause.figure
    if figure.kind == "count":
        return before.kind == "count" and figure.noun in counted().get(before.metric or "", ())
    if _SAME.search(text, clause.start, clause.figure.start):
        return True
    shares = {"percent", "fraction"}
    if _begins_anew(text, clause):
        return False
    if (
        figure.kind in shares
        and before.kind in shares
        and not _NEW_SUBJECT.search(text, clause.start, figure.start)
    ):
        return clause.joined or clause.is_part or len(text[clause.start : clause.end].split()) <= _SHORT + 3
    return figure.kind in KIND and before.kind in KIND


def _begins_anew(text: str, clause: Clause) -> bool:
    """Tell whether a share opens a part of its own after a semicolon, with what it is of: ``; 100% cán bộ …``."""
    opened = text.rfind(";", 0, clause.figure.start)
    return (
        opened >= 0
        and not re.search(r"\d ?%", text[opened : clause.figure.start])
        and bool(_OPENS_PART.fullmatch(text, opened + 1, clause.figure.start))
        and bool(_OF_WHAT.match(text, clause.figure.end))
    )


_OPENS_PART = re.compile(r" (?:[^\W\d]+ ){0,3}")
_OF_WHAT = re.compile(
    r" (?!(?:ở|tại|đối|của|với|cho|là|vào|trong|đến|năm|trở|và|do|từ|số|các|cấp|sở|tỉnh|huyện|xã|quận|phường"
    r"|ủy ban|toàn)\b)[^\W\d]"
)


def _words(text: str, named: Named) -> str:
    """Give the words that name a metric; a phrase with gaps that spans too many words as the phrase itself."""
    words = text[named.spot.start : named.spot.end]
    return words if len(words.split(" ")) <= 13 else named.spot.phrase  # noqa: PLR2004


def _around(text: str, clause: Clause) -> str:
    words = text[clause.figure.end : clause.end].split() or text[clause.start : clause.figure.start].split()
    return " ".join(words[:12]).strip(" ,;.()") or fold(text[clause.start : clause.end])[:60]
