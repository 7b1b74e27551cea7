"""What the extractor drafts from a document's text, rule by rule: sentence beside what it states."""

import csv
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis import extract_statements
from cchc_analysis.catalog import NO_PROVINCE, fold
from cchc_analysis.errors import DataError
from cchc_analysis.extract.confidence import judge
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import read_facts, title_period
from cchc_analysis.extract.figures import uncovered_figures
from cchc_analysis.extract.outline import read_nodes
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.statements import harmonize
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.text import LONGEST, text_of
from cchc_analysis.verify import check_statement

PLAN = "KẾ HOẠCH\n\nCải cách hành chính tỉnh Kon Tum năm 2024\n\n"
REPORT = "Kon Tum, ngày 20 tháng 12 năm 2023\n\nBÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\n"


def said(text, head=PLAN):
    """Give (metric, level, comparator, value, year) of every statement."""
    return [
        (found["metric"], found["level"], found["comparator"], found["value"], found["year"])
        for found in extract_statements(head + text)
    ]


@pytest.mark.parametrize(
    ("sentence", "comparator", "value"),
    [
        ("90% hồ sơ công việc được xử lý trên môi trường mạng.", "=", 90),
        ("Hồ sơ công việc xử lý trên môi trường mạng đạt 98,5%.", "=", 98.5),
        ("Tối thiểu 90% hồ sơ công việc được xử lý trên môi trường mạng.", ">=", 90),
        ("Hồ sơ công việc xử lý trên môi trường mạng đạt từ 90% trở lên.", ">=", 90),
        ("Không dưới 90 phần trăm hồ sơ công việc được xử lý trên môi trường mạng.", ">=", 90),
        ("Trên địa bàn tỉnh, trên 90% hồ sơ công việc được xử lý trên môi trường mạng.", ">", 90),
        ("Không quá 10% hồ sơ công việc xử lý trên môi trường mạng.", "<=", 10),
        ("Phân đầu 90% hô sơ công việc được xử lý trên môi trường mạng.", "=", 90),
        ("Tôi thiểu 90% hồ sơ công việc được xử lý trên môi trường mạng.", ">=", 90),
    ],
)
def test_a_bound_is_read_in_every_form(sentence, comparator, value):
    assert said(sentence) == [("e_dossier_rate", "all", comparator, value, 2024)]


@pytest.mark.parametrize(
    "sentence",
    [
        "30% hồ sơ công việc tại cấp tỉnh, 20% tại cấp huyện và 15% tại cấp xã xử lý trên môi trường mạng.",
        "30% hồ sơ công việc cấp tỉnh, 20% cấp huyện và 15% cấp xã được xử lý trên môi trường mạng.",
        "30% (cấp tỉnh), 20% (cấp huyện), 15% (cấp xã) hồ sơ công việc xử lý trên môi trường mạng.",
        "Hồ sơ công việc của cấp tỉnh, cấp huyện, cấp xã xử lý trên môi trường mạng tương ứng là 30%, 20%, 15%.",
        "Hồ sơ công việc xử lý trên môi trường mạng: cấp tỉnh 30%; cấp huyện 20%; cấp xã 15%.",
        "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng:\n\n- Cấp tỉnh: 30%.\n\n- Cấp huyện: 20%.\n\n- Cấp xã: 15%.",
        "| Chỉ tiêu | Cấp tỉnh | Cấp huyện | Cấp xã |\n"
        "| Hồ sơ công việc xử lý trên môi trường mạng | 30% | 20% | 15% |\n",
        "TT\n\nChỉ tiêu\n\nCấp tỉnh\n\nCấp huyện\n\nCấp xã\n\n1\n\nHồ sơ công việc xử lý trên môi trường mạng\n\n"
        "30%\n\n20%\n\n15%\n",
    ],
)
def test_values_and_levels_are_matched_in_every_arrangement(sentence):
    assert said(sentence) == [
        ("e_dossier_rate", "province", "=", 30, 2024),
        ("e_dossier_rate", "district", "=", 20, 2024),
        ("e_dossier_rate", "commune", "=", 15, 2024),
    ]


@pytest.mark.parametrize("values", ["đạt 91%; 77%; 65%", "lần lượt đạt 91%, 77% và 65%", "91%, 77%"])
def test_values_that_nothing_tells_apart_are_left_open(values):
    assert said(f"Tỷ lệ số hóa kết quả giải quyết thủ tục hành chính {values}.", REPORT) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "12/15 huyện (80%) đã triển khai bộ phận một cửa.",
        "80% (12/15) huyện đã triển khai bộ phận một cửa.",
        "12/15 huyện đã triển khai bộ phận một cửa, đạt 80%.",
    ],
)
def test_a_fraction_and_its_percent_are_of_the_same_thing(sentence):
    assert said(sentence, REPORT)[:2] == [("one_stop_coverage_rate", "district", "=", 80, 2023)] * 2


def test_what_a_cited_paper_is_about_names_no_metric():
    text = "100% sở, ngành thực hiện Nghị quyết số 05 về kiểm tra cải cách hành chính."
    assert [row[0] for row in said(text, REPORT)] == [None]


def test_a_bare_share_that_says_another_value_of_the_same_is_left_open():
    text = "Số hóa 85% hồ sơ vào cuối quý III và 90% khi kết thúc."
    assert [row[3] for row in said(text)] == [85]


def test_a_fraction_that_prints_its_noun_twice_is_no_count_but_both_parts_are_listed():
    text = text_of(REPORT + "Đã số hóa 1.200 kết quả/1.500 kết quả.")
    assert [*extract_statements(text.words)] == []
    assert [found.figure for found in uncovered_figures(text, [])] == ["1.200", "1.500"]


def test_one_of_three_levels_holds_alone():
    text = "Trong 3 cấp chính quyền, cấp xã xử lý hồ sơ công việc trên môi trường mạng đạt 75%."
    assert [row[1] for row in said(text, REPORT)] == ["commune"]
    assert [found.figure for found in uncovered_figures(text_of(text), [])] == ["75%"]


def test_a_floor_before_a_list_of_values_holds_for_each():
    assert [row[2:4] for row in said("Ít nhất: 99% hồ sơ đúng hạn tại cấp tỉnh; 97% tại cấp huyện.")] == [
        (">=", 99),
        (">=", 97),
    ]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Đến năm 2025", 2025),
        ("Trước ngày 31/12/2026", 2026),
        ("Giai đoạn 2024-2027", 2027),
        ("Trong năm 2024 và các năm tiếp theo", 2024),
        ("So với năm 2021", 2024),
        ("Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021", 2024),
    ],
)
def test_the_year_is_the_one_that_the_figure_holds_for(words, year):
    sentence = f"{words}, 100% thủ tục hành chính nội bộ được công bố, công khai."
    assert said(sentence) == [("internal_procedure_publication_rate", "all", "=", 100, year)]


@pytest.mark.parametrize(
    "words",
    [
        "các năm 2021, 2022 lần lượt là 41,2; 42,5 điểm",
    ],
)
def test_scores_said_in_one_breath_are_of_a_year_each(words):
    found = [row for row in said(f"Chỉ số PAPI {words}.", REPORT) if row[0]]
    assert found == [("papi_index", "all", "=", 41.2, 2021), ("papi_index", "all", "=", 42.5, 2022)]


def test_a_yearly_step_stops_at_its_ceiling_which_is_no_statement():
    text = (
        "Năm 2024, số hóa kết quả giải quyết TTHC còn hiệu lực của cấp tỉnh đạt 30%; "
        "mỗi năm tăng tối thiểu 20% đối với mỗi cấp cho đến khi đạt 100%."
    )
    assert said(text) == [
        ("digitization_rate", "province", "=", 30, 2024),
        *[
            ("digitization_annual_increase", level, ">=", 20, 2024)
            for level in ("province", "district", "commune")
        ],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021; Điều 5 khoản 3; điện thoại 0260.3862.123.",
        "Tỉnh Quảng Nam đạt 95% hồ sơ công việc xử lý trên môi trường mạng.",
        "Bình quân chung cả nước, 60% hồ sơ công việc xử lý trên môi trường mạng.",
        "Kế hoạch số 12/KH-UBND về nâng cao Chỉ số PAPI giai đoạn 2021 - 2025.",
        "Thành lập 02 đoàn kiểm tra; tổ chức 03 hội nghị; kinh phí 15 tỷ đồng.",
    ],
)
def test_what_states_nothing_of_this_plan_gives_nothing(sentence):
    assert said(sentence) == []


E_DOSSIERS = "hồ sơ công việc xử lý trên môi trường mạng."


@pytest.mark.parametrize(
    "sentence",
    [
        f"Đạt từ 80 - 90% {E_DOSSIERS}",
        f"Đạt từ 80 đến 90% {E_DOSSIERS}",
        f"Đạt 80%-90% {E_DOSSIERS}",
        f"Đạt 80–90% {E_DOSSIERS}",
        f"Đạt từ 45 - 50% trở lên {E_DOSSIERS}",
        "Tiếp nhận 100 - 120 hồ sơ.",
        f"Đạt 99, 5% {E_DOSSIERS}",
        f"Đạt 9 0% {E_DOSSIERS}",
        "Tiếp nhận 11 093 hồ sơ.",
        "Tiếp nhận 11,093 hồ sơ.",
        f"Hơn một trăm hai mươi phần trăm {E_DOSSIERS}",
    ],
)
def test_a_range_and_the_rest_of_a_torn_number_are_no_figure_but_are_listed(sentence):
    assert said(sentence) == []
    assert list(uncovered_figures(text_of(PLAN + sentence), []))


@pytest.mark.parametrize(
    "sentence",
    [
        f"Trong năm 2024, 90% {E_DOSSIERS}",
        f"Đến hết năm 2024 – 90% {E_DOSSIERS}",
        f"Quý 4, 90% {E_DOSSIERS}",
        f"1. 90% {E_DOSSIERS}",
        f"Tăng từ 80% lên 90% {E_DOSSIERS}",
        f"Đạt 90％ {E_DOSSIERS}",
        f"CHÍN MƯƠI PHẦN TRĂM {E_DOSSIERS}",
    ],
)
def test_a_number_beside_another_is_whole_all_the_same(sentence):
    assert said(sentence) == [("e_dossier_rate", "all", "=", 90, 2024)]


def test_a_share_in_words_may_have_decimals():
    assert said(f"Đạt chín mươi phẩy năm phần trăm {E_DOSSIERS}") == [("e_dossier_rate", "all", "=", 90.5, 2024)]


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("Kiểm tra công tác cải cách hành chính tại tối thiểu 1/3 số xã được cấp huyện chọn.", {"commune"}),
        ("Cấp huyện kiểm tra công tác cải cách hành chính tại 30% số xã, phường, thị trấn.", {"commune"}),
    ],
)
def test_the_level_is_that_of_the_units_shared_not_of_who_acts_on_them(sentence, levels):
    assert {row[1] for row in said(sentence)} == levels


def test_a_document_without_a_time_lends_none():
    (found,) = extract_statements(f"Cải cách hành chính\n\nQuý 4 đạt 90% {E_DOSSIERS}")
    assert (found["year"], found["period"]) == (None, None)


def test_options_that_cannot_be_read_are_all_named():
    with pytest.raises(DataError) as refused:
        next(extract_statements("", kind="Plan", period="2025/2021", issued="hôm qua", province="Kiên Giang 2"))
    assert str(refused.value).splitlines() == [
        "extract_statements, column issued: cannot read 'hôm qua'; write 2022-02-23, 2022-02 or 2022, or leave it empty",
        "extract_statements, column kind: unknown 'Plan'; write plan or report",
        "extract_statements, column period: cannot read '2025/2021'; "
        "write 2023, 2021/2025, 2020-Q3 or 2023-01-01/2023-06-30",
        "extract_statements, column province: unknown 'Kiên Giang 2'; nearest: Kiên Giang, An Giang, Hà Giang",
    ]


def test_the_province_of_a_text_may_be_named_in_any_spelling():
    text = "Hồ sơ nộp trực tuyến của tỉnh Hà Nam đạt 66%."
    told = {"kind": "report", "period": "2024"}
    assert [*extract_statements(text, province="kien giang", **told)] == []
    assert [row["value"] for row in extract_statements(text, province="ha nam", **told)] == [66]


def test_a_table_may_be_said_to_be_in_percent():
    text = (
        "(Đơn vị tính: %)\n\nTT\n\nChỉ tiêu\n\nCấp tỉnh\n\nCấp huyện\n\n1\n\nHồ sơ công việc xử lý trên môi trường mạng"
        "\n\n≥ 95\n\n≥ 85\n"
    )
    assert said(text) == [
        ("e_dossier_rate", "province", ">=", 95, 2024),
        ("e_dossier_rate", "district", ">=", 85, 2024),
    ]


def test_the_score_of_an_index_may_be_printed_in_percent_or_of_a_hundred():
    text = "Năm 2022, PAR INDEX đạt 84,37/100 điểm, SIPAS đạt 81,25%."
    assert said(text, REPORT) == [("par_index", "all", "=", 84.37, 2022), ("sipas_index", "all", "=", 81.25, 2022)]


def test_what_was_done_right_before_a_count_names_it_whatever_stands_farther_off():
    text = "Tiếp nhận, giải quyết hồ sơ: toàn tỉnh tiếp nhận 128.540 hồ sơ, giải quyết 119.406 hồ sơ."
    assert [row[0] for row in said(text, REPORT)] == ["dossiers_received_count", "dossiers_settled_count"]


@pytest.mark.parametrize(
    "sentence",
    [
        "100% sở, ban, ngành; 90% huyện; 80% xã được kiểm tra cải cách hành chính.",
        "10/10 sở, ban, ngành; 9/10 huyện; 80/100 xã được kiểm tra cải cách hành chính.",
        "100% sở, ban, ngành, 90% huyện và 80% xã được kiểm tra cải cách hành chính, 70% hồ sơ đúng hạn.",
        "10/10 sở; 9/10 huyện; 80/100 xã được kiểm tra cải cách hành chính, 70% hồ sơ giải quyết đúng hạn.",
    ],
)
def test_what_ends_a_list_of_bodies_is_said_of_each(sentence):
    found = said(sentence, REPORT)
    assert [row[1:4] for row in found[:3]] == [("province", "=", 100), ("district", "=", 90), ("commune", "=", 80)]
    assert {row[0] for row in found[:3]} == {"inspection_coverage_rate"}
    assert [row[:2] for row in found[3:]] in ([], [("on_time_settlement_rate", "all")])


def test_a_count_is_of_the_level_right_before_it():
    text = "Tiếp nhận hồ sơ: cấp huyện 392 nghìn hồ sơ, số còn lại ở cấp xã."
    assert [row[1] for row in said(text, REPORT)] == ["district"]


def test_a_share_that_opens_a_part_of_its_own_is_not_of_what_was_said_before():
    text = "Kiểm tra cải cách hành chính tại 30% số xã; khắc phục 100% thiếu sót đã được chỉ ra."
    assert [row[0] for row in said(text)] == ["inspection_coverage_rate"]


def test_a_sanction_reaches_back_to_the_semicolon_only():
    text = "Kiểm tra cải cách hành chính tại 50% số xã; đơn vị dưới 40% thì không xét danh hiệu thi đua."
    assert [row[3] for row in said(text)] == [50]


@pytest.mark.parametrize("mark", ["1", "[1]"])
def test_the_mark_of_a_footnote_counts_nothing(mark):
    text = f"Chỉ số PAPI đạt 43,18 điểm[1].\n\n{mark} Lớp bồi dưỡng nghiệp vụ tổ chức trong năm."
    assert [row["value"] for row in extract_statements(text, kind="report", period="2024")] == [43.18]


def test_a_footnote_may_stand_in_round_brackets():
    text = "Toàn tỉnh tiếp nhận 30 hồ sơ(1).\n\n(1) Trong đó: cấp tỉnh 10 hồ sơ; cấp xã 20 hồ sơ.\n"
    assert [(row[1], row[3]) for row in said(text, REPORT)] == [("all", 30), ("province", 10), ("commune", 20)]


def test_these_shares_are_those_said_before_level_by_level():
    text = (
        "90% hồ sơ công việc cấp tỉnh, 80% hồ sơ công việc cấp huyện xử lý trên môi trường mạng; đến năm 2026, "
        "các tỷ lệ này lần lượt đạt 100% và 90%."
    )
    assert [row[1:] for row in said(text)][2:] == [("province", "=", 100, 2026), ("district", "=", 90, 2026)]


def test_a_part_on_a_period_past_tells_results_until_the_next_part_plans():
    text = (
        "KẾT QUẢ GIAI ĐOẠN 2016 - 2020\n\nĐến hết năm 2020, 80% hồ sơ công việc xử lý trên môi trường mạng.\n\n"
        "MỤC TIÊU\n\n90% hồ sơ công việc xử lý trên môi trường mạng.\n"
    )
    found = [(row["nature"], row["value"], row["year"]) for row in extract_statements(PLAN + text)]
    assert found == [("actual", 80, 2020), ("target", 90, 2024)]


def test_a_list_of_shares_ends_where_the_next_share_begins_a_clause():
    text = (
        "Hồ sơ công việc xử lý trên môi trường mạng của cấp tỉnh, cấp huyện tương ứng đạt 95%, 85%; "
        "100% thủ tục hành chính nội bộ được công bố."
    )
    assert [row[0] for row in said(text)] == ["e_dossier_rate"] * 2 + ["internal_procedure_publication_rate"]


def test_to_reach_from_a_share_is_a_floor():
    assert said(f"Đạt từ 90% {E_DOSSIERS}") == [("e_dossier_rate", "all", ">=", 90, 2024)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "So với mục tiêu đến năm 2025 đạt 80%, tỷ lệ hồ sơ nộp trực tuyến hiện đạt 62%.",
            [("target", 80, 2025), ("actual", 62, 2023)],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, vượt kế hoạch 60%.",
            [("actual", 62, 2023), ("target", 60, 2023)],
        ),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, vượt kế hoạch 5%.", [("actual", 62, 2023)]),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, chưa hoàn thành kế hoạch năm (70%).",
            [("actual", 62, 2023), ("target", 70, 2023)],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, còn cách xa so với mục tiêu 80% vào năm 2025.",
            [("actual", 62, 2023), ("target", 80, 2025)],
        ),
    ],
)
def test_a_plan_that_a_result_is_compared_with_is_no_result(text, rows):
    found = extract_statements(text, kind="report", period="2023")
    assert [(row["nature"], row["value"], row["year"]) for row in found] == rows


@pytest.mark.parametrize(
    ("words", "nature", "period"),
    [
        ("Đến nay đã có 40% hồ sơ nộp trực tuyến", "actual", "2021-03-01"),
        ("Hiện nay bảo đảm tối thiểu 90% hồ sơ nộp trực tuyến", "target", "2021/2025"),
        ("Khắc phục hạn chế hiện nay, đạt 90% hồ sơ nộp trực tuyến", "target", "2021/2025"),
    ],
)
def test_what_a_plan_says_of_its_own_day_is_a_result_and_no_target_is_due_then(words, nature, period):
    found = extract_statements(f"{words}.", kind="plan", period="2021/2025", issued="2021-03-01")
    assert [(row["nature"], row["period"]) for row in found] == [(nature, period)]


def test_what_a_rate_rises_by_is_not_the_rate():
    text = "Mỗi năm tăng thêm 10% số hồ sơ nộp trực tuyến, đến năm 2025 đạt ít nhất 70%."
    assert said(text) == [("online_filing_rate", "all", ">=", 70, 2025)]
    text = "Số hồ sơ nộp trực tuyến tăng 12% so với năm 2022, đạt 64%."
    assert said(text, REPORT) == [("online_filing_rate", "all", "=", 64, 2023)]
    text = "Cắt giảm 20% chi phí tuân thủ quy định kinh doanh."  # a cut is what the metric measures
    assert [row[2:4] for row in said(text)] == [("=", 20)]


def test_a_comparison_with_last_year_is_neither_target_nor_result():
    text = "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98%, tăng 3% so với năm 2022."
    assert said(text, REPORT) == [("on_time_settlement_rate", "all", "=", 98, 2023)]


def test_a_named_rate_or_index_without_a_figure_is_a_direction():
    text = "Nâng cao Chỉ số PAR INDEX, Chỉ số PAPI và giảm số người hoạt động không chuyên trách ở cấp xã."
    assert said(text) == [
        ("par_index", "all", "increase", None, 2024),
        ("papi_index", "all", "increase", None, 2024),
        ("commune_part_time_staff_count", "commune", "decrease", None, 2024),
    ]
    assert said(text, REPORT) == []


def test_a_report_holds_results_and_its_programme_targets():
    text = (
        "I. KẾT QUẢ\n\nTrung tâm Phục vụ hành chính công tỉnh tiếp nhận 11.093 hồ sơ, trong đó trực tuyến "
        "2.031 hồ sơ.\n\nII. NHIỆM VỤ NĂM 2024\n\n- 100% hồ sơ công việc xử lý trên môi trường mạng.\n"
    )
    assert [found["nature"] for found in extract_statements(REPORT + text)] == ["actual", "actual", "target"]
    assert said(text, REPORT) == [
        ("dossiers_received_count", "province", "=", 11093, 2023),
        ("dossiers_received_count", "province", "=", 2031, 2023),
        ("e_dossier_rate", "all", "=", 100, 2024),
    ]


def test_parts_are_of_the_total_that_they_add_up_to():
    text = (
        "Có 60 hồ sơ được tiếp nhận với 40 hồ sơ đã được hoàn thành và trả kết quả. Trong đó, cấp tỉnh là 10 hồ sơ; "
        "cấp huyện là 20 hồ sơ; cấp xã là 30 hồ sơ."
    )
    assert [row[:2] for row in said(text, REPORT)][2:] == [
        ("dossiers_received_count", level) for level in ("province", "district", "commune")
    ]


def test_a_footnote_splits_the_figure_that_bears_its_mark():
    text = "Khai giảng 03 lớp bồi dưỡng<sup>1</sup>.\n\n1 Gồm: 02 lớp tin học; 01 lớp tiếng Anh.\n"
    assert [(row[0], row[3]) for row in said(text, REPORT)] == [
        ("training_class_count", 3),
        ("training_class_count", 2),
        ("training_class_count", 1),
    ]


def test_a_target_outside_the_catalogue_has_no_metric():
    assert said("Phấn đấu 75% thôn, bản có tổ công nghệ số cộng đồng.") == [(None, "all", "=", 75, 2024)]


def test_places_lead_back_to_the_characters_of_the_text():
    text = unicodedata.normalize("NFD", PLAN + "- Tối thiểu  90% hồ sơ\ncông việc xử lý trên môi trường mạng.")
    (found,) = extract_statements(text)
    quoted = unicodedata.normalize("NFC", text[found["start"] : found["end"]])
    assert re.sub(r"\s+", " ", quoted) == found["evidence"]
    assert text.count("\n", 0, found["start"]) + 1 == found["line"] == 5


SENTENCES = (
    "Tối thiểu 90% hồ sơ công việc tại cấp tỉnh; 80% tại cấp huyện xử lý trên môi trường mạng (trừ hồ sơ mật).",
    "Mức độ hài lòng của người dân về giải quyết thủ tục hành chính đạt từ 90% trở lên trong năm 2024.",
    "Giảm tối thiểu 2,5% chi hỗ trợ trực tiếp từ ngân sách cho các đơn vị sự nghiệp so với năm 2023.",
)


@given(st.sampled_from(SENTENCES), st.integers(50, 110), st.booleans())
def test_wrapping_and_decomposing_change_nothing(sentence, width, decomposed):
    wrapped = "\n".join(textwrap.wrap(sentence, width))
    assert said(unicodedata.normalize("NFD", wrapped) if decomposed else wrapped) == said(sentence)


@given(st.text(alphabet="0123456789%/.,;:()-|\n ăâđêôơư tỷlệhồsơcấpnăm\u0301\u0323", max_size=300))
def test_any_text_gives_statements_whose_places_lie_in_it(text):
    for found in extract_statements(text):
        assert 0 <= found["start"] < found["end"] <= len(text)
        assert found["year"] is None or found["year"] >= 1900


def test_a_text_that_is_no_one_document_is_refused():
    with pytest.raises(UnreadableError, match="5 million letters are no one document; split the text"):
        next(extract_statements("a" * (LONGEST + 1)))


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("KẾ HOẠCH\n\nCải cách hành chính năm 2024", "plan", "2024"),
        ("KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2021 - 2025", "plan", "2021/2025"),
        ("BÁO CÁO\n\nCông tác quý III và nhiệm vụ quý IV năm 2020", "report", "2020-Q3"),
        ("BÁO CÁO\n\nKết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023", "report", "2023-01-01/2023-06-30"),
        ("Trang chủ", None, None),
        ("Quyết định\n\nVề việc ban hành Kế hoạch cải cách hành chính tỉnh Sơn La năm 2022", "plan", "2022"),
        ("ĐỀ ÁN\n\nCải cách hành chính giai đoạn 2021-2025, định hướng đến năm 2030", "plan", "2021/2025"),
        ("CHỈ TIÊU NĂM 2024\n\nSố: 15/KH-UBND", "plan", "2024"),
        ("CHỈ TIÊU NĂM 2024\n\nNghị quyết số 76/NQ-CP có mục tiêu", "plan", "2024"),
        ("báo cáo\n\nkết quả thực hiện Kế hoạch giai đoạn 2021 - 2030 trong năm 2023", "report", "2023"),
        (
            "QUYẾT ĐỊNH\n\nPhê duyệt Đề án nâng cao chỉ số của tỉnh giai đoạn 2020-2022\n\nI. Mục tiêu",
            "plan",
            "2020/2022",
        ),
        ("BÁO CÁO\n\nKết quả công tác cải cách hành chính tháng 11 năm 2023", "report", "2023-11-01/2023-11-30"),
        (
            "Long An, ngày 5 tháng 12 năm 2023\n\nBÁO CÁO\n\nSơ kết Chương trình giai đoạn 2021 - 2030",
            "report",
            "2021/2023",
        ),
        ("Long An, ngày 5 tháng 12 năm 2023\n\nBÁO CÁO\n\nCải cách hành chính năm 2024", "report", None),
        (
            "BẢN CAM KẾT\n\nThực hiện các chỉ tiêu cải cách hành chính năm 2024\n\nKết quả hồ sơ số hóa",
            "plan",
            "2024",
        ),
        ("THAM LUẬN\n\nCách làm hay trong cải cách hành chính năm 2023", "report", "2023"),
        (
            "Cách làm hay\n\n* Phóng viên: Mục tiêu của tỉnh?\n\n- Năm qua đã đạt 80%, đã có 12 mô hình.",
            "report",
            None,
        ),
        (
            "BÁO CÁO\n\nTổng kết Chương trình giai đoạn 2011 - 2020\n\nAn Giang, ngày 1 tháng 3 năm 2021",
            "report",
            "2011/2020",
        ),
    ],
)
def test_the_first_page_says_what_a_document_is(title, kind, period):
    facts = read_facts(text_of(title))
    assert (facts.kind, facts.period) == (kind, period)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("kết quả công tác 3 tháng đầu năm 2024", "2024-01-01/2024-03-31"),
        ("kết quả 11 tháng năm 2024", "2024-01-01/2024-11-30"),
        ("sáu tháng cuối năm 2024", "2024-07-01/2024-12-31"),
        ("kết quả 06 tháng và phương hướng 6 tháng cuối năm 2024", "2024-01-01/2024-06-30"),
        ("công tác tháng 9, nhiệm vụ trọng tâm tháng 10 năm 2024", "2024-09-01/2024-09-30"),
        ("công tác tháng 12, nhiệm vụ tháng 01 năm 2025", "2024-12-01/2024-12-31"),
        ("kết quả quý III và 9 tháng đầu năm 2024", "2024-Q3"),
        ("kết quả quý IV, phương hướng quý I năm 2025", "2024-Q4"),
        ("tổng kết năm 2023 và nhiệm vụ trọng tâm quý I năm 2024", "2023"),
        ("thực hiện kế hoạch năm 2024 trong quý II", "2024-Q2"),
        ("kết quả từ ngày 15/12/2023 đến ngày 14/3/2024", "2023-12-15/2024-03-14"),
        ("kết quả năm 2024 (từ ngày 15/12/2023 đến ngày 14/12/2024)", "2024"),
        ("kết quả chương trình giai đoạn 2021-2030 năm 2024", "2024"),
        ("kết quả tháng 13 năm 2024", None),
        ("kết quả trong 6 tháng", None),
    ],
)
def test_a_title_of_several_times_tells_of_the_one_that_is_not_to_come(title, period):
    assert title_period(fold(title)) == period


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dak_nong_2023_q2_bao_cao", ("report", "2023-Q2", "Đắk Nông")),
        ("Kế hoạch CCHC Thanh Hóa 2021-2025", ("plan", "2021/2025", "Thanh Hóa")),
        ("scan 0815", (None, None, None)),
    ],
)
def test_the_name_of_the_file_votes_where_the_page_is_silent(name, said):
    facts = read_facts(text_of("- Tỷ lệ hồ sơ đúng hạn 99%"), name)
    assert (facts.kind, facts.period, facts.province) == said
    titled = read_facts(text_of("BÁO CÁO\n\nCCHC tỉnh Phú Thọ năm 2020"), name)
    assert (titled.kind, titled.period, titled.province) == ("report", "2020", "Phú Thọ")


def test_every_fact_of_the_first_page_is_read():
    page = "Số: 39/KH-UBND\n\nKiên Giang, ngày 23 tháng 02 năm 2022\n\nKẾ HOẠCH\n\nCCHC tỉnh Kiên Giang năm 2022"
    facts = read_facts(text_of(page))
    assert (facts.number, facts.issued, facts.province) == ("39/KH-UBND", "2022-02-23", "Kiên Giang")


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("SỞ NỘI VỤ\n\nSố: 12/SNV-CCHC\n\nV/v báo cáo\n\nTheo Công văn số 7/UBND-NC", "12/SNV-CCHC"),
        ("TỈNH ỦY\n\nSố 08-CTr/TU\n\nCHƯƠNG TRÌNH\n\nCải cách hành chính", "08-CTr/TU"),
        ("BÁO CÁO\n\nTự chấm điểm\n\n(Kèm theo Công văn số 233/UBND-NC)", None),
    ],
)
def test_the_number_is_the_documents_own(page, number):
    assert read_facts(text_of(page)).number == number


def test_the_catalogue_of_words_is_sound():
    folder = Path("cchc_analysis/catalog")
    for name in (
        "concepts.csv",
        "signatures.csv",
        "cues.csv",
        "lists.csv",
        "phrases.csv",
        "wordings.csv",
        "levels.csv",
    ):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(set(lines)), name


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("PAR INDEX của tỉnh đạt 87,5 điểm.", ["all"]),
        ("Theo Ủy ban nhân dân huyện Tam Nông, PAR INDEX của tỉnh đạt 87,5 điểm.", ["all"]),
        ("PAR INDEX của phường Quang Trung đạt 90%; PAPI của tỉnh đạt 42 điểm.", ["commune", "all"]),
        (
            "Chỉ số SIPAS của các sở, ngành của tỉnh đạt 95,39%, của các huyện đạt 94,54%.",
            ["province", "district"],
        ),
    ],
)
def test_an_index_is_of_the_province_where_no_other_body_is_named(sentence, levels):
    assert [level for _, level, *_ in said(sentence, REPORT)] == levels


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("ỦY BAN NHÂN DÂN\n\nHUYỆN SÔNG GIANG", "district"),
        ("UBND TỈNH KON TUM\n\nUBND XÃ ĐẮK LA", "commune"),
        ("UBND HUYỆN SÔNG GIANG\n\nUBND XÃ BÌNH AN", "commune"),
        ("UBND XÃ BÌNH AN, HUYỆN SÔNG GIANG", "commune"),
        ("ỦY BAN NHÂN DÂN\n\nTHÀNH PHỐ CẦN THƠ", "all"),
        ("UBND TỈNH KON TUM\n\nSỞ NỘI VỤ", "all"),
    ],
)
def test_what_a_district_or_a_commune_reports_is_of_its_level(head, level):
    text = "Đã tiếp nhận 418 hồ sơ; tỷ lệ đúng hạn đạt 99%. Cấp xã đã tiếp nhận 95 hồ sơ."
    assert [row[1] for row in said(text, f"{head}\n\n{REPORT}")] == [level, level, "commune"]


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("Các sở bảo đảm tối thiểu 80% hồ sơ nộp trực tuyến.", "target"),
        ("Tỷ lệ hồ sơ nộp trực tuyến đã đạt tối thiểu 80%.", "actual"),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt từ 80% trở lên.", "actual"),
    ],
)
def test_a_floor_is_an_aim_where_nothing_tells_that_it_was_reached(sentence, nature):
    assert [found["nature"] for found in extract_statements(REPORT + sentence)] == [nature]


@pytest.mark.parametrize(
    ("lead", "nature"),
    [
        ("Chủ tịch UBND tỉnh yêu cầu các sở, ngành:", "target"),
        ("Lĩnh vực đăng ký đất đai:", "actual"),
        ("Các đơn vị đã đăng ký và hoàn thành:", "actual"),
        ("Số liệu theo yêu cầu của Bộ Nội vụ như sau:", "actual"),
    ],
)
def test_a_lead_that_asks_tells_aims_one_that_only_has_the_word_none(lead, nature):
    found = extract_statements(f"{REPORT}{lead}\n\n- Tỷ lệ hồ sơ đúng hạn đạt 98%.")
    assert [each["nature"] for each in found] == [nature]


@pytest.mark.parametrize(
    ("lead", "nature", "year"),
    [
        ("PHẦN II. KẾT QUẢ TỪ NĂM 2021 ĐẾN HẾT THÁNG 6/2023", "actual", 2023),
        ("Chương trình đặt ra các mục tiêu cơ bản đến năm 2025:", "target", 2025),
    ],
)
def test_a_heading_or_lead_of_a_report_tells_the_year_and_what_lies_ahead(lead, nature, year):
    found = extract_statements(f"{REPORT}{lead}\n\n- Tỷ lệ hồ sơ nộp trực tuyến đạt 80%.")
    assert [(each["nature"], each["year"]) for each in found] == [(nature, year)]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Kết quả các chỉ số công bố trong năm 2023 (đánh giá năm 2022): PAR INDEX đạt 84 điểm; PCI đạt 64 điểm.",
            [(84, 2022), (64, 2022)],
        ),
        ("Hồ sơ nộp trực tuyến đạt 39%, khá hơn mức 21% của năm 2021.", [(39, 2023), (21, 2021)]),
    ],
)
def test_the_year_is_that_of_the_list_or_of_the_figure_beside_it(sentence, rows):
    assert [row[2:] for row in said(sentence, REPORT)] == [("=", *row) for row in rows]


def test_a_step_of_what_several_levels_do_is_of_each():
    text = "Tỷ lệ số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực của cấp tỉnh, cấp xã đạt tương ứng 40% và 25%; mỗi năm tăng tối thiểu 20%."
    assert [row[1] for row in said(text)] == ["province", "commune", "province", "commune"]


def test_a_group_of_leaders_is_of_the_index_that_follows_it():
    text = "Phấn đấu vào nhóm 10 tỉnh, thành phố dẫn đầu về PAR INDEX, đồng thời nâng cao các chỉ số PCI, PAPI."
    assert ("par_index", "all", "<=", 10, 2024) in said(text)


def test_how_things_stand_in_a_plan_is_a_result_of_the_day_of_issue():
    text = "I. HIỆN TRẠNG\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 43%.\n\nII. MỤC TIÊU\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 60%."
    dated = extract_statements(text, kind="plan", period="2024/2025", issued="2023-11-14")
    assert [(each["nature"], each["value"], each["year"]) for each in dated] == [
        ("actual", 43, 2023),
        ("target", 60, 2025),
    ]
    undated = extract_statements(text, kind="plan", period="2024/2025")
    assert [each["value"] for each in undated] == [60]


@pytest.mark.parametrize(
    ("lead", "level"),
    [
        ("3. Các sở, ngành cấp tỉnh", "province"),
        ("3. Cấp huyện và cấp xã", "all"),  # a count over two levels
        ("3. Các cơ quan báo chí", "all"),
        ("Tại xã Tân Lập, sau một năm thí điểm:", "commune"),
        ("Trong kỳ báo cáo:", "all"),
    ],
)
def test_a_heading_of_level_words_or_a_lead_that_names_a_unit_lends_its_level(lead, level):
    assert said(f"{lead}\n\n- Tiếp nhận: 55 hồ sơ.", REPORT)[0][:2] == ("dossiers_received_count", level)


def test_the_lead_of_a_programme_makes_aims_of_its_items():
    text = "Chương trình công tác quý I năm 2024:\n\n- Kiểm tra ít nhất 20% số xã về cải cách hành chính."
    [aim] = extract_statements(REPORT + text)
    assert (aim["nature"], aim["comparator"], aim["value"], aim["period"]) == ("target", ">=", 20, "2024-Q1")


def test_a_bound_within_a_lead_holds_for_its_items():
    text = (
        "Phấn đấu đạt từ các mức sau trở lên vào cuối năm:\n\na) Hồ sơ nộp trực tuyến: 60%; hồ sơ đúng hạn: 95%."
    )
    assert [row[2:4] for row in said(text)] == [(">=", 60), (">=", 95)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cổng dịch vụ công hoạt động 24 giờ/ngày, 7 ngày/tuần.",
        "Có 98% học sinh dùng thẻ, 94% sử dụng hệ thống quản lý văn bản và điều hành.",
        "Tỷ lệ thanh toán trực tuyến cao hơn mức được giao 11,4 điểm phần trăm.",
    ],
)
def test_what_is_of_no_metric_lends_none_to_what_goes_on_with_it(sentence):
    assert not any(row[0] for row in said(sentence, REPORT))


def test_the_share_of_a_time_that_is_named_without_its_year_is_of_the_year_before():
    text = "Hồ sơ giải quyết đúng hạn đạt 97% (cùng kỳ 96%); cùng kỳ năm 2021 đạt 95%."
    assert [row[3:] for row in said(text, REPORT)] == [(97, 2023), (96, 2022), (95, 2021)]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        (
            "Tỷ lệ trao đổi, gửi nhận văn bản điện tử giữa các cơ quan đạt 100%.",
            "electronic_document_exchange_rate",
        ),
        ("Luân chuyển hồ sơ giữa các cơ quan bằng phương thức điện tử: 80%.", "electronic_circulation_rate"),
        ("Gửi nhận văn bản điện tử được triển khai tại 100% cơ quan.", None),
    ],
)
def test_a_thing_named_within_words_for_what_is_done_with_it_is_heard(sentence, metric):
    assert [row[0] for row in said(sentence)] == [metric]


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        (
            "Hệ thống quản lý văn bản có tại 100% sở, ngành, Ủy ban nhân dân cấp huyện, cấp xã với 9.300 tài khoản.",
            [["province", "district", "commune"]],
        ),
        (
            "Hồ sơ nộp trực tuyến: cấp tỉnh 90%, cấp huyện 80%, huyện An Lão và huyện Hoài Ân cùng đạt 70%.",
            [["province"], ["district"], ["district"]],
        ),
    ],
)
def test_a_level_is_that_of_the_figures_own_words(sentence, levels):
    found: dict[float, list[str]] = {}
    for _, level, _, value, _ in said(sentence):
        found.setdefault(value, []).append(level)
    assert list(found.values()) == levels


def test_what_a_report_means_to_raise_in_time_to_come_is_an_aim():
    text = "Thời gian tới, tập trung khắc phục hạn chế để nâng cao Chỉ số PAR INDEX."
    assert [row[:3] for row in said(text, REPORT)] == [("par_index", "all", "increase")]


@pytest.mark.parametrize(
    "sentence",
    [
        "10% hồ sơ chưa được số hóa.",
        "Hồ sơ chưa nộp trực tuyến chiếm 12%.",
        "Có 5,3% tổ chức, cá nhân không hài lòng với việc giải quyết thủ tục hành chính.",
        "Còn 3 huyện chưa áp dụng ISO 9001:2015.",
        "Còn lại 147 dịch vụ công chưa đủ điều kiện.",
        "Có 12 sở, 8 huyện và 110 xã đạt 100% hồ sơ đúng hạn.",
        "100% cơ quan lập tổ tự kiểm tra kết quả giải quyết công việc.",
        "Cổng dịch vụ công là một trong 9 cổng được đánh giá mức A.",
        "Triển khai mô hình bảo đảm an toàn thông tin 4 lớp.",
        "PAPI xếp vị trí 5/14 tỉnh vùng Bắc Trung Bộ.",
        "Tỷ lệ giải quyết đơn khiếu nại, tố cáo đúng hạn đạt 95%.",
        "Tất cả các địa phương có PAR INDEX trên 80%; tỉnh xếp cuối cũng đạt 81,32%.",
    ],
)
def test_what_is_not_done_or_of_another_thing_is_of_no_metric(sentence):
    assert not any(row[0] for row in said(sentence, REPORT))


@pytest.mark.parametrize(
    "sentence",
    [
        "Hồ sơ nộp trực tuyến đạt 85%, do người dân chưa quen sử dụng thiết bị.",
        "85% hồ sơ nộp trực tuyến, không tính hồ sơ của ngành dọc.",
        "85% hồ sơ được nộp trực tuyến, không nộp bản giấy.",
    ],
)
def test_a_denial_of_something_else_leaves_the_metric(sentence):
    assert [row[0] for row in said(sentence, REPORT)] == ["online_filing_rate"]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("trong nhóm 25/63 tỉnh", "<="),
        ("trong top 25", "<="),
        ("xếp thứ 25 trở lên", "<="),
        ("không thấp hơn hạng 25", "<="),
        ("xếp thứ 25", "="),
    ],
)
def test_a_bound_on_a_rank_counts_from_the_top(words, comparator):
    assert [row[2:4] for row in said(f"Chỉ số PCI {words}.")] == [(comparator, 25)]


def test_a_quarter_before_a_plan_begins_is_past():
    text = "Quý I năm 2022, tỷ lệ hồ sơ nộp trực tuyến đã đạt 31,4%; kết thúc chiến dịch phải đạt 60%."
    found = extract_statements(text, kind="plan", period="2022-06-01/2022-08-31")
    assert [(each["nature"], each["value"]) for each in found] == [("actual", 31.4), ("target", 60)]


def test_both_scores_in_the_brackets_of_an_earlier_year_are_of_that_year():
    text = "PAR INDEX đạt 86,75 điểm, tăng 2 điểm so với năm 2022 (84,75 điểm, đứng thứ 32)."
    assert [row[3:] for row in said(text, REPORT)] == [(86.75, 2023), (84.75, 2022), (32, 2022)]


def test_a_scale_behind_a_rank_is_no_other_place():
    text = "Chỉ số SIPAS xếp thứ 3 cả nước với 90,23%; Chỉ số PAR INDEX đạt 87,6%, dẫn đầu cả nước."
    assert [row[0] for row in said(text, REPORT)] == ["sipas_index", "sipas_index", "par_index"]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Tỷ lệ hồ sơ đúng hạn: tháng 1 đạt 98%, tháng 2 đạt 99%.",
            [(98, "2023-01"), (99, "2023-02")],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến quý III đạt 71% (quý II đạt 66%); lũy kế 9 tháng đạt 68%.",
            [(71, "2023-Q3"), (66, "2023-Q2"), (68, "2023-01-01/2023-09-30")],
        ),
        ("Lũy kế 6 tháng đầu năm 2023, tiếp nhận 90.000 hồ sơ.", [(90000, "2023-01-01/2023-06-30")]),
        (
            "Quý III, hồ sơ giải quyết đúng hạn đạt 97%; tính chung 9 tháng đạt 98%; ước cả năm đạt 99%.",
            [(97, "2023-Q3"), (98, "2023-01-01/2023-09-30"), (99, "2023")],
        ),
        (
            "Hồ sơ nộp trực tuyến: 3 tháng đầu năm 55%, 3 tháng cuối năm 65%.",
            [(55, "2023-01-01/2023-03-31"), (65, "2023-10-01/2023-12-31")],
        ),
        ("Lũy kế đến hết tháng 9/2023, tiếp nhận 90.000 hồ sơ.", [(90000, "2023-01-01/2023-09-30")]),
        ("Trong 9 tháng, tiếp nhận 90.000 hồ sơ; cứ 6 tháng họp 01 lần.", [(90000, "2023-01-01/2023-09-30")]),
        ("Cả năm đơn vị được kiểm tra; tiếp nhận 90.000 hồ sơ.", [(90000, "2023")]),
    ],
)
def test_months_may_leave_out_the_year_of_a_report(sentence, rows):
    found = extract_statements(sentence, kind="report", period="2023")
    assert [(each["value"], each["period"]) for each in found] == rows


def test_what_runs_from_the_new_year_to_a_day_that_is_not_known_is_open():
    sentence = "Lũy kế từ đầu năm, tiếp nhận 4.500 hồ sơ."
    assert [*extract_statements(sentence, kind="report", period="2023-Q3")] == []
    [found] = extract_statements(sentence, kind="report", period="2023-Q3", issued="2023-09-14")
    assert found["period"] == "2023-01-01/2023-09-14"
    [found] = extract_statements(sentence, kind="report", period="2023-01-01/2023-09-30")
    assert found["period"] == "2023-01-01/2023-09-30"


@pytest.mark.parametrize(
    ("sentence", "goal"),
    [
        ("Hồ sơ giải quyết đúng hạn đạt 96%, mục tiêu cả năm là trên 98%.", (">", 98)),
        ("Hồ sơ giải quyết đúng hạn đạt 96%, trong khi mục tiêu của năm 2023 là 98%.", ("=", 98)),
        ("Hồ sơ giải quyết đúng hạn đạt 96% (kế hoạch giao là 98%).", ("=", 98)),
        ("Hồ sơ đúng hạn đạt 96% (mục tiêu 98%), một số xã chưa nộp báo cáo.", ("=", 98)),
        (
            "Hồ sơ đúng hạn đạt 96%. Ở Điện Biên, chỉ tiêu hồ sơ trực tuyến đề ra là 80%, kết quả đạt 83%.",
            ("=", 80),
        ),
        ("Hồ sơ đúng hạn đạt 96%. Mục tiêu tỉnh đề ra cho năm 2023 là hồ sơ trực tuyến trên 43%.", (">", 43)),
        ("Hồ sơ trực tuyến đạt 96%, mục tiêu đến hết năm 2024 là 98%; hồ sơ đúng hạn 97%.", ("=", 98)),
        ("Hồ sơ giải quyết đúng hạn đạt 96%. Kế hoạch kiểm tra năm 2023 đạt 98%.", None),
    ],
)
def test_what_a_report_names_as_its_goal_is_no_result(sentence, goal):
    found = [*extract_statements(sentence, kind="report", period="2023")]
    assert [(each["comparator"], each["value"]) for each in found if each["nature"] == "target"] == (
        [goal] if goal else []
    )
    assert found[0]["value"] == 96


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Hồ sơ giải quyết đúng hạn ở cấp tỉnh, cấp xã phấn đấu lần lượt đạt 99% và 98% (năm 2025 tương ứng là 97% và 96%).",
            [
                ("target", "on_time_settlement_rate", 99, 2026), ("target", "on_time_settlement_rate", 98, 2026),
                ("actual", "on_time_settlement_rate", 97, 2025), ("actual", "on_time_settlement_rate", 96, 2025),
            ],
        ),
        (
            "PAPI các năm 2022, 2023, 2024 lần lượt đạt 41,1 điểm; 42,2 điểm và 43,3 điểm.",
            [("actual", "papi_index", 41.1, 2022), ("actual", "papi_index", 42.2, 2023), ("actual", "papi_index", 43.3, 2024)],
        ),
    ],
)  # fmt: skip
def test_figures_one_by_one_are_of_what_was_named_one_by_one(sentence, rows):
    found = extract_statements(sentence, kind="plan", period="2026")
    assert [(each["nature"], each["metric"], each["value"], each["year"]) for each in found] == rows


def test_ranks_in_a_list_are_ranks_of_their_years():
    text = "DTI các năm 2020, 2021, 2022 tương ứng xếp hạng 40, 33 và 27."
    found = extract_statements(text, kind="report", period="2022")
    assert [(each["value"], each["year"]) for each in found] == [(40, 2020), (33, 2021), (27, 2022)]


def test_the_nearest_time_before_a_figure_tells_a_result_from_an_aim():
    text = "Trên cơ sở kết quả năm 2023 (PCI 66,2 điểm), năm 2024 phấn đấu PCI đạt 67 điểm, PAPI vào top 25."
    found = [*extract_statements(text, kind="plan", period="2024")]
    assert [(each["nature"], each["value"], each["year"]) for each in found] == [
        ("actual", 66.2, 2023), ("target", 67, 2024), ("target", 25, 2024),
    ]  # fmt: skip


def test_a_result_of_a_plan_without_a_time_is_of_that_told_before():
    text = "I. HIỆN TRẠNG\n\nNăm 2023 tiếp nhận 518.224 hồ sơ. Hồ sơ nộp trực tuyến chiếm 57,4%."
    found = extract_statements(text, kind="plan", period="2024/2025")
    assert [(each["nature"], each["value"], each["year"]) for each in found] == [
        ("actual", 518224, 2023), ("actual", 57.4, 2023),
    ]  # fmt: skip


@pytest.mark.parametrize("genre", ["KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG"])
def test_a_genre_in_capitals_opens_the_title_below_a_letterhead(genre):
    page = f"UBND TỈNH BẾN TRE\n{genre}\nCẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2021 - 2025\n\nHồ sơ trực tuyến đạt 50%."
    facts = read_facts(text_of(page))
    assert (facts.kind, facts.period, facts.sources["period"]) == ("plan", "2021/2025", "title")


def test_a_part_of_a_document_after_its_title_is_none_of_it():
    text = "KẾ HOẠCH\nCải cách hành chính của tỉnh giai đoạn 2021 - 2025\nPhần thứ nhất\nKẾT QUẢ GIAI ĐOẠN 2016 - 2020\n\nI. KẾT QUẢ\n"
    found = extract_statements(text + "Hồ sơ nộp trực tuyến đạt 11,9%.\n")
    assert [(each["nature"], each["year"]) for each in found] == [("actual", 2020)]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("4. Đối với UBND các xã, phường, thị trấn (do UBND cấp huyện giao lại)", "commune"),
        ("1. Chỉ tiêu chung của tỉnh", "all"),
    ],
)
def test_what_a_heading_says_in_parentheses_is_no_level_nor_is_the_whole_province(heading, level):
    found = extract_statements(PLAN + heading + "\n\n- Hồ sơ nộp trực tuyến tối thiểu 60%.")
    assert [each["level"] for each in found] == [level]


def test_a_lead_that_names_its_bound_bounds_all_items():
    text = "Mức tối thiểu phải đạt trong năm 2024 về tỷ lệ hồ sơ nộp trực tuyến:\n- Cấp tỉnh: 80%;\n- Cấp xã: 55%."
    assert [(each["comparator"], each["value"]) for each in extract_statements(PLAN + text)] == [
        (">=", 80),
        (">=", 55),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Học tập kinh nghiệm của tỉnh Quảng Ninh, nơi có 97,2% hồ sơ được số hóa và PAR INDEX đạt trên 90 điểm.",
        "Học hỏi Đồng Tháp (PCI hạng 2, 72,81 điểm) về mô hình cà phê doanh nhân.",
    ],
)
def test_what_is_told_of_another_province_is_none_of_this(text):
    assert [*extract_statements(text, kind="plan", period="2024", province="Quảng Trị")] == []


def test_a_footnote_is_of_the_time_of_what_it_notes():
    text = "BÁO CÁO\n\nCải cách hành chính năm 2022\n\nI. KẾT QUẢ\n\nGiải quyết chế độ cho 214 trường hợp¹.\n\n"
    text += "II. PHƯƠNG HƯỚNG NĂM 2023\n\nMở 10 lớp bồi dưỡng.\n\n¹ Bổ nhiệm 46 trường hợp."
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(text)]
    assert ("actual", 46, 2022) in found


def test_a_part_may_have_a_dash_after_its_number():
    text = "BÁO CÁO\n\nCải cách hành chính năm 2019\n\nPhần II - PHƯƠNG HƯỚNG NĂM 2020\n\n- Hồ sơ trực tuyến 30%."
    assert [(each["nature"], each["year"]) for each in extract_statements(text)] == [("target", 2020)]


@pytest.mark.parametrize("mark", ["2.2", "2.2."])
def test_a_numbered_heading_needs_no_point_after_its_number(mark):
    text = f"2. KẾT QUẢ\n\n{mark} Tại Bộ phận Một cửa cấp huyện\n\n- Tiếp nhận 81.660 hồ sơ."
    assert [(each["level"], each["value"]) for each in extract_statements(REPORT + text)] == [("district", 81660)]


def test_a_goal_in_parentheses_ends_with_them():
    text = "Đã giải quyết 471.880 hồ sơ, gồm 466.217 hồ sơ đúng hạn (98,8%, mục tiêu cả năm là 98%) và 5.663 hồ sơ quá hạn."
    found = extract_statements(text, kind="report", period="2022")
    assert [each["value"] for each in found if each["nature"] == "target"] == [98]


def test_what_a_plan_tells_of_an_earlier_goal_is_no_result():
    text = "I. KẾT QUẢ NĂM 2023\n\nHồ sơ trực tuyến mới đạt 41,5%, trong khi chỉ tiêu giao là 60%."
    found = extract_statements(text, kind="plan", period="2024")
    assert [(each["nature"], each["value"]) for each in found] == [("actual", 41.5), ("target", 60)]


def test_a_goal_in_parentheses_is_of_the_level_of_its_result():
    text = "Ở các sở tỷ lệ văn bản ký số là 99,2%, riêng cấp xã mới đạt 88,5% (mục tiêu năm 2023 là 90%)."
    found = extract_statements(text, kind="report", period="2023")
    assert [(each["nature"], each["level"]) for each in found][-2:] == [
        ("actual", "commune"),
        ("target", "commune"),
    ]


def test_the_year_of_an_index_counts_nothing():
    found = extract_statements("PAR INDEX 2022 tỉnh đứng thứ 37; SIPAS 2022: 79,2%.", kind="report", period="2023")
    assert [(each["metric"], each["value"], each["year"]) for each in found] == [
        ("par_index", 37, 2022),
        ("sipas_index", 79.2, 2022),
    ]


def test_a_past_year_beside_a_figure_makes_a_result_in_a_plan():
    text = "Khắc phục tình trạng 35% hồ sơ nộp trực tuyến của năm 2023; phấn đấu năm 2024 đạt 60%."
    found = extract_statements(PLAN + text)
    assert [(each["nature"], each["value"], each["year"]) for each in found] == [
        ("actual", 35, 2023),
        ("target", 60, 2024),
    ]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("Kiểm tra cải cách hành chính tại 8/20 sở, 3/10 huyện.", [("province", 40), ("district", 30)]),
        (
            "Hệ thống một cửa điện tử có tại 9/9 huyện và 98% xã.",
            [("district", 100), ("commune", 98)],
        ),
        (
            "Số hóa hồ sơ cấp tỉnh đạt 92%, cấp huyện 81% và cấp xã 64% (chỉ tiêu giao lần lượt là 90%, 80%, 70%).",
            [
                ("province", 92), ("district", 81), ("commune", 64),
                ("province", 90), ("district", 80), ("commune", 70),
            ],
        ),
    ],
)  # fmt: skip
def test_each_share_of_a_list_is_of_its_own_level(sentence, rows):
    assert [(row[1], row[3]) for row in said(sentence, REPORT)] == rows


def test_what_a_part_says_is_not_said_of_the_whole():
    text = "Có 1.850 thủ tục hành chính, trong đó 1.200 thủ tục được cung cấp trực tuyến, chiếm 64,9%."
    assert [row[::3] for row in said(text, REPORT)] == [
        ("public_service_count", 1200),
        ("online_service_rate", 64.9),
    ]


def test_a_year_after_a_cited_decision_is_that_of_its_figures():
    text = "Theo Quyết định số 272/QĐ-BNV của Bộ Nội vụ, năm 2023 Chỉ số PAR INDEX đạt 85,42 điểm."
    [found] = extract_statements(text, kind="plan", period="2024")
    assert (found["nature"], found["value"], found["year"]) == ("actual", 85.42, 2023)


def test_the_head_of_a_column_may_end_with_its_year():
    table = "| Chỉ số | Thứ hạng năm 2021 | Thứ hạng năm 2022 |\n| PAR INDEX | 51 | 26 |\n| SIPAS | 48 | 36 |\n"
    found = extract_statements(table, kind="report", period="2022")
    assert [(each["metric"], each["value"], each["year"]) for each in found] == [
        ("par_index", 51, 2021),
        ("par_index", 26, 2022),
        ("sipas_index", 48, 2021),
        ("sipas_index", 36, 2022),
    ]


@pytest.mark.parametrize("heading", ["a) Đến năm 2027", "2. Đến năm 2027:"])
def test_a_line_that_only_opens_a_part_lends_its_deadline(heading):
    found = extract_statements(f"{heading}\n\n- Hồ sơ nộp trực tuyến đạt 90%.", kind="plan", period="2026/2030")
    assert [(each["value"], each["year"]) for each in found] == [(90, 2027)]


def test_the_percent_of_a_table_may_stand_in_the_head_of_its_labels():
    table = "| Chỉ tiêu (đơn vị tính: %) | Cấp tỉnh | Cấp xã |\n| Hồ sơ công việc trên môi trường mạng | 100 | ≥ 80 |\n"
    assert [row[:4] for row in said(table)] == [
        ("e_dossier_rate", "province", "=", 100),
        ("e_dossier_rate", "commune", ">=", 80),
    ]


def test_of_a_rank_that_rose_the_later_one_is_told():
    text = "Thứ hạng PAPI từ vị trí 53 lên vị trí 46; PCI thuộc nhóm 30."
    assert [row[2:4] for row in said(text, REPORT)] == [("=", 46), ("<=", 30)]


def test_a_lead_lends_the_level_of_its_last_sentence_only():
    text = "Tỉnh phấn đấu dẫn đầu khu vực. Các chỉ tiêu cụ thể:\n\n+ 100% văn bản được ký số."
    assert [row[:2] for row in said(text)] == [("digitally_signed_document_rate", "all")]


def test_only_a_yearly_step_has_a_ceiling():
    text = text_of(PLAN + "Tỷ lệ hồ sơ nộp trực tuyến đạt 60%, tiến tới đạt 80%.")
    drafts = read_document(text, read_facts(text).document("plan"))
    assert [(each.value, each.ceiling) for each in drafts] == [("60%", ""), ("80%", "")]


@pytest.mark.parametrize(
    ("sentence", "rates"),
    [
        ("So với cùng kỳ năm trước, tỷ lệ hồ sơ nộp trực tuyến tăng từ 41% lên 63%.", [63]),
        ("Tỷ lệ hồ sơ nộp trực tuyến giảm từ 63% xuống còn 58%.", [58]),
        ("Tỷ lệ hồ sơ nộp trực tuyến tăng 22% so với cùng kỳ năm trước.", []),
    ],
)
def test_what_a_rise_reaches_is_a_level_what_it_rises_by_is_none(sentence, rates):
    assert [row[3] for row in said(sentence, REPORT)] == rates


def test_parts_of_what_was_settled_need_not_say_so_again():
    text = (
        "Tiếp nhận 940 hồ sơ (kỳ trước chuyển sang 40 hồ sơ); đã giải quyết 900 hồ sơ, trong đó đúng hạn 880, "
        "trễ hạn 20 hồ sơ; đang giải quyết 40 hồ sơ."
    )
    settled = [row[3] for row in said(text, REPORT) if row[0] == "dossiers_settled_count"]
    assert settled == [900, 880, 20]


def test_a_number_right_after_what_was_done_counts_what_was_counted_before():
    text = "Tiếp nhận 36 phản ánh, kiến nghị về thủ tục hành chính, đã xử lý 34."
    assert [row[0::3] for row in said(text, REPORT)] == [
        ("procedure_feedback_count", 36),
        ("procedure_feedback_count", 34),
    ]


def test_what_stands_before_a_colon_is_done_with_the_thing_after_it():
    assert said("Số hóa: kết quả giải quyết còn hiệu lực đạt 70%.")[-1][0] == "digitization_rate"


def test_a_service_that_is_only_used_is_not_offered():
    assert said("Tối thiểu 60% dịch vụ công trực tuyến toàn trình phát sinh hồ sơ.")[0][0] is None


def test_a_cut_since_an_earlier_year_is_of_the_document():
    text = "Giảm 30 đơn vị sự nghiệp công lập so với năm 2015 (tương ứng giảm 8%)."
    assert said(text, REPORT) == [("public_service_unit_reduction_rate", "all", "=", 8, 2023)]


def test_years_in_a_row_are_of_the_rate_that_the_last_one_names():
    rows = said("Năm 2022: 35%; năm 2023: 55%; năm 2024: 75% hồ sơ thủ tục hành chính được nộp trực tuyến.")
    assert [(row[0], *row[3:]) for row in rows if row[4] == 2024] == [("online_filing_rate", 75, 2024)]
    assert {row[0] for row in rows} == {"online_filing_rate"}


def test_a_system_that_is_connected_is_no_service():
    assert said("100% hệ thống một cửa điện tử được kết nối với Cổng dịch vụ công quốc gia.")[0][0] is None


def test_an_orientation_beyond_the_plan_is_no_deadline_of_its_aims():
    text = "Mục tiêu năm 2024, định hướng đến năm 2030\n\n- 90% văn bản được ký số.\n\n"
    text += "3- Định hướng đến năm 2030\n\n- 100% văn bản được ký số."
    assert [row[3:] for row in said(text)] == [(90, 2024), (100, 2030)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Tại cấp huyện, nâng cao tỷ lệ hồ sơ nộp trực tuyến.", ["district"]),
        (
            "Hồ sơ nộp trực tuyến ở cấp tỉnh đạt 80%, cấp huyện và cấp xã đạt 60%.",
            ["province", "district", "commune"],
        ),
    ],
)
def test_a_level_holds_as_far_as_it_is_said(text, levels):
    assert [row[1] for row in said(text)] == levels


TABLE = "Bảng 1. Hồ sơ theo cấp\n\n"


def test_a_row_of_another_thing_takes_none_from_the_caption():
    table = "Chỉ tiêu về dịch vụ công\n\n| Nội dung | Cấp xã |\n| Thời gian chờ tại quầy (phút) | 15 |"
    assert said(table) == []


def test_a_unit_in_parentheses_names_what_a_column_counts():
    table = "| Cấp | Đã giải quyết (hồ sơ) |\n| Cấp huyện | 350 |\n| Cấp xã | 400 |"
    assert [row[0] for row in said(table, REPORT)] == ["dossiers_settled_count", "dossiers_settled_count"]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("Văn bản ký số đạt 78%, cao hơn mức của năm 2022.", [("actual", 78, 2023)]),
        ("Cùng kỳ năm 2022, tỷ lệ văn bản ký số chỉ là 48%.", [("actual", 48, 2022)]),
        ("Văn bản ký số đạt 78%, cao hơn năm 2022 (61%).", [("actual", 78, 2023), ("actual", 61, 2022)]),
        ("Hiện trạng: năm 2022 văn bản ký số đạt 61%.", [("actual", 61, 2022)]),
        ("Tỉnh đặt mục tiêu 90% văn bản được ký số.", [("target", 90, 2023)]),
        ("Từ năm 2017 tỉnh triển khai ký số, đến nay đạt 60% văn bản.", [("actual", 60, 2023)]),
    ],
)
def test_a_year_makes_an_aim_or_a_result_of_its_own_figure(sentence, rows):
    found = extract_statements(REPORT + sentence)
    assert [(row["nature"], row["value"], row["year"]) for row in found] == rows


@pytest.mark.parametrize(
    "sentence",
    [
        "Hồ sơ nộp trực tuyến không đạt 60%.",
        "2,7% hồ sơ còn lại được nộp trực tuyến.",
        "Có 10/17 sở, ngành đạt trên 90% hồ sơ nộp trực tuyến.",
        "Xử lý đơn thư khiếu nại, tố cáo đúng hạn đạt trên 95%.",
        "Tỉnh thuộc nhóm 4 của chỉ số PAPI.",
    ],
)
def test_what_says_no_value_of_the_rate_states_nothing(sentence):
    assert not [row for row in said(sentence, REPORT) if row[0]]


def test_a_basis_may_lead_to_an_aim():
    text = "Tỉnh có 10 huyện. Căn cứ Nghị định số 45/2020/NĐ-CP, phấn đấu 50% hồ sơ được nộp trực tuyến."
    assert [row[0] for row in said(text)] == ["online_filing_rate"]


def test_a_score_in_a_table_may_be_printed_in_percent():
    table = "| Chỉ số | Kết quả năm 2022 |\n| PAR INDEX | 85,17% |\n| SIPAS | 81,92% |"
    assert [row[0::3] for row in said(table, REPORT)] == [("par_index", 85.17), ("sipas_index", 81.92)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỷ lệ học sinh nộp hồ sơ trực tuyến đăng ký xét tuyển đạt 97%.",
        "Đã số hóa 85% hồ sơ địa chính.",
        "Chi trả an sinh xã hội không dùng tiền mặt đạt 65%.",
    ],
)
def test_what_is_said_of_another_field_is_of_no_metric(sentence):
    assert not [row for row in said(sentence, REPORT) if row[0]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("B. Nhiệm vụ năm 2024\n\n+ Văn bản được ký số đạt 90%.", [("target", 90, 2024)]),
        ("1. Xếp hạng năm 2022\n\n- Chỉ số PCI: 66,1 điểm.", [("actual", 66.1, 2022)]),
    ],
)
def test_a_part_by_a_capital_or_with_a_past_year_tells_of_its_items(text, rows):
    found = extract_statements(REPORT + text)
    assert [(row["nature"], row["value"], row["year"]) for row in found] == rows


def test_what_a_plan_tells_of_how_things_stand_is_no_aim():
    text = "I- TÌNH HÌNH\n\n1- Kết quả\n\nPAR INDEX năm 2020 xếp thứ 39/63, đạt 82,5 điểm."
    found = [row for row in extract_statements(PLAN + text) if row["value"] == 82.5]
    assert [(row["nature"], row["year"]) for row in found] == [("actual", 2020)]


def test_what_stands_right_below_a_heading_is_of_what_that_names():
    text = "1. Áp dụng hệ thống quản lý chất lượng ISO 9001:2015\n\n* 20/20 sở, ban, ngành đã áp dụng;"
    assert [row[:2] for row in said(text, REPORT)] == [("iso9001_adoption_rate", "province")]


@pytest.mark.parametrize(
    "table",
    [
        "TT\tChỉ tiêu\tNăm 2023\tNăm 2024\nI\tTỷ lệ hồ sơ nộp trực tuyến\n1\tCấp tỉnh\t40\t55\n2\tCấp xã\t18\t28\n",
    ],
)
def test_a_label_alone_in_its_row_holds_for_those_below(table):
    found = list(extract_statements("Bảng 1 (đơn vị tính: %)\n" + table, kind="plan", period="2023/2024"))
    assert {row["metric"] for row in found} == {"online_filing_rate"}
    assert [(row["level"], row["value"], row["year"]) for row in found] == [
        ("province", 40, 2023),
        ("province", 55, 2024),
        ("commune", 18, 2023),
        ("commune", 28, 2024),
    ]


def test_the_caption_may_name_the_index_of_a_table():
    table = "Chỉ số chuyển đổi số (DTI)\n\n| | Năm 2021 | Năm 2022 |\n|---|---|---|\n| Điểm | 0,33 | 0,54 |\n| Xếp hạng | 46 | 45 |"
    assert [row[0::3] for row in said(table, REPORT)] == [("dti_index", each) for each in (0.33, 0.54, 46, 45)]


def test_percents_behind_a_list_of_fractions_say_them_again_one_by_one():
    text = "Đã kiểm tra 6/18 sở, ban, ngành và 4/13 UBND cấp huyện, tương ứng 33,33% và 30,77%."
    levels = {round(row[3], 1): row[1] for row in said(text, REPORT)}
    assert levels == {33.3: "province", 30.8: "district"}


def test_the_province_named_first_is_the_texts_own():
    text = "Hà Nam dẫn đầu cả nước\n\nTỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 68%. Tỉnh Quảng Ninh đạt 60%, TP. Hải Phòng 58%."
    assert [row["value"] for row in extract_statements(text, kind="report", period="2024")] == [68]


def test_the_year_before_is_no_five():
    text = "Đã giải quyết 950 hồ sơ, bao gồm cả hồ sơ tồn đọng từ năm trước."
    assert [row[0::3] for row in said(text, REPORT)] == [("dossiers_settled_count", 950)]


def test_what_nothing_says_of_a_page_is_guessed_from_its_words_and_never_sure():
    page = "Nam Định: Đưa thủ tục về gần dân\n\nNăm 2022, tỉnh đã giải quyết đúng hạn 99% hồ sơ. Năm 2022 là năm khó khăn."
    facts = read_facts(text_of(page))
    assert (facts.kind, facts.period, facts.province, facts.open()) == (
        "report",
        "2022",
        "Nam Định",
        ["kind", "period"],
    )


def test_a_rank_that_a_plan_tells_of_an_earlier_year_is_a_result():
    text = "Năm 2022, PAR INDEX đạt 86,53 điểm, xếp hạng 17/63, tăng 09 bậc; PCI xếp hạng 2/63 (70,94 điểm)."
    assert said(text) == [
        ("par_index", "all", "=", 86.53, 2022),
        ("par_index", "all", "=", 17, 2022),
        ("pci_index", "all", "=", 2, 2022),
        ("pci_index", "all", "=", 70.94, 2022),
    ]


@pytest.mark.parametrize("rank", ["thứ 1/6 tỉnh Bắc Trung Bộ", "thứ 1/13 tỉnh trong vùng"])
def test_a_rank_among_fewer_than_all_provinces_is_none_of_the_country(rank):
    found = extract_statements(REPORT + f"SIPAS năm 2022 xếp thứ 5/63 và {rank}.")
    assert [row["value"] for row in found] == [5]


@pytest.mark.parametrize("degree", ["từ trung cấp trở lên", "đại học trở lên"])
def test_a_qualification_or_more_is_no_bound_of_the_share_that_has_it(degree):
    found = extract_statements(REPORT + f"95% cán bộ, công chức cấp xã có trình độ {degree}.")
    assert [(row["comparator"], row["value"]) for row in found] == [("=", 95)]


@pytest.mark.parametrize("number", ["-", "", "5.1"])
def test_rows_of_levels_are_parts_of_the_row_above_whatever_numbers_them(number):
    lines = [
        "PHỤ LỤC",
        "",
        "TT\tChỉ tiêu\tĐơn vị\t2024\t2025",
        "5\tHồ sơ công việc xử lý trên môi trường mạng\t\t\t",
        f"{number}\tCấp tỉnh\t%\t85\t90",
        f"{number}\tCấp huyện\t%\t70\t75",
        "6\tHồ sơ giải quyết đúng hạn\t%\t98\t99",
    ]
    found = extract_statements("\n".join(lines), kind="plan", period="2024/2025")
    assert [(row["metric"], row["level"], row["value"], row["year"]) for row in found] == [
        ("e_dossier_rate", "province", 85, 2024),
        ("e_dossier_rate", "province", 90, 2025),
        ("e_dossier_rate", "district", 70, 2024),
        ("e_dossier_rate", "district", 75, 2025),
        ("on_time_settlement_rate", "all", 98, 2024),
        ("on_time_settlement_rate", "all", 99, 2025),
    ]


def test_what_a_department_tells_of_itself_is_of_the_province_s_level_and_verified():
    text = """BÁO CÁO

    Công tác cải cách hành chính tỉnh Sơn La quý III năm 2024

    PHẦN A. KẾT QUẢ TẠI SỞ NỘI VỤ

    Tỷ lệ hồ sơ nộp trực tuyến đạt 95%.

    PHẦN B. KẾT QUẢ CỦA TỈNH

    Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%. Trong quý, Sở tiếp nhận 418 hồ sơ. Các Sở tiếp nhận 5.000 hồ sơ."""
    read = text_of(textwrap.dedent(text))
    assert [(row["value"], row["level"]) for row in extract_statements(read.original)] == [
        (95, "province"),
        (99, "all"),
        (418, "province"),
        (5000, "province"),
    ]
    drafted = draft_sheet(read, read_facts(read).document("a"), NO_PROVINCE).rows
    assert [wrong for row in drafted for wrong in check_statement(row, read)] == []


def test_evidence_may_end_at_the_mark_of_a_footnote():
    read = text_of(
        REPORT + "Tỷ lệ số hóa hồ sơ cấp huyện đạt 88,1%, cấp xã 79,4%¹.\n\n¹ Tính đến ngày 30 tháng 11."
    )
    drafted = draft_sheet(read, read_facts(read).document("a"), NO_PROVINCE).rows
    assert [row["evidence"][-5:] for row in drafted] == ["88,1%", "79,4%"]
    assert [wrong for row in drafted for wrong in check_statement(row, read)] == []


@pytest.mark.parametrize("centre", ["xã", "cấp xã", "phường"])
def test_the_centre_of_a_commune_is_of_the_commune(centre):
    found = extract_statements(REPORT + f"Trung tâm Phục vụ hành chính công {centre} tiếp nhận 384 hồ sơ.")
    assert [(row["value"], row["level"]) for row in found] == [(384, "commune")]


def test_the_day_to_which_rules_are_counted_is_no_time_of_an_aim():
    text = "Đến năm 2025 cắt giảm tối thiểu 20% chi phí tuân thủ quy định hiện hành (tính đến hết ngày 31/5/2020)."
    found = extract_statements(text, kind="plan", period="2021/2025")
    assert [(row["nature"], row["value"], row["year"]) for row in found] == [("target", 20, 2025)]


@pytest.mark.parametrize(
    ("bound", "comparator"),
    [("vượt mốc", ">"), ("không vượt mốc", "<="), ("vượt", ">"), ("không vượt", "<="), ("không hơn", "<=")],
)
def test_a_bound_that_is_denied_is_the_other_way_round(bound, comparator):
    found = extract_statements(REPORT + f"Tỷ lệ hồ sơ trễ hạn {bound} 2%.")
    assert [(row["comparator"], row["value"]) for row in found] == [(comparator, 2)]


def test_a_time_that_a_result_names_makes_no_aim_of_it_where_the_period_is_unknown():
    text = "Năm 2024, tỷ lệ hồ sơ giải quyết đúng hạn đạt 97%."
    found = extract_statements(text, kind="report")
    assert [(row["nature"], row["year"]) for row in found] == [("actual", 2024)]


def test_a_part_numbered_after_its_word_tells_of_what_is_below_it():
    text = "Mục 4. NHIỆM VỤ NĂM 2024\n\n4.1) Chỉ tiêu\n\n• Văn bản được ký số: 90%."
    found = extract_statements(REPORT + text)
    assert [(row["nature"], row["year"]) for row in found] == [("target", 2024)]


def test_the_deadline_that_opens_a_paragraph_holds_for_its_sentences():
    text = "Mục tiêu đến năm 2025, 80% văn bản được ký số. 90% hồ sơ được nộp trực tuyến."
    found = extract_statements(text, kind="plan", period="2021/2030")
    assert [(row["value"], row["year"]) for row in found] == [(80, 2025), (90, 2025)]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Mở 14 lớp bồi dưỡng cho 520 lượt công chức, đạt 81% kế hoạch.", "training_plan_completion_rate"),
        ("Tỷ lệ cấp kết quả giải quyết TTHC bản điện tử là 81%.", "electronic_result_rate"),
        ("Có 44 điểm bưu điện nhận, trả kết quả đối với 81 TTHC.", "postal_service_count"),
        ("Sở công bố 3 quyết định với 96 TTHC, trong đó bãi bỏ 81 thủ tục.", "procedures_announced_count"),
    ],
)
def test_what_a_clause_leaves_out_is_that_of_the_clause_that_it_goes_on_with(sentence, metric):
    assert [row["metric"] for row in extract_statements(REPORT + sentence) if row["value"] == 81] == [metric]


def test_the_word_for_law_is_no_citation_of_one():
    text = "Công bố 36 văn bản quy phạm pháp luật của HĐND, UBND tỉnh hết hiệu lực năm 2021."
    assert [(row["level"], row["year"]) for row in extract_statements(REPORT + text)] == [("province", 2021)]


def test_a_part_by_its_word_holds_the_parts_with_the_same_number():
    text = "PHẦN I\nKẾT QUẢ NĂM 2023\n\nI. KẾT QUẢ CHUNG\n\n- Văn bản được ký số đạt 90%.\n\nPHẦN II\nMỤC TIÊU\n\n- Văn bản được ký số đạt 95%."
    plan = f"KẾ HOẠCH\n\nChuyển đổi số năm 2024\n\n{text}"
    found = [(row["nature"], row["value"], row["year"]) for row in extract_statements(plan)]
    assert found == [("actual", 90, 2023), ("target", 95, 2024)]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Chỉ số SIPAS năm 2022 xếp thứ 9/63 với tổng điểm 83,97 điểm.",
            [("sipas_index", 9, 2022), ("sipas_index", 83.97, 2022)],
        ),
    ],
)
def test_a_score_is_of_the_index_that_its_source_or_its_rank_names(sentence, rows):
    found = extract_statements(REPORT + sentence)
    assert [(row["metric"], row["value"], row["year"]) for row in found] == rows


def test_procedures_whose_settlement_is_delegated_are_not_announced():
    text = "Tỉnh công bố 928 TTHC, phân cấp, ủy quyền 71 thủ tục."
    assert [row["value"] for row in extract_statements(REPORT + text)] == [928]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Số hóa hồ sơ đạt 33% (chỉ tiêu năm 2023: cấp tỉnh 100%, cấp xã 70%).",
            [("actual", "=", 33, 2023), ("target", "=", 100, 2023), ("target", "=", 70, 2023)],
        ),
        (
            "Hồ sơ nộp trực tuyến đạt 75% (cùng kỳ năm 2022: 58%; chỉ tiêu kế hoạch năm 2023: từ 80% trở lên).",
            [("actual", "=", 75, 2023), ("actual", "=", 58, 2022), ("target", ">=", 80, 2023)],
        ),
        (
            "Theo kế hoạch, kiểm tra tối thiểu 30% cơ quan, đơn vị; đã kiểm tra 25%.",
            [("target", ">=", 30, 2023), ("actual", "=", 25, 2023)],
        ),
        (
            "PAPI năm 2022 đạt 42,1 điểm, thấp hơn năm 2021 (43,35 điểm, hạng 17).",
            [("actual", "=", 42.1, 2022), ("actual", "=", 43.35, 2021), ("actual", "=", 17, 2021)],
        ),
        (
            "Nếu như năm 2021, hồ sơ nộp trực tuyến chỉ đạt 27% thì năm 2022 là 49%.",
            [("actual", "=", 27, 2021), ("actual", "=", 49, 2022)],
        ),
    ],
)
def test_what_stands_beside_a_result_has_a_nature_and_a_time_of_its_own(sentence, rows):
    found = extract_statements(REPORT + sentence)
    assert [(row["nature"], row["comparator"], row["value"], row["year"]) for row in found] == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("4 tháng đầu năm 2024 văn bản được ký số đạt 52%.", [("actual", 52, 2024)]),
        ("Tính đến ngày 15/4/2024, văn bản được ký số đạt 61%.", [("actual", 61, 2024)]),
        (
            "Văn bản được ký số đến hết năm 2023: cấp tỉnh 81%, cấp huyện 78%, cấp xã 72%.",
            [("actual", 81, 2023), ("actual", 78, 2023), ("actual", 72, 2023)],
        ),
        ("Văn bản được ký số đến ngày 15/12/2024 đạt 90%.", [("target", 90, 2024)]),
    ],
)
def test_a_plan_tells_results_of_what_is_over_on_its_day_of_issue(text, rows):
    plan = f"Kon Tum, ngày 20 tháng 5 năm 2024\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n{text}"
    assert [(row["nature"], row["value"], row["year"]) for row in extract_statements(plan)] == rows


def test_a_compared_year_is_not_that_of_the_next_results_of_a_part():
    text = "PHẦN I\nKẾT QUẢ NĂM 2023\n\n- Hồ sơ nộp trực tuyến đạt 73% (năm 2022 là 48%).\n- Văn bản được ký số đạt 90%."
    found = extract_statements(f"KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\nMục tiêu chung\n\n{text}")
    assert [(row["nature"], row["value"], row["year"]) for row in found] == [
        ("actual", 73, 2023), ("actual", 48, 2022), ("actual", 90, 2023),
    ]  # fmt: skip


def test_how_things_stand_now_is_told_among_the_tasks_of_a_report_too():
    text = "II. NHIỆM VỤ NĂM 2024\n\n- Ký số văn bản; hiện nay mới có 76% văn bản được ký số, mục tiêu năm 2024 là 90%."
    found = extract_statements(REPORT + text)
    assert [(row["nature"], row["value"]) for row in found] == [("actual", 76), ("target", 90)]


def test_the_aims_of_the_next_years_are_of_these():
    text = "PHẦN THỨ HAI\nPHƯƠNG HƯỚNG, NHIỆM VỤ GIAI ĐOẠN 2024 - 2028\n\nI. MỤC TIÊU\n\n1. Văn bản được ký số đạt 95%."
    assert [(row["nature"], row["year"]) for row in extract_statements(REPORT + text)] == [("target", 2028)]


def test_a_level_in_parentheses_is_of_the_figure_before_it():
    text = "Hồ sơ nộp trực tuyến đạt 70% (tỉnh), 60% (huyện), 50% (xã)."
    found = extract_statements(REPORT + text)
    assert [(row["level"], row["value"]) for row in found] == [("province", 70), ("district", 60), ("commune", 50)]


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        (
            "Trung tâm Phục vụ hành chính công các xã, phường tiếp nhận 118.902 hồ sơ, giải quyết 112.047 hồ sơ.",
            ["commune", "commune"],
        ),
        ("Trung tâm Phục vụ hành chính công tiếp nhận 900 hồ sơ, giải quyết 880 hồ sơ.", ["province", "province"]),
        ("Trung tâm Hành chính công tỉnh tiếp nhận 900 hồ sơ (trực tiếp 880).", ["province", "province"]),
        ("Sở Tư pháp giải quyết trước hạn, đúng hạn 99,98% hồ sơ.", ["province"]),
        ("Khối huyện nhận 61.274 hồ sơ, trả kết quả 58.833 hồ sơ.", ["district", "district"]),
        ("Kết quả: các sở, ngành tiếp nhận 775 hồ sơ, giải quyết 742 hồ sơ.", ["province", "province"]),
        (
            "Trung tâm Phục vụ hành chính công tiếp nhận 900 hồ sơ; cùng lúc UBND cấp xã tiếp nhận 388 hồ sơ, giải quyết 379 hồ sơ.",
            ["province", "commune", "commune"],
        ),
    ],
)
def test_who_acts_gives_the_level_of_all_that_it_did(sentence, levels):
    assert [level for _, level, *_ in said(sentence, REPORT)] == levels


@pytest.mark.parametrize(
    "words",
    [
        "Chỉ số PCI đạt từ 66 - 68 điểm.",
        "Chỉ số PCI đạt 66 đến 68 điểm.",
        "PAPI đạt từ 42,5 – 44 điểm.",
        "PAR INDEX xếp thứ 15 - 20.",
        "Mở từ 8 đến 10 lớp bồi dưỡng.",
        "Tiếp nhận 5.000 - 6.000 hồ sơ.",
        "Hồ sơ giải quyết đúng hạn đạt từ 90% đến dưới 95%.",
    ],
)
def test_a_range_of_any_kind_is_no_figure_and_is_listed(words):
    assert [*extract_statements(PLAN + words)] == []
    assert [each.figure for each in uncovered_figures(text_of(PLAN + words), [])] != []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn từ 98%.", (">=", 98)),
        ("Nâng tỷ lệ hồ sơ giải quyết đúng hạn từ 95% lên 98%.", ("=", 98)),
        ("Từ 95% hồ sơ công việc xử lý trên môi trường mạng.", (">=", 95)),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn không để dưới 95%.", (">=", 95)),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn không được thấp hơn 95%.", (">=", 95)),
        ("Phấn đấu trên dưới 90% hồ sơ giải quyết đúng hạn.", ("=", 90)),
        ("Phấn đấu gần 90% hồ sơ giải quyết đúng hạn.", ("=", 90)),
    ],
)
def test_what_a_figure_begins_from_or_must_not_fall_below_is_a_floor(words, said):
    assert [(row["comparator"], row["value"]) for row in extract_statements(PLAN + words)] == [said]


def test_lines_of_a_text_that_is_not_broken_at_a_width_are_paragraphs():
    long = "UBND tỉnh giao các cơ quan, đơn vị thực hiện nghiêm túc các nội dung của kế hoạch này. " * 2 + "\n"
    own = "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 900 hồ sơ trong kỳ báo cáo này.\n"
    text = text_of(long * 3 + own + "Tỷ lệ công khai thủ tục hành chính đạt 100%.\n")
    assert [row["level"] for row in extract_statements(text.original, kind="report", period="2024")] == [
        "province",
        "all",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"+ Nội dung số {at} của phần này.\n" for at in range(20)),
        "II. CẢI CÁCH THỂ CHẾ\n1. Ban hành văn bản.\n2. Kiểm tra văn bản.\n",
    ],
    ids=["far apart", "round headings"],
)
def test_page_numbers_number_no_rows(page):
    text = f"- Cấp xã có 20 lớp bồi dưỡng.\n1\n{page}2\n- Tỷ lệ hồ sơ nộp trực tuyến đạt 51%.\n{page}3\n"
    assert [row["level"] for row in extract_statements(text, kind="report", period="2024")][-1] == "all"


def test_a_heading_announces_whose_figures_stand_below():
    text = "B. NHÓM CHỈ TIÊU CỦA CẤP TỈNH\n\n1. Tối thiểu 90% hồ sơ nộp trực tuyến.\n\nC. NHÓM CHỈ TIÊU CHUNG\n\n1. 95% hồ sơ đúng hạn."
    assert [row["level"] for row in extract_statements(PLAN + text)] == ["province", "all"]


def test_a_heading_before_its_sentences_dates_them():
    text = "1.2. Về kết quả năm 2021. Cấp huyện tiếp nhận 137.505 hồ sơ."
    found = extract_statements(text, kind="plan", period="2022/2025")
    assert [(row["nature"], row["year"]) for row in found] == [("actual", 2021)]


def test_whom_a_heading_calls_on_by_their_full_names_gives_the_levels():
    text = "II. NHIỆM VỤ NĂM 2024\n\n1. Các sở, ban, ngành, UBND các huyện, thị xã, thành phố\n\n- Đạt 95% văn bản được ký số."
    assert [row["level"] for row in extract_statements(REPORT + text)] == ["province", "district"]


def test_a_page_of_the_press_is_of_the_year_in_which_it_appeared_and_never_sure():
    page = "Tỉnh Kon Tum: dân hài lòng\n\nThứ Ba, 19/12/2023 - 08:15\n\nHồ sơ nộp trực tuyến đạt 70%; năm 2022 là 50%."
    facts = read_facts(text_of(page))
    assert (facts.period, facts.issued, facts.open()) == ("2023", "2023-12-19", ["kind", "period"])


def test_a_notice_of_conclusions_is_what_its_head_and_its_figures_tell():
    page = (
        "THÔNG BÁO\nKết luận tại phiên họp sơ kết 9 tháng đầu năm 2023\n\nThái Bình, ngày 11/10/2023\n\n"
        "Đã giải quyết đúng hạn 99% hồ sơ. Năm 2024 phấn đấu đạt 99,5% hồ sơ."
    )
    facts = read_facts(text_of(page))
    assert (facts.kind, facts.period) == ("report", "2023")


def test_lines_with_labels_of_one_kind_are_paragraphs_of_their_own():
    text = (
        "Năm 2021: tiếp nhận 518.204 hồ sơ; tỷ lệ giải quyết đúng hạn đạt 96,2%\n"
        "Năm 2022: tiếp nhận 541.077 hồ sơ; tỷ lệ giải quyết đúng hạn đạt 97,8%\n"
    )
    found = extract_statements(text, kind="report", period="2020/2022")
    assert [(row["value"], row["year"]) for row in found] == [
        (518204, 2021),
        (96.2, 2021),
        (541077, 2022),
        (97.8, 2022),
    ]


def test_cells_alone_are_parted_by_the_numbers_of_their_groups():
    cells = (
        "STT / Chỉ tiêu / ĐVT / Kế hoạch năm 2023 / I / Thủ tục hành chính / 1 / Hồ sơ nộp trực tuyến / % / 40"
        " / 2 / Hồ sơ giải quyết đúng hạn / % / 98 / II / Chính quyền số / 3 / Văn bản được ký số / % / 90"
    )
    assert [row["value"] for row in extract_statements(REPORT + cells.replace(" / ", "\n"))] == [40, 98, 90]


def test_a_bound_in_the_cell_and_the_level_of_its_caption_bear_a_row_out():
    table = "Kết quả tại UBND cấp huyện\n\nĐơn vị tính: %\n\n| Nội dung | Năm 2023 |\n| Hồ sơ nộp trực tuyến | Trên 60 |"
    read = text_of(REPORT + table)
    drafted = draft_sheet(read, read_facts(read).document("bao-cao"), NO_PROVINCE).rows
    assert [(row["value"], row["comparator"], row["levels"]) for row in drafted] == [
        ("60%", "trên", "ủy ban nhân dân cấp huyện")
    ]
    assert [wrong for row in drafted for wrong in check_statement(row, read)] == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Chủ tịch UBND tỉnh yêu cầu các sở ký số từ 95% văn bản trở lên.", [("target", 95)]),
        ("100% hồ sơ trễ hạn phải được xin lỗi.", [("target", 100)]),
        ("Từ nay đến cuối năm, bảo đảm ký số ít nhất 90% văn bản.", [("target", 90)]),
        ("90% người dân không phải cung cấp lại thông tin.", [("actual", 90)]),
    ],
)
def test_what_is_demanded_is_an_aim_in_a_report_too(text, rows):
    found = extract_statements(REPORT + text)
    assert [(row["nature"], row["value"]) for row in found] == rows


def test_indicators_that_bind_are_aims_of_a_report():
    text = "II. Các chỉ tiêu bắt buộc phải đạt\n\n- Văn bản được ký số: 90%."
    assert [row["nature"] for row in extract_statements(REPORT + text)] == ["target"]


def test_documents_that_are_reviewed_are_not_issued():
    text = "Rà soát 118 văn bản quy phạm pháp luật; ban hành 12 văn bản quy phạm pháp luật."
    assert [row["value"] for row in extract_statements(REPORT + text)] == [12]


def test_what_is_missed_by_a_criterion_is_no_sanction():
    text = "Hồ sơ giải quyết đúng hạn đạt 96,5%, bị trừ điểm ở tiêu chí thành phần."
    assert [row["value"] for row in extract_statements(REPORT + text)] == [96.5]


def test_ranks_of_several_years_are_of_the_index_of_their_heading():
    text = "1. Chỉ số PAR INDEX\n\nb) Qua các năm: năm 2021 xếp thứ 60/63; năm 2022 xếp thứ 52/63."
    found = extract_statements(REPORT + text)
    assert [(row["metric"], row["value"], row["year"]) for row in found] == [
        ("par_index", 60, 2021), ("par_index", 52, 2022),
    ]  # fmt: skip


def test_bodies_that_did_something_are_counted_as_bodies_only():
    text = "Tình hình giải quyết TTHC:\n- 16 cơ quan cấp tỉnh tiếp nhận 93.826 hồ sơ, giải quyết 73.544 hồ sơ."
    found = extract_statements(REPORT + text)
    assert [(row["metric"], row["value"]) for row in found] == [
        ("dossiers_received_count", 93826), ("dossiers_settled_count", 73544),
    ]  # fmt: skip


def test_what_the_province_has_is_of_no_level():
    text = "Năm 2023, tỉnh có 161 dịch vụ công trực tuyến toàn trình."
    assert [row["level"] for row in extract_statements(REPORT + text)] == ["all"]


def test_the_paper_that_tells_of_an_index_is_not_what_is_ranked():
    text = "Theo nghị quyết, tỉnh phấn đấu năm 2024 đứng trong nhóm 20 địa phương dẫn đầu cả nước về chỉ số DTI."
    assert said(text) == [("dti_index", "all", "<=", 20, 2024)]


def test_figures_of_some_units_are_none():
    text = "Hồ sơ nộp trực tuyến đạt 64%. Một số xã đạt dưới 20%."
    assert [row["value"] for row in extract_statements(REPORT + text)] == [64]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Hồ sơ công việc xử lý trên môi trường mạng ở cấp xã mới đạt 72%, trong khi cấp tỉnh và cấp huyện lần lượt"
            " đạt 98% và 94,5%.",
            [("commune", 72, 2023), ("province", 98, 2023), ("district", 94.5, 2023)],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 81,8%, trong khi năm 2022 con số này mới là 66,5% và năm 2021 chỉ là 39,1%.",
            [("all", 81.8, 2023), ("all", 66.5, 2022), ("all", 39.1, 2021)],
        ),
        (
            "Tỷ lệ công chức cấp xã đạt chuẩn năm 2020 mới đạt 82,4%, nay đạt 97,3%.",
            [("commune", 82.4, 2020), ("commune", 97.3, 2023)],
        ),
    ],
)
def test_what_goes_on_has_a_level_and_a_time_of_its_own(sentence, rows):
    found = extract_statements(REPORT + sentence)
    assert [(row["level"], row["value"], row["year"]) for row in found] == rows


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("100% TTHC được công khai và niêm yết tại Bộ phận Một cửa.", ["procedure_publication_rate"]),
        ("Công bố TTHC\n\n- Tổng số TTHC đang thực hiện trên địa bàn tỉnh là 1.862 TTHC.", []),
        (
            "Số lượng người làm việc trong các đơn vị sự nghiệp công lập qua các năm:\n- Năm 2022: 29.874 người.",
            ["public_service_staff_count"],
        ),
    ],
)
def test_what_is_counted_in_short_is_what_was_named_in_full(text, metrics):
    assert [row["metric"] for row in extract_statements(REPORT + text)] == metrics


def test_what_some_units_do_ends_with_its_part():
    text = "Hạn chế: một số sở chưa rà soát TTHC; hồ sơ trực tuyến ở cấp xã mới đạt 52%."
    assert [(row["level"], row["value"]) for row in extract_statements(REPORT + text)] == [("commune", 52)]


def test_a_rank_that_is_aimed_at_beside_one_that_was_reached_is_a_target():
    text = "Năm 2022, Chỉ số PCI xếp thứ 30/63; phấn đấu năm 2024 nằm trong top 3."
    assert [(row["nature"], row["comparator"], row["value"]) for row in extract_statements(PLAN + text)] == [
        ("actual", "=", 30), ("target", "<=", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Hồ sơ nộp trực tuyến năm 2022 đạt 54% (phấn đấu cấp tỉnh 80%; cấp xã 70%).",
            [("actual", 54, 2022), ("target", 80, 2024), ("target", 70, 2024)],
        ),
        ("Hồ sơ nộp trực tuyến không đồng đều; cá biệt có xã mới đạt 22,4%, có xã đạt trên 95%.", []),
    ],
)
def test_a_plan_tells_results_on_in_parts(text, rows):
    assert [(row["nature"], row["value"], row["year"]) for row in extract_statements(PLAN + text)] == rows


def test_a_town_by_its_abbreviation_is_a_unit_of_its_level():
    text = "Hồ sơ nộp trực tuyến cấp xã đạt 69%. Riêng TP. Tam Kỳ đạt 91%."
    assert [(row["level"], row["value"]) for row in extract_statements(REPORT + text)] == [
        ("commune", 69),
        ("district", 91),
    ]


def test_a_survey_that_is_cited_ends_before_what_it_found():
    text = "Mức độ hài lòng về giải quyết TTHC theo kết quả khảo sát của tỉnh năm 2022 đạt 92,7%."
    assert [(row["value"], row["year"]) for row in extract_statements(REPORT + text)] == [(92.7, 2022)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn (bình quân của cả ba cấp) đạt 98%.", [("all", 98)]),
        ("Văn bản được ký số: khối huyện đạt 99,8%; khối xã đạt 96,1%.", [("district", 99.8), ("commune", 96.1)]),
        ("Chỉ 14,5% hồ sơ được nộp trực tuyến, bằng khoảng một nửa mức chung của cả nước.", [("all", 14.5)]),
        ("Hồ sơ nộp trực tuyến đạt 64,7%, gấp đôi mức 31,5% của cả nước.", [("all", 64.7)]),
        (
            "Ban hành 14 văn bản quy phạm pháp luật, ít hơn 06 văn bản so với năm 2022.",
            [("all", 14)],
        ),
    ],
)
def test_what_is_pooled_or_beside_a_result_is_no_row_of_its_own(text, rows):
    assert [(row["level"], row["value"]) for row in extract_statements(REPORT + text)] == rows


def test_the_report_of_a_department_is_of_the_level_of_departments_and_verified():
    page = "BÁO CÁO\n\nCải cách hành chính năm 2023 của Sở Lao động - Thương binh và Xã hội\n\nI. KẾT QUẢ\n\n"
    read = text_of(page + "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 97%, kể cả lĩnh vực bảo trợ xã hội.")
    drafted = draft_sheet(read, read_facts(read).document("a"), NO_PROVINCE).rows
    assert [row["levels"] for row in drafted] == ["cấp tỉnh"]
    assert [wrong for row in drafted for wrong in check_statement(row, read)] == []


def test_an_aim_that_opens_a_sentence_holds_for_its_parts():
    text = "Phấn đấu 100% văn bản được ký số; tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 98%."
    assert [(row["nature"], row["value"]) for row in extract_statements(REPORT + text)] == [
        ("target", 100), ("target", 98),
    ]  # fmt: skip


def test_a_provincial_body_named_in_the_row_of_a_count_did_it():
    text = "| Nội dung | Số lượng |\n| Văn bản QPPL do UBND tỉnh ban hành | 58 |"
    assert [(row["level"], row["value"]) for row in extract_statements(REPORT + text)] == [("province", 58)]


def test_a_group_of_measures_to_raise_an_index_is_no_aim():
    assert said("1. Nhóm giải pháp nâng điểm PAR INDEX") == []
    assert said("1. Nâng điểm PAR INDEX") == [("par_index", "all", "increase", None, 2024)]


def test_who_is_in_charge_of_a_row_is_no_word_for_the_level_of_its_figure():
    caption = "Bảng 2. Chỉ tiêu đối với UBND các xã, phường, thị trấn\n\n"
    table = "| Chỉ tiêu | Mức phấn đấu | Cơ quan theo dõi |\n| Hồ sơ nộp trực tuyến | từ 60% trở lên | Văn phòng UBND tỉnh |"
    read = text_of(PLAN + caption + table)
    [row] = draft_sheet(read, read_facts(read).document("ke-hoach"), NO_PROVINCE).rows
    assert row["levels"] == "xã, phường, thị trấn"
    assert list(check_statement(row, read)) == []
    wrong = [column for column, _ in check_statement({**row, "levels": "cấp huyện"}, read)]
    assert wrong == ["levels"]  # no word of the caption or the row says so


def test_what_falls_short_in_a_plan_is_a_result():
    text = "Số: 5/KH-UBND\n\nKon Tum, ngày 5 tháng 1 năm 2024\n\n"
    text += PLAN + "Tỷ lệ hồ sơ nộp trực tuyến mới đạt 45%.\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 60%."
    found = [(each["nature"], each["value"]) for each in extract_statements(text)]
    assert found == [("actual", 45), ("target", 60)]


def test_what_is_in_ones_power_to_settle_is_only_the_base_of_a_share():
    sentence = (
        "Tối thiểu 99% hồ sơ thuộc thẩm quyền giải quyết của cấp tỉnh và 98% của cấp xã được giải quyết đúng hạn."
    )
    assert [(row[0], *row[1:4]) for row in said(sentence)] == [
        ("on_time_settlement_rate", "province", ">=", 99),
        ("on_time_settlement_rate", "commune", ">=", 98),
    ]


def test_an_aim_is_for_the_time_of_its_own_part_and_of_the_level_of_its_document():
    text = "Hoàn thành các mục tiêu của tỉnh, tạo tiền đề cho giai đoạn 2026 - 2030; nâng cao thứ hạng PAR INDEX."
    assert ("par_index", "all", "increase", None, 2024) in said(text)
    text = "III. PHƯƠNG HƯỚNG NĂM 2024\n\nNâng tỷ lệ số hóa hồ sơ."
    assert [row[1] for row in said(text, f"UBND HUYỆN KON PLÔNG\n\n{REPORT}")] == ["district"]


def test_a_heading_of_a_plan_on_a_past_year_tells_results_and_a_result_of_all_levels_is_pooled():
    text = "I. TỰ NHÌN NHẬN NĂM 2023\n\nTỷ lệ hồ sơ đúng hạn đạt 94%.\n\nII. NỘI DUNG CAM KẾT\n\nTỷ lệ hồ sơ đúng hạn đạt 98%."
    assert [(each["nature"], each["year"]) for each in extract_statements(PLAN + text)] == [
        ("actual", 2023),
        ("target", 2024),
    ]
    text = "Tỷ lệ hồ sơ nộp trực tuyến của cả ba cấp đạt 42%."
    assert [row[1] for row in said(text, REPORT)] == ["all"]
    assert [row[1] for row in said(text)] == ["province", "district", "commune"]


def test_a_page_of_the_press_is_of_the_year_in_which_it_appeared():
    page = "Khi bản xa không còn xa\n\nPhát sóng: 20h15, thứ Năm, ngày 14/12/2023\n\nĐã có 41.260 hồ sơ được tiếp nhận."
    assert read_facts(text_of(page)).period == "2023"


def test_a_page_without_a_title_is_of_the_year_of_its_day_in_the_first_months_of_the_one_before():
    page = "PHÁT BIỂU TẠI HỘI NGHỊ\n\n(Kon Tum, ngày 20 tháng {} năm 2022)\n\nĐã có 41.260 hồ sơ được tiếp nhận."
    assert [read_facts(text_of(page.format(month))).period for month in ("6", "02")] == ["2022", "2021"]


@pytest.mark.parametrize(
    ("page", "kind", "period"),
    [
        (
            "Năm mới ở một cửa\n12/01/2023\n\nÔng Nam cho biết năm 2022 đã trả đúng hẹn 98% hồ sơ. Đã mở 9 lớp.\n\n"
            "Có 12% hồ sơ còn trễ, đã giảm so với năm 2021.",
            "report",
            "2022",
        ),
        (
            "Tỉnh giao việc cho các sở\n16:22, 21/12/2022\n\nCó ít nhất 60% hồ sơ sẽ được nộp trực tuyến.\n\n"
            "Phấn đấu kiểm tra tối thiểu 30% cơ quan; con số của năm nay là 20%.",
            "plan",
            "2023",
        ),
        (
            "Năm việc lớn\nChiều 30/8/2021\n\nCác mục tiêu áp dụng cho giai đoạn 2021 - 2025.\n\n"
            "Cắt giảm ít nhất 20% quy định giai đoạn 2021 - 2025. Phấn đấu 80% người dân hài lòng.",
            "plan",
            "2021/2025",
        ),
        (
            "Phát biểu bế mạc\n\nThưa các đồng chí! Năm 2024 phải đạt 95% hồ sơ đúng hạn. Phấn đấu 70% hồ sơ trực tuyến.\n\n"
            "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021, tối thiểu 80% người dân hài lòng.",
            "plan",
            "2024",
        ),
    ],
)
def test_a_page_without_a_title_is_read_by_its_day_its_years_and_the_cues_beside_its_figures(page, kind, period):
    facts = read_facts(text_of(page))
    assert (facts.kind, facts.period, facts.open()) == (kind, period, ["kind", "period"])


def test_a_report_of_no_period_tells_no_result_of_a_year_after_its_day():
    page = "Chuyện ở bản\n\nNgày đăng: 27/01/2023\n\nĐến năm 2025 có 90% hồ sơ nộp trực tuyến. Năm 2022 tỷ lệ này là 40%."
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(page, kind="report")]
    assert found == [("target", 90, 2025), ("actual", 40, 2022)]


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("Tỷ lệ hồ sơ nộp trực tuyến phải được 60%.", "target"),
        ("Tỷ lệ hồ sơ nộp trực tuyến phải là 60%.", "target"),
        ("PAR INDEX phải vào nhóm 20.", "target"),
        ("100% hồ sơ giải quyết đúng hạn, không phải gửi thư xin lỗi.", "actual"),
        ("Đã gửi thư xin lỗi đối với 100% hồ sơ trễ hạn phải xin lỗi.", "actual"),
    ],
)
def test_what_must_be_is_an_aim_in_a_report_too(sentence, nature):
    text = text_of(REPORT + sentence)
    assert [each.nature for each in read_document(text, read_facts(text).document(""))] == [nature]


def test_what_a_plan_tells_of_a_past_year_holds_for_the_rest_of_the_paragraph_up_to_its_aims():
    text = "Năm 2023, cải cách hành chính có nhiều kết quả. Tỷ lệ hồ sơ đúng hạn đạt 96%. Có 12/12 huyện dùng một cửa điện tử."
    text += " Mục tiêu là tỷ lệ hồ sơ đúng hạn đạt 98%."
    found = [(each["nature"], each["year"]) for each in extract_statements(PLAN + text)]
    assert found == [("actual", 2023), ("actual", 2023), ("target", 2024)]


def test_a_year_before_a_level_counts_no_units():
    text = "Đến năm 2024 tỉnh đã giảm 12% đơn vị sự nghiệp công lập."
    assert [row[1] for row in said(text, REPORT)] == ["all"]


def test_points_taken_off_a_part_of_an_index_are_no_sanction_on_its_score():
    text = "PAR INDEX năm 2023 đạt 87,25%, trong đó tiêu chí thành phần về thủ tục bị trừ 1,85 điểm."
    assert [(row[0], row[3]) for row in said(text, REPORT)] == [("par_index", 87.25)]


def test_what_is_so_many_times_a_year_is_not_of_it():
    assert [row[-1] for row in said("Hồ sơ nộp trực tuyến đạt 69%, gấp 2,3 lần năm 2021.", REPORT)] == [2023]
    assert [row[-1] for row in said("Trong 5 năm 2016 - 2020 tinh giản 153 biên chế.", REPORT)] == [2020]


def test_a_department_that_speaks_mostly_of_itself_is_of_its_level():
    own = "UBND TỈNH KON TUM\nSỞ XÂY DỰNG\n\nBÁO CÁO\n\nCải cách hành chính năm 2023\n\n"
    text = "Sở đã tiếp nhận 418 hồ sơ. 96% hồ sơ đúng hạn. 100% văn bản đi của Sở được ký số."
    assert {row[1] for row in said(text, own)} == {"province"}
    text = "Sở đã ban hành kế hoạch. Tỷ lệ hồ sơ đúng hạn trên địa bàn tỉnh đạt 96%. Toàn tỉnh có 40% hồ sơ trực tuyến."
    assert {row[1] for row in said(text, own)} == {"all"}


def test_a_page_of_the_first_months_tells_of_the_year_before():
    page = "Chuyện đầu xuân\nNgày đăng: 27/01/2023\n\nĐã có 96% hồ sơ đúng hạn. Năm ngoái đã kiểm tra 30% cơ quan."
    found = [(each["nature"], each["value"], each["year"]) for each in extract_statements(page)]
    assert found == [("actual", 96, 2022), ("actual", 30, 2022)]


def test_what_ranges_over_two_numbers_counts_none_of_them():
    assert said("Mở 20 lớp đào tạo, mỗi lớp 40 - 50 người.") == [("training_class_count", "all", "=", 20, 2024)]


def test_a_report_on_a_programme_is_of_its_years_not_of_those_it_looks_ahead_to():
    title = "Tổng kết Chương trình cải cách hành chính giai đoạn 2011 - 2020, định hướng giai đoạn 2021 - 2025"
    page = text_of(f"Kon Tum, ngày 30 tháng 10 năm 2020\n\nBÁO CÁO\n\n{title}\n\nĐã có 9 xã.")
    assert read_facts(page).period == "2011/2020"
    page = text_of("KẾ HOẠCH\n\nNhiệm vụ năm 2024 của Chương trình giai đoạn 2021 - 2025\n\nĐã có 9 xã.")
    assert read_facts(page).period == "2024"


def test_a_caption_of_a_field_is_no_index_of_its_name():
    table = "| Chỉ tiêu | Năm 2023 | Năm 2024 |\n| {} | 38% | 50% |"
    text = "6. Xây dựng chính quyền số\n\n" + table.format("Hồ sơ nộp trực tuyến (%)").replace("%", "")
    assert {(row[0], row[3]) for row in said(text.replace("()", "(%)"))} == {
        ("online_filing_rate", 38),
        ("online_filing_rate", 50),
    }


def test_a_head_may_open_with_its_year_and_days_from_one_to_another_are_a_period():
    text = "Kết quả các chỉ số năm 2021, 2022\n\n| Chỉ số | Năm 2021: điểm | Năm 2022: điểm |\n| PAR INDEX | 84,05 | 86,93 |"
    assert [(row[3], row[4]) for row in said(text)] == [(84.05, 2021), (86.93, 2022)]
    text = "Bảng 1. Kết quả (15/12/2022 - 14/12/2023)\n\n| Đơn vị | Tiếp nhận (hồ sơ) |\n| Cấp tỉnh | 881 |\n| Cấp xã | 617 |"
    assert [(row[3], row[4]) for row in said(text, REPORT)] == [(881, 2023), (617, 2023)]


def test_what_a_survey_tells_of_those_it_asked_is_no_score():
    assert said("Theo PCI năm 2023 có 39% doanh nghiệp phải chi trả.", REPORT)[0][0] is None


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Từ đầu năm đến ngày 30/11/2023", "11-30"),
        ("Từ ngày 01/01 đến hết ngày 25/11/2023", "11-25"),
        ("Từ tháng 01/2023 đến tháng 9/2023", "09-30"),
        ("Lũy kế từ đầu năm đến hết tháng 9 năm 2023", "09-30"),
        ("Trong 11 tháng năm 2023", "11-30"),
        ("Trong 9 tháng đầu năm 2023", "09-30"),
    ],
)
def test_what_flows_from_the_new_year_is_no_state_of_its_last_day(words, last):
    text = text_of(f"{REPORT}{words}, toàn tỉnh tiếp nhận 612.458 hồ sơ.")
    [draft] = read_document(text, read_facts(text).document(""))
    [row] = harmonize(draft, text, read_facts(text).document(""))
    assert row.period == f"2023-01-01/2023-{last}"


def test_a_quote_does_not_begin_within_the_words_of_a_thing():
    text = (
        PLAN
        + "Mức độ hài lòng về đất đai, xây dựng, đầu tư đạt tối thiểu 90%. Mỗi cơ quan, đơn vị có ít nhất 01 sáng kiến."
    )
    quotes = [text[each["start"] : each["end"]] for each in extract_statements(text)]
    assert quotes == ["đất đai, xây dựng, đầu tư đạt tối thiểu 90%", "cơ quan, đơn vị có ít nhất 01 sáng kiến"]


def test_counts_may_leave_out_their_noun_after_the_act():
    text = "Bộ phận một cửa tiếp nhận 17.983 hồ sơ. Trong đó: giải quyết 16.240, còn lại 1.743."
    assert [(row[0], row[3]) for row in said(text, REPORT)][:2] == [
        ("dossiers_received_count", 17983),
        ("dossiers_settled_count", 16240),
    ]

    table = "| Chỉ số | Mục tiêu 2024 |\n| PCI | Top 20 |"
    assert [row[:4] for row in said(table)] == [("pci_index", "all", "<=", 20)]


def confidences(text):
    """Give the confidence of every row drafted from a text."""
    read = text_of(text)
    return [judge(draft, (), (), ()).confidence for draft in read_document(read, read_facts(read).document(""))]


def test_one_word_for_several_levels_and_a_result_with_a_floor_are_never_sure():
    assert confidences(PLAN + "Phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn ở cả ba cấp đạt 98%.") == ["medium"]
    assert confidences(PLAN + "Phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn ở cấp tỉnh đạt 98%.") == ["high"]
    table = "| Chỉ tiêu | Cấp tỉnh |\n| Tỷ lệ văn bản được ký số | {}90% |"
    assert confidences(REPORT + table.format("≥ ")) == ["medium"]
    assert confidences(REPORT + table.format("")) == ["high"]


def test_what_names_no_time_in_its_title_is_of_the_year_of_its_day_and_a_plan_of_autumn_of_the_next():
    page = "Kon Tum, ngày 28 tháng {} năm 2024\n\n{}\n\nVề một cửa điện tử\n\nCó 96% hồ sơ đúng hạn."
    read = [
        read_facts(text_of(page.format(*of))).period
        for of in (("6", "BÁO CÁO"), ("11", "BÁO CÁO"), ("2", "KẾ HOẠCH"), ("11", "KẾ HOẠCH"))
    ]
    assert read == ["2024", "2024", "2024", "2025"]


def test_an_official_letter_tells_results_of_a_quarter_that_is_over_and_asks_levels_for_aims():
    text = (
        "Số: 15/UBND-HCC\n\nV/v đôn đốc thực hiện các chỉ tiêu năm 2024\n\nKon Tum, ngày 08 tháng 4 năm 2024\n\n"
    )
    text += "Một số chỉ tiêu còn thấp, cụ thể trong quý I/2024:\n\n- Tỷ lệ hồ sơ đúng hạn: 94,7%.\n\n"
    text += "Chủ tịch UBND tỉnh yêu cầu:\n\n"
    text += "1. Các sở, ban, ngành; UBND các huyện, thành phố; UBND các xã, phường, thị trấn\n\n"
    text += "a) Tỷ lệ hồ sơ đúng hạn đạt tối thiểu 98%."
    found = [(each["nature"], each["level"], each["value"]) for each in extract_statements(text, kind="plan")]
    asked = [("target", level, 98) for level in ("province", "district", "commune")]
    assert found == [("actual", "all", 94.7), *asked]
    assert [
        node.section for node in read_nodes(text_of(text)) if "94,7" in text_of(text).words[node.start : node.end]
    ] == ["-"]


@pytest.mark.parametrize(
    "text",
    [
        "Nâng tỷ lệ hồ sơ trực tuyến từ 62,7% năm 2023 lên 75%, thanh toán trực tuyến 50%.",
        "Tỷ lệ hồ sơ nộp trực tuyến năm 2023 là 62,7%, nâng lên 75%, 100% hồ sơ được số hóa.",
        "Năm 2023, cải cách hành chính đạt kết quả khá. Sang năm 2024, tỷ lệ hồ sơ nộp trực tuyến đạt 85%.",
        "Năm 2023, cải cách hành chính đạt kết quả khá. Tiếp tục duy trì 100% hồ sơ đúng hạn, 80% hồ sơ trực tuyến.",
        "Năm 2023, tỉnh đã hoàn thành đề án. Yêu cầu: 100% hồ sơ được số hóa. Cấp xã: 80% hồ sơ nộp trực tuyến.",
        "Ngày 15/3/2023, UBND tỉnh đã có Quyết định số 500. Các cơ quan có 85% hồ sơ nộp trực tuyến.",
    ],
)
def test_a_past_year_in_a_plan_takes_none_of_its_aims(text):
    found = [(each["nature"], each["year"]) for each in extract_statements(PLAN + text)]
    assert found[-1] == ("target", 2024)
    assert ("actual", 2024) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ giải quyết đúng hạn 100%, không có hồ sơ nào phải trả lại.",
        "100% văn bản đi được ký số (trừ văn bản mật phải xử lý trên giấy).",
        "Cấp xã: 100% hồ sơ nộp trực tuyến, cán bộ phải hỗ trợ người dân nhập liệu.",
        "PAR INDEX năm 2023 tăng 5 bậc, giữ trong nhóm 20 tỉnh đứng đầu cả nước.",
        "Đối chiếu với các mục tiêu của Kế hoạch năm 2023:\n\n1. Thủ tục\n\nTỷ lệ hồ sơ nộp trực tuyến là 78%.",
    ],
)
def test_what_a_report_tells_beside_words_of_duty_or_aim_stays_a_result(text):
    assert {each["nature"] for each in extract_statements(REPORT + text)} == {"actual"}


def test_a_page_of_the_first_months_is_of_the_year_before():
    page = "Tin CCHC\nThứ Hai, 19/02/2024 - 08:15\n\nĐã tiếp nhận 8.000 hồ sơ."
    assert read_facts(text_of(page)).period == "2023"


def test_the_year_of_a_heading_of_two_and_of_days_that_are_cited():
    text = "I. KẾT QUẢ NĂM 2022 VÀ 2023\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 78%."
    assert [each["nature"] for each in extract_statements(PLAN + text)] == ["actual"]
    page = "PHÁT BIỂU\n\nThực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ,\n\nĐã có 78% hồ sơ trực tuyến."
    assert read_facts(text_of(page)).period is None
    page = "Kiên Giang chuẩn bị cho quý IV/2024\nThứ Tư, 10/09/2024 - 16:42\n\nĐã có 96% hồ sơ đúng hạn."
    assert read_facts(text_of(page)).period == "2024"


def test_a_heading_with_words_of_its_own_lends_no_metric_from_further_up():
    table = "| Cấp | Năm 2022 (%) | Năm 2023 (%) |\n| Cấp tỉnh | 90 | 100 |\n| Cấp xã | 60 | 80 |"
    assert said(f"I. Hồ sơ nộp trực tuyến\n\n1. Kết nối mạng nội bộ\n\n{table}", REPORT) == []


def test_a_lead_on_what_there_has_been_since_a_year_keeps_the_aims_of_its_list():
    text = "Duy trì mô hình đã có từ năm 2022:\n\n- Tỷ lệ hồ sơ nộp trực tuyến đạt 60%."
    assert [(each["nature"], each["year"]) for each in extract_statements(PLAN + text)] == [("target", 2024)]


def test_the_numbers_of_levels_of_service_are_uncovered_by_no_row():
    text = text_of("Cung cấp dịch vụ công trực tuyến mức độ 3, 4 và mức độ 3 và 4 cho 80% thủ tục.")
    assert [each.figure for each in uncovered_figures(text, [])] == ["80%"]


def test_a_row_of_an_annex_stands_in_its_part_whose_name_is_a_line_of_its_own():
    annex = "PHỤ LỤC\n\nII\n\nTHỦ TỤC HÀNH CHÍNH\n\n1\n\nKiểm tra văn bản\n\nSở Tư pháp\n\n2\n\nSố hóa 80% kết quả\n\nSở Nội vụ"
    text = text_of(annex)
    assert [each.node.section for each in read_document(text, read_facts(text).document("a"))] == ["PL.II.2"]


def test_a_rate_may_be_about_more_than_one_thing_and_of_whom_it_says():
    text = (
        "Mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính đạt 95%, đối với dịch vụ y tế, giáo dục "
        "công lập 90%."
    )
    assert [row[0] for row in said(text)] == [
        "satisfaction_agency_service_rate",
        "satisfaction_health_education_rate",
    ]
    text = "Tỷ lệ văn bản phát hành được ký số của UBND tỉnh 100%, của UBND cấp huyện 98,9%."
    assert [row[1] for row in said(text, REPORT)] == ["province", "district"]


@pytest.mark.parametrize(
    "page",
    [
        "Tin\n45/13/2024\n\nĐến nay đã có 90% hồ sơ đúng hạn.",
        "Kon Tum, ngày 31 tháng 02 năm 2024\n\nBÁO CÁO\n\nCải cách hành chính\n\nĐến nay đã có 90% hồ sơ đúng hạn.",
        "KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2025 - 2021\n\nTối thiểu 90% hồ sơ đúng hạn.",
        "Giai đoạn 2025 - 2021\n\nGiai đoạn 2025 - 2021 tối thiểu 90% hồ sơ đúng hạn. Phấn đấu đạt.",
    ],
)
def test_days_and_years_that_cannot_be_are_not_taken_for_those_of_the_page(page):
    facts = read_facts(text_of(page))
    assert (facts.issued, facts.period) == (None, None)
    assert [row["value"] for row in extract_statements(page)] == [90]


def test_a_day_in_a_remark_makes_no_result_of_an_aim():
    text = "Mỗi năm cắt giảm ít nhất 5% chi phí tuân thủ (số liệu gốc tính đến 31/5/2020)."
    found = extract_statements(text, kind="plan", period="2021/2025")
    assert [(each["nature"], each["value"], each["year"]) for each in found] == [("target", 5, 2025)]


def test_the_whole_province_and_each_level_are_no_bodies_that_a_share_is_of():
    assert [
        row[0] for row in said("Toàn tỉnh có 97/98 đơn vị sự nghiệp công lập thực hiện cơ chế tự chủ.", REPORT)
    ] == ["public_unit_autonomy_rate"]
    assert [row[0] for row in said("Mỗi cấp phấn đấu 70% hồ sơ được số hóa, ký số.")] == [
        "dossier_digitization_rate"
    ] * 3


def test_a_second_time_before_its_figure_is_none_of_the_first():
    text = "Đến năm 2023, tối thiểu 50% và đến năm 2025, tối thiểu 80% hồ sơ được luân chuyển nội bộ bằng phương thức điện tử."
    found = extract_statements(text, kind="plan", period="2021/2025")
    assert [(each["value"], each["year"]) for each in found] == [(50, 2023), (80, 2025)]


def test_a_share_goes_on_with_its_own_part_of_the_sentence_before_another():
    text = (
        "Tối thiểu 1/3 số UBND cấp xã được kiểm tra cải cách hành chính; 100% sở, ban, ngành và 100% UBND cấp huyện áp dụng "
        "TCVN ISO 9001:2015."
    )
    found = [(row[0], row[1]) for row in said(text)]
    assert found == [
        ("inspection_coverage_rate", "commune"),
        ("iso9001_adoption_rate", "province"),
        ("iso9001_adoption_rate", "district"),
    ]


@pytest.mark.parametrize(
    "goal", ["trong khi mục tiêu cả năm là tối thiểu 45%", "trong khi yêu cầu đặt ra là 45% trở lên"]
)
def test_a_goal_told_after_a_result_is_a_target_of_the_same(goal):
    text = f"Tỷ lệ giao dịch thanh toán trực tuyến đạt 52,3% {goal}."
    found = extract_statements(text, kind="report", period="2023")
    assert [(each["nature"], each["comparator"], each["value"]) for each in found] == [
        ("actual", "=", 52.3),
        ("target", ">=", 45),
    ]


def test_a_floor_said_after_two_shares_holds_for_both():
    text = "Kiểm tra công tác cải cách hành chính từ 35% số sở, ban, ngành và 50% số xã trở lên."
    assert [row[2:4] for row in said(text)] == [(">=", 35), (">=", 50)]


def test_a_level_that_ends_a_clause_is_not_what_its_share_is_of():
    found = extract_statements(REPORT + "Hồ sơ giải quyết đúng hạn đạt 99% cấp tỉnh, 98% cấp huyện và 97% cấp xã.")
    assert [(row["metric"], row["level"], row["value"]) for row in found] == [
        ("on_time_settlement_rate", "province", 99),
        ("on_time_settlement_rate", "district", 98),
        ("on_time_settlement_rate", "commune", 97),
    ]


def test_levels_of_a_list_stand_after_their_figure():
    text = "Hồ sơ nộp trực tuyến đạt 90% ở tỉnh, huyện và 85% ở xã."
    assert [row[1:4] for row in said(text)] == [("province", "=", 90), ("district", "=", 90), ("commune", "=", 85)]


@pytest.mark.parametrize(
    ("rest", "nature"), [("thực tế đạt 52%", "target"), ("song còn thấp hơn kế hoạch", "actual")]
)
def test_a_planned_share_in_a_report_has_its_result_behind_it(rest, nature):
    text = f"Chỉ tiêu hồ sơ nộp trực tuyến đạt 55%, {rest}."
    assert next(extract_statements(text, kind="report", period="2023"))["nature"] == nature


def test_a_bound_reaches_over_remarks_to_the_end_of_a_list():
    text = (
        "Ít nhất 90% (cấp tỉnh), 80% (cấp huyện) và 60% (cấp xã) hồ sơ công việc được xử lý trên môi trường mạng."
    )
    assert [row[1:4] for row in said(text)] == [
        ("province", ">=", 90),
        ("district", ">=", 80),
        ("commune", ">=", 60),
    ]


def test_the_aims_of_a_report_are_those_behind_the_words_for_time_to_come():
    text = "Nhiệm vụ 6 tháng cuối năm: hồ sơ nộp trực tuyến đạt ít nhất 60%; cấp xã số hóa 100% hồ sơ."
    found = extract_statements(text, kind="report", period="2024-01-01/2024-06-30")
    assert [(each["nature"], each["level"], each["value"]) for each in found] == [
        ("target", "all", 60),
        ("target", "commune", 100),
    ]


def test_the_end_of_a_year_is_ahead_of_its_first_half():
    text = (
        "Hồ sơ nộp trực tuyến đạt 64%; các sở phải nâng tỷ lệ hồ sơ nộp trực tuyến lên trên 85% vào cuối năm 2023."
    )
    found = extract_statements(text, kind="report", period="2023-01-01/2023-06-30")
    assert [(row["nature"], row["value"]) for row in found] == [("actual", 64), ("target", 85)]


def test_a_goal_that_a_report_names_may_be_reached_but_what_was_reached_is_none():
    text = "Trên cơ sở đó, mục tiêu năm 2024 là PAR INDEX đạt từ 86,5% trở lên, SIPAS trên 84%."
    assert [row["nature"] for row in extract_statements(text, kind="report", period="2024")] == [
        "target",
        "target",
    ]
    text = "Mục tiêu năm 2023 về hồ sơ nộp trực tuyến là 75%, 6 tháng đạt 69,3%."
    found = extract_statements(text, kind="report", period="2023")
    assert [(row["nature"], row["value"]) for row in found] == [("target", 75), ("actual", 69.3)]


def test_a_share_of_what_is_paid_in_cash_is_none_of_what_is_paid_online():
    assert [row[0] for row in said("Tối đa 15% giao dịch thanh toán bằng tiền mặt.")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ tiêu: Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98%. Kết quả: tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%.",
        "- Mục tiêu đề ra: 98% hồ sơ giải quyết đúng hạn.\n- Kết quả: 99% hồ sơ giải quyết đúng hạn.",
        "Hồ sơ giải quyết đúng hạn - chỉ tiêu: 98%; kết quả: 99%.",
    ],
)
def test_a_goal_behind_its_label_is_a_target_beside_the_result(text):
    found = extract_statements(text, kind="report", period="2023")
    assert [(row["nature"], row["value"]) for row in found] == [("target", 98), ("actual", 99)]


@pytest.mark.parametrize("opening", ["Hiện nay, ", "Đến nay, ", "Thực trạng: "])
def test_how_things_stand_is_no_aim_of_a_plan(opening):
    text = f"{opening}tỷ lệ thanh toán trực tuyến là 35%. Phấn đấu đến hết năm đạt 50%."
    found = extract_statements(text, kind="plan", period="2025", issued="2025-01-10")
    assert [(row["nature"], row["value"]) for row in found] == [("actual", 35), ("target", 50)]


def test_figures_one_by_one_that_no_name_can_be_given_to_have_no_metric():
    text = "Chỉ số PAPI và PCI lần lượt đạt 42,1 điểm (xếp 35) và 66,2 điểm (xếp 28)."
    assert 42.1 not in [row["value"] for row in extract_statements(text, kind="report", period="2023")]


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đã giao chỉ tiêu hồ sơ nộp trực tuyến: cấp tỉnh 80%, cấp xã 60%.",
        "Các sở, ngành cần nâng tỷ lệ hồ sơ nộp trực tuyến lên 80%, tỷ lệ thanh toán trực tuyến lên 60%.",
    ],
)
def test_what_bodies_are_given_to_do_is_no_result(text):
    assert [row["nature"] for row in extract_statements(text, kind="report", period="2023")] == ["target"] * 2


def test_a_part_told_after_a_list_by_level_is_of_no_level():
    text = "Tiếp nhận 45.000 hồ sơ (cấp tỉnh 10.000; cấp huyện 15.000; cấp xã 20.000), trong đó trực tuyến 30.000 hồ sơ."
    assert [row[1] for row in said(text, REPORT)] == ["all", "province", "district", "commune", "all"]


def test_where_a_unit_lies_is_not_its_level():
    """As papers name it, in parentheses behind the unit; levels that are listed there are those of the figure."""
    text = "Năm 2023, xã Diên Bình (huyện Đăk Tô, Kon Tum) tiếp nhận 1.200 hồ sơ."
    assert [row[1] for row in said(text, REPORT)] == ["commune"]
    text = "Năm 2023, các cấp (tỉnh, huyện, xã) tiếp nhận 1.200 hồ sơ."
    assert [row[1] for row in said(text, REPORT)] == ["all"]


@pytest.mark.parametrize("of_all", ["các tỷ lệ sau", "các chỉ tiêu dưới đây", "đạt các mức sau đây"])
def test_the_lead_of_a_list_may_bound_all_its_rates(of_all):
    text = f"Phấn đấu tối thiểu {of_all}:\n- 70% hồ sơ công việc xử lý trên môi trường mạng;\n- 90% hồ sơ giải quyết đúng hạn."
    assert [row[2:4] for row in said(text)] == [(">=", 70), (">=", 90)]


@pytest.mark.parametrize("start", ["từ 61% lên", "61% lên", "61% →", "61% =>"])
def test_a_rate_that_is_left_behind_is_no_figure(start):
    text = f"- Hồ sơ giải quyết đúng hạn: {start} ít nhất 70%."
    assert [row[2:4] for row in said(text)] == [(">=", 70)]


@pytest.mark.parametrize("mark", ["a) ", "(a) ", "(i) ", "- ", "1. "])
def test_items_of_a_list_are_paragraphs_however_short(mark):
    rows = (
        "Sở, ban, ngành: 1.204.330 hồ sơ",
        "Phường, xã, thị trấn: 9.640.112 hồ sơ",
        "Quận, huyện: 2.018.775 hồ sơ",
    )
    text = "\n".join(
        [
            "Hồ sơ tiếp nhận trong năm 2023:",
            *(mark + row for row in rows),
            "Số phản ánh của cả ba cấp: 12 phản ánh.",
        ]
    )
    found = [*extract_statements(REPORT + text)]
    assert [(each["level"], each["evidence"]) for each in found][:3] == [
        ("province", "1.204.330 hồ sơ"),
        ("commune", "9.640.112 hồ sơ"),
        ("district", "2.018.775 hồ sơ"),
    ]


def test_what_an_inspection_found_is_not_what_was_inspected():
    text = "100% cơ quan, đơn vị có hạn chế phát hiện qua kiểm tra phải khắc phục xong."
    assert [row[0] for row in said(text)] == [None]
    assert said("Đang trong quá trình giải quyết: 1.724 hồ sơ.", REPORT) == []


@pytest.mark.parametrize("sign", ["80-85%", "từ 80% đến 85%", "80% – 85%"])
def test_what_is_said_of_a_range_is_not_said_of_the_figure_after_it(sign):
    text = f"Hồ sơ công việc xử lý trên môi trường mạng đạt {sign} ở cấp tỉnh, 75% ở cấp huyện, 60% ở cấp xã."
    assert [row[1::2] for row in said(text)] == [("district", 75), ("commune", 60)]


@pytest.mark.parametrize(
    ("received", "scopes"),
    [
        ("tiếp nhận 150 hồ sơ", ["standard"]),
        ("tiếp nhận trực tuyến 150 hồ sơ, tiếp nhận trực tiếp 50 hồ sơ", ["received_online", "received_in_person"]),
        ("tiếp nhận trực tiếp và trực tuyến 150 hồ sơ", ["standard"]),
        ("Trung tâm Phục vụ hành chính công tiếp nhận 150 hồ sơ, trong đó trực tuyến 90 hồ sơ", ["centre", "centre_online"]),
    ],
)  # fmt: skip
def test_dossiers_received_one_way_are_not_all_that_were_received(received, scopes):
    assert [each["scope"] for each in extract_statements(f"{REPORT}Năm 2023, {received}.")] == scopes


@pytest.mark.parametrize(
    "head", ["1. Hồ sơ giải quyết đúng hạn", "(1) Hồ sơ giải quyết đúng hạn", "a) Hồ sơ giải quyết đúng hạn:"]
)
def test_what_bodies_planned_and_did_is_of_the_heading(head):
    text = f"{head}\n\nUBND huyện: kế hoạch 95%, thực hiện 98,72%.\n\nUBND các xã: kế hoạch 90%, thực hiện 99%."
    assert said(text, REPORT) == [
        ("on_time_settlement_rate", "district", "=", 95, 2023),
        ("on_time_settlement_rate", "district", "=", 98.72, 2023),
        ("on_time_settlement_rate", "commune", "=", 90, 2023),
        ("on_time_settlement_rate", "commune", "=", 99, 2023),
    ]


@pytest.mark.parametrize(
    ("sentence", "natures"),
    [
        ("Đề nghị Bộ Nội vụ giao tỷ lệ hồ sơ nộp trực tuyến ở mức 45%.", []),
        ("- Kiến nghị UBND tỉnh giảm chỉ tiêu thanh toán trực tuyến còn 30%.", []),
        ("Đề nghị các sở, ngành: tỷ lệ hồ sơ nộp trực tuyến đạt 60%.", ["target"]),
        ("Kiến nghị của người dân được giải quyết đúng hạn đạt 98%; hồ sơ nộp trực tuyến đạt 60%.", ["actual", "actual"]),
    ],
)  # fmt: skip
def test_what_others_are_asked_for_is_no_result(sentence, natures):
    assert [each["nature"] for each in extract_statements(REPORT + sentence)] == natures


def test_what_holds_now_is_not_of_a_year_before():
    text = "Năm 2021 toàn tỉnh có 19.870 biên chế sự nghiệp hưởng lương ngân sách, nay còn 19.455."
    found = [*extract_statements(text, kind="report", period="2023")]
    assert [(each["value"], each["year"]) for each in found] == [(19870, 2021), (19455, 2023)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Tỷ lệ hồ sơ đúng hạn:97,9%.", [("=", 97.9)]),
        ("PAPI năm 2023 xếp 35.", [("=", 35)]),
        ("Không để hơn 2% hồ sơ giải quyết trễ hạn.", [("<=", 2)]),
        ("Hồ sơ giải quyết đúng hạn đạt 96% (KH: 98%).", [("=", 96), ("=", 98)]),
        ("Từ 50% dịch vụ công trực tuyến mức độ 3, 4 trở lên được tích hợp lên Cổng Dịch vụ công quốc gia.", [(">=", 50)]),
        ("Hồ sơ nộp trực tuyến: sở ngành 90%, huyện >80%, xã mới 39,2%.", [("=", 90), (">", 80), ("=", 39.2)]),
        ("Tiếp nhận 150 hồ sơ. Xã có 14 tổ công nghệ số cộng đồng.", [("=", 150)]),
    ],
)  # fmt: skip
def test_figures_as_people_jot_them_down(text, rows):
    assert [row[2:4] for row in said(text, REPORT)] == rows


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Mục tiêu đưa PAPI vào nhóm 30.", ["target"]),
        ("Kế hoạch hồ sơ trực tuyến đạt 40%; kết quả đạt 45%.", ["target", "actual"]),
        ("Hồ sơ trực tuyến đạt 40%.", ["actual"]),
    ],
)
def test_a_goal_of_a_report_is_a_target(text, natures):
    assert [each["nature"] for each in extract_statements(REPORT + text)] == natures


def test_what_a_body_is_said_to_do_is_all_its_own():
    text = "Trung tâm Phục vụ hành chính công tiếp nhận 45 hồ sơ, giải quyết 44 hồ sơ, trong đó đúng hạn 40 hồ sơ, trễ hạn 4 hồ sơ"
    found = extract_statements(f"{REPORT}{text}; cấp huyện giải quyết 80 hồ sơ.")
    assert [(each["scope"], each["value"]) for each in found] == [
        ("centre", 45), ("centre", 44), ("centre_on_time", 40), ("centre_late", 4), ("standard", 80),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Năm 2023, cấp tỉnh phấn đấu 80% hồ sơ nộp trực tuyến nhưng chỉ đạt 75%.", [("target", 80, 2023), ("actual", 75, 2023)]),
        ("Chỉ tiêu năm 2023 là tối thiểu 98% hồ sơ đúng hạn; đã đạt 98,7%.", [("target", 98, 2023), ("actual", 98.7, 2023)]),
        ("Khắc phục hạn chế năm 2023, phấn đấu 98% hồ sơ đúng hạn.", [("target", 98, 2024)]),
    ],
)  # fmt: skip
def test_an_aim_for_a_year_that_is_over_keeps_its_year(text, rows):
    found = extract_statements(text, kind="plan", period="2024")
    assert [(each["nature"], each["value"], each["year"]) for each in found] == rows


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize(
    ("kind", "lines", "rows"),
    [
        ("report", ["Phương hướng, nhiệm vụ năm 2025", "Phấn đấu hồ sơ đúng hạn đạt trên 99%."], [("target", 99, 2025)]),
        ("report", ["Một số nhiệm vụ trọng tâm trong năm 2025", "1. Tối thiểu 80% hồ sơ nộp trực tuyến."], [("target", 80, 2025)]),
        ("report", ["Kết quả 6 tháng đầu năm", "- Hồ sơ nộp trực tuyến đạt 70%."], [("actual", 70, 2024)]),
        ("plan", ["Đánh giá kết quả năm 2023", "Hồ sơ đúng hạn đạt 97,5%.", "Mục tiêu năm 2024", "Hồ sơ đúng hạn đạt 99%."],
         [("actual", 97.5, 2023), ("target", 99, 2024)]),
        ("plan", ["Điều 1. Đánh giá kết quả năm 2023", "1. Hồ sơ đúng hạn đạt 97,5%.", "Điều 2. Mục tiêu", "1. Hồ sơ đúng hạn đạt 99%."],
         [("actual", 97.5, 2023), ("target", 99, 2024)]),
    ],
)  # fmt: skip
def test_a_heading_may_be_a_line_in_small_letters(kind, lines, rows, gap):
    found = extract_statements(gap.join(lines), kind=kind, period="2024")
    assert [(each["nature"], each["value"], each["year"]) for each in found] == rows


def test_a_sentence_on_the_year_to_come_lends_it_to_those_behind_it():
    text = "Năm 2025, tỉnh đề ra các chỉ tiêu sau đây. Tối thiểu 80% hồ sơ nộp trực tuyến."
    assert [row[2:] for row in said(text, REPORT)] == [(">=", 80, 2025)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Mục tiêu của Chính phủ\n\n- Tối thiểu 80% hồ sơ nộp trực tuyến.",
        "Nghị quyết của Chính phủ đề ra các mục tiêu sau:\n\n- Tối thiểu 80% hồ sơ nộp trực tuyến.",
        "Kinh nghiệm của tỉnh Quảng Ninh:\n\n- Hồ sơ nộp trực tuyến đạt 95%.",
        "Tiêu chí khen thưởng:\n\n- Tối thiểu 99% hồ sơ giải quyết đúng hạn.",
        "Bảng chấm điểm:\n\n- Trên 80% hồ sơ nộp trực tuyến: 2 điểm;",
        "V. KIẾN NGHỊ, ĐỀ XUẤT\n\n1. Với Bộ Nội vụ: mở tối thiểu 05 lớp bồi dưỡng cho công chức cấp xã.",
        "Đề nghị Chính phủ:\n\n- Giao tỷ lệ hồ sơ nộp trực tuyến ở mức 45%.",
        "| Xếp loại | Hồ sơ giải quyết đúng hạn |\n| Tốt | từ 98% trở lên |\n| Khá | 95% |",
        "| Chỉ tiêu | Mục tiêu CP | Quảng Ninh |\n| Tỷ lệ hồ sơ nộp trực tuyến | 80% | 95% |",
    ],
)
def test_what_a_lead_heading_or_head_gives_to_others_is_no_figure_of_the_document(text):
    assert [*extract_statements(REPORT + text)] == []
    own = text.replace("của Chính phủ", "của tỉnh").replace("Quảng Ninh", "Kon Tum").partition("\n\n")[0]
    assert "tỉnh" not in own or said(f"{own}\n\n- Hồ sơ nộp trực tuyến đạt 70%.", REPORT)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Năm 2023 tỉnh được giao 80% hồ sơ nộp trực tuyến; kết quả đạt 71%.", [("target", 80), ("actual", 71)]),
        ("Theo kế hoạch, mở 10 lớp bồi dưỡng; đã mở 8 lớp, còn 2 lớp sẽ tổ chức.", [("target", 10), ("actual", 8), ("target", 2)]),
        ("Hồ sơ nộp trực tuyến: 71% (chỉ tiêu: 60%; cùng kỳ: 55%).", [("actual", 71), ("target", 60), ("actual", 55)]),
        ("So với chỉ tiêu từ 95% trở lên, hồ sơ giải quyết đúng hạn mới đạt 93%.", [("target", 95), ("actual", 93)]),
        ("412/438 đơn vị sự nghiệp công lập được giao quyền tự chủ tài chính, đạt 94,06%.", [("actual", 94.06)]),
    ],
)  # fmt: skip
def test_what_was_given_to_reach_is_a_target(text, rows):
    found = extract_statements(REPORT + text)
    assert [(each["nature"], each["value"]) for each in found if each["numerator"] is None] == rows


@pytest.mark.parametrize(
    "text",
    [
        "Bình quân mỗi ngày tiếp nhận 150 hồ sơ.",
        "Trường hợp tỷ lệ hồ sơ giải quyết đúng hạn dưới 95% thì không xét khen thưởng.",
        "Ví dụ: tiếp nhận 1.000 hồ sơ thì tỷ lệ hồ sơ nộp trực tuyến là 80%.",
        "Có 8/19 sở, ngành đạt 100% hồ sơ giải quyết đúng hạn.",
    ],
)
def test_means_conditions_examples_and_thresholds_give_no_figure(text):
    assert said(text, REPORT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Có 12% cán bộ, công chức cấp xã chưa đạt chuẩn.",
        "Có 15% hồ sơ công việc không được xử lý trên môi trường mạng.",
        "| Chỉ tiêu | Hài lòng | Không hài lòng |\n| Giải quyết TTHC | 95% | 5% |",
        "| Chỉ tiêu | Kết quả |\n| Mức độ chưa hài lòng về giải quyết TTHC | 4,8% |",
    ],
)
def test_what_is_not_done_is_no_share_of_what_is(text):
    assert {row[0] for row in said(text, REPORT) if row[3] < 50} <= {None}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Đến cuối năm sau, tối thiểu 80% hồ sơ nộp trực tuyến.", 2024),
        ("Năm ngoái hồ sơ nộp trực tuyến đạt 60%.", 2022),
        ("Theo Quyết định số 12/QĐ-BNV ngày 10/4/2023, Chỉ số PAR INDEX năm 2022 đạt 86,5%.", 2022),
        ("| Chỉ tiêu | Năm sau |\n| Tỷ lệ hồ sơ nộp trực tuyến | 80% |", 2024),
    ],
)
def test_years_may_be_told_from_this_one(text, year):
    assert [row[-1] for row in said(text, REPORT)] == [year]


def test_a_bound_before_a_colon_or_in_a_caption_holds_for_all_that_follows():
    text = "Phấn đấu đạt ít nhất các chỉ tiêu sau: hồ sơ nộp trực tuyến 60%; số hóa hồ sơ 80%."
    assert [row[2:4] for row in said(text)] == [(">=", 60), (">=", 80)]
    table = "Bảng chỉ tiêu tối thiểu năm 2024\n\n| Chỉ tiêu | Cấp tỉnh | Cấp xã |\n| Tỷ lệ hồ sơ nộp trực tuyến | 60% | 50% |"
    assert [row[2:4] for row in said(table)] == [(">=", 60), (">=", 50)]


def test_levels_of_a_head_have_each_a_value_of_the_cell():
    table = (
        "| Chỉ tiêu | Cấp tỉnh/huyện | Cấp xã |\n| Hồ sơ công việc xử lý trên môi trường mạng | 100%/95% | 80% |"
    )
    assert [row[1::2] for row in said(table)] == [("province", 100), ("district", 95), ("commune", 80)]


def test_the_result_of_digitizing_dossiers_is_no_result_of_a_procedure():
    assert [row[0] for row in said("Kết quả số hóa hồ sơ đạt 95%.", REPORT)] == ["dossier_digitization_rate"]
    assert [row[0] for row in said("Kết quả giải quyết TTHC còn hiệu lực được số hóa đạt 40%.", REPORT)] == [
        "digitization_rate"
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Hồ sơ giải quyết đúng hạn cấp xã năm 2023 là 97% và năm 2024 là 98%.", [("commune", 97), ("commune", 98)]),
        ("Cấp tỉnh 75%, cấp xã 45% hồ sơ được nộp trực tuyến, bình quân đạt 55%.", [("province", 75), ("commune", 45), ("all", 55)]),
        ("90% hồ sơ công việc của Ủy ban nhân dân tỉnh xử lý trên môi trường mạng.", [("province", 90)]),
        ("90% hồ sơ công việc phục vụ chỉ đạo của Ủy ban nhân dân tỉnh xử lý trên môi trường mạng.", [("all", 90)]),
    ],
)  # fmt: skip
def test_a_level_holds_for_figures_of_several_times_a_mean_is_of_all(text, rows):
    found = extract_statements(text, kind="plan", period="2021/2025")
    assert [(each["level"], each["value"]) for each in found] == rows


@pytest.mark.parametrize(
    ("head", "kind", "period"),
    [
        (
            "PHỤ LỤC\nSố liệu quý II năm 2023\n(Kèm theo Báo cáo số 211/BC-UBND ngày 14/6/2023)",
            "report",
            "2023-Q2",
        ),
        (
            "LỘ TRÌNH\n\n(Ban hành kèm theo Kế hoạch cải cách hành chính giai đoạn 2021 - 2025)",
            "plan",
            "2021/2025",
        ),
        ("Phụ lục kèm theo Kế hoạch số 77/KH-UBND ngày 11/3/2022\n\nMỤC TIÊU NĂM 2023", "plan", "2023"),
        ("KẾ HOẠCH\n\nCải cách hành chính 6 tháng cuối năm 2024", "plan", "2024-07-01/2024-12-31"),
        ("BÁO CÁO\n\nNăm 2023\n\nNội dung   Kế hoạch   Kết quả", "report", "2023"),
        (
            "Nội dung   Kế hoạch   Kết quả\nSố liệu năm 2023, đã tiếp nhận 90 hồ sơ; đã trả 80 hồ sơ",
            "report",
            "2023",
        ),
    ],
)
def test_an_annex_is_of_the_kind_and_the_time_of_its_paper(head, kind, period):
    facts = read_facts(text_of(f"{head}\n\n1. Đã giải quyết 90% hồ sơ.\n\n2. Đã tiếp nhận 100 hồ sơ."))
    assert (facts.kind, facts.period) == (kind, period)


def test_what_leads_to_a_list_is_no_rest_of_the_item_before_it():
    items = "Đối với cấp huyện:\n- 100% thủ tục hành chính được công bố, công khai đúng quy định.\nĐối với cấp xã:\n- Trên 45% hồ sơ nộp trực tuyến."
    assert [row[1] for row in said(items)] == ["district", "commune"]


def test_bodies_may_act_behind_a_verb_and_the_word_for_a_rate():
    text = "Sẽ nâng tỷ lệ cơ quan, đơn vị sử dụng chữ ký số lên 100%."
    assert [row[0] for row in said(text)] == ["digital_signature_agency_rate"]


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("Phân tích nguyên nhân làm giảm Chỉ số PAR INDEX.", []),
        ("Hạn chế thấp nhất việc giảm Chỉ số PAPI và Chỉ số SIPAS.", []),
        ("Tồn tại, hạn chế: Chỉ số PAPI giảm; tỷ lệ hồ sơ nộp trực tuyến giảm.", []),
        ("Chỉ số PAPI không giảm; không để giảm tỷ lệ hồ sơ đúng hạn.", []),
        ("Chỉ số PAR INDEX tăng ít nhất 03 bậc, PCI không giảm hạng.", ["par_index"]),
        ("Số xã giảm từ 60 đến 70%, không bố trí người hoạt động không chuyên trách cấp xã.", []),
        ("Tăng tỷ lệ thanh toán trực tuyến trong giải quyết thủ tục hành chính.", ["online_payment_transaction_rate"]),
        ("Nâng cao Chỉ số PAPI; giảm biên chế sự nghiệp hưởng lương từ ngân sách.", ["papi_index", "public_service_staff_count"]),
    ],
)  # fmt: skip
def test_a_verb_of_direction_is_an_aim_only_where_a_plan_could_mean_it(text, aims):
    assert [row[0] for row in said(text) if row[3] is None] == aims


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Cung cấp 1.140 dịch vụ công trực tuyến, gồm 640 dịch vụ công toàn trình và 500 dịch vụ công một phần.",
            [("standard", 1140), ("fully_online", 640), ("partly_online", 500)],
        ),
        (
            "Tiếp nhận 12.300 hồ sơ (kỳ trước chuyển sang 2.300 hồ sơ, tiếp nhận mới 10.000 hồ sơ).",
            [("standard", 12300), ("received_before", 2300), ("received_new", 10000)],
        ),
        (
            "Tỉnh có 40 cổng thành phần, trong đó 30 cổng của các sở và 10 cổng của các huyện.",
            [("component_portals", 40), ("component_portals", 30), ("component_portals", 10)],
        ),
        (
            "Tiếp nhận 12.300 hồ sơ (kỳ trước chuyển sang không tính), trong đó cấp tỉnh 300 hồ sơ.",
            [("standard", 12300), ("standard", 300)],
        ),
        (
            "Đã giải quyết 950 hồ sơ, trong đó trễ hạn 12 hồ sơ, còn 40 hồ sơ đang trong thời hạn giải quyết.",
            [("standard", 950), ("settled_late", 12)],
        ),
        ("Đã giải quyết 950 hồ sơ, trong đó trước hạn 900 hồ sơ.", [("standard", 950), ("settled_early", 900)]),
        (
            "Tinh giản biên chế 64 trường hợp, trong đó nghỉ hưu trước tuổi 52 trường hợp, thôi việc ngay 12 trường hợp.",
            [("standard", 64), ("early_retirement", 52), ("severance", 12)],
        ),
    ],
)  # fmt: skip
def test_parts_of_a_count_have_bases_of_their_own(text, rows):
    assert [(row["scope"], row["value"]) for row in extract_statements(text, kind="report", period="2024")] == rows


@pytest.mark.parametrize(
    "text",
    [
        'Chỉ số thành phần "Cải cách thủ tục hành chính" trong PAR INDEX đạt 92,1%, xếp thứ 8/63.',
        "Chỉ số PAPI: nội dung Quản trị điện tử đạt 3,45 điểm.",
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 95% so với kế hoạch.",
        "Tỷ lệ hồ sơ nộp trực tuyến cấp tỉnh, cấp huyện, cấp xã tương ứng 80% - 70% - 60%.",
        "| Chỉ tiêu | Khá | Tốt |\n| Tỷ lệ hồ sơ nộp trực tuyến | 60% | 80% |",
    ],
)
def test_what_is_of_a_part_a_plan_or_a_scale_is_not_the_measure(text):
    assert [*extract_statements(text, kind="report", period="2024")] == []


def test_an_index_keeps_its_figures_beside_those_of_its_parts():
    text = "PAPI tăng 6/8 nội dung, đạt 43,2 điểm; trong đó nội dung Quản trị điện tử đạt 3,45 điểm."
    assert [row["value"] for row in extract_statements(text, kind="report", period="2024")][:1] == [43.2]


def test_what_figures_are_measured_against_may_be_told_once_at_their_end():
    text = "Giảm 10% số đơn vị sự nghiệp công lập và 12% biên chế sự nghiệp so với năm 2021; giảm 4% biên chế sự nghiệp."
    rows = extract_statements(text, kind="plan", period="2025")
    assert [(row["value"], row["scope"]) for row in rows] == [
        (10, "against_2021"), (12, "against_2021"), (4, "standard"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Tỷ lệ đúng hạn ở cấp tỉnh, cấp huyện, cấp xã lần lượt đạt 98,1; 95,4 và 99,3%.",
            [("province", 98.1), ("district", 95.4), ("commune", 99.3)],
        ),
        (
            "Tỷ lệ đúng hạn cấp tỉnh, cấp huyện, cấp xã lần lượt là 50, 40, 30%.",
            [("province", 50), ("district", 40), ("commune", 30)],
        ),
        # nothing tells what they count
        ("Tỷ lệ đúng hạn đạt 100% (cấp tỉnh: 20; cấp huyện: 9; cấp xã: 12).", [("all", 100)]),
        ("Tỷ lệ đúng hạn đạt 70,5%[2].", [("all", 70.5)]),
        ("100% hồ sơ giải quyết đúng hạn, không có hồ sơ trễ hạn.", [("all", 100)]),
        ("Hồ sơ đang giải quyết: 5.250 hồ sơ, trong đó trong hạn 5.201 hồ sơ.", []),
    ],
)
def test_a_sign_or_a_word_of_a_list_is_of_all_that_it_lists(text, figures):
    assert [(row[1], row[3]) for row in said(text, REPORT)] == figures


def test_a_quoted_list_of_shares_holds_each_of_them():
    text = text_of("Tỷ lệ đúng hạn cấp tỉnh, cấp huyện lần lượt là 50,5 và 40%.")
    drafted = draft_sheet(text, read_facts(text).given(kind="report", period="2023").document("a"), NO_PROVINCE)
    assert [(row["value"], row["confidence"]) for row in drafted.rows] == [("50,5%", "medium"), ("40%", "medium")]
    assert {row["evidence"] for row in drafted.rows} >= {"cấp huyện lần lượt là 50,5 và 40%"}


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("Phấn đấu PAR INDEX, SIPAS và PAPI xếp trong tốp 20.", {"par_index", "sipas_index", "papi_index"}),
        ("Giữ vị trí nhóm 3 địa phương dẫn đầu về PAR INDEX và DTI.", {"par_index", "dti_index"}),
        ("Chỉ số PAPI tăng, PCI đạt 67 điểm.", {"pci_index"}),
        ("PCI xếp thứ 2/63, sau Hải Phòng.", {"pci_index"}),
    ],
)
def test_a_rank_is_of_every_index_that_is_named_with_it(text, indices):
    found = extract_statements(text, kind="plan", period="2024", province="Cà Mau")
    assert {row["metric"] for row in found} == indices


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hồ sơ điện tử: HS công việc xử lý trên mạng đạt 96%.", ("e_dossier_rate", "all", "=", 96, 2023)),
        ("Hồ sơ tiếp nhận: 216.340hs.", ("dossiers_received_count", "all", "=", 216340, 2023)),
        ("100% CQ hành chính tự chủ theo NĐ 130/2005.", ("admin_agency_autonomy_rate", "all", "=", 100, 2023)),
        (
            "Một nửa số xã được kiểm tra cải cách hành chính.",
            ("inspection_coverage_rate", "commune", "=", 50, 2023),
        ),
        ("HS đúng hạn ko thấp hơn 98%.", ("on_time_settlement_rate", "all", ">=", 98, 2023)),
        ("Huyện xếp loại tốt, PAR INDEX đạt 87,14 điểm.", ("par_index", "district", "=", 87.14, 2023)),
        ("Công an tỉnh giải quyết 210 hồ sơ.", ("dossiers_settled_count", "province", "=", 210, 2023)),
    ],
)
def test_abbreviations_and_those_who_act_are_read_as_officials_write_them(text, row):
    assert said(text, REPORT) == [row]


def test_an_act_of_its_own_goes_before_that_of_the_lead():
    text = "HS tiếp nhận trong quý: 4.512; đã giải quyết 4.466."
    assert [row[0] for row in said(text, REPORT)] == ["dossiers_received_count", "dossiers_settled_count"]


def test_a_share_of_a_thing_of_its_own_is_no_score_of_the_index_before():
    text = "Chỉ tiêu: SIPAS 85% trở lên; DVC đạt 40% số TTHC (trong đó tối thiểu 20% số DV này có phát sinh HS)."
    assert [row[3] for row in said(text)] == [85, 40]


@pytest.mark.parametrize("numbers", ["A | B | 1 | 2", "1 | 2 | 3 | 4=3/2*100%", "(a) | (b) | (1) | (2)"])
def test_a_row_that_numbers_the_columns_holds_no_figure(numbers):
    head = "| STT | Đơn vị | Tổng số hồ sơ tiếp nhận | Tỷ lệ nộp trực tuyến (%) |"
    table = f"{head}\n| {numbers} |\n| 1 | Cấp tỉnh | 100 | 22 |\n| 2 | Cấp huyện | 300 | 25 |"
    assert [(row[1], row[3]) for row in said(table, REPORT)] == [
        ("province", 100), ("province", 22), ("district", 300), ("district", 25),
    ]  # fmt: skip


def test_a_bound_before_the_name_of_a_row_or_of_what_gave_no_row_holds():
    table = "| Chỉ tiêu | Mức |\n| Tối thiểu tỷ lệ hồ sơ nộp trực tuyến | 60% |\n| Tỷ lệ tối thiểu hồ sơ đúng hạn | 98% |"
    assert [row[2] for row in said(table)] == [">=", ">="]
    assert said("Ít nhất 50% phòng, ban và 40% xã ứng dụng ISO.")[-1][1:4] == ("commune", ">=", 40)
    assert said("Giao UBND cấp huyện chỉ đạo UBND cấp xã đạt tối thiểu 60% hồ sơ trực tuyến.")[0][1] == "commune"


def test_a_part_that_only_goes_on_with_what_a_level_did_is_of_that_level():
    text = "Bộ phận Một cửa của UBND huyện tiếp nhận 981 hồ sơ; đã giải quyết 970 hồ sơ, đúng hạn 98,3%."
    assert [row[1] for row in said(text, REPORT)] == ["district", "district", "district"]
    assert [row[1] for row in said("Hồ sơ trực tuyến của UBND cấp xã đạt 80%; đúng hạn đạt 70%.", REPORT)] == [
        "commune",
        "all",
    ]


def test_levels_that_stand_before_their_figures_without_a_mark_between():
    text = "Tỷ lệ hồ sơ nộp trực tuyến: Cấp tỉnh 80% Cấp huyện 70% Cấp xã 60%."
    assert [(row[1], row[3]) for row in said(text, REPORT)] == [
        ("province", 80),
        ("district", 70),
        ("commune", 60),
    ]


@pytest.mark.parametrize("items", ["- {}\n- {}", ". {}\n. {}", "{}\n{}"])
def test_the_level_of_a_lead_is_lent_to_items_with_any_mark_or_none(items):
    text = "Chỉ tiêu giao UBND cấp huyện:\n" + items.format("Hồ sơ trực tuyến: 70%", "Thanh toán trực tuyến: 50%")
    assert [(row[0], row[1], row[3]) for row in said(text)] == [
        ("online_filing_rate", "district", 70),
        ("online_payment_transaction_rate", "district", 50),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # the list that a figure does not follow is of no part in it
        (
            "Các chỉ số PCI, PAPI, SIPAS đều nằm trong nhóm khá, trong đó PAPI đạt 42,31 điểm.",
            [("papi_index", "all", "=", 42.31, 2023)],
        ),
        ("PCI xếp thứ 1 là Hải Phòng, thứ 2 là Quảng Ninh.", []),
        ("Kiến trúc phiên bản 2022, 98% hồ sơ nộp trực tuyến.", [("online_filing_rate", "all", "=", 98, 2023)]),
        ("98% hồ sơ đúng hạn, được cộng đồng ghi nhận.", [("on_time_settlement_rate", "all", "=", 98, 2023)]),
        (
            "Số lớp bồi dưỡng: 5; 100% kế hoạch.",
            [
                ("training_class_count", "all", "=", 5, 2023),
                ("training_plan_completion_rate", "all", "=", 100, 2023),
            ],
        ),
        (
            "Tỷ lệ TTHC trực tuyến mức độ 3, 4 đạt 71%, tuy nhiên tỷ lệ hồ sơ nộp trực tuyến còn thấp, mới đạt 8%.",
            [("online_service_rate", "all", "=", 71, 2023), ("online_filing_rate", "all", "=", 8, 2023)],
        ),
        (
            "12/12 Trung tâm Phục vụ hành chính công cấp xã tiếp nhận 418 hồ sơ.",
            [("dossiers_received_count", "commune", "=", 418, 2023)],
        ),
        (
            "Báo cáo với đoàn, huyện tiếp nhận 418 hồ sơ.",
            [("dossiers_received_count", "district", "=", 418, 2023)],
        ),
        (
            "Biên chế sự nghiệp được giao 30.415 người, giảm 10,2% so với năm 2015.",
            [
                ("public_service_staff_count", "all", "=", 30415, 2023),
                ("public_service_staff_reduction_rate", "all", "=", 10.2, 2023),
            ],
        ),
    ],
)
def test_what_stands_near_a_figure_is_not_always_of_it(text, rows):
    assert said(text, REPORT) == rows


def test_a_bound_of_a_label_is_of_the_plan_not_of_the_result():
    table = "| Chỉ tiêu | Kế hoạch | Kết quả |\n| Tối thiểu tỷ lệ hồ sơ nộp trực tuyến | 60% | 72% |"
    assert {(row[2], row[3]) for row in said(table, REPORT)} >= {("=", 72)}
    assert said("| Trên địa bàn tỉnh, tỷ lệ hồ sơ nộp trực tuyến | 60% |\n| Hồ sơ đúng hạn | 98% |")[0][2] == "="


def test_a_step_of_a_list_is_one_of_the_rate_of_its_lead():
    text = "Lộ trình số hóa kết quả giải quyết TTHC còn hiệu lực:\n- Năm 2024: 50%;\n- Từ năm 2025, mỗi năm tăng 20% cho đến khi đạt 100%."
    plan = PLAN.replace("năm 2024", "giai đoạn 2024 - 2026")
    assert [(row[0], row[3], row[4]) for row in said(text, plan)] == [
        ("digitization_rate", 50, 2024),
        ("digitization_annual_increase", 20, 2026),
    ]


def test_the_aims_of_a_span_within_the_plan_are_of_that_span():
    plan = PLAN.replace("năm 2024", "giai đoạn 2021 - 2030")
    text = "Mục tiêu giai đoạn 2021-2025: tối thiểu 90% hồ sơ nộp trực tuyến. Hồ sơ đúng hạn đạt 98%."
    assert [row[4] for row in said(text, plan)] == [2025, 2025]


def test_a_head_that_only_tells_a_result_or_a_year_does_not_name_what_is_measured():
    table = "Tỷ lệ hồ sơ nộp trực tuyến (%)\n\n| Đơn vị | Kết quả 2022 | Năm 2024 |\n| Cấp tỉnh | 48,1 | 75 |"
    assert [(row[0], row[1], row[3], row[4]) for row in said(table)] == [
        ("online_filing_rate", "province", 48.1, 2022),
        ("online_filing_rate", "province", 75, 2024),
    ]


def test_who_issued_the_paper_that_a_lead_cites_is_no_level_of_its_items():
    lead = "Thực hiện Kế hoạch số 178/KH-UBND ngày 26/7/2021 của UBND tỉnh, phấn đấu:\n"
    assert [row[1] for row in said(lead + "- Hồ sơ trực tuyến: 60%\n- Hồ sơ đúng hạn: 98%")] == ["all", "all"]


def test_a_part_that_says_no_more_than_its_whole_is_of_its_metric():
    text = (
        "Mức độ hài lòng đối với sự phục vụ của cơ quan hành chính đạt 87,65%. "
        "Trong đó mức độ hài lòng đối với cơ quan cấp huyện là 87,1%, cấp xã 88,02%."
    )
    assert {(row[0], row[1]) for row in said(text, REPORT)} == {
        ("satisfaction_agency_service_rate", level) for level in ("all", "district", "commune")
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Tổng số đơn vị sự nghiệp công lập là 561 đơn vị, giảm 24,6% so với năm 2015.",
            ("public_service_unit_reduction_rate", "all", "=", 24.6, 2023),
        ),
        (
            "Năm 2022 có 812 người hoạt động không chuyên trách ở cấp xã, năm 2023 là 780 người.",
            ("commune_part_time_staff_count", "commune", "=", 780, 2023),
        ),
        ("- PCI TĂNG HẠNG;\n+ SIPAS 86 %", ("sipas_index", "all", "=", 86, 2023)),
    ],
)
def test_words_that_only_measure_take_up_what_was_counted_before(text, row):
    assert said(text, REPORT)[-1] == row


def test_persons_measure_no_classes():
    assert [row[3] for row in said("Tổ chức 19 lớp bồi dưỡng cho 1.204 người.", REPORT)] == [19]


def test_indices_that_a_report_tells_together_are_of_one_year():
    text = "Chỉ số PAR INDEX năm 2022 đạt 84,02 điểm, xếp thứ 22 (năm 2021 xếp thứ 43). Chỉ số SIPAS đạt 83,61%, xếp thứ 41."
    assert [(row[0], row[3], row[4]) for row in said(text, REPORT)] == [
        ("par_index", 84.02, 2022), ("par_index", 22, 2022), ("par_index", 43, 2021),
        ("sipas_index", 83.61, 2022), ("sipas_index", 41, 2022),
    ]  # fmt: skip


def test_a_time_before_a_colon_holds_for_all_that_its_paragraph_says():
    plan = PLAN.replace("năm 2024", "giai đoạn 2021 - 2030")
    text = "a) Đến năm 2025: Tối thiểu 80% hồ sơ nộp trực tuyến. 98% hồ sơ giải quyết đúng hạn."
    assert [row[4] for row in said(text, plan)] == [2025, 2025]


def test_the_inspection_of_what_applies_iso_is_no_inspection_of_reform():
    text = "100% sở áp dụng ISO 9001:2015. Sở Khoa học và Công nghệ đã kiểm tra việc áp dụng tại 08/20 sở."
    assert "inspection_coverage_rate" not in {row[0] for row in said(text, REPORT)}


def test_a_share_that_a_count_equals_is_of_what_was_counted():
    text = "Đã tích hợp 208 dịch vụ lên Cổng Dịch vụ công quốc gia, bằng 19,5% số dịch vụ công mức độ 3, 4."
    assert said(text, REPORT)[-1] == ("national_portal_integration_rate", "all", "=", 19.5, 2023)


def test_what_an_aim_is_held_against_in_parentheses_is_a_result_of_its_year():
    text = (
        "Hồ sơ nộp trực tuyến: cấp huyện 60%, cấp xã 70%, tăng so với TH năm 2023 (cấp huyện 41%, cấp xã 52,5%)."
    )
    assert [(row[1], row[3], row[4]) for row in said(text)] == [
        ("district", 60, 2024), ("commune", 70, 2024), ("district", 41, 2023), ("commune", 52.5, 2023),
    ]  # fmt: skip


def test_a_share_in_parentheses_may_stand_between_a_fraction_and_its_units():
    text = "Đã có 6/8 (75%) huyện và 18/18 sở, ban, ngành áp dụng ISO 9001:2015 vào hoạt động."
    assert [row[:4] for row in said(text, REPORT)] == [
        ("iso9001_adoption_rate", "district", "=", 75), ("iso9001_adoption_rate", "district", "=", 75),
        ("iso9001_adoption_rate", "province", "=", 100),
    ]  # fmt: skip


def test_a_share_said_again_in_words_is_one():
    assert len(said("Phấn đấu đạt 85% (tám mươi lăm phần trăm) hồ sơ nộp trực tuyến.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị có tỷ lệ hồ sơ trực tuyến từ 80% trở lên được cộng 02 điểm thi đua.",
        "Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm nếu tỷ lệ hồ sơ trực tuyến dưới 50%.",
        "Xử lý trách nhiệm người đứng đầu cơ quan có tỷ lệ hồ sơ đúng hạn dưới 95%.",
        "Phê bình các xã, phường có tỷ lệ hồ sơ nộp trực tuyến dưới 30%.",
        "Những cơ quan có Chỉ số cải cách hành chính dưới 80% phải xây dựng kế hoạch khắc phục.",
    ],
)
def test_the_bar_for_praise_or_blame_is_no_aim(text):
    assert said(text) == []


def test_blame_in_another_clause_leaves_an_aim_what_it_is():
    text = "Chấn chỉnh việc tiếp nhận hồ sơ ngoài Bộ phận Một cửa, bảo đảm hồ sơ đúng hạn trên 98%."
    assert [row[:4] for row in said(text)] == [("on_time_settlement_rate", "all", ">", 98)]


def test_a_plan_that_was_missed_is_a_target():
    text = REPORT + "Tỷ lệ hồ sơ nộp trực tuyến đạt 45%, chưa đạt kế hoạch (60%)."
    assert [(each["nature"], each["value"]) for each in extract_statements(text)] == [
        ("actual", 45),
        ("target", 60),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Theo báo cáo của Ủy ban nhân dân tỉnh, có 34/34 cơ quan hành chính thực hiện tự chủ về biên chế.",
            [("admin_agency_autonomy_rate", "all", "=", 100, 2023)],
        ),
        (
            "95% hồ sơ của Ủy ban nhân dân thành phố Biên Hòa và 98% hồ sơ của các xã được giải quyết đúng hạn.",
            [("on_time_settlement_rate", "district", "=", 95, 2023), ("on_time_settlement_rate", "commune", "=", 98, 2023)],
        ),
        (
            "100% sở và các huyện dùng phần mềm; văn bản được ký số đạt 97,8% (cấp tỉnh 99%; cấp xã 94%).",
            [("digitally_signed_document_rate", level, "=", value, 2023) for level, value in (("all", 97.8), ("province", 99), ("commune", 94))],
        ),
        (
            "Ủy ban nhân dân huyện đạt tỷ lệ hồ sơ đúng hạn 99,9%, 22/22 xã, thị trấn đạt 100%.",
            [("on_time_settlement_rate", "district", "=", 99.9, 2023), ("on_time_settlement_rate", "commune", "=", 100, 2023)],
        ),
        (
            "Tỷ lệ Ủy ban nhân dân cấp xã chuyển đổi từ phiên bản 2008 sang phiên bản 2015 đạt 96,4%.",
            [("iso9001_transition_rate", "commune", "=", 96.4, 2023)],
        ),
        (
            "Kế hoạch năm 2024 đặt mục tiêu tỷ lệ dịch vụ công trực tuyến toàn trình 80%.",
            [("fully_online_service_rate", "all", "=", 80, 2024)],
        ),
        (
            "Tiếp nhận 112 phản ánh, kiến nghị về thủ tục hành chính, đã trả lời 109.",
            [("procedure_feedback_count", "all", "=", value, 2023) for value in (112, 109)],
        ),
        (
            "Ủy ban nhân dân tỉnh ký số 100% văn bản phát hành.",
            [("digitally_signed_document_rate", "province", "=", 100, 2023)],
        ),
    ],
)  # fmt: skip
def test_who_and_what_a_figure_is_of_is_read_from_the_words_beside_it(text, rows):
    assert said(text, REPORT)[-len(rows) :] == rows


def test_a_bound_in_two_parts_may_be_ended_once_for_several_levels():
    text = "Hồ sơ giải quyết đúng hạn ở cấp huyện từ 97%, cấp xã từ 99% trở lên."
    assert [row[1:4] for row in said(text)] == [("district", ">=", 97), ("commune", ">=", 99)]


def test_what_was_planned_beside_a_fall_since_a_year_is_a_target_of_now():
    text = REPORT + "Số đơn vị sự nghiệp công lập giảm 11,6% so với năm 2021 (kế hoạch giảm 10%)."
    assert [(each["nature"], each["year"]) for each in extract_statements(text)] == [
        ("actual", 2023),
        ("target", 2023),
    ]


def test_what_is_done_with_one_share_is_not_done_with_the_one_before():
    assert {row[0] for row in said("Mục tiêu là 85% số hóa, 45% thanh toán trực tuyến.")} == {
        "online_payment_transaction_rate"
    }


def test_a_count_that_a_plan_strives_for_is_an_aim():
    text = "Trung tâm Phục vụ hành chính công tỉnh phấn đấu tiếp nhận trên 45.000 hồ sơ."
    assert said(text) == [("dossiers_received_count", "province", ">", 45000, 2024)]


def test_what_follows_a_share_in_parentheses_is_a_part_as_what_it_follows():
    text = (
        "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 61.204 hồ sơ, trong đó trực tuyến 48.730 hồ sơ (79,6%), "
        "qua dịch vụ bưu chính công ích 2.118 hồ sơ."
    )
    assert said(text, REPORT)[-1] == ("dossiers_received_count", "province", "=", 2118, 2023)


def test_a_part_of_a_sentence_before_splits_its_measure_not_the_year_in_parentheses():
    text = (
        "Mức độ hài lòng đối với sự phục vụ của cơ quan hành chính đạt 87,65% (năm 2022: 85,82%). "
        "Trong đó mức độ hài lòng đối với các cơ quan cấp huyện là 87,1%."
    )
    assert said(text, REPORT)[-1] == ("satisfaction_agency_service_rate", "district", "=", 87.1, 2023)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Huyện xếp thứ 5/21 về Chỉ số cải cách hành chính các huyện.", ("district", "=", 5)),
        ("Chỉ số cải cách hành chính của xã xếp thứ 6/14 trong huyện.", ("commune", "=", 6)),
        ("Tỉnh xếp thứ 5/13 trong vùng về Chỉ số cải cách hành chính.", None),
    ],
)
def test_a_rank_among_few_is_one_of_a_district_or_commune(text, row):
    assert [each[1:4] for each in said(text, REPORT)] == ([row] if row else [])


@pytest.mark.parametrize("words", ["thấp hơn chỉ tiêu đề ra (45%)", "vượt 22% so với chỉ tiêu giao (45%)"])
def test_what_a_result_is_held_against_in_parentheses_is_the_target(words):
    text = f"{REPORT}Tỷ lệ hồ sơ nộp trực tuyến đạt 38,6%, {words}."
    assert [(each["nature"], each["value"]) for each in extract_statements(text)] == [
        ("actual", 38.6), ("target", 45),
    ]  # fmt: skip


def test_a_day_that_a_plan_names_when_half_its_year_is_over_is_a_deadline():
    text = "Đến hết quý III/2024, số hóa 100% kết quả còn hiệu lực. Đánh giá nội bộ: tháng 5 và tháng 11 năm 2024."
    assert {each["nature"] for each in extract_statements(text, kind="plan", period="2024")} == {"target"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Theo Chánh Văn phòng Ủy ban nhân dân tỉnh, các cơ quan trên địa bàn tiếp nhận 5.806 hồ sơ.",
            [("dossiers_received_count", "all", 5806)],
        ),
        (
            "Giám đốc Sở Nội vụ cho biết đã cấp 9.864 tài khoản thư điện tử công vụ.",
            [("official_email_account_count", "all", 9864)],
        ),
        (
            "Bộ phận một cửa huyện tiếp nhận 4.876 hồ sơ, đã giải quyết 4.701 hồ sơ.",
            [("dossiers_received_count", "district", 4876), ("dossiers_settled_count", "district", 4701)],
        ),
        ("Xã nhận 1.038 hồ sơ.", [("dossiers_received_count", "commune", 1038)]),
    ],
)
def test_who_does_the_work_gives_the_level_not_who_tells_of_it(text, rows):
    assert [(row[0], row[1], row[3]) for row in said(text, REPORT)] == rows


def test_the_department_named_beside_the_title_is_that_of_all_its_aims():
    text = "SỞ CÔNG THƯƠNG - KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2025\n\n- Tối thiểu 85% hồ sơ của Sở được nộp trực tuyến.\n"
    found = extract_statements(text + "- Hồ sơ giải quyết đúng hạn đạt trên 99%.", kind="plan", period="2025")
    assert {each["level"] for each in found} == {"province"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 61% (cùng kỳ: 48,3%).",
            [("online_filing_rate", "all", "=", 61, 2023), ("online_filing_rate", "all", "=", 48.3, 2022)],
        ),
        (
            "Tiếp nhận 12.790 hồ sơ, gấp 2,3 lần năm 2017 (5.561 hồ sơ).",
            [("dossiers_received_count", "all", "=", 12790, 2023), ("dossiers_received_count", "all", "=", 5561, 2017)],
        ),
        (
            "Cấp huyện tiếp nhận 1.955 hồ sơ; 13 xã, thị trấn tiếp nhận 9.048 hồ sơ.",
            [("dossiers_received_count", "district", "=", 1955, 2023), ("dossiers_received_count", "commune", "=", 9048, 2023)],
        ),
        (
            "Đơn vị sự nghiệp được giao tự chủ: 912/950 đơn vị.",
            [("public_unit_autonomy_rate", "all", "=", 96, 2023)],
        ),
        (
            "Biên chế sự nghiệp là 24.815 người, giảm 2.758 người so với năm 2015, tương ứng giảm 10,0%.",
            [("public_service_staff_count", "all", "=", 24815, 2023), ("public_service_staff_reduction_rate", "all", "=", 10, 2023)],
        ),
        (
            "Tích hợp 1.016 dịch vụ công lên Cổng Dịch vụ công quốc gia, đạt 83% số dịch vụ mức độ 3, 4.",
            [("public_service_count", "all", "=", 1016, 2023), ("national_portal_integration_rate", "all", "=", 83, 2023)],
        ),
        (
            "Chỉ số PAR INDEX đạt 86,91 điểm, tăng 7 bậc và hơn 2,14 điểm so với năm 2022.",
            [("par_index", "all", "=", 86.91, 2023)],
        ),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_result_is_of_its_own_year_level_and_thing(text, rows):
    assert said(text, REPORT) == rows


def test_what_is_kept_up_is_raised_by_no_verb_before_it():
    text = "Góp phần nâng tỷ lệ hồ sơ đúng hạn của các huyện và giữ vững thứ hạng PAR INDEX."
    assert [row[:2] for row in said(text)] == [("on_time_settlement_rate", "district")]


def test_a_year_from_which_one_aim_holds_is_not_ended_by_that_of_the_next():
    plan = PLAN.replace("năm 2024", "giai đoạn 2021 - 2025")
    text = (
        "Từ năm 2023, 100% thủ tục nội bộ được công khai; đến năm 2024 đơn giản hóa tối thiểu 40% thủ tục nội bộ."
    )
    assert [row[4] for row in said(text, plan)] == [2023, 2024]


def test_a_count_that_the_parts_of_several_levels_add_up_to_is_of_all():
    text = "Bộ phận một cửa huyện và các xã tiếp nhận 7.942 hồ sơ (cấp huyện 2.105 hồ sơ, cấp xã 5.837 hồ sơ)."
    assert [row[1:4] for row in said(text, REPORT)] == [
        ("all", "=", 7942), ("district", "=", 2105), ("commune", "=", 5837),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("province", "level"), [("Đồng Nai", "district"), ("Đà Nẵng", "all")]
)  # fmt: skip
def test_the_city_of_a_province_is_a_district_and_a_central_city_the_province(province, level):
    text = "Chỉ số cải cách hành chính của thành phố đạt 88,2 điểm."
    found = extract_statements(text, kind="report", period="2023", province=province)
    assert [each["level"] for each in found] == [level]


def test_bodies_that_ensure_a_rate_are_not_what_it_is_of():
    text = "Các sở, ngành bảo đảm tỷ lệ giải quyết đúng hạn không thấp hơn 97%."
    assert said(text) == [("on_time_settlement_rate", "province", ">=", 97, 2024)]


def test_how_often_something_is_done_ends_at_a_semicolon():
    plan = PLAN.replace("năm 2024", "giai đoạn 2021 - 2025")
    text = "Mỗi năm mở ít nhất 40 lớp bồi dưỡng; tổ chức 200 lớp tập huấn trong cả giai đoạn."
    assert [(each["value"], each["scope"]) for each in extract_statements(plan + text)] == [
        (40, "yearly"), (200, "standard"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ nộp trực tuyến: 3 tháng đầu năm đạt 20%, 6 tháng đầu năm đạt 40%, cả năm đạt 80%.",
        "Tính đến ngày 30/6/2024 số hóa 50% kết quả còn hiệu lực, tính đến ngày 31/12/2024 đạt 100%.",
        "Trong 6 tháng đầu năm hoàn thành 100% thủ tục hành chính được công bố, công khai.",
    ],
)
def test_a_plan_for_part_of_its_year_is_no_result(text):
    found = extract_statements(text, kind="plan", period="2024", issued="2024-01-15")
    assert {each["nature"] for each in found} == {"target"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Chỉ số PAPI đạt 43,5 điểm so với 42 điểm năm 2022.", [("all", 43.5, 2023), ("all", 42, 2022)]),
        ("Điểm PCI đạt 66,2 điểm so với bình quân cả nước 64 điểm.", [("all", 66.2, 2023)]),
        ("Toàn tỉnh có 102 xã, tỷ lệ hồ sơ giải quyết đúng hạn đạt 98%.", [("all", 98, 2023)]),
        ("Với sự tham gia của 10/10 huyện, tỷ lệ hồ sơ đúng hạn của tỉnh đạt 98%.", [("all", 98, 2023)]),
        ("Hệ thống kết nối 102 xã và 10 huyện, tiếp nhận 12.000 hồ sơ.", [("all", 12000, 2023)]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 60%, cao hơn mức của huyện Đăk Hà.", [("all", 60, 2023)]),
        ("98% hồ sơ giải quyết đúng hạn theo kết quả kiểm tra của Sở Nội vụ.", [("all", 98, 2023)]),
        ("Tiếp nhận 12.000 hồ sơ qua phần mềm của Sở Thông tin và Truyền thông.", [("all", 12000, 2023)]),
        ("Tỷ lệ hồ sơ nộp trực tuyến, ông Nguyễn Văn A cho biết, đạt 60%.", [("all", 60, 2023)]),
        ("Tỷ lệ văn bản ký số theo sở, ban, ngành đạt 95%.", [("province", 95, 2023)]),
        ("Năm 2022, tỷ lệ hồ sơ nộp trực tuyến đạt 80% (cùng kỳ: 75%).", [("all", 80, 2022)]),
        ("Quý I, tiếp nhận 12.000 hồ sơ (cùng kỳ: 10.000 hồ sơ).", [("all", 12000, 2023)]),
        ("Tinh giản 50 người, vượt chỉ tiêu (10 người).", [("all", 50, 2023)]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 60%, vượt chỉ tiêu (10%).", [("all", 60, 2023)]),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn vượt kế hoạch (95%).", []),
        ("Tại huyện Đăk Hà tổ chức hội nghị công bố PCI xếp thứ 7/14 các tỉnh vùng.", []),
        ("Huyện Đăk Hà cải thiện tốt, tỉnh xếp thứ 7/11 về PAPI trong vùng.", []),
        ("Qua đôn đốc, toàn tỉnh có trên 90% hồ sơ giải quyết đúng hạn.", [("all", 90, 2023)]),
        ("Tăng 2 lần năm 2022 (kết quả 2023: 12.000 hồ sơ tiếp nhận).", [("all", 12000, 2023)]),
    ],
)  # fmt: skip
def test_what_stands_near_a_result_is_not_told_of_it(text, rows):
    assert [(row[1], row[3], row[4]) for row in said(text, REPORT)] == rows


def test_the_same_time_a_year_before_is_of_the_base_of_its_figure():
    text = "Tiếp nhận 10.000 hồ sơ, trong đó trực tuyến 5.000 hồ sơ (cùng kỳ 3.000 hồ sơ)."
    found = extract_statements(REPORT + text)
    assert [(each["value"], each["year"], each["scope"]) for each in found] == [
        (10000, 2023, "standard"), (5000, 2023, "received_online"), (3000, 2022, "received_online"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Năm 2022, tỉnh đưa hệ thống vào vận hành; hiện nay 100% xã sử dụng hệ thống một cửa điện tử.",
            [("e_one_stop_coverage_rate", "commune", 100, 2023)],
        ),
        (
            "Từ khi triển khai năm 2021 đến nay, cấp xã có 70% hồ sơ nộp trực tuyến.",
            [("online_filing_rate", "commune", 70, 2023)],
        ),
        (
            "Tại cuộc họp ngày 08/01/2024, Sở Nội vụ cho biết tỷ lệ hồ sơ đúng hạn cấp huyện đạt 98%.",
            [("on_time_settlement_rate", "district", 98, 2023)],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 66%, dự kiến sẽ còn tăng trong năm 2024.",
            [("online_filing_rate", "all", 66, 2023)],
        ),
        (
            "Thực hiện chỉ tiêu đến năm 2025, cấp xã đã đạt 92% hồ sơ đúng hạn.",
            [("on_time_settlement_rate", "commune", 92, 2023)],
        ),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, còn thiếu 8% so với chỉ tiêu.", [("online_filing_rate", "all", 62, 2023)]),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của cấp huyện đạt 61%, năm trước là 45%.",
            [("online_filing_rate", "district", 61, 2023), ("online_filing_rate", "district", 45, 2022)],
        ),
        ("Tỷ lệ giải quyết hồ sơ trước hạn 65,2%, đúng hạn 33,5%, trễ hạn 1,3%.", []),
        ("Tỷ lệ đơn vị sự nghiệp công lập tự bảo đảm một phần chi thường xuyên đạt 45%.", []),
    ],
)  # fmt: skip
def test_an_event_a_gap_or_a_class_beside_a_result_is_not_the_result(text, rows):
    found = [each for each in extract_statements(REPORT + text) if each["metric"]]
    assert [(each["metric"], each["level"], each["value"], each["year"]) for each in found] == rows
    assert {each["nature"] for each in found} <= {"actual"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Bộ phận Một cửa của xã tiếp nhận 2.317 hồ sơ, nộp trực tuyến 1.942 hồ sơ.",
            "commune 2317; commune 1942",
        ),
        (
            "Bộ phận Một cửa của UBND thị xã tiếp nhận 763 hồ sơ. Đã giải quyết 759 hồ sơ.",
            "district 763; district 759",
        ),
        ("Tại phường 2, thành phố Hòa Bình, Bộ phận Một cửa của phường tiếp nhận 987 hồ sơ.", "commune 987"),
        (
            "Tại 19 xã, phường tiếp nhận 3.112 hồ sơ; các sở phải đạt 90% hồ sơ trực tuyến.",
            "commune 3112; province 90",
        ),
        ("Đài Truyền thanh huyện phát 24 chuyên mục về cải cách hành chính.", "district 24"),
        ("UBND thành phố tiếp nhận 1.200 hồ sơ, giải quyết đúng hạn 99%.", "district 1200; district 99"),
        ("Dữ liệu chuyển về Trung tâm Giám sát tỉnh, tỷ lệ hồ sơ nộp trực tuyến đạt 60%.", "all 60"),
        ("UBND cấp xã tiếp nhận 900 hồ sơ, tỷ lệ thanh toán trực tuyến đạt 40%.", "commune 900; commune 40"),
        ("Hồ sơ đúng hạn của cấp xã đạt 97%; tỷ lệ thanh toán trực tuyến đạt 40%.", "commune 97; all 40"),
        ("UBND tỉnh ban hành 12 văn bản QPPL. Công bố 07 văn bản QPPL hết hiệu lực.", "province 12; province 7"),
        (
            "UBND tỉnh ban hành 12 văn bản QPPL. Tỷ lệ văn bản QPPL trái luật được xử lý đạt 90%.",
            "province 12; all 90",
        ),
        ("Năm 2023, tỉnh ban hành 79 văn bản QPPL, gồm 22 nghị quyết.", "all 79; all 22"),
        ("Năm 2023, toàn tỉnh ban hành 79 văn bản QPPL.", "all 79"),
        ("Các cơ quan trên địa bàn tỉnh ban hành 350 văn bản QPPL.", "all 350"),
        ("10 xã, TT của huyện tiếp nhận 900 hồ sơ.", "all 900"),
        ("Người dân, tổ chức trong tỉnh nộp trực tuyến 68% hồ sơ.", "all 68"),
        ("Bộ phận một cửa trên địa bàn tỉnh tiếp nhận 310.000 hồ sơ, đúng hạn 98%.", "all 310000; all 98"),
        ("Sở Nội vụ bàn giao thiết bị cho bộ phận một cửa của xã và mở 5 lớp tập huấn.", "province 5"),
        ("Hồ sơ đúng hạn của cấp tỉnh đạt 99,2%, các địa phương đạt 95,4%.", "province 99.2; all 95.4"),
        (
            "UBND tỉnh ban hành 45 quyết định công bố TTHC. Đã ban hành 12 quyết định công bố TTHC.",
            "province 45; province 12",
        ),
        (
            "UBND tỉnh tiếp nhận 310 kiến nghị. Tổng số kiến nghị đã xử lý là 305 kiến nghị.",
            "province 310; province 305",
        ),
        (
            "Toàn tỉnh tiếp nhận 610 hồ sơ. Trong đó Sở Y tế giải quyết đúng hạn 88%. Hồ sơ nộp trực tuyến đạt 45%.",
            "all 610; province 88; all 45",
        ),
    ],
)
def test_a_figure_is_of_who_is_told_of(text, rows):
    found = extract_statements(REPORT + text, province="Hòa Bình")
    assert "; ".join(f"{each['level']} {each['value']:g}" for each in found) == rows


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Sở Nội vụ mở 12 lớp bồi dưỡng.", "province"),
        ("Sở Công Thương: 100% TTHC thực hiện theo cơ chế một cửa.", "province"),
        ("Đối với cấp tỉnh: bảo đảm 80% TTHC được cung cấp trực tuyến toàn trình.", "province"),
        ("a) Các sở: 100% kết quả giải quyết TTHC được trả bản điện tử.", "province"),
    ],
)
def test_a_body_whose_aim_it_is_gives_its_level(text, level):
    assert [each["level"] for each in extract_statements(text, kind="plan", period="2023")] == [level]


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Kết quả khảo sát cho thấy 88% hồ sơ được giải quyết đúng hạn.", {"actual"}),
        ("Theo kết quả khảo sát của Sở Nội vụ, mức độ hài lòng về giải quyết TTHC là 86,4%.", {"actual"}),
        ("Qua đánh giá, Chỉ số PAR INDEX của tỉnh đạt 84,9 điểm.", {"actual"}),
        ("Những năm qua, 100% xã triển khai cơ chế một cửa.", {"actual"}),
        ("Nguyên nhân do tỷ lệ hồ sơ nộp trực tuyến cấp xã thấp (45%).", {"actual"}),
        ("Mức độ hài lòng về giải quyết TTHC qua khảo sát đạt 90%.", {"target"}),
        ("Phát huy kết quả những năm qua, 100% TTHC được công khai đầy đủ.", {"target"}),
        ("Qua đánh giá hằng năm, 100% cán bộ, công chức cấp xã đạt chuẩn.", {"target"}),
        ("Qua khảo sát, phấn đấu mức độ hài lòng về giải quyết TTHC đạt 90% trở lên.", {"target"}),
        ("Mức độ hài lòng về giải quyết TTHC theo kết quả khảo sát của Sở Nội vụ đạt 90%.", {"target"}),
        ("Triển khai thực hiện đạt 100% Kế hoạch theo dõi thi hành pháp luật.", {"target"}),
    ],
)
def test_how_things_stand_in_a_plan_is_no_aim(text, natures):
    found = extract_statements(text, kind="plan", period="2024", issued="2023-12-28")
    assert {each["nature"] for each in found} == natures


def test_a_rank_has_no_decimals():
    text = REPORT + "| Chỉ số | Hạng năm 2023 |\n|---|---|\n| PCI | 63,5 |\n"
    assert [each["scope"] for each in extract_statements(text)] in ([], ["score"])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Ngày 12/4/2023, VCCI công bố PCI 2022, theo đó tỉnh xếp thứ 40, với 64,9 điểm.", [2022, 2022]),
        ("Tháng 4/2023, UNDP công bố kết quả PAPI, tỉnh đạt 42,15 điểm.", []),
    ],
)
def test_the_day_of_publication_is_no_year_of_an_index(text, years):
    assert [each["year"] for each in extract_statements(REPORT + text)] == years


def test_the_day_of_a_paper_before_a_report_begins_is_not_its_day_of_issue():
    text = "Ngày 10/5/2022, tỉnh ban hành Kế hoạch số 85/KH-UBND; đến nay 90% hồ sơ được nộp trực tuyến."
    assert [each["year"] for each in extract_statements(text, kind="report", period="2023")] == [2023]


def test_equal_sentences_are_each_of_their_own():
    twice = "Đạt 85%; tỷ lệ này của cấp xã là 70%. "
    text = REPORT + "Người dân dùng định danh điện tử trên Cổng quốc gia trên 70%. " + 2 * twice + "Tiếp tục."
    assert [each["value"] for each in extract_statements(text) if each["metric"]] == [70, 85, 70]


def test_what_a_rate_rose_from_is_no_floor():
    text = "Tỷ lệ hồ sơ nộp trực tuyến đạt 61%, tăng từ mức 45% của năm 2022."
    assert {row[2] for row in said(text, REPORT)} == {"="}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Phấn đấu mở 5 lớp bồi dưỡng/năm.", [(5, "yearly")]),
        ("Phấn đấu mở 5 lớp/năm về bồi dưỡng công chức.", [(5, "yearly")]),
        ("Giảm 2% biên chế sự nghiệp hưởng lương ngân sách/năm.", [(2, "yearly")]),
        ("Từng năm mở 5 lớp bồi dưỡng.", [(5, "yearly")]),
        ("Mỗi năm tinh giản 50 người; cả giai đoạn tinh giản 250 người.", [(50, "yearly"), (250, "standard")]),
        ("Mở 25 lớp bồi dưỡng theo kế hoạch bồi dưỡng công chức hàng năm.", [(25, "standard")]),
        ("Theo kế hoạch đào tạo từng năm, mở 25 lớp bồi dưỡng.", [(25, "standard")]),
        ("Hàng năm 50% hồ sơ công việc được xử lý trên môi trường mạng.", [(50, "standard")]),
        # on a base of which the catalogue has none of each year, no row: its key would be that of the total
        ("Hàng năm tiếp nhận 500 hồ sơ trực tuyến.", []),
        (
            "Mở 5 lớp bồi dưỡng văn thư, lưu trữ/năm; mở 25 lớp bồi dưỡng văn thư, lưu trữ.",
            [(25, "class_archives")],
        ),
    ],
)
def test_how_often_a_count_is_is_read_or_the_count_is_not(text, rows):
    plan = PLAN.replace("năm 2024", "giai đoạn 2021 - 2025")
    assert [(each["value"], each["scope"]) for each in extract_statements(plan + text)] == rows


def test_in_a_plan_of_one_year_each_is_all():
    text = "Phấn đấu mở 5 lớp bồi dưỡng văn thư, lưu trữ/năm."
    assert [(each["value"], each["scope"]) for each in extract_statements(PLAN + text)] == [(5, "class_archives")]


def test_a_report_of_several_years_tells_of_each_year():
    found = extract_statements(
        "Mỗi năm mở 5 lớp bồi dưỡng.", kind="report", period="2016/2020", province="Kon Tum"
    )
    assert [(each["value"], each["scope"], each["period"]) for each in found] == [(5, "yearly", "2016/2020")]


@pytest.mark.parametrize(
    "lead",
    [
        "Kế hoạch cải cách hành chính của Sở Tư pháp đề ra",
        "Sở Tư pháp ban hành kế hoạch chuyển đổi số năm 2024 của Sở, đặt chỉ tiêu",
    ],
)
def test_the_body_whose_plan_it_is_is_that_of_all_its_aims(lead):
    text = f"{lead}: hồ sơ đúng hạn trên 98%; văn bản ký số 100%; 95% báo cáo trên hệ thống thông tin báo cáo."
    assert {row[1] for row in said(text)} == {"province"}


@pytest.mark.parametrize(
    "text",
    [
        "100% Ủy ban nhân dân cấp xã lắp camera giám sát tại Bộ phận Một cửa.",
        "100% xã bố trí công chức chuyên trách tại Bộ phận Một cửa.",
        "Mức độ hài lòng của doanh nghiệp đối với hạ tầng khu công nghiệp đạt 78%.",
        "Tỷ lệ người dân hài lòng với kết quả xây dựng nông thôn mới đạt 98,5%.",
    ],
)
def test_what_is_at_a_desk_or_satisfies_in_other_fields_is_open(text):
    assert {row[0] for row in said(text, REPORT)} <= {None}


def test_satisfaction_with_the_settlement_of_procedures_is_read():
    text = "Mức độ hài lòng của người dân đối với việc giải quyết thủ tục hành chính đạt 92%."
    assert [row[0] for row in said(text, REPORT)] == ["satisfaction_procedures_rate"]


@pytest.mark.parametrize(
    ("opening", "level"),
    [
        ("UBND xã Mai Hạ, huyện Mai Châu công bố kết quả năm 2023", "commune"),
        ("Năm 2023, huyện Lạc Thủy tiếp nhận 18.400 hồ sơ", "district"),
        ("Thị xã Bình Long: tiếp nhận 18.400 hồ sơ", "district"),
        ("Năm 2023, cán bộ ở huyện Lạc Thủy đi học nhiều hơn", "all"),
        ("Huyện Lạc Thủy và huyện Yên Thủy tiếp nhận 18.400 hồ sơ", "all"),
    ],
)
def test_a_paragraph_that_begins_with_one_unit_is_of_it(opening, level):
    text = f"{opening}. Nhiều việc được làm. Mức độ hài lòng của người dân đạt 96%. Văn bản ký số đạt 99%."
    assert [row[1] for row in said(text, REPORT)[-2:]] == [level, level]


def test_what_is_of_the_province_is_not_of_the_unit_that_a_paragraph_begins_with():
    text = "Huyện Lạc Thủy dẫn đầu tỉnh. Hồ sơ nộp trực tuyến của tỉnh đạt 70%, của huyện đạt 82%."
    assert [row[1] for row in said(text, REPORT)] == ["all", "district"]


def test_a_unit_below_ranks_with_any_words_between():
    text = "Huyện Lạc Thủy năm qua tiếp tục được xếp thứ 3/10 về Chỉ số cải cách hành chính."
    assert [row[1] for row in said(text, REPORT)] == ["district"]


def test_a_year_behind_the_colon_of_a_cited_paper_is_that_of_its_figures():
    text = "Thực hiện Quyết định số 45/QĐ-TTg, lộ trình số hóa kết quả giải quyết TTHC: năm 2023, cấp tỉnh tối thiểu 40%."
    assert [(row["year"], row["value"]) for row in extract_statements(text, kind="plan", period="2022/2025")] == [
        (2023, 40)
    ]


@pytest.mark.parametrize(
    ("rest", "rows"),
    [
        ("giảm 94 đơn vị, tương ứng giảm 14,96% so với năm 2015", [(None, 14.96)]),
        ("thêm 94 đơn vị, bằng 14,96% so với năm 2015", []),
        ("giảm 94 đơn vị, trong đó 20% ở cấp huyện", []),
    ],
)
def test_a_cut_may_be_told_as_a_count_and_a_share(rest, rows):
    found = said(f"Toàn tỉnh còn 534 đơn vị sự nghiệp công lập, {rest}.", REPORT)
    assert [(row[0], row[3]) for row in found] == [("public_service_unit_reduction_rate", row[1]) for row in rows]


@pytest.mark.parametrize(
    ("rest", "row"),
    [
        ("vượt mục tiêu 50% tỉnh đề ra", ("target", "=", 50)),
        ("chưa tới mức 60% đề ra", ("target", "=", 60)),
        ("thấp hơn mức 60% được giao", ("target", "=", 60)),
    ],
)
def test_what_was_set_is_a_target_beside_its_result(rest, row):
    found = [*extract_statements(f"{REPORT}Tỷ lệ hồ sơ nộp trực tuyến đạt 52%, {rest}.")]
    assert [(each["nature"], each["comparator"], each["value"]) for each in found] == [("actual", "=", 52), row]


def test_how_things_stand_beside_an_aim_is_a_result():
    text = "Phấn đấu có ít nhất 20% đơn vị sự nghiệp tự bảo đảm chi thường xuyên, trong khi hiện nay mới 11,4%."
    found = extract_statements(text, kind="plan", period="2024", issued="2024-01-15")
    assert [(row["nature"], row["comparator"], row["value"]) for row in found] == [
        ("target", ">=", 20),
        ("actual", "=", 11.4),
    ]


@pytest.mark.parametrize("title", ["Phụ biểu: SỐ LIỆU NĂM 2023", "PHỤ LỤC", "Biểu số 01"])
def test_an_annex_behind_the_tasks_of_a_report_tells_of_results(title):
    text = f"II. PHƯƠNG HƯỚNG NĂM 2024\n\n- Phấn đấu 80% hồ sơ nộp trực tuyến.\n\n{title}\n\nHồ sơ giải quyết đúng hạn: 97%."
    assert [(row["nature"], row["value"]) for row in extract_statements(REPORT + text)] == [
        ("target", 80),
        ("actual", 97),
    ]


def test_a_lead_that_says_that_aims_were_exceeded_sets_no_floor():
    text = "Một số mục tiêu đạt và vượt: hồ sơ nộp trực tuyến 61,3% (kế hoạch 45%); 100% hồ sơ được số hóa."
    assert [row[2:4] for row in said(text, REPORT)] == [("=", 61.3), ("=", 45), ("=", 100)]


def test_documents_named_in_full_before_are_told_of_in_short():
    text = "UBND tỉnh ban hành 58 văn bản quy phạm pháp luật; cấp huyện ban hành 17 văn bản, cấp xã 43 văn bản."
    assert [row[1:4] for row in said(text, REPORT)] == [
        ("province", "=", 58),
        ("district", "=", 17),
        ("commune", "=", 43),
    ]


@pytest.mark.parametrize(
    ("opening", "level"),
    [
        ("Năm 2023, Sở Tư pháp có nhiều cố gắng. Trong năm, Sở tiếp nhận 418 hồ sơ", "province"),
        ("Sở Tư pháp cho biết tỉnh có nhiều cố gắng. Toàn tỉnh tiếp nhận 418 hồ sơ", "all"),
        ("Năm 2023, UBND huyện Lạc Thủy và 10 xã, thị trấn tiếp nhận 418 hồ sơ", "all"),
    ],
)
def test_a_department_that_speaks_of_itself_and_a_unit_with_others(opening, level):
    assert [row[1] for row in said(f"{opening}. Hồ sơ nộp trực tuyến đạt 70%.", REPORT)[-2:]] == [level, level]


def test_this_rate_under_a_plan_is_the_one_told_before():
    text = "Thanh toán trực tuyến đạt 34,2%. Theo kế hoạch của UBND tỉnh, tỷ lệ này phải đạt tối thiểu 40%."
    assert [row[:4] for row in said(text, REPORT)][1:] == [("online_payment_transaction_rate", "all", ">=", 40)]


def test_plans_of_several_levels_in_a_list_are_all_plans():
    text = "Số hóa kết quả còn hiệu lực: cấp tỉnh 41%, cấp huyện 27%, cấp xã 18% (kế hoạch tương ứng là 50%, 40%, 35%)."
    found = [*extract_statements(REPORT + text)][3:]
    assert [(row["nature"], row["metric"], row["level"], row["value"]) for row in found] == [
        ("target", "digitization_rate", level, value)
        for level, value in (("province", 50), ("district", 40), ("commune", 35))
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # the province is named in a paragraph that began with a district
        ("Huyện Mai Châu dẫn đầu. Tính chung cả tỉnh, hồ sơ nộp trực tuyến đạt 63%. Văn bản ký số đạt 97%.", [("all", 63), ("all", 97)]),
        ("Tại huyện Mai Châu, UBND tỉnh tổ chức hội nghị. Hồ sơ giải quyết đúng hạn đạt 97,9%.", [("all", 97.9)]),
        ("Phường Quang Trung, thành phố Kon Tum giải quyết 1.204 hồ sơ. Toàn thành phố giải quyết 18.900 hồ sơ.", [("commune", 1204), ("all", 18900)]),
        # a department that tells of others, units of one level, legal papers beside others
        ("Sở Y tế khảo sát. Sở được Bộ Y tế hướng dẫn. Hồ sơ giải quyết đúng hạn đạt 88%.", [("all", 88)]),
        ("Huyện Yên Thủy và các huyện còn lại tiếp nhận 31.400 hồ sơ, giải quyết đúng hạn 98,5%.", [("district", 31400), ("district", 98.5)]),
        ("UBND tỉnh ban hành 58 văn bản quy phạm pháp luật; Sở Nội vụ ban hành 17 văn bản chỉ đạo.", [("province", 58)]),
        ("UBND tỉnh ban hành 58 văn bản quy phạm pháp luật; Sở Tư pháp đã thẩm định 64 văn bản.", [("province", 58)]),
        # margins, what was given and reached, cuts of other things, rates of other fields
        ("Hồ sơ giải quyết đúng hạn đạt 98%, vượt 3% đề ra.", [("all", 98)]),
        ("Còn 520 hồ sơ đang giải quyết, hồ sơ nộp trực tuyến đạt 62%.", [("all", 62)]),
        ("Toàn tỉnh có 628 đơn vị sự nghiệp công lập; giảm 94 phòng chuyên môn, tương ứng 14,96%.", []),
        ("Hồ sơ giải quyết đúng hạn đạt 98%. Tỷ lệ hộ nghèo còn 5,2%. Theo kế hoạch, tỷ lệ này còn 4,1%.", [("all", 98)]),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_read_so(text, rows):
    found = [row for row in said(text, REPORT) if row[0]]
    assert [(row[1], row[3]) for row in found] == rows
    assert {row[4] for row in found} <= {2023}


def test_what_is_late_among_what_is_not_done_is_not_settled():
    assert said("Số hồ sơ đang giải quyết trong hạn là 6.312, quá hạn 94 hồ sơ.", REPORT) == []


def test_a_share_of_what_no_concept_knows_is_not_of_the_sentence_before():
    text = (
        "Hoàn thành 100% kế hoạch theo dõi thi hành pháp luật. Cấp 9.870 phiếu lý lịch tư pháp, 36% qua bưu điện."
    )
    assert [row[3] for row in said(text, REPORT) if row[0]] == [100]


SHEETS = sorted((Path(__file__).parent.parent / "data" / "raw" / "statements").glob("*.csv"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_draft_stands_in_the_section_that_a_person_wrote_or_within_it(texts, sheet):
    text = text_of((texts / f"{sheet.stem}.txt").read_text(encoding="utf-8"))
    drafts = read_document(text, read_facts(text).document(sheet.stem))
    drafted = {text.line(draft.start): f"{draft.node.section}." for draft in drafts}
    with sheet.open(encoding="utf-8", newline="") as rows:
        coded = {int(row["line"]): f"{row['section']}." for row in csv.DictReader(rows)}
    assert {line: drafted.get(line) for line in coded if not drafted.get(line, "").startswith(coded[line])} == {}
