"""Tables as people make them: every value gets the level, the year and the metric of its row and its column."""

import pytest

from cchc_analysis.extract import extract_statements
from cchc_analysis.extract.tables import Tables
from cchc_analysis.read.text import text_of

FILED, WORK = "Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng"
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
            f"| Chỉ tiêu | Mục tiêu | Hạn |\n| Nâng cao {FILED} | 60% | 31/12/2025 |\n| Nâng cao {WORK} | Sở Nội vụ | 31/12/2025 |",
            {(FILED, "all", 60, 2025), (WORK, "all", None, 2025)},
        ),
    ],
    ids=["years over levels", "three heads", "rows under a label", "levels part the table", "metrics as columns", "rowspan", "an aim is its figure"],
)  # fmt: skip
def test_a_value_is_of_its_row_and_its_column(table, rows):
    metrics = {FILED: "online_filing_rate", WORK: "e_dossier_rate"}
    plan = f"KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2024 - 2025\n\nPhụ lục\n\n{table}\n"
    found = {(each["metric"], each["level"], each["value"], each["year"]) for each in extract_statements(plan)}
    assert found == {(metrics[name], *rest) for name, *rest in rows}


def test_the_heads_of_a_cell_are_told_from_the_nearest():
    tables = Tables(text_of("| Chỉ tiêu | Năm 2024 |  |\n|  | Tỉnh | Xã |\n| Hồ sơ | 90% | 70% |"))
    cells = {tables.cells[at]: tables.cell(at) for at in tables.written}
    assert cells["70%"].heads == ("xã", "năm 2024")
    assert cells["70%"].head == "năm 2024 xã"
    assert cells["70%"].labels == ("hồ sơ",)
    assert cells["Hồ sơ"] is None  # it only opens its row
