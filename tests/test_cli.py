"""The commands as a user types them."""

import os
import re
import subprocess
import sys

import pytest

from tests.commands import in_terminal, run_command
from tests.conftest import ROOT
from tests.plans import rows_of, write


def cchc(*words, env=None, cwd=ROOT):
    """Run one command; give its exit code, what it printed and its errors."""
    return run_command(*words, cwd=cwd, env=env)


@pytest.mark.pinned
def test_build_writes_the_committed_files_under_any_locale_and_hash_seed(tmp_path):
    names = ["targets.parquet", "targets.csv", "findings.csv", "outcomes.parquet", "outcomes.csv"]
    for seed, locale in (("0", "C"), ("7", "tr_TR.UTF-8")):
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "POLARS_MAX_THREADS": seed if seed != "0" else "1",
        }
        code, printed, _ = cchc("build", "--out", str(tmp_path / seed), env=env)
        assert code == 0
        assert printed.splitlines()[:-1] == [f"wrote {tmp_path / seed / name}" for name in names]
        assert re.fullmatch(r"\d+ rows, \d+ findings, \d+ results", printed.splitlines()[-1])
        for name in names:
            assert (tmp_path / seed / name).read_bytes() == (ROOT / "data" / "processed" / name).read_bytes(), name


def test_show_gives_rows_with_their_source():
    code, printed, _ = cchc("show", "--metric", "e_dossier_rate", "--province", "kon tum", "--level", "commune")
    assert code == 0
    assert "100%" in printed
    assert "kon-tum-2023-kh-ubnd:103" in printed
    assert printed.splitlines()[-1] == "1 row"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--province", "Kon Tom"], "targets, column province: no row has 'Kon Tom'; nearest: Kon Tum"),
        (["--level", "nope"], "targets, column level: no row has 'nope'; choose province, district, commune, all"),
        (["--metric", "e_dosier_rate"], "targets, column metric: no row has 'e_dosier_rate'; nearest: e_dossier_rate"),
        (["--province", "Kon Tum", "--year", "2024"], "column year: 2024 leaves no row beside the other filters; they leave 2023"),
    ],
)  # fmt: skip
def test_show_says_which_filter_left_nothing(words, says):
    code, printed, error = cchc("show", *words)
    assert (code, printed) == (1, "")
    assert says in error
    assert len(error.splitlines()) == 1


def test_coverage_as_a_file():
    code, printed, _ = cchc("coverage", "--province", "Hậu Giang", "--status", "directional", "--format", "csv")
    assert code == 0
    assert printed.splitlines()[0] == "province,metric,area,status,targets,actuals"
    assert "Hậu Giang,satisfaction_agency_service_rate,organisation,directional,1,0" in printed


@pytest.mark.parametrize(
    ("words", "header", "row"),
    [
        (
            ["gaps", "--metric", "e_dossier_rate", "--level", "commune"],
            "metric,unit,level,province_a",
            "e_dossier_rate,percent,commune,Gia Lai,2024",
        ),
        (["pace", "--province", "Kon Tum"], "province,metric,unit,scope,level,start", "Kon Tum,"),
        (
            ["convergence", "--metric", "digitization_rate"],
            "province,metric,scope,year,units,comparators,n",
            "Kiên Giang,digitization_rate,standard,2021",
        ),
        (
            ["convergence", "--over", "provinces", "--metric", "e_dossier_rate"],
            "metric,scope,level,years",
            "e_dossier_rate,standard,commune,2023–2025",
        ),
    ],
)
def test_comparisons_as_files(words, header, row):
    code, printed, _ = cchc(*words, "--format", "csv")
    assert code == 0
    assert printed.splitlines()[0].startswith(header)
    assert printed.splitlines()[1].startswith(row)


def test_a_terminal_too_narrow_for_a_table_shows_a_line_a_cell():
    assert in_terminal(100, "gaps", "--metric", "e_dossier_rate", "--level", "commune")[:8] == [
        "metric         e_dossier_rate",
        "level          commune",
        "a              Gia Lai 2024: 60%",
        "b              Kiên Giang 2025: 60%",
        "difference     0",
        "comparability  year differs",
        "reading        both plain: the difference is exact",
        "",
    ]
    assert "reason       no exact result for this metric in the documents of the province" in in_terminal(
        80, "pace"
    )


def test_long_work_shows_how_far_it_is(tmp_path):
    files = [str(write(tmp_path / f"{name}.txt")) for name in "ab"]
    shown = in_terminal(100, "extract", *files, "--out", str(tmp_path / "rows.csv"))
    assert any(line.startswith("documents ") and "%" in line for line in shown)
    assert shown[-1] == "10 rows from 2 documents"


def test_a_terminal_wide_enough_shows_a_table():
    header, row, *_ = in_terminal(240, "gaps", "--metric", "data_platform_connection_rate")
    assert header.split() == ["metric", "level", "a", "b", "difference", "comparability", "reading"]
    kien_giang, kon_tum = (
        "Kiên Giang 2025: 60% (systems that concern citizens and businesses)",
        "Kon Tum 2023: 100% (applications with shared data in use)",
    )
    assert kien_giang in row.partition(kon_tum)[0]


@pytest.mark.parametrize("command", ["gaps", "pace", "coverage", "show"])
def test_what_another_program_reads_has_every_row_in_one_line(command):
    _, printed, _ = cchc(command)
    words = set(printed.split())
    assert {"data_platform_connection_rate", "satisfaction_land_construction_investment_rate"} <= words


def test_pace_counts_by_reason_first():
    _, printed, _ = cchc("pace")
    counts, rows = (part.splitlines() for part in printed.split("\n\n")[:2])
    assert counts[0].split() == ["status", "reason", "targets"]
    assert sum(int(line.split()[-1]) for line in counts[1:]) == len(rows) - 1
    assert cchc("pace", "--format", "csv")[1].startswith("province,")


def test_an_unknown_metric_offers_the_nearest():
    for command in ("gaps", "pace", "convergence"):
        code, printed, error = cchc(command, "--metric", "e_dosier_rate")
        assert (code, printed) == (1, "")
        assert "no row has 'e_dosier_rate'; nearest: e_dossier_rate" in error


def test_a_brief_of_one_province(tmp_path):
    code, _, _ = cchc("brief", "kon tum", "--lang", "en", "--out", str(tmp_path / "page.html"))
    assert code == 0
    assert "Kon Tum: targets and results of administrative reform" in (tmp_path / "page.html").read_text(
        encoding="utf-8"
    )
    code, printed, error = cchc("brief", "Kon Tom", "--out", str(tmp_path / "x.html"))
    assert (code, printed) == (1, "")
    assert "no row has 'Kon Tom'; nearest: Kon Tum" in error
    assert cchc("brief", "all", "--out", "x.html")[0] == 2


def test_usage_errors_exit_2():
    assert cchc("build", "--rax")[0] == 2
    assert cchc("coverage", "--format", "xml")[0] == 2
    assert cchc("convergence", "--over", "levels,provinces")[0] == 2
    assert cchc("figures", "--lang", "")[0] == 2
    assert cchc("brief", "Kon Tum", "--out", "page.pdf")[0] == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export", "--format", "CSV,Xlsx"], "--format 'CSV' is none of csv, parquet, xlsx"),
        (["export", "--format", "xlsx", "--bom"], "--bom marks CSV files; add csv to --format"),
        (["explorer", "--lang", "vi,en"], "Invalid value for '--lang': 'vi,en' is not one of 'vi', 'en'"),
        (
            ["convergence", "--over", "all"],
            "Invalid value for '--over': 'all' is not one of 'levels', 'provinces'",
        ),
    ],
)
def test_a_usage_error_says_what_may_be_chosen(words, says):
    code, printed, error = cchc(*words)
    assert (code, printed) == (2, "")
    assert says in error


def test_verify_without_texts_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CCHC_DOCUMENTS", raising=False)
    code, printed, error = cchc("verify", "--documents", str(tmp_path / "no"))
    assert (code, printed) == (1, "")
    assert error == f"{tmp_path}/no: no folder of document texts; name it with --documents or in CCHC_DOCUMENTS\n"


def test_verify_counts(texts):
    code, printed, _ = cchc("verify", "--documents", str(texts))
    assert code == 0
    held, of, total, *rest = printed.split()
    assert (of, rest) == ("of", ["statements", "verified"])
    assert held == total


def test_build_to_a_place_that_cannot_be_written(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    (tmp_path / "file").write_text("in the way")
    for out in ("file", "file/below"):
        code, printed, error = cchc("build", "--raw", str(raw.path), "--out", str(tmp_path / out))
        assert (code, printed) == (1, "")
        assert error == f"{tmp_path}/file: a file, not a folder; check the path and its permissions\n"


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_folder_where_a_file_is_to_be_written(folder, tmp_path):
    (tmp_path / "t.txt").write_text("Đạt 90% hồ sơ công việc.", encoding="utf-8")
    for words in (["explorer"], ["extract", str(tmp_path / "t.txt")]):
        code, printed, error = cchc(*words, "--out", folder)
        assert (code, printed) == (1, "")
        assert error == f"{folder}: Is a directory; check the path and its permissions\n"


@pytest.mark.parametrize(
    "command",
    ["init", "build", "show", "verify", "trace", "coverage", "gaps", "pace", "convergence", "figures", "brief"],
)
def test_every_command_has_help(command):
    code, printed, _ = cchc(command, "--help")
    assert code == 0
    assert "Usage" in printed


def test_importing_the_package_imports_nothing_heavy():
    heavy = "polars,pandas,matplotlib,seaborn,typer,numpy"
    code = f"import sys, cchc_analysis; print([m for m in '{heavy}'.split(',') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_convergence_of_an_index_says_what_the_library_says():
    code, printed, _ = cchc("convergence", "--metric", "papi_index", "--dimension", "e_governance")
    assert code == 0
    for said in (
        "n = 57",
        "sigma fell from 0.315 to 0.280",
        "0.114, then 0.083",
        "-0.185 (standard error 0.024",
        "0.594",
    ):
        assert said in printed
    code, printed, _ = cchc(
        "convergence", "--metric", "papi_index", "--province", "kon tum, gia lai,hau giang", "--format", "csv"
    )
    assert [row["n"] for row in rows_of(printed)] == ["3"] * 4
    both = cchc("convergence", "--metric", "papi_index", "--province", "kon tum,gia lai")
    assert both[0] == 0
    assert "Beta is not computed: it needs 3 provinces or more (n = 2)" in both[1]
    again = [word for name in ("kon tum", "gia lai", "93") for word in ("--province", name)]
    assert cchc("convergence", "--metric", "papi_index", *again, "--format", "csv")[1] == printed


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--metric", "papi_index", "--dimension", "egov"), 1, "column dimension: no result of 'egov'; nearest: e_governance"),
        (("--metric", "papi_index", "--start", "2016", "--end", "2022"), 1, "lie in two series, 2011-2017 and 2021-2024"),
        (("--metric", "papi_index", "--start", "1999"), 1, "no score in 1999 of papi_index total"),
        (("--metric", "papi_index", "--province", "kien gian"), 1, "no row has 'kien gian'; nearest: Kiên Giang"),
        (("--metric", "papi_index", "--province", "kon tum"), 1, "1 with a score in every year from 2021 to 2024: Kon Tum; 2 or more are needed"),
        (("--metric", "papi_index", "--province", "vinh phuc,kon tum"), 1, "1 with a score in every year from 2021 to 2024: Kon Tum; 2 or more are needed"),
        (("--metric", "dti_index"), 1, "column metric: only ranks or national figures of 'dti_index', no score of a province"),
        (("--metric", "papy_index"), 1, "no row has 'papy_index'; nearest: papi_index"),
        (("--metric", "papi_index", "--over", "levels"), 2, "papi_index is an index, leave it out"),
        (("--metric", "e_dossier_rate", "--start", "2020"), 2, "e_dossier_rate is none"),
    ],
)  # fmt: skip
def test_convergence_refuses_what_does_not_compare_in_one_line(words, code, says):
    found, printed, errors = cchc("convergence", *words)
    assert (found, printed) == (code, "")
    assert says in errors
    assert code == 2 or errors.count("\n") == 1


def test_follow_up_has_a_row_an_aim():
    code, printed, _ = cchc("follow-up", "--province", "kon tum", "--format", "csv")
    assert (code, [row["metric"] for row in rows_of(printed)]) == (
        0,
        ["papi_index", "par_index", "pci_index", "sipas_index"],
    )
