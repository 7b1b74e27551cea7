"""Sets the figures of two provinces side by side and says whether they may be read so."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from cchc_analysis.compare.pace import measure_spans
from cchc_analysis.errors import refused_targets
from cchc_analysis.frames import DIGITS, AnyFrame, Frame, as_given, first_true
from cchc_analysis.selection import check_columns, select, signs, with_pooled
from cchc_analysis.wording import shown

EXACT = "both plain: the difference is exact"
BOUNDS_NOTHING = "bounds no difference: neither figure is exact, results may lie closer or further, either way"
_BOUNDS = {
    EXACT: "=",
    "at least this difference: the open figure can only move it up": ">=",
    "at most this difference: the open figure can only move it down": "<=",
    "about this difference: a figure is said to be about so much": "~",
    BOUNDS_NOTHING: "=",
}
"""The sign of the difference by the reading of a pair, which is the first of these that holds."""

OF_ONE_MEASURE = pl.col("comparability").is_in(["same", "year differs"])
"""Whether the verdict on a pair is that it is of one measure."""

_FROM_BELOW, _FROM_ABOVE = ("=", ">=", ">"), ("=", "<=", "<")
_SIDE = ("province", "year", "comparator", "value", "scope", "nature")
_SHARED = ("metric", "unit", "level")
_MORE = ("period", "numerator", "basis", "note", "is_pooled")
MORE = [f"{name}_{side}" for side in "ab" for name in _MORE]
"""What `side_by_side` tells beside the columns of `gaps`."""

MOST_PAIRS = 2_000_000
"""How many pairs are set side by side at most: more than anyone reads, in a gigabyte of memory."""


def gaps(targets: Frame, metric: str | None = None, level: str | None = None) -> Frame:
    """Pair the figures of different provinces for the same metric, unit and level.

    ``metric`` and ``level`` keep only one of each.

    Returns
    -------
    DataFrame
        One row a pair of rows with a value, a before b by code points: metric, unit, level, province_a, year_a,
        comparator_a, value_a, scope_a, nature_a, the same for b, difference (a minus b, in the unit),
        comparability, reading. Comparability is the first that applies of ``target against actual``, ``scope
        differs``, ``year differs``, ``same``; only the last two are the same measure. What happened within spans
        of unequal length, as a quarter and a year, differs in scope; without a column ``period`` a figure is of
        its whole year. Reading says in words what the difference bounds where a figure is a floor, a ceiling or
        only about so much; null: not one measure.

    Raises
    ------
    DataError
        A column is missing, no two provinces give a figure for the metric or level asked for, or there are more
        than `MOST_PAIRS` pairs; the message says how many.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> pairs = gaps(load_targets(), metric="e_dossier_rate", level="commune")
    >>> pairs.select("province_a", "province_b", "difference", "comparability", "reading").row(0)
    ('Gia Lai', 'Kiên Giang', 0.0, 'year differs', 'both plain: the difference is exact')
    """
    return as_given(side_by_side(targets, metric, level).drop(MORE), targets)


def side_by_side(targets: AnyFrame, metric: str | None = None, level: str | None = None) -> pl.DataFrame:
    """Give the pairs of `gaps` with what words of each side hang on: period, numerator, basis, note, is_pooled."""
    table = check_columns(targets, *_SHARED, *_SIDE)
    plain = {"period": pl.col("year").cast(pl.String), "numerator": None, "basis": pl.lit("stated"), "note": None}
    table = table.with_columns(**{name: made for name, made in plain.items() if name not in table.columns})
    table = check_columns(table, *plain)
    rows = with_pooled(select(table, {"metric": metric, "level": level}).drop_nulls("value"))
    rows = rows.select(*_SHARED, *_SIDE, *_MORE, span=measure_spans(rows), sign=signs(rows))
    _refuse_too_many(rows)
    a, b = (rows.rename({name: f"{name}_{side}" for name in (*_SIDE, *_MORE, "span", "sign")}) for side in "ab")
    natures, scopes, spans, years = (
        pl.col(f"{of}_a") != pl.col(f"{of}_b") for of in ("nature", "scope", "span", "year")
    )
    unlike = {"target against actual": natures, "scope differs": scopes | spans, "year differs": years}
    a_is, b_is = pl.col("sign_a"), pl.col("sign_b")
    least = a_is.is_in(_FROM_BELOW) & b_is.is_in(_FROM_ABOVE)
    most = a_is.is_in(_FROM_ABOVE) & b_is.is_in(_FROM_BELOW)
    is_plain = a_is.is_in(["=", "~"]) & b_is.is_in(["=", "~"])
    readings = dict(zip(_BOUNDS, (least & most, least, most, is_plain), strict=False))
    sides = [f"{name}_{side}" for side in "ab" for name in _SIDE]
    pairs = (
        a.join(b, on=_SHARED)
        .filter(pl.col("province_a") < pl.col("province_b"))
        .with_columns(difference=pl.col("value_a") - pl.col("value_b"), comparability=first_true(unlike, "same"))
        .with_columns(reading=pl.when(OF_ONE_MEASURE).then(first_true(readings, BOUNDS_NOTHING)))
        .select(*_SHARED, *sides, "difference", "comparability", "reading", *MORE)
    )
    if pairs.is_empty() and (metric or level):
        message = f"no two provinces give a figure for {metric or level}; choose another"
        raise refused_targets("metric" if metric else "level", message)
    return pairs.sort("metric", "level", "province_a", "province_b", "year_a", "year_b", *pairs.columns)


def bound(pair: Mapping[str, Any]) -> str:
    """Tell how a pair bounds its difference: exact ``=``, about ``~``, at least ``>=``, at most ``<=``."""
    return _BOUNDS.get(pair["reading"], "=")


def rounded_difference(pair: Mapping[str, Any]) -> float | None:
    """Give the difference of a pair as its figures are printed; None where it is open, or not of one measure."""
    if pair["reading"] in (None, BOUNDS_NOTHING):
        return None
    numerators = (pair.get(f"numerator_{of}") for of in "ab")
    apart = round(pair["value_a"] - pair["value_b"], DIGITS)
    return shown({"value": apart, "numerator": next(filter(None, numerators), None)})


def closest(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs of one measure and year, else of the last years: the first of a path is no gap of aims."""
    of = ["metric", "unit", "level", "scope_a", "nature_a", "province_a", "province_b"]
    years = pl.struct(pl.col("comparability") != "same", -pl.col("year_a"), -pl.col("year_b"))
    return pairs.filter(OF_ONE_MEASURE).filter(years.rank("dense").over(of) == 1)


def paired(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows of the table that stand in some pair of `side_by_side`."""
    names = *_SIDE, "period"
    sides = [pairs.select(*_SHARED, *(pl.col(f"{name}_{side}").alias(name) for name in names)) for side in "ab"]
    return rows.join(pl.concat(sides), on=[*_SHARED, *names], how="semi")


def _refuse_too_many(rows: pl.DataFrame) -> None:
    """Refuse rows that make too many pairs, counted before one is made."""
    counts = (rows.group_by(*by).len()["len"].cast(pl.Int64) for by in (_SHARED, (*_SHARED, "province")))
    together, alone = (int((count**2).sum()) for count in counts)
    if (pairs := (together - alone) // 2) > MOST_PAIRS:
        message = f"{pairs:,} pairs, more than {MOST_PAIRS:,}; narrow the table by metric, level, year or province"
        raise refused_targets("metric", message)
