"""The workbook, read back by openpyxl: values, words, formats, comments, and nothing that a spreadsheet would run."""

import shutil
import subprocess
import zipfile

import openpyxl
import polars as pl
import pytest

from cchc_analysis.catalog import provinces
from cchc_analysis.compare import gaps as gaps_module
from cchc_analysis.errors import DataError
from cchc_analysis.export import workbook
from cchc_analysis.export.sheets import header, meanings, sheet_frames, terms, words
from cchc_analysis.export.workbook import write_workbook
from cchc_analysis.load.register import load_documents
from tests.conftest import ROOT

SHEETS = ["table", "coverage", "gaps", "codebook", "sources"]
ODD = [
    "=1+1",
    "+84",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "<b>&</b>",
    "tab\tand\nline",
    "  spaces  ",
    "'quoted",
    "_x0041_",
    "\x07",
]


@pytest.fixture(scope="module")
def documents():
    return load_documents(ROOT / "data" / "raw")


@pytest.fixture(scope="module")
def books(targets, documents, tmp_path_factory):
    """The workbook of the real table in both languages, as openpyxl reads it."""
    folder = tmp_path_factory.mktemp("books")
    found = {}
    for lang in ("en", "vi"):
        write_workbook(targets, documents, folder / f"{lang}.xlsx", lang)
        found[lang] = openpyxl.load_workbook(folder / f"{lang}.xlsx")
    return found


def rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def column(sheet, name):
    """The cells of a column, without its header."""
    place = [cell.value for cell in sheet[1]].index(name) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_sheet_reads_back_to_the_same_values(books, targets, documents, lang):
    frames = sheet_frames(targets, documents, lang)
    assert list(frames) == SHEETS
    for sheet, (name, frame) in zip(books[lang].worksheets, frames.items(), strict=True):
        assert sheet.title == words(lang)[f"sheet_{name}"]
        head, *read = rows(sheet)
        assert list(head) == [header(each, lang) for each in frame.columns]
        assert read == frame.rows()


def test_the_english_sheet_holds_the_table_itself(books, targets):
    head, *read = rows(books["en"]["table"])
    back = pl.DataFrame(read, schema=list(head), orient="row", infer_schema_length=None)
    assert back.select(targets.columns).cast(dict(targets.schema)).equals(targets)


def test_vietnamese_has_its_own_headers_and_words_and_keeps_names_of_provinces(books, targets):
    sheet = books["vi"].worksheets[0]
    assert [cell.value for cell in sheet[1]][:7] == [
        "Tỉnh",
        "Mã tỉnh",
        "Năm",
        "Kỳ",
        "Lĩnh vực",
        "Mã thước đo",
        "Thước đo",
    ]
    assert {cell.value for cell in column(sheet, "Tỉnh")} == set(targets["province"])
    assert {cell.value for cell in column(sheet, "Loại")} == {"chỉ tiêu", "kết quả"}
    assert {cell.value for cell in column(sheet, "Dấu so sánh")} <= {"≥", ">", "≤", "<", "=", "tăng", "giảm"}
    assert [cell.value for cell in column(sheet, "Mã thước đo")] == targets["metric"].to_list()


def test_percentages_stay_numbers_and_their_format_adds_the_sign(books, targets):
    for lang in ("en", "vi"):
        cells = column(books[lang].worksheets[0], header("value", lang))
        for cell, value, unit in zip(cells, targets["value"], targets["unit"], strict=True):
            assert cell.value == value
            if value is not None:
                assert ('"%"' in cell.number_format) == (unit == "percent")
                assert ("pp" in cell.number_format or "điểm" in cell.number_format) == (unit == "percentage_point")


def test_missing_is_an_empty_cell(books, targets):
    cells = column(books["en"]["table"], "numerator")
    assert [cell.value is None for cell in cells] == targets["numerator"].is_null().to_list()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_notes_are_comments_and_headers_explain_themselves(books, targets, documents, lang):
    sheet = books[lang].worksheets[0]
    told = [cell.comment.text if cell.comment else None for cell in column(sheet, header("value", lang))]
    assert told == targets["note"].to_list()
    assert any(told)
    columns = sheet_frames(targets, documents, lang)["table"].columns
    explained = {cell.value: cell.comment.text for cell in sheet[1]}
    assert explained == {header(name, lang): meanings(lang)[name] for name in columns}


def test_filters_frozen_header_and_print(books):
    for book in books.values():
        for sheet in book.worksheets:
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows == "$1:$1"
            assert all(6 <= each.width <= 50 for each in sheet.column_dimensions.values())


def test_no_cell_can_start_a_formula(targets, documents, tmp_path):
    table = targets.head(len(ODD)).with_columns(evidence=pl.Series(ODD), note=pl.Series(ODD))
    path = tmp_path / "odd.xlsx"
    write_workbook(table, documents, path)
    sheet = openpyxl.load_workbook(path)["table"]
    for name in ("evidence", "comparator", "note"):
        for cell in column(sheet, name):
            assert cell.data_type != "f"
            assert cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert [cell.value for cell in column(sheet, "evidence")][:9] == ODD[:9]  # openpyxl leaves _x0007_ as it is
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)


def test_the_same_table_gives_the_same_bytes(targets, documents, tmp_path, monkeypatch):
    write_workbook(targets, documents, tmp_path / "one.xlsx")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    write_workbook(targets, documents, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").properties.created.year == 2000


def test_one_province_alone_has_an_empty_sheet_of_gaps(targets, documents, tmp_path):
    write_workbook(targets.filter(province="Hậu Giang"), documents, tmp_path / "one.xlsx", "vi")
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.worksheets[2].max_row == 1
    assert book.worksheets[4].max_row == 2


def test_a_document_that_is_not_registered_stands_with_its_bare_id(targets, documents, tmp_path):
    write_workbook(targets, documents.head(1), tmp_path / "bare.xlsx")
    read = rows(openpyxl.load_workbook(tmp_path / "bare.xlsx")["sources"])
    assert len(read) == 1 + targets["document"].n_unique()
    assert ("kon-tum-2023-kh-ubnd", "Kon Tum", None) in {row[:3] for row in read}


def test_more_than_a_spreadsheet_holds_is_refused(targets, documents, tmp_path, monkeypatch):
    long = targets.head(2).with_columns(note=pl.Series(["short", "x" * 40_000]))
    with pytest.raises(DataError, match="sheet table, row 3, column note: more than the 32767 letters"):
        write_workbook(long, documents, tmp_path / "long.xlsx")
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    with pytest.raises(DataError, match="sheet gaps: 27 rows are more than a spreadsheet holds; export csv"):
        write_workbook(targets, documents, tmp_path / "rows.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_to_the_last_row(targets, documents, tmp_path):
    told = []
    write_workbook(targets, documents, tmp_path / "told.xlsx", told=lambda done, total: told.append((done, total)))
    assert (
        told[-1][0]
        == told[-1][1]
        == sum(frame.height for frame in sheet_frames(targets, documents, "en").values())
    )


def test_everything_has_a_word_in_vietnamese(targets):
    assert set(terms("vi")["reading"]) == set(gaps_module._READINGS.values())
    assert all(text for text in words("vi").values())
    for known in terms("vi").values():
        assert all(known.values())
    assert set(targets["province"]) <= set(provinces())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(targets, documents, tmp_path):
    write_workbook(targets, documents, tmp_path / "targets.xlsx", "vi")
    options = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command = [
        "soffice",
        *options,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
    ]
    run = subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "targets.xlsx"],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    assert "rror" not in run.stderr
    read = pl.read_csv(next(tmp_path.glob("*.csv")), infer_schema=False)
    assert read["Trích dẫn"].to_list() == targets["evidence"].to_list()
    assert read["Dấu so sánh"].to_list() == [terms("vi")["comparator"][each] for each in targets["comparator"]]
