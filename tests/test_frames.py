"""Frames that a person made: what the long table never holds is refused in one line, whatever library made them."""

import polars as pl
import pytest

from cchc_analysis import (
    coverage,
    gaps,
    harmonize,
    level_spread,
    load_documents,
    load_statements,
    metrics,
    pace,
    province_spread,
)
from cchc_analysis.compare import gaps as gaps_module
from cchc_analysis.errors import DataError
from tests.conftest import ROOT

COMPARISONS = (coverage, gaps, pace, level_spread, province_spread)
RAW = ROOT / "data" / "raw"


def mixed(frame, column):
    """The same in pandas, with a word among the numbers."""
    pandas = frame.to_pandas()
    pandas[column] = pandas[column].astype(object)
    pandas.loc[3, column] = "a"
    return pandas


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda table: table.with_columns(value=pl.lit(float("nan"))), "targets, column value: NaN or infinite in 226 of"),
        (lambda table: table.with_columns(value=pl.lit(float("-inf"))), "targets, column value: NaN or infinite in 226"),
        (lambda table: table.cast({"value": pl.String}), "targets, column value: text, not numbers; cast the column"),
        (lambda table: mixed(table, "value"), "frame, column value: cells of several types"),
        (lambda table: pl.concat([table, table]), "targets: 452 of 452 rows stand there twice; keep one of each"),
        (lambda table: table.drop("nature"), "targets, column nature: the column is missing"),
        (lambda table: table.with_columns(metric=pl.lit(None, pl.String)), "targets, column metric: empty in 226 of 226"),
        (lambda table: table.with_columns(nature=pl.lit("Target")), "targets, column nature: unknown 'Target'; known are"),
        (lambda table: table.with_columns(metric=pl.lit("e_dosier_rate")), "targets, column metric: unknown 'e_dosier_rate'; nearest: e_dossier_rate"),
        (lambda table: table.with_columns(province=pl.lit(7)), "targets, column province: Int32, not text; cast"),
        (lambda table: table.lazy(), "frame: a LazyFrame, no DataFrame of polars or pandas"),
        (lambda table: table.to_dicts(), "frame: a list, no DataFrame of polars or pandas"),
    ],
)  # fmt: skip
def test_a_comparison_refuses_what_the_table_never_holds(targets, comparison, made, says):
    with pytest.raises(DataError) as error:
        comparison(made(targets))
    assert str(error.value).splitlines()[0].startswith(says)


def test_every_unknown_word_is_named_with_what_there_is_instead(targets):
    words = targets.head(2).with_columns(metric=pl.Series(["e_dosier_rate", "papi"]), nature=pl.lit("plan"))
    with pytest.raises(DataError) as error:
        coverage(words)
    assert str(error.value).splitlines() == [
        "targets, column metric: unknown 'e_dosier_rate'; nearest: e_dossier_rate, e_identity_user_rate, "
        "late_dossier_explanation_rate",
        "targets, column metric: unknown 'papi'; nearest: papi_index, par_index, par_initiative_count",
        "targets, column nature: unknown 'plan'; known are target, actual",
    ]


def test_a_breach_names_its_first_row_and_years_with_decimals_are_no_years(targets):
    with pytest.raises(
        DataError, match="NaN or infinite in 1 of 226 rows, first gl029 of gia-lai-2024-3638-kh-ubnd"
    ):
        coverage(
            targets.with_columns(value=pl.when(pl.int_range(pl.len()) == 0).then(float("nan")).otherwise("value"))
        )
    with pytest.raises(DataError, match="column year: not every cell is a whole number; cast the column or mend"):
        gaps(targets.with_columns(pl.col("year") + 0.5))


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize(
    "made",
    [
        lambda table: table.cast({"metric": pl.Categorical, "province": pl.Categorical}),
        lambda table: table.cast({"value": pl.Float32}).cast({"value": pl.Float64}),
    ],
)
def test_other_types_of_the_same_cells_give_the_same(targets, comparison, made):
    given = targets.with_columns(pl.col("value").cast(pl.Float32).cast(pl.Float64))
    assert comparison(made(given)).equals(comparison(given))


@pytest.mark.parametrize("index", ["province", ["metric", "level"]])
@pytest.mark.parametrize("comparison", [*COMPARISONS, metrics])
def test_the_named_index_of_pandas_counts_as_columns(targets, comparison, index):
    assert comparison(targets.to_pandas().set_index(index)).equals(comparison(targets.to_pandas()))


def test_metrics_counts_categories_and_refuses_figures_that_are_text(targets):
    assert metrics(targets.cast({"metric": pl.Categorical})).equals(metrics(targets))
    with pytest.raises(DataError, match="targets, column value: text, not numbers; cast the column"):
        metrics(targets.cast({"value": pl.String}))


def test_columns_of_pandas_that_tell_nothing_apart_are_refused(targets):
    pandas = targets.to_pandas()
    with pytest.raises(DataError, match="frame: a Series, no DataFrame of polars or pandas"):
        coverage(pandas["metric"])
    pandas.columns = ["metric" if name == "area" else name for name in pandas.columns]
    with pytest.raises(DataError, match="frame, column metric: two columns have this name; rename one"):
        coverage(pandas)
    with pytest.raises(DataError, match="frame, column 0: two columns have this name; rename one"):
        coverage(targets.to_pandas().rename(columns={"area": 0, "note": "0"}))


def test_pace_refuses_a_period_that_is_none(targets):
    with pytest.raises(DataError, match="targets, column period: cannot read '2024-13'; write 2024, 2024-Q3"):
        pace(targets.with_columns(period=pl.lit("2024-13")))


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"line": float("nan")}, "statements, row 2, column line: nan is no figure; write it as text, or leave it null"),
        ({"value": float("inf")}, "statements, row 2, column value: inf is no figure"),
        ({"value": [["90%"]]}, "statements, column value: List(List(String)), not text; cast the column"),
        ({"evidence": "a\0b"}, "statements, row 2, column evidence: 'a\\x00b' is an error of a spreadsheet, or cannot be printed"),
        ({"statement": None}, "statements, row 2, column statement: empty statement; fill the cell in"),
        ({"nature": None}, "statements, row 2, column nature: empty nature; fill the cell in"),
        ({"value": 90.5}, "statements, row 2, column value: cannot read '90.5'; write thousands as 11.093"),
    ],
)  # fmt: skip
def test_harmonize_refuses_what_no_sheet_holds(made, says):
    statements = load_statements(RAW).with_columns(pl.lit(cell).alias(name) for name, cell in made.items())
    with pytest.raises(DataError) as error:
        harmonize(statements, load_documents(RAW))
    assert str(error.value).splitlines()[0].startswith(says)


def test_harmonize_takes_whole_numbers_as_pandas_keeps_them():
    statements, documents = load_statements(RAW), load_documents(RAW)
    as_floats = statements.with_columns(pl.col("line").cast(pl.Float64))
    assert harmonize(as_floats, documents).equals(harmonize(statements, documents))


def test_gaps_count_their_pairs_before_they_make_them(targets, monkeypatch):
    pairs = gaps(targets).height
    monkeypatch.setattr(gaps_module, "MOST_PAIRS", pairs)
    assert gaps(targets).height == pairs
    monkeypatch.setattr(gaps_module, "MOST_PAIRS", pairs - 1)
    with pytest.raises(
        DataError,
        match=rf"{pairs} pairs, more than {pairs - 1}; narrow the table by metric, level, year or province",
    ):
        gaps(targets)


def test_only_faults_that_are_shown_look_for_the_nearest_name(raw, monkeypatch):
    """A thousand pointers to nowhere: the nearest of a thousand names is looked for a hundred times."""
    from cchc_analysis.load import statements

    looked = []
    monkeypatch.setattr(statements, "nearest", lambda word, _: looked.append(word) or "nearest: s1")
    rows = [
        {"value": f"{n}", "indicator": "hồ sơ tiếp nhận", "part_of": f"x{n}", "levels": "xã"} for n in range(1000)
    ]
    raw.document("plan", *rows)
    with pytest.raises(DataError) as error:
        raw.build()
    assert len(error.value.faults) >= 1000
    assert 0 < len(looked) <= 100


def test_a_reason_names_a_few_results_and_counts_the_rest():
    def row(nature, level, year):
        return ("A", "e_dossier_rate", "percent", "standard", level, nature, "=", 50.0, str(year), year)

    columns = ["province", "metric", "unit", "scope", "level", "nature", "comparator", "value", "period", "year"]
    rows = [row("target", "all", 2025), *(row("actual", "commune", year) for year in range(2016, 2024))]
    reason = pace(pl.DataFrame(rows, schema=columns, orient="row"))["reason"].item()
    assert reason.count("base: the metric's own base; level: commune") == 5
    assert " and 3 more, target (" in reason
