"""Pairs of figures, and whether they may be read side by side."""

import re

import polars as pl
import pytest

from cchc_analysis.compare.gaps import BOUNDS_NOTHING, bound, closest, gaps, rounded_difference, side_by_side
from cchc_analysis.errors import DataError
from cchc_analysis.wording import side
from tests.commands import run_command

COLUMNS = ["metric", "unit", "level", "province", "year", "comparator", "value", "scope", "nature"]
RATE = ("e_dossier_rate", "percent", "all")


def table(*rows):
    return pl.DataFrame([RATE + row for row in rows], schema=COLUMNS, orient="row")


@pytest.mark.parametrize(
    ("b", "verdict"),
    [
        ((2023, "=", 80.0, "standard", "target"), "same"),
        ((2023, ">=", 80.0, "standard", "target"), "same"),
        ((2024, "=", 80.0, "standard", "target"), "year differs"),
        ((2024, "=", 80.0, "eligible", "target"), "scope differs"),
        ((2024, "=", 80.0, "eligible", "actual"), "target against actual"),
    ],
)
def test_the_first_reason_that_applies(b, verdict):
    pair = gaps(table(("A", 2023, "=", 90.0, "standard", "target"), ("B", *b)))
    assert pair.select("province_a", "province_b", "difference", "comparability").rows() == [
        ("A", "B", 10.0, verdict)
    ]


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("=", "=", "both plain: the difference is exact"),
        (">=", "=", "at least this difference"),
        ("=", ">=", "at most this difference"),
        (">=", ">=", "bounds no difference"),
        ("<=", "=", "at most this difference"),
        ("=", "<", "at least this difference"),
        (">=", "<=", "at least this difference"),
    ],
)
def test_what_a_difference_bounds(a, b, says):
    pair = gaps(table(("A", 2023, a, 90.0, "standard", "target"), ("B", 2023, b, 80.0, "standard", "target")))
    assert pair["reading"].item().startswith(says)


@pytest.mark.parametrize(
    ("basis", "says"),
    [("trajectory", "both plain: the difference is exact"), ("stated", "at least this difference")],
)
def test_a_share_computed_as_at_least_all_is_all(basis, says):
    rows = table(("A", 2025, ">=", 100.0, "standard", "target"), ("B", 2025, "=", 90.0, "standard", "target"))
    assert gaps(rows.with_columns(basis=pl.Series([basis, "stated"])))["reading"].item().startswith(says)


@pytest.mark.parametrize(
    ("a", "says", "sign"),
    [
        ("=", "about this difference", "~"),
        (">=", "bounds no difference: neither figure is exact", "="),
        ("<=", "bounds no difference: neither figure is exact", "="),
    ],
)
def test_a_figure_that_is_about_so_much_bounds_nothing_beside_an_open_one(a, says, sign):
    rows = table(("A", 2023, a, 90.0, "standard", "target"), ("B", 2023, "=", 80.0, "standard", "target"))
    rows = rows.with_columns(note=pl.Series([None, "Said to be about so much."]))
    [pair] = side_by_side(rows).rows(named=True)
    assert pair["reading"].startswith(says)
    assert (bound(pair), rounded_difference(pair)) == (sign, 10.0 if sign == "~" else None)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"value_a": 100.0}, 2.65),
        ({"value_a": 99.1}, 1.75),
        ({"value_a": 97.3901}, 0.0401),
        ({"value_a": 30.0, "value_b": 100 * 135 / 460, "numerator_b": 135.0}, 0.7),
        ({"value_a": 90.5, "value_b": 85.25}, 5.25),
        ({"value_a": 85.25, "value_b": 90.5}, -5.25),
        ({"value_a": 100 / 3, "numerator_a": 1.0, "value_b": 85.25}, -51.9),
        ({"reading": None}, None),
        ({"reading": BOUNDS_NOTHING}, None),
    ],
)
def test_a_difference_is_told_as_far_as_its_figures_are_printed(cells, told):
    pair = {"reading": "both plain: the difference is exact", "numerator_b": None, "value_b": 97.35}
    assert rounded_difference(pair | cells) == told


@pytest.mark.parametrize(
    ("metric", "unit", "nature", "a", "b", "verdict"),
    [
        # counts: III/2020 has 92 days, 2024 has 366; 2023 has 365; quarters of 90 and 92 days are alike
        ("training_class_count", "count", "actual", "2020-Q3", "2024", "scope differs"),
        ("training_class_count", "count", "actual", "2020-01-01/2020-09-14", "2020", "scope differs"),
        ("training_class_count", "count", "target", "2021/2025", "2025", "scope differs"),
        ("training_class_count", "count", "actual", "2023", "2024", "year differs"),
        ("training_class_count", "count", "actual", "2023-Q1", "2020-Q3", "year differs"),
        ("training_class_count", "count", "actual", "2020-09-14", "2020-09-14", "same"),
        ("training_class_count", "count", "target", "2016/2020", "2021/2025", "year differs"),
        # shares may be of different times, which stand beside them
        ("e_dossier_rate", "percent", "actual", "2020-Q3", "2024", "year differs"),
        ("e_dossier_rate", "percent", "actual", "2020-Q3", "2020", "same"),
        ("e_dossier_rate", "percent", "actual", "2020-Q3", "2020-Q3", "same"),
        ("e_dossier_rate", "percent", "target", "2025-Q4", "2025", "same"),
        # a cut happens within its time, whatever its unit; staff and portals are a state on a day
        ("budget_support_reduction_rate", "percent", "target", "2022/2026", "2024", "scope differs"),
        ("web_portal_count", "count", "actual", "2024-11-15", "2024", "same"),
        # what comes each year does so over any years
        ("digitization_annual_increase", "percentage_point", "target", "2022/2025", "2026/2027", "year differs"),
    ],
)
def test_what_happens_within_a_time_compares_over_spans_of_one_length(metric, unit, nature, a, b, verdict):
    ends = {"A": a, "B": b}
    rows = [(name, int(of.rpartition("/")[2][:4]), of) for name, of in ends.items()]
    found = pl.DataFrame(
        [(metric, unit, "all", name, year, "=", 9.0, "standard", nature, period) for name, year, period in rows],
        schema=[*COLUMNS, "period"], orient="row",
    )  # fmt: skip
    pair = gaps(found)
    assert pair["comparability"].to_list() == [verdict]
    assert (pair["reading"].item() is None) is (verdict == "scope differs")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (("yearly", "2021/2025"), ("yearly", "2021/2023"), "year differs"),
        (("dialogue_yearly", "2021/2025"), ("dialogue_yearly", "2025"), "same"),
        (("newspaper_monthly", "2021/2025"), ("newspaper_monthly", "2022"), "year differs"),
        (("yearly", "2021/2025"), ("standard", "2021/2025"), "scope differs"),
        (("standard", "2021/2025"), ("standard", "2021/2023"), "scope differs"),
    ],
)
def test_what_is_counted_each_year_is_of_one_length_over_any_years(a, b, verdict):
    rows = [
        ("training_class_count", "count", "all", name, int(period.rpartition("/")[2][:4]), "=", 9.0, scope, "target", period)
        for name, (scope, period) in {"A": a, "B": b}.items()
    ]  # fmt: skip
    [pair] = side_by_side(pl.DataFrame(rows, schema=[*COLUMNS, "period"], orient="row")).rows(named=True)
    assert pair["comparability"] == verdict


def test_a_quarter_is_named_at_its_figure():
    rows = [
        ("legal_documents_issued_count", "count", "all", name, 2020, "=", value, "standard", "actual", period)
        for name, value, period in (("A", 12.0, "2020-Q3"), ("B", 15.0, "2020-Q2"))
    ]
    [pair] = side_by_side(pl.DataFrame(rows, schema=[*COLUMNS, "period"], orient="row")).rows(named=True)
    assert [side(pair, of, "vi") for of in "ab"] == [
        ("A quý III/2020", "12 (kết quả)"),
        ("B quý II/2020", "15 (kết quả)"),
    ]


@pytest.mark.parametrize(
    ("cells", "vi", "en", "headed"),
    [
        ({}, "80%", "80%", "80%"),
        ({"scope_a": "eligible"}, "80% (TTHC đủ điều kiện)", "80% (eligible procedures)", "80%"),
        (
            {"nature_a": "actual", "is_pooled_a": True},
            "80% (kết quả; một con số chung cho các cấp)",
            "80% (result; one figure for the levels together)",
            "80% (one figure for the levels together)",
        ),
    ],
)
def test_a_side_of_a_pair_says_what_its_figure_alone_would_not(cells, vi, en, headed):
    pair = {"province_a": "Kon Tum", "year_a": 2023, "value_a": 80.0, "comparator_a": "=", "unit": "percent"}
    pair |= {"scope_a": "standard", "nature_a": "target"} | cells
    assert [side(pair, "a", lang)[1] for lang in ("vi", "en")] == [vi, en]
    assert side(pair, "a", "en", is_headed=True)[1] == headed


def test_the_table_of_the_terminal_says_of_one_figure_for_several_levels_that_it_is_one():
    """As the chart, the page and the workbook do: Kon Tum names one share for its three levels."""
    _, shown, _ = run_command("gaps", "--metric", "e_dossier_rate", "--level", "commune")
    assert set(re.findall("Kon Tum.*?(?=  )", shown)) == {
        "Kon Tum 2023: 100% (one figure for the levels together)"
    }


def test_a_difference_of_unlike_figures_is_not_read(targets):
    unlike = gaps(targets).filter(pl.col("comparability").is_in(["scope differs", "target against actual"]))
    assert unlike.height > 0
    assert unlike["reading"].null_count() == unlike.height


def test_a_metric_of_one_province_is_no_empty_table(targets):
    with pytest.raises(DataError, match="column metric: no two provinces give a figure for digitization_rate"):
        gaps(targets, metric="digitization_rate")


def test_each_pair_of_provinces_once_and_no_direction():
    rows = [(name, 2023, "=", 90.0, "standard", "target") for name in "CAB"]
    found = gaps(table(*rows, ("D", 2023, "increase", None, "standard", "target")))
    assert found.select("province_a", "province_b").rows() == [("A", "B"), ("A", "C"), ("B", "C")]


def test_units_levels_and_metrics_are_not_mixed():
    rows = table(("A", 2023, "=", 90.0, "standard", "target"), ("B", 2023, "=", 80.0, "standard", "target"))
    for column, other in (("unit", "count"), ("level", "commune"), ("metric", "pci_index")):
        changed = rows.with_columns(
            pl.when(province="B").then(pl.lit(other)).otherwise(pl.col(column)).alias(column)
        )
        assert gaps(changed).is_empty()


def test_columns_are_those_of_the_contract():
    side = ["province", "year", "comparator", "value", "scope", "nature"]
    a, b = ([f"{name}_{letter}" for name in side] for letter in "ab")
    wanted = ["metric", "unit", "level", *a, *b, "difference", "comparability", "reading"]
    assert gaps(table(("A", 2023, "=", 90.0, "standard", "target"))).columns == wanted


def test_the_measures_that_two_provinces_share(targets):
    same = gaps(targets).filter(pl.col("comparability").is_in(["same", "year differs"]), nature_a="target")
    shared = set(same.filter(province_a="Kiên Giang", province_b="Kon Tum")["metric"])
    assert shared == {
        "electronic_circulation_rate", "online_payment_procedure_rate", "online_payment_transaction_rate",
        "satisfaction_procedures_rate", "satisfaction_land_construction_investment_rate", "e_dossier_rate",
    }  # fmt: skip
    other = set(gaps(targets).filter(comparability="scope differs")["metric"])
    assert other >= {
        "online_service_rate", "data_platform_connection_rate", "electronic_reporting_rate", "unit_conversion_rate",
        "internal_procedure_publication_rate", "iso9001_adoption_rate",
    }  # fmt: skip


def test_of_two_provinces_the_years_that_lie_closest_are_compared(targets):
    pairs = side_by_side(targets, "e_dossier_rate", "commune")
    assert pairs.select("period_a", "period_b").row(0) == ("2024", "2021/2025")
    assert closest(pairs).height == 3


def test_no_two_provinces_name_one_metric_and_year(targets):
    assert gaps(targets).filter(comparability="same").is_empty()


def test_unknown_metric_offers_the_nearest(targets):
    with pytest.raises(DataError, match="column metric: no row has 'e_dosier'; nearest: e_dossier_rate"):
        gaps(targets, metric="e_dosier")


def test_pandas_in_pandas_out(targets):
    assert len(gaps(targets.to_pandas(), metric="e_dossier_rate")) == gaps(targets, metric="e_dossier_rate").height
