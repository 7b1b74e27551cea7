"""Turns one statement into rows of the long table, by the rules for each of its cells."""

from __future__ import annotations

from collections.abc import Callable
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


def harmonize_statement(
    place: Row, document: Document, province: Province, faults: Faults, given: Metric | None = None
) -> list[HarmonizedRow]:
    """Harmonize one statement: a row a level, before repeats are folded; none where a cell cannot be read.

    ``given`` is the metric where it is known already; else it is recognized by the indicator's words.
    """
    cells = place.cells
    before = len(faults)

    def read(column: str, rule: Callable[[], T], otherwise: T) -> T:
        try:
            return rule()
        except ValueError as error:
            place.fault(faults, column, str(error))
            return otherwise

    nature = cells["nature"] or ""
    no_figures: list[Figure] = []
    no_levels: list[str] = []
    no_pairs: list[tuple[str, Figure | None, bool]] = []
    figures = read("value", lambda: read_figures(cells["value"]), no_figures)
    named = read("levels", lambda: read_levels(cells["levels"]), no_levels)
    comparator = read("comparator", lambda: read_comparator(cells["comparator"], bool(cells["value"])), "=")
    frame = Frame(document.kind, document.period, document.issued)
    period = read("period", lambda: read_period(cells["period"], frame, nature), document.period)
    scope = read("scope", lambda: read_scope(cells["scope"]), "standard")
    ceiling = read("ceiling", lambda: read_ceiling(cells["ceiling"]), None)
    if nature == "actual" and not cells["value"]:
        place.fault(faults, "value", "an actual needs a figure; write it, or set nature to target")
    found = given
    if not any(fault.column == "value" for fault in faults[before:]):
        kind = figures[0].kind if figures else "direction"
        found = given or metrics().get(read("indicator", lambda: recognize(cells["indicator"] or "", kind), ""))
    named = named or [scopes()[scope].level or "all"]
    pairs = read("levels", lambda: pair_levels(figures, named, nature), no_pairs)
    if len(faults) > before or found is None:
        return []
    if cells["ceiling"] and not found.step_of:
        place.fault(faults, "ceiling", f"{found.metric} is no yearly step; empty the cell")
    if found.unit == "index" and figures and scope not in ("score", "rank"):
        place.fault(faults, "scope", f"{found.metric} is a score or a rank; write 'điểm số' or 'thứ hạng'")
    if len(faults) > before:
        return []
    one_by_one = is_said_of_each(cells["levels"])
    return [
        HarmonizedRow(
            province=province.province,
            province_code=province.province_code,
            year=year_of(period),
            period=period,
            area=found.area,
            metric=found.metric,
            level=level,
            nature=nature,
            comparator=comparator,
            value=figure.value if figure else None,
            unit=found.unit,
            numerator=figure.numerator if figure else None,
            denominator=figure.denominator if figure else None,
            basis="stated",
            scope=scope,
            statement=cells["statement"] or "",
            document=document.document,
            section=cells["section"] or "",
            line=int(cells["line"] or 0),
            evidence=cells["evidence"] or "",
            mentions=1,
            note=add_note(cells["note"], POOLED) if pooled and not one_by_one else cells["note"],
            place=place,
            printed=figure.printed if figure else "",
            step=figure.step if figure else Fraction(1),
            ceiling=ceiling,
        )
        for level, figure, pooled in pairs
    ]
