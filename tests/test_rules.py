"""The rules of the harmonizer on single cells: levels, comparators, periods, scopes, metrics."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis.catalog import (
    AREAS,
    comparators,
    concepts,
    fold,
    levels,
    metrics,
    phrases,
    provinces,
    scopes,
    signatures,
)
from cchc_analysis.harmonizer.comparators import read_comparator
from cchc_analysis.harmonizer.evidence import unborne
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.harmonizer.levels import pair_levels, read_levels
from cchc_analysis.harmonizer.periods import Frame, read_period, year_of
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.values import read_figures

PLAN = Frame("plan", "2021/2025", "2022-02-23")
YEARLY = Frame("plan", "2024", None)
REPORT = Frame("report", "2020-Q3", "2020-09-14")
HALF = Frame("report", "2024-07-01/2024-12-31", "2025-01-10")
FEBRUARY = Frame("report", "2024-02-01/2024-02-29", "2024-03-01")
YEARS = Frame("report", "2021/2024", "2025-01-15")


@pytest.mark.parametrize(
    ("cell", "named"),
    [("tỉnh", ["province"]), ("cấp huyện;cấp xã", ["district", "commune"]), ("mỗi cấp", ["province", "district", "commune"]),
     ("các cấp", ["all"]), ("4 cấp", ["all"]), ("ngành, địa phương", ["all"]), ("xã;ngành dọc", ["all"]),
     ("các sở, ban, ngành cấp tỉnh", ["province"]), ("thị xã", ["district"]), ("UBND xã", ["commune"]), ("các UBND huyện", ["district"]),
     ("các huyện, thị xã, thành phố", ["district"]), ("cả ba cấp", ["province", "district", "commune"]),
     ("sở, ban, ngành", ["province"]), ("Sở, ban ngành;huyện", ["province", "district"]), (None, [])],
)  # fmt: skip
def test_levels(cell, named):
    assert read_levels(cell) == named


@pytest.mark.parametrize(
    ("value", "named", "nature", "pairs"),
    [
        ("30%;20%", ["province", "district"], "target", [("province", 30, False), ("district", 20, False)]),
        ("100%", ["province", "district"], "target", [("province", 100, True), ("district", 100, True)]),
        ("1/3", ["province", "district"], "target", [("province", 100 / 3, True), ("district", 100 / 3, True)]),
        ("489/489", ["province", "district"], "actual", [("all", 100, False)]),
        ("1/3", ["province", "district"], "actual", [("all", 100 / 3, False)]),
        ("58", ["province", "district"], "actual", [("all", 58, False)]),
        ("58", ["district"], "actual", [("district", 58, False)]),
        ("58", [], "actual", [("all", 58, False)]),
        (None, ["province", "district"], "target", [("province", None, False), ("district", None, False)]),
        ("2/4", ["province", "district"], "target", [("all", 50, False)]),
        ("3/11", ["province", "district"], "target", [("all", 300 / 11, False)]),
        ("3/10", ["province", "district"], "target", [("province", 30, True), ("district", 30, True)]),
    ],
)
def test_figures_go_to_levels(value, named, nature, pairs):
    found = pair_levels(read_figures(value), named, nature)
    assert [(level, figure and figure.value, pooled) for level, figure, pooled in found] == pairs


@pytest.mark.parametrize(
    ("cell", "has_value", "symbol"),
    [("tối thiểu", True, ">="), ("Ít nhất", True, ">="), ("từ ... trở lên", True, ">="), ("không dưới", True, ">="),
     ("trên", True, ">"), ("không quá", True, "<="), ("dưới", True, "<"), (None, True, "="), ("đạt", True, "="),
     ("giảm tối thiểu", True, ">="), ("giảm", True, "="), ("giảm", False, "decrease"), ("giảm dần", False, "decrease"),
     (">=", True, ">="), ("<=", True, "<="), ("đạt từ ... trở lên", True, ">="), ("phấn đấu đạt", True, "="),
     ("tối thiểu là", True, ">="), ("đạt và vượt", True, ">="), ("vượt", True, ">"), ("lớn hơn", True, ">"), ("từng bước nâng cao", False, "increase"),
     ("nâng cao", False, "increase"), ("cải thiện và nâng cao", False, "increase"), ("tối đa", True, "<=")],
)  # fmt: skip
def test_comparators(cell, has_value, symbol):
    assert read_comparator(cell, has_value) == symbol


@pytest.mark.parametrize(
    ("cell", "has_value", "why"),
    [("tối thỉu", True, "cannot read 'tối thỉu'; nearest"), (None, False, "no value and no direction"),
     ("tối thiểu", False, "no value and no direction"), ("tối thiểu, tối đa", True, "two things at once"),
     ("nâng cao, giảm", False, "two things at once"), ("tăng tối thiểu", False, "no value and no direction")],
)  # fmt: skip
def test_unreadable_comparators(cell, has_value, why):
    with pytest.raises(ValueError, match=why):
        read_comparator(cell, has_value)


@pytest.mark.parametrize(
    ("cell", "frame", "nature", "period"),
    [
        (None, PLAN, "target", "2021/2025"),
        (None, YEARLY, "target", "2024"),
        (None, REPORT, "actual", "2020-Q3"),
        ("đến năm 2025", PLAN, "target", "2025"),
        ("năm 2024 và các năm tiếp theo", YEARLY, "target", "2024"),
        ("trước ngày 31/12/2024", YEARLY, "target", "2024"),
        ("hàng năm", PLAN, "target", "2021/2025"),
        ("hàng năm 2022-2025", PLAN, "target", "2022/2025"),
        ("bình quân mỗi năm", PLAN, "target", "2021/2025"),
        ("từng năm", PLAN, "target", "2021/2025"),
        ("hàng năm", Frame("report", "2016/2020", None), "actual", "2016/2020"),
        ("giai đoạn 2022 – 2025", PLAN, "target", "2022/2025"),
        ("quý III", REPORT, "actual", "2020-Q3"),
        ("quý IV năm 2020", REPORT, "target", "2020-Q4"),
        ("Quý I/2022", PLAN, "target", "2022-Q1"),
        ("từ đầu năm đến nay", REPORT, "actual", "2020-01-01/2020-09-14"),
        ("lũy kế từ đầu năm", REPORT, "actual", "2020-01-01/2020-09-14"),
        ("đến nay", REPORT, "actual", "2020-09-14"),
        ("hiện nay", REPORT, "actual", "2020-09-14"),
        ("28/01/2019", REPORT, "actual", "2019-01-28"),
        ("ngày 28 tháng 01 năm 2019", REPORT, "actual", "2019-01-28"),
        ("tính đến ngày 14/9/2020", REPORT, "actual", "2020-09-14"),
        ("từ 01/01/2020 đến 14/9/2020", REPORT, "actual", "2020-01-01/2020-09-14"),
        ("từ đầu năm đến hết tháng 8/2020", REPORT, "actual", "2020-01-01/2020-08-31"),
        ("15/12/2019 - 14/6/2020", REPORT, "actual", "2019-12-15/2020-06-14"),
        ("năm nay", REPORT, "target", "2020"),
        ("năm ngoái", REPORT, "actual", "2019"),
        ("lũy kế đến nay", REPORT, "actual", "2020-01-01/2020-09-14"),
        ("từ đầu năm", PLAN, "target", "2022-01-01/2022-02-23"),
        ("6 tháng đầu năm", REPORT, "actual", "2020-01-01/2020-06-30"),
        ("tháng 6/2024", YEARLY, "target", "2024-06"),
        ("9 tháng/2020", REPORT, "actual", "2020-01-01/2020-09-30"),
        ("6 tháng cuối năm", YEARLY, "target", "2024-07-01/2024-12-31"),
        ("12 tháng", YEARLY, "actual", "2024"),
        ("cả năm", REPORT, "actual", "2020"),
        ("cùng kỳ năm 2019", REPORT, "actual", "2019-Q3"),
        ("cùng kỳ năm trước", REPORT, "actual", "2019-Q3"),
        ("lũy kế đến hết quý II/2020", REPORT, "actual", "2020-01-01/2020-06-30"),
        ("lũy kế đến ngày 14/9/2020", REPORT, "actual", "2020-01-01/2020-09-14"),
        ("cuối năm 2025", PLAN, "target", "2025"),
        ("đến hết năm 2025", PLAN, "target", "2025"),
        ("từ nay đến năm 2025", PLAN, "target", "2025"),
        ("từ 2021 đến 2025", PLAN, "target", "2021/2025"),
        ("quý IV", YEARLY, "target", "2024-Q4"),
        ("sáu tháng đầu năm", REPORT, "actual", "2020-01-01/2020-06-30"),
        ("trong ba tháng cuối năm 2020", REPORT, "target", "2020-10-01/2020-12-31"),
        ("từ tháng 6/2020", REPORT, "actual", "2020-06-01/2020-09-14"),
        ("từ ngày 01/6/2020", REPORT, "actual", "2020-06-01/2020-09-14"),
        ("từ quý II", REPORT, "actual", "2020-04-01/2020-09-14"),
        ("tính từ năm 2019", REPORT, "actual", "2019-01-01/2020-09-14"),
        ("từ năm 2016 đến nay", REPORT, "actual", "2016-01-01/2020-09-14"),
        ("từ năm 2025", PLAN, "target", "2025"),
        ("từ quý II", YEARLY, "target", "2024-Q2"),
        ("từ đầu năm", HALF, "actual", "2024-01-01/2025-01-10"),
        ("lũy kế", HALF, "actual", "2024-01-01/2025-01-10"),
        ("cùng kỳ năm trước", FEBRUARY, "actual", "2023-02-01/2023-02-28"),
        (None, YEARS, "actual", "2021/2024"),
        ("đến hết quý III/2024", YEARLY, "actual", "2024-09-30"),
        ("đến hết quý III/2024", YEARLY, "target", "2024-Q3"),
        ("tính đến tháng 6/2024", YEARLY, "actual", "2024-06-30"),
        ("trong quý III/2024", YEARLY, "actual", "2024-Q3"),
        ("từ năm 2022, hàng năm", PLAN, "target", "2022/2025"),
    ],
)
def test_periods(cell, frame, nature, period):
    assert read_period(cell, frame, nature) == period


@pytest.mark.parametrize(
    ("cell", "frame", "why"),
    [("sớm nhất có thể", PLAN, "cannot read"), ("sớm", REPORT, "'sớm'; write 2025, 2021-2025, quý III, hàng năm, 28/01/2019, từ đầu năm or đến nay$"), ("2025-2021", PLAN, "runs backwards"), ("32/01/2019", REPORT, "is no date"),
     ("đến nay", YEARLY, "day of issue, which the register lacks"), ("quý V", REPORT, "cannot read"),
     ("31/02/2019", REPORT, "is no date"), ("quý IV", PLAN, "names no year"), ("hàng năm", REPORT, "no range of years"),
     ("٢٠٢٥", PLAN, "cannot read"), ("0000", PLAN, "cannot read"), ("đến năm 2025 hoặc 2026", PLAN, "cannot read"),
     ("từ đầu năm", YEARS, "names no year"), ("lũy kế", YEARS, "names no year"),
     ("lũy kế đến hết năm 2024", YEARS, "names no year to be of or begin in, as of 2021/2024 it may be any; write it"),
     ("từ năm 2020", YEARLY, "day of issue, which the register lacks"), ("từ năm 2021", REPORT, "runs backwards"),
     ("quý II, III", YEARLY, "cannot read"), ("vài tháng đầu năm", REPORT, "cannot read"),
     ("từ ngày 29/02 đến ngày 05/01/2024", REPORT, "is no date"),
     (None, YEARLY, "2024 is only planned; write hiện nay, or when the figure was measured"),
     ("từ tháng 13/2020 đến tháng 14/2020", REPORT, "is no date"),
     ("số 2025", PLAN, "cannot read"), ("từ 01/01/2020 đến 31/11/2020", REPORT, "^'từ 01/01/2020 đến 31/11/2020' is no date")],
)  # fmt: skip
def test_unreadable_periods(cell, frame, why):
    with pytest.raises(ValueError, match=why):
        read_period(cell, frame, "actual")


@pytest.mark.parametrize(
    ("sentence", "cells", "wrong"),
    [("mỗi năm tăng 20% đến khi đạt 100%", {"ceiling": "100%"}, []),
     ("mỗi năm tăng 20%", {"ceiling": "100%"}, ["ceiling"]),
     ("trễ hạn dưới 5% hồ sơ", {"comparator": "dưới"}, []),
     ("hồ sơ dưới dạng giấy còn 5%", {"comparator": "dưới"}, ["comparator"]),
     ("thuộc nhóm 10 tỉnh đầu", {"comparator": "nhóm …"}, []),
     ("nhóm tỉnh khá", {"comparator": "nhóm …"}, ["comparator"]),
     ("báo kon tum đưa 12 tin", {"levels": "tỉnh"}, []),
     ("các huyện đưa 12 tin", {"levels": "tỉnh"}, ["levels"])],
)  # fmt: skip
def test_what_a_sentence_does_not_bear_out(sentence, cells, wrong):
    """The figure itself stands in the evidence; what is said of it is looked for in the sentence."""
    found = unborne({"evidence": "20%", "value": "20%", "comparator": "", "levels": ""} | cells, sentence)
    assert [column for column, _ in found] == wrong


@given(st.integers(1990, 2070), st.integers(1, 20))
def test_a_range_counts_for_its_last_year(first, length):
    period = read_period(f"{first}-{first + length}", PLAN, "target")
    assert year_of(period) == first + length


@pytest.mark.parametrize(
    "wording",
    [
        "trừ hồ sơ công việc thuộc phạm vi bí mật nhà nước",
        "không bao gồm hồ sơ xử lý công việc có nội dung mật",
        None,
    ],
)
def test_secret_dossiers_are_the_standard_base(wording):
    assert read_scope(wording) == "standard"


@pytest.mark.parametrize(
    ("indicator", "kind", "metric"),
    [
        ("Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng", "percent", "e_dossier_rate"),
        ("mức độ hài lòng về thủ tục đất đai, xây dựng, đầu tư", "percent", "satisfaction_land_construction_investment_rate"),
        ("hài lòng về giải quyết TTHC", "percent", "satisfaction_procedures_rate"),
        ("cơ quan áp dụng HTQLCL theo TCVN ISO 9001", "fraction", "iso9001_adoption_rate"),
        ("cơ quan áp dụng HTQLCL theo TCVN ISO 9001", "count", "iso9001_adoption_count"),
        ("tỷ lệ số hóa kết quả giải quyết TTHC mỗi năm tăng", "percent", "digitization_annual_increase"),
        ("Chỉ số PAR INDEX", "direction", "par_index"),
        # a negation of something else, or all parts of an index
        ("hồ sơ công việc không thuộc phạm vi bí mật nhà nước xử lý trên môi trường mạng", "percent", "e_dossier_rate"),
        ("giao dịch thanh toán trực tuyến không dùng tiền mặt", "percent", "online_payment_transaction_rate"),
        ("hồ sơ giải quyết đúng hạn, không có hồ sơ trễ hạn", "percent", "on_time_settlement_rate"),
        ("hồ sơ giải quyết đúng hạn (chưa bao gồm hồ sơ đất đai)", "percent", "on_time_settlement_rate"),
        ("Chỉ số SIPAS trên các lĩnh vực", "count", "sipas_index"),
        ("nâng cao Chỉ số PCI và các chỉ số thành phần", "direction", "pci_index"),
        ("Chỉ số DTI trên cả ba trụ cột chính quyền số, kinh tế số, xã hội số", "count", "dti_index"),
    ],
)  # fmt: skip
def test_metrics_are_recognized_by_words_and_kind(indicator, kind, metric):
    assert recognize(indicator, kind) == metric


@given(st.sampled_from([phrase for phrase, _ in phrases()]), st.sampled_from(["NFC", "NFD"]))
def test_the_form_of_letters_changes_nothing(phrase, form):
    assert fold(unicodedata.normalize(form, phrase).upper()) == fold(phrase)


def test_a_letter_with_a_longer_small_form_keeps_its_place():
    assert fold("İ 90%") == "i 90%"


def test_every_metric_has_a_phrase_and_every_phrase_a_metric_or_is_of_another_thing():
    assert {metric for _, metric in phrases()} == {*metrics(), ""}


@pytest.mark.parametrize(
    ("indicator", "kind", "why"),
    [
        ("hồ sơ công vệc", "percent", "no metric is named by 'hồ sơ công vệc' with a percent; nearest: e_dossier_rate"),
        ("đơn vị sự nghiệp tự chủ tài chính", "percent", "no metric is named"),
        ("mức độ hài lòng của người dân, doanh nghiệp", "percent", "no metric is named"),
        ("Kế hoạch kiểm tra CCHC hoàn thành", "percent", "no metric is named"),
        ("dịch vụ công trực tuyến mức độ 4", "percent", "no metric is named"),
        ("Chỉ số SIPAS", "percent", "no metric is named by .* with a percent"),
        ("áp dụng HTQLCL", "direction", "iso9001_adoption_count and iso9001_adoption_rate alike"),
        ("học viên tham gia lớp bồi dưỡng", "count", "is of no metric, though its words are near to one; leave it out"),
        ("đơn thư khiếu nại giải quyết đúng hạn", "percent", "is of no metric"),
        ("nhiệm vụ do UBND tỉnh giao được giải quyết đúng hạn", "percent", "is of no metric"),
        ("Chỉ số PAPI nội dung thủ tục hành chính công", "count", "a part of an index"),
        ("chỉ số cải cách hành chính cấp huyện", "count", "is of no metric"),
        ("người hoạt động không chuyên trách ở thôn", "count", "is of no metric"),
        ("người dân không hài lòng về giải quyết TTHC", "percent", "is of what is not done"),
        ("TTHC chưa được công bố", "percent", "is of what is not done"),
        ("văn bản điện tử chưa được ký số", "percent", "is of what is not done"),
        ("hồ sơ công việc chưa xử lý trên môi trường mạng", "percent", "is of what is not done"),
        ("cán bộ, công chức cấp xã chưa đạt chuẩn", "percent", "is of what is not done"),
        ("Chỉ số thành phần Chi phí thời gian (PCI)", "count", "a part of an index"),
        ("Chỉ số PAR INDEX lĩnh vực cải cách thể chế", "count", "a part of an index"),
        ("Chỉ số PCI xanh", "count", "is of no metric"),
        ("Chỉ số năng lực cạnh tranh cấp sở, ngành và địa phương (DDCI)", "direction", "is of no metric"),
        ("dịch vụ công trực tuyến toàn trình có phát sinh hồ sơ", "percent", "is of no metric"),
        ("cán bộ, công chức được cấp chữ ký số", "percent", "is of no metric"),
        ("hồ sơ nộp trực tuyến được giải quyết đúng hạn", "percent", "is of no metric"),
        ("nhiệm vụ được giải quyết đúng hạn", "percent", "is of no metric"),
        ("cán bộ được cử tham gia lớp bồi dưỡng", "count", "is of no metric"),
        ("hồ sơ tiếp nhận qua hệ thống một cửa điện tử", "percent", "is of no metric"),
    ],
)  # fmt: skip
def test_what_is_unknown_of_several_metrics_denied_or_of_another_thing_is_no_metric(indicator, kind, why):
    with pytest.raises(ValueError, match=why):
        recognize(indicator, kind)


def test_every_step_names_a_metric():
    steps = {metric.metric: metric.step_of for metric in metrics().values() if metric.step_of}
    assert steps == {"digitization_annual_increase": "digitization_rate"}


def test_catalogue_words_are_told_apart():
    words = [fold(phrase) for scope in scopes().values() for phrase in scope.phrases]
    assert len(words) == len(set(words))
    assert set(comparators().values()) == {">=", ">", "<=", "<", "=", "increase", "decrease"}
    assert {level for named in levels().values() for level in named} == {"province", "district", "commune", "all"}


def test_kinds_of_the_catalogue_are_those_that_the_reading_knows():
    """A concept of kind ``weak`` names nothing by itself."""
    assert {concept.kind for concept in concepts().values()} == {"noun", "act", "quality", "index", "weak"}
    assert {signature.kind for signature in signatures()} == {"share", "count", "index"}
    assert {metric.better for metric in metrics().values()} == {"higher", "lower", "neutral"}
    assert {metric.area for metric in metrics().values()} <= set(AREAS)
    assert {metric.unit for metric in metrics().values()} == {"percent", "percentage_point", "count", "index"}


def test_63_provinces_went_into_34():
    known = provinces().values()
    assert len(known) == 63
    assert len({province.province_code for province in known}) == 63
    assert len({province.successor for province in known}) == 34
    went = {
        name: provinces()[name].successor
        for name in ("Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai", "Bình Định")
    }
    assert went == {"Kiên Giang": "An Giang", "Kon Tum": "Quảng Ngãi", "Hậu Giang": "Cần Thơ",
                    "Gia Lai": "Gia Lai", "Bình Định": "Gia Lai"}  # fmt: skip
