"""What no document says is refused in one line; a finding accuses a document and is never false."""

import re
import sys
from dataclasses import replace

import polars as pl
import pytest

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import DataError
from cchc_analysis.harmonizer.values import as_printed, holds_figure, read_figure

DIGITIZED = "số hóa kết quả giải quyết TTHC đang còn hiệu lực"
STEP = "tỷ lệ số hóa kết quả giải quyết TTHC mỗi năm tăng"
COUNT = {"indicator": "hồ sơ tiếp nhận", "nature": "actual"}
MEDIA = {"indicator": "kỳ chuyên mục cải cách hành chính", "value": "2"}
SYSTEM, ONLINE = "toàn hệ thống một cửa điện tử", "trung tâm phục vụ hành chính công, trực tuyến"
SHARE = {"indicator": "lớp đào tạo, bồi dưỡng đã mở so với kế hoạch", "nature": "actual"}
SCORE = {"indicator": "Chỉ số PAPI", "scope": "điểm số"}
RANK = {"indicator": "Chỉ số PAPI", "scope": "thứ hạng"}
START = {"indicator": DIGITIZED, "value": "30%", "period": "năm 2021", "levels": "tỉnh"}
PATH = {"indicator": STEP, "value": "20%", "comparator": "tăng", "ceiling": "100%", "levels": "tỉnh", "period": "2022-2024"}  # fmt: skip


def faults(raw):
    """The lines of the error that building this folder raises, without file and row."""
    with pytest.raises(DataError) as error:
        raw.build()
    return [line.partition(", column ")[2] for line in str(error.value).splitlines()]


def findings(raw, *statements, **document):
    """Kind and message of what a document with these statements gets wrong."""
    raw.document("plan", *statements, **document)
    return raw.build().findings.select("kind", "message").rows()


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        (SCORE | {"value": "8314"}, "value", "no score of papi_index, above 0 and up to 80"),
        (SCORE | {"value": "0"}, "value", "no score of papi_index"),
        (RANK | {"value": "640"}, "value", "no rank from 1 to 63"),
        (RANK | {"value": "0"}, "value", "no rank from 1 to 63"),
        (RANK | {"value": "12,5"}, "value", "no rank from 1 to 63"),
        ({"value": "90%", "scope": "điểm số"}, "scope", "e_dossier_rate is no index, it has no score"),
        (COUNT | {"value": "59,446"}, "value", "has decimals, as no count has; write thousands as 11.093"),
        (COUNT | {"value": "12,5"}, "value", "'12,5' has decimals, as no count has"),
        (COUNT | {"value": "12,05"}, "value", "'12,05' has decimals, as no count has"),
        (COUNT | {"value": "1,2345 nghìn"}, "value", "'1,2345 nghìn' has decimals, as no count has"),
        ({"value": "90%", "comparator": "…"}, "comparator", "cannot read '…'"),
        ({"value": "90%", "comparator": ";"}, "comparator", "cannot read ';'"),
        ({"value": "90%", "comparator": ","}, "comparator", "cannot read ','"),
        ({"value": "90%", "evidence": "tối thiểu 90% hồ sơ"}, "comparator", "the evidence says 'tối thiểu' of '90%'"),
        ({"value": "90%", "evidence": "đạt 9% hồ sơ"}, "value", "'90%' is not in the evidence"),
        ({"value": "90%", "evidence": "#REF!"}, "evidence", "'#REF!' is an error of a spreadsheet"),
        ({"value": "90%", "note": "########"}, "note", "is an error of a spreadsheet"),
        ({"value": "90%", "note": "#ref!"}, "note", "is an error of a spreadsheet"),
        ({"value": "90%", "section": "I.\x071"}, "section", "or cannot be printed"),
        ({"value": "90%", "indicator": "hồ sơ c\ufffdng việc trên môi trường mạng"}, "indicator", "or cannot be printed"),
        ({"value": "90%", "period": "năm 2099"}, "period", "2099 is more than 25 years from the document's 2023"),
        ({"value": "90%", "nature": "actual", "period": "năm 2024"}, "period", "an actual of 2024 lies after the document"),
        ({"value": "99999999999999999999 tỷ"}, "value", "a number of more than 15 digits"),
        ({"value": "9.999.999 tỷ"}, "value", "a number of more than 15 digits"),
        ({"value": "10%", "comparator": "giảm tối thiểu"}, "comparator", "says by how much, and e_dossier_rate is how far"),
        (COUNT | {"value": "10", "comparator": "cắt giảm"}, "comparator", "says by how much, and dossiers_received_count"),
        ({"value": "10%", "comparator": "tăng tối thiểu"}, "comparator", "says by how much, and e_dossier_rate is how far"),
        ({"value": "20 điểm phần trăm", "comparator": "tăng"}, "comparator", "says by how much, and e_dossier_rate"),
        (RANK | {"value": "5", "comparator": "tăng ít nhất"}, "comparator", "says by how much, and papi_index is how far"),
        (SCORE | {"value": "1,5", "comparator": "tăng thêm"}, "comparator", "says by how much, and papi_index is how far"),
        (SHARE | {"value": "98%", "scope": "trên tổng số dịch vụ công"}, "scope", "all_listed is a base of online_service_rate; name its own, or add training_plan_completion_rate in"),
        (PATH | {"comparator": "giảm tối thiểu"}, "comparator", "says the reverse of digitization_annual_increase"),
    ],
)  # fmt: skip
def test_a_slip_that_can_be_read_is_refused(raw, cells, column, says):
    raw.document("plan", cells)
    lines = faults(raw)
    assert lines[0].startswith(f"{column}: ")
    assert says in lines[0]


@pytest.mark.parametrize(
    ("cells", "scope"),
    [
        ({"period": "hàng năm 2021-2025"}, "yearly"),
        ({"period": "mỗi năm"}, "yearly"),
        ({"period": "bình quân mỗi năm"}, "yearly"),
        ({"period": "từ năm 2022, hàng năm"}, "yearly"),
        ({"scope": "mỗi năm"}, "yearly"),
        ({"scope": "/năm"}, "yearly"),
        ({"scope": "/năm", "indicator": "giảm biên chế sự nghiệp hưởng lương ngân sách", "value": "2%"}, "yearly"),
        ({"period": "giai đoạn 2021-2025"}, "standard"),
        # a base that says how often needs no other, whatever its period says
        (MEDIA | {"scope": "chương trình đối thoại, mỗi năm", "period": "hàng năm"}, "dialogue_yearly"),
        (MEDIA | {"scope": "báo, mỗi tháng", "period": "hàng năm"}, "newspaper_monthly"),
        # what an indicator tells each year need not be the count
        ({"indicator": "hồ sơ tiếp nhận theo kế hoạch hàng năm"}, "standard"),
        # in one year each is all; what is there, a share and a direction are so in each year
        ({"period": "năm 2022", "scope": "mỗi năm"}, "standard"),
        ({"period": "hàng năm", "indicator": "cổng thông tin điện tử"}, "standard"),
        ({"period": "hàng năm", "indicator": "hồ sơ công việc trên môi trường mạng", "value": "50%"}, "standard"),
        ({"scope": "mỗi năm", "indicator": "hồ sơ công việc trên môi trường mạng", "value": "50%"}, "standard"),
        ({"scope": "mỗi năm", "value": "", "comparator": "tăng"}, "standard"),
    ],
)
def test_what_is_counted_each_year_is_no_total_of_the_years(raw, cells, scope):
    raw.document("plan", COUNT | {"value": "50", "nature": "target"} | cells, period="2021/2025")
    assert raw.rows("scope") == [(scope,)]


def test_a_report_of_several_years_tells_of_each_year_too(raw):
    raw.document("report", COUNT | {"value": "50", "period": "hàng năm"}, period="2016/2020")
    assert raw.rows("scope", "period") == [("yearly", "2016/2020")]


def test_a_base_that_says_nothing_of_each_year_is_refused_beside_it(raw):
    raw.document(
        "plan",
        COUNT | {"value": "50", "nature": "target", "scope": "trực tuyến", "period": "hàng năm"},
        period="2021/2025",
    )
    assert faults(raw) == [
        "scope: the figure is of each year, which received_online does not say; "
        "add one that is each_year to cchc_analysis/catalog/scopes.csv"
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "10%", "comparator": "giảm dưới"},
        {"value": "10%", "comparator": "giảm tối thiểu", "indicator": "giảm số lượng đơn vị sự nghiệp công lập"},
        {"value": "10%", "comparator": "nâng lên"},
        {"value": "10%", "comparator": "tăng lên"},
        {"value": "10%", "comparator": "tăng tối thiểu", "indicator": STEP},
    ],
)
def test_a_change_up_or_down_to_a_bound_and_a_change_by_so_much_are_read(raw, cells):
    raw.document("plan", cells)
    assert raw.rows("value") == [(10.0,)]


def test_a_count_has_decimals_of_a_unit_or_of_an_average_only(raw):
    average = {"indicator": "sáng kiến cải cách hành chính của mỗi cơ quan", "value": "1,5"}
    raw.document("plan", COUNT | {"value": "1,2 triệu"}, average)
    assert set(raw.rows("metric", "value")) == {
        ("dossiers_received_count", 1_200_000),
        ("par_initiative_count", 1.5),
    }


def test_the_scale_of_an_index_is_that_of_its_year(raw):
    raw.document("plan", SCORE | {"value": "59,5"}, period="2016")
    assert raw.rows("value") == [(59.5,)]
    raw.sheet("plan", SCORE | {"value": "61"})
    assert "up to 60" in faults(raw)[0]


def test_a_ceiling_below_the_start_is_refused(raw):
    raw.document("plan", START, PATH | {"ceiling": "10%"}, period="2021/2025")
    assert faults(raw) == ["ceiling: the step stops at 10%, past which 30% of s1 starts; correct one of them"]


PATHLESS = (
    "doubt",
    "a yearly step of 20% without a path: no ceiling is stated, or no single figure of the same measure that it may start from",
)


@pytest.mark.parametrize(
    ("start", "step"),
    [
        (START, {"ceiling": ""}),
        (START | {"nature": "actual"}, {}),
        (START | {"levels": "xã"}, {}),
        (START | {"period": "năm 2025"}, {}),
    ],
)
def test_a_step_without_a_path_is_told(raw, start, step):
    assert findings(raw, start, PATH | step, period="2021/2025") == [PATHLESS]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (COUNT | {"value": "10", "nature": "target"}, "no single total of such figures"),
        ({"value": "10%", "nature": "actual"}, "no single total of such figures"),
    ],
)
def test_a_part_is_of_the_nature_and_unit_of_its_total(raw, part, says):
    raw.document("plan", COUNT | {"value": "10"}, part | {"part_of": "s1", "levels": "xã"})
    assert says in faults(raw)[0]


@pytest.mark.parametrize(
    ("evidence", "value", "doubted"), [("", "10", True), ("", "9", False), ("khoảng", "10", False)]
)
def test_parts_of_another_metric_are_a_doubt_where_they_add_up(raw, evidence, value, doubted):
    """Of ten dossiers received nine were settled: no split."""
    part = COUNT | {"indicator": "hồ sơ đã giải quyết", "value": value, "part_of": "s1"}
    assert (
        findings(raw, COUNT | {"value": "10", "evidence": f"{evidence} 10 hồ sơ"}, part)
        == [("doubt", "the parts are of dossiers_settled_count, the total is of dossiers_received_count")]
        * doubted
    )


def test_parts_of_one_other_time_are_no_split(raw):
    """Of what came in since the new year some came in the last quarter; four quarters are a split."""
    quarters = [COUNT | {"value": "20", "period": f"quý {n}", "part_of": "s1"} for n in ("I", "II", "III", "IV")]
    last = [quarters[3] | {"scope": base} for base in (SYSTEM, ONLINE)]
    assert findings(raw, COUNT | {"value": "100"}, *last, kind="report") == []
    raw.sheet("plan", COUNT | {"value": "100"}, *quarters)
    assert raw.build().findings["message"].to_list() == ["4 parts add up to 80, not to the stated 100"]


def test_one_share_of_several_levels_is_no_part(raw):
    parts = [
        SHARE | {"value": value, "levels": level, "part_of": "s1"}
        for value, level in (("60%", "huyện;xã"), ("40%", "tỉnh"))
    ]
    raw.document("plan", SHARE | {"value": "100%"}, *parts)
    assert faults(raw) == ["part_of: one figure of several levels cannot be added; give each level its own"]


@pytest.mark.parametrize(
    "printed",
    ["95,45 %", "95,45%", "95,45 phần trăm", "95,45％", "95,5%", "95%", "chín mươi lăm phần trăm",
     "chín mươi lăm phẩy năm phần trăm"],
)  # fmt: skip
def test_a_share_rounded_as_printed_is_no_finding_however_it_is_written(raw, printed):
    assert findings(raw, SHARE | {"value": "21/22"}, SHARE | {"value": printed}) == []


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("95,46 %", "21/22 is 95,45%, printed as 95,46 %"),
        ("95,4%", "21/22 is 95,5%, printed as 95,4%: cut, not rounded"),
        ("90%", "21/22 is 95%, printed as 90%"),
        ("chín mươi phần trăm", "21/22 is 95%, printed as chín mươi phần trăm"),
    ],
)
def test_a_share_that_is_another_number_is_found(raw, printed, message):
    assert findings(raw, SHARE | {"value": "21/22"}, SHARE | {"value": printed}) == [("share", message)]


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("1,2 triệu", ["700.000", "499.999"]),
        ("1,2 triệu", ["0,7 triệu", "0,4 triệu"]),
        ("100%", ["33%", "33%", "33%"]),
    ],
)
def test_sums_are_held_at_the_precision_printed(raw, total, parts):
    kind = SHARE if "%" in total else COUNT
    rows = [kind | {"value": part, "part_of": "s1", "levels": level} for level, part in zip(("tỉnh", "huyện", "xã"), parts, strict=False)]  # fmt: skip
    assert findings(raw, kind | {"value": total}, *rows) == []


def test_a_rounded_total_that_is_missed_is_found_in_its_own_words(raw):
    part = COUNT | {"value": "1.300.000", "part_of": "s1", "scope": ONLINE}
    assert findings(raw, COUNT | {"value": "1,2 triệu"}, part) == [
        ("sum", "1 part adds up to 1,3 triệu, not to the stated 1,2 triệu")
    ]


def test_a_floor_has_no_sum_to_miss(raw):
    part = COUNT | {"value": "9", "part_of": "s1", "scope": ONLINE}
    assert findings(raw, COUNT | {"value": "8", "comparator": "trên"}, part) == []


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"value": "95%", "comparator": "tối thiểu"}, True),
        ({"value": "80%", "comparator": "tối đa"}, True),
        ({"value": "80%", "period": "quý I"}, False),
        ({"value": "80%", "period": "quý IV"}, False),
        ({"value": "95%", "comparator": "tối thiểu", "period": "năm 2023"}, True),
        ({"value": "80%", "period": "2022-2023"}, False),
        ({"value": "80%", "levels": "xã"}, False),
        ({"value": "95%", "comparator": "tối thiểu", "period": "trước ngày 30/6/2023"}, False),
        ({"value": "95%", "comparator": "tối thiểu", "period": "đến ngày 31/12/2023"}, True),
        ({"value": "95%", "comparator": "tối thiểu", "levels": "cơ quan, đơn vị"}, False),
    ],
)
def test_only_two_targets_for_one_day_contradict_each_other(raw, second, found):
    assert bool(findings(raw, {"value": "90%"}, second)) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"value": "2/3"}, {"value": "66,7%"}, False),
        ({"value": "2/3"}, {"value": "67%"}, False),
        ({"value": "2/3"}, {"value": "68%"}, True),
        ({"value": "2/3"}, {"value": "3/4"}, True),
        ({"value": "2/3"}, {"value": "5/8"}, False),
        ({"value": "95%"}, {"value": "95,4%"}, False),
        ({"value": "95,2%"}, {"value": "95,4%"}, True),
        (COUNT | {"value": "1,2 triệu", "nature": "target"}, COUNT | {"value": "1.234.567", "nature": "target"}, False),
        (COUNT | {"value": "1,2 triệu", "nature": "target"}, COUNT | {"value": "1.334.567", "nature": "target"}, True),
    ],
)  # fmt: skip
def test_two_targets_are_compared_as_far_as_they_are_printed(raw, first, second, found):
    kinds = [kind for kind, _ in findings(raw, first, second | {"comparator": "tối thiểu"})]
    assert kinds == ["contradiction"] * found


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [
        (("tối thiểu", "90%"), ("", "95%"), ""),
        (("tối thiểu", "90%"), ("", "85%"), "≥ 90% and 85%"),
        (("tối thiểu", "90%"), ("tối đa", "95%"), ""),
        (("tối thiểu", "90%"), ("tối đa", "85%"), "≥ 90% and ≤ 85%"),
        (("tối thiểu", "90%"), ("tối đa", "90%"), ""),
        (("tối thiểu", "90%"), ("dưới", "90%"), "≥ 90% and < 90%"),
        (("tối thiểu", "90%"), ("trên", "80%"), ""),
        (("tối đa", "5%"), ("", "3%"), ""),
        (("tối đa", "3%"), ("", "5%"), "≤ 3% and 5%"),
    ],
)
def test_targets_are_at_odds_only_where_no_value_meets_both(raw, first, second, printed):
    rows = [{"comparator": sign, "value": value} for sign, value in (first, second)]
    told = [("contradiction", f"one measure, several targets for 2023: {printed}")] * bool(printed)
    assert findings(raw, *rows) == told


def test_a_target_that_goes_with_both_of_two_at_odds_is_not_accused(raw):
    signs = (("tối thiểu", "90%"), ("trên", "80%"), ("", "85%"))
    raw.document("plan", *({"comparator": sign, "value": value} for sign, value in signs))
    assert raw.build().findings["statements"].to_list() == ["s1;s3"]


@pytest.mark.parametrize(
    ("own", "whole", "part"),
    [("2023", "", "quý IV"), ("2021/2025", "", "năm 2025"), ("2021/2025", "năm 2025", "quý IV/2025")],
)
def test_a_part_of_a_time_does_not_contradict_the_whole(raw, own, whole, part):
    classes = {"indicator": "lớp đào tạo, bồi dưỡng"}
    rows = [classes | {"value": value, "period": period} for value, period in (("10", whole), ("03", part))]
    assert findings(raw, *rows, period=own) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("hàng năm", "hàng năm", "2021/2025: ≥ 60 and 50"),
        ("hàng năm", "giai đoạn 2021-2025", ""),  # 50 in all need not be 60 a year
        ("hàng năm", "năm 2025", ""),
        ("giai đoạn 2021-2025", "", "2021/2025: ≥ 60 and 50"),
    ],
)
@pytest.mark.parametrize("of", [COUNT, {"indicator": "hồ sơ công việc trên môi trường mạng"}])
def test_what_is_of_each_year_is_at_odds_with_the_same_only(raw, of, first, second, told):
    unit = "" if of is COUNT else "%"
    rows = [
        {"value": f"60{unit}", "comparator": "tối thiểu", "period": first},
        {"value": f"50{unit}", "period": second},
    ]
    found = findings(raw, *(of | {"nature": "target"} | row for row in rows), period="2021/2025")
    says = f"one measure, several targets for {told}".replace("60", f"60{unit}").replace("50", f"50{unit}")
    assert found == ([("contradiction", says)] if told else [])


OF_AGENCIES = {"indicator": "cơ quan áp dụng TCVN ISO 9001", "nature": "actual"}


@pytest.mark.parametrize(
    ("total", "parts", "told"),
    [
        ("150/200", ["50/200", "100/200"], []),
        ("150/200", ["50/80", "100/120"], []),
        ("150/200", ["50/200", "90/200"], ["2 parts add up to 140, not to the stated 150"]),
        ("150/200", ["50/80", "100/110"], ["2 parts add up to 190, not to the stated 200"]),
    ],
)
def test_denominators_are_added_where_each_part_has_a_base_of_its_own(raw, total, parts, told):
    rows = [
        OF_AGENCIES | {"value": value, "levels": level, "part_of": "s1"}
        for value, level in zip(parts, ("huyện", "xã"), strict=True)
    ]
    found = findings(raw, OF_AGENCIES | {"value": total}, *rows, kind="report")
    assert found == [("sum", message) for message in told]


@pytest.mark.parametrize(
    ("about", "found"),
    [("", ["contradiction", "sum", "share"])]
    + [(word, []) for word in ("khoảng", "gần", "xấp xỉ", "ước đạt", "ước khoảng", "hơn", "~")],
)
def test_no_finding_rests_on_a_figure_that_is_said_to_be_about_so_much(raw, about, found):
    rows = [
        {"value": "90%", "evidence": f"{about} 90%"},
        {"value": "91%", "comparator": "tối thiểu"},
        COUNT | {"value": "1.000", "evidence": f"{about} 1.000 hồ sơ"},
        COUNT | {"value": "603", "scope": SYSTEM, "part_of": "s3"},
        COUNT | {"value": "395", "scope": ONLINE, "part_of": "s3"},
        SHARE | {"value": "178/200"},
        SHARE | {"value": "90%", "evidence": f"đạt {about} 90%"},
    ]
    assert [kind for kind, _ in findings(raw, *rows)] == found


def test_what_rests_on_a_figure_about_so_much_is_about_so_much(raw):
    """A path from ``khoảng 30%``, and a rate of which a count is ``trên 400`` without a bound beside it."""
    counts = [
        {"value": "1.000", "scope": "trung tâm phục vụ hành chính công"},
        {"value": "400", "scope": ONLINE, "evidence": "trên 400 hồ sơ"},
    ]
    start = START | {"evidence": "khoảng 30% kết quả"}
    raw.document(
        "plan", start, PATH, *(COUNT | {"period": "năm 2023"} | each for each in counts), period="2021/2025"
    )
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_filing_rate,centre,s4,s3\n")
    derived = raw.build().targets.filter(pl.col("basis") != "stated")
    assert derived["value"].to_list() == [40.0, 50.0, 70.0, 90.0]
    assert derived["note"].str.ends_with(" Said to be about so much.").all()


def test_the_table_notes_what_is_said_to_be_about_so_much(raw):
    raw.document("plan", {"value": "90%;80%", "levels": "tỉnh;xã", "evidence": "tỉnh khoảng 90%, xã 80%"})
    rows = raw.build().targets.select("level", "value", "note").sort("value").rows()
    assert rows == [("commune", 80.0, None), ("province", 90.0, "Said to be about so much.")]


def test_about_before_a_part_is_enough(raw):
    part = COUNT | {"value": "9", "evidence": "khoảng 9 hồ sơ", "scope": SYSTEM, "part_of": "s1"}
    assert findings(raw, COUNT | {"value": "8"}, part) == []


@pytest.mark.parametrize(
    ("cell", "says"),
    [("01-Mar", "is a date"), ("3/1/2024", "is a date"), ("2024-03-01", "is a date"), ("1-thg3", "is a date"),
     ("Mar-01", "is a date"), ("90.00%", "is a percent as a spreadsheet writes it"),
     ("9,00E+01", "is how a spreadsheet shortens a number"), ("1.1E4", "is how a spreadsheet shortens a number")],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_figure_is_named_with_the_way_back(raw, cell, says):
    raw.document("plan", {"value": cell})
    line = next(line for line in faults(raw) if line.startswith("value"))
    assert says in line
    assert line.endswith("format the column as text and write the figure as the document prints it, such as 1/3, 90% or 2,5%")  # fmt: skip


def test_words_behind_a_number_sign_are_no_error_of_a_spreadsheet(raw):
    raw.document("plan", {"value": "90%", "note": "#TTHC", "section": "#AB"})
    assert raw.build().targets["section"].to_list() == ["#AB"]


@pytest.mark.parametrize("text", ["0.900", "00.123", "1234567890123456", "9" * 400])
def test_a_number_that_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="cannot read"):
        read_figure(text)


@pytest.mark.parametrize(
    ("words", "figure", "held"),
    [("1,2 triệu lượt", "1,2", False), ("1,2 triệu lượt", "1,2 triệu", True), ("5 tỷ lệ", "5", True),
     ("21 / 22 sở", "21/22", True), ("Chín mươi phần trăm hồ sơ", "chín mươi phần trăm", True),
     ("đạt 95,45 phần trăm", "95,45%", True), ("59.446", "59,446", False), ("80.80 điểm", "80,80", True),
     ("65.29", "65,29", True), ("ngày 15.04.2021", "15", False)],
)  # fmt: skip
def test_a_figure_is_held_with_its_unit(words, figure, held):
    assert holds_figure(words, figure) is held


def test_a_figure_is_printed_like_its_model():
    assert as_printed(95.4545, "chín mươi lăm phẩy năm phần trăm") == "95,5%"
    assert as_printed(1_250_000, "1,2 triệu") == "1,3 triệu"
    assert as_printed(0.05, "0,1") == "0,1"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_sheet_with_another_separator_is_the_same_sheet(raw, separator):
    path = raw.document("plan", {"value": "90%;80%", "levels": "tỉnh;huyện"}, {"value": "2,5%", "levels": "xã"})
    before = raw.build().targets
    frame = pl.read_csv(path, infer_schema=False)
    path.write_text(frame.write_csv(separator=separator), encoding="utf-8")
    assert raw.build().targets.equals(before)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("#REF!", "'#REF!' is an error of a spreadsheet"),
        ("#N/A", "'#N/A' is an error of a spreadsheet"),
        ("M\x01ới", "'M\\x01ới' is an error of a spreadsheet, or cannot be printed"),
        ("-", "'-' is no name"),
    ],
)
def test_the_name_of_a_province_of_ones_own_is_one(raw, name, says):
    raw.document("plan", {"value": "90%"})
    raw.text("provinces.csv", f"province,province_code\n{name},97\n")
    [line] = faults(raw)
    assert line.startswith(f"province: {says}")


def test_own_provinces_are_compared_as_they_are_looked_up(raw):
    raw.document("plan", {"value": "90%"})
    twins = [
        "kiên giang",
        "Hoà Bình",
        "Tỉnh Kiên Giang",
        "KIEN GIANG",
        "Ki\u200bên Giang",
        "Huế",
        "TP Hồ Chí Minh",
    ]
    codes = ["03", "05", "07", "09", "13", "16", "18"]
    rows = "".join(f"{name},{code}\n" for name, code in zip(twins, codes, strict=True))
    raw.text("provinces.csv", f"province,province_code\n{rows}")
    lines = faults(raw)
    assert len(lines) == len(twins)
    known = [re.search("that is (.*), give", line) for line in lines]
    assert [match and match[1] for match in known] == [
        *("Kiên Giang", "Hòa Bình", "Kiên Giang", "Kiên Giang", "Kiên Giang"),
        *("Thừa Thiên Huế", "Thành phố Hồ Chí Minh"),
    ]


@pytest.mark.parametrize(
    "written", ["Tỉnh Kon Tum", "kon tum", "KON TUM", "Kon\u200b Tum", "TỈNH KON TUM", "KonTum"]
)
def test_a_province_is_named_as_people_write_it(raw, written):
    raw.document("plan", {"value": "90%"}, province=written)
    assert raw.rows("province") == [("Kon Tum",)]


def test_a_step_of_what_is_better_lower_goes_down(raw, monkeypatch):
    known = dict(metrics())
    known["digitization_rate"] = replace(known["digitization_rate"], better="lower")
    monkeypatch.setattr(sys.modules["cchc_analysis.harmonizer.trajectories"], "metrics", lambda: known)
    raw.document("plan", START | {"value": "90%"}, PATH | {"ceiling": "40%", "comparator": ""}, period="2021/2025")
    path = raw.build().targets.filter(basis="trajectory").sort("year")
    assert path.select("year", "value").rows() == [(2022, 70.0), (2023, 50.0), (2024, 40.0)]
    raw.sheet("plan", START | {"value": "30%"}, PATH | {"ceiling": "40%", "comparator": ""})
    assert "past which 30% of s1 starts" in faults(raw)[0]


EARLIER, LATER = PATH | {"period": "2022-2023"}, PATH | {"value": "10%", "period": "2024-2025"}


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ([EARLIER, LATER], [(2022, 50.0, "s1;s2"), (2023, 70.0, "s1;s2"), (2024, 80.0, "s1;s2;s3"), (2025, 90.0, "s1;s2;s3")]),
        ([PATH, START | {"value": "45%", "period": "năm 2022"}], [(2023, 65.0, "s3;s2"), (2024, 85.0, "s3;s2")]),
        ([PATH, START | {"value": "100%", "period": "năm 2024"}], [(2022, 50.0, "s1;s2"), (2023, 70.0, "s1;s2"), (2024, 90.0, "s1;s2")]),
        ([EARLIER, LATER, START | {"value": "75%", "period": "năm 2023"}],
         [(2022, 50.0, "s1;s2"), (2023, 70.0, "s1;s2"), (2024, 85.0, "s4;s3"), (2025, 95.0, "s4;s3")]),
    ],
)  # fmt: skip
def test_a_path_goes_on_from_the_last_figure_before_its_step(raw, steps, path):
    raw.document("plan", START, *steps, period="2021/2025")
    table = raw.build().targets.filter(basis="trajectory").sort("year")
    assert table.select("year", "value", "statement").rows() == path


@pytest.mark.parametrize(
    ("start", "more"),
    [({"period": "năm 2019"}, []), ({}, [START | {"value": "35%", "comparator": "tối thiểu"}])],
    ids=["years before", "several"],
)
def test_a_path_is_not_guessed(raw, start, more):
    assert PATHLESS in findings(raw, START | start, PATH, *more, period="2021/2025")
    assert raw.build().targets.filter(basis="trajectory").is_empty()


WHOLE = COUNT | {"value": "10", "period": "năm 2022"}
PARTS = [
    WHOLE | {"value": value, "part_of": "s1", "scope": scope} for value, scope in (("6", SYSTEM), ("4", ONLINE))
]


@pytest.mark.parametrize(
    "more",
    [
        [PARTS[0], PARTS[1], PARTS[1] | {"repeats": "s3"}],
        [WHOLE | {"repeats": "s1"}, PARTS[0], PARTS[1] | {"part_of": "s2"}],
        [PARTS[0] | {"part_of": "s1:Loại"}, PARTS[1] | {"part_of": "s1 : loại"}],
        [PARTS[0]],
    ],
    ids=["a part is said twice", "a total is said twice", "one label in two spellings", "one part of several"],
)
def test_parts_are_added_once_and_only_where_they_are_a_split(raw, more):
    assert findings(raw, WHOLE, *more, kind="report") == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({}, True),
        ({"period": "năm 2021"}, False),
        ({"period": "quý IV/2022"}, False),
        ({"nature": "target"}, False),
        ({"part_of": "s5"}, False),
    ],
)
def test_parts_are_the_split_of_another_total_only_where_it_is_one(raw, other, told):
    nine, parts = WHOLE | {"value": "9"}, [PARTS[0] | {"value": "5"}, PARTS[1]]
    rows = [WHOLE, *parts, nine | {"levels": "xã"} | other, WHOLE | {"value": "50", "levels": "huyện"}]
    [(_, message)] = findings(raw, *rows, kind="report")
    assert message.endswith("; they are the total of s4, to which the split belongs") is told


def test_a_circle_by_way_of_a_repeat_is_one(raw):
    raw.document("plan", WHOLE, WHOLE | {"repeats": "s1", "part_of": "s3"}, PARTS[0], kind="report")
    assert "break the circle" in faults(raw)[0]


@pytest.mark.parametrize(
    "evidence", ["ít nhất 10.000 hồ sơ, 10 hồ sơ mới", "tối thiểu 10,5 và 10", "tối đa 10% trong 10 hồ sơ"]
)
def test_the_bound_of_another_figure_is_not_taken_for_that_of_this_one(raw, evidence):
    raw.document("plan", COUNT | {"value": "10", "evidence": evidence})
    assert raw.rows("comparator", "value") == [("=", 10.0)]


def test_a_bound_is_missed_only_where_each_mention_of_the_figure_has_it(raw):
    raw.document("plan", COUNT | {"value": "02", "evidence": "tối thiểu 02 hồ sơ, đã nhận 02 hồ sơ"})
    assert raw.rows("comparator", "value", "note") == [("=", 2.0, None)]
    raw.sheet(
        "plan", COUNT | {"value": "02", "evidence": "khoảng 02 hồ sơ, đã nhận 02 hồ sơ", "period": "năm 2023"}
    )
    assert raw.rows("note") == [("Said to be about so much.",)]


def test_the_bound_of_a_rank_is_held_whatever_it_is_out_of(raw):
    raw.document("plan", RANK | {"value": "27", "evidence": "không quá 27/63"})
    assert faults(raw) == ["comparator: the evidence says 'không quá' of '27'; write it here too"]


@pytest.mark.parametrize("sign", ["≥", "≤"])
def test_a_bare_number_of_a_table_cell_has_the_bound_that_stands_before_it(raw, sign):
    raw.document("plan", {"value": "90%", "evidence": f"{sign} 90"})
    assert faults(raw) == [f"comparator: the evidence says '{sign}' of '90%'; write it here too"]


@pytest.mark.parametrize(
    "name",
    ["TP.HCM", "Sài Gòn", "TP. HCM", "Tỉnh", "1234", "=1+1", "Кiên Giang", "Kıên Giang", "Mới (cũ)", "Kоn Tum"],
)
def test_no_twin_and_no_formula_is_a_province_of_ones_own(raw, name):
    raw.document("plan", {"value": "90%"})
    raw.text("provinces.csv", f"province,province_code\n{name},97\n")
    assert re.match("province: .* (is no name|that is Thành phố Hồ Chí Minh)", *faults(raw))


def test_what_is_told_of_a_province_of_ones_own_can_be_read(raw):
    raw.document("plan", {"value": "90%"})
    raw.text("provinces.csv", "province,province_code,valid_until,successor\nMới,97,30/06/2025,#12\n")
    assert [line.split(":")[0] for line in faults(raw)] == ["successor", "valid_until"]


@pytest.mark.parametrize(
    ("cells", "fits"),
    [
        ({"issued": "2032-02-23"}, False), ({"issued": "1990"}, False), ({"issued": "2021-11"}, True), ({"issued": "2025"}, True),
        ({"issued": "2022-12-31", "kind": "report"}, False), ({"issued": "2026-01-01", "kind": "report"}, False),
        ({"issued": "2024-01-15", "kind": "report"}, True), ({"issued": "2019", "period": "2021/2025"}, True),
    ],
)  # fmt: skip
def test_a_document_is_issued_about_when_its_period_is(raw, cells, fits):
    raw.document("plan", {"value": "90%"}, **{"period": "2023"} | cells)
    if fits:
        assert raw.rows("value") == [(90.0,)]
    else:
        assert re.match("issued: .* does not go with a (plan|report) for 2023; correct one", *faults(raw))


@pytest.mark.parametrize(
    ("kind", "issued", "fits"),
    [("plan", "2023-06-30", False), ("report", "2023-06-30", True), ("report", "2025-12-31", True)],
)
def test_a_report_tells_results_to_the_end_of_its_period_and_a_plan_to_its_day(raw, kind, issued, fits):
    """A result of 2024 in a document for 2021 to 2025."""
    raw.document(
        "p",
        SHARE | {"value": "90%", "nature": "actual", "period": "năm 2024"},
        kind=kind,
        period="2021/2025",
        issued=issued,
    )
    if fits:
        assert raw.rows("period", "value") == [("2024", 90.0)]
    else:
        with pytest.raises(DataError, match=r"an actual of 2024 lies after the document \(2023-06-30\)"):
            raw.build()


@pytest.mark.parametrize(
    ("evidence", "value", "comparator", "wrong"),
    [
        ("từ 90% trở lên", "90%", "", "the evidence says 'trở lên' of '90%'"),
        ("từ 90% trở lên", "90%", "tối đa", "the evidence says 'trở lên' of '90%'"),
        ("trên 90%", "90%", "dưới", "the evidence says 'trên' of '90%'"),
        ("> 90%", "90%", "", "the evidence says '>' of '90%'"),
        ("dưới 5%", "5%", "", "the evidence says 'dưới' of '5%'"),
        ("từ 80% đến 90%", "80%", "", "the evidence gives a range from '80%'"),
        ("tăng 5 điểm phần trăm", "5 điểm phần trăm", "", "says by how much"),
    ],
)
def test_a_bound_a_range_or_points_in_the_evidence_are_no_plain_figure(raw, evidence, value, comparator, wrong):
    with pytest.raises(DataError, match=re.escape(wrong)):
        findings(raw, {"value": value, "evidence": evidence, "comparator": comparator})


@pytest.mark.parametrize(
    ("evidence", "comparator"), [("từ 90% trở lên", "trở lên"), ("trên 90%", "trên"), ("hơn 90%", "")]
)
def test_a_bound_that_is_written_too_or_that_may_mean_about_is_let_pass(raw, evidence, comparator):
    assert findings(raw, {"value": "90%", "evidence": evidence, "comparator": comparator}) == []


def test_an_index_of_a_level_below_is_none_of_the_province(raw):
    below = SCORE | {
        "indicator": "Chỉ số SIPAS cấp huyện",
        "value": "85",
        "evidence": "SIPAS cấp huyện đạt 85 điểm",
    }
    with pytest.raises(
        DataError, match="column levels: 'huyện' is named, and sipas_index without a level is the province's"
    ):
        findings(raw, below)


def test_an_index_of_a_level_below_with_that_level_is_let_pass(raw):
    below = SCORE | {
        "indicator": "Chỉ số SIPAS cấp huyện",
        "value": "85",
        "evidence": "SIPAS cấp huyện đạt 85 điểm",
    }
    assert findings(raw, below | {"levels": "cấp huyện"}) == []
