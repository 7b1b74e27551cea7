"""A long panel and what every measure asks of it: each unit once at each time, with a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from cchc_analysis.errors import DataError, Fault, nearest
from cchc_analysis.frames import as_given, as_polars

if TYPE_CHECKING:
    import pandas as pd

RESERVED = frozenset(
    {
        *("n", "mean", "sd", "cv", "leader", "total_gap", "mean_gap", "times", "gamma"),
        *("slope", "intercept", "standard_error", "p_value", "r_squared", "adjusted_r_squared", "half_life"),
        *("strength", "way", "outcome", "mean_change", "sd_change"),
        *("ranks", "values", "len", "_distinct", "_whole"),
    }
)
"""Names that results and their making use; a time or group column named so could not be told apart."""

SHOWN = 5
"""How many cells a message names before it only counts the rest."""


@dataclass(frozen=True)
class Panel:
    """A frame with the names of its columns; ``by`` names the columns that tell several panels apart."""

    frame: pl.DataFrame
    unit: str
    time: str
    value: str
    by: tuple[str, ...] = ()

    @property
    def moment(self) -> list[str]:
        """Columns that name one time of one panel."""
        return [*self.by, self.time]

    def _rows_at(self, *times: Any) -> list[pl.Series]:
        """Find the rows of each time; refuse a time that the panel does not have."""
        column = self.frame[self.time]
        unlike = f"{times!r} cannot be compared with {self.time}, which is {column.dtype}"
        if column.dtype != pl.String and any(isinstance(time, str) for time in times):
            raise refused(self.time, unlike)
        try:
            found = [column == time if time is not None else column.is_null() for time in times]
        except (TypeError, pl.exceptions.PolarsError):
            raise refused(self.time, unlike) from None
        for time, rows in zip(times, found, strict=True):
            if not rows.any():
                listed = ", ".join(map(str, column.unique().sort()))
                raise refused(self.time, f"no cell has {self.time} {time!r}; the panel has {listed}")
        return found

    def ends_only(self, start: Any, end: Any) -> Panel:
        """Keep start and end; refuse ends that are not in order, and times that are text."""
        rows = self._in_order(start, end)
        return replace(self, frame=self.frame.filter(reduce(or_, rows)))

    def _in_order(self, start: Any, end: Any) -> list[pl.Series]:
        if not (self.frame[self.time].dtype.is_numeric() or self.frame[self.time].dtype.is_temporal()):
            raise refused(
                self.time, "times are text, which sorts 10 before 2; cast the column to numbers or dates"
            )
        rows = self._rows_at(start, end)
        if not start < end:
            raise refused(self.time, f"start {start!r} is not before end {end!r}; swap them")
        return rows

    def between(self, start: Any, end: Any) -> Panel:
        """Keep the times from start to end; both must be there, in that order."""
        column = self.frame[self.time]
        if column.dtype.is_integer() and start != end and (column.min(), column.max()) == (start, end):
            return self
        self._in_order(start, end)
        return replace(self, frame=self.frame.filter(pl.col(self.time).is_between(start, end)))

    def without(self, unit: Any) -> Panel:
        """Leave one unit out."""
        return replace(self, frame=self.frame.filter(pl.col(self.unit) != unit))

    def aggregate(self, units: int, **measures: pl.Expr) -> pl.DataFrame:
        """Aggregate each time of each panel, in one pass that also finds any missing or double cell.

        One row a panel and time, in no order, with ``n``, the number of units, before the measures. Fewer than
        ``units`` units are refused.
        """
        value, unit = self.frame[self.value], pl.col(self.unit)
        checks = {"_distinct": unit.n_unique()} | ({"_whole": unit.hash().sum()} if self.by else {})
        found = self.frame.group_by(self.moment).agg(n=pl.len().cast(pl.Int64), **measures, **checks)
        counted, distinct = found["n"].to_numpy(), found.drop_in_place("_distinct").to_numpy()
        if (
            found.is_empty()
            or value.null_count()
            or not np.isfinite(value.to_numpy()).all()
            or (counted != distinct).any()
            or not self._is_one_set(found)
        ):
            raise self._why_broken()
        if (least := counted.min()) < units:
            raise refused(self.unit, f"{least} units; the measure needs {units} or more")
        return found

    def _is_one_set(self, found: pl.DataFrame) -> bool:
        """Tell whether every time of a panel has all its units, each known to stand there once.

        One panel: by their number. Several: by the sum of the hashes of their names, which is the same for two
        sets that differ about once in 2**64 panels.
        """
        if not self.by:
            return bool((found["n"].to_numpy() == self.frame[self.unit].n_unique()).all())
        of_panels = found.select(*self.by, "_whole")
        found.drop_in_place("_whole")
        return of_panels.n_unique() == of_panels.select(self.by).n_unique()

    def matrices(self, found: pl.DataFrame, *lists: str) -> Iterator[tuple[tuple[Any, ...], list[Any], list[Any]]]:
        """Give, panel by panel, its ``by`` values, its times, and each list column as an array times by units."""
        ordered = found.sort(self.moment, multithreaded=False) if self.by else found
        flat = [ordered[name].explode().to_numpy() for name in lists]
        times, sizes = ordered[self.time].to_list(), ordered["n"].to_list()
        groups = ordered.select(self.by).unique(maintain_order=True) if self.by else None
        lengths = ordered.group_by(self.by, maintain_order=True).len()["len"] if self.by else [ordered.height]
        row = cell = 0
        for number, length in enumerate(lengths):
            n = sizes[row]
            blocks = [array[cell : cell + length * n].reshape(length, n) for array in flat]
            yield groups.row(number) if groups is not None else (), times[row : row + length], blocks
            row, cell = row + length, cell + length * n

    def ends(self, units: int, start: Any, end: Any) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
        """Give, panel by panel, its ``by`` values and the values at start and end, units in one order."""
        found = self.aggregate(units, values=pl.col(self.value).sort_by(self.unit))
        for group, times, (values,) in self.matrices(found, "values"):
            if start not in times or end not in times:
                named = "/".join(map(str, group))
                raise refused(self.time, f"{named} has not both {start!r} and {end!r}; leave it out")
            yield group, values[times.index(start)], values[times.index(end)]

    def told(self, rows: Sequence[tuple[tuple[Any, ...], Any]], panel: Any) -> Any:
        """Give one result, a dataclass, or of several panels a frame of them, the ``by`` columns first."""
        if not self.by:
            return rows[0][1]
        names = [field.name for field in fields(rows[0][1])]
        cells = [(*group, *astuple(result)) for group, result in rows]
        frame = pl.DataFrame(cells, schema=[*self.by, *names], orient="row", infer_schema_length=None)
        return as_given(frame, panel)

    def without_logarithm(self) -> DataError:
        """Name the cells that have no logarithm."""
        low = self.frame.filter(pl.col(self.value) <= 0).select([*self.by, self.time, self.unit])
        return refused(self.value, f"no logarithm of zero or less in {_cells(low)}; leave the unit out")

    def _why_broken(self) -> DataError:
        """Name the cells that make the panel unusable: empty, not finite, double or missing."""
        frame, cell = self.frame, [*self.by, self.time, self.unit]
        if frame.is_empty():
            return refused(self.value, "the panel is empty; check the filter that made it")
        bad = frame.filter(pl.col(self.value).is_null() | ~pl.col(self.value).is_finite())
        double = frame.group_by(cell).len().filter(pl.col("len") > 1)
        moments, units = frame.select(self.moment).unique(), frame.select([*self.by, self.unit]).unique()
        every = moments.join(units, on=list(self.by)) if self.by else moments.join(units, how="cross")
        missing = every.join(frame, on=cell, how="anti")
        faults = [
            Fault("panel", 0, self.value, f"{what} {_cells(cells.select(cell))}; {mend}")
            for what, cells, mend in (
                ("no number in", bad, "fill it in or leave the unit out"),
                ("more than one row for", double, "keep one"),
                ("no row for", missing, "add it or leave the unit out"),
            )
            if not cells.is_empty()
        ]
        return DataError(faults)


def _cells(cells: pl.DataFrame) -> str:
    named = ["/".join(map(str, row)) for row in cells.sort(cells.columns).head(SHOWN).iter_rows()]
    more = f" and {cells.height - SHOWN} more" if cells.height > SHOWN else ""
    return f"{', '.join(named)}{more}"


def refused(column: str, message: str) -> DataError:
    """Make the error that refuses a panel."""
    return DataError([Fault("panel", 0, column, message)])


def read_panel(
    panel: pl.DataFrame | pd.DataFrame, unit: str, time: str, value: str, by: str | Sequence[str] | None
) -> Panel:
    """Take a long frame as a panel; refuse unknown columns and values that are no numbers."""
    frame = as_polars(panel)
    groups = (by,) if isinstance(by, str) else tuple(by or ())
    names = (unit, time, value, *groups)
    for name in names:
        if name not in frame.columns:
            raise refused(name, f"no such column; {nearest(name, frame.columns)}")
        if names.count(name) > 1:
            raise refused(name, "one column in two roles; name another")
        if name in (time, *groups) and name in RESERVED:
            raise refused(name, "a column of the result has this name; rename yours")
        if name != value and (empty := frame[name].null_count()):
            raise refused(name, f"empty in {empty} rows; fill it in or leave them out")
    if not frame[value].dtype.is_numeric():
        text = frame.filter(pl.col(value).is_not_null())
        raise refused(
            value, f"text, not numbers, in {_cells(text.select([*groups, time, unit]))}; cast the column"
        )
    if frame[value].dtype != pl.Float64:
        frame = frame.with_columns(pl.col(value).cast(pl.Float64))
    return Panel(frame, unit, time, value, groups)
