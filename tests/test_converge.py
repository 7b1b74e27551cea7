"""Convergence on published results: against an independent computation, by hand, and what is refused."""

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cchc_analysis as cchc
from cchc_analysis.compare.converge import Convergence, converge
from cchc_analysis.errors import DataError


@pytest.fixture(scope="module")
def outcomes():
    return cchc.load_outcomes()


def results(*rows, series="2020-2022", dimension="e_governance"):
    """A table of results: province, then its scores of 2020, 2021, 2022, None where there is none."""
    cells = [
        {
            "province": name,
            "year": year,
            "metric": "papi_index",
            "dimension": dimension,
            "score": score,
            "series": series,
        }
        for name, *scores in rows
        for year, score in enumerate(scores, start=2020)
        if score is not None
    ]
    return pl.DataFrame(cells).with_columns(pl.col("score").cast(pl.Float64))


SMALL = results(("Gia Lai", 1, 2, 2), ("Kon Tum", 2, 2, 3), ("Lào Cai", 4, 4, 4), ("Hà Nam", 3, None, 3))


def test_the_figures_of_e_governance(outcomes):
    found = converge(outcomes, "papi_index", "e_governance")
    assert (found.series, found.start, found.end, found.n) == ("2020-2024", 2020, 2024, 57)
    assert [round(value, 3) for value in (*found.sigma["sd"][[0, -1]], *found.sigma["cv"][[0, -1]])] == [
        0.315,
        0.280,
        0.114,
        0.083,
    ]
    assert (round(found.beta.slope, 3), round(found.beta.standard_error, 3)) == (-0.185, 0.024)
    assert round(found.gamma, 3) == 0.594
    assert found.verdict == "drew together: sigma fell from 0.315 to 0.280 points, 2020 to 2024 (n = 57)"
    assert dict(found.left_out.iter_rows()) == {
        "Bình Dương": [2023], "Bắc Giang": [2021], "Bắc Ninh": [2021, 2022], "Quảng Ninh": [2021, 2023],
        "Tiền Giang": [2024], "Vĩnh Phúc": [2024],
    }  # fmt: skip


def every_series(outcomes):
    """Metric, dimension, first and last year with scores of every series of two years or more."""
    years = outcomes.filter(status="published").drop_nulls("series").group_by("metric", "dimension", "series")
    spans = years.agg(first=pl.col("year").min(), last=pl.col("year").max()).filter(
        pl.col("first") < pl.col("last")
    )
    return spans.sort("metric", "dimension", "first").select("metric", "dimension", "first", "last").rows()


def test_every_series_agrees_with_numpy_and_scipy(outcomes):
    from scipy.stats import linregress, rankdata

    spans = every_series(outcomes)
    assert len(spans) > 50
    of = outcomes.partition_by("metric", "dimension", as_dict=True)
    for metric, dimension, first, last in spans:
        found = converge(of[metric, dimension], metric, dimension, first, last)
        rows = of[metric, dimension].filter(pl.col("year").is_between(first, last), status="published")
        wide = rows.to_pandas().pivot_table(index="province", columns="year", values="score").dropna()
        scores = wide.to_numpy()
        assert found.n == len(wide)
        assert found.sigma["sd"].to_list() == pytest.approx(scores.std(axis=0))
        assert found.sigma["cv"].to_list() == pytest.approx(scores.std(axis=0) / scores.mean(axis=0))
        assert found.delta["mean_gap"].to_list() == pytest.approx((scores.max(axis=0) - scores).mean(axis=0))
        start, growth = np.log(scores[:, 0]), np.log(scores[:, -1] / scores[:, 0]) / (last - first)
        fit = linregress(start, growth)
        assert (found.beta.slope, found.beta.standard_error, found.beta.p_value) == pytest.approx(
            (fit.slope, fit.stderr, fit.pvalue)
        )
        ranks = rankdata(scores, axis=0)
        assert found.gamma == pytest.approx(ranks.sum(axis=1).var() / (scores.shape[1] ** 2 * ranks[:, 0].var()))
        assert found.outcome == ("together" if scores[:, -1].std() < scores[:, 0].std() else "apart")


def test_a_small_panel_by_hand():
    """Scores 1, 2, 4 become 2, 3, 4: the standard deviation falls from 1.247 to 0.816; Hà Nam lacks 2021."""
    found = converge(SMALL, "papi_index", "e_governance")
    assert found.n == 3
    assert found.left_out.rows() == [("Hà Nam", [2021])]
    assert found.panel.filter(~pl.col("balanced"))["year"].to_list() == [2020, 2022]
    assert found.sigma["sd"].to_list() == pytest.approx([np.std([1, 2, 4]), np.std([2, 2, 4]), np.std([2, 3, 4])])
    assert found.delta["leader"].to_list() == ["Lào Cai"] * 3
    assert str(found.direction) == "weak upward convergence"
    assert found.outcome == "together"


def test_what_is_said_of_a_small_panel():
    """Sums of the ranks 3.5, 5.5, 9: gamma 5.167 / 6. Lào Cai alone is far from the other two."""
    found = converge(SMALL, "papi_index", "e_governance")
    assert found.describe("en").splitlines() == [
        "PAPI, e-governance: 2020 to 2022, one series (2020-2022), 3 provinces with a score in every year",
        "Spread of the provinces: sigma fell from 1.247 to 0.816 points, 2020 to 2022 (n = 3); without Lào Cai it would not have.",
        "Relative to the mean (cv): 0.535, then 0.272.",
        "Mean distance to the leader (delta): 1.667, then 1.000 points.",
        "Order of the provinces (gamma; 1: never changed): 0.861.",
        "Growth on the first score (beta): −0.250 (standard error 0.025, p = 0.062), half-life 2.0 years. "
        "Survey error alone makes low scores rise and high ones fall (regression to the mean), "
        "so the verdict does not rest on it.",
        "Left out (1), with the years without a score: Hà Nam (2021).",
    ]
    said = found.describe("vi")
    for words in (
        "từ 1,247 xuống 0,816 điểm",
        "0,535, sau đó 0,272",
        "(sai số chuẩn 0,025, p = 0,062), sau 2,0 năm",
    ):
        assert words in said


def test_gamma_above_one_and_a_tiny_p_are_said_as_such():
    tied = converge(
        results(("Gia Lai", 1, 1, 1), ("Kon Tum", 1, 2, 2), ("Lào Cai", 2, 3, 3)), "papi_index", "e_governance"
    )
    assert "1.148. Above 1 only because provinces share a rank at the start." in tied.describe("en")
    rows = [
        (name, value, value, 4 * value**0.5)
        for name, value in (("Gia Lai", 1), ("Kon Tum", 2), ("Lào Cai", 4), ("Hà Nam", 3))
    ]
    halved = converge(results(*rows), "papi_index", "e_governance")
    assert "p < 0,001), sau 2,0 năm" in halved.describe("vi")


def test_low_scores_that_rise_faster_are_no_convergence_where_sigma_rises():
    """Regression to the mean: beta is negative, the spread grows, and the verdict says apart."""
    data = results(("Gia Lai", 1, 4, 6), ("Kon Tum", 2, 2, 2), ("Lào Cai", 3, 3, 3))
    found = converge(data, "papi_index", "e_governance")
    assert found.beta.slope < 0
    assert found.verdict.startswith("drew apart: sigma rose")
    assert "together" not in found.verdict
    assert "regression to the mean" in found.describe("en")
    assert "hồi quy về trung bình" in found.describe("vi")


def test_provinces_on_whom_the_verdict_hangs_are_named():
    data = results(("Gia Lai", 1, 1, 4), ("Kon Tum", 4, 4, 3.9), ("Lào Cai", 4.1, 4.1, 4.5))
    found = converge(data, "papi_index", "e_governance")
    assert found.hinges_on == ("Gia Lai",)
    assert found.verdict.endswith("; without Gia Lai it would not have")


@pytest.mark.parametrize(
    ("scores", "is_clear", "says"),
    [
        (
            [(1, 2, 2), (2, 3, 3), (3, 4, 3.5), (4, 5, 4)],
            True,
            "Provinces drew together: sigma fell from 1.118 to 0.740",
        ),
        (
            [(1, 0, 2), (2, 3, 3), (3, 4, 3.5), (4, 6, 4)],
            False,
            "Spread of the provinces: sigma fell from 1.118 to 0.740",
        ),
        ([(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4)], False, "The spread of provinces did not change"),
    ],
)
def test_that_provinces_drew_together_is_said_of_no_change_that_chance_may_make(scores, is_clear, says):
    """Sigma 1.118, 1.118, 0.740; then 1.118, 2.165, 0.740: the other way by 1.047, more than the 0.379 from end to end."""
    found = converge(
        results(*((name, *own) for name, own in zip("ABCD", scores, strict=True))), "papi_index", "e_governance"
    )
    assert found.is_clear == is_clear
    said = found.describe("en").splitlines()
    assert said[1].startswith(says)
    by_chance = "From one year to the next the spread also went the other way by 1.047 points, so a change of 0.379 may be chance."
    assert (by_chance in said) == (says.startswith("Spread"))
    assert found.verdict.startswith("drew together") == ("fell" in says)


def test_a_shift_of_all_is_no_change_of_spread():
    """Binary fractions make sigma of the second year smaller by 4e-16."""
    data = results(
        ("Gia Lai", 1.1, 2, 2.1), ("Kon Tum", 2.2, 2, 3.2), ("Lào Cai", 3.4, 3, 4.4), ("Hà Nam", 7.7, 8, 8.7)
    )
    found = converge(data, "papi_index", "e_governance")
    assert (found.outcome, str(found.direction)) == ("unchanged", "strict upward unchanged spread")
    assert (found.hinges_on, found.verdict) == ((), "spread unchanged: sigma 2.503 and 2.503 points, 2020 to 2022 (n = 4)")  # fmt: skip


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (2e-12, "spread unchanged: sigma 1.000 and 1.000 points"),
        (8e-12, "spread unchanged: sigma 1.000 and 1.000 points"),
        (6e-11, "drew apart: sigma rose from 1.00000000000 to 1.00000000003 points"),
    ],
)
def test_a_change_of_sigma_that_no_figure_shows_is_none(step, verdict):
    found = converge(results(("Gia Lai", 1, 1, 1), ("Kon Tum", 3, 3, 3 + step)), "papi_index", "e_governance")
    assert found.verdict.startswith(verdict)
    assert found.describe("en")


def test_a_sigma_that_fell_does_not_read_as_if_it_stood():
    data = results(("Gia Lai", 1, 1, 2.0001), ("Kon Tum", 2, 2, 3), ("Lào Cai", 3, 3, 4))
    assert "sigma fell from 0.81650 to 0.81646 points" in converge(data, "papi_index", "e_governance").verdict


KON_TUM = pl.col("province") == "Kon Tum"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: pl.concat([data, data.filter(KON_TUM, year=2021)]), "outcomes, column province: papi_index, e_governance, Kon Tum, 2021: this result stands twice"),
        (lambda data: data.with_columns(score=pl.when(KON_TUM).then(float("nan")).otherwise("score")), "outcomes, column score: NaN or infinite in 3 of 11 rows, first papi_index, e_governance, Kon Tum, 2020; make it null"),
        (lambda data: data.with_columns(score=pl.when(KON_TUM).then(float("inf")).otherwise("score")), "outcomes, column score: NaN or infinite in 3 of 11 rows, first papi_index, e_governance, Kon Tum, 2020; make it null"),
        (lambda data: data.with_columns(pl.col("score").cast(pl.String)), "outcomes, column score: text, not numbers"),
        (lambda data: data.with_columns(series=2020), "outcomes, column series: Int32, not text; cast the column"),
        (lambda data: data.with_columns(province=pl.lit(62)), "outcomes, column province: Int32, not text"),
        (lambda data: data.with_columns(pl.col("year").cast(pl.String)), "outcomes, column year: text, not whole numbers"),
        (lambda data: data.with_columns(year=pl.when(KON_TUM).then(None).otherwise("year")), "outcomes, column year: empty in 3 of 11 rows, first papi_index, e_governance, Kon Tum, None; fill it in"),
    ],
)  # fmt: skip
def test_a_table_of_ones_own_that_cannot_be_measured_is_refused(change, says):
    with pytest.raises(DataError, match=re.escape(says)):
        converge(change(SMALL), "papi_index", "e_governance")


@pytest.mark.parametrize("press", [False, True])
def test_a_year_that_all_provinces_lack_is_named(press):
    """A single figure of the press makes it no year of the panel."""
    names = ["Gia Lai", "Kon Tum", "Lào Cai"]
    data = results(*((name, at, None, at + 1) for at, name in enumerate(names, start=1)))
    data = data.with_columns(status=pl.lit("published"))
    if press:
        single = data.head(1).with_columns(pl.lit(2021).cast(pl.Int64).alias("year"), status=pl.lit("stated"))
        data = pl.concat([data, single])
    for years in ({}, {"start": 2020, "end": 2022}):
        found = converge(data, "papi_index", "e_governance", **years)
        assert (found.n, found.without_scores, found.sigma["year"].to_list()) == (3, (2021,), [2020, 2022])
        assert found.panel["year"].unique().sort().to_list() == [2020, 2022]
        assert "There are no scores of 2021." in found.describe("en").splitlines()
        assert "Không có điểm năm 2021." in found.describe("vi").splitlines()
    with pytest.raises(DataError, match="no series covers 2021" if press else "no score in 2021"):
        converge(data, "papi_index", "e_governance", 2021)


def test_names_as_categories_and_years_as_floats_are_understood():
    text = pl.col("province", "metric", "dimension", "series").cast(pl.Categorical)
    found = converge(
        SMALL.with_columns(text, pl.col("year").cast(pl.Float64)), "papi_index", "e_governance", 2020.0
    )
    assert found.verdict == converge(SMALL, "papi_index", "e_governance").verdict
    assert found.left_out.rows() == [("Hà Nam", [2021])]


def test_two_provinces_have_no_beta_and_one_has_no_spread():
    found = converge(SMALL, "papi_index", "e_governance", provinces=["gia lai", "62"])
    assert (found.n, found.beta) == (2, None)
    assert set(found.panel["province"]) == {"Gia Lai", "Kon Tum"}
    assert "Beta is not computed: it needs 3 provinces or more (n = 2)" in found.describe("en")
    moved = converge(SMALL, "papi_index", "e_governance", provinces=["Gia Lai", "Lào Cai"])
    assert "Of two provinces each makes the spread, so no change of it is clear." in moved.describe("en")
    assert "Chỉ có hai tỉnh thì tỉnh nào cũng quyết định độ phân tán" in moved.describe("vi")
    with pytest.raises(
        DataError, match="column province: 1 with a score in every year from 2020 to 2022: Kon Tum; 2 or more"
    ):
        converge(SMALL, "papi_index", "e_governance", provinces=["Kon Tum", "Hà Nam"])


@pytest.mark.parametrize(
    ("scores", "gamma"),
    [
        ([(0, 1, 2), (2, 3, 3), (4, 5, 7)], 1.0),
        ([(1, 1, 0), (2, 3, 3), (4, 5, 7)], 1.0),
        ([(5, 1, 2), (5, 3, 3), (5, 5, 7)], None),
        ([(5, 5, 5), (5, 5, 5), (5, 5, 5)], None),
    ],
)
def test_what_has_no_beta_has_the_other_measures_and_the_reason(scores, gamma):
    rows = zip(["Gia Lai", "Kon Tum", "Lào Cai"], *zip(*scores, strict=True), strict=True)
    found = converge(results(*rows), "papi_index", "e_governance")
    assert (found.beta, found.gamma) == (None, gamma)
    assert found.sigma["sd"].to_list() == pytest.approx(list(np.std(scores, axis=0)))
    assert found.delta["mean_gap"].to_list() == pytest.approx(
        (np.max(scores, axis=0) - scores).mean(axis=0).tolist()
    )
    assert "scores above zero and first scores that differ." in found.describe("en")
    assert ("(gamma) is not computed: all scores of 2020 are equal." in found.describe("en")) == (gamma is None)
    assert "điểm lớn hơn 0 và điểm năm đầu khác nhau." in found.describe("vi")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"metric": "papi"}, "column metric: no result of 'papi'; nearest: papi_index"),
        ({"metric": "dti_index"}, "column metric: only ranks or national figures of 'dti_index', no score of a province"),
        ({"dimension": "e_goverment"}, "column dimension: no result of 'e_goverment'; nearest: e_governance"),
        ({"provinces": ["Kon Tom"]}, "column province: no row has 'Kon Tom'; nearest: Kon Tum"),
        ({"start": 2019, "end": 2024}, "2019 and 2024 of papi_index e_governance lie in two series, 2018-2019 and 2020-2024"),
        ({"start": 2017}, "no score in 2017 of papi_index e_governance; its series: 2018-2019, 2020-2024"),
        ({"start": 2024, "end": 2020}, "no change from 2024 to 2020 of papi_index e_governance; name a first year and a later one"),
        ({"metric": "par_index", "dimension": "total"}, "no series of par_index total is known"),
        ({"dimension": "environment", "start": 2018}, "no change from 2018 to 2018"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_one_line(outcomes, call, says):
    asked = {"metric": "papi_index", "dimension": "e_governance"} | call
    with pytest.raises(DataError, match=re.escape(says)) as error:
        converge(outcomes, **asked)
    assert "\n" not in str(error.value)


def test_scores_of_two_series_in_one_year_are_not_compared():
    mixed = pl.concat([SMALL, results(("Yên Bái", 2, 3, 3), series="2019-2022")])
    says = "2020 of papi_index e_governance lies in two series, 2019-2022 and 2020-2022; keep one"
    for table in (mixed, mixed.reverse()):
        with pytest.raises(DataError, match=says):
            converge(table, "papi_index", "e_governance")


@pytest.mark.parametrize(("years", "says"), [({"start": "2020"}, "['2020']"), ({"end": 2023.5}, "[2023.5]")])
def test_years_that_are_none_are_refused_as_charts_refuse_them(outcomes, years, says):
    with pytest.raises(
        ValueError, match=re.escape(f"years are a list of whole numbers, such as [2024], not {says}")
    ):
        converge(outcomes, "papi_index", "e_governance", **years)


def test_a_table_without_a_column_is_refused(outcomes):
    with pytest.raises(DataError, match="outcomes, column series: the column is missing"):
        converge(outcomes.drop("series"), "papi_index")


def test_without_years_the_last_series_of_three_years_is_taken(outcomes):
    assert converge(outcomes, "pci_index").series == "2013-2020"
    assert converge(outcomes, "pci_index", start=2021).end == 2022
    assert converge(outcomes, "pci_index", "land_access").end == 2016
    assert converge(outcomes, "papi_index", end=2023).start == 2021


def test_a_total_is_named_as_in_its_years(outcomes):
    """PAPI had six dimensions until 2017."""
    head = [converge(outcomes, "papi_index", end=year).describe("vi").splitlines()[0] for year in (2017, 2024)]
    assert (
        ["sáu nội dung" in line for line in head] == ["tám nội dung" not in line for line in head] == [True, False]
    )


def test_pandas_gives_pandas(outcomes):
    pandas, polars = (converge(table, "papi_index") for table in (cchc.load_outcomes("pandas"), outcomes))
    assert type(pandas.panel).__module__.startswith("pandas")
    assert pl.from_pandas(pandas.sigma).equals(polars.sigma)
    assert pandas.describe("vi") == polars.describe("vi")


def test_a_balanced_panel_and_who_is_left_out_are_all_provinces(outcomes):
    of = outcomes.partition_by("metric", as_dict=True)
    for metric, dimension, first, last in every_series(outcomes):
        found = converge(of[metric,], metric, dimension, first, last)
        balanced = set(found.panel.filter("balanced")["province"])
        left_out = set(found.left_out["province"])
        assert not balanced & left_out
        assert len(balanced | left_out) == 63
        assert balanced == {
            name
            for name, rows in found.panel.group_by("province")
            for name in name
            if rows.height == last - first + 1
        }


scores = st.lists(st.integers(100, 900).map(lambda n: n / 100), min_size=3, max_size=3)


@given(st.lists(scores, min_size=3, max_size=6), st.integers(0, 500))
@settings(max_examples=60)
def test_the_verdict_follows_sigma_and_a_shift_of_all_changes_nothing(rows, shift):
    names = ["Gia Lai", "Kon Tum", "Lào Cai", "Hà Nam", "Hà Nội", "Cà Mau"]
    if len({row[0] for row in rows}) < 3:
        return
    data = results(*zip(names, *zip(*rows, strict=True), strict=False))
    found: Convergence = converge(data, "papi_index", "e_governance")
    moved = converge(data.with_columns(pl.col("score") + shift), "papi_index", "e_governance")
    assert moved.sigma["sd"].to_list() == pytest.approx(found.sigma["sd"].to_list(), abs=1e-9)
    before, after = found.sigma["sd"][[0, -1]]
    assert found.verdict.startswith("drew together") == (before - after > 1e-9)
    assert found.outcome == moved.outcome
