"""Refuses what no document says, so that a slip in one cell does not pass as a figure."""

import re
from collections.abc import Iterator
from itertools import chain
from math import inf

from cchc_analysis.catalog import OF_INDEX, comparators, fold, lists, metrics, provinces, scale_of, scopes
from cchc_analysis.days import last_day
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.comparators import bound_phrases, comparator_phrases, said_symbols
from cchc_analysis.harmonizer.evidence import figures_words, said_right_before, unborne_figures
from cchc_analysis.harmonizer.levels import named_levels
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.values import words_beside
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row

_FROM, _TO = re.compile(r"(?<!tăng )(?<!giảm )(?<!nâng )\btừ $"), re.compile(r" ?(?:đến|tới|-|–) ?\d")
_OR_MORE = re.compile(r" trở (lên|xuống)\b")
_BELOW = ("district",), ("commune",)
FARTHEST = 25
"""Years beyond a document's own time of which it may still speak: from plans of five years to visions of 2050."""


def check_sense(place: Row, rows: list[HarmonizedRow], document: Document, faults: Faults) -> None:
    """Note what cannot be meant in a statement that can be read.

    Its evidence holds every figure, and its comparator the bound that the evidence says right before one. A rank
    is a whole number among the provinces, a score above zero and within the scale of its index, and only an index
    has either. A count is whole, but of a metric with decimals: others are thousands written with a comma, or lack
    their ``triệu``. A step goes the way of its metric; what rises or falls by a figure is a change. An actual is
    of no later year than the document, and no figure more than `FARTHEST` years from it.
    """
    first, said = rows[0], said_symbols(place.cells["comparator"])
    of_first = chain(_against_time(first, document), _against_metric(first, said))
    wrong = chain(_against_evidence(place, said, first.scope), of_first, *map(against_unit, rows))
    for column, message in dict.fromkeys(wrong):
        place.fault(faults, column, message)


def _against_evidence(place: Row, said: frozenset[str], scope: str) -> Iterator[tuple[str, str]]:
    yield from unborne_figures(place.cells)
    for figure in filter(None, map(str.strip, (place.cells["value"] or "").split(";"))):
        around = [*words_beside(figures_words(place.cells), figure)]
        if around and all(_FROM.search(before) and _TO.match(after) for before, after in around):
            yield "value", f"the evidence gives a range from {figure!r}, which is no single figure; leave it out"
        is_rank = scope == "rank"  # of which a floor of places is a ceiling of the number
        before = said_right_before(figure, place.cells, bound_phrases(">=", ">", "<=", "<"))
        behind = [None if is_rank else _OR_MORE.match(after) for _, after in around]
        bounds = [f"trở {more[1]}" if more else bound for bound, more in zip(before, behind, strict=True)]
        if all(bounds) and (bound := next(iter(bounds), None)):  # said each time that the evidence has the figure
            symbol = comparators()[bound]
            is_other = not is_rank and any(each[0] in "<>" and each[0] != symbol[0] for each in said)
            # ``trên``, ``hơn`` and, of a count, ``ngót`` may mean about so much, which gaps and charts tell
            is_bound = symbol.endswith("=") or bound == symbol or (symbol == "<" and figure.endswith("%"))
            if is_other or (is_bound and symbol not in said):
                yield "comparator", f"the evidence says {bound!r} of {figure!r}; write it here too"


def against_unit(row: HarmonizedRow) -> Iterator[tuple[str, str]]:
    """Give (column, what is wrong) where scope or value of a row do not go with its metric."""
    is_index, value = row.unit == "index", row.value
    if not is_index and row.scope in OF_INDEX:
        yield "scope", f"{row.metric} is no index, it has no {row.scope}; name the base, or empty the cell"
    if (own := scopes()[row.scope].metrics) and row.metric not in own:
        advice = f"name its own, or add {row.metric} in cchc_analysis/catalog/scopes.csv"
        yield "scope", f"{row.scope} is a base of {', '.join(own)}; {advice}"
    if value is None:
        return
    if "điểm" in row.printed and row.unit == "percent":
        yield "value", f"{row.printed!r} says by how much, and {row.metric} is how far; leave it out"
    if row.unit == "count" and row.step.denominator > 1 and not metrics()[row.metric].decimals:
        advice = "write thousands as 11.093, and triệu or tỷ where it is said"
        yield "value", f"{row.printed!r} has decimals, as no count has; {advice}"
    if is_index and row.scope == "rank" and not (value.is_integer() and 1 <= value <= len(provinces())):
        yield "value", f"{row.printed!r} is no rank from 1 to {len(provinces())}; correct value or scope"
    top = scale_of(row.metric, "total", row.year) or inf
    if is_index and row.scope == "score" and not 0 < value <= top:
        yield "value", f"{row.printed!r} is no score of {row.metric}, above 0 and up to {top:g}; correct it"


def _against_metric(row: HarmonizedRow, said: frozenset[str]) -> Iterator[tuple[str, str]]:
    metric = metrics()[row.metric]
    below = (word for word, ids in named_levels(fold(row.place.cells["indicator"] or "")) if ids in _BELOW)
    if row.unit == "index" and row.level == "all" and (word := next(below, "")):
        yield "levels", f"{word!r} is named, and {row.metric} without a level is the province's; write it here too"
    step_of = metrics().get(metric.step_of)
    if step_of and ("increase" if step_of.better == "lower" else "decrease") in said:
        yield "comparator", f"says the reverse of {row.metric}; write the word as stated"
    by = lists()["by_how_much"].intersection(comparator_phrases(row.place.cells["comparator"] or ""))
    is_fall_below = "decrease" in said and said & {"<", "<="}
    if row.value is not None and by and not metric.change and not is_fall_below:
        advice = "empty the cell if the figure is what is reached, else word the indicator as a change"
        yield "comparator", f"says by how much, and {row.metric} is how far; {advice}"


def _against_time(row: HarmonizedRow, document: Document) -> Iterator[tuple[str, str]]:
    issued = last_day(document.issued) if document.issued else None
    own = last_day(document.period)
    told = max(own, issued or own) if document.kind == "report" else issued or own
    end = last_day(row.period)
    if row.nature == "actual" and end.year > told.year:  # of the year itself a report may speak before it ends
        yield "period", f"an actual of {row.period} lies after the document ({told}); write when it was measured"
    if abs(end.year - own.year) > FARTHEST:
        far = f"{end.year} is more than {FARTHEST} years from the document's {document.period}"
        yield "period", f"{far}; correct it"
