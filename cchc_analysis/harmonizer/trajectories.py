"""Unrolls a stated start and a yearly step into one row a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from cchc_analysis.catalog import labels, metrics
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.periods import year_of
from cchc_analysis.harmonizer.rows import HarmonizedRow

READ_AS = labels("en")["note_path"]

_Measure = tuple[str, str, str, str]


def trajectories(rows: list[HarmonizedRow], faults: Faults) -> list[HarmonizedRow]:
    """Give the rows that a start, a step and a ceiling imply.

    A step is a target of a metric with ``step_of`` in the catalogue, a start a target of that metric with the
    same document, scope and level. There is a row for each year from the year after the start to the last
    year of the step, with the comparator of the step: value = start + years x step, in percentage points, and
    never above the ceiling. Of a metric that is better lower the step goes down, never below the ceiling. A
    ceiling that the start is past already is a fault.

    Examples
    --------
    A start of 15 % in 2021 and a step of 20 points from 2022 to 2025 give 35, 55, 75 and 95 %.
    """
    derived = []
    for step, starts, _ in paths(rows):
        sign = -1 if metrics()[metrics()[step.metric].step_of].better == "lower" else 1
        for start in starts if step.ceiling is not None else ():
            stop, begin, by = (each or 0 for each in (step.ceiling, start.value, step.value))
            if sign * stop < sign * begin:
                message = f"the step stops at {stop:g}%, past which {start.printed} of {start.statement} starts"
                step.place.fault(faults, "ceiling", f"{message}; correct one of them")
                continue
            derived += [
                replace(
                    start,
                    year=year,
                    period=str(year),
                    comparator=step.comparator,
                    value=sign * min(sign * stop, sign * begin + (year - start.year) * by),
                    basis="trajectory",
                    statement=f"{start.statement};{step.statement}",
                    note=READ_AS,
                )
                for year in range(start.year + 1, year_of(step.period) + 1)
            ]
    return derived


def paths(rows: list[HarmonizedRow]) -> Iterator[tuple[HarmonizedRow, list[HarmonizedRow], str]]:
    """Give every step, the figures that it may start from, and why no path is computed from it, if none is."""
    stated = [row for row in rows if row.nature == "target" and row.value is not None]
    starts: dict[tuple[str, ...], list[HarmonizedRow]] = {}
    for row in stated:
        starts.setdefault((row.document, row.metric, row.scope, row.level), []).append(row)
    for step in stated:
        if base := metrics()[step.metric].step_of:
            own = starts.get((step.document, base, step.scope, step.level), [])
            why = "where it stops is not stated" if step.ceiling is None else ""
            if min((start.year for start in own), default=inf) >= year_of(step.period):
                why = "the figure that it starts from is not stated for an earlier year"
            yield step, own, why
