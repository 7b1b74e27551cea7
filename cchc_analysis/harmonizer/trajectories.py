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
    starts = _starts(rows)
    for step in _steps(rows):
        sign = -1 if metrics()[metrics()[step.metric].step_of].better == "lower" else 1
        for start in starts.get(_base(step), ()):
            stop, begin = step.ceiling, start.value
            if stop is None or begin is None or step.value is None:
                continue
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
                    value=sign * min(sign * stop, sign * begin + (year - start.year) * step.value),
                    basis="trajectory",
                    statement=f"{start.statement};{step.statement}",
                    note=READ_AS,
                )
                for year in range(start.year + 1, year_of(step.period) + 1)
            ]
    return derived


def steps_without_path(rows: list[HarmonizedRow]) -> Iterator[tuple[HarmonizedRow, str]]:
    """Give every step that no path is computed from, and why: it has no ceiling, or no start before its years."""
    starts = _starts(rows)
    for step in _steps(rows):
        first = min((start.year for start in starts.get(_base(step), ())), default=inf)
        if first >= year_of(step.period):
            yield step, "the figure that it starts from is not stated for an earlier year"
        elif step.ceiling is None:
            yield step, "where it stops is not stated"


def _steps(rows: list[HarmonizedRow]) -> list[HarmonizedRow]:
    steps = {name for name, metric in metrics().items() if metric.step_of}
    return [row for row in rows if row.metric in steps and row.value is not None and row.nature == "target"]


def _starts(rows: list[HarmonizedRow]) -> dict[_Measure, list[HarmonizedRow]]:
    found: dict[_Measure, list[HarmonizedRow]] = {}
    for row in rows:
        if row.nature == "target" and row.value is not None:
            found.setdefault((row.document, row.metric, row.scope, row.level), []).append(row)
    return found


def _base(step: HarmonizedRow) -> _Measure:
    return step.document, metrics()[step.metric].step_of, step.scope, step.level
