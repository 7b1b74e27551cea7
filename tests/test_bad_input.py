"""Every fault is one line that says where and what to do; all faults of a run come together; nothing is written."""

import re
import shutil
import unicodedata

import polars as pl
import pytest

from cchc_analysis.errors import DataError
from cchc_analysis.load.statements import FOLDER
from tests.conftest import REGISTER_COLUMNS, ROOT, STATEMENT_COLUMNS
from tests.plans import cchc

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
        ({"levels": "ấp"}, "levels", "cannot read 'ấp'; nearest: "),
        ({"levels": "tỉnh;cấp tỉnh"}, "levels", "names a level twice; name each once"),
        ({"levels": "tỉnh;huyện", "value": "90%;80%;70%"}, "levels", "3 values for 2 levels; give as many"),
        ({"nature": "plan"}, "nature", "cannot read 'plan'; write target or actual"),
        ({"period": "sớm"}, "period", "cannot read 'sớm'; write 2025"),
        ({"line": "1O"}, "line", "cannot read '1O'; write the number of the line"),
        ({"line": "0"}, "line", "cannot read '0'"),
        ({"ceiling": "mười"}, "ceiling", "cannot read 'mười'"),
        (
            {"scope": "đủ điều kiên"},
            "scope",
            "unknown base 'đủ điều kiên'; add it to cchc_analysis/catalog/scopes.csv, or nearest: đủ điều kiện",
        ),
        ({"evidence": ""}, "evidence", "empty evidence; fill the cell in"),
        ({"indicator": ""}, "indicator", "empty indicator"),
        ({"evidence": "từ " * 16}, "evidence", "16 words; shorten to 15"),
        ({"repeats": "s9"}, "repeats", "'s9' points nowhere"),
        ({"repeats": "s1"}, "repeats", "'s1' points at itself"),
        ({"part_of": "s9:kênh"}, "part_of", "'s9' points nowhere"),
        ({"part_of": ":kênh"}, "part_of", "'' points nowhere"),
        ({"ceiling": "100%"}, "ceiling", "e_dossier_rate is no yearly step; empty the cell"),
        ({"statement": "a;b"}, "statement", "cannot read 'a;b'; write letters"),
        ({"line": "99999999999999999999"}, "line", "cannot read '99999999999999999999'"),
        ({"line": "²"}, "line", "cannot read '²'"),
        ({"value": "1/" + "9" * 400}, "value", "cannot read"),
        ({"value": "88", "indicator": "Chỉ số PAPI"}, "scope", "papi_index is a score or a rank"),
        ({"period": "31/02/2019"}, "period", "is no date"),
        (
            {"value": "5", "indicator": "hồ sơ công việc"},
            "indicator",
            "no metric is named by 'hồ sơ công việc' with a count",
        ),
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
        ({"kind": "Plam"}, "kind", "cannot read 'Plam'; write plan or report"),
        ({"period": "2O23"}, "period", "cannot read '2O23'; write 2023"),
        ({"issued": "23/02/2022"}, "issued", "write 2022-02-23"),
        ({"sha256": "abc"}, "sha256", "64 hexadecimal digits"),
        ({"issued": "2020-02-31"}, "issued", "cannot read '2020-02-31'"),
        ({"period": "2025/2021"}, "period", "cannot read '2025/2021'"),
        ({"period": "2023-01-01/2023-06-31"}, "period", "or 2023-01-01/2023-06-30"),
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
        "statements/plan.csv, row 3, column statement: plan, a stands twice; keep one, or tell them apart"
    ]
    raw.sheet("plan", PLAIN)
    raw.document("plan", PLAIN)
    assert faults(raw) == [
        "documents.csv, row 3, column document: plan stands twice; keep one, or tell them apart"
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
        (["statment", *STATEMENT_COLUMNS[1:]], "row 1, column statment: unknown column; rename or remove it, nearest: state"),
        ([*STATEMENT_COLUMNS, "note"], "row 1, column note: the column stands twice"),
        (["s1", "I.1", "1"], "row 1: no header in this row; it is statement,section"),
        (["line", "figure", "context", "nearest"], "row 1: no header in this row; it is statement,section"),
    ],
)  # fmt: skip
def test_a_header_that_does_not_fit(raw, header, says):
    raw.document("plan", PLAIN).write_text(",".join(header) + "\n", encoding="utf-8")
    assert any(line.startswith(f"statements/plan.csv, {says}") for line in faults(raw))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the first row is empty"),
        (b" \n", "the first row is empty"),
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
        "ratios.csv",
        "metric,scope,numerator,denominator\nonline_filing_rat,,s1,s1\npci_index,,s1,s1\nonline_filing_rate,,s1+s1,s9\n",
    )
    raw.text(
        "doubts.csv",
        "document,statements,line,kind,message\nplan,s9,,doubt,x\nplam,s1,,doubt,x\nplan,s1,,joke,x\nplan,,,doubt,x\nplan,,0,doubt,x\n",
    )
    assert [re.sub(r"; (nearest|none).*", "", line) for line in faults(raw)] == [
        "doubts.csv, row 2, column statements: 's9' points nowhere",
        "doubts.csv, row 3, column document: no sheet 'plam'",
        "doubts.csv, row 4, column kind: cannot read 'joke'; write contradiction or doubt or scan",
        "doubts.csv, row 5, column statements: no statement and no line; name one of them",
        "doubts.csv, row 6, column line: cannot read '0'; write the number of the line, 1 or more",
        "ratios.csv, row 2, column metric: no rate 'online_filing_rat'",
        "ratios.csv, row 3, column metric: no rate 'pci_index'",
        "ratios.csv, row 4, column denominator: 's9' is not one stated count",
        "ratios.csv, row 4, column numerator: 's1' is not one stated count",
        "ratios.csv, row 4, column numerator: 's1+s1' names a statement twice; name each once",
    ]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ({"value": "0"}, "3 of 0 is no share"),
        ({"value": "2"}, "3 of 2 is no share"),
        ({"value": "9", "levels": "xã"}, "counts of several documents, periods or levels"),
        ({"value": "9", "period": "đến năm 2030"}, "counts of several documents, periods or levels"),
        ({"value": "9", "comparator": "tối thiểu"}, "'s2' is not one stated count"),
    ],
)
def test_counts_that_make_no_rate(raw, second, says):
    count = {"indicator": "hồ sơ tiếp nhận"}
    raw.document("plan", count | {"value": "3"}, count | {"scope": "toàn hệ thống một cửa điện tử"} | second)
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rate,,s1,s2\n")
    assert [line for line in faults(raw) if says in line and line.startswith("ratios.csv, row 2")]


def test_what_rests_on_a_statement_that_cannot_be_read_is_not_told_too(raw):
    raw.document("plan", {"indicator": "hồ sơ tiếp nhận", "value": "x"})
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rate,,s1,s1\n")
    assert [line.split(":")[0] for line in faults(raw)] == ["statements/plan.csv, row 2, column value"]
    raw.sheet("plan", PLAIN | {"statement": "a;b"})
    raw.text("ratios.csv", "metric,scope,numerator,denominator\n")
    raw.text("doubts.csv", "document,statements,kind,message\nplan,s9,doubt,x\n")
    assert [line.split(":")[0] for line in faults(raw)] == ["statements/plan.csv, row 2, column statement"]


def test_a_rate_names_a_base_of_the_catalogue(raw):
    raw.document("plan", {"indicator": "hồ sơ tiếp nhận", "value": "3"})
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rate,đủ điều kiên,s1,s1\n")
    assert faults(raw)[0].startswith("ratios.csv, row 2, column scope: unknown base 'đủ điều kiên'")


def test_a_rate_computed_twice_is_told_at_its_row(raw):
    count = {"indicator": "hồ sơ tiếp nhận"}
    raw.document("plan", count | {"value": "3"}, count | {"value": "9", "scope": "toàn hệ thống một cửa điện tử"})
    line = "online_filing_rate,,s1,s2\n"
    raw.text("ratios.csv", f"metric,scope,numerator,denominator\n{line}{line}")
    assert faults(raw)[0].startswith("ratios.csv, row 3, column scope: s1;s2 and s1;s2 state one measure")


def test_parts_that_cannot_be_added(raw):
    count = {"indicator": "hồ sơ tiếp nhận"}
    raw.document(
        "plan",
        count | {"value": "3", "part_of": "s2"},
        count | {"value": "3", "scope": "toàn hệ thống một cửa điện tử", "part_of": "s1"},
        {"indicator": "xã thực hiện cơ chế một cửa", "value": "3/4", "part_of": "s1"},
        {"value": "9%;8%", "levels": "tỉnh;huyện"},
        {"value": "9%", "levels": "xã", "part_of": "s4"},
    )
    assert [re.sub("^.*row ", "row ", line) for line in faults(raw)] == [
        "row 2, column part_of: 's2' is in turn a part of this one; break the circle",
        "row 3, column part_of: 's1' is in turn a part of this one; break the circle",
        "row 4, column part_of: 's1' is no single total of such figures; name one",
        "row 6, column part_of: 's4' is no single total of such figures; name one",
    ]


def test_all_faults_of_a_run_come_together_in_order(raw):
    raw.document("plan", {"value": "x"}, {"value": "90%", "levels": "ấp", "period": "sớm"}, province="Kon Tom")
    raw.document("other", {"value": "101%"})
    raw.text("ratios.csv", "metric\n")
    places = [line.split(": ")[0] for line in faults(raw)]
    assert places == sorted(places)
    assert {place.split(",")[0] for place in places} == {
        "documents.csv", "ratios.csv", "statements/other.csv", "statements/plan.csv",
    }  # fmt: skip
    raw.document("fine", {"value": "x"}, {"value": "90%", "levels": "ấp", "period": "sớm"})
    assert "statements/fine.csv, row 3, column period" in [line.split(": ")[0] for line in faults(raw)]


@pytest.mark.parametrize("habit", ["bom", "crlf", "quoted", "trailing", "columns", "nfd", "nbsp"])
def test_spreadsheet_habits_are_accepted(raw, habit):
    path = raw.document("plan", {"value": "90%", "levels": "tỉnh;huyện", "comparator": "tối thiểu"})
    before = raw.build().targets
    text = path.read_text(encoding="utf-8")
    changed = {
        "bom": "\ufeff" + text,
        "crlf": text.replace("\n", "\r\n"),
        "quoted": pl.read_csv(path, infer_schema=False).write_csv(quote_style="always", null_value=""),
        "trailing": text + "," * 14 + "\n" + "\n\n",
        "columns": "\n".join(f"{line},," for line in text.splitlines()),
        "nfd": unicodedata.normalize("NFD", text),
        "nbsp": text.replace(" ", "\u00a0"),
    }[habit]
    assert changed != text
    path.write_bytes(changed.encode())
    assert raw.build().targets.equals(before)


def test_the_command_exits_1_writes_nothing_and_shows_no_traceback(raw, tmp_path):
    raw.document("plan", {"value": "101%"}, {"value": "x"})
    code, printed, told = cchc("build", "--raw", str(raw.path), "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert (code, printed, len(told)) == (1, "", 2)
    assert all(line.startswith("statements/plan.csv, row ") for line in told)
    assert not (tmp_path / "out").exists()


def test_a_row_longer_than_the_header(raw):
    path = raw.document("plan", PLAIN)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + ",more\n", encoding="utf-8")
    assert faults(raw) == ["statements/plan.csv, row 2: 16 cells, the header has 15; complete or quote the row"]


def test_a_plan_of_a_unit_that_others_were_joined_to_is_none_of_the_old_one(raw):
    raw.document("ca-mau", {"value": "90%"}, province="Cà Mau", period="2026", issued="2025-12-20")
    with pytest.raises(DataError, match="'Cà Mau' is the unit of up to 2025-06-30, and a document of later years"):
        raw.build()


def test_a_plan_of_a_unit_that_stayed_alone_is_one_as_before(raw):
    raw.document("lang-son", {"value": "90%"}, province="Lạng Sơn", period="2026", issued="2025-12-20")
    assert raw.build().targets["province"].to_list() == ["Lạng Sơn"]


def test_own_provinces_are_told_apart(raw):
    raw.document("plan", PLAIN)
    raw.text("provinces.csv", "province,province_code\nMẫu,9\nKon Tum,99\nMới,62\nThử,98\nThử,97\n")
    assert [line.split(";")[0] for line in faults(raw)] == [
        "provinces.csv, row 2, column province_code: cannot read '9'",
        "provinces.csv, row 3, column province: 'Kon Tum' or its code 99 is already known",
        "provinces.csv, row 4, column province: 'Mới' or its code 62 is already known",
        "provinces.csv, row 6, column province: 'Thử' or its code 97 is already known",
    ]


def test_words_of_a_closed_list_are_read_in_any_case(raw):
    raw.document("plan", PLAIN | {"nature": "Target"}, kind="PLAN")
    assert raw.rows("nature") == [("target",)]


def test_a_folder_in_the_way_of_an_output_leaves_the_others_as_they_were(raw, tmp_path):
    from cchc_analysis.table import write

    raw.document("plan", PLAIN)
    (tmp_path / "out" / "findings.csv").mkdir(parents=True)
    with pytest.raises(IsADirectoryError, match=r"findings\.csv"):
        write(raw.build(), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["findings.csv"]


def test_a_writer_that_fails_leaves_nothing(tmp_path):
    from cchc_analysis.writing import write_whole

    def fail(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match=r"No space left on device: '.*b\.txt'"):
        write_whole({tmp_path / "a.txt": lambda path: path.write_text("a"), tmp_path / "b.txt": fail})
    assert list(tmp_path.iterdir()) == []


def test_harmonize_refuses_what_build_refuses(raw):
    from cchc_analysis import harmonize, load_documents, load_statements

    raw.document("plan", PLAIN, {"value": "80%", "levels": "xã", "repeats": "s1"})
    statements, documents = (
        load_statements(raw.path).with_columns(repeats=pl.lit(None, pl.String)),
        load_documents(raw.path),
    )
    wrong = {
        "statements, column note: the column is missing": (statements.drop("note"), documents),
        "statements, column document: 'plan' is no document of the register": (
            statements,
            documents.with_columns(document=pl.lit("other")),
        ),
        "statements, row 2, column repeats: 's9' points nowhere": (
            statements.with_columns(repeats=pl.lit("s9")),
            documents,
        ),
        "documents, row 2, column period: cannot read 'X'": (
            statements,
            documents.with_columns(period=pl.lit("X")),
        ),
        "documents, row 2, column province: unknown 'Y'": (
            statements,
            documents.with_columns(province=pl.lit("Y")),
        ),
        "statements, row 3, column statement: plan, s1 stands twice": (
            pl.concat([statements.head(1)] * 2),
            documents,
        ),
    }
    for says, (rows, register) in wrong.items():
        with pytest.raises(DataError) as error:
            harmonize(rows, register)
        assert says in str(error.value)


@pytest.mark.parametrize(
    "words",
    ["show", "coverage", "gaps", "pace", "convergence", "figures", "brief all", "export", "explorer"],
)
def test_every_command_refuses_a_table_of_another_register(targets, tmp_path, words):
    """Here the register was cut after the table was built; the same check refuses unknown words and types."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "raw", data / "raw")
    (data / "processed").mkdir()
    register = data / "raw" / "documents.csv"
    register.write_text(
        "".join(register.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8"
    )
    targets.write_parquet(data / "processed" / "targets.parquet")
    code, printed, told = cchc(*words.split(), cwd=tmp_path)
    assert (code, printed) == (1, "")
    assert len(told) == 1
    assert told[0].startswith(
        "data/processed/targets.parquet, column document: unknown 'kon-tum-2023-kh-ubnd'; nearest: "
    )
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


COUNTED = {"indicator": "hồ sơ tiếp nhận", "value": "3"}
RATE = "metric,scope,numerator,denominator\nonline_filing_rate,{},s1,s2\n"


@pytest.mark.parametrize("damage", ["encoding", "header", "line", "short row"])
def test_what_points_into_a_sheet_that_cannot_be_read_is_not_accused(raw, damage):
    path = raw.document(
        "plan",
        COUNTED,
        COUNTED | {"value": "9", "scope": "toàn hệ thống một cửa điện tử"},
        COUNTED | {"repeats": "s2"},
    )
    raw.text("ratios.csv", RATE.format(""))
    raw.text("doubts.csv", "document,statements,kind,message\nplan,s2,doubt,x\n")
    text = path.read_text(encoding="utf-8")
    damaged = {
        "encoding": text.encode("utf-16"),
        "header": text.replace("evidence", "Evidence").encode(),
        "line": text.replace("s2,I.1,2", "s2,I.1,2.0").encode(),
        "short row": text.replace("9 hồ sơ công việc,", "", 1).encode(),
    }[damage]
    path.write_bytes(damaged)
    assert {line.split(":")[0].split(",")[0] for line in faults(raw)} == {"statements/plan.csv"}
    assert not [line for line in faults(raw) if "points nowhere" in line]


def test_ids_in_a_cell_may_have_spaces_between(raw):
    raw.document("plan", COUNTED, COUNTED | {"value": "9", "scope": "toàn hệ thống một cửa điện tử"})
    raw.text("ratios.csv", RATE.format("").replace("s1,", "s1 ,"))
    raw.text("doubts.csv", "document,statements,kind,message\nplan,s1; s2,doubt,x\n")
    assert raw.build().findings["statements"].to_list() == ["s1;s2"]


@pytest.mark.parametrize(
    ("ratio", "doubt", "says"),
    [
        (RATE.format("điểm số"), "s1,doubt,x", "ratios.csv, row 2, column scope: online_filing_rate is no index"),
        (RATE.format("").replace("s2", "s2+"), "s1,doubt,x", "ratios.csv, row 2, column denominator: '' is not one stated count"),
        (RATE.format(""), "s1,doubt,x\nplan,s1,doubt,x", "doubts.csv, row 3, column message: plan, s1, x stands twice"),
    ],
)  # fmt: skip
def test_a_ratio_or_a_doubt_that_is_a_slip(raw, ratio, doubt, says):
    raw.document("plan", COUNTED, COUNTED | {"value": "9", "scope": "toàn hệ thống một cửa điện tử"})
    raw.text("ratios.csv", ratio)
    raw.text("doubts.csv", f"document,statements,kind,message\nplan,{doubt}\n")
    assert faults(raw)[0].startswith(says)


def test_a_ratio_names_a_document_of_the_folder(raw):
    raw.document("plan", COUNTED, COUNTED | {"value": "9", "scope": "toàn hệ thống một cửa điện tử"})
    raw.text("ratios.csv", "document,metric,scope,numerator,denominator\nplam,online_filing_rate,,s1,s2\n")
    assert faults(raw) == ["ratios.csv, row 2, column document: no sheet 'plam'; nearest: plan"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ratios.csv", "Ratios.csv: no sheet has this name; rename it or move it away, nearest: ratios.csv"),
        ("doubts.CSV", "doubts.CSV: no sheet has this name; rename it or move it away, nearest: doubts.csv"),
        ("statements/new.CSV", "statements/new.CSV: a sheet ends in .csv; name it new.csv"),
    ],
)
def test_a_sheet_that_would_be_passed_over_is_told(raw, name, says):
    raw.document("plan", PLAIN)
    raw.text(name, "document\n")
    assert [line[: len(says)] for line in faults(raw)] == [says]


def test_one_text_is_one_document(raw):
    for name, text in (("plan", "a" * 64), ("other", "a" * 64), ("third", ""), ("fourth", "")):
        raw.document(name, PLAIN, sha256=text)
    assert faults(raw) == [
        "documents.csv, row 3, column sha256: the text of plan too; a text is one document, correct one of them"
    ]
