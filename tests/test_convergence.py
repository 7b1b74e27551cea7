"""The measures against published figures, by an independent route, and by the laws they obey."""

import itertools
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_analysis.convergence import beta, delta, direction, gamma, leave_one_out, sigma
from cchc_analysis.errors import DataError
from tests.conftest import ROOT

REFERENCE = ROOT.parent / "shared" / "reference"


def panel(*rows, units="ABC"):
    """A panel from one row of values a time, times 1, 2, ..."""
    cells = [
        (unit, time, float(v))
        for time, row in enumerate(rows, start=1)
        for unit, v in zip(units, row, strict=True)
    ]
    return pl.DataFrame(cells, schema=["province", "year", "value"], orient="row")


SMALL = panel([1, 2, 6], [2, 3, 4])


# --- published figures


@pytest.fixture(scope="module")
def published():
    if not REFERENCE.is_dir():
        pytest.skip("the reference figures are not beside this checkout")
    panel = pl.read_csv(REFERENCE / "convergence_panel.csv").rename({"unit": "province", "time": "year"})
    return panel, pl.read_csv(REFERENCE / "convergence_expected.csv").rename({"time": "year"})


def test_published_sigma_and_delta(published):
    data, expected = published
    found = {"sigma": sigma(data), "delta": delta(data)}
    for row in expected.filter(pl.col("measure").is_in(["sigma", "delta"])).iter_rows(named=True):
        value = found[row["measure"]].filter(year=int(row["year"]))[row["statistic"]].item()
        assert round(value, row["digits"]) == pytest.approx(row["expected"], abs=10 ** -row["digits"] / 1.9), row


def test_published_beta_and_gamma(published):
    data, expected = published
    fit = beta(data, 2002, 2004)
    for row in expected.filter(measure="beta").iter_rows(named=True):
        assert round(getattr(fit, row["statistic"]), row["digits"]) == row["expected"]
    assert gamma(data, 2000, 2005) == 1.0


# --- by hand


def test_sigma_by_hand():
    assert sigma(SMALL).rows() == [
        (1, 3, 3.0, math.sqrt(14 / 3), math.sqrt(14 / 3) / 3),
        (2, 3, 3.0, math.sqrt(2 / 3), math.sqrt(2 / 3) / 3),
    ]


def test_no_coefficient_of_variation_round_a_mean_of_zero():
    assert sigma(panel([-1, 0, 1], [1, 2, 3]))["cv"].to_list() == [None, pytest.approx(math.sqrt(2 / 3) / 2)]


def test_delta_by_hand():
    assert delta(SMALL).rows() == [(1, 3, "C", 9.0, 3.0), (2, 3, "C", 3.0, 1.0)]
    assert delta(SMALL, better="lower").select("leader", "total_gap").rows() == [("A", 6.0), ("A", 3.0)]
    assert delta(panel([5, 5, 1]))["leader"].to_list() == ["A"]


def test_gamma_by_hand():
    """Ranks 1,2,3 then 2,1,3 sum to 3,3,6: variance 2 over 4 times 2/3."""
    assert gamma(panel([1, 2, 3], [5, 4, 6]), 1, 2) == pytest.approx(2 / (4 * 2 / 3))
    assert gamma(panel([1, 2, 3], [3, 2, 1]), 1, 2) == 0
    assert gamma(panel([1, 2, 3], [5, 4, 6], [1, 2, 3]), 1, 3) == pytest.approx(np.var([4, 5, 9]) / (9 * 2 / 3))


def test_gamma_counts_both_ends_and_the_years_between_only():
    turning = panel([1, 2, 3], [3, 2, 1], [1, 2, 3], [1, 2, 3])
    assert gamma(turning, 3, 4) == 1.0
    assert gamma(turning, 1, 3) == pytest.approx(np.var([5, 6, 7]) / (9 * np.var([1, 2, 3])))


def test_ties_share_their_mean_rank():
    assert gamma(panel([1, 1, 2], [1, 2, 3]), 1, 2) == pytest.approx(
        np.var([2.5, 3.5, 6]) / (4 * np.var([1.5, 1.5, 3]))
    )


@pytest.mark.parametrize("times", [1, 2, 1.1])
def test_growth_that_is_the_same_for_all_is_no_finding(times):
    """Rounding of binary fractions is neither a slope nor a half-life of a million years."""
    start = [5.1, 5.2, 5.7, 6.3]
    found = beta(panel(start, [value * times for value in start], units="ABCD"), 1, 2)
    assert (found.slope, found.standard_error, found.p_value, found.r_squared) == (0, 0, 1, 0)
    assert found.intercept == pytest.approx(np.log(times))
    assert found.half_life is None


def test_a_gap_that_closed_has_no_half_life():
    found = beta(panel([5.1, 5.2, 5.7, 6.3], [7.1] * 4, units="ABCD"), 1, 2)
    assert found.slope == pytest.approx(-1)
    assert (found.p_value, found.r_squared) == pytest.approx((0, 1))
    assert found.half_life is None


def test_beta_agrees_with_another_library():
    from scipy.stats import linregress

    data = panel([1.0, 2.0, 4.0, 7.0], [9, 9, 9, 9], [2.0, 3.1, 4.4, 7.3], units="ABCD")
    x = np.log([1.0, 2.0, 4.0, 7.0])
    y = (np.log([2.0, 3.1, 4.4, 7.3]) - x) / 2
    other, ours = linregress(x, y), beta(data, 1, 3)
    assert ours.slope == pytest.approx(other.slope)
    assert ours.intercept == pytest.approx(other.intercept)
    assert ours.standard_error == pytest.approx(other.stderr)
    assert ours.p_value == pytest.approx(other.pvalue)
    assert ours.r_squared == pytest.approx(other.rvalue**2)
    assert ours.adjusted_r_squared == pytest.approx(1 - (1 - other.rvalue**2) * 3 / 2)  # (n - 1) / (n - 2)
    assert ours.n == 4


def test_only_the_two_ends_enter_beta_and_direction():
    """A has nothing between, D nothing but between."""
    between = pl.DataFrame({"province": ["B", "D"], "year": [2, 2], "value": [9.0, 9.0]})
    ends = panel([1, 2, 4]).vstack(panel([2, 3, 4.4]).with_columns(year=pl.lit(3, pl.Int64)))
    assert beta(ends.vstack(between), 1, 3) == beta(ends, 1, 3)
    assert direction(ends.vstack(between), 1, 3) == direction(ends, 1, 3)


@pytest.mark.parametrize("start", [[1, 2, 4], [1.1, 2.3, 7.7, 9.1], [3.3, 48.1, 71.9, 90.7, 12.6]])
@pytest.mark.parametrize("factor", [0.9, 1, 1.1, 1.5])
def test_where_all_grow_alike_nothing_converges(start, factor):
    """Binary fractions make slopes of 1e-17 of it, a half-life of 1e16 years and p values below 0.05."""
    fit = beta(panel(start, [factor * value for value in start], units="ABCDE"[: len(start)]), 1, 2)
    assert (fit.slope, fit.standard_error, fit.p_value, fit.r_squared, fit.half_life) == (0, 0, 1, 0, None)
    assert fit.intercept == pytest.approx(math.log(factor))


def test_one_level_at_the_end_is_a_slope_of_minus_one_and_leaves_no_half_of_a_gap():
    fit = beta(panel([1.1, 2.3, 7.7], [3.3, 3.3, 3.3]), 1, 2)
    assert (fit.slope, fit.r_squared, fit.half_life) == (pytest.approx(-1), pytest.approx(1), None)
    assert fit.p_value == pytest.approx(0, abs=1e-6)


def test_half_life_is_the_time_to_half_the_gap():
    """On an exact path towards one level each log distance halves in the half-life."""
    start, half = [1.0, 2.0, 4.0], 3.0
    end = [8 ** (1 - 0.5 ** (2 / half)) * v ** (0.5 ** (2 / half)) for v in start]
    assert beta(panel(start, start, end), 1, 3).half_life == pytest.approx(half)
    assert beta(panel([1, 2, 4], [1, 3, 9]), 1, 2).half_life is None


@pytest.mark.parametrize(
    ("rows", "better", "says"),
    [
        (([1, 3], [2, 3.5]), "higher", "strict upward convergence"),
        (([1, 3], [2, 3]), "higher", "weak upward convergence"),
        (([1, 3], [0, 3]), "higher", "weak downward divergence"),
        (([1, 3], [0, 1]), "higher", "strict downward convergence"),
        (([1, 3], [2, 4]), "higher", "strict upward unchanged spread"),
        (([1, 3], [0, 1]), "lower", "strict upward convergence"),
        (([1, 3], [2, 2]), "higher", "weak level convergence"),
    ],
)
def test_direction(rows, better, says):
    assert str(direction(panel(*rows, units="AB"), 1, 2, better=better)) == says


def test_a_change_is_small_or_rounding_beside_the_values_not_by_itself():
    large = [0.1, 1e9 / 3, 1e9 / 7]
    assert direction(panel(large, [value + 0.1 for value in large]), 1, 2).outcome == "unchanged spread"
    assert str(direction(panel([1e-7, 3e-7], [1.001e-7, 2.999e-7], units="AB"), 1, 2)).endswith("convergence")


def test_leave_one_out_shows_the_unit_that_makes_the_spread():
    found = leave_one_out(sigma, panel([1, 3, 9]))
    assert found.select("sd_low", "sd_high").row(0) == (1.0, 4.0)
    assert leave_one_out(delta, panel([1, 3, 9]), better="lower").select("total_gap_low", "total_gap_high").row(
        0
    ) == (2, 8)
    ranks = panel([1, 2, 3], [1, 3, 2])
    assert leave_one_out(gamma, ranks, start=1, end=2).select("gamma_low", "gamma_high").row(0) == (0.0, 1.0)


def test_leave_one_out_of_several_panels_is_that_of_each():
    """Also where a unit stands in one of them only, and does not weigh on the other."""
    wide, close = panel([1, 3, 9], [1, 2, 3]), panel([5, 6, 7], [5, 6, 8], units="ABD")
    both = pl.concat([wide.with_columns(index=pl.lit("x")), close.with_columns(index=pl.lit("y"))])
    for measure, options in ((sigma, {}), (delta, {}), (gamma, {"start": 1, "end": 2})):
        found = leave_one_out(measure, both, by="index", **options)
        for name, each in (("x", wide), ("y", close)):
            alone = leave_one_out(measure, each, **options)
            assert found.filter(index=name).select(alone.columns).equals(alone)


# --- laws


VALUES = st.lists(st.floats(0.5, 100), min_size=12, max_size=12)


@given(VALUES, st.randoms())
@settings(max_examples=30)
def test_the_order_of_rows_changes_nothing(values, random):
    data = panel(values[:4], values[4:8], values[8:], units="ABCD")
    shuffled = data[random.sample(range(12), 12)]
    assert np.allclose(sigma(data)["sd"], sigma(shuffled)["sd"])
    assert delta(data)["leader"].to_list() == delta(shuffled)["leader"].to_list()


@given(VALUES, st.floats(0.1, 10))
@settings(max_examples=30)
def test_scaling_scales_the_spread_and_leaves_shares_and_ranks(values, factor):
    data = panel(values[:4], values[4:8], values[8:], units="ABCD")
    scaled = data.with_columns(pl.col("value") * factor)
    assert np.allclose(sigma(scaled)["sd"], factor * sigma(data)["sd"])
    assert np.allclose(sigma(scaled)["cv"], sigma(data)["cv"])
    if len(set(values[:4])) == 4:
        assert 0 <= gamma(data, 1, 3) <= 1 + 1e-12
        assert gamma(data.with_columns(pl.col("value").log()), 1, 3) == pytest.approx(gamma(data, 1, 3))


@given(VALUES)
@settings(max_examples=20)
def test_groups_give_what_each_panel_gives_alone(values):
    first, second = panel(values[:3], values[3:6]), panel(values[6:9], values[9:])
    both = pl.concat([first.with_columns(group=pl.lit("x")), second.with_columns(group=pl.lit("y"))])
    alone = [sigma(first)["sd"].to_list(), sigma(second)["sd"].to_list()]
    assert sigma(both, by="group")["sd"].to_list() == list(itertools.chain(*alone))
    if len(set(values[:3])) == 3 == len(set(values[6:9])):
        assert gamma(both, 1, 2, by="group")["gamma"].to_list() == [gamma(first, 1, 2), gamma(second, 1, 2)]
        slopes = beta(both, 1, 2, by="group")["slope"].to_list()
        assert slopes == [beta(first, 1, 2).slope, beta(second, 1, 2).slope]


def test_by_columns_come_first_and_pandas_comes_back():
    both = pl.concat([SMALL.with_columns(a=pl.lit(x), b=pl.lit(1)) for x in "xy"])
    assert sigma(both, by=["a", "b"]).columns == ["a", "b", "year", "n", "mean", "sd", "cv"]
    assert delta(both, by=["a", "b"]).columns == ["a", "b", "year", "n", "leader", "total_gap", "mean_gap"]
    assert gamma(both, 1, 2, by=["a", "b"]).columns == ["a", "b", "n", "times", "gamma"]
    assert beta(both.filter(b=1), 1, 2, by="a").columns[:2] == ["a", "slope"]
    pandas = sigma(both.to_pandas(), by=["a", "b"])
    assert pandas["sd"].tolist() == sigma(both, by=["a", "b"])["sd"].to_list()
    assert direction(both.to_pandas(), 1, 2, by=["a", "b"])["outcome"].tolist() == ["convergence"] * 2


# --- bad input


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            SMALL.filter(~((pl.col("province") == "B") & (pl.col("year") == 2))),
            "panel, column value: no row for 2/B; add it",
        ),
        (pl.concat([SMALL, SMALL.head(1)]), "more than one row for 1/A; keep one"),
        (
            SMALL.with_columns(value=pl.when(pl.col("province") != "A").then("value")),
            "no number in 1/A, 2/A; fill it in",
        ),
        (SMALL.with_columns(value=pl.lit(float("nan"))), "no number in 1/A, 1/B, 1/C, 2/A, 2/B and 1 more"),
        (SMALL.with_columns(pl.col("value").cast(pl.String)), "text, not numbers, in 1/A, 1/B"),
        (SMALL.with_columns(pl.col("value") > 2), "Boolean, not numbers, in 1/A, 1/B"),
        (SMALL.with_columns(pl.concat_list("province")), "column province: List(String), neither text nor"),
        (SMALL.with_columns(value=None), "no number in 1/A, 1/B"),
        (SMALL.filter(province="A"), "column province: 1 unit; the measure needs 2 or more"),
        (SMALL.clear(), "the panel is empty"),
        (SMALL.rename({"province": "units"}), "column province: no such column; nearest: units"),
    ],
)
def test_a_panel_that_cannot_be_used_is_refused_with_its_cells(data, says):
    for measure in (sigma, delta):
        with pytest.raises(DataError) as error:
            measure(data)
        assert says in str(error.value)


def test_missing_and_double_cells_are_found_even_where_they_balance():
    swapped = pl.concat(
        [SMALL.filter(~((pl.col("province") == "B") & (pl.col("year") == 2))), SMALL.filter(province="A", year=2)]
    )
    with pytest.raises(DataError) as error:
        sigma(swapped)
    assert str(error.value).splitlines() == [
        "panel, column value: more than one row for 2/A; keep one",
        "panel, column value: no row for 2/B; add it or leave the unit out",
    ]


def test_groups_are_told_in_the_cells():
    both = pl.concat(
        [SMALL.with_columns(g=pl.lit("x")), SMALL.filter(pl.col("province") != "C").with_columns(g=pl.lit("y"))]
    )
    assert sigma(both, by="g")["n"].to_list() == [3, 3, 2, 2]
    with pytest.raises(DataError, match="no row for y/2/B"):
        sigma(both.filter(~((pl.col("g") == "y") & (pl.col("year") == 2) & (pl.col("province") == "B"))), by="g")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: beta(SMALL, 0, 2), "no cell has year 0; the panel has 1, 2"),
        (lambda: beta(SMALL, 2, 1), "start 2 is not before end 1; swap them"),
        (lambda: gamma(SMALL, 2, 1), "start 2 is not before end 1; swap them"),
        (lambda: gamma(SMALL, 1, 5), "no cell has year 5"),
        (lambda: beta(SMALL.filter(pl.col("province") != "C"), 1, 2), "2 units; the measure needs 3 or more"),
        (
            lambda: beta(panel([0, 1, 2], [1, 2, 3]), 1, 2),
            "column value: no logarithm of zero or less in 1/A; leave the unit out",
        ),
        (lambda: beta(panel([1, 2, 3], [1, 0, 3]), 1, 2), "column value: no logarithm of zero or less in 2/B"),
        (lambda: beta(panel([2, 2, 2], [1, 2, 3]), 1, 2), "column value: all start values are equal"),
        (lambda: gamma(panel([2, 2, 2], [1, 2, 3]), 1, 2), "all units are equal at 1"),
        (lambda: leave_one_out(sigma, panel([1, 2], units="AB")), "1 unit; the measure needs 2 or more"),
    ],
)
def test_what_a_measure_cannot_take_is_refused(call, says):
    with pytest.raises(DataError) as error:
        call()
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SMALL.rename({"year": "mean"}), "column mean: a column of the result has this name; rename yours"),
        (
            SMALL.with_columns(province=pl.when(pl.col("province") != "A").then("province")),
            "column province: empty in 2 rows",
        ),
        (SMALL.with_columns(year=pl.when(pl.col("province") != "A").then("year")), "column year: empty in 2 rows"),
    ],
)
def test_columns_that_cannot_be_told_apart_or_are_empty(data, says):
    time = "mean" if "mean" in data.columns else "year"
    with pytest.raises(DataError) as error:
        sigma(data, time=time)
    assert says in str(error.value)


def test_columns_named_by_numbers_are_found_as_pandas_names_them():
    pandas = SMALL.to_pandas().rename(columns={"value": 2024})
    assert sigma(pandas, value=2024).equals(sigma(SMALL.to_pandas()))


def test_one_column_in_two_roles():
    with pytest.raises(DataError, match="one column in two roles"):
        sigma(SMALL, by="year")


def test_integers_of_any_width_are_measured_alike():
    rows = SMALL.with_columns(pl.col("value").cast(pl.UInt8))
    assert direction(rows, 1, 2) == direction(SMALL, 1, 2)
    assert beta(rows, 1, 2) == beta(SMALL, 1, 2)
    assert delta(rows, better="lower").equals(delta(SMALL, better="lower"))
    assert sigma(SMALL.with_columns(pl.col("value").cast(pl.Decimal(10, 2)))).equals(sigma(SMALL))
    assert "total_gap_low" in leave_one_out(delta, rows).columns


def test_groups_without_both_ends_are_refused():
    both = pl.concat([SMALL.with_columns(g=pl.lit("x")), SMALL.filter(year=1).with_columns(g=pl.lit("y"))])
    for measure in (gamma, beta, direction):
        with pytest.raises(DataError, match="y has not both 1 and 2; leave it out"):
            measure(both, 1, 2, by="g")


def test_a_mean_of_zero_but_for_rounding_has_no_share():
    assert sigma(panel([0.7, -0.2, -0.5]))["cv"].to_list() == [None]


def test_ties_at_the_start_can_lift_gamma_above_one():
    assert gamma(panel([1, 1, 2], [1, 2, 3]), 1, 2) == pytest.approx(13 / 12)


def test_text_and_other_times_are_refused_where_order_counts():
    text = SMALL.with_columns(pl.col("year").cast(pl.String))
    for measure in (gamma, beta, direction):
        with pytest.raises(DataError, match="times are text, which sorts 10 before 2"):
            measure(text, "1", "2")
        with pytest.raises(DataError, match="no cell has year '1'; the panel has 1, 2"):
            measure(SMALL, "1", "2")
        with pytest.raises(DataError, match="no cell has year None"):
            measure(SMALL, None, 2)
    days = SMALL.with_columns(year=pl.date(2000 + pl.col("year"), 1, 1))
    first, last = days["year"].min(), days["year"].max()
    assert gamma(days, first, last) == gamma(SMALL, 1, 2)
    with pytest.raises(DataError, match="no cell has year 1; the panel has 2001-01-01, 2002-01-01"):
        gamma(days, 1, 2)
    with pytest.raises(DataError, match="no cell has year 2020; the panel has 1, 2"):
        gamma(SMALL.with_columns(pl.col("year").cast(pl.UInt8)), 2020, 2021)
    with pytest.raises(DataError, match="column year: years are to be numbers"):
        beta(days, first, last)


def test_leave_one_out_takes_no_beta():
    only = "leave_one_out takes sigma, delta or gamma, not"
    with pytest.raises(ValueError, match=f"^{only} beta$"):
        leave_one_out(beta, SMALL, start=1, end=2)
    with pytest.raises(ValueError, match=f"^{only} direction$"):
        leave_one_out(direction, SMALL, start=1, end=2)


def test_unknown_better():
    with pytest.raises(ValueError, match="unknown better 'up'; choose higher or lower"):
        direction(SMALL, 1, 2, better="up")
    with pytest.raises(ValueError, match="unknown better 'up'; choose higher or lower"):
        delta(SMALL, better="up")


OWN = {"province": "commune", "year": "term", "value": "share"}


@pytest.mark.parametrize(
    ("measure", "options"),
    [(sigma, {}), (delta, {}), (gamma, {"start": 1, "end": 2}), (beta, {"start": 1, "end": 2})],
)
def test_columns_may_have_any_names(measure, options):
    named = {"unit": "commune", "time": "term", "value": "share"}
    found, plain = measure(SMALL.rename(OWN), **named, **options), measure(SMALL, **options)
    if isinstance(found, pl.DataFrame):
        assert found.rename({"term": "year"}).equals(plain)
    else:
        assert found == plain
    if measure is not beta:
        ranges = leave_one_out(measure, SMALL.rename(OWN), **named, **options)
        assert ranges.rename({"term": "year"}, strict=False).equals(leave_one_out(measure, SMALL, **options))


def test_units_in_another_order_at_each_time_keep_their_ranks():
    turned = pl.concat([SMALL.filter(year=1), SMALL.filter(year=2).reverse()])
    assert gamma(turned, 1, 2) == gamma(SMALL, 1, 2) == 1


def test_one_number_that_is_not_finite_is_named_among_those_that_are():
    with pytest.raises(DataError, match=r"no number in 2/C; fill it in"):
        sigma(panel([1, 2, 6], [2, 3, math.inf]))


def test_the_smallest_of_several_panels_must_have_enough_units():
    large, small = (
        SMALL.with_columns(index=pl.lit("a")),
        SMALL.filter(province="A").with_columns(index=pl.lit("b")),
    )
    with pytest.raises(DataError, match=r"1 unit; the measure needs 2 or more"):
        sigma(pl.concat([large, small]), by="index")


def test_a_start_is_before_its_end():
    with pytest.raises(DataError, match=r"column year: start 1 is not before end 1; swap them"):
        gamma(SMALL, 1, 1)


def test_a_panel_of_two_columns_is_named_by_both():
    index, other = (SMALL.with_columns(index=pl.lit("papi"), part=pl.lit(part)) for part in ("a", "b"))
    without_end = other.filter(year=1)
    with pytest.raises(DataError, match=r"the panel of papi/b has not both 1 and 2"):
        gamma(pl.concat([index, without_end]), 1, 2, by=["index", "part"])
