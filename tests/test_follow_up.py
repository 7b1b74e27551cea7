"""What became of aims at an index: results beside them, never a cause."""

import polars as pl
import pytest

import cchc_analysis as cchc
from cchc_analysis.compare.follow_up import follow_up
from cchc_analysis.errors import DataError


def aims(*rows):
    """Aims: document, period, comparator; of Kon Tum, at PAPI."""
    cells = [
        {"province": "Kon Tum", "document": document, "metric": "papi_index", "comparator": comparator,
         "period": period, "nature": "target", "scope": "standard"}
        for document, period, comparator in rows
    ]  # fmt: skip
    return pl.DataFrame(cells)


def results(kon_tum, *others, series="2018-2025"):
    """Totals of PAPI from 2020: Kon Tum's, then those of others; None where there is none."""
    cells = [
        {"province": name, "year": year, "metric": "papi_index", "dimension": "total", "score": score,
         "series": series if isinstance(series, str) else series(year), "rank": None if score is None else 1 + at, "of": 1 + len(others)}
        for at, (name, scores) in enumerate(zip(["Kon Tum", "Gia Lai", "Lào Cai", "Hà Nam"], [kon_tum, *others], strict=False))
        for year, score in enumerate(scores, start=2020)
        if score is not None
    ]  # fmt: skip
    return pl.DataFrame(cells, schema_overrides={"score": pl.Float64, "rank": pl.Int64})


PLAN = aims(("plan", "2021/2025", "increase"))
MEDIAN = [[40, 40, 40, 40, 40, 41], [40, 40, 40, 40, 40, 42]]
"""Two provinces that rise by 1 and by 2 points from 2020 to 2025."""


@pytest.mark.parametrize(
    ("scores", "comparator", "verdict"),
    [
        ([40, 0, 0, 0, 0, 43], "increase", "rose more than the median province"),
        ([40, 0, 0, 0, 0, 40.5], "increase", "rose less than the median province"),
        ([40, 0, 0, 0, 0, 41.5], ">=", "rose as much as the median province"),
        ([40, 0, 0, 0, 0, 39], "increase", "fell"),
        ([40, 0, 0, 0, 0, 40], "increase", "unchanged"),
        ([40, 0, 0, 0, 0, 43], "decrease", "rose"),
        ([40, 0, 0, 0, 0, 39], "decrease", "fell more than the median province"),
    ],
)
def test_a_verdict_by_hand(scores, comparator, verdict):
    others = MEDIAN if verdict != "rose as much as the median province" else [[40] * 5 + [41], [40] * 5 + [42]]
    found = follow_up(aims(("plan", "2021/2025", comparator)), results(scores, *others)).row(0, named=True)
    assert found["verdict"] == verdict
    assert (found["year_before"], found["year_after"]) == (2020, 2025)
    assert found["change"] == pytest.approx(scores[-1] - scores[0])


@pytest.mark.parametrize(
    ("scope", "comparator", "last", "verdict"),
    [
        ("rank", "<=", 43, "rose more than the median province"),
        ("rank", "<=", 39, "fell"),
        ("rank", "<", 40.5, "rose less than the median province"),
        ("rank", "decrease", 39, "fell"),
        ("score", "<=", 39, "fell more than the median province"),
        ("score", ">=", 39, "fell"),
    ],
)
def test_a_bound_on_a_rank_is_an_aim_to_do_better(scope, comparator, last, verdict):
    """``trong nhóm 30`` is met from below and asks for a higher score; a bound on the score itself means what it says."""
    plan = aims(("plan", "2021/2025", comparator)).with_columns(scope=pl.lit(scope))
    assert follow_up(plan, results([40, 0, 0, 0, 0, last], *MEDIAN))["verdict"].to_list() == [verdict]


@pytest.mark.parametrize("scope", ["score", "rank", "index_components"])
def test_only_an_aim_at_a_part_of_an_index_is_of_another_base(scope):
    plan = PLAN.with_columns(scope=pl.lit(scope))
    reason = follow_up(plan, results([40, 0, 0, 0, 0, 43], *MEDIAN))["reason"].item()
    assert ("the whole index" in reason) == (scope == "index_components")


def test_a_registered_plan_begins_when_the_register_says():
    """Whatever year an aim that it cites is for, and whichever of its aims are asked about."""
    aim = aims(("kon-tum-2023-kh-ubnd", "2023", "increase"))
    cited = aims(("kon-tum-2023-kh-ubnd", "2021/2025", ">=")).with_columns(metric=pl.lit("e_dossier_rate"))
    found = follow_up(pl.concat([aim, cited]), results([40, 41, 42, 43], *MEDIAN))
    assert found.select("year_before", "year_after").rows() == [(2022, 2023)]


def test_rows_are_in_the_order_of_provinces_documents_and_metrics():
    plans = aims(("b", "2021/2025", "increase"), ("a", "2021/2025", "increase"))
    other = plans.with_columns(province=pl.lit("Gia Lai"), document=pl.lit("c"))
    found = follow_up(pl.concat([plans, other.head(1)]), results([40, 41], *MEDIAN))
    assert found.select("province", "document").rows() == [("Gia Lai", "c"), ("Kon Tum", "a"), ("Kon Tum", "b")]


def test_every_plan_whose_period_names_no_year_is_told_in_order():
    plans = aims(("b", "hàng năm", ">="), ("a", "sớm", ">="), ("a", "2025", ">="), ("a", "2021-2025", ">="))
    with pytest.raises(DataError) as error:
        follow_up(plans, results([40, 41], *MEDIAN))
    assert [line.split(": ")[1] for line in str(error.value).splitlines()] == [
        "cannot read '2021-2025' of a; begin with the year, as 2021/2025",
        "cannot read 'hàng năm' of b; begin with the year, as 2021/2025",
        "cannot read 'sớm' of a; begin with the year, as 2021/2025",
    ]


def test_the_last_result_within_the_period_stands_in_for_its_last_year():
    found = follow_up(PLAN, results([40, 41, 42], *MEDIAN)).row(0, named=True)
    assert (found["year_before"], found["year_after"], found["score_after"]) == (2020, 2022, 42.0)


def test_a_deadline_does_not_begin_a_plan():
    """An aim for 2025 in a plan of 2021-2025 is followed from before 2021."""
    both = aims(("plan", "2021/2025", "increase"), ("plan", "2025", ">="))
    found = follow_up(both, results([40, 41, 42, 43, 44, 45], *MEDIAN))
    assert found["year_before"].to_list() == [2020, 2020]


@pytest.mark.parametrize(
    ("outcomes", "verdict", "reason"),
    [
        (results([None, 41], *MEDIAN), "no result", "no result before 2021 is in the table of results"),
        (results([40], *MEDIAN), "no result", "no result within 2021-2025 is in the table of results"),
        (results([40, 41], *MEDIAN, series=str), "other series", "no series covers 2020 and 2021"),
        (results([40, 41]), "no result", "1 with a score of 2020 and 2021: no median to compare with"),
    ],
)
def test_what_cannot_be_said_is_said(outcomes, verdict, reason):
    found = follow_up(PLAN, outcomes).row(0, named=True)
    assert (found["verdict"], found["median_change"]) == (verdict, None)
    assert found["reason"].startswith(reason)


def test_every_aim_at_an_index_has_its_row(targets):
    outcomes = cchc.load_outcomes()
    found = follow_up(targets, outcomes)
    assert found.height == targets.filter(unit="index", nature="target").height == 14
    met = {"rose more than the median province", "unchanged", "other series", "no result"}
    assert set(found["verdict"]) == met
    kien_giang = found.filter(province="Kiên Giang", metric="papi_index").row(0, named=True)
    assert kien_giang["verdict"] == "other series"
    assert (kien_giang["year_before"], kien_giang["rank_before"], kien_giang["of_before"]) == (2020, 56, 63)
    assert (kien_giang["year_after"], kien_giang["rank_after"], kien_giang["of_after"]) == (2024, 61, 61)
    ours = found.drop_nulls("median_change").iter_rows(named=True)
    for row in ours:
        scores = outcomes.filter(metric=row["metric"], dimension="total").pivot(
            "year", index="province", values="score"
        )
        both = scores.select(str(row["year_before"]), str(row["year_after"])).drop_nulls()
        assert row["median_change"] == pytest.approx((both.to_series(1) - both.to_series(0)).median())


NO_DIFFERENCE = "; 0.05 points or less are no difference"


@pytest.mark.parametrize(
    ("last", "verdict", "reason"),
    [
        (39.95, "unchanged", f"-0.05 points, the median of 3 provinces with both scores +1{NO_DIFFERENCE}"),
        (40.02, "unchanged", f"+0.02 points, the median of 3 provinces with both scores +1{NO_DIFFERENCE}"),
        (39.94, "fell", "-0.06 points, the median of 3 provinces with both scores +1"),
        (
            41.02,
            "rose as much as",
            f"+1.02 points, the median of 3 provinces with both scores +1.02{NO_DIFFERENCE}",
        ),
        (40.97, "rose as much as", f"+0.97 points, the median of 3 provinces with both scores +1{NO_DIFFERENCE}"),
        (43, "rose more than", "+3 points, the median of 3 provinces with both scores +2"),
    ],
)
def test_the_reason_says_what_is_no_difference(last, verdict, reason):
    """Whether of the province's own change, or between it and the median one."""
    found = follow_up(PLAN, results([40, 0, 0, 0, 0, last], *MEDIAN)).row(0, named=True)
    assert found["verdict"].removesuffix(" the median province") == verdict
    assert found["reason"] == reason


@pytest.mark.parametrize(("metric", "is_said"), [("pci_index", True), ("sipas_index", True), ("dti_index", False)])
def test_what_is_no_difference_is_said_by_the_cautions_of_each_index(metric, is_said):
    """Of an index that no caution calls an estimate every change is one."""
    named = pl.lit(metric).alias("metric")
    outcomes = results([40, 0, 0, 0, 0, 39.97], *MEDIAN).with_columns(named)
    reason = follow_up(PLAN.with_columns(named), outcomes)["reason"].item()
    assert ("are no difference" in reason) == is_said


def test_the_year_of_which_only_a_rank_is_at_hand_is_named():
    outcomes = results([40, 41], *MEDIAN).with_columns(
        score=pl.when(pl.col("year") == 2021, pl.col("province") == "Kon Tum").then(None).otherwise("score")
    )
    assert follow_up(PLAN, outcomes)["reason"].to_list() == ["only a rank, no score, is at hand of 2021"]


def test_a_period_that_begins_with_no_year_is_refused():
    with pytest.raises(DataError, match="targets, column period: cannot read 'giai đoạn' of plan; begin with"):
        follow_up(aims(("plan", "giai đoạn", "increase")), results([40, 41], *MEDIAN))


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("nature", "plan", "unknown 'plan'; known are target, actual"),
        ("comparator", None, "empty in 1 of 1 row;"),
        ("document", None, "empty in 1 of 1 row;"),
        ("period", None, "empty in 1 of 1 row;"),
    ],
)
def test_aims_that_the_table_never_holds_are_refused(column, cell, says):
    with pytest.raises(DataError, match=f"targets, column {column}: {says}"):
        follow_up(PLAN.with_columns(pl.lit(cell, pl.String).alias(column)), results([40, 41], *MEDIAN))


@pytest.mark.parametrize(
    ("rank", "says"),
    [("1", "text, not whole numbers"), (1.5, "not every cell is a whole"), (1e300, "not every cell is a whole")],
)
def test_ranks_that_are_no_whole_numbers_are_refused(rank, says):
    with pytest.raises(DataError, match=f"outcomes, column rank: {says}"):
        follow_up(PLAN, results([40, 41], *MEDIAN).with_columns(rank=pl.lit(rank)))


def test_a_score_that_is_no_number_is_refused():
    outcomes = results([40, float("nan")], *MEDIAN)
    with pytest.raises(
        DataError,
        match="column score: NaN or infinite in 1 of 14 rows, first papi_index, total, Kon Tum, 2021; make",
    ):
        follow_up(PLAN, outcomes)


def test_no_row_claims_a_cause(targets):
    reasons = " ".join(follow_up(targets, cchc.load_outcomes())["reason"])
    assert not {"because", "caused", "due to", "thanks to", "effect"} & set(reasons.split())


def test_pandas_gives_pandas_and_a_missing_column_is_named(targets):
    assert type(follow_up(targets.to_pandas(), cchc.load_outcomes("pandas"))).__module__.startswith("pandas")
    with pytest.raises(DataError, match="outcomes, column of: the column is missing"):
        follow_up(targets, cchc.load_outcomes().drop("of"))
