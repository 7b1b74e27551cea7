"""Unrolls a stated start and a yearly step into one row a year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_analysis.catalog import labels, metrics
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.periods import year_of
from cchc_analysis.harmonizer.rows import HarmonizedRow, Rows
from cchc_analysis.harmonizer.statement import carried
from cchc_analysis.harmonizer.values import as_printed


def trajectories(rows: Rows, faults: Faults) -> Rows:
    """Give the rows that a start, a step and a ceiling imply.

    A step is a target of a metric with ``step_of`` in the catalogue, a start a target of that metric with the
    same document, scope and level, or where an earlier step has led by then. There is a row for each year from the
    year after the start to the last year of the step, with the comparator of the step: value = start + years x
    step, in percentage points, and never above the ceiling. Of a metric that is better lower the step goes down,
    never below the ceiling. A ceiling that the start is past already is a fault.

    A start of 15 % in 2021 and a step of 20 points from 2022 to 2025 give 35, 55, 75 and 95 %.
    """
    return [row for _, path in paths(rows, faults) for row in path]


def paths(rows: Rows, faults: Faults) -> Iterator[tuple[HarmonizedRow, Rows]]:
    """Give every step and the rows of its path, none where a figure or a ceiling to make them lacks."""
    starts: dict[tuple[str, ...], Rows] = {}
    steps = []
    for row in rows:
        if row.nature == "target" and row.value is not None:
            starts.setdefault((row.document, row.metric, row.scope, row.level), []).append(row)
            if metrics()[row.metric].step_of:
                steps.append(row)
    for step in sorted(steps, key=lambda row: (_years(row), row.statement)):
        base = metrics()[step.metric].step_of
        known = starts.setdefault((step.document, base, step.scope, step.level), [])
        start = _start(step, known)
        path = [*_path(start, step, faults)] if start else []
        known += path
        yield step, path


def _start(step: HarmonizedRow, known: Sequence[HarmonizedRow]) -> HarmonizedRow | None:
    """Choose the last figure that is known when the step begins, else the first of its own years, if it is one."""
    first, last = _years(step)
    years = sorted(row.year for row in known if row.year < last)
    year = max((year for year in years if year <= first), default=next(iter(years), last))
    of_year = [row for row in known if row.year == year]
    stated = [row for row in of_year if row.basis == "stated"] or of_year
    is_known = step.ceiling is not None and years and not year < first - 1 < last - 1
    return stated[0] if is_known and len(stated) == 1 else None


def _years(step: HarmonizedRow) -> tuple[int, int]:
    return int(step.period[:4]), year_of(step.period)


def _path(start: HarmonizedRow, step: HarmonizedRow, faults: Faults) -> Iterator[HarmonizedRow]:
    """Give the rows of one path, none where its ceiling is behind its start."""
    sign = -1 if metrics()[start.metric].better == "lower" else 1
    stop, begin, by = (each or 0 for each in (step.ceiling, start.value, step.value))
    if sign * stop < sign * begin:
        message = f"past which {as_printed(begin, start.printed)} of {start.statement} starts; correct one of them"
        step.place.fault(faults, "ceiling", f"the step stops at {stop:g}%, {message}")
        return
    before, way = f"{start.how}; " if start.how else "", "+" if sign > 0 else "-"
    for year in range(start.year + 1, year_of(step.period) + 1):
        reached = begin + sign * (year - start.year) * by
        value = sign * min(sign * stop, sign * reached)
        how = f"{begin:.10g} {way} ({year} - {start.year}) x {by:.10g} = {reached:.10g}"
        yield replace(
            start,
            year=year,
            period=str(year),
            comparator=step.comparator,
            value=value,
            numerator=None,
            denominator=None,
            basis="trajectory",
            statement=f"{start.statement};{step.statement}",
            note=carried(labels("en")["note_path"], start, step),
            how=before + how + ("" if value == reached else f", held at the ceiling {stop:.10g}%"),
        )
