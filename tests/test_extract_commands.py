"""``cchc extract``: rows of a draft or harmonized objects, from any number of files, or one line a fault."""

import json
import os
import subprocess
import sys

import pytest

import cchc_analysis
from tests.conftest import ROOT, STATEMENT_COLUMNS
from tests.plans import PLAN, cchc, rows_of, write

FIELDS = (
    "document line start end evidence indicator nature metric area level comparator value unit numerator denominator "
    "year period scope basis"
)


READ = "read as kind plan (title), period 2024 (title), no province (give it with --province)"


@pytest.fixture
def plan(tmp_path):
    """The file of a small plan."""
    return write(tmp_path / "kh-2024.txt")


def test_jsonl_has_the_fields_of_the_contract_and_places_in_the_text(plan):
    code, printed, told = cchc("extract", plan, "--format", "jsonl")
    found = [json.loads(line) for line in printed.splitlines()]
    assert code == 0
    assert told == [f"note: {plan}: {READ}", "5 rows from 1 document"]
    assert [list(each) for each in found] == [FIELDS.split()] * 5
    assert {each["document"] for each in found} == {"kh-2024"}
    assert [PLAN[each["start"] : each["end"]] for each in found] == [each["evidence"] for each in found]
    assert [(each["metric"], each["level"], each["value"]) for each in found[:3]] == [
        ("e_dossier_rate", "province", 90.0),
        ("e_dossier_rate", "district", 80.0),
        ("par_index", "all", None),
    ]
    assert "Tối thiểu" in printed


def test_csv_has_the_columns_of_a_draft_with_the_document_first(plan):
    code, printed, _ = cchc("extract", plan)
    rows = rows_of(printed)
    assert code == 0
    assert list(rows[0]) == ["document", *STATEMENT_COLUMNS, "confidence", "reason"]
    assert [(row["statement"], row["value"], row["repeats"]) for row in rows] == [
        ("k2001", "90%", ""),
        ("k2002", "80%", ""),
        ("k2003", "", ""),
        ("k2004", "90%", "k2001"),
        ("k2005", "80%", "k2002"),
    ]


def test_several_files_come_in_their_order(plan, tmp_path):
    other = write(tmp_path / "a.txt")
    _, printed, told = cchc("extract", plan, other)
    assert [row["document"] for row in rows_of(printed)] == ["kh-2024"] * 5 + ["a"] * 5
    assert [line.split(": ")[-1].split(" (")[0] for line in told] == [
        "read as kind plan",
        "1 figure gave no row; cchc review " + f"{plan} shows them",
        "read as kind plan",
        "1 figure gave no row; cchc review " + f"{other} shows them",
        "10 rows from 2 documents",
    ]


def test_out_writes_a_file_and_says_so(plan, tmp_path):
    out = tmp_path / "new" / "rows.jsonl"
    code, printed, told = cchc("extract", plan, "--format", "jsonl", "--out", out)
    assert (code, told) == (0, [f"note: {plan}: {READ}"])
    assert printed.splitlines() == [f"wrote {out}", "5 rows from 1 document"]
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5


def test_every_bad_file_is_named_and_nothing_is_written(plan, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "folder.txt").mkdir()
    bad = [tmp_path / name for name in ("empty.txt", "binary.txt", "broken.pdf", "folder.txt", "missing.txt")]
    code, printed, told = cchc("extract", plan, *bad, "--out", tmp_path / "out.csv", cwd=ROOT)
    assert (code, printed) == (1, "")
    assert [line.split(": ")[0] for line in told] == sorted(map(str, bad))
    assert all("; " in line for line in told)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "shown"), [("x\udcff.txt", r"x\udcff.txt"), ("two\nlines.txt", r"two\nlines.txt")]
)
def test_a_file_whose_name_no_terminal_can_print(tmp_path, name, shown):
    path = write(tmp_path / name)
    for form in ("csv", "jsonl"):
        code, printed, told = cchc("extract", path, "--format", form)
        assert (code, told[0]) == (0, f"note: {tmp_path}/{shown}: {READ}")
        assert told[-1] == "5 rows from 1 document"
        assert "90%" in printed
        code, printed, told = cchc("extract", path, "--format", form, "--out", tmp_path / "out")
        assert (code, printed.splitlines()[-1]) == (0, "5 rows from 1 document")
        assert told[0] == f"note: {tmp_path}/{shown}: {READ}"
    write(path, "")
    code, printed, told = cchc("extract", path)
    assert (code, printed, told) == (1, "", [f"{tmp_path}/{shown}: the file is empty; give a file with text"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Plan of the reform for 2024: 90% of dossiers online.\n" * 20, "the text is not in Vietnamese; nothing to extract"),
        ("Bao cao cong tac cai cach hanh chinh nam 2024.\n" * 20, "the text is not in Vietnamese; nothing to extract, unless it lacks its marks"),
        ("KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\nCác sở báo cáo đầy đủ.\n", "no target, result or directional aim"),
    ],
)  # fmt: skip
def test_a_file_that_gives_nothing_says_why_and_is_no_error(tmp_path, text, says):
    path = write(tmp_path / "t.txt", text)
    for form in ("csv", "jsonl"):
        code, printed, told = cchc("extract", path, "--format", form)
        assert code == 0
        assert len(printed.splitlines()) == (form == "csv")
        assert any(line.startswith(f"note: {path}: ") and says in line for line in told)


def test_a_document_without_kind_and_period_is_told(tmp_path):
    path = write(tmp_path / "t.txt", "Hồ sơ công việc được xử lý trên môi trường mạng: 90%.")
    _, _, told = cchc("extract", path)
    assert told[0] == (
        f"note: {path}: read as no kind (give it with --kind), no period (give it with --period), "
        "no province (give it with --province)"
    )


@pytest.mark.parametrize(
    "words", [["--format", "xml"], ["--format", "csv,jsonl"], ["--out", "{plan}"], ["--outt", "x"]]
)
def test_usage_errors_exit_2(plan, words):
    before = plan.read_bytes()
    assert cchc("extract", plan, *(word.format(plan=plan) for word in words))[0] == 2
    assert cchc("extract")[0] == 2
    assert plan.read_bytes() == before


def test_out_that_cannot_be_written_is_one_line(plan, tmp_path):
    code, _, told = cchc("extract", plan, "--out", plan / "x.csv")
    assert (code, len(told)) == (1, 1)
    code, _, told = cchc("extract", plan, "--out", tmp_path)
    assert (code, told) == (1, [f"{tmp_path}: Is a directory; check the path and its permissions"])


@pytest.mark.parametrize("times", [1, 300])
def test_a_reader_that_stops_early_gets_no_traceback(tmp_path, times):
    path = write(tmp_path / "t.txt", PLAN * times)
    run = subprocess.Popen(
        [sys.executable, "-m", "cchc_analysis", "extract", str(path), "--format", "jsonl"],
        cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    run.stdout.close()
    error = run.stderr.read().decode()
    run.stderr.close()
    run.wait()
    assert "Traceback" not in error
    assert "Broken" not in error


@pytest.mark.parametrize("command", ["extract", "add", "review"])
def test_the_commands_have_help(command):
    code, printed, _ = cchc(command, "--help")
    assert code == 0
    assert "Usage" in printed


def test_the_library_gives_the_same_as_the_command(plan):
    _, printed, _ = cchc("extract", plan, "--format", "jsonl")
    found = cchc_analysis.extract_statements(PLAN, document="kh-2024")
    assert [json.loads(line) for line in printed.splitlines()] == list(found)


def test_the_five_documents_are_drafted(texts):
    code, printed, _ = cchc("extract", *sorted(texts.glob("*.txt")))
    rows = rows_of(printed)
    assert code == 0
    assert {row["document"] for row in rows} == {path.stem for path in texts.glob("*.txt")}
    assert {row["confidence"] for row in rows} <= {"high", "medium", "low"}
    for row in rows:
        assert row["reason"]
        assert max(len(row[column].split(" ")) for column in ("evidence", "indicator", "scope")) <= 15


FORMS = "write 2023, 2021/2025, 2020-Q3 or 2023-01-01/2023-06-30"


@pytest.mark.parametrize("period", ["abc", "Q3", "2023-13", "2023-00", "2023-02-30", "2025/2021", "1800"])
def test_a_period_that_is_none_is_refused_before_anything_is_read(plan, period):
    code, printed, told = cchc("extract", plan, "--period", period)
    assert (code, printed) == (2, "")
    assert told[-1] == f"Error: Invalid value: --period: cannot read {period!r}; {FORMS}"


@pytest.mark.parametrize("period", ["2023", "2021/2025", "2020-Q3", "2023-01-01/2023-06-30"])
def test_a_period_is_said_as_in_the_register(plan, period):
    code, _, told = cchc("extract", plan, "--period", period)
    assert code == 0
    assert f"period {period} (given)" in told[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--province", "Nowhere"], "--province: unknown 'Nowhere'; nearest: "),
        (["--province", "Kon Tom"], "--province: unknown 'Kon Tom'; nearest: Kon Tum"),
        (["--kind", "plam"], "'plam' is not one of 'plan', 'report'"),
    ],
)
def test_a_province_or_kind_that_is_none_is_refused_with_what_there_is(plan, words, says):
    code, printed, told = cchc("extract", plan, *words)
    assert (code, printed) == (2, "")
    assert says in told[-1]


@pytest.mark.parametrize("written", ["kien giang", "KIÊN GIANG", "tỉnh Kiên Giang"])
def test_a_province_is_understood_in_any_spelling(plan, written):
    code, _, told = cchc("extract", plan, "--province", written)
    assert code == 0
    assert "province Kiên Giang (given)" in told[0]


def test_statements_that_are_left_open_are_told_where_the_rows_lack_them(tmp_path):
    text = (
        "BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nHồ sơ đúng hạn đạt 99%; hồ sơ trực tuyến 45%, 47%.\n"
    )
    path = write(tmp_path / "bao-cao.txt", text)
    _, printed, told = cchc("extract", path, "--format", "jsonl")
    assert (printed.count("\n"), told[1:]) == (
        1,
        [f"note: {path}: 2 statements left open; --format csv shows them", "1 row from 1 document"],
    )
