"""The workbook, read back by openpyxl: values, words, formats, comments, and nothing that a spreadsheet would run."""

import re
import shutil
import subprocess
import zipfile

import openpyxl
import polars as pl
import pytest

from cchc_analysis import coverage, gaps, load_outcomes
from cchc_analysis.catalog import metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.errors import DataError
from cchc_analysis.export import workbook
from cchc_analysis.export.formats import export
from cchc_analysis.export.overview import in_reading_order
from cchc_analysis.export.sheets import cover, sheets
from cchc_analysis.export.template import texts
from cchc_analysis.export.workbook import write_workbook
from cchc_analysis.load.register import load_documents
from cchc_analysis.wording import SIGNS, metric_name, sign_of, term
from tests.conftest import ROOT, of_all_provinces

SHEETS = ["cover", "chart", "table", "coverage", "gaps", "results", "codebook", "sources"]
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
def outcomes():
    """The results of one year: enough to see every column, few enough to be quick."""
    return load_outcomes().filter(year=2020)


@pytest.fixture(scope="module")
def files(targets, documents, outcomes, tmp_path_factory):
    """The workbook of the real table in both languages."""
    folder = tmp_path_factory.mktemp("books")
    found = {lang: folder / f"{lang}.xlsx" for lang in ("en", "vi")}
    for lang, path in found.items():
        write_workbook(targets, documents, path, lang, outcomes)
    return found


@pytest.fixture(scope="module")
def books(files):
    """These workbooks, as openpyxl reads them."""
    return {lang: openpyxl.load_workbook(path) for lang, path in files.items()}


def rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def column(sheet, name):
    """The cells of a column, without its header."""
    place = [cell.value for cell in sheet[1]].index(name) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_sheets_stand_in_their_order_and_read_back_to_the_same_cells(books, targets, documents, outcomes, lang):
    assert books[lang].sheetnames == [texts("export", lang)[f"sheet_{name}"] for name in SHEETS]
    for sheet in sheets(targets, documents, outcomes, lang):
        head, *read = rows(books[lang][sheet.name])
        assert list(head) == [*sheet.heads]
        meant = [[getattr(cell, "value", cell) for cell in row] for row in sheet.rows]
        assert read == [tuple(None if value == "" else value for value in row) for row in meant]


def test_the_cover_says_what_this_is(books, targets):
    for book in books.values():
        cover = book.worksheets[0]
        said = " ".join(str(cell) for row in rows(cover) for cell in row if cell)
        assert str(targets.height) in said
        assert "CC BY 4.0" in said
        assert "≥" in said


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_table_has_ten_columns_in_the_order_of_a_reader(books, targets, lang):
    sheet = books[lang].worksheets[2]
    own, ordered = texts("export", lang), in_reading_order(targets)
    assert sheet.max_column == 10
    assert [cell.value for cell in column(sheet, own["column_province"])] == ordered["province"].to_list()
    assert [cell.value for cell in column(sheet, own["column_value"])] == ordered["value"].to_list()
    for head, words in (
        ("metric", [metric_name(each, lang) for each in ordered["metric"]]),
        ("level", [term("level", each, lang) for each in ordered["level"]]),
        ("nature", [term("nature", each, lang) for each in ordered["nature"]]),
        ("evidence", ordered["evidence"].to_list()),
    ):
        assert [cell.value for cell in column(sheet, own[f"column_{head}"])] == words
    for cell, row in zip(column(sheet, own["column_sign"]), ordered.iter_rows(named=True), strict=True):
        assert (cell.value or "").partition(" ")[0] == SIGNS[sign_of(row)]
        is_direction = row["value"] is None
        assert is_direction == (" " in (cell.value or ""))  # which has its word beside the arrow


def test_percentages_stay_numbers_and_their_format_adds_the_sign(books, targets):
    ordered = in_reading_order(targets)
    for lang, book in books.items():
        cells = column(book.worksheets[2], texts("export", lang)["column_value"])
        for cell, value, unit in zip(cells, ordered["value"], ordered["unit"], strict=True):
            if value is not None:
                assert cell.value == value
                assert ('"%"' in cell.number_format) == (unit == "percent")
                points = "pp" in cell.number_format or "điểm" in cell.number_format
                assert points == (unit == "percentage_point")
                assert ("." in cell.number_format) != value.is_integer()


def test_comments_say_how_a_figure_was_got_and_what_a_head_means(books, targets):
    ordered = in_reading_order(targets)
    for lang, book in books.items():
        sheet, own = book.worksheets[2], texts("export", lang)
        told = [cell.comment.text if cell.comment else "" for cell in column(sheet, own["column_value"])]
        derived = ordered["basis"] != "stated"
        assert all(text for text, is_derived in zip(told, derived, strict=True) if is_derived)
        assert sum(map(bool, told)) < len(told)
        assert all(cell.comment.text for cell in sheet[1])
    said = " ".join(filter(None, told))
    assert "counts" not in said
    assert "lộ trình" in said.lower()


def test_coverage_is_a_map_with_a_colour_a_status(books, targets):
    said = coverage(targets)
    for lang, book in books.items():
        sheet = book.worksheets[3]
        assert sheet.max_row == 1 + len(metrics())
        colours = {}
        for province in set(targets["province"]):
            held = {cell.row: cell for cell in column(sheet, province)}
            for cell in held.values():
                colours.setdefault(cell.value, set()).add(cell.fill.fgColor.rgb)
            words = sorted(cell.value for cell in held.values())
            assert words == sorted(term("status", each, lang) for each in said.filter(province=province)["status"])
        assert all(len(shades) == 1 for shades in colours.values())
        assert len({shade for shades in colours.values() for shade in shades}) == len(colours) == 4


def test_gaps_hold_every_pair_that_the_library_finds(books, targets):
    pairs = gaps(targets)
    cells = column(books["en"]["gaps"], "A minus B")
    told = pl.col("reading").is_not_null() & ~pl.col("reading").str.starts_with("bounds no difference")
    wanted = pairs.select(pl.when(told).then(pl.col("difference"))).to_series().to_list()
    assert [cell.value for cell in cells] == wanted
    assert None in wanted
    assert {cell.number_format for cell in cells if cell.value is not None} == {
        '#,##0" pp"_-',
        '"≥ "#,##0" pp"_-;"≥ "-#,##0" pp"_-',  # a floor less an exact figure
    }
    sides = [cell.value for cell in column(books["en"]["gaps"], "Figure of A")]
    assert all("%" in side for side, unit in zip(sides, pairs["unit"], strict=True) if unit == "percent")


def test_a_difference_is_told_as_far_as_its_figures_are_printed_and_has_room(targets, documents, tmp_path):
    """75 of 205 is 36.585...%, printed 36.6%: from 73.33% it is 36.7 points, from a floor or a target nothing."""
    one = {"province": "A", "nature": "actual", "level": "all", "comparator": "=", "unit": "percent", "year": 2023}
    one |= {"period": "2023", "scope": "standard", "metric": "e_dossier_rate", "basis": "stated"}
    of_b = [
        {"nature": "actual", "value": 73.33},
        {"nature": "target", "value": 50.0},
        {"nature": "actual", "value": 100.0, "scope": "eligible"},
    ]
    made = [one | {"value": 100 * 75 / 205, "numerator": 75.0, "denominator": 205.0}]
    made += [one | {"province": "B"} | each for each in of_b]
    rest = targets.head(1).to_dicts()[0] | {"numerator": None, "denominator": None}
    rows = pl.DataFrame([rest | each for each in made], schema=targets.schema)
    write_workbook(rows, documents, tmp_path / "vi.xlsx", "vi")
    sheet = openpyxl.load_workbook(tmp_path / "vi.xlsx")["chênh lệch"]
    held = zip(column(sheet, "B"), column(sheet, "A trừ B"), column(sheet, "Số liệu của A"), strict=True)
    assert sorted((said.value, cell.value or 0, cell.number_format) for _, cell, said in held) == [
        ("36,6% (kết quả)", -36.7, '#,##0.0##" điểm phần trăm"_-'),
        ("36,6% (kết quả)", 0, "General"),
        ("36,6% (kết quả)", 0, "General"),
    ]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "A trừ B")
    assert sheet.column_dimensions[letter].width > len("-36,7 điểm phần trăm")


def test_results_hold_score_and_rank_of_every_province(books, outcomes):
    sheet = books["vi"]["kết quả các chỉ số"]
    own = outcomes.filter(figure="province")
    assert sheet.max_row == 1 + own.height
    assert sorted(cell.value for cell in column(sheet, "Điểm") if cell.value is not None) == sorted(
        own["score"].drop_nulls()
    )
    assert {cell.value for cell in column(sheet, "Nội dung")} >= {"Thủ tục hành chính công", "Quản trị điện tử"}


def test_the_spreadsheet_draws_the_levels_itself_with_the_bound_at_each_bar(files, targets, documents, tmp_path):
    with zipfile.ZipFile(files["en"]) as archive:
        [name] = [each for each in archive.namelist() if "charts/chart" in each]
        drawn = archive.read(name).decode()
    assert re.findall(r"<c:f>chart!(.*?)</c:f>", drawn.replace("'", ""))[:2] == ["$A$2:$A$4", "$B$2:$B$4"]
    said = re.findall(r"<a:t>(.*?)</a:t>", drawn)
    assert {"95%", "60%", "100%"} <= set(said)
    assert any("Work dossiers processed online" in text for text in said)
    write_workbook(targets.filter(pl.col("value").is_null()), documents, tmp_path / "one.xlsx")
    assert "chart" not in openpyxl.load_workbook(tmp_path / "one.xlsx").sheetnames


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_sign_is_explained_on_the_cover_and_in_the_codebook(targets, documents, outcomes, lang):
    told = [dict(cover(targets, outcomes, lang))[texts("export", lang)["head_signs"]]]
    codebook = sheets(targets, documents, outcomes, lang)[4]
    heads = {row[2]: row[-1] for row in codebook.rows}
    told.append(heads[texts("export", lang)["column_sign"]])
    for text in told:
        for comparator, sign in SIGNS.items():
            assert not sign or f"{sign}: {term('comparator', comparator, lang)}" in text


def test_the_chart_of_figures_about_so_much_says_so_in_cells_and_below(targets, documents, tmp_path):
    near = targets.filter(metric="e_dossier_rate").with_columns(
        comparator=pl.lit("="), note=pl.lit("Said to be about so much.")
    )
    write_workbook(near, documents, tmp_path / "near.xlsx", "en")
    page = openpyxl.load_workbook(tmp_path / "near.xlsx")["chart"]
    assert page["B2"].number_format.startswith('"~ "')
    assert any("~: about." in str(cell) for row in rows(page) for cell in row)


def test_days_are_written_as_the_language_writes_them(books):
    days = {lang: [cell.value for cell in column(books[lang]["sources" if lang == "en" else "nguồn"], head)]
            for lang, head in (("en", "Issued or years"), ("vi", "Ngày ban hành hoặc các năm"))}  # fmt: skip
    assert "2022-02-23" in days["en"]
    assert "23/02/2022" in days["vi"]


def test_the_chart_says_whose_figure_is_one_for_the_levels_together(books):
    said = [cell.value for row in books["vi"]["biểu đồ"] for cell in row if cell.value]
    assert any("Một con số chung cho các cấp: Kon Tum." in str(text) for text in said)


def test_the_chart_of_63_provinces_names_each_at_bars_of_its_own(targets, documents, tmp_path):
    rows = of_all_provinces(targets.filter(metric="e_dossier_rate", province="Kon Tum"))
    write_workbook(rows, documents, tmp_path / "63.xlsx", "vi")
    with zipfile.ZipFile(tmp_path / "63.xlsx") as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
        frame = archive.read("xl/drawings/drawing1.xml").decode()
    assert drawn.count("$A$2:$A$64") == drawn.count("<c:ser>") == 3
    first, last = map(int, re.findall(r"<xdr:row>(\d+)</xdr:row>", frame))
    assert first > 63
    assert 20 * (last - first) > 63 * 3 * 15
    cells = list(openpyxl.load_workbook(tmp_path / "63.xlsx")["biểu đồ"].iter_rows(max_row=64, values_only=True))
    assert cells[63][:4] == ("Yên Bái 2023", 100, 100, 100)


def test_filters_frozen_header_and_a_print_one_page_wide(books):
    for book in books.values():
        for sheet in book.worksheets:
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.page_setup.fitToWidth or 1) == 1
        for sheet in book.worksheets[2:]:
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.print_title_rows == "$1:$1"
            assert all(6 <= each.width <= 50 for each in sheet.column_dimensions.values())


def test_no_cell_can_start_a_formula(targets, documents, tmp_path):
    table = targets.head(len(ODD)).with_columns(evidence=pl.Series(ODD), note=pl.Series(ODD))
    path = tmp_path / "odd.xlsx"
    write_workbook(table, documents, path)
    sheet = openpyxl.load_workbook(path)["table"]
    for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row):
        assert cell.data_type != "f"
        if isinstance(cell.value, str):
            assert cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
    held = {cell.value for cell in column(sheet, "Words of the document")}
    assert set(ODD[:9]) <= held  # openpyxl leaves _x0007_ as it is
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)


def test_the_same_table_gives_the_same_bytes(files, targets, documents, outcomes, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    again = tmp_path / "again.xlsx"
    write_workbook(targets, documents, again, "en", outcomes)
    assert again.read_bytes() == files["en"].read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert "<dcterms:created" in (about := archive.read("docProps/core.xml").decode())
        assert ">2000-01-01T00:00:00Z</dcterms:created>" in about


def test_one_province_alone_has_an_empty_sheet_of_gaps(targets, documents, tmp_path):
    write_workbook(targets.filter(province="Hậu Giang"), documents, tmp_path / "one.xlsx", "vi")
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book["chênh lệch"].max_row == 1


def test_a_document_that_is_not_registered_stands_with_its_bare_id(targets, documents, tmp_path):
    write_workbook(targets, documents.head(1), tmp_path / "bare.xlsx")
    read = rows(openpyxl.load_workbook(tmp_path / "bare.xlsx")["sources"])
    assert ("Kon Tum", "kon-tum-2023-kh-ubnd", None) in {row[:3] for row in read}


def test_more_than_a_spreadsheet_holds_is_refused(targets, documents, tmp_path, monkeypatch):
    long = targets.head(2).with_columns(evidence=pl.Series(["x" * 40_000, "x" * 32_768]))
    with pytest.raises(DataError) as error:
        export(long, documents, ["xlsx"], tmp_path / "out", ["en"])
    cells = [line.split(":")[0] for line in str(error.value).splitlines()]
    assert {f"sheet table, row {row}, column Words of the document" for row in (2, 3)} <= {*cells}
    assert str(error.value).endswith(": more than the 32767 letters that a cell holds; export csv")
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    with pytest.raises(
        DataError, match="sheet bảng số liệu: 226 rows are more than a spreadsheet holds; export csv"
    ):
        export(targets, documents, ["xlsx"], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_sheet_by_sheet(targets, documents, tmp_path):
    told = []
    few = targets.head(40)
    write_workbook(few, documents, tmp_path / "told.xlsx", told=lambda done, total: told.append((done, total)))
    heights = [len(sheet.rows) for sheet in sheets(few, documents, None, "en")]
    assert told == [(sum(heights[: at + 1]), sum(heights)) for at in range(len(heights))]


def test_every_text_is_there_in_both_languages():
    for row in read_table("export_labels.csv", ROOT / "cchc_analysis" / "export"):
        assert row["vi"] or row["about_vi"], row
        for en, vi in ((row["en"], row["vi"]), (row["about_en"], row["about_vi"])):
            assert bool(en) == bool(vi), row
            assert sorted(re.findall(r"{(\w+)", vi)) == sorted(re.findall(r"{(\w+)", en))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(targets, documents, tmp_path):
    write_workbook(targets, documents, tmp_path / "targets.xlsx", "vi")
    options = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command = [
        "soffice",
        *options,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3",
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
    assert read["Trích văn bản"].to_list() == in_reading_order(targets)["evidence"].to_list()


def test_the_cover_counts_one_document_of_one_province(targets, outcomes):
    own = targets.filter(province="Kon Tum")
    said = dict(cover(own, outcomes, "en"))["What this is"]
    assert "directions of 1 official plan or report of 1 province, each" in said
    results = outcomes.filter(figure="province").height  # no mean of provinces
    assert f"{results:,} scores and ranks of provinces in indices, published or told by the press" in said


def test_a_head_of_three_lines_and_a_long_name_have_room(targets, documents, tmp_path):
    name = "Tân Thượng Hải Lăng Phú Vang Trung"
    rows = targets.filter(metric="e_dossier_rate", province="Kon Tum").with_columns(province=pl.lit(name))
    write_workbook(rows, documents, tmp_path / "own.xlsx", "vi")
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    assert book["biểu đồ"].column_dimensions["A"].width > len(f"{name} 2023")
    table = book["bảng số liệu"]
    [head] = [cell for cell in table[1] if cell.value == "Mục tiêu hay kết quả"]
    lines = 1 + len(head.value) // table.column_dimensions[head.column_letter].width
    assert table.row_dimensions[1].height >= 14 * lines
