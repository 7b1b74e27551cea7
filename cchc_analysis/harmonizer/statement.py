"""Turns one statement into rows of the long table, by the rules for each of its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from cchc_analysis.catalog import Metric, Province, metrics, scopes
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.comparators import read_comparator
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.harmonizer.levels import POOLED, is_said_of_each, pair_levels, read_levels
from cchc_analysis.harmonizer.periods import Frame, read_period, year_of
from cchc_analysis.harmonizer.rows import HarmonizedRow, add_note
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.values import Figure, read_ceiling, read_figures
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row

T = TypeVar("T")


@dataclass(frozen=True)
class Said:
    """What one statement says, read: the values of its cells, whether a person wrote them or the extraction.

    ``levels`` are ids, none where none is named; ``one_by_one`` tells that they are named each (``mỗi cấp``).
    """

    nature: str
    metric: Metric
    figures: list[Figure]
    levels: list[str]
    comparator: str
    period: str
    scope: str
    ceiling: float | None = None
    one_by_one: bool = False


def harmonize_statement(place: Row, document: Document, province: Province, faults: Faults) -> list[HarmonizedRow]:
    """Harmonize one statement: a row a level, before repeats are folded; none where a cell cannot be read."""
    cells = place.cells
    before = len(faults)

    def read(column: str, rule: Callable[[], T], otherwise: T) -> T:
        try:
            return rule()
        except ValueError as error:
            place.fault(faults, column, str(error))
            return otherwise

    nature = cells["nature"] or ""
    figures = read("value", lambda: read_figures(cells["value"]), list[Figure]())
    named = read("levels", lambda: read_levels(cells["levels"]), list[str]())
    comparator = read("comparator", lambda: read_comparator(cells["comparator"], bool(cells["value"])), "=")
    frame = Frame(document.kind, document.period, document.issued)
    period = read("period", lambda: read_period(cells["period"], frame, nature), document.period)
    scope = read("scope", lambda: read_scope(cells["scope"]), "standard")
    ceiling = read("ceiling", lambda: read_ceiling(cells["ceiling"]), None)
    if nature == "actual" and not cells["value"]:
        place.fault(faults, "value", "an actual needs a figure; write it, or set nature to target")
    found = None
    if not any(fault.column == "value" for fault in faults[before:]):
        kind = figures[0].kind if figures else "direction"
        found = metrics().get(read("indicator", lambda: recognize(cells["indicator"] or "", kind), ""))
    levels = named or [scopes()[scope].level or "all"]
    read("levels", lambda: bool(pair_levels(figures, levels, nature)), otherwise=False)
    if len(faults) > before or found is None:
        return []
    if cells["ceiling"] and not found.step_of:
        place.fault(faults, "ceiling", f"{found.metric} is no yearly step; empty the cell")
    if found.unit == "index" and figures and scope not in ("score", "rank"):
        place.fault(faults, "scope", f"{found.metric} is a score or a rank; write 'điểm số' or 'thứ hạng'")
    if len(faults) > before:
        return []
    one_by_one = is_said_of_each(cells["levels"])
    said = Said(nature, found, figures, named, comparator, period, scope, ceiling, one_by_one)
    return rows_of(said, place, document, province)


def rows_of(said: Said, place: Row, document: Document, province: Province) -> list[HarmonizedRow]:
    """Give the rows of a statement, a level each; ``place`` is its row of a sheet, of which only texts are taken.

    Raises
    ------
    ValueError
        Where levels and figures cannot be paired.
    """
    cells, metric = place.cells, said.metric
    levels = said.levels or [scopes()[said.scope].level or "all"]
    return [
        HarmonizedRow(
            province=province.province,
            province_code=province.province_code,
            year=year_of(said.period),
            period=said.period,
            area=metric.area,
            metric=metric.metric,
            level=level,
            nature=said.nature,
            comparator=said.comparator,
            value=figure.value if figure else None,
            unit=metric.unit,
            numerator=figure.numerator if figure else None,
            denominator=figure.denominator if figure else None,
            basis="stated",
            scope=said.scope,
            statement=cells["statement"] or "",
            document=document.document,
            section=cells["section"] or "",
            line=int(cells["line"] or 0),
            evidence=cells["evidence"] or "",
            mentions=1,
            note=add_note(cells["note"], POOLED) if pooled and not said.one_by_one else cells["note"],
            place=place,
            printed=figure.printed if figure else "",
            step=figure.step if figure else Fraction(1),
            ceiling=said.ceiling,
        )
        for level, figure, pooled in pair_levels(said.figures, levels, said.nature)
    ]
