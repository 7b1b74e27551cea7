"""Tables as people make them: every value gets the level, the year and the metric of its row and its column."""

import pytest

from cchc_analysis.extract import extract_statements
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
            {(FILED, DISTRICT, 57, 2025)},
        ),
        (
            f"| Chỉ tiêu | Mục tiêu | Hạn |\n| Nâng cao {FILED} | 60% | 31/12/2025 |\n| Nâng cao {WORK} | Sở Nội vụ | 31/12/2025 |",
            {(FILED, "all", 60, 2025), (WORK, "all", None, 2025)},
        ),
    ],
    ids=["years over levels", "three heads", "rows under a label", "levels part the table", "metrics as columns", "rowspan", "unit of a row, marks of notes",
        "years as rows", "a caption holds for its table", "a rate is a share", "columns that compare", "what others set",
        "a year and what it is", "an average of units", "an aim is its figure",
    ],
)  # fmt: skip
def test_a_value_is_of_its_row_and_its_column(table, rows):
    metrics = {FILED: "online_filing_rate", WORK: "e_dossier_rate", RECEIVED: "dossiers_received_count"}
    plan = f"KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2024 - 2025\n\nPhụ lục\n\n{table}\n"
    found = {(each["metric"], each["level"], each["value"], each["year"]) for each in extract_statements(plan)}
    assert found == {(metrics[name], *rest) for name, *rest in rows}


def test_heads_over_two_rows_are_read_where_a_text_has_only_the_cells():
    cells = f"(đơn vị: %)\nTT\nChỉ tiêu\nNăm 2024\nNăm 2025\nTỉnh\nXã\nTỉnh\nXã\n1\n{WORK}\n90\n70,5\n95\n80\n"
    plan = f"KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2024 - 2025\n\nPhụ lục\n\nChỉ tiêu giao {cells}"
    found = [(each["level"], each["value"], each["year"]) for each in extract_statements(plan)]
    assert found == [(PROVINCE, 90, 2024), (COMMUNE, 70.5, 2024), (PROVINCE, 95, 2025), (COMMUNE, 80, 2025)]


def test_a_numbered_table_that_a_text_has_a_cell_a_line_is_read_by_its_heads():
    cells = [
        *("TT", "Chỉ tiêu", "Kế hoạch năm 2024", "Kết quả năm 2024", "So với kế hoạch"),
        *("1", FILED, "60%", "61%", "101,7%"),
        *("2", WORK, "90%", "95%", "105,6%"),
        *("3", "Số cuộc kiểm tra", "-"),
    ]
    text = "\n".join(["BÁO CÁO", "", "Cải cách hành chính năm 2024", "", *cells, "Ghi chú: có 12 huyện báo cáo."])
    found = [(each["nature"], each["metric"], each["value"]) for each in extract_statements(text)]
    filed, work = "online_filing_rate", "e_dossier_rate"
    assert found == [("target", filed, 60), ("actual", filed, 61), ("target", work, 90), ("actual", work, 95)]


@pytest.mark.parametrize("row", ["| 1 | {} | 90% | 70% |", "1\n{}\n90%\n70%"], ids=["written", "cells alone"])
def test_values_side_by_side_without_heads_are_nobodys(row):
    plan = f"KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\n{row.format(WORK)}\n{row.format(FILED).replace('1', '2')}"
    assert list(extract_statements(plan)) == []
    named = plan.replace("| 1 |", "| TT | Chỉ tiêu | Tỉnh | Xã |\n| 1 |").replace("\n1\n", "\nTỉnh\nXã\n1\n")
    assert [each["level"] for each in extract_statements(named)] == [PROVINCE, COMMUNE] * 2


def test_the_heads_of_a_cell_are_told_from_the_nearest():
    tables = Tables(text_of("| Chỉ tiêu | Năm 2024 |  |\n|  | Tỉnh | Xã |\n| Hồ sơ | 90% | 70% |"))
    cells = {tables.cells[at]: tables.cell(at) for at in tables.written}
    assert cells["70%"].heads == ("xã", "năm 2024")
    assert cells["70%"].head == "năm 2024 xã"
    assert cells["70%"].labels == ("hồ sơ",)
    assert cells["Hồ sơ"] is None  # it only opens its row
