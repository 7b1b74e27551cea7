"""Every fault is one line that says where and what to do; all faults of a run come together; nothing is written."""

import re
import subprocess
import sys
import unicodedata

import polars as pl
import pytest

from cchc_analysis.errors import DataError
from cchc_analysis.load.statements import FOLDER
from tests.conftest import REGISTER_COLUMNS, STATEMENT_COLUMNS

PLAIN = {"value": "90%"}


def faults(raw):
    """The lines of the error that building this folder raises."""
    with pytest.raises(DataError) as error:
        raw.build()
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"indicator": "tỷ lệ mưa"}, "indicator", "no metric is named by 'tỷ lệ mưa' with a percent; nearest: "),
        ({"value": "9O%"}, "value", "cannot read '9o%'"),
        ({"value": "101%"}, "value", "above 100"),
        ({"value": "7/5"}, "value", "numerator of 7/5 is above its denominator"),
        ({"value": "7/0"}, "value", "denominator of 7/0 is zero"),
        ({"value": ""}, "comparator", "no value and no direction"),
        ({"value": "", "nature": "actual", "comparator": "nâng cao"}, "value", "an actual needs a figure"),
        ({"comparator": "tối thỉu"}, "comparator", "cannot read 'tối thỉu'; nearest: tối thiểu"),
        ({"levels": "ấp"}, "levels", "cannot read 'ấp'"),
        ({"levels": "tỉnh;huyện", "value": "90%;80%;70%"}, "levels", "3 values for 2 levels; give as many"),
        ({"nature": "plan"}, "nature", "cannot read 'plan'; write target or actual"),
        ({"period": "sớm"}, "period", "cannot read 'sớm'; write 2025"),
        ({"line": "1O"}, "line", "cannot read '1O'; write the number of the line"),
        ({"line": "0"}, "line", "cannot read '0'"),
        ({"ceiling": "mười"}, "ceiling", "cannot read 'mười'"),
        ({"scope": "đủ điều kiên"}, "scope", "unknown base 'đủ điều kiên'"),
        ({"evidence": ""}, "evidence", "empty evidence; fill the cell in"),
        ({"indicator": ""}, "indicator", "empty indicator"),
        ({"evidence": "từ " * 16}, "evidence", "16 words; shorten to 15"),
        ({"repeats": "s9"}, "repeats", "'s9' points nowhere"),
        ({"repeats": "s1"}, "repeats", "'s1' points itself"),
        ({"part_of": "s9:kênh"}, "part_of", "'s9' points nowhere"),
        ({"value": "5", "indicator": "hồ sơ công việc"}, "indicator", "with a count"),
    ],
)
def test_a_cell_that_cannot_be_read(raw, cells, column, says):
    raw.document("plan", PLAIN | cells)
    lines = faults(raw)
    assert len(lines) == 1
    assert lines[0].startswith(f"statements/plan.csv, row 2, column {column}: ")
    assert says in lines[0]


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"province": "Kiêng Giang"}, "province", "unknown 'Kiêng Giang'; nearest: Kiên Giang"),
        ({"kind": "plam"}, "kind", "cannot read 'plam'; write plan or report"),
        ({"period": "2O23"}, "period", "cannot read '2O23'; write 2023"),
        ({"issued": "23/02/2022"}, "issued", "write 2022-02-23"),
        ({"sha256": "abc"}, "sha256", "64 hexadecimal digits"),
        ({"title": ""}, "title", "empty title"),
        ({"title": "từ " * 16}, "title", "16 words"),
    ],
)
def test_a_register_cell_that_cannot_be_read(raw, cells, column, says):
    raw.document("plan", PLAIN, **cells)
    lines = faults(raw)
    assert len(lines) == 1
    assert lines[0].startswith(f"documents.csv, row 2, column {column}: ")
    assert says in lines[0]


def test_ids_stand_once(raw):
    raw.document("plan", PLAIN | {"statement": "a"}, {"value": "80%", "levels": "xã", "statement": "a"})
    assert faults(raw) == [
        "statements/plan.csv, row 3, column statement: 'a' stands twice; give each statement its own id"
    ]
    raw.sheet("plan", PLAIN)
    raw.document("plan", PLAIN)
    assert faults(raw) == [
        "documents.csv, row 3, column document: 'plan' stands twice; give each document its own id"
    ]


def test_two_statements_with_one_key_are_both_named(raw):
    raw.document("plan", PLAIN, {"value": "80%"})
    assert faults(raw) == [
        "statements/plan.csv, row 3, column scope: s1 and s2 state one measure (e_dossier_rate, standard, all, 2023) "
        "twice; give them scopes that tell them apart, or mark one as a repeat"
    ]


def test_a_repeat_says_the_same_as_the_first(raw):
    raw.document("plan", PLAIN, {"value": "80%", "repeats": "s1"}, PLAIN | {"repeats": "s2"})
    assert [re.sub("^.*column repeats: ", "", line) for line in faults(raw)] == [
        "says something else than 's1'; correct it, or empty the cell so that both stay",
        "'s2' is itself a repeat; name the first statement",
    ]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ([c for c in STATEMENT_COLUMNS if c != "note"], "row 1, column note: the column is missing"),
        (["statment", *STATEMENT_COLUMNS[1:]], "row 1, column statement: the column is missing (nearest: statment in the"),
        (["statment", *STATEMENT_COLUMNS[1:]], "row 1, column statment: unknown column; rename or remove it, nearest: state"),
        ([*STATEMENT_COLUMNS, "note"], "row 1, column note: the column stands twice"),
        ([";".join(STATEMENT_COLUMNS)], "row 1: cells are not separated by commas"),
    ],
)  # fmt: skip
def test_a_header_that_does_not_fit(raw, header, says):
    raw.document("plan", PLAIN).write_text(",".join(header) + "\n", encoding="utf-8")
    assert any(line.startswith(f"statements/plan.csv, {says}") for line in faults(raw))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        ("statement,lời".encode("utf-16"), "not UTF-8"),
        ("đ".encode("cp1258"), "not UTF-8"),
        (b'statement,section\n"a', "not readable as CSV"),
        ((",".join(STATEMENT_COLUMNS) + "\ns1,I.1,1\n").encode(), "row 2: 3 cells, the header has 15; complete"),
        ((",".join(STATEMENT_COLUMNS) + "\n").encode(), "no statement; add rows or remove the sheet"),
    ],
)
def test_a_sheet_that_is_no_sheet(raw, content, says):
    raw.document("plan", PLAIN).write_bytes(content)
    lines = faults(raw)
    assert len(lines) == 1
    assert lines[0].startswith("statements/plan.csv")
    assert says in lines[0]


def test_sheets_and_register_rows_go_together(raw):
    raw.document("plan", PLAIN)
    raw.sheet("other", PLAIN)
    raw.document("third", PLAIN).unlink()
    assert faults(raw) == [
        "documents.csv, column document: 'third' has no sheet; add statements/third.csv or remove its row",
        "statements/other.csv: no row in documents.csv; add one for 'other' or move the sheet to drafts",
    ]


def test_missing_register_and_folders(raw, tmp_path):
    raw.sheet("plan", PLAIN)
    assert faults(raw) == ["documents.csv: the file is missing; create it, with its header row"]
    raw.text("documents.csv", ",".join(REGISTER_COLUMNS) + "\n")
    (raw.path / FOLDER / "plan.csv").unlink()
    (raw.path / FOLDER).rmdir()
    assert faults(raw) == ["statements: the folder is missing; create it, with one sheet a document"]
    raw.path = tmp_path / "nowhere"
    assert faults(raw) == [f"{tmp_path}/nowhere: the folder is missing; name it with --raw"]


def test_ratios_and_doubts_point_at_what_exists(raw):
    raw.document("plan", PLAIN)
    raw.text(
        "ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rat,,s1,s1\nonline_filing_rate,,s1,s9\n"
    )
    raw.text("doubts.csv", "document,statements,kind,message\nplan,s9,doubt,x\nplam,s1,doubt,x\nplan,s1,joke,x\n")
    assert [re.sub(r"; nearest.*", "", line) for line in faults(raw)] == [
        "doubts.csv, row 2, column statements: 's9' points nowhere",
        "doubts.csv, row 3, column document: no sheet 'plam'",
        "doubts.csv, row 4, column kind: cannot read 'joke'; write contradiction or doubt or scan",
        "ratios.csv, row 2, column metric: unknown 'online_filing_rat'",
    ]
    raw.text("doubts.csv", "document,statements,kind,message\n")
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rate,,s1,s9\n")
    assert [re.sub(r"; nearest.*", "", line) for line in faults(raw)] == [
        "ratios.csv, row 2, column denominator: 's9' is not one stated count",
        "ratios.csv, row 2, column numerator: 's1' is not one stated count",
    ]


def test_all_faults_of_a_run_come_together_in_order(raw):
    raw.document("plan", {"value": "x"}, {"value": "90%", "levels": "ấp", "period": "sớm"}, province="Kon Tom")
    raw.document("other", {"value": "101%"})
    raw.text("ratios.csv", "metric\n")
    places = [line.split(": ")[0] for line in faults(raw)]
    assert places == sorted(places)
    assert {place.split(",")[0] for place in places} == {"documents.csv", "ratios.csv", "statements/other.csv"}
    raw.document("fine", {"value": "x"}, {"value": "90%", "levels": "ấp", "period": "sớm"})
    assert "statements/fine.csv, row 3, column period" in [line.split(": ")[0] for line in faults(raw)]


@pytest.mark.parametrize("habit", ["bom", "crlf", "quoted", "trailing", "nfd", "nbsp"])
def test_spreadsheet_habits_are_accepted(raw, habit):
    path = raw.document("plan", {"value": "90%", "levels": "tỉnh;huyện", "comparator": "tối thiểu"})
    before = raw.build().targets
    text = path.read_text(encoding="utf-8")
    changed = {
        "bom": "\ufeff" + text,
        "crlf": text.replace("\n", "\r\n"),
        "quoted": pl.read_csv(path, infer_schema=False).write_csv(quote_style="always", null_value=""),
        "trailing": text + "," * 14 + "\n" + "\n\n",
        "nfd": unicodedata.normalize("NFD", text),
        "nbsp": text.replace(" ", "\u00a0"),
    }[habit]
    assert changed != text
    path.write_bytes(changed.encode())
    assert raw.build().targets.equals(before)


def test_the_command_exits_1_writes_nothing_and_shows_no_traceback(raw, tmp_path):
    raw.document("plan", {"value": "101%"}, {"value": "x"})
    command = [
        sys.executable,
        "-m",
        "cchc_analysis",
        "build",
        "--raw",
        str(raw.path),
        "--out",
        str(tmp_path / "out"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 2
    assert all(line.startswith("statements/plan.csv, row ") for line in run.stderr.splitlines())
    assert not (tmp_path / "out").exists()
