"""Picks rows of the long table by filters, and says which filter left nothing."""

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any

import polars as pl

from cchc_analysis.catalog import fold, metrics, name_key, provinces
from cchc_analysis.errors import Faults, counted, nearest, refused_outcomes, refused_targets
from cchc_analysis.frames import AnyFrame, as_polars
from cchc_analysis.harmonizer.levels import POOLED
from cchc_analysis.load.register import province_names
from cchc_analysis.schema import Outcome, Target
from cchc_analysis.wording import sign_of

_KEY = ("metric", "dimension", "province", "year")


def select(targets: pl.DataFrame, filters: Mapping[str, str | int | None]) -> pl.DataFrame:
    """Keep the rows that all filters allow, in any spelling; refuse a value not held, or that leaves none."""
    kept = targets
    for column, wanted in filters.items():
        if wanted is None:
            continue
        held = targets[column].drop_nulls().unique().sort().to_list()
        if (value := _held(held, column).get(_key(column, wanted))) is None:
            words = Target.columns[column].values if column in Target.columns else ()
            choice = f"choose {', '.join(words)}" if words else nearest(str(wanted), map(str, held), 5)
            raise refused_targets(column, f"no row has {wanted!r}; {choice}")
        before, kept = kept, kept.filter(pl.col(column) == value)
        if kept.is_empty():
            left = ", ".join(map(str, before[column].unique().sort()))
            raise refused_targets(column, f"{wanted!r} leaves no row beside the other filters; they leave {left}")
    return kept


def with_pooled(rows: pl.DataFrame) -> pl.DataFrame:
    """Tell of rows, in a column ``is_pooled``, whether their note says one figure of several levels."""
    note = pl.col("note") if "note" in rows.columns else pl.lit("")
    return rows.with_columns(is_pooled=note.str.contains(POOLED, literal=True).fill_null(False))


def signs(rows: pl.DataFrame) -> pl.Series:
    """Give the key of the sign at each figure, as `sign_of` does; of rows without notes none is about so much."""
    held = rows.select("^(comparator|value|unit|basis|note)$")
    return pl.Series(map(sign_of, held.iter_rows(named=True)), dtype=pl.String)


def named_provinces(wanted: str | Sequence[str], held: Iterable[str], table: str = "outcomes") -> list[str]:
    """Give the full names of provinces that a table holds, however they are written; refuse those it does not."""
    names = [*held]
    known, found, faults = _held(names, "province"), [], Faults()
    for name in [str(wanted)] if isinstance(wanted, str | int) else map(str, wanted):
        found.append(str(known.get(name_key(name))))
        if name_key(name) not in known:
            faults.add(table, 0, "province", f"no row has {name!r}; {nearest(name_key(name), names)}")
    faults.raise_if_any()
    return list(dict.fromkeys(found))


def whole_years(years: object) -> list[int]:
    """Give some years in order, once each; refuse what is no list of whole numbers."""
    given: list[Any] = list(years) if isinstance(years, Iterable) else []
    if not given or not all(isinstance(year, Real) and float(year).is_integer() for year in given):
        raise ValueError(f"years are a list of whole numbers, such as [2024], not {years!r}")
    return sorted({int(year) for year in given})


def _key(column: str, text: object) -> str:
    return name_key(str(text)) if column == "province" else fold(str(text))


def _held(values: Iterable[object], column: str) -> dict[str, object]:
    """Give the values that a column holds by the keys under which they are found; full names go before aliases."""
    full = {_key(column, value): value for value in values}
    if column != "province":
        return full
    known = {name: provinces()[name] for name in map(str, full.values()) if name in provinces()}
    return {province.province_code: name for name, province in known.items()} | province_names(known) | full


def checked_results(outcomes: AnyFrame, *columns: str) -> pl.DataFrame:
    """Give a table of results as polars; refuse columns that no measure can read, and a result twice."""
    table = Outcome.fitted(as_polars(outcomes), "outcomes", [*_KEY, "score", *columns], rules=False)
    of_one, faults = table.filter(pl.col("province").is_not_null()), Faults()
    for cell in of_one.filter(pl.struct(_KEY).is_duplicated()).select(_KEY).unique().sort(_KEY).iter_rows():
        faults.add("outcomes", 0, "province", f"{', '.join(map(str, cell))}: this result stands twice; keep one")
    faults.raise_if_any()
    return table


def of_dimension(outcomes: pl.DataFrame, metric: str, dimension: str) -> pl.DataFrame:
    """Keep the results of one dimension of an index; refuse what the table does not hold, with the nearest."""
    for column, wanted in (("metric", metric), ("dimension", dimension)):
        held = outcomes[column].drop_nulls().unique().sort().to_list()
        outcomes = outcomes.filter(pl.col(column) == str(wanted))
        if outcomes.is_empty():
            raise refused_outcomes(column, f"no result of {wanted!r}; {nearest(str(wanted), held)}")
    return outcomes


def check_columns(targets: AnyFrame, *names: str) -> pl.DataFrame:
    """Take rows of the long table, perhaps made by a person, as polars; refuse what does not fit these columns."""
    given, figure = as_polars(targets), ("value", "comparator")
    is_figure = not {*figure}.isdisjoint(names) and {*figure} <= {*given.columns}
    names = (*names, *figure) if is_figure else names
    table = Target.fitted(given, "targets", names, {"metric": metrics()}, rules=False)
    if is_figure and (broken := table.filter(~Target.held["value_unless_directional"]).height):
        where = f"breaks the rule value_unless_directional in {broken} of {counted(table.height, 'row')}"
        raise refused_targets("value", f"{where}; fill it in, or write increase or decrease as comparator")
    if set(Target.key) <= set(table.columns) and (twice := table.is_duplicated().sum()):
        raise refused_targets("", f"{twice} of {table.height} rows stand there twice; keep one of each")
    return table
