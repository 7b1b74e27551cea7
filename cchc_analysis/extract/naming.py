"""Finds the metric that the words of a clause name, phrases of the catalogue before its hints."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.catalog import counted, metrics, phrases
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.sentences import Clause
from cchc_analysis.harmonizer.indicators import Named, bare, name_metrics

KIND = {"score": "count", "rank": "count"}
"""Kinds of figures that the catalogue takes for counts."""
EACH_YEAR = re.compile(r"\b(?:mỗi|hàng) năm\b")
_WITHIN_YEAR = re.compile(r".*\btrong năm\b(?!.*\bđến (?:hết )?năm\b)")
_SURE = 14  # letters of a phrase that a scan without marks cannot hit by chance
_HEAD, _NEXT = 14, 16  # what a share is of stands right after its figure; what was done right before a count
_PREFERENCE = 12  # letters by which a hint must be longer than a phrase of the catalogue
_EQUALS = re.compile(r"\b(?:(?:bằng|chiếm|tương đương)|hồ sơ, đạt)(?: tỷ lệ)? $")
_CITATION = re.compile(
    r"\b(?:nghị định|quyết định|nghị quyết|thông tư|chỉ thị|công văn|kế hoạch) số \S+[^;.]*? về \b"
)
_NEW_CLAUSE = re.compile(r";|\b(?:và đã|theo đó|đến nay)\b")


@lru_cache(maxsize=1)
def _strict() -> frozenset[str]:
    return frozenset(phrase for phrase, _ in phrases())


def is_strict(named: Named) -> bool:
    """Tell whether a metric is named by one of the catalogue's phrases, not by a hint or through a slip."""
    return named.spot.phrase in _strict()


def name_own(text: str, clause: Clause, previous: int) -> Named | None:
    """Give the metric that the words of a clause name, those after its last semicolon first."""
    figure = clause.figure
    tight = max(clause.start, text.rfind(";", clause.start, figure.start) + 1)
    own = name_best(text, figure, tight, clause.end)
    if own is None and tight > clause.start:
        own = name_best(text, figure, clause.start, clause.end)
    if own is None or not is_strict(own):
        read = name_best(bare(text), figure, tight, clause.end, marked=False)
        if read and len(read.spot.phrase) > _SURE + (len(own.spot.phrase) if own else 0):
            own = read
    if own is None and clause.joined:
        is_said_again = _EQUALS.search(text, max(0, figure.start - _NEXT), figure.start)
        shared = name_best(text, figure, previous, clause.end, 0 if is_said_again else figure.end)
        own = shared if shared and (is_said_again or is_strict(shared)) else None
    return own._replace(metric=of_each_year(own.metric, text, clause)) if own else None


def of_each_year(metric: str, text: str, clause: Clause) -> str:
    """Give the yearly twin of a reduction that a clause says of each year, or of the one year it is in."""
    yearly = metric.replace("_reduction", "_annual_reduction")
    if yearly == metric or yearly not in metrics():
        return metric
    start = clause.figure.start
    begin = text.rfind(";", 0, start) + 1
    is_yearly = EACH_YEAR.search(text, begin, start) or _WITHIN_YEAR.match(text, begin, clause.end)
    return yearly if is_yearly else metric


def name_best(
    text: str, figure: Figure, start: int, end: int, reaching: int = 0, *, marked: bool = True
) -> Named | None:
    """Give the metric with the longest words between two places, of equals the nearest.

    A count must be of a metric that counts its noun.
    Words of the title of a cited document stand back; only words that end after ``reaching`` are taken.
    """
    kind = KIND.get(figure.kind, figure.kind)
    named = [
        each
        for each in name_metrics(
            text, kind, start, end, _among(figure.kind, figure.noun), loosely=True, marked=marked
        )
        if each.spot.end > reaching
    ]
    if not named:
        return None
    first = min((each.spot.start for each in named if each.spot.start >= figure.end), default=-1)
    if first > figure.end + _NEXT and start <= figure.start < end:
        first = -1
    cited = [match.end() for match in _CITATION.finditer(text, start, end)] if " số " in text else []
    return max(
        named,
        key=lambda each: (
            not any(
                place <= each.spot.end - 1 and _unbroken(text, place, each.spot.end, figure) for place in cited
            ),
            len(each.spot.phrase)
            + _PREFERENCE * is_strict(each)
            + _HEAD
            * (each.spot.start == first or (kind == "count" and 0 < figure.start - each.spot.start <= _NEXT)),
            -abs(each.spot.start - figure.end),
        ),
    )


def _unbroken(text: str, title: int, end: int, figure: Figure) -> bool:
    """Tell whether words stand in the title that begins at a place: no figure and no new clause parts them."""
    return not title <= figure.start < end and not _NEW_CLAUSE.search(text, title, end)


@lru_cache(maxsize=256)
def _among(kind: str, noun: str) -> frozenset[str] | None:
    if kind in KIND:
        return frozenset(metric.metric for metric in metrics().values() if metric.unit == "index")
    if kind == "count":
        return frozenset(metric for metric, nouns in counted().items() if noun in nouns)
    return None
