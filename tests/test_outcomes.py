"""The table of published results: what is in it, and what a damaged folder of results is refused for."""

import csv
import re
import shutil

import polars as pl
import pytest

from cchc_analysis.catalog import dimensions, name_key, provinces
from cchc_analysis.checking import check_table
from cchc_analysis.errors import DataError, Faults
from cchc_analysis.load.outcomes import read_outcomes
from cchc_analysis.schema import Outcome
from cchc_analysis.table import build, load_outcomes, write
from tests.conftest import ROOT

RAW = ROOT / "data" / "raw"
SCORES = "province,province_code,year,dimension,score"
SERIES = "metric,dimension,first,last,reason,whose_word"
SOURCES = "source,metric,publisher,title,address,years,checked,licence"
PRESS = "figure,province,metric,year,value,rank,rank_of,status,source"
PAPI_SOURCE = "papi,papi_index,P,T,https://x.vn,2011-2024,c,l"


@pytest.fixture
def folder(tmp_path):
    """Write a raw folder that has results and nothing else: name of the file, its lines without the header."""
    heads = {"papi": SCORES, "pci": SCORES, "series": SERIES, "sources": SOURCES, "press": PRESS}
    plain = {
        "papi": ["Kon Tum,62,2020,e_governance,2.5"],
        "series": ["papi_index,e_governance,2020,2024,why,publisher"],
        "sources": [PAPI_SOURCE],
    }

    def write(**files):
        (tmp_path / "outcomes").mkdir(exist_ok=True)
        for name, lines in (plain | files).items():
            text = "\n".join([heads[name], *lines])
            (tmp_path / "outcomes" / f"{name}.csv").write_text(f"{text}\n", encoding="utf-8")
        return tmp_path

    return write


def built(raw):
    faults = Faults()
    table = read_outcomes(raw, faults)
    faults.raise_if_any()
    return table


@pytest.fixture(scope="module")
def outcomes():
    return load_outcomes()


def test_the_committed_table_is_the_built_one(real, outcomes):
    assert real.outcomes.equals(outcomes)
    assert outcomes.columns == list(Outcome.columns)
    assert outcomes.select(Outcome.key).equals(outcomes.select(Outcome.key).sort(Outcome.key, nulls_last=True))


@pytest.mark.parametrize("index", ["papi", "pci"])
def test_every_score_equals_its_file(index, outcomes):
    with (RAW / "outcomes" / f"{index}.csv").open(encoding="utf-8") as file:
        written = {
            (row["province"], int(row["year"]), row["dimension"]): float(row["score"])
            for row in csv.DictReader(file)
        }
    rows = outcomes.filter(metric=f"{index}_index", status="published")
    assert dict(zip(rows.select("province", "year", "dimension").rows(), rows["score"], strict=True)) == written


def test_papi_agrees_with_every_press_figure(outcomes):
    """The press cuts or rounds to the digits that it prints."""
    with (RAW / "outcomes" / "press.csv").open(encoding="utf-8") as file:
        said = [
            row for row in csv.DictReader(file) if row["metric"] == "papi_index" and row["figure"] == "province"
        ]
    total = outcomes.filter(metric="papi_index", dimension="total")
    assert len(said) == 7
    for row in said:
        ours = total.filter(province=row["province"], year=int(row["year"])).row(0, named=True)
        assert not row["rank"] or int(row["rank"]) == ours["rank"]
        digits = len(row["value"].partition(".")[2])
        assert not row["value"] or abs(float(row["value"]) - ours["score"]) < 10**-digits


def test_ranks_gaps_and_series_by_hand(folder):
    lines = ["Kon Tum,62,2020,e_governance,2.5", "Gia Lai,64,2020,e_governance,4", "Lào Cai,10,2020,e_governance,2.5",
             "Hà Nam,35,2020,e_governance,1", "Kon Tum,62,2019,e_governance,2"]  # fmt: skip
    table = built(folder(papi=lines)).select(
        "province", "year", "rank", "of", "gap_to_leader", "gap_to_median", "series"
    )
    assert table.rows() == [
        ("Kon Tum", 2019, 1, 1, 0.0, 0.0, None),
        ("Gia Lai", 2020, 1, 4, 0.0, 1.5, "2020-2024"),
        ("Hà Nam", 2020, 4, 4, -3.0, -1.5, "2020-2024"),
        ("Kon Tum", 2020, 2, 4, -1.5, 0.0, "2020-2024"),
        ("Lào Cai", 2020, 2, 4, -1.5, 0.0, "2020-2024"),
    ]


def test_a_press_figure_stands_as_stated_where_no_table_has_its_cell(folder):
    press = ["province,Kon Tum,par_index,2023,86.14,43,63,stated,https://x.vn", "national,,dti_index,2024,0.7955,,,stated,https://x.vn"]  # fmt: skip
    table = built(folder(press=press)).filter(pl.col("status") != "published")
    assert table.select(
        "province", "figure", "metric", "score", "scale", "rank", "of", "gap_to_leader"
    ).rows() == [
        (None, "national", "dti_index", 0.7955, 1.0, None, None, None),
        ("Kon Tum", "province", "par_index", 86.14, 100.0, 43, 63, None),
    ]


def test_a_total_is_held_against_its_dimensions_where_all_stand(folder):
    parts = [part.dimension for part in dimensions() if part.metric == "papi_index" and part.dimension != "total"]
    six = [name for name in parts if name not in ("environment", "e_governance")]
    lines = [f"Kon Tum,62,2015,{name},5.001" for name in six]
    series = [f"papi_index,{name},2011,2017,why,publisher" for name in ("total", *six)]
    assert built(folder(papi=[*lines, "Kon Tum,62,2015,total,30.009"], series=series)).height == 7
    assert built(folder(papi=[*lines[:-1], "Kon Tum,62,2015,total,31"], series=series)).height == 6
    with pytest.raises(
        DataError, match=re.escape("papi.csv, row 8, column score: the total 31 is not the sum of its dimensions")
    ):
        built(folder(papi=[*lines, "Kon Tum,62,2015,total,31"], series=series))
    with pytest.raises(
        DataError, match="column dimension: all dimensions of Kon Tum in 2015 and no total; add it"
    ):
        built(folder(papi=[*lines, "Gia Lai,64,2015,total,31"], series=series))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Kon Tom,62,2020,e_governance,2", "row 2, column province: unknown 'Kon Tom'; nearest: Kon Tum"),
        ("Kon Tum,63,2020,e_governance,2", "row 2, column province_code: '63' is not its code"),
        ("Kon Tum,62,20,e_governance,2", "row 2, column year: cannot read '20'; write a year such as 2023"),
        ("Kon Tum,62,2017,e_governance,2", "row 2, column year: the dimension has no scale in 2017"),
        ("Kon Tum,62,2020,egov,2", "row 2, column dimension: unknown 'egov'; nearest: e_governance"),
        ("Kon Tum,62,2020,entry_costs,2", "row 2, column dimension: unknown 'entry_costs'"),
        ('Kon Tum,62,2020,e_governance,"2,5"', "row 2, column score: cannot read '2,5'; write a score such as 41.85"),
        ("Kon Tum,62,2020,e_governance,11", "row 2, column score: 11 is above its scale"),
        ("Kon Tum,62,2020,e_governance,-1", "row 2, column score: cannot read '-1'"),
        ("Kon Tum,62,2020,e_governance,NaN", "row 2, column score: cannot read 'NaN'"),
        ("Kon Tum,62,2020,e_governance,", "row 2, column score: empty"),
        ("Kon Tum,62,2020", "row 2: 3 cells, the header has 5"),
        ("Kon Tum,62,2020,e_governance,2\nKon Tum,62,2020,e_governance,3", "row 3, column dimension: Kon Tum, 2020, e_governance stands twice"),
    ],
)  # fmt: skip
def test_a_damaged_score_is_refused_in_one_line(folder, line, says):
    with pytest.raises(DataError, match=re.escape(f"outcomes/papi.csv, {says}")):
        built(folder(papi=[line]))


@pytest.mark.parametrize(
    ("series", "says"),
    [
        (["papi_index,e_governance,2020,2022,w,publisher", "papi_index,e_governance,2022,2024,w,publisher"], "row 3, column first: overlaps the series that ends in 2022"),
        (["papi_index,e_governance,2020,2021,w,publisher", "papi_index,e_governance,2023,2024,w,publisher"], "row 3, column first: overlaps the series that ends in 2021, or leaves a hole"),
        (["papi_index,e_governance,2024,2020,w,publisher"], "row 2, column last: ends in 2020, before it begins in 2024"),
        (["papi_index,egov,2020,2024,w,publisher"], "row 2, column dimension: unknown 'egov'"),
        (["papi,e_governance,2020,2024,w,publisher"], "row 2, column metric: no index 'papi'"),
        (["papi_index,e_governance,2020,2024,w,someone"], "row 2, column whose_word: cannot read 'someone'"),
    ],
)  # fmt: skip
def test_series_that_cannot_hold_are_refused(folder, series, says):
    with pytest.raises(DataError, match=re.escape(f"outcomes/series.csv, {says}")):
        built(folder(series=series))


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        (["papi,papi_index,P,T,https://x.vn,2021-2024,c,l"], "column years: no source names papi_index of 2020"),
        ([PAPI_SOURCE, PAPI_SOURCE.replace("papi,", "more,")], "column years: papi and more both name papi_index of 2020"),
        ([PAPI_SOURCE, PAPI_SOURCE.replace("2011-2024", "2025-2026")], "row 3, column source: papi stands twice"),
        ([PAPI_SOURCE.replace("https://x.vn", "x.vn")], "row 2, column address: cannot read 'x.vn'; write the address of a page"),
        ([PAPI_SOURCE.replace("2011-2024", "2024-2011")], "row 2, column years: cannot read '2024-2011'"),
        ([PAPI_SOURCE.replace("2011-2024", "2011")], "row 2, column years: cannot read '2011'"),
    ],
)  # fmt: skip
def test_every_year_has_one_source(folder, sources, says):
    with pytest.raises(DataError, match=re.escape(f"outcomes/sources.csv, {says}")):
        built(folder(sources=sources))


RIGHT = dict(
    zip(
        PRESS.split(","),
        ["province", "Kon Tum", "par_index", "2023", "86.14", "43", "63", "stated", "https://x.vn"],
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"metric": "par"}, "metric", "no index 'par'; nearest: par_index"),
        ({"metric": "e_dossier_rate"}, "metric", "no index 'e_dossier_rate'"),
        ({"province": "Kon Tom"}, "province", "unknown 'Kon Tom'; nearest: Kon Tum"),
        ({"province": ""}, "province", "a province is named by its own result only"),
        ({"figure": "mean"}, "figure", "cannot read 'mean'"),
        ({"year": "23"}, "year", "cannot read '23'"),
        ({"value": "8 6"}, "value", "cannot read '8 6'"),
        ({"value": "", "rank": "", "rank_of": ""}, "value", "neither score nor rank"),
        ({"value": "101"}, "value", "101 is above its scale"),
        ({"rank": "64"}, "rank", "rank 64 of 63"),
        ({"figure": "national", "province": ""}, "rank", "a rank is of a province"),
        ({"metric": "papi_index", "year": "2010"}, "year", "the index has no scale in 2010"),
        ({"rank_of": "64"}, "rank_of", "cannot read '64'; write how many were ranked, at most 63"),
        ({"rank_of": ""}, "rank", "a rank is of a province and needs how many were ranked"),
        ({"status": "guessed"}, "status", "cannot read 'guessed'"),
        ({"source": "x.vn"}, "source", "cannot read 'x.vn'; write the address of a page"),
        ({"metric": "papi_index", "value": "44.1"}, "value", "44.1 is not that of the published score"),
        (
            {"metric": "papi_index", "value": "", "rank": "2", "rank_of": "3"},
            "rank",
            "2 is not that of the published score",
        ),
        (
            {"metric": "papi_index", "province": "Gia Lai", "value": "", "rank": "1", "rank_of": "3"},
            "rank",
            "1 is not that of the published score",
        ),
        ({"status": ""}, "status", "empty status"),
    ],
)
def test_a_damaged_press_figure_is_refused(folder, cells, column, says):
    line = ",".join((RIGHT | cells).values())
    papi = ["Kon Tum,62,2023,total,43.9", *(f"{name},2023,total,40" for name in ("Gia Lai,64", "Lào Cai,10"))]
    series = ["papi_index,total,2021,2024,why,publisher"]
    with pytest.raises(DataError, match=re.escape(f"press.csv, row 2, column {column}: {says}")):
        built(folder(papi=papi, series=series, press=[line]))


def test_a_file_that_is_of_no_index_or_holds_nothing_is_refused(folder):
    with pytest.raises(DataError, match=re.escape("outcomes/pci.csv: no score; add rows or remove the file")):
        built(folder(pci=[]))
    (folder() / "outcomes" / "papy.csv").write_text("province\n", encoding="utf-8")
    with pytest.raises(DataError, match=re.escape("outcomes/papy.csv: no index has this name; nearest: papi.csv")):
        built(folder())


def test_a_press_figure_of_a_published_score_is_a_check_and_fills_no_cell(folder):
    """Two provinces have a score; the press ranked three, so its rank of the second may be 2 or 3."""
    scores = ["Kon Tum,62,2023,total,43.9", "Lào Cai,10,2023,total,41"]
    said = RIGHT | {"metric": "papi_index", "province": "Lào Cai", "value": "41", "rank": "3", "rank_of": "3"}
    mean = said | {"figure": "national", "province": "", "rank": "", "rank_of": ""}
    table = built(folder(papi=scores, press=[",".join(row.values()) for row in (said, mean)]))
    assert table.select("province", "figure", "score", "rank", "of", "status").rows() == [
        ("Kon Tum", "province", 43.9, 1, 2, "published"),
        ("Lào Cai", "province", 41.0, 2, 2, "published"),
        (None, "national", 41.0, None, None, "stated"),
    ]
    with pytest.raises(DataError, match="row 2, column province: the scores of that year have none of Gia Lai"):
        built(folder(papi=scores, press=[",".join((said | {"province": "Gia Lai"}).values())]))


def test_sources_that_cannot_be_read_are_one_fault_and_a_year_more_is_another(folder):
    scores = [f"Kon Tum,62,{year},e_governance,2" for year in (2023, 2024)]
    with pytest.raises(DataError) as caught:
        built(folder(papi=scores, sources=[PAPI_SOURCE.replace("2011-2024", "2011–2024")]))
    assert str(caught.value).startswith("outcomes/sources.csv, row 2, column years: cannot read '2011–2024'")
    assert len(caught.value.faults) == 1
    with pytest.raises(DataError, match="no source names papi_index of 2023, 2024; let one do so"):
        built(folder(papi=scores, sources=[PAPI_SOURCE.replace("2011-2024", "2011-2022")]))


def test_a_file_with_an_ending_in_capitals_is_not_passed_over(folder):
    raw = folder()
    (raw / "outcomes" / "papi.csv").rename(raw / "outcomes" / "PAPI.CSV")
    with pytest.raises(DataError, match=re.escape("outcomes/PAPI.CSV: no index has this name")):
        built(raw)


def test_all_faults_of_the_results_come_together(folder):
    papi = ['Kon Tum,62,2023,total,"41,85"', "Gia Lai,64,2023,total,83.14", "Lào Cai,99,2023,total,41"]
    press = [",".join((RIGHT | cells).values()) for cells in ({"value": "101"}, {"metric": "par", "value": "86"})]
    with pytest.raises(DataError) as caught:
        built(folder(papi=papi, press=press))
    assert [(fault.file, fault.row, fault.column) for fault in caught.value.faults] == [
        ("outcomes/papi.csv", 2, "score"),
        ("outcomes/papi.csv", 3, "score"),
        ("outcomes/papi.csv", 4, "province_code"),
        ("outcomes/press.csv", 2, "value"),
        ("outcomes/press.csv", 3, "metric"),
    ]


def test_one_score_with_more_decimals_makes_no_other_total_wrong(folder):
    """Two dimensions cut to two decimals each may miss their total by two hundredths."""
    parts = [
        "participation",
        "transparency",
        "accountability",
        "corruption_control",
        "procedures",
        "service_delivery",
    ]
    lines = [f"Kon Tum,62,2015,{name},5.01" for name in parts]
    odd = ["Gia Lai,64,2015,participation,5.01234567"]
    assert built(folder(papi=[*lines, "Kon Tum,62,2015,total,30.08", *odd])).height == 8


PAPI_2023 = [
    f"Kon Tum,62,2023,{name},5"
    for name in ("participation", "transparency", "accountability", "corruption_control",
                 "procedures", "service_delivery", "environment", "e_governance")
]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "says"),
    [
        ("Kon Tum,62,2023,total,39,961", "row 10: 6 cells, the header has 5"),
        ('Kon Tum,62,2023,total,"39,961"', "row 10, column score: cannot read '39,961'"),
        ("Kon Tum,62,2023,total,n/a", "row 10, column score: cannot read 'n/a'"),
        ("Kon Tum,62,2023.0,total,40", "row 10, column year: cannot read '2023.0'"),
        ("Kon Tom,62,2023,total,40", "row 10, column province: unknown 'Kon Tom'"),
        ("Kon Tum,62,2023,total,400", "row 10, column score: 400 is above its scale"),
    ],
)
def test_what_follows_from_a_row_that_cannot_be_read_is_not_told(folder, total, says):
    """Neither that the total is missing, nor that a figure of the press is not the published one."""
    cells = {"metric": "papi_index", "value": "40", "rank": "1", "rank_of": "2"}
    press = [",".join((RIGHT | cells).values())]
    gia_lai = [line.replace("Kon Tum,62", "Gia Lai,64") for line in PAPI_2023]
    read = folder(papi=[*PAPI_2023, total, *gia_lai, "Gia Lai,64,2023,total,40"], press=press)
    with pytest.raises(DataError, match=re.escape(f"outcomes/papi.csv, {says}")) as caught:
        built(read)
    assert {fault.row for fault in caught.value.faults} == {10}
    whole = folder(papi=[*PAPI_2023, *gia_lai, "Gia Lai,64,2023,total,40"], press=[])
    with pytest.raises(DataError, match="all dimensions of Kon Tum in 2023 and no total; add it"):
        built(whole)


def test_faults_of_targets_and_results_come_together(tmp_path):
    shutil.copytree(RAW, tmp_path / "raw")
    for name in ("documents.csv", "outcomes/papi.csv"):
        path = tmp_path / "raw" / name
        path.write_text(path.read_text(encoding="utf-8").replace("Kon Tum", "Kon Tom", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"(?s)documents.csv, row .*Kon Tom.*outcomes/papi.csv, row .*Kon Tom"):
        build(tmp_path / "raw")


def test_a_folder_without_results_builds_without_them(raw):
    raw.document("plan", {"value": "90%"})
    assert raw.build().outcomes is None


def test_results_of_an_earlier_build_do_not_stay_beside_a_table_without_them(raw, real, tmp_path):
    raw.document("plan", {"value": "90%"})
    write(real, tmp_path / "out")
    write(raw.build(), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "findings.csv",
        "targets.csv",
        "targets.parquet",
    ]
    with pytest.raises(
        DataError, match=r"outcomes.parquet: .*: a raw folder without outcomes gives none; add it and run"
    ):
        load_outcomes(folder=tmp_path / "out")
    with pytest.raises(DataError, match=r"outcomes.parquet: the table is missing; run cchc build"):
        load_outcomes(folder=tmp_path)


def test_a_table_of_another_version_is_refused(outcomes):
    with pytest.raises(DataError, match="columns of another version"):
        check_table(outcomes.drop("scale"), "outcomes.parquet", Outcome)
    with pytest.raises(DataError, match=r"the key .* stands twice in 2 of"):
        check_table(pl.concat([outcomes, outcomes.head(1)]), "outcomes.parquet", Outcome)
    with pytest.raises(DataError, match="breaks the rule score_within_its_scale in"):
        check_table(outcomes.with_columns(scale=pl.lit(1.0)), "outcomes.parquet", Outcome)
    for column in ("scale", "gap_to_leader"):
        with pytest.raises(DataError, match=f"column {column}: NaN or infinite in"):
            check_table(outcomes.with_columns(pl.lit(float("inf")).alias(column)), "outcomes.parquet", Outcome)


def test_no_two_provinces_share_the_key_of_their_name():
    assert len({name_key(name) for name in provinces()}) == len(provinces()) == 63
