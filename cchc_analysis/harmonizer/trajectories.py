"""Unrolls a stated start and a yearly step into one row a year."""

from __future__ import annotations

from dataclasses import replace

from cchc_analysis.catalog import labels, metrics
from cchc_analysis.harmonizer.periods import year_of
from cchc_analysis.harmonizer.rows import HarmonizedRow

READ_AS = labels("en")["note_path"]


def trajectories(rows: list[HarmonizedRow]) -> list[HarmonizedRow]:
    """Give the rows that a start, a step and a ceiling imply.

    A step is a target of a metric with ``step_of`` in the catalogue, a start a target of that metric with the
    same document, scope and level. There is a row for each year from the year after the start to the last
    year of the step, with the comparator of the step: value = start + years x step, in percentage points, and
    never above the ceiling.

    Examples
    --------
    A start of 15 % in 2021 and a step of 20 points from 2022 to 2025 give 35, 55, 75 and 95 %.
    """
    derived = []
    for step in rows:
        base = metrics()[step.metric].step_of
        if not base or step.value is None or step.ceiling is None or step.nature != "target":
            continue
        last = year_of(step.period)
        for start in rows:
            if (start.document, start.metric, start.scope, start.level, start.nature) != (
                step.document, base, step.scope, step.level, "target",
            ) or start.value is None:  # fmt: skip
                continue
            derived += [
                replace(
                    start,
                    year=year,
                    period=str(year),
                    comparator=step.comparator,
                    value=min(step.ceiling, start.value + (year - start.year) * step.value),
                    basis="trajectory",
                    statement=f"{start.statement};{step.statement}",
                    note=READ_AS,
                )
                for year in range(start.year + 1, last + 1)
            ]
    return derived
