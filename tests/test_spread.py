"""The spread of levels within a province and of provinces at a level."""

import math

import polars as pl
import pytest

from cchc_analysis.compare.spread import level_spread, province_spread
from cchc_analysis.errors import DataError


def test_the_levels_of_the_digitization_path(targets):
    spread = level_spread(targets, "digitization_rate", "Kiên Giang")
    early, late = math.sqrt(350 / 9), math.sqrt(50 / 9)
    assert spread["year"].to_list() == [2021, 2022, 2023, 2024, 2025]
    assert spread["sd"].to_list() == pytest.approx([early] * 4 + [late])
    assert spread["units"].unique().to_list() == ["commune;district;province"]
    assert spread.filter(year=2021).select("n", "sd_low", "sd_high").row(0) == (3, 2.5, 7.5)


def test_one_figure_for_three_levels_is_no_spread(targets):
    found = level_spread(targets, "e_dossier_rate")
    assert found["province"].to_list() == ["Gia Lai", "Kiên Giang"]
    with pytest.raises(DataError, match="no measure has two figures to spread"):
        level_spread(targets, "e_dossier_rate", "Kon Tum")


def test_a_figure_of_all_levels_is_no_level_of_its_own(targets):
    rows = targets.filter(metric="digitization_rate", province="Kiên Giang", year=2025)
    whole = rows.head(1).with_columns(level=pl.lit("all"), value=pl.lit(10.0), statement=pl.lit("whole"))
    assert level_spread(pl.concat([rows, whole])).equals(level_spread(rows))


@pytest.mark.parametrize(
    ("more", "mean"),
    [
        ({"comparator": ">=", "value": 10.0}, (10 + 55 + 60) / 3),
        ({"period": "2025-Q4", "value": 10.0}, (10 + 55 + 60) / 3),
        ({"period": "2025-06-30", "value": 10.0}, (50 + 55 + 60) / 3),
        ({"period": "2021/2025", "value": 10.0}, (50 + 55 + 60) / 3),
    ],
)
def test_of_two_targets_of_a_level_for_one_year_one_counts(targets, more, mean):
    """A floor beside a plain figure, a part of the year beside the year."""
    rows = targets.filter(metric="digitization_rate", province="Kiên Giang", year=2025, comparator=">=")
    aims = rows.with_columns(comparator=pl.lit("="), period=pl.lit("2025")).sort("level")
    aims = aims.with_columns(value=pl.Series([50.0, 55.0, 60.0]), statement=pl.Series(["a", "b", "c"]))
    second = aims.head(1).with_columns(pl.lit(cell).alias(name) for name, cell in more.items())
    for order in ([aims, second], [second, aims]):
        row = level_spread(pl.concat(order)).row(0, named=True)
        is_mixed = "comparator" in more
        assert (row["n"], row["comparators"]) == (3, "=;>=" if is_mixed else "=")
        assert row["mean"] == (None if is_mixed else pytest.approx(mean))


def test_a_floor_beside_a_plain_figure_of_three_levels_is_still_one_figure(targets):
    rows = targets.filter(metric="e_dossier_rate", province="Kon Tum")
    assert rows.height == 3
    both = pl.concat([rows, rows.with_columns(comparator=pl.lit(">="), value=pl.lit(90.0), statement=pl.lit("b"))])
    with pytest.raises(DataError, match="no measure has two figures to spread"):
        level_spread(both)


def test_one_figure_that_each_level_sets_for_itself_is_a_spread_of_zero(targets):
    rows = targets.filter(metric="digitization_rate", province="Kiên Giang", year=2025)
    same = level_spread(rows.with_columns(value=pl.lit(60.0), statement="level"))
    assert same.select("n", "mean", "sd").rows() == [(3, 60.0, 0.0)]


def test_one_figure_that_a_statement_gives_each_level_by_name_is_a_spread_of_zero(raw):
    """``mỗi cấp`` and three figures that are equal say of each level what it reaches; ``tỉnh;huyện;xã`` may pool."""
    each = {"value": "100%", "levels": "mỗi cấp", "period": "năm 2023"}
    own = {"value": "90%;90%;90%", "levels": "tỉnh;huyện;xã", "period": "năm 2024"}
    pooled = {"value": "80%", "levels": "tỉnh;huyện;xã", "period": "năm 2025"}
    raw.document("plan", each, own, pooled, period="2023/2025")
    assert level_spread(raw.build().targets).select("year", "mean", "sd").rows() == [(2023, 100, 0), (2024, 90, 0)]


def test_a_year_in_which_a_level_has_no_target_has_no_spread_and_stops_no_other(raw):
    whole = {"value": "30%;20%;10%", "levels": "tỉnh;huyện;xã", "period": "năm 2024"}
    ragged = {"value": "90%;80%", "levels": "tỉnh;huyện", "period": "năm 2025"}
    raw.document("plan", whole, ragged, period="2021/2025")
    found = level_spread(raw.build().targets).select("year", "n", "units", "mean", "sd", "sd_low")
    assert found.rows()[1] == (2025, 2, "district;province", None, None, None)
    assert found.row(0)[:4] == (2024, 3, "commune;district;province", 20)
    raw.sheet("plan", ragged, {"value": "70%", "levels": "xã", "period": "năm 2024"} | {"evidence": "70% hồ sơ"})
    assert level_spread(raw.build().targets)["sd"].to_list() == [5.0]


def test_aims_for_spans_of_unlike_length_are_not_spread_together(targets):
    """Of a cut over five years beside two of one year, the two of a year; of two of five years beside one, those."""
    rows = targets.filter(metric="budget_support_reduction_rate").head(1)
    whole, year = ({"period": "2022/2026", "value": 10.0}, {"period": "2026", "value": 2.0})

    def means(*cells):
        names = ["Kon Tum", "Gia Lai", "Hậu Giang"]
        own = [
            rows.with_columns(**{k: pl.lit(v) for k, v in c.items()}, province=pl.lit(n))
            for n, c in zip(names, cells, strict=False)
        ]
        return province_spread(pl.concat([each.with_columns(year=pl.lit(2026)) for each in own]))

    told = "mean", "units", "left_out"
    assert means(whole, year, year | {"value": 4.0}).select(told).row(0) == (3.0, "Gia Lai;Hậu Giang", "Kon Tum")
    assert means(whole, whole | {"value": 20.0}, year).select(told).row(0) == (
        15.0,
        "Gia Lai;Kon Tum",
        "Hậu Giang",
    )
    with pytest.raises(DataError, match="no measure has two figures to spread"):
        means(whole, year)


def test_provinces_at_each_level(targets):
    spread = province_spread(targets, "e_dossier_rate")
    assert spread.select("level", "n", "years", "units").rows()[0] == (
        "commune",
        3,
        "2023–2025",
        "Gia Lai;Kiên Giang;Kon Tum",
    )
    sd = dict(spread.select("level", "sd").iter_rows())
    assert sd == pytest.approx(
        {"commune": math.sqrt(3200 / 9), "district": math.sqrt(800 / 9), "province": math.sqrt(150 / 9)}
    )


def test_two_provinces_have_no_range_without_one(targets):
    row = province_spread(targets, "online_payment_transaction_rate").row(0, named=True)
    assert (row["n"], row["comparators"], row["sd"], row["sd_low"], row["sd_high"]) == (2, ">=", 0.0, None, None)


def test_floors_and_plain_figures_are_not_averaged(targets):
    row = province_spread(targets, "online_payment_procedure_rate").row(0, named=True)
    assert (row["n"], row["comparators"], row["mean"], row["sd"], row["cv"]) == (2, "=;>=", None, None, None)


@pytest.mark.parametrize(
    ("period", "counts"),
    [("2025", True), ("2025-12-31", True), ("2020/2025", False), ("2025-06-30", False), ("2025-Q2", False)],
)
def test_of_two_targets_of_one_year_the_later_counts_and_then_the_shorter(targets, period, counts):
    """Beside 60 % in 2021/2025 stands 70 % in another period."""
    rows = targets.filter(metric="e_dossier_rate", level="commune")
    plan = rows.filter(province="Kiên Giang").with_columns(period=pl.lit(period), value=pl.lit(70.0))
    for order in ([rows, plan], [plan, rows]):
        spread = province_spread(pl.concat(order), "e_dossier_rate")
        assert spread["mean"].to_list() == [pytest.approx((60 + (70 if counts else 60) + 100) / 3)]


def test_pandas_in_pandas_out(targets):
    assert province_spread(targets.to_pandas(), "e_dossier_rate")["n"].tolist() == [3, 3, 3]


def test_a_province_whose_documents_set_two_targets_for_one_time_is_left_out(targets):
    row = targets.filter(nature="target", metric="e_dossier_rate").drop_nulls("value").head(1)
    rows = pl.concat(
        [
            row.with_columns(province=pl.lit(name), document=pl.lit(f"d{at}"), comparator=pl.lit("="), value=value)
            for at, (name, value) in enumerate([("A", 60.0), ("A", 80.0), ("B", 80.0), ("C", 70.0)])
        ]
    )
    for turned in (rows, rows.reverse()):  # whichever document is named first
        assert province_spread(turned).select("units", "mean", "left_out").rows() == [("B;C", 75.0, "A")]
