"""Whether provinces draw together in the results of an index: each measure on a balanced panel, and a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, cast

import numpy as np
import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import metrics
from cchc_analysis.choices import Lang
from cchc_analysis.convergence import Beta, Direction, beta, delta, direction, gamma, sigma
from cchc_analysis.convergence.beta import UNITS
from cchc_analysis.convergence.direction import change
from cchc_analysis.errors import refused_outcomes
from cchc_analysis.frames import AnyFrame, Frame, as_given, as_polars
from cchc_analysis.load.outcomes import PUBLISHED
from cchc_analysis.selection import checked_results, named_provinces, of_dimension, whole_years
from cchc_analysis.wording import alphabetical, listed, number, say, those, with_years

SERIES_YEARS = 3
"""Years that a series has where none is asked for: two ends and one between."""

_PAIR = 2  # provinces, of which one alone has no spread
_SMALL, _PLACES = 0.001, 3  # the least p value that is told, and decimals of a figure
_MOST_PLACES = 11  # of a sigma, so that what fell does not read as if it stood
_no_years = partial(refused_outcomes, "year")


@dataclass(frozen=True, eq=False)
class Convergence:
    """The measures of one dimension of an index over years of one series; fields as `converge` gives them."""

    metric: str
    dimension: str
    series: str
    start: int
    end: int
    n: int
    panel: AnyFrame
    left_out: AnyFrame
    sigma: AnyFrame
    beta: Beta | None
    gamma: float | None
    delta: AnyFrame
    direction: Direction
    hinges_on: tuple[str, ...]
    without_scores: tuple[int, ...]

    @property
    def turned_back(self) -> float | None:
        """By how much sigma went the other way at most from one year to the next; None where it never did."""
        moves = np.diff(as_polars(self.sigma)["sd"].to_numpy()) * -np.sign(self.direction.sd_change)
        return float(moves.max()) if moves.max() > 0 else None

    @property
    def is_clear(self) -> bool:
        """Tell whether sigma moved by more than it did the other way in between, and hinges on no province."""
        return self.n > _PAIR and abs(self.direction.sd_change) > (self.turned_back or 0) and not self.hinges_on

    @property
    def outcome(self) -> str:
        """``together``, ``apart`` or ``unchanged``: what sigma did from start to end, as far as figures show."""
        change = self.direction.sd_change
        return "unchanged" if abs(change) < 10.0**-_MOST_PLACES else "together" if change < 0 else "apart"

    def places(self, least: int = _PLACES) -> int:
        """Give the decimals by which sigma of the first and the last year is told, enough to tell them apart."""
        enough = range(least, (least if self.outcome == "unchanged" else _MOST_PLACES) + 1)
        sds = self.sigma["sd"]
        return next((places for places in enough if len({*_ends(sds, "en", places).values()}) > 1), least)

    @property
    def verdict(self) -> str:
        """The verdict in words, in English; `describe` says more, in either language."""
        return self._verdict("en")

    def describe(self, lang: Lang = "vi") -> str:
        """Say what was measured, on whom, what came out and what it cannot show, a sentence a line."""
        part = wording.small(wording.dimension_name(self.metric, self.dimension, lang, self.end))
        whose = "provinces_" if self.is_clear or self.outcome == "unchanged" else "sigma_"
        of = {"name": f"{wording.metric_name(self.metric, lang)}, {part}", "start": self.start, "end": self.end}
        lines = [
            say("converge_head", lang, series=self.series, n=self.n, **of),
            f"{self._verdict(lang, whose)}.",
            *self._chance(lang),
            say("converge_cv", lang, **_ends(self.sigma["cv"], lang)),
            say("converge_delta", lang, **_ends(self.delta["mean_gap"], lang)),
            self._gamma(lang),
            self.told_of_beta(lang),
            *self.missing(lang),
        ]
        return "\n".join(lines)

    def missing(self, lang: Lang) -> list[str]:
        """Name the provinces that are left out, each with the years it lacks."""
        lacking = dict(as_polars(self.left_out).iter_rows())
        return those(lang, converge_left_out=lacking and {"n": len(lacking), "names": with_years(lacking, lang)})

    def doubts(self, lang: Lang) -> list[str]:
        """Say why the spread cannot be told to have gone the way it did: a province makes it, or chance may."""
        return ([f"{self._verdict(lang, 'sigma_')}."] if self.hinges_on else []) + self._chance(lang)

    def _verdict(self, lang: Lang, whose: str = "") -> str:
        of = _ends(self.sigma["sd"], lang, self.places()) | {"start": str(self.start), "end": str(self.end)}
        text = say(f"converge_{whose}{self.outcome}", lang, n=self.n, **of)
        if not self.hinges_on:
            return text
        key = "converge_hinge" if len(self.hinges_on) == 1 else "converge_hinges"
        return text + say(key, lang, names=listed(self.hinges_on, lang))

    def _chance(self, lang: Lang) -> list[str]:
        back, moved = self.turned_back or 0.0, abs(self.direction.sd_change)
        words = {"moved": number(moved, lang, _PLACES), "back": number(back, lang, _PLACES)}
        gone = listed(map(str, self.without_scores), lang)
        return those(
            lang,
            without_scores=gone and {"years": gone},
            of_a_pair=self.n == _PAIR and self.outcome != "unchanged",
            turned_back=0 < moved <= back and words,
        )

    def _gamma(self, lang: Lang) -> str:
        if self.gamma is None:
            return say("converge_no_gamma", lang, start=self.start)
        ties = say("converge_gamma_ties", lang) if self.gamma > 1 else ""
        return say("converge_gamma", lang, gamma=number(self.gamma, lang, _PLACES)) + ties

    def told_of_beta(self, lang: Lang) -> str:
        """Say what beta is, and what it cannot show; or why there is none."""
        if self.beta is None:
            return say("converge_no_beta", lang, n=self.n, least=UNITS)
        told, lives = self.beta, ""
        if told.half_life is not None:
            lives = say("converge_half_life", lang, years=number(told.half_life, lang, 1))
        p = f"= {number(told.p_value, lang, _PLACES)}" if told.p_value >= _SMALL else f"< {number(_SMALL, lang)}"
        slope, error = (number(value, lang, _PLACES) for value in (told.slope, told.standard_error))
        return say("converge_beta", lang, half_life=lives, slope=slope, error=error, p=p)


def _ends(values: Any, lang: Lang, places: int = _PLACES) -> dict[str, str]:
    """Word the first and the last of the values of the years; a dash for one that there is not."""
    told = ["–" if value is None else number(value, lang, places) for value in values.to_list()]
    return {"first": told[0], "last": told[-1]}


def converge(
    outcomes: Frame,
    metric: str,
    dimension: str = "total",
    start: int | None = None,
    end: int | None = None,
    provinces: Sequence[str] | None = None,
) -> Convergence:
    """Measure whether provinces drew together in an index, over years that may be read as one series.

    Parameters
    ----------
    outcomes : polars or pandas DataFrame
        As `load_outcomes` gives it.
    metric, dimension : str
        The index, and ``total`` or one of its dimensions.
    start, end : int, optional
        First and last year, both of one series. Without them the last series that has three years or more, else
        the last one; with one of them the other end of its series.
    provinces : sequence of str, optional
        Only these, named in any spelling; 2 or more with a score in every year.

    Returns
    -------
    Convergence
        metric, dimension, series, start, end; n, the provinces with a score in every year; panel: province, year,
        score, balanced (whether the province is one of the n); left_out: province, missing (its years without a
        score); sigma, beta, gamma, delta, direction as `convergence` gives them, of the n alone, in points (beta
        None below 3 provinces, with a score of zero or less at an end, or equal first scores, then gamma too);
        outcome, verdict, describe(lang); hinges_on: provinces without any one of which sigma would not have moved
        the way it did; turned_back, by how much it went the other way at most from one year to the next; is_clear,
        whether it moved by more than that and hinges on nobody; without_scores: years between without any score
        (a single figure of the press makes none), which are none of the panel. Frames are of the kind given.

    Raises
    ------
    DataError
        An index, dimension or province that the table does not hold; years that no series covers, or that lie in
        two; a first or last year without scores; a score that is no number or stands twice; fewer than 2 provinces
        with a score in every year.

    Notes
    -----
    The verdict rests on sigma alone: a negative beta is what survey error gives by itself. Friedman (1992), "Do
    old fallacies ever die?", Journal of Economic Literature 30(4); Quah (1993), "Galton's fallacy and tests of the
    convergence hypothesis", Scandinavian Journal of Economics 95(4).

    Examples
    --------
    >>> from cchc_analysis import load_outcomes
    >>> found = converge(load_outcomes(), "papi_index", "e_governance")
    >>> found.n, found.verdict
    (57, 'drew together: sigma fell from 0.315 to 0.280 points, 2020 to 2024 (n = 57)')
    >>> found.left_out.row(0)
    ('Bắc Giang', [2021])
    """
    table = checked_results(outcomes, "series")
    scored = table.drop_nulls(["score", "province"])
    if metric not in scored["metric"] and metric in table["metric"]:
        message = f"only ranks or national figures of {metric!r}, no score of a province; choose another index"
        raise refused_outcomes("metric", message)
    rows = of_dimension(scored, metric, dimension)
    if "status" in rows.columns:  # a single figure of the press makes no year of a panel
        rows = rows.with_columns(series=pl.when(pl.col("status").cast(pl.String) == PUBLISHED).then("series"))
    held = table.filter(metric=metric)["province"].drop_nulls().unique().sort().to_list()
    chosen = held if provinces is None else sorted(named_provinces(provinces, held))
    series, first, last = _years(rows, f"{metric} {dimension}", start, end)
    window = rows.filter(pl.col("year").is_between(first, last)).drop_nulls("series")
    years = window["year"].unique().sort().to_list()
    window = window.filter(pl.col("province").is_in(chosen)).select("province", "year", "score")
    whole = window.group_by("province").len().filter(pl.col("len") == len(years))["province"].sort()
    if len(whole) < _PAIR:
        who = f"{len(whole)} with a score in every year from {first} to {last}" + "".join(
            f": {name}" for name in whole
        )
        raise refused_outcomes("province", f"{who}; 2 or more are needed for a spread")
    every = pl.DataFrame({"province": chosen}).join(pl.DataFrame({"year": years}), how="cross")
    missing = every.join(window, on=["province", "year"], how="anti")
    missing = missing.group_by("province").agg(missing=pl.col("year").sort()).sort(wording.by_name(missing))
    panel = window.with_columns(balanced=pl.col("province").is_in(whole.implode())).sort("province", "year")
    own = panel.filter("balanced").select("province", "year", value="score")
    known = metrics().get(metric)
    better: Literal["higher", "lower"] = "lower" if known and known.better == "lower" else "higher"
    ends, starts = (own.filter(pl.col("year").is_in(of))["value"] for of in ([first, last], [first]))
    is_equal = starts.n_unique() == 1
    has_beta = len(whole) >= UNITS and (ends > 0).all() and not is_equal
    return Convergence(
        metric=metric,
        dimension=dimension,
        series=series,
        start=first,
        end=last,
        n=len(whole),
        panel=as_given(panel, outcomes),
        left_out=as_given(missing, outcomes),
        sigma=as_given(sigma(own), outcomes),
        beta=cast("Beta", beta(own, first, last)) if has_beta else None,
        gamma=None if is_equal else cast("float", gamma(own, first, last)),
        delta=as_given(delta(own, better=better), outcomes),
        direction=cast("Direction", direction(own, first, last, better=better)),
        hinges_on=_hinges(own, first, last),
        without_scores=tuple(year for year in range(first, last) if year not in years),
    )


def _years(rows: pl.DataFrame, name: str, start: int | None, end: int | None) -> tuple[str, int, int]:
    """Give the series and its first and last year to compare; refuse years that are not of one series."""
    held = rows.select("year", "series").drop_nulls().unique().sort("year", "series")
    if twice := held.filter(pl.col("year").is_duplicated()).rows():
        both = " and ".join(series for year, series in twice if year == twice[0][0])
        raise _no_years(f"{twice[0][0]} of {name} lies in two series, {both}; keep one")
    runs = dict(held.group_by("series", maintain_order=True).agg("year").iter_rows())
    series_of = dict(held.iter_rows())
    if not runs:
        raise _no_years(f"no series of {name} is known, so no years compare; add one to series.csv")
    told, asked = f"its series: {', '.join(runs)}", [year for year in (start, end) if year is not None]
    for year in whole_years(asked) if asked else ():
        if year not in series_of:
            what = "no series covers" if year in rows["year"] else "no score in"
            raise _no_years(f"{what} {year} of {name}; {told}")
    found = sorted({series_of[year] for year in asked})
    if len(found) > 1:
        raise _no_years(f"{start} and {end} of {name} lie in two series, {' and '.join(found)}")
    own = [*runs, *(series for series, years in runs.items() if len(years) >= SERIES_YEARS), *found][-1]
    first = runs[own][0] if start is None else int(start)
    last = runs[own][-1] if end is None else int(end)
    if first >= last:
        raise _no_years(f"no change from {first} to {last} of {name}; name a first year and a later one; {told}")
    return own, first, last


def _hinges(own: pl.DataFrame, first: int, last: int) -> tuple[str, ...]:
    """Name the provinces without any one of which sigma would not have moved the way it did."""
    ends = own.pivot("year", index="province", values="value").sort("province")
    start, end = ends[str(first)].to_numpy(), ends[str(last)].to_numpy()
    moved = np.sign(change(start, end, "std"))
    rest = (change(np.delete(start, at), np.delete(end, at), "std") for at in range(len(start)))
    hinges = ends["province"].filter([np.sign(each) != moved for each in rest])
    return tuple(alphabetical(hinges)) if len(start) > _PAIR and moved else ()
