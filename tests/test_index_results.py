"""Published index results: loaded and checked as a table of their own."""

import re

import pytest

from cchc_analysis.errors import DataError
from cchc_analysis.load.index_results import load_index_results
from cchc_analysis.schema import IndexResult, columns
from tests.conftest import ROOT

RIGHT = {
    "figure": "province", "province": "Kon Tum", "metric": "par_index", "year": "2023", "value": "86.14",
    "unit": "points_of_100", "rank": "43", "rank_of": "63", "status": "stated", "series": "", "source": "https://x.vn",
}  # fmt: skip


@pytest.fixture
def load(tmp_path):
    """Load a file of some rows, each RIGHT but for the cells named."""

    def read(*rows):
        lines = [",".join((RIGHT | row)[name] for name in columns(IndexResult)) for row in rows]
        (tmp_path / "index_results.csv").write_text(
            "\n".join([",".join(columns(IndexResult)), *lines]), encoding="utf-8"
        )
        return load_index_results(tmp_path)

    return read


def test_what_was_found_is_loaded():
    results = load_index_results(ROOT / "data" / "raw")
    assert results.height == 30
    means = results.filter(figure="mean of provinces")
    assert means["province"].null_count() == means.height == 7
    assert set(results["metric"]) == {"par_index", "papi_index", "sipas_index", "dti_index"}
    assert (
        results.filter(metric="sipas_index").select("series", "year").unique().filter(year=2022)["series"].item()
        == "from 2022"
    )


def test_a_right_row(load):
    row = load({}).row(0, named=True)
    assert (row["value"], row["rank"], row["rank_of"], row["series"]) == (86.14, 43, 63, None)
    assert load({"value": ""})["value"].to_list() == [None]


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"metric": "par"}, "metric", "no index 'par'; nearest: par_index"),
        ({"metric": "e_dossier_rate"}, "metric", "no index 'e_dossier_rate'"),
        ({"province": "Kon Tom"}, "province", "unknown 'Kon Tom'; nearest: Kon Tum"),
        ({"province": ""}, "province", "a result of a province names it"),
        ({"figure": "national"}, "province", "a result of a province names it"),
        ({"figure": "mean"}, "figure", "cannot read 'mean'"),
        ({"year": "23"}, "year", "cannot read '23'"),
        ({"value": "8 6"}, "value", "cannot read '8 6'"),
        ({"unit": "points_of_80"}, "unit", "par_index is published in points_of_100"),
        ({"value": "100.01"}, "value", "100.01 is above the top of its scale, 100"),
        (
            {"metric": "sipas_index", "unit": "percent"},
            "series",
            "None does not fit sipas_index of 2023; write from 2022",
        ),
        (
            {"metric": "sipas_index", "unit": "percent", "year": "2021", "series": "from 2022"},
            "series",
            "write until 2021",
        ),
        ({"series": "one"}, "series", "'one' does not fit par_index of 2023; write nothing"),
        ({"source": "hearsay"}, "source", "'hearsay' is no address"),
        ({"figure": "national", "province": ""}, "rank", "a mean or a national figure has no rank"),
        ({"rank": "0"}, "rank", "cannot read '0'"),
        ({"rank": ""}, "rank_of", "a rank needs the number of provinces ranked"),
        ({"value": "", "rank": "", "rank_of": ""}, "value", "neither score nor rank"),
        ({"rank": "64"}, "rank", "rank 64 of 63"),
        ({"rank_of": ""}, "rank_of", "a rank needs the number of provinces ranked"),
        ({"status": "guessed"}, "status", "cannot read 'guessed'"),
        ({"unit": "stars"}, "unit", "cannot read 'stars'"),
        ({"source": ""}, "source", "empty source"),
    ],
)
def test_a_cell_that_cannot_be_used(load, cells, column, says):
    with pytest.raises(DataError) as error:
        load(cells)
    assert any(
        line.startswith(f"index_results.csv, row 2, column {column}: ") and says in line
        for line in str(error.value).splitlines()
    )


def test_the_last_rank_and_the_top_score_are_fine(load):
    assert load({"rank": "63", "value": "100"}).height == 1


def test_a_mean_and_a_province_of_one_year_are_two_results(load):
    mean = {"figure": "mean of provinces", "province": "", "rank": "", "rank_of": ""}
    assert load({}, mean, mean | {"figure": "national"}).height == 3


def test_a_result_stands_once(load):
    with pytest.raises(
        DataError, match=re.escape("row 3, column year: the par_index of 2023 stands twice; keep one")
    ):
        load({}, {"value": "80"})
