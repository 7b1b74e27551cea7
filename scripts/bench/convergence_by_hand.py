"""The convergence measures and their checks as one would write them by hand, in polars and in pandas."""

import math

import numpy as np
import pandas as pd
import polars as pl
from scipy.special import stdtr

BY, YEARS, START = ["metric", "level"], 17, 2005
END = START + YEARS - 1
MOMENT = [*BY, "year"]
LEAST = {"sigma": 2, "beta": 3, "gamma": 2, "delta": 2}


# By hand in polars


def _polars_checked(panel: pl.DataFrame, least: int, **figures: pl.Expr) -> pl.DataFrame:
    value, unit, n = panel["value"], pl.col("province"), pl.col("n")
    found = panel.group_by(MOMENT).agg(n=pl.len(), distinct=unit.n_unique(), **figures)
    whole = panel.group_by(BY).agg(units=unit.n_unique())
    broken = (n != pl.col("distinct")) | (n != pl.col("units")) | (n < least)
    if value.null_count() or not value.is_finite().all() or found.join(whole, on=BY).select(broken.any()).item():
        raise ValueError("missing, double or not finite cells, or too few units")
    return found.drop("distinct")


def _polars_sigma(panel: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    found = _polars_checked(panel, LEAST["sigma"], mean=value.mean(), sd=value.std(ddof=0))
    cv = pl.when(pl.col("mean") != 0).then(pl.col("sd") / pl.col("mean"))
    return found.sort(MOMENT).with_columns(cv=cv)


def _polars_beta(panel: pl.DataFrame) -> pl.DataFrame:
    x, y, span = pl.col("x"), pl.col("y"), END - START
    ends = panel.filter(pl.col("year").is_in([START, END]))
    lowest = _polars_checked(ends, LEAST["beta"], lowest=pl.col("value").min())["lowest"].min()
    start, end = (
        ends.filter(year=year).select(*BY, "province", log=pl.col("value").log()) for year in (START, END)
    )
    pairs = start.join(end, on=[*BY, "province"]).with_columns(
        x="log", y=(pl.col("log_right") - pl.col("log")) / span
    )
    fits = pairs.group_by(BY).agg(
        n=pl.len(),
        xx=((x - x.mean()) ** 2).sum(),
        xy=((x - x.mean()) * (y - y.mean())).sum(),
        yy=((y - y.mean()) ** 2).sum(),
        mean_x=x.mean(),
        mean_y=y.mean(),
    )
    if not isinstance(lowest, float) or lowest <= 0 or (fits["xx"] == 0).any():
        raise ValueError("no logarithm, or equal start values")
    return pl.from_pandas(_fitted(fits.sort(BY).to_pandas(), span))


def _polars_gamma(panel: pl.DataFrame) -> pl.DataFrame:
    ranks = _polars_checked(panel, LEAST["gamma"], province=pl.col("province"), rank=pl.col("value").rank())
    first = (pl.col("rank") * (pl.col("year") == START)).sum()
    sums = (
        ranks.explode("province", "rank")
        .group_by([*BY, "province"])
        .agg(pl.col("rank").sum(), first=first, times=pl.len())
    )
    found = sums.group_by(BY).agg(
        pl.col("times").first(), n=pl.len(), first=pl.col("first").var(), sums=pl.col("rank").var()
    )
    if (found["first"] == 0).any():
        raise ValueError("equal start values")
    concordance = pl.col("sums") / (pl.col("times") ** 2 * pl.col("first"))
    return found.sort(BY).select(*BY, "n", "times", gamma=concordance)


def _polars_delta(panel: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    leader = pl.col("province").filter(value == value.max()).min()
    found = _polars_checked(panel, LEAST["delta"], leader=leader, total_gap=pl.len() * value.max() - value.sum())
    return found.sort(MOMENT).with_columns(mean_gap=pl.col("total_gap") / pl.col("n"))


# By hand in pandas


def _pandas_checked(panel: pd.DataFrame, least: int) -> pd.DataFrame:
    coded = panel.assign(**{name: panel[name].astype("category") for name in (*BY, "province")})
    n = coded.groupby(MOMENT, observed=True).size()
    units = coded.groupby(BY, observed=True)["province"].nunique()
    whole = units.reindex(pd.MultiIndex.from_frame(n.index.to_frame()[BY])).to_numpy()
    finite = np.isfinite(coded["value"].to_numpy()).all()
    if not finite or coded.duplicated([*MOMENT, "province"]).any() or (n != whole).any() or (n < least).any():
        raise ValueError("missing, double or not finite cells, or too few units")
    return coded


def _pandas_sigma(panel: pd.DataFrame) -> pd.DataFrame:
    values = _pandas_checked(panel, LEAST["sigma"]).groupby(MOMENT, observed=True)["value"]
    found = pd.DataFrame({"n": values.size(), "mean": values.mean(), "sd": values.std(ddof=0)})
    return found.assign(cv=(found["sd"] / found["mean"]).where(found["mean"] != 0)).reset_index()


def _pandas_beta(panel: pd.DataFrame) -> pd.DataFrame:
    span = END - START
    ends = _pandas_checked(panel[panel["year"].isin([START, END])], LEAST["beta"])
    if (ends["value"] <= 0).any():
        raise ValueError("no logarithm")
    start, end = (ends[ends["year"] == year].drop(columns="year") for year in (START, END))
    pairs = start.merge(end, on=[*BY, "province"], suffixes=("", "_end"))
    x = np.log(pairs["value"])
    pairs = pairs.assign(x=x, y=(np.log(pairs["value_end"]) - x) / span)
    means = pairs.groupby(BY, observed=True)[["x", "y"]].transform("mean")
    x, y = pairs["x"] - means["x"], pairs["y"] - means["y"]
    groups = pairs.assign(xx=x * x, xy=x * y, yy=y * y).groupby(BY, observed=True)
    fits = groups[["xx", "xy", "yy"]].sum()
    fits = fits.assign(n=groups.size(), mean_x=groups["x"].mean(), mean_y=groups["y"].mean())
    if (fits["xx"] == 0).any():
        raise ValueError("equal start values")
    return _fitted(fits.reset_index(), span)


def _fitted(fits: pd.DataFrame, span: int) -> pd.DataFrame:
    """Give the regressions from the sums of squares, one a row."""
    slope, freedom = fits["xy"] / fits["xx"], fits["n"] - 2
    residual = (fits["yy"] - slope * fits["xy"]).clip(lower=0)
    error, explained = np.sqrt(residual / freedom / fits["xx"]), 1 - residual / fits["yy"]
    shrunk = (1 + slope * span).where(lambda one: (one > 0) & (one < 1))
    return fits[BY].assign(
        slope=slope,
        intercept=fits["mean_y"] - slope * fits["mean_x"],
        standard_error=error,
        p_value=2 * stdtr(freedom, -(slope / error).abs()),
        r_squared=explained,
        adjusted_r_squared=1 - (1 - explained) * (fits["n"] - 1) / freedom,
        n=fits["n"],
        half_life=math.log(2) * span / -np.log(shrunk),
    )


def _pandas_gamma(panel: pd.DataFrame) -> pd.DataFrame:
    coded = _pandas_checked(panel, LEAST["gamma"])
    coded["rank"] = coded.groupby(MOMENT, observed=True)["value"].rank()
    first = coded[coded["year"] == START].groupby(BY, observed=True)["rank"].var()
    if (first == 0).any():
        raise ValueError("equal start values")
    sums = coded.groupby([*BY, "province"], observed=True)["rank"].sum().groupby(BY, observed=True)
    times = coded.groupby(BY, observed=True)["year"].nunique()
    found = pd.DataFrame({"n": sums.size(), "times": times, "gamma": sums.var() / (times**2 * first)})
    return found.reset_index()


def _pandas_delta(panel: pd.DataFrame) -> pd.DataFrame:
    coded = _pandas_checked(panel, LEAST["delta"])
    values = coded.groupby(MOMENT, observed=True)["value"]
    leaders = panel[coded["value"] == values.transform("max")].groupby(MOMENT)["province"].min()
    found = pd.DataFrame(
        {"n": values.size(), "leader": leaders, "total_gap": values.size() * values.max() - values.sum()}
    )
    return found.assign(mean_gap=found["total_gap"] / found["n"]).reset_index()


POLARS = {"sigma": _polars_sigma, "beta": _polars_beta, "gamma": _polars_gamma, "delta": _polars_delta}
PANDAS = {"sigma": _pandas_sigma, "beta": _pandas_beta, "gamma": _pandas_gamma, "delta": _pandas_delta}
