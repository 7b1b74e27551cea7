"""The same document as text, page, Word file and PDF gives the same rows, its tables as people make them."""

import html
import re
import shutil
import subprocess
from collections import Counter

import pytest

from cchc_analysis import extract_statements
from cchc_analysis.read.reading import read_file

PARAGRAPHS = """ỦY BAN NHÂN DÂN TỈNH KON TUM
Số: 15/KH-UBND
Kon Tum, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Cải cách hành chính tỉnh Kon Tum năm 2024
Thực hiện mục tiêu phát triển của địa phương giai đoạn 2021 - 2030, Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2024 như sau:
I. MỤC TIÊU
1. Tối thiểu 95,5% hồ sơ công việc ở cấp tỉnh, 80% hồ sơ công việc ở cấp huyện và 60% hồ sơ công việc ở cấp xã được xử lý trên môi trường mạng, trừ hồ sơ mật.
2. Mức độ hài lòng của người dân, tổ chức về sự phục vụ của cơ quan hành chính nhà nước trên địa bàn toàn tỉnh đạt tối thiểu 90%; tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn đạt từ 98% trở lên.
3. 100% thủ tục hành chính có đủ điều kiện theo quy định của pháp luật được cung cấp dưới hình thức dịch vụ công trực tuyến toàn trình, tích hợp trên Cổng Dịch vụ công quốc gia.
II. TỔ CHỨC THỰC HIỆN
Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố căn cứ Kế hoạch này xây dựng kế hoạch của cơ quan, đơn vị mình và báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) để tổng hợp./.""".splitlines()
HEAD = ["KẾ HOẠCH", "Cải cách hành chính tỉnh Kon Tum năm 2024", "Các chỉ tiêu cụ thể như sau:"]
E_DOSSIER = "Hồ sơ công việc được xử lý trên môi trường mạng"
DIGITIZED = "Tỷ lệ số hóa hồ sơ"
FILED = "Tỷ lệ hồ sơ nộp trực tuyến (%)"
LEVELS = [
    ("e_dossier_rate", "province", 95, 2024),
    ("e_dossier_rate", "district", 85, 2024),
    ("e_dossier_rate", "commune", 60, 2024),
]

# A cell may begin with the columns and rows that it reaches over: "2x1 ".
TABLES = {
    "levels-as-columns": (
        [["Chỉ tiêu", "Cấp tỉnh", "Cấp huyện", "Cấp xã"], [E_DOSSIER, "95%", "85%", "60%"]],
        LEVELS,
    ),
    "levels-as-rows": (
        [["Cấp", E_DOSSIER], ["Cấp tỉnh", "95%"], ["Cấp huyện", "85%"], ["Cấp xã", "60%"]],
        LEVELS,
    ),
    "one-label-over-three-rows": (
        [["TT", "Chỉ tiêu", "Cấp", "Năm 2024"], ["1x3 1", f"1x3 {E_DOSSIER}", "Cấp tỉnh", "95%"],
         ["Cấp huyện", "85%"], ["Cấp xã", "60%"]],
        LEVELS,
    ),
    "a-head-over-two-rows": (
        [["1x2 Chỉ tiêu", "3x1 Mục tiêu năm 2024 (%)"], ["Cấp tỉnh", "Cấp huyện", "Cấp xã"], [E_DOSSIER, "95", "85", "60"]],
        LEVELS,
    ),
    "a-value-over-two-levels": (
        [["Chỉ tiêu", "Cấp tỉnh", "Cấp huyện", "Cấp xã"], [E_DOSSIER, "95%", "2x1 60%"], ["Số sáng kiến về cải cách hành chính", "3x1 12"]],
        [LEVELS[0], ("e_dossier_rate", "district", 60, 2024), LEVELS[2], ("par_initiative_count", "all", 12, 2024)],
    ),
    "years-with-the-unit-in-the-label": (
        [["Chỉ tiêu", "2022", "2023", "2024"], [FILED, "25", "40", "55"]],
        [("online_filing_rate", "all", 25, 2022), ("online_filing_rate", "all", 40, 2023), ("online_filing_rate", "all", 55, 2024)],
    ),
    "measures-over-levels": (
        [["Cấp", "Số hồ sơ tiếp nhận", DIGITIZED], ["Sở, ban, ngành", "23.100", "61,5%"], ["Cấp xã", "6.700", "37%"]],
        [("dossiers_received_count", "province", 23100, 2024), ("dossier_digitization_rate", "province", 61.5, 2024),
         ("dossiers_received_count", "commune", 6700, 2024), ("dossier_digitization_rate", "commune", 37, 2024)],
    ),
    "a-head-of-rows": (
        [["Chỉ tiêu", "Thực hiện năm 2023", "Kế hoạch năm 2024"], [DIGITIZED, "70%", "90%"]],
        [("dossier_digitization_rate", "all", 70, 2023), ("dossier_digitization_rate", "all", 90, 2024)],
    ),
    "over-pages": (
        [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cấp tỉnh", "Cấp huyện"],
         *([f"{at}", "Tuyên truyền, phổ biến về cải cách hành chính tới cán bộ, công chức, viên chức", "Sở Nội vụ", "", ""]
           for at in range(1, 60)),
         ["60", E_DOSSIER, "Văn phòng Ủy ban nhân dân tỉnh", "95%", "85%"]],
        LEVELS[:2],
    ),
}  # fmt: skip
TEXTS = {"short": PARAGRAPHS, "over-pages-too": [*PARAGRAPHS[:7], *PARAGRAPHS[7:] * 12]}


def page(paragraphs, rows=()):
    """Write a page of HTML with justified paragraphs and perhaps a table."""
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            spans = re.match(r"(\d)x(\d) ", cell)
            tag = "th scope=row" if at and not column else "td"
            reach = f" colspan={spans[1]} rowspan={spans[2]}" if spans else ""
            inside = html.escape(cell[spans.end() :] if spans else cell)
            cells.append(f"<{tag}{reach}><p>{inside}</p></{tag[:2]}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "".join(f'<p align="justify">{html.escape(words)}</p>' for words in paragraphs)
    made = f'<table border="1" cellspacing="0">{"".join(lines)}</table>' if lines else ""
    return f"<html><meta charset=utf-8><body>{body}{made}</body></html>"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folder of the documents as pages, and as Word files and PDF that LibreOffice makes of them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (LibreOffice) is not on this machine: no Word file and no PDF to compare")
    folder = tmp_path_factory.mktemp("documents")
    for name, (rows, _) in TABLES.items():
        (folder / f"{name}.html").write_text(page(HEAD, rows), encoding="utf-8")
    for name, paragraphs in TEXTS.items():
        (folder / f"{name}.html").write_text(page(paragraphs), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for suffix, wanted in (
        ("html", ["--infilter=HTML (StarWriter)", "--convert-to", "docx"]),
        ("docx", ["--convert-to", "pdf"]),
    ):
        made = sorted(folder.glob(f"*.{suffix}"))
        subprocess.run(
            [office, "--headless", profile, *wanted, "--outdir", folder, *made], check=True, capture_output=True
        )
    return folder


def said(path):
    """Give the rows of a file without their places."""
    kept = (
        "nature",
        "metric",
        "level",
        "comparator",
        "value",
        "unit",
        "numerator",
        "denominator",
        "period",
        "scope",
    )
    return Counter(tuple(row[name] for name in kept) for row in extract_statements(read_file(path)[0]))


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_gives_the_same_rows_in_every_kind_of_file(files, tmp_path, name):
    (tmp_path / "plan.txt").write_text("\n\n".join(TEXTS[name]), encoding="utf-8")
    rows = said(tmp_path / "plan.txt")
    assert len(rows) == 6
    assert {kind: said(files / f"{name}.{kind}") for kind in ("html", "docx", "pdf")} == dict.fromkeys(
        ("html", "docx", "pdf"), rows
    )


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_people_make_it(files, name, kind):
    found = extract_statements(read_file(files / f"{name}.{kind}")[0])
    assert [(row["metric"], row["level"], row["value"], row["year"]) for row in found] == TABLES[name][1]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("name", sorted({*TABLES} - {"over-pages", "a-value-over-two-levels"}))
def test_a_table_is_read_where_a_text_has_only_its_cells(name, gap):
    rows, wanted = TABLES[name]
    cells = gap.join(re.sub(r"^\dx\d ", "", cell) for row in rows for cell in row)
    found = extract_statements("\n\n".join([*HEAD, cells]))
    assert [(row["metric"], row["level"], row["value"], row["year"]) for row in found] == wanted
