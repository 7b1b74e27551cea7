"""Tables as people make them: every value gets the level, the year and the metric of its row and its column."""

import pytest

from cchc_analysis.catalog import NO_PROVINCE
from cchc_analysis.extract import extract_statements
from cchc_analysis.extract.confidence import judge
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import read_facts
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.tables import Tables
from cchc_analysis.read.text import text_of

FILED, WORK = "Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng"
RECEIVED = "Số hồ sơ tiếp nhận"
PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            f"| Chỉ tiêu | Năm 2024 |  | Năm 2025 |  |\n|  | Tỉnh | Xã | Tỉnh | Xã |\n| {WORK} (%) | 90 | 70 | 95 | 80 |",
            {(WORK, PROVINCE, 90, 2024), (WORK, COMMUNE, 70, 2024), (WORK, PROVINCE, 95, 2025), (WORK, COMMUNE, 80, 2025)},
        ),
        (
            f"| Chỉ tiêu | Mục tiêu |  |\n|  | 2024 | 2025 |\n|  | Huyện | Huyện |\n| {WORK} | 80% | 85% |",
            {(WORK, DISTRICT, 80, 2024), (WORK, DISTRICT, 85, 2025)},
        ),
        (
            f"| TT | Chỉ tiêu | Năm 2025 |\n| 1 | {WORK} |  |\n| 1.1 | - Cấp tỉnh | 95% |\n| 1.2 | - Cấp xã | 80% |\n"
            f"| 2 | {FILED} | 60% |",
            {(WORK, PROVINCE, 95, 2025), (WORK, COMMUNE, 80, 2025), (FILED, "all", 60, 2025)},
        ),
        (
            f"| TT | Chỉ tiêu | 2025 |\n| A. CẤP TỈNH |  |  |\n| 1 | {WORK} | 95% |\n| B. CẤP XÃ |  |  |\n| 1 | {WORK} | 80% |",
            {(WORK, PROVINCE, 95, 2025), (WORK, COMMUNE, 80, 2025)},
        ),
        (
            f"| Cấp | {FILED} | {WORK} |\n| Cấp tỉnh | 80% | 95% |\n| Cấp xã | - | 80% |",
            {(FILED, PROVINCE, 80, 2025), (WORK, PROVINCE, 95, 2025), (WORK, COMMUNE, 80, 2025)},
        ),
        (
            f"| Chỉ tiêu | Năm | Mức (%) |\n| {FILED} | 2024 | 50 |\n|  | 2025 | 60 |",
            {(FILED, "all", 50, 2024), (FILED, "all", 60, 2025)},
        ),
        (
            f"| Chỉ tiêu | ĐVT | Năm 2025 |\n| {FILED} | % | 60(1) |\n| {WORK} | % | 95* |\n| Số hồ sơ tiếp nhận | Hồ sơ | 45 |",
            {(FILED, "all", 60, 2025), (WORK, "all", 95, 2025), (RECEIVED, "all", 45, 2025)},
        ),
        (
            f"Biểu 1: {FILED} (%)\n\n| Năm | Cấp tỉnh | Cấp xã |\n| 2024 | 50 | 30 |\n| 2025 | 60 | 40 |",
            {(FILED, PROVINCE, 50, 2024), (FILED, COMMUNE, 30, 2024), (FILED, PROVINCE, 60, 2025), (FILED, COMMUNE, 40, 2025)},
        ),
        (
            f"(đơn vị: %)\n\n| Chỉ tiêu | 2025 |\n| {FILED} | 60 |\n\nBiểu 2\n\n| Chỉ tiêu | 2025 |\n| Số hồ sơ tiếp nhận | 45 |",
            {(FILED, "all", 60, 2025), (RECEIVED, "all", 45, 2025)},
        ),
        (
            f"| Chỉ tiêu | Năm 2024 | Năm 2025 |\n| {FILED} | 60 | 0,7 |\n| {WORK} | 95 | - |",
            {(FILED, "all", 60, 2024), (WORK, "all", 95, 2024)},
        ),
        (
            f"| Chỉ tiêu | Mục tiêu năm 2024 | Kết quả năm 2024 | Đạt (%) | So với năm 2023 |\n| {FILED} | 60% | 61,5% | 98,4 | Tăng 5% |",
            {(FILED, "all", 60, 2024), (FILED, "all", 61.5, 2024)},
        ),
        (
            f"| Chỉ tiêu | Trung ương giao | Mục tiêu 2025 | Tăng thêm |\n| {FILED} | 50% | 60% | 10% |",
            {(FILED, "all", 60, 2025)},
        ),
        (
            f"| Chỉ tiêu | Năm 2023 (thực hiện) | Năm 2024 (kế hoạch) |\n| {FILED} | 48% | 60% |",
            {(FILED, "all", 48, 2023), (FILED, "all", 60, 2024)},
        ),
        (
            f"| Huyện | {FILED} |\n| Huyện Ba Bể | 65% |\n| Bình quân cấp huyện | 57% |\n\nGhi chú: năm 2023 đạt 55%.",
            {(FILED, DISTRICT, 57, 2025), (FILED, DISTRICT, 65, 2025)},
        ),
        (
            f"| Chỉ tiêu | Mục tiêu | Hạn |\n| Nâng cao {FILED} | 60% | 31/12/2025 |\n| Nâng cao {WORK} | Sở Nội vụ | 31/12/2025 |",
            {(FILED, "all", 60, 2025), (WORK, "all", None, 2025)},
        ),
        (
            f"| TT | Chỉ tiêu | Năm 2025 | Chủ trì |\n| 1 | {WORK} |  | Sở Nội vụ |\n| a | Tại cơ quan cấp tỉnh | 95% |  |\n"
            f"| b | Tại UBND cấp xã | 80% |  |\n| 2 | {FILED} | 60% | Sở Tư pháp |",
            {(WORK, PROVINCE, 95, 2025), (WORK, COMMUNE, 80, 2025), (FILED, "all", 60, 2025)},
        ),
        (
            f"| Đơn vị | {FILED} (%) | Chỉ tiêu {FILED.lower()} năm 2024 (%) | Công chức (người) |\n| Sở Tư pháp | 92 | 90 | 4 |\n"
            "| Huyện Ba Bể | 65 | 60 | 3 |\n| Văn phòng UBND tỉnh | 71 | ... | 2 |",
            {(FILED, PROVINCE, 92, 2025), (FILED, PROVINCE, 90, 2024), (FILED, DISTRICT, 65, 2025),
             (FILED, DISTRICT, 60, 2024), (FILED, PROVINCE, 71, 2025)},
        ),
        (
            f"| TT | Chỉ tiêu | Năm 2025 |\n| 1 | Nâng cao {FILED.lower()} so với năm 2021 | 60% |",
            {(FILED, "all", 60, 2025)},
        ),
        (
            f"| Cấp | Số hồ sơ tiếp nhận |  | {FILED} (%) | Tăng, giảm |\n|  | Tổng số | Trực tuyến |  |  |\n"
            "| (1) | (2) | (3) | (4) | (5) |\n| Tỉnh | 200 | 130 | 65 | +9,4% |",
            {(RECEIVED, PROVINCE, 200, 2025), (RECEIVED, PROVINCE, 130, 2025), (FILED, PROVINCE, 65, 2025)},
        ),
        (
            f"{FILED}\n\n(Kèm theo Kế hoạch số 12/KH-UBND)\n\nĐơn vị tính: %\n\n| Năm | Cấp tỉnh |\n| 2024 | 50 |",
            {(FILED, PROVINCE, 50, 2024)},
        ),
    ],
    ids=["years over levels", "three heads", "rows under a label", "levels part the table", "metrics as columns", "rowspan", "unit of a row, marks of notes",
        "years as rows", "a caption holds for its table", "a rate is a share", "columns that compare", "what others set",
        "a year and what it is", "an average of units", "an aim is its figure", "parts by letters, a body in the row of the whole",
        "rows of single bodies", "the year of a label aims at nothing", "a head over its own columns only", "a caption above the unit",
    ],
)  # fmt: skip
def test_a_value_is_of_its_row_and_its_column(table, rows):
    metrics = {FILED: "online_filing_rate", WORK: "e_dossier_rate", RECEIVED: "dossiers_received_count"}
    plan = f"KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2024 - 2025\n\nPhụ lục\n\n{table}\n"
    found = {(each["metric"], each["level"], each["value"], each["year"]) for each in extract_statements(plan)}
    assert found == {(metrics[name], *rest) for name, *rest in rows}


ON_TIME, DIGITIZED, SIGNED = "Tỷ lệ hồ sơ giải quyết đúng hạn", "Tỷ lệ số hóa hồ sơ", "Tỷ lệ văn bản được ký số"
METRICS = {
    FILED: "online_filing_rate", ON_TIME: "on_time_settlement_rate", DIGITIZED: "dossier_digitization_rate",
    SIGNED: "digitally_signed_document_rate", RECEIVED: "dossiers_received_count",
}  # fmt: skip
HALF, PLAN, RESULT = "2024-01-01/2024-06-30", "target", "actual"
CELLS_ALONE = {
    "a number column, a last row that lacks a cell": (
        f"TT / Chỉ tiêu / Kế hoạch năm 2024 / Kết quả 6 tháng / So với kế hoạch / 1 / {FILED} / 60% / 61% / 101,7% "
        f"/ 2 / {ON_TIME} / 90% / 95% / 105,6% / 3 / Số cuộc kiểm tra / - / Ghi chú: có 12 huyện báo cáo.",
        [(PLAN, FILED, "all", 60, "2024"), (RESULT, FILED, "all", 61, HALF),
         (PLAN, ON_TIME, "all", 90, "2024"), (RESULT, ON_TIME, "all", 95, HALF)],
    ),
    "marks before labels, no figure at the end": (
        f"Nội dung / Kế hoạch năm 2024 / Thực hiện 6 tháng / 1. {FILED} / 60% / 51,8% / 2. {SIGNED} / 100% / 99,6% "
        f"/ 3. {ON_TIME} / 98% / Chưa thống kê / II. NHIỆM VỤ / 1. Rà soát 12 hồ sơ.",
        [(PLAN, FILED, "all", 60, "2024"), (RESULT, FILED, "all", 51.8, HALF), (PLAN, SIGNED, "all", 100, "2024"),
         (RESULT, SIGNED, "all", 99.6, HALF), (PLAN, ON_TIME, "all", 98, "2024")],
    ),
    "a caption, units, notes": (
        f"Bảng 2. Các chỉ tiêu chính / Tên chỉ tiêu / ĐVT / Kế hoạch giao năm 2024 / Lũy kế 6 tháng / Ghi chú / {DIGITIZED} "
        f"/ % / 80 / 76,5 / Chưa đạt / {FILED} / % / 45 / 48,2 / Vượt / Nhìn chung {ON_TIME} còn thấp.",
        [(PLAN, DIGITIZED, "all", 80, "2024"), (RESULT, DIGITIZED, "all", 76.5, HALF),
         (PLAN, FILED, "all", 45, "2024"), (RESULT, FILED, "all", 48.2, HALF)],
    ),
    "numbers of columns": (
        f"Chỉ tiêu / Kế hoạch năm 2024 / Thực hiện 6 tháng / Tỷ lệ (%) / (1) / (2) / (3) / (4)=(3)/(2) "
        f"/ {FILED} / 60% / 51% / 85 / {SIGNED} / 100% / 99% / 99",
        [(PLAN, FILED, "all", 60, "2024"), (RESULT, FILED, "all", 51, HALF),
         (PLAN, SIGNED, "all", 100, "2024"), (RESULT, SIGNED, "all", 99, HALF)],
    ),
    "years as rows, the level in the caption": (
        f"Bảng 1. Hồ sơ của cấp xã / Năm / {RECEIVED} / {ON_TIME} (%) / 2022 / 95.300 / 98,4 / 2023 / 101.000 / 99",
        [(RESULT, RECEIVED, COMMUNE, 95300, "2022"), (RESULT, ON_TIME, COMMUNE, 98.4, "2022"),
         (RESULT, RECEIVED, COMMUNE, 101000, "2023"), (RESULT, ON_TIME, COMMUNE, 99, "2023")],
    ),
    "two tables, one after the other": (
        f"Cấp giải quyết / {RECEIVED} / {ON_TIME} / Các sở, ban, ngành / 41.250 / 99,1% / UBND cấp xã / 63.018 / 97,4% "
        f"/ Nội dung / Mục tiêu năm 2024 / Kết quả / {SIGNED} / 100% / 99,6% / {DIGITIZED} / 80% / 81%",
        [(RESULT, RECEIVED, PROVINCE, 41250, HALF), (RESULT, ON_TIME, PROVINCE, 99.1, HALF),
         (RESULT, RECEIVED, COMMUNE, 63018, HALF), (RESULT, ON_TIME, COMMUNE, 97.4, HALF),
         (PLAN, SIGNED, "all", 100, "2024"), (RESULT, SIGNED, "all", 99.6, HALF),
         (PLAN, DIGITIZED, "all", 80, "2024"), (RESULT, DIGITIZED, "all", 81, HALF)],
    ),
    "heads of which some reach over several, nobody can tell how many": (
        f"Cấp / {RECEIVED} / {FILED} / Tổng số / Trực tuyến / Trực tiếp / Cấp tỉnh / 1.000 / 700 / 300 / 70% "
        "/ Cấp xã / 2.000 / 1.000 / 1.000 / 50%",
        [],
    ),
    "heads of two rows, of which the first reaches over the second": (
        f"TT / Chỉ tiêu / Hiện trạng / Lộ trình / 2024 / 2025 / 1 / {ON_TIME} / 70% / 80% / 90% / 2 / {SIGNED} / 90% / 95% / 96%",
        [],
    ),
    "paragraphs after the last row": (
        f"TT / Đơn vị / {RECEIVED} / {ON_TIME} (%) / 1 / Xã Ninh Điền / 1.120 / 99 / 2 / Xã Hảo Đước / 1.905 / 98 "
        f"/ 2. Chữ ký số / {SIGNED} đạt 97%.",
        [(RESULT, RECEIVED, COMMUNE, 1120, HALF), (RESULT, ON_TIME, COMMUNE, 99, HALF), (RESULT, RECEIVED, COMMUNE, 1905, HALF),
         (RESULT, ON_TIME, COMMUNE, 98, HALF), (RESULT, SIGNED, "all", 97, HALF)],
    ),
    "a figure that might number a row but for the number behind it": (
        f"TT / Chỉ tiêu / Giá trị / Ghi chú / 1 / {RECEIVED} (nghìn hồ sơ) / 3 / 2 / {ON_TIME} của cấp xã / 98% / Sở Nội vụ "
        f"/ 3 / {SIGNED} / Sở Tư pháp / 97%",
        [(RESULT, ON_TIME, COMMUNE, 98, HALF), (RESULT, SIGNED, PROVINCE, 97, HALF)],
    ),
    "items of a list after the number of a heading": (
        f"1. / Đánh giá chung / a) / {ON_TIME} của cấp xã trong 6 tháng đầu năm 2024 đạt 99%. / b) / Trong 6 tháng, "
        f"{SIGNED.lower()} của các cơ quan đạt 97%. / 2. / Tồn tại",
        [(RESULT, ON_TIME, COMMUNE, 99, HALF), (RESULT, SIGNED, "all", 97, HALF)],
    ),
    "figures before words in small letters": (
        f"Nội dung / Kết quả / Ghi chú / {ON_TIME} / 98 / phần trăm trong 6 tháng / {RECEIVED} / 1.200 / hồ sơ trong 6 tháng",
        [(RESULT, ON_TIME, "all", 98, HALF), (RESULT, RECEIVED, "all", 1200, HALF)],
    ),
    "numbers of rows before labels in small letters": (
        f"TT / Chỉ tiêu / Kết quả (%) / Cơ quan chủ trì / 1 / {ON_TIME.lower()} / 98 / các cơ quan, địa phương "
        f"/ 2 / {SIGNED.lower()} / 100 / các cơ quan, địa phương",
        [(RESULT, ON_TIME, "all", 98, HALF), (RESULT, SIGNED, "all", 100, HALF)],
    ),
    "no table": (
        "Chương trình / Thời gian / Nội dung / 8h30 / Khai mạc / Họ và tên / Điện thoại / Nguyễn Văn A / 0912345678 "
        "/ Trần Thị B / 0987654321 / Nơi nhận: / - Như trên; / - Lưu: VT, 12 bản.",
        [],
    ),
}  # fmt: skip


def test_a_caption_of_measures_makes_no_targets_of_a_report():
    head = "BÁO CÁO\n\nCải cách hành chính giai đoạn 2021 - 2024\n\nPhụ lục\n\nMỘT SỐ CHỈ TIÊU\n\n"
    table = f"| Nội dung | Năm 2023 | Mục tiêu năm 2025 |\n| {FILED} | 60% | 75% |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(head + table)]
    assert found == [(RESULT, 60, 2023), (PLAN, 75, 2025)]


def test_a_rank_in_capitals_is_a_figure_of_its_row():
    head = "KẾ HOẠCH\n\nNâng cao các chỉ số năm 2025\n\n"
    table = "| Chỉ số | Mục tiêu |\n| Chỉ số PCI | TOP 8 |\n| Chỉ số DTI | Tăng bậc |"
    found = [(each["metric"], each["comparator"], each["value"]) for each in extract_statements(head + table)]
    assert found == [("pci_index", "<=", 8)]


def test_a_row_of_one_unit_is_never_sure():
    table = f"| Đơn vị | {FILED} |\n| Sở Tư pháp | 92% |\n| Cấp xã | 60% |"
    text = text_of(f"BÁO CÁO\n\nCải cách hành chính năm 2024\n\n{table}")
    drafted = read_document(text, read_facts(text).document("bao-cao"))
    graded = [(each.levels, judge(each, [], [], []).confidence) for each in drafted]
    assert graded == [(["cấp tỉnh"], "medium"), (["cấp xã"], "high")]


@pytest.mark.parametrize(
    ("head", "grade"), [("Năm 2024", "medium"), ("Mục tiêu năm 2024", "high")], ids=["a heading", "its own head"]
)
def test_aims_in_a_table_of_a_report_are_sure_where_their_own_head_says_so(head, grade):
    page = "BÁO CÁO\n\nCải cách hành chính quý I năm 2024\n\nII. NHIỆM VỤ, MỤC TIÊU QUÝ II\n\n"
    text = text_of(f"{page}| Chỉ tiêu | {head} |\n| {WORK} | 92% |\n| {WORK} cấp xã | 60% |")
    drafted = [*read_document(text, read_facts(text).document("bao-cao"))]
    graded = [(each.value, each.nature, judge(each, [], [], []).confidence) for each in drafted]
    assert graded == [("92%", PLAN, grade), ("60%", PLAN, grade)]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize(("cells", "rows"), CELLS_ALONE.values(), ids=CELLS_ALONE)
def test_cells_alone_make_a_table_by_the_regularity_of_its_rows(cells, rows, gap):
    head = [
        "BÁO CÁO",
        "Kết quả cải cách hành chính 6 tháng đầu năm 2024",
        "I. KẾT QUẢ",
        gap.join(cells.split(" / ")),
    ]
    names = ("nature", "metric", "level", "value", "period")
    found = [tuple(each[name] for name in names) for each in extract_statements("\n\n".join(head))]
    assert sorted(found) == sorted((nature, METRICS[name], *rest) for nature, name, *rest in rows)


@pytest.mark.parametrize("row", ["| 1 | {} | 90% | 70% |", "1\n{}\n90%\n70%"], ids=["written", "cells alone"])
def test_values_side_by_side_without_heads_are_nobodys(row):
    plan = f"KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\n{row.format(WORK)}\n{row.format(FILED).replace('1', '2')}"
    assert list(extract_statements(plan)) == []
    named = plan.replace("| 1 |", "| TT | Chỉ tiêu | Tỉnh | Xã |\n| 1 |").replace(
        "\n1\n", "\nTT\nChỉ tiêu\nTỉnh\nXã\n1\n"
    )
    assert [each["level"] for each in extract_statements(named)] == [PROVINCE, COMMUNE] * 2


def test_the_heads_of_a_cell_are_told_from_the_nearest():
    tables = Tables(text_of("| Chỉ tiêu | Năm 2024 |  |\n|  | Tỉnh | Xã |\n| Hồ sơ | 90% | 70% |"))
    cells = {tables.cells[at]: tables.cell(at) for at in tables.written}
    assert cells["70%"].heads == ("xã", "năm 2024")
    assert cells["70%"].head == "năm 2024 xã"
    assert cells["70%"].labels == ("hồ sơ",)
    assert cells["Hồ sơ"] is None  # it only opens its row


def test_a_body_opens_a_label():
    table = (
        "Chỉ tiêu (đơn vị tính: %)\n\n| TT | Chỉ tiêu | Năm 2024 |\n"
        "| 1 | Cơ quan, đơn vị sử dụng hệ thống một cửa điện tử |  |\n|  | - Cấp xã | 93 |\n"
    )
    found = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n{table}")
    assert [(each["metric"], each["level"]) for each in found] == [("e_one_stop_coverage_rate", COMMUNE)]


def test_a_number_of_what_no_concept_knows_takes_no_metric_from_its_row_or_group():
    table = "| TT | Nội dung | ĐVT | Kết quả |\n| 1 | Hồ sơ tồn đọng |  |  |\n| a | Số vấn đề đã giải quyết xong | Vấn đề | 88 |"
    assert list(extract_statements(f"BÁO CÁO\n\nCải cách hành chính năm 2024\n\n{table}")) == []


REPORTED = "BÁO CÁO\n\nCải cách hành chính năm 2024\n\n"


def test_a_judgement_between_two_figures_bounds_none():
    table = f"| Chỉ tiêu | Mục tiêu | Kết quả | Đánh giá | Mục tiêu năm 2025 |\n| {FILED} | 60% | 55% | Chưa đạt | 65% |"
    found = [(each["comparator"], each["value"], each["year"]) for each in extract_statements(REPORTED + table)]
    assert found == [("=", 60, 2024), ("=", 55, 2024), ("=", 65, 2025)]


def test_a_row_of_what_was_planned_holds_targets():
    table = f"| Năm | {FILED} |\n| Năm 2024 | 58% |\n| Mục tiêu năm 2025 | 80% |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(REPORTED + table)]
    assert found == [(RESULT, 58, 2024), (PLAN, 80, 2025)]


@pytest.mark.parametrize("label", ["Mục tiêu năm", "Kế hoạch cả năm", "Kế hoạch", "Chỉ tiêu giao"])
def test_a_row_may_be_only_of_what_was_planned(label):
    table = f"| Thời gian | {FILED} (%) |\n| Quý I/2024 | 58 |\n| {label} | 80 |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(REPORTED + table)]
    assert found == [(RESULT, 58, 2024), (PLAN, 80, 2024)]


def test_a_share_under_a_head_of_what_is_done_is_of_the_bodies_of_its_row():
    table = "| Nhóm cơ quan | Đã áp dụng ISO 9001:2015 | |\n| | Số cơ quan | Tỷ lệ (%) |\n| UBND cấp huyện | 14 | 93,3 |"
    found = [(each["metric"], each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [("iso9001_adoption_count", DISTRICT, 14), ("iso9001_adoption_rate", DISTRICT, 93.3)]


def test_what_is_said_between_a_caption_and_its_table_bounds_all_its_figures():
    page = "KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\nCHỈ TIÊU THEO CẤP\n\n(Các mức ghi trong bảng là mức tối thiểu; đơn vị tính: %)\n\n"
    table = f"| Chỉ tiêu | Cấp tỉnh | Cấp xã |\n| {FILED} | 75 | 55 |"
    found = [(each["comparator"], each["level"], each["value"]) for each in extract_statements(page + table)]
    assert found == [(">=", PROVINCE, 75), (">=", COMMUNE, 55)]


def test_the_sum_of_groups_whose_numbers_stand_in_their_labels_is_of_none():
    table = f"| Đơn vị | {RECEIVED} |\n| I. Các sở, ban, ngành | 21 |\n| II. UBND cấp xã | 63 |\n| Tổng cộng | 84 |\n\nCó 55 hồ sơ quá hạn."
    found = [(each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found[:3] == [(PROVINCE, 21), (COMMUNE, 63), ("all", 84)]


def test_levels_under_a_row_are_not_headings_of_the_rows_below():
    table = f"| TT | Chỉ tiêu | ĐVT | Kết quả | Đánh giá |\n| 4 | {FILED} | | | |\n| | a) Cấp tỉnh | % | 86 | Vượt |\n| | b) Cấp xã | % | 58 | Chưa đạt |\n| 5 | {WORK} | % | 93 | Vượt |"
    found = [(each["metric"], each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [
        ("online_filing_rate", PROVINCE, 86),
        ("online_filing_rate", COMMUNE, 58),
        ("e_dossier_rate", "all", 93),
    ]


def test_a_group_of_leaders_in_a_cell_is_a_rank():
    page = "KẾ HOẠCH\n\nNâng cao các chỉ số năm 2025\n\n"
    table = "| Năm | PAR INDEX | |\n| | Điểm | Hạng |\n| Mục tiêu 2025 | ≥ 89,5 | Nhóm 15 |"
    found = [(each["comparator"], each["value"]) for each in extract_statements(page + table)]
    assert found == [(">=", 89.5), ("<=", 15)]


def test_scores_and_ranks_in_words_are_values_under_the_heads_of_their_columns():
    table = "KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\n| Chỉ số | Kết quả năm 2024 | Mục tiêu năm 2025 |\n"
    table += "| PCI | 66,7 điểm | Trên 68 điểm |\n"
    table += "| PAPI | 43,11 điểm | Nhóm 16 tỉnh đứng đầu |\n| DTI | Xếp thứ 28 | Từ thứ 20 trở lên |"
    found = [tuple(map(each.get, ("nature", "comparator", "value", "year"))) for each in extract_statements(table)]
    assert found == [
        (RESULT, "=", 66.7, 2024), (PLAN, ">", 68, 2025), (RESULT, "=", 43.11, 2024), (PLAN, "<=", 16, 2025),
        (RESULT, "=", 28, 2024), (PLAN, "<=", 20, 2025),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [" - ", ": ", ", ", " – "])
def test_the_head_of_a_column_may_begin_with_its_year(sign):
    heads = f"| Chỉ số | Năm 2022{sign}Điểm | Năm 2022{sign}Hạng | Năm 2023{sign}Điểm |"
    found = extract_statements(f"{heads}\n| PAPI | 41,85 | 38 | 42,3 |", kind="report", period="2024")
    assert [(each["value"], each["year"]) for each in found] == [(41.85, 2022), (38, 2022), (42.3, 2023)]


def test_the_label_of_a_row_tells_scores_from_ranks_before_the_caption():
    table = "Phụ lục: chỉ số và thứ hạng\n\n| Chỉ số | 2021 | Mục tiêu 2022 |\n| PAPI (điểm) | 43,02 | ≥ 44 |\n| DTI (thứ hạng) | 17 | 20 |"
    found = extract_statements(table, kind="report", period="2022")
    assert [(each["scope"], each["comparator"], each["value"]) for each in found] == [
        ("score", "=", 43.02), ("score", ">=", 44), ("rank", "=", 17), ("rank", "=", 20),
    ]  # fmt: skip


def test_a_line_in_parentheses_before_a_table_is_its_caption():
    table = "(Tỷ lệ hồ sơ nộp trực tuyến, đơn vị %)\n\n| Đơn vị | KQ 2023 | CT 2024 |\n| Ba Tri | 55,0 | 65 |"
    found = extract_statements(table, kind="plan", period="2024")
    assert [(each["nature"], each["metric"], each["value"]) for each in found] == [
        (RESULT, "online_filing_rate", 55), (PLAN, "online_filing_rate", 65),
    ]  # fmt: skip


def test_columns_of_past_years_hold_results_also_under_the_tasks_of_a_report():
    page = "BÁO CÁO\n\nCải cách hành chính năm 2022\n\nD. PHƯƠNG HƯỚNG NĂM 2023\n\nPhấn đấu 90% hồ sơ nộp trực tuyến.\n\n"
    table = f"| Chỉ tiêu | Năm 2021 | Năm 2023 |\n| {FILED} | 60% | 90% |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(page + table)]
    assert found == [(PLAN, 90, 2023), (RESULT, 60, 2021), (PLAN, 90, 2023)]


@pytest.mark.parametrize("time", ["Năm 2023", "Đến năm 2025", "Giai đoạn 2023 - 2025"])
def test_a_column_of_a_time_to_come_holds_targets_also_in_a_report(time):
    table = f"| Chỉ tiêu | Năm 2021 | Năm 2022 | {time} |\n| {FILED} | 60% | 65% | 90% |"
    found = [each["nature"] for each in extract_statements(table, kind="report", period="2022")]
    assert found == [RESULT, RESULT, PLAN]


@pytest.mark.parametrize(
    ("caption", "heads"),
    [
        ("DỰ TOÁN KINH PHÍ (triệu đồng)", "Năm 2024"),
        ("Đơn vị tính: triệu đồng", "Năm 2024"),
        ("Nhu cầu của các nhiệm vụ", "Năm 2024 (triệu đồng)"),
    ],
)
def test_money_counts_nothing(caption, heads):
    table = f"{caption}\n\n| Nội dung | {heads} |\n| Số lớp bồi dưỡng | 510 |\n| Nâng cấp dịch vụ công | 380 |"
    assert [*extract_statements(table, kind="plan", period="2024")] == []


def test_a_row_whose_first_cell_is_empty_keeps_its_columns():
    table = f"Nhóm | Chỉ tiêu | Mục tiêu 2024 | Kết quả 2024\nDịch vụ | {FILED} | 70% | 72%\n | {WORK} | 60% | 54%"
    found = [(each["nature"], each["value"]) for each in extract_statements(table, kind="report", period="2024")]
    assert found == [(PLAN, 70), (RESULT, 72), (PLAN, 60), (RESULT, 54)]


def test_the_first_year_of_a_plan_may_be_one_of_results():
    table = f"| Chỉ tiêu | Năm 2021 (thực hiện) | Đến năm 2025 |\n| {FILED} | 8% | 20% |"
    found = [
        (each["nature"], each["value"]) for each in extract_statements(table, kind="plan", period="2021/2025")
    ]
    assert found == [(RESULT, 8), (PLAN, 20)]


def test_the_unit_may_stand_in_the_head_of_the_labels():
    table = "| Chỉ tiêu (ĐVT: %) | 2024 |\n| Hồ sơ nộp trực tuyến | 60 |"
    found = extract_statements(table, kind="plan", period="2024")
    assert [(each["metric"], each["unit"], each["value"]) for each in found] == [
        ("online_filing_rate", "percent", 60)
    ]


def test_who_is_in_charge_of_a_row_is_no_level_and_what_it_costs_no_count():
    table = f"| TT | Chỉ tiêu | Chủ trì | Năm 2025 | Kinh phí |\n| 1 | {FILED} | Sở Nội vụ | 60% | 6.400 |"
    table += "\n| 2 | Số lớp bồi dưỡng | UBND cấp huyện | 40 | 820 |"
    found = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\n{table}")
    assert [(each["level"], each["value"]) for each in found] == [("all", 60), ("all", 40)]


def test_a_form_after_the_tasks_of_a_report_holds_its_results():
    page = "BÁO CÁO\n\nCải cách hành chính quý I năm 2025\n\nI. NHIỆM VỤ QUÝ II\n\nPhấn đấu 90% hồ sơ nộp trực tuyến.\n\n"
    table = "Biểu số 1. HỒ SƠ THEO CẤP\n\n| Cấp | Tiếp nhận |\n| Cấp xã | 900 |\n\n"
    other = (
        f"Biểu số 2. CHỈ TIÊU NĂM 2025\n\n| Chỉ tiêu | Giao năm 2025 | Kết quả quý I |\n| {FILED} | 95% | 87% |"
    )
    found = [(each["nature"], each["value"]) for each in extract_statements(page + table + other)]
    assert found == [(PLAN, 90), (RESULT, 900), (PLAN, 95), (RESULT, 87)]


def test_a_caption_gives_the_unit_of_all_its_values_and_counts_are_whole():
    heads = "| Cấp | Mục tiêu 2025 |\n| Tỉnh | 98,5 |\n| Xã | 99,8 |"
    caption = "Hồ sơ giải quyết đúng hạn (% trên tổng số hồ sơ đã giải quyết)"
    found = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\n{caption}\n\n{heads}")
    assert [(each["unit"], each["value"]) for each in found] == [("percent", 98.5), ("percent", 99.8)]
    bare = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nSố hồ sơ giải quyết\n\n{heads}")
    assert [*bare] == []


def test_a_planned_column_in_an_account_of_a_plan_holds_targets():
    page = "KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nI. KẾT QUẢ NĂM 2023 VÀ MỤC TIÊU NĂM 2025\n\n"
    table = "| Chỉ số | Điểm năm 2023 | Mục tiêu năm 2025 |\n| PAPI | 44,88 | Trên 45 điểm |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(page + table)]
    assert found == [(RESULT, 44.88, 2023), (PLAN, 45, 2025)]


def test_a_figure_that_may_reach_over_several_levels_is_never_sure():
    table = f"| Chỉ tiêu | Năm 2024 | | |\n| | Tỉnh | Huyện | Xã |\n| {FILED} | 90% | | |\n| {WORK} | 95% | 90% | 80% |"
    text = text_of(REPORTED + table)
    drafted = read_document(text, read_facts(text).document("bao-cao"))
    assert [judge(each, [], [], []).confidence for each in drafted] == ["medium", "high", "high", "high"]


@pytest.mark.parametrize(
    "label", ["Cán bộ cấp xã có trình độ đại học trở lên", "Giao dịch trực tuyến của các TTHC nêu trên"]
)
def test_a_label_that_only_ends_like_a_bound_bounds_nothing(label):
    table = f"| Chỉ tiêu | Kết quả |\n| Tỷ lệ {label[0].lower()}{label[1:]} | 89,3% |"
    assert {each["comparator"] for each in extract_statements(REPORTED + table)} <= {"="}


def test_a_share_of_plan_and_what_is_still_to_be_settled_are_no_figures_of_a_row():
    table = f"| Chỉ tiêu | Kế hoạch năm | Thực hiện | TH/ KH (%) |\n| {FILED} | 50% | 49,2% | 98,4 |"
    assert [each["value"] for each in extract_statements(REPORTED + table)] == [50, 49.2]
    table = "| Cơ quan | Tổng số hồ sơ phải giải quyết | Hồ sơ đã giải quyết |\n| Sở Y tế | 1.318 | 1.260 |"
    assert [each["value"] for each in extract_statements(REPORTED + table)] == [1260]


def test_a_number_of_a_row_in_any_column_and_a_month_are_no_values():
    table = f"| Cấp | TT | Chỉ tiêu | Năm 2024 (%) | Thời hạn |\n| Cấp tỉnh | 1 | {FILED} | 80 | Tháng 12 |\n| | 2 | {WORK} | 95 | Quý IV |"
    found = [(each["metric"], each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [("online_filing_rate", PROVINCE, 80), ("e_dossier_rate", PROVINCE, 95)]


def test_who_gives_a_target_is_no_level():
    table = f"| Chỉ tiêu | Tỉnh giao năm 2024 | Thời hạn |\n| {WORK} | 90% | Quý IV/2024 |"
    found = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n{table}")
    assert [(each["level"], each["year"]) for each in found] == [("all", 2024)]


def test_the_head_of_a_column_may_name_a_rate_by_itself():
    table = "| Cơ quan | Kết quả giải quyết | |\n| | Đã giải quyết | Tỷ lệ giải quyết trước hạn, đúng hạn (%) |\n| Sở Y tế | 360 | 97,5 |"
    found = [(each["metric"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [("dossiers_settled_count", 360), ("on_time_settlement_rate", 97.5)]


def test_a_caption_tells_the_year_and_the_aims_of_its_table():
    page = "BÁO CÁO\n\nKết quả xây dựng chính quyền số của tỉnh\n\n"
    table = f"Bảng 1. Kết quả năm 2023\n\n| Chỉ tiêu | Tỷ lệ (%) |\n| {FILED} | 60 |\n\nBảng 2. Mục tiêu năm 2025\n\n| Chỉ tiêu | Tỷ lệ (%) |\n| {FILED} | 80 |"
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(page + table)]
    assert found == [(RESULT, 60, 2023), (PLAN, 80, 2025)]


def test_deadlines_are_months_expected_values_are_aims_and_values_are_listed_as_levels_are():
    page = "KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n"
    table = f"| Chỉ tiêu | Mục tiêu | Thời hạn |\n| {FILED} | 80% | 12/2025 |\n| {WORK}: cấp tỉnh / cấp huyện / cấp xã | 95% / 90% / 80% | 6/2024 |"
    found = [(each["level"], each["value"], each["year"]) for each in extract_statements(page + table)]
    assert found == [("all", 80, 2025), (PROVINCE, 95, 2024), (DISTRICT, 90, 2024), (COMMUNE, 80, 2024)]
    table = f"| Chỉ tiêu | Kết quả 2023 (%) | Dự kiến 2024 (%) |\n| {FILED} | 60 | 70 |"
    assert [each["nature"] for each in extract_statements(REPORTED + table)] == [RESULT, PLAN]


def test_the_sum_of_a_group_is_none_of_the_sum_of_all():
    table = f"| STT | Đơn vị | {RECEIVED} |\n| A | UBND CẤP HUYỆN | |\n| 1 | Huyện Sông Giang | 12 |\n| | Tổng cấp huyện | 12 |\n| B | UBND CẤP XÃ (9 đơn vị) | 30 |\n| | TỔNG CỘNG (A + B) | 42 |"
    found = [(each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [(DISTRICT, 12), (DISTRICT, 12), (COMMUNE, 30), ("all", 42)]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            f"| Chỉ tiêu | 2023 | 2024 | Thời hạn |\n| {FILED} | 50% | 60% | Đến năm 2025 |",
            [(50, 2023), (60, 2024)],
        ),
        (f"| Chỉ tiêu | Năm 2024 | Ghi chú |\n| {FILED} | 60% | Đạt mục tiêu đến năm 2025 |", [(60, 2024)]),
        (f"| Chỉ tiêu | Mục tiêu | Thời hạn |\n| {FILED} | 60% | Đến năm 2025 |", [(60, 2025)]),
    ],
)
def test_a_deadline_is_that_of_the_only_aim_of_its_row(table, rows):
    found = extract_statements("KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2023 - 2025\n\n" + table)
    assert [(each["value"], each["year"]) for each in found] == rows


def test_an_empty_cell_is_none_of_the_value_beside_it():
    table = f"|Chỉ tiêu|Cấp tỉnh|Cấp huyện|Cấp xã|\n|{FILED}|60%||40%|"
    found = [(each["level"], each["value"]) for each in extract_statements(REPORTED + table)]
    assert found == [(PROVINCE, 60), (COMMUNE, 40)]


def test_a_unit_in_thousands_leaves_a_count_open_a_name_like_it_none():
    table = "Đơn vị tính: nghìn hồ sơ\n\n| Năm | Số hồ sơ tiếp nhận |\n| 2024 | 118,4 |"
    assert [*extract_statements(REPORTED + table)] == []
    table = f"| Đơn vị | {RECEIVED} |\n| Huyện Triệu Phong | 118 |"
    assert [each["value"] for each in extract_statements(REPORTED + table)] == [118]


def test_a_group_of_a_table_heads_nothing_behind_it():
    table = "| Cấp | Tiếp nhận | Đã giải quyết |\n| I. Cấp tỉnh | | |\n| Trung tâm | 70 | 63 |\n| II. Cấp xã | | |\n| Bộ phận một cửa | 30 | 28 |"
    text = f"BÁO CÁO\n\nKết quả năm 2023\n\nI. THỦ TỤC\n\n2. Kết quả giải quyết hồ sơ\n\n{table}\n\n2.3. Hồ sơ nộp trực tuyến đạt 15%."
    *of_table, last = extract_statements(text)
    assert {row["level"] for row in of_table} == {"province", "commune"}
    assert (last["metric"], last["level"]) == ("online_filing_rate", "all")


def test_a_level_beside_a_value_makes_its_own_level_unsure():
    table = "Chỉ tiêu năm 2024\n\n| Chỉ tiêu | Mức phấn đấu | Đơn vị thực hiện |\n| Tỷ lệ hồ sơ nộp trực tuyến | ≥ 8% | {} |"
    for beside, confidence in (("UBND cấp huyện", "medium"), ("Sở Nội vụ", "high")):
        read = text_of(f"KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n{table.format(beside)}")
        [draft] = read_document(read, read_facts(read).document("plan"))
        assert (draft.levels, judge(draft, (), (), ()).confidence) == ([], confidence)


def test_the_head_of_a_column_may_set_a_bound_or_be_of_the_country_or_of_a_scale():
    text = "| Chỉ tiêu | Mục tiêu ||\n|  | Tối thiểu (%) ||\n|  | Năm 2023 | Năm 2024 |\n| Hồ sơ nộp trực tuyến | 40 | 55 |"
    rows = [
        (row["comparator"], row["value"], row["year"])
        for row in extract_statements(text, kind="plan", period="2024")
    ]
    assert rows == [(">=", 40, 2023), (">=", 55, 2024)]
    text = "(ĐVT: %)\n\n| Cấp | Hồ sơ nộp trực tuyến (tối thiểu) |\n| Cấp xã | 45 |"
    assert [row["comparator"] for row in extract_statements(text, kind="plan", period="2024")] == [">="]
    text = "| Chỉ số | Điểm của tỉnh | Trung bình cả nước | Thang điểm |\n| PAPI | 44,02 | 42,86 | 80 |"
    assert [row["value"] for row in extract_statements(text, kind="report", period="2024")] == [44.02]


def test_a_row_that_may_lack_a_cell_is_never_sure():
    page = "KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n"
    table = f"| Chỉ tiêu | Năm 2024 | Năm 2025 | Năm 2026 |\n| {FILED} | 60% | 70% | 80% |\n| {WORK} | 90% | 95% |"
    text = text_of(page + table)
    drafts = [*read_document(text, read_facts(text).document("a"))]
    assert [judge(each, [], [], []).confidence for each in drafts] == ["high"] * 3 + ["medium"] * 2


def found(table, kind="plan", period="2024", **given):
    """Give metric, level, nature, value and year of each row of a table."""
    rows = extract_statements(table, kind=kind, period=period, **given)
    return [(row["level"], row["nature"], row["value"], row["year"]) for row in rows]


def test_how_things_stand_beside_the_aims_of_a_plan_is_no_aim():
    table = f"| Chỉ tiêu | Hiện trạng | Mục tiêu 2024 | Mục tiêu 2025 |\n| {FILED} | 55% | 70% | 80% |"
    assert found(table) == [("all", PLAN, 70, 2024), ("all", PLAN, 80, 2025)]
    assert found(table, issued="2024-01-05") == [
        ("all", RESULT, 55, 2024), ("all", PLAN, 70, 2024), ("all", PLAN, 80, 2025),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Yêu cầu", "Theo Nghị quyết", "Quy định", "Theo Quyết định"])
def test_what_was_asked_for_is_a_target_of_a_report(head):
    table = f"| Chỉ tiêu | {head} | Kết quả thực hiện |\n| {FILED} | 100% | 91% |"
    assert found(table, "report") == [("all", PLAN, 100, 2024), ("all", RESULT, 91, 2024)]


def test_cells_of_several_figures_are_under_their_heads_from_the_first_row_on():
    table = (
        "| Chỉ số | Kết quả năm 2022 | Mục tiêu năm 2024 |\n| PAR INDEX | 85,2 điểm; hạng 30 | 88 điểm; hạng 20 |\n"
        "| PAPI | 42 điểm | 44 điểm |"
    )
    assert [row[1:] for row in found(table)] == [
        (RESULT, 85.2, 2022), (RESULT, 30, 2022), (PLAN, 88, 2024), (PLAN, 20, 2024),
        (RESULT, 42, 2022), (PLAN, 44, 2024),
    ]  # fmt: skip


def test_a_level_beside_another_figure_is_not_that_of_the_next_cell():
    table = f"| Chỉ tiêu | KH | TH |\n| {FILED} | 98% (cấp xã 97%) | 99% |"
    assert found(table, "report") == [
        ("all", PLAN, 98, 2024),
        (COMMUNE, PLAN, 97, 2024),
        ("all", RESULT, 99, 2024),
    ]


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        (f"{WORK} | Cấp tỉnh\vCấp huyện\vCấp xã | 90%\v80%\v60%", [(WORK, PROVINCE, 90), (WORK, DISTRICT, 80), (WORK, COMMUNE, 60)]),
        (f"{WORK} cấp tỉnh\v{WORK} cấp xã |  | 90%\v60%", [(WORK, PROVINCE, 90), (WORK, COMMUNE, 60)]),
        (f"{WORK} |  | Cấp tỉnh 90%\vCấp xã 60%", [(WORK, PROVINCE, 90), (WORK, COMMUNE, 60)]),
        (f"{WORK}\v{FILED} | Cấp xã | 90%\v60%", [(WORK, COMMUNE, 90), (FILED, COMMUNE, 60)]),
        (f"{WORK}\v{FILED} | Theo báo cáo | 90%\v-", [(WORK, "all", 90)]),
        (f"{WORK}\vTrong đó:\v- Lĩnh vực đất đai | Cấp tỉnh | 90%\v60%", []),
        (f"{WORK} | Cấp tỉnh\vCấp huyện\vCấp xã | 90%\v80%", []),
        (f"{WORK}\v{FILED}\v{ON_TIME} | Cấp xã | 90%\v80%", []),
        (f"{WORK}\v{FILED} | Sở Nội vụ\vVăn phòng\vSở Tư pháp | 90%\v60%", []),
        (f"{WORK} |  | 90%\v60%", []),
        (f"{WORK} cấp xã |  | 90%\v450/500", [(WORK, COMMUNE, 90), (WORK, COMMUNE, 90)]),
        (f"{WORK}\v{FILED} |  | 90%\v450/500", []),
        (f"{WORK} | Cấp tỉnh\vCấp xã | 100%\v12/12", []),
        ("Tỷ lệ hồ sơ của\vUBND cấp xã giải quyết đúng hạn |  | 90%\v60%", []),
        ("Hồ sơ tiếp nhận\vHồ sơ giải quyết | nghìn hồ sơ | 90\v60", []),
    ],
    ids=[
        "levels beside values", "measures of levels", "levels in the values",
        "a level of the row", "a value that is lacking", "a lead that nothing shows", "a level more than values",
        "a measure more than values", "lines of others", "two values of one label", "a share and its fraction",
        "a share and its fraction beside two measures", "and beside two levels",
        "a label broken within", "a unit of the row",
    ],
)  # fmt: skip
def test_lines_of_a_cell_are_of_the_lines_beside_them_or_of_nobody(row, rows):
    metrics = {WORK: "e_dossier_rate", FILED: "online_filing_rate", ON_TIME: "on_time_settlement_rate"}
    table = f"| TT | Chỉ tiêu | Cấp | Kết quả |\n| 1 | {row} |"
    drafted = extract_statements(table, kind="report", period="2024")
    found = [(each["metric"], each["level"], each["value"]) for each in drafted]
    assert found == [(metrics[name], *rest) for name, *rest in rows]


@pytest.mark.parametrize(
    ("head", "row", "rows"),
    [
        ("Thời gian | Kết quả", f"{WORK}\v{FILED} | Năm 2022 | 90%\v60%", [(RESULT, 90, "2022"), (RESULT, 60, "2022")]),
        ("Thời gian | Kết quả", f"{WORK}\v{FILED} | Quý I năm 2024 | 90%\v60%",
         [(RESULT, 90, "2024-Q1"), (RESULT, 60, "2024-Q1")]),
        ("Kế hoạch | Kết quả", f"{WORK}\v{FILED} | 90%\v50% | 95%\v65%",
         [(PLAN, 90, "2024"), (PLAN, 50, "2024"), (RESULT, 95, "2024"), (RESULT, 65, "2024")]),
        ("Kế hoạch | Kết quả", f"{WORK}\v{FILED} | 90%\v50% | 95%", []),
        ("Năm | Kết quả", f"{WORK} | 2023\v2024 | 90%\v95%", [(RESULT, 90, "2023"), (RESULT, 95, "2024")]),
        ("ĐVT | Kết quả", f"{RECEIVED}\v{FILED} | Hồ sơ\v% | 1.200\v98", [(RESULT, 1200, "2024"), (RESULT, 98, "2024")]),
    ],
    ids=["a year of the row", "a quarter of the row", "values of two columns", "a value of one line of two", "years", "units"],
)  # fmt: skip
def test_lines_of_a_cell_have_the_time_of_their_row_and_the_nature_of_their_column(head, row, rows):
    drafted = extract_statements(f"| Chỉ tiêu | {head} |\n| {row} |", kind="report", period="2024")
    assert sorted((each["nature"], each["value"], each["period"]) for each in drafted) == sorted(rows)


def test_values_of_which_no_line_tells_whose_they_are_are_listed_as_uncovered():
    text = text_of(f"| TT | Chỉ tiêu | Cấp | Kết quả |\n| 1 | {WORK} | Cấp tỉnh\vCấp huyện\vCấp xã | 91%\v82% |")
    drafted = draft_sheet(
        text, read_facts(text).given(kind="report", period="2024").document("report"), NO_PROVINCE
    )
    assert (drafted.rows, [each.figure for each in drafted.uncovered]) == ([], ["91%", "82%"])


@pytest.mark.parametrize(
    "table", ["|  | 90%\v80% |", f"Năm 2024;\n\n2023\n\n2024\n\n{FILED}\n\n90%\n\n80%\n\n{WORK}\n\n70%\n\n60%"]
)
def test_a_table_of_which_nothing_is_left_or_without_a_head_over_its_years_gives_none(table):
    assert [*extract_statements(table, kind="report", period="2024")] == []


def test_a_row_of_another_province_or_of_several_gives_none():
    table = f"| Tỉnh | {FILED} |\n| Kon Tum | 60% |\n| Gia Lai | 70% |\n| Bình quân vùng | 65% |"
    assert [row[2] for row in found(table, "report", province="Kon Tum")] == [60]


def test_the_index_of_a_body_is_not_that_of_the_province():
    table = "| Đơn vị | Điểm PAR INDEX |\n| Sở Nội vụ | 92,5 |\n| Huyện Đăk Hà | 88,2 |"
    assert [row[0] for row in found(table, "report")] == [PROVINCE, DISTRICT]


def dated(table, period):
    """Give level, nature, value and period of each row of a table in a report."""
    rows = extract_statements(table, kind="report", period=period)
    return [(row["level"], row["nature"], row["value"], row["period"]) for row in rows]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        ("Quý I | Quý II | 6 tháng đầu năm", "60 | 64 | 62", ["2024-Q1", "2024-Q2", "2024-01-01/2024-06-30"]),
        ("3 tháng | 9 tháng/2024 | 12 tháng", "60 | 64 | 62", ["2024-01-01/2024-03-31", "2024-01-01/2024-09-30", "2024"]),
        ("6 tháng cuối năm | Cả năm | Ước cả năm", "60 | 64 | 62", ["2024-07-01/2024-12-31", "2024", "2024"]),
        ("Quý III | Quý trước | Cùng kỳ năm 2023", "60 | 64 | 62", ["2024-Q3", "2023-Q3"]),
        ("Quý III | Lũy kế từ đầu năm | Cùng kỳ", "60 | 64 | 62", ["2024-Q3"]),
        ("Tháng 9 | Lũy kế đến hết quý III", "60 | 64", ["2024-09", "2024-01-01/2024-09-30"]),
        ("Đúng hạn quý III | Đúng hạn 9 tháng | Đúng hạn cả năm", "60 | 64 | 62", ["2024-Q3", "2024-01-01/2024-09-30", "2024"]),
    ],
)  # fmt: skip
def test_a_column_may_be_of_a_part_of_the_year(heads, cells, expected):
    rows = dated(f"| Chỉ tiêu (%) | {heads} |\n| {FILED} | {cells} |", "2024-Q3")
    assert [row[-1] for row in rows] == expected


def test_heads_of_two_rows_tell_the_time_and_whether_it_was_planned():
    table = (
        "| Chỉ tiêu (%) | Quý III/2024 |  | 9 tháng/2024 |  |\n"
        f"|  | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện |\n| {FILED} | 70 | 71 | 73 | 72 |"
    )
    rows = dated(table, "2024-Q3")
    assert [row[1:] for row in rows] == [
        ("target", 70, "2024-Q3"),
        ("actual", 71, "2024-Q3"),
        ("target", 73, "2024-01-01/2024-09-30"),
        ("actual", 72, "2024-01-01/2024-09-30"),
    ]


def test_numbers_of_months_are_no_period_and_their_rows_are_left_out():
    rows = "| Tháng 4 | 400 |\n| Tháng 5 | 420 |"
    named = dated(f"| Thời gian | Hồ sơ tiếp nhận |\n{rows}", "2024-Q2")
    assert [row[2:] for row in named] == [(400, "2024-04"), (420, "2024-05")]
    bare = rows.replace("Tháng ", "")
    assert dated(f"| Tháng | Hồ sơ tiếp nhận |\n{bare}", "2024-Q2") == []


@pytest.mark.parametrize("edge", ["", "| "])
def test_heads_behind_a_blank_line_open_a_table(edge):
    table = f"{edge}Chỉ tiêu (%) | Quý I | Quý II\n{edge}{FILED} | 60 | 61\n\n{edge}Chỉ tiêu (%) | Tỉnh | Xã\n{edge}{FILED} | 70 | 50"
    rows = dated(table, "2024")
    assert [(row[0], *row[2:]) for row in rows] == [
        ("all", 60, "2024-Q1"),
        ("all", 61, "2024-Q2"),
        (PROVINCE, 70, "2024"),
        (COMMUNE, 50, "2024"),
    ]


def test_what_is_due_for_months_is_of_no_part_of_the_year():
    table = "| Cấp | Hồ sơ quá hạn trên 9 tháng |\n| Cấp tỉnh | 120 |"
    assert [row[-1] for row in dated(table, "2024")] == ["2024"]


def scopes(table, kind="report", period="2024"):
    """Give scope and value of each row of a table."""
    return [(row["scope"], row["value"]) for row in extract_statements(table, kind=kind, period=period)]


def test_the_row_and_the_head_of_a_cell_tell_its_base():
    row = "| Tỷ lệ TTHC đủ điều kiện cung cấp dịch vụ công trực tuyến toàn trình | 100% | 80% |"
    assert scopes(f"| Chỉ tiêu | Cấp tỉnh | Cấp xã |\n{row}") == [("eligible", 100), ("eligible", 80)]


def test_parts_of_a_count_in_columns_are_not_the_whole():
    table = (
        "| Cấp | Hồ sơ tiếp nhận | | Hồ sơ đã giải quyết | | |\n| | Tổng số | Trực tuyến | Tổng số | Đúng hạn | Quá hạn |\n"
        "| Cấp tỉnh | 20.000 | 15.000 | 19.000 | 18.900 | 100 |"
    )
    assert scopes(table) == [
        ("standard", 20000), ("received_online", 15000),
        ("standard", 19000), ("settled_on_time", 18900), ("settled_late", 100),
    ]  # fmt: skip


def test_the_head_of_a_column_tells_a_rank_whatever_else_stands_in_its_row():
    head = "| Chỉ số | Năm 2022 || Mục tiêu năm 2024 |\n| | Điểm | Hạng | |\n"
    for label in ("SIPAS", "SIPAS (%)"):
        assert scopes(f"{head}| {label} | 85,67 | 7 | Nâng điểm |")[:2] == [("score", 85.67), ("rank", 7)]


def test_a_head_may_say_behind_what_it_counts_that_it_was_planned():
    table = "| Loại lớp | Số lớp theo kế hoạch năm 2024 | Số lớp đã mở |\n| Cộng | 21 | 11 |"
    rows = extract_statements(table, kind="report", period="2024")
    assert [(row["nature"], row["value"]) for row in rows] == [("target", 21), ("actual", 11)]


@pytest.mark.parametrize(
    "beside",
    ["Tăng so với 2023 (%)", "% hoàn thành", "Tỷ trọng (%)", "Điểm", "Xếp hạng", "Số đơn vị", "Thời hạn (tháng)", "Còn lại", "Kỳ trước"],
)  # fmt: skip
def test_a_column_beside_the_measure_gives_no_figure(beside):
    assert scopes(f"| Chỉ tiêu | Kết quả (%) | {beside} |\n| {FILED} | 60 | 12 |") == [("standard", 60)]
    only = "| Chỉ số | Điểm | Xếp hạng |\n| PAPI | 42,5 | 20 |"
    assert scopes(only) == [("score", 42.5), ("rank", 20)]


@pytest.mark.parametrize(
    "heads",
    [
        "| Chỉ tiêu | Mục tiêu năm 2023 | Kết quả năm 2023 | Mục tiêu năm 2024 |",
        "| Chỉ tiêu | KH 2023 | TH 2023 | KH 2024 |",
        "| Chỉ tiêu | Năm 2023 | | Năm 2024 |\n| | Kế hoạch | Ước thực hiện | Kế hoạch |",
    ],
)
def test_what_was_planned_for_last_year_is_a_target_of_that_year(heads):
    assert [row[1:] for row in found(f"{heads}\n| {FILED} | 70% | 68% | 85% |")] == [
        (PLAN, 70, 2023), (RESULT, 68, 2023), (PLAN, 85, 2024),
    ]  # fmt: skip


def test_a_line_between_caption_and_table_tells_the_day_and_a_head_of_labels_the_bound():
    day = f"Số liệu tính đến ngày 15/11/2024\n\n| Chỉ tiêu | Kết quả |\n| {FILED} | 68% |"
    assert [row[-1] for row in dated(day, "2024")] == ["2024-11-15"]
    bound = f"| Chỉ tiêu (tối thiểu) | Mức |\n| {FILED} | 60% |"
    assert [each["comparator"] for each in extract_statements(bound, kind="plan", period="2024")] == [">="]


def test_a_line_of_dashes_ends_no_table_of_columns_of_spaces():
    table = f"TT   Nội dung          Kế hoạch    Kết quả\n{'-' * 50}\n1    {FILED}   60%         55%"
    assert [row[1:3] for row in dated(table, "2024")] == [(PLAN, 60), (RESULT, 55)]


@pytest.mark.parametrize("bar", ["│", "║"])
def test_a_table_may_be_drawn_in_a_text(bar):
    table = (
        f"╔════╦════╗\n{bar} Chỉ tiêu {bar} Cấp xã {bar}\n╠════╬════╣\n{bar} {FILED} {bar} 60% {bar}\n╚════╩════╝"
    )
    assert found(table) == [(COMMUNE, PLAN, 60, 2024)]


def test_a_head_of_parts_goes_on_with_the_head_beside_it():
    table = "| Cấp | Tiếp nhận hồ sơ | Trong đó trực tuyến | Đã giải quyết hồ sơ |\n| Cấp tỉnh | 14.310 | 9.977 | 13.642 |"
    rows = extract_statements(table, kind="report", period="2024")
    assert [(row["metric"], row["scope"], row["value"]) for row in rows] == [
        ("dossiers_received_count", "standard", 14310),
        ("dossiers_received_count", "received_online", 9977),
        ("dossiers_settled_count", "standard", 13642),
    ]


def test_what_was_reached_in_a_part_of_the_year_of_a_plan_is_a_result():
    table = f"| Chỉ tiêu | Đã đạt 6 tháng đầu năm 2024 | Phấn đấu năm 2024 |\n| {FILED} | 33% | 55% |"
    assert found(table) == [("all", RESULT, 33, 2024), ("all", PLAN, 55, 2024)]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Trực tuyến (%)", [("online_filing_rate", 61.4)]),
        ("Quá hạn", []),
        ("Đúng hạn", []),
    ],
)
def test_a_head_without_a_thing_is_of_the_one_thing_of_the_heads_beside_it(head, rows):
    value = "61,4" if "%" in head else "12"
    table = f"| Đơn vị | Tiếp nhận (hồ sơ) | Đã giải quyết | {head} |\n|---|---|---|---|\n| Cấp huyện | 94.311 | 92.870 | {value} |"
    found = extract_statements(table, kind="report", period="2023")
    assert [(row["metric"], row["value"]) for row in found] == [
        ("dossiers_received_count", 94311), ("dossiers_settled_count", 92870), *rows,
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["|", "    "])
def test_columns_that_no_head_tells_apart_state_nothing(sign):
    rows = ["Chỉ tiêu", "Tỷ lệ (%)", "Tỷ lệ (%)"], [FILED, "60", "50"], [WORK, "98", "95"]
    lines = [f"{sign} {f' {sign} '.join(row)} {sign}" for row in rows]
    assert [*extract_statements("\n".join(lines), kind="report", period="2024")] == []


def test_a_count_and_its_share_under_one_head_are_told_apart():
    table = f"| Chỉ tiêu | Kết quả | Kết quả |\n| {FILED} | 1.200/2.000 | 60% |"
    assert {row["value"] for row in extract_statements(table, kind="report", period="2024")} == {60}


@pytest.mark.parametrize("point", [".", ","])
def test_decimals_stand_behind_a_comma_or_a_point(point):
    heads, shares, scores = (
        "Năm | 2022 | 2023",
        "Tỷ lệ hồ sơ đúng hạn (%) | 95,5 | 97,25",
        "Điểm PCI | 65,29 | 66,1",
    )
    lines = [f"| {line} |" for line in (heads, *(each.replace(",", point) for each in (shares, scores)))]
    found = extract_statements("\n".join(lines), kind="report", period="2023")
    assert [(row["metric"], row["value"], row["year"]) for row in found] == [
        ("on_time_settlement_rate", 95.5, 2022), ("on_time_settlement_rate", 97.25, 2023),
        ("pci_index", 65.29, 2022), ("pci_index", 66.1, 2023),
    ]  # fmt: skip


def test_a_sheet_holds_a_decimal_behind_a_point_as_it_writes_it():
    text = text_of("| Chỉ tiêu | Năm 2023 |\n| Điểm PCI | 65.29 |")
    [row] = draft_sheet(text, read_facts(text).given(kind="report", period="2023").document("a"), NO_PROVINCE).rows
    assert (row["evidence"], row["value"], row["confidence"]) == ("65.29", "65,29", "high")
