"""The pace to a target, on a path that can be walked by hand."""

from datetime import date

import polars as pl
import pytest

from cchc_analysis.compare.pace import last_day, pace, spans_of
from cchc_analysis.errors import DataError

COLUMNS = ["province", "metric", "unit", "scope", "level", "nature", "comparator", "value", "period", "year"]


def table(*rows, metric="e_dossier_rate"):
    """Rows of (nature, comparator, value, period), of one province, scope and level."""
    full = [
        ("A", metric, "percent", "standard", "all", n, c, float(v), p, int(p[-4:] if "/" in p else p[:4]))
        for n, c, v, p in rows
    ]
    return pl.DataFrame(full, schema=COLUMNS, orient="row")


def two_results(second, comparator=">=", metric="e_dossier_rate"):
    """From 20 at the end of 2020 to 100 at the end of 2024: 20 points a year are asked for."""
    return table(
        ("actual", "=", 20, "2020"),
        ("actual", "=", second, "2022"),
        ("target", comparator, 100, "2024"),
        metric=metric,
    )


@pytest.mark.parametrize(
    ("second", "status", "ratio"),
    [(100, "met", 2.0), (60, "on track", 1.0), (58.1, "on track", 0.9525), (57, "behind", 0.925), (45, "behind", 0.625),
     (40, "far behind", 0.5), (20, "far behind", 0.0), (10, "falling", -0.25)],
)  # fmt: skip
def test_classes_by_the_ratio_of_observed_to_required_change(second, status, ratio):
    row = pace(two_results(second)).row(0, named=True)
    assert row["status"] == status
    assert row["ratio"] == pytest.approx(ratio, rel=2e-3, abs=1e-9)


@pytest.mark.parametrize(
    ("second", "status", "told"),
    [
        (4.3799, "far behind", "less than 0.60"),
        (4.38, "behind", "at least 0.60"),
        (4.4849, "behind", "at least 0.60"),
        (4.485, "on track", "at least 0.95"),
    ],
)
def test_the_share_that_is_told_is_of_the_class(second, status, told):
    """From 4.2 to 4.8 in twice the days: 4.38 is 0.6 of the change, whatever binary fractions make of it."""
    data = table(
        ("actual", "=", 4.2, "2020-01-01"),
        ("actual", "=", second, "2020-01-11"),
        ("target", ">=", 4.8, "2020-01-21"),
    )
    row = pace(data).row(0, named=True)
    assert (row["status"], row["reason"]) == (status, f"{told} of the change that a linear path asks for")


def test_points_and_compound_growth_needed():
    row = pace(two_results(60)).row(0, named=True)
    assert (row["start"], row["start_date"], row["current"], row["current_date"]) == (
        20,
        date(2020, 12, 31),
        60,
        date(2022, 12, 31),
    )
    assert row["points_per_year"] == pytest.approx(20, rel=1e-3)
    assert row["growth_per_year"] == pytest.approx((100 / 60) ** 0.5 - 1, rel=1e-3)
    assert (row["comparator"], row["target"], row["target_year"]) == (">=", 100, 2024)


def test_no_compound_growth_from_zero_or_to_it_or_without_time():
    down = pace(
        table(("actual", "=", 50, "2020"), ("target", "=", 0, "2024"), metric="public_service_staff_count")
    )
    assert down.select("growth_per_year", pl.col("points_per_year").round(1)).row(0) == (None, -12.5)
    due = pace(table(("actual", "=", 40, "2024-12-31"), ("target", ">=", 50, "2024"))).row(0, named=True)
    assert (due["growth_per_year"], due["points_per_year"]) == (None, None)
    row = pace(table(("actual", "=", 0, "2020"), ("target", ">=", 50, "2024"))).row(0, named=True)
    assert row["growth_per_year"] is None
    assert row["points_per_year"] == pytest.approx(12.5, rel=1e-3)


@pytest.mark.parametrize(
    ("comparator", "result", "metric", "met"),
    [(">=", 81, "e_dossier_rate", True), (">=", 80, "e_dossier_rate", True), (">", 80, "e_dossier_rate", False),
     ("=", 81, "e_dossier_rate", True), ("<=", 79, "e_dossier_rate", True), ("<", 80, "e_dossier_rate", False),
     ("=", 79, "public_service_staff_count", True), ("=", 81, "public_service_staff_count", False)],
)  # fmt: skip
def test_a_floor_is_met_from_above_and_a_ceiling_from_below(comparator, result, metric, met):
    row = pace(table(("actual", "=", result, "2020"), ("target", comparator, 80, "2024"), metric=metric)).row(
        0, named=True
    )
    assert (row["status"] == "met") is met


def test_one_date_is_not_assessable():
    row = pace(table(("actual", "=", 20, "2020-09-14"), ("target", ">=", 50, "2024"))).row(0, named=True)
    assert (row["status"], row["reason"]) == (
        "not assessable",
        "one date only (2020-09-14): no change is observed",
    )


def test_results_of_another_scope_are_named_and_never_paired():
    data = two_results(60).with_columns(
        scope=pl.when(nature="actual").then(pl.lit("all_listed")).otherwise(pl.lit("eligible"))
    )
    row = pace(data).row(0, named=True)
    assert (row["status"], row["start"], row["ratio"]) == ("not assessable", None, None)
    assert row["reason"] == (
        "not the same measure: result 20 (2020; base: all services listed, of every online level; level: all); "
        "60 (2022; base: all services listed, of every online level; level: all), "
        "target (2024; base: eligible procedures; level: all)"
    )


def test_a_long_figure_is_told_short_and_the_sixth_is_only_counted():
    rows = [
        ("actual", "=", value, f"20{year}")
        for year, value in enumerate([10, 20.25, 100 / 3, 40, 50, 60], start=14)
    ]
    data = table(*rows, ("target", ">=", 90, "2024")).with_columns(
        level=pl.when(nature="actual").then(pl.lit("commune")).otherwise(pl.lit("province"))
    )
    reason = pace(data)["reason"].item().replace("; base: the metric's own base; level: commune", "")
    told = "result 10 (2014); 20.25 (2015); 33.33 (2016); 40 (2017); 50 (2018) and 1 more, target"
    assert reason.startswith(f"not the same measure: {told}")


def test_results_of_another_province_are_not_named():
    data = two_results(60).with_columns(province=pl.when(nature="actual").then(pl.lit("B")).otherwise(pl.lit("A")))
    assert pace(data)["reason"].to_list() == ["no exact result for this metric in the documents of the province"]


@pytest.mark.parametrize("comparator", ["=", "<=", "<", ">="])
@pytest.mark.parametrize(
    ("first", "last", "status"), [(30, 10, "met"), (40, 30, "on track"), (30, 40, "falling"), (10, 30, "falling")]
)
def test_of_a_rank_the_lower_is_the_better_whatever_the_sign(comparator, first, last, status):
    rows = ("actual", "=", first, "2022"), ("actual", "=", last, "2023"), ("target", comparator, 20, "2024")
    data = table(*rows, metric="par_index").with_columns(scope=pl.lit("rank"), unit=pl.lit("index"))
    assert pace(data)["status"].to_list() == [status]


@pytest.mark.parametrize(
    ("metric", "first", "second", "aim", "status"),
    [
        ("training_class_count", "2022", "2023", "2025", "far behind"),
        ("training_class_count", "2022-Q1", "2023-Q4", "2025-Q2", "far behind"),
        ("training_class_count", "2022", "2023-Q1", "2025", "one date only (2022-12-31)"),
        ("training_class_count", "2022", "2023", "2021/2025", "not the same measure: result 10 (2022; "),
        (
            "training_class_count",
            "2022-12-31",
            "2023-12-31",
            "2025",
            "not the same measure: result 10 (2022-12-31",
        ),
        ("public_service_staff_count", "2022-12-31", "2023-12-31", "2025", "met"),
        ("business_regulation_reduction_rate", "2022", "2023", "2021/2025", "not the same measure"),
        ("e_dossier_rate", "2022", "2023-Q1", "2021/2025", "far behind"),
    ],
)
def test_what_happened_within_a_span_is_paired_with_an_aim_for_as_long(metric, first, second, aim, status):
    """From 10 to 11 on the way to 50: a count of a year is none of five; staff on a day is staff of the year, the fewer the better."""
    data = table(("actual", "=", 10, first), ("actual", "=", 11, second), ("target", "=", 50, aim), metric=metric)
    data = data.with_columns(year=pl.col("period").str.extract("([0-9]{4})[^/]*$").cast(pl.Int64))
    row = pace(data).row(0, named=True)
    assert row["status"] == status or row["reason"].startswith(status)
    assert (f"target ({aim}; " in row["reason"]) is row["reason"].startswith("not the same measure")


@pytest.mark.parametrize(("comparator", "first", "last"), [(">=", 99, 93), ("=", 95, 90), ("<=", 3, 120)])
def test_a_target_met_at_first_and_no_longer_is_falling(comparator, first, last):
    row = pace(
        table(("actual", "=", first, "2020"), ("actual", "=", last, "2022"), ("target", comparator, 95, "2024"))
    ).row(0, named=True)
    assert row["status"] == "falling"
    assert "met the target, the last does not" in row["reason"]


def test_results_after_the_target_or_bounded_are_not_paired():
    late = pace(table(("actual", "=", 60, "2026"), ("target", ">=", 80, "2024"))).row(0, named=True)
    assert (late["status"], late["current"]) == ("not assessable", None)
    assert late["reason"] == "the results are of after the date of the target"
    bound = pace(table(("actual", "<=", 90, "2020"), ("target", ">=", 80, "2024"))).row(0, named=True)
    assert (bound["status"], bound["current"]) == ("not assessable", None)
    assert bound["reason"] == "no exact result for this metric in the documents of the province"


def test_a_result_that_is_about_so_much_meets_nothing():
    data = table(("actual", "=", 95, "2024-11-10"), ("target", ">=", 95, "2024"))
    data = data.with_columns(note=pl.Series(["Said to be about so much.", None]))
    assert pace(data).select("status", "reason").rows() == [
        ("not assessable", "no exact result for this metric in the documents of the province")
    ]


def test_of_two_results_of_one_day_that_of_the_longer_period_counts():
    """The share of the year, not that of its last quarter; the one that is stated, not the computed."""
    data = table(
        ("actual", "=", 94, "2024"),
        ("actual", "=", 96, "2024-Q4"),
        ("actual", "=", 97, "2024"),
        ("target", ">=", 95, "2024"),
    ).with_columns(basis=pl.Series(["stated", "stated", "computed", "stated"]))
    for each in (data, data.reverse()):
        assert pace(each).select("start", "current", "status").rows() == [(94, 94, "not assessable")]


@pytest.mark.parametrize(("comparator", "result"), [(">=", 95), ("<=", 85)])
def test_a_target_that_is_met_needs_no_more(comparator, result):
    data = table(("actual", "=", result, "2023"), ("target", comparator, 90, "2024"))
    assert pace(data).select("status", "points_per_year", "growth_per_year").rows() == [("met", 0, 0)]


def test_results_are_walked_in_order_of_their_dates():
    data = two_results(60).reverse()
    assert pace(data).select("start", "current").row(0) == (20, 60)


def test_two_targets_of_the_last_year_both_stay():
    data = pl.concat([two_results(60), table(("target", "=", 90, "2024"))])
    assert pace(data).select("comparator", "target").rows() == [("=", 90.0), (">=", 100.0)]
    early = pl.concat([two_results(60), table(("target", ">=", 95, "2024-06"))])
    assert pace(early)["target"].to_list() == [100, 95] == pace(early.reverse())["target"].to_list()


def test_a_table_without_its_columns_or_with_unknown_metrics_is_refused():
    with pytest.raises(DataError, match="column period: the column is missing"):
        pace(two_results(60).drop("period"))
    with pytest.raises(DataError, match="column metric: unknown 'x_rate'"):
        pace(two_results(60).with_columns(metric=pl.lit("x_rate")))
    with pytest.raises(DataError, match=r"column period: cannot read '2025/2021'; write .* the earlier first"):
        pace(two_results(60).with_columns(period=pl.lit("2025/2021")))


def test_the_last_target_counts():
    data = pl.concat([two_results(60), table(("target", ">=", 50, "2023"))])
    assert pace(data)["target_year"].to_list() == [2024]


@pytest.mark.parametrize(
    ("period", "day"),
    [("2024", "2024-12-31"), ("2020-Q1", "2020-03-31"), ("2020-Q2", "2020-06-30"), ("2020-Q4", "2020-12-31"),
     ("2021/2025", "2025-12-31"), ("2024-02", "2024-02-29"), ("2020-01-01/2020-09-14", "2020-09-14")],
)  # fmt: skip
def test_the_last_day_of_a_period(period, day):
    assert last_day(period).isoformat() == day


def test_a_period_spans_months_or_days_below_zero():
    periods = ["2024", "2020-Q3", "2020-09-14", "2021/2025", "2023-01-01/2023-09-14"]
    assert spans_of(pl.Series(periods)).to_list() == [12, 3, 0, 60, -257]


def test_on_the_five_documents_nothing_is_assessable_and_it_says_why(targets):
    found = pace(targets)
    assert set(found["status"]) == {"not assessable"}
    assert found["reason"].null_count() == 0
    beside = found.filter(pl.col("reason").str.starts_with("not the same measure"))
    assert set(beside["province"]) >= {"Kiên Giang"}
    assert "online_service_rate" in set(beside["metric"])


def test_pandas_and_an_empty_selection():
    assert pace(two_results(60).to_pandas())["status"].tolist() == ["on track"]
    with pytest.raises(DataError, match="no target has a figure"):
        pace(two_results(60).filter(nature="actual"))


@pytest.mark.parametrize(("counted", "status"), [("2022", "not assessable"), ("2024", "met")])
def test_what_was_counted_in_an_earlier_year_is_none_of_the_target(counted, status):
    """25 classes of 2022 are none of the 20 for 2024; a rate of 2022 that is kept up meets the target."""
    classes = table(("actual", "=", 25, counted), ("target", ">=", 20, "2024"), metric="training_class_count")
    assert pace(classes).select("status", "points_per_year").row(0) == (status, 0.0 if status == "met" else None)
    rate = table(("actual", "=", 25, counted), ("target", ">=", 20, "2024"))
    assert pace(rate)["status"].to_list() == ["met"]


@pytest.mark.parametrize(
    ("counted", "status", "reason"),
    [
        ("2025", "met", "the result of 2025-12-31 meets the target"),
        ("2023", "not assessable", "counted up to 2023-12-31, which is not the target's time"),
        ("2021/2025", "not assessable", "not the same measure: result 55 (2021/2025; base: the metric's own base; level: all), target (2021/2025; base: each year, no total; level: all)"),
    ],
)  # fmt: skip
def test_an_aim_of_each_year_is_one_of_its_last_year(counted, status, reason):
    rows = table(("actual", "=", 55, counted), ("target", ">=", 50, "2021/2025"), metric="training_class_count")
    is_aim = pl.col("nature") == "target"
    each = rows.with_columns(scope=pl.when(is_aim).then(pl.lit("yearly")).otherwise("scope"))
    assert pace(each).select("scope", "status", "reason").rows() == [("yearly", status, reason)]


def test_of_two_results_that_documents_tell_of_one_day_none_is_taken():
    rows = [("actual", "=", 20, "2020"), ("actual", "=", 52, "2022"), ("actual", "=", 57, "2022")]
    [row] = pace(table(*rows, ("target", ">=", 100, "2024"))).to_dicts()
    assert (row["status"], row["reason"]) == ("not assessable", "documents differ in the result of 2022-12-31")
    agreed = pace(table(*rows[:2], rows[1], ("target", ">=", 100, "2024")))
    assert agreed["status"].to_list() == ["behind"]
