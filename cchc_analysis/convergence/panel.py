"""A long panel and what every measure asks of it: each unit once at each time, with a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

import numpy as np
import polars as pl

from cchc_analysis import errors
from cchc_analysis.errors import DataError, Faults, counted, nearest
from cchc_analysis.frames import AnyFrame, as_polars

RESERVED = {
    *("n", "mean", "sd", "cv", "leader", "total_gap", "mean_gap", "times", "gamma"),
    *("slope", "intercept", "standard_error", "p_value", "r_squared", "adjusted_r_squared", "half_life"),
    *("strength", "way", "outcome", "mean_change", "sd_change", "len", "_distinct", "_block"),
}
"""Names that results and their making use; a time or group column named so could not be told apart."""

By = str | Sequence[str] | None
"""Columns that tell several panels apart, or none."""

refused = partial(errors.refused, "panel")

SHOWN = 5  # cells that a message names


@dataclass(frozen=True)
class Panel:
    """A frame with the names of its columns; ``by`` names the columns that tell several panels apart."""

    frame: pl.DataFrame
    unit: str
    time: str
    value: str
    by: tuple[str, ...] = ()

    def between(self, start: Any, end: Any, *, only_ends: bool = False) -> Self:
        """Keep the times from start to end, or these two; both must be there, in that order, and no text."""
        column = self.frame[self.time]
        if not (column.dtype.is_numeric() or column.dtype.is_temporal()):
            message = "times are text, which sorts 10 before 2; cast the column to numbers or dates"
            raise refused(self.time, message)
        times = column.unique().sort().to_list()
        for time in (start, end):
            if time not in times:
                listed = ", ".join(map(str, times))
                raise refused(self.time, f"no cell has {self.time} {time!r}; the panel has {listed}")
        if not start < end:
            raise refused(self.time, f"start {start!r} is not before end {end!r}; swap them")
        kept = (column == start) | (column == end) if only_ends else column.is_between(start, end)
        return replace(self, frame=self.frame.filter(kept))

    def aggregate(self, units: int = 2, **measures: pl.Expr) -> pl.DataFrame:
        """Give one row a panel and time, with ``n`` before the measures; the same pass finds any broken cell."""
        value, distinct = self.frame[self.value], pl.col(self.unit).n_unique()
        moment, panel = [*self.by, self.time], self.by or pl.lit(0)
        found = self.frame.group_by(moment).agg(n=pl.len().cast(pl.Int64), **measures, _distinct=distinct)
        fewest = found.group_by(panel).agg(pl.col("n").min())["n"]
        units_of_each = self.frame.group_by(panel).agg(distinct)[self.unit]
        if (
            found.is_empty()
            or value.null_count()
            or not np.isfinite(value.to_numpy()).all()
            or (found["n"] != found.drop_in_place("_distinct")).any()
            or fewest.sum() < units_of_each.sum()  # a time lacks a unit of its panel
        ):
            raise self._why_broken()
        if (least := int(fewest.min())) < units:  # type: ignore[arg-type]
            raise refused(self.unit, f"{counted(least, 'unit')}; the measure needs {units} or more")
        return found.sort(moment, multithreaded=False)

    def measured(self, cells: pl.Expr, measure: Callable[..., Any], units: int = 2) -> Any:
        """Measure each panel by its cells, times by units, and its name; several give a frame, ``by`` first."""
        found, rows = self.aggregate(units, _block=cells.sort_by(self.unit)), []
        first, last = found[self.time].min(), found[self.time].max()
        panels = found.partition_by(self.by, maintain_order=True, as_dict=True) if self.by else {(): found}
        for group, panel in panels.items():
            named = f" of {'/'.join(map(str, group))}" if group else ""
            if not {first, last} <= {*panel[self.time]}:
                raise refused(self.time, f"the panel{named} has not both {first!r} and {last!r}; leave it out")
            result = measure(panel["_block"].explode().to_numpy().reshape(panel.height, -1), named)
            rows.append(dict(zip(self.by, group, strict=True)) | vars(result))
        return pl.DataFrame(rows, infer_schema_length=None) if self.by else result

    def named(self, rows: pl.DataFrame) -> str:
        """Name the cells of rows of the panel: some, and how many more."""
        cells = rows.select([*self.by, self.time, self.unit]).unique()
        told = ["/".join(map(str, row)) for row in cells.sort(cells.columns).head(SHOWN).iter_rows()]
        return ", ".join(told) + (f" and {cells.height - SHOWN} more" if cells.height > SHOWN else "")

    def _why_broken(self) -> DataError:
        frame, cell = self.frame, [*self.by, self.time, self.unit]
        if frame.is_empty():
            return refused(self.value, "the panel is empty; check the filter that made it")
        every = frame.group_by(self.by or pl.lit(0).alias("")).agg(pl.col(self.time, self.unit).unique())
        every, faults = every.explode(self.time).explode(self.unit), Faults()
        bad = ~pl.col(self.value).is_finite().fill_null(value=False)
        for what, cells, mend in (
            ("no number in", frame.filter(bad), "fill it in or leave the unit out"),
            ("more than one row for", frame.filter(pl.struct(cell).is_duplicated()), "keep one"),
            ("no row for", every.join(frame, on=cell, how="anti"), "add it or leave the unit out"),
        ):
            if not cells.is_empty():
                faults.add("panel", 0, self.value, f"{what} {self.named(cells)}; {mend}")
        return DataError(faults)


def read_panel(panel: AnyFrame, unit: str, time: str, value: str, by: By) -> Panel:
    """Take a long frame as a panel; refuse unknown columns and values that are no numbers."""
    frame = as_polars(panel)
    unit, time, value, *groups = map(str, (unit, time, value, *([by] if isinstance(by, str) else by or ())))
    names = (unit, time, value, *groups)
    for name in names:
        if name not in frame.columns:
            raise refused(name, f"no such column; {nearest(name, frame.columns)}")
        if frame[name].dtype.is_nested() or frame[name].dtype == pl.Object:
            raise refused(name, f"{frame[name].dtype}, neither text nor numbers; cast the column")
        if names.count(name) > 1:
            raise refused(name, "one column in two roles; name another")
        if name in (time, *groups) and name in RESERVED:
            raise refused(name, "a column of the result has this name; rename yours")
        if name != value and (empty := frame[name].null_count()):
            raise refused(name, f"empty in {counted(empty, 'row')}; fill it in or leave it out")
    read, kind = Panel(frame, unit, time, value, tuple(groups)), frame[value].dtype
    if not (kind.is_numeric() or kind == pl.Null):
        what = "text" if kind == pl.String else kind
        raise refused(value, f"{what}, not numbers, in {read.named(frame.drop_nulls(value))}; cast the column")
    return replace(read, frame=frame.with_columns(pl.col(value).cast(pl.Float64)))
