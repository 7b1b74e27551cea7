"""A figure of the table is traced back: place, sentence, rules, arithmetic."""

import pytest

from cchc_analysis.errors import DataError
from cchc_analysis.load.register import load_documents
from cchc_analysis.trace import trace
from tests.commands import run_command
from tests.conftest import ROOT

PLAN = {"period": "2021/2025", "issued": "2021-03-01", "address": "https://example.org/plan"}
START = {
    "statement": "a1",
    "indicator": "số hóa kết quả giải quyết thủ tục hành chính đang còn hiệu lực",
    "evidence": "số hóa đạt 30%",
    "value": "30%",
    "levels": "tỉnh",
    "period": "năm 2021",
}
STEP = START | {
    "statement": "a2",
    "indicator": "số hóa kết quả giải quyết thủ tục hành chính mỗi năm tăng",
    "evidence": "mỗi năm tăng tối thiểu 40%",
    "comparator": "tối thiểu",
    "value": "40%",
    "ceiling": "100%",
    "period": "2022-2023",
}
FRACTION = {
    "statement": "b1",
    "nature": "actual",
    "evidence": "21/22 hồ sơ",
    "value": "21/22",
    "levels": "tỉnh;huyện",
}
REPORT = {"kind": "report", "period": "2020-Q3", "issued": "2020-09-14"}


def why(traced, column, source=0):
    return [(gives, told) for cell, _, gives, told in traced.sources[source].rules if cell == column]


def test_a_path_is_traced_to_start_step_and_ceiling(raw):
    raw.document("plan", START, STEP, **PLAN)
    traced = trace("plan:a1;a2", raw.path)
    assert [(row.year, how) for row, how in traced.rows] == [
        (2022, "30 + (2022 - 2021) x 40 = 70"),
        (2023, "30 + (2023 - 2021) x 40 = 110, held at the ceiling 100%"),
    ]
    assert traced.sources[0].document.address == "https://example.org/plan"
    assert [source.cells["statement"] for source in traced.sources] == ["a1", "a2"]
    assert why(traced, "comparator", 1)[0][0] == ">="


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        (
            {"value": "90%", "evidence": "khoảng 90% hồ sơ"},
            "comparator",
            ("~", "the evidence says right before it that it is about so much"),
        ),
        (
            {"value": "25", "comparator": "từ ... trở lên", "indicator": "Chỉ số PAPI", "scope": "thứ hạng"},
            "comparator",
            ("<=", "the bound among the words; ranks count from the top"),
        ),
        (
            {"value": "", "comparator": "nâng cao", "levels": "tỉnh;huyện", "evidence": "nâng cao tỷ lệ"},
            "levels",
            ("province;district", "one direction said of each level: a row each"),
        ),
    ],
)
def test_what_a_rule_gives_is_told_as_it_is(raw, cells, column, told):
    raw.document("plan", {"statement": "a1"} | cells, **PLAN)
    assert why(trace("a1", raw.path), column) == [told]


def test_a_path_from_a_fraction_has_none_itself(raw):
    """Its start does; a figure of a path is no share of the same counts."""
    raw.document("plan", START | {"value": "3/10", "evidence": "số hóa đạt 3/10"}, STEP, **PLAN)
    path = raw.build().targets.filter(basis="trajectory")
    assert path.select("year", "value", "numerator").rows() == [(2022, 70, None), (2023, 100, None)]
    assert [how for _, how in trace("plan:a1", raw.path).rows] == [
        "100 x 3 / 10 = 30",
        "30 + (2022 - 2021) x 40 = 70",
        "30 + (2023 - 2021) x 40 = 110, held at the ceiling 100%",
    ]


def test_a_path_held_at_its_ceiling_goes_on_from_there(raw):
    steps = (
        STEP | {"period": "2022", "value": "50%", "evidence": "tăng 50%", "ceiling": "60%"},
        STEP | {"statement": "a3", "value": "10%", "evidence": "tăng 10%", "period": "2023"},
    )
    raw.document("plan", START, *steps, **PLAN)
    assert [(row.value, how) for row, how in trace("plan:a1;a2;a3", raw.path).rows] == [
        (70, "30 + (2022 - 2021) x 50 = 80, held at the ceiling 60%; 60 + (2023 - 2022) x 10 = 70"),
    ]


def test_a_path_of_two_steps_is_traced_over_both(raw):
    later = STEP | {"statement": "a3", "value": "10%", "evidence": "tăng 10%", "period": "2023"}
    raw.document("plan", START, STEP | {"period": "2022", "value": "20%", "evidence": "tăng 20%"}, later, **PLAN)
    traced = trace("plan:a1;a2;a3", raw.path)
    assert (2023, "30 + (2022 - 2021) x 20 = 50; 50 + (2023 - 2022) x 10 = 60") in [
        (row.year, how) for row, how in traced.rows
    ]


def test_a_statement_is_traced_to_every_row_that_rests_on_it(raw):
    raw.document("plan", START, STEP, **PLAN)
    assert [row.basis for row, _ in trace("a1", raw.path).rows] == ["stated", "trajectory", "trajectory"]


def test_a_fraction_is_worked_out(raw):
    raw.document("report", FRACTION, **REPORT)
    traced = trace("b1", raw.path)
    assert [how for _, how in traced.rows] == ["100 x 21 / 22 = 95.4545"]
    assert why(traced, "levels") == [("all", "pooled: the words name several levels, or none of the three")]
    assert why(traced, "period") == [("2020-Q3", "none named: that of the report for 2020-Q3")]
    assert why(traced, "scope") == [("standard", "none named: the metric's own base")]


def test_a_printed_percent_leads_to_the_fraction_that_stands_for_it(raw):
    percent = FRACTION | {"statement": "b2", "evidence": "95,4%", "value": "95,4%", "levels": "các cấp"}
    raw.document("report", FRACTION, percent, **REPORT)
    traced = trace("b2", raw.path)
    assert [row.statement for row, _ in traced.rows] == ["b1"]
    assert why(traced, "value")[1] == ("b1", "the same figure as a fraction, which stands for it")
    assert traced.findings == ["share: 21/22 is 95,5%, printed as 95,4%: cut, not rounded"]


def test_a_repeat_leads_to_the_statement_that_counts_it(raw):
    raw.document("report", FRACTION, FRACTION | {"statement": "b3", "repeats": "b1"}, **REPORT)
    traced = trace("b3", raw.path)
    assert [(row.statement, row.mentions) for row, _ in traced.rows] == [("b1", 2)]
    assert why(traced, "repeats") == [("", "says the same: folded into that statement and counted there")]


def test_a_computed_rate_is_traced_to_its_counts():
    traced = trace("bc091;bc092;bc090", ROOT / "data" / "raw")
    numerator, denominator = traced.rows[0][0].numerator, traced.rows[0][0].denominator
    value = f"{round(100 * numerator / denominator, 4):.10g}"
    names = "100 x (bc091 + bc092) / (bc090 + bc091 + bc092)"
    assert traced.rows[0][1] == f"{names} = 100 x {numerator:.0f} / {denominator:.0f} = {value}"


def test_every_row_of_the_table_can_be_traced(targets):
    asked = targets.group_by("document").agg("statement").iter_rows()
    for document, statements in asked:
        for statement in statements[:: len(statements) // 4 + 1]:
            traced = trace(f"{document}:{statement}", ROOT / "data" / "raw")
            assert statement in [row.statement for row, _ in traced.rows]


def test_an_id_that_two_documents_have_is_not_guessed(raw):
    raw.document("plan-a", START, **PLAN)
    raw.document("plan-b", START, **PLAN)
    with pytest.raises(DataError, match=r"'a1' stands in several documents; write plan-a:a1 or plan-b:a1"):
        trace("a1", raw.path)
    assert trace("plan-b:a1", raw.path).sources[0].document.document == "plan-b"


@pytest.mark.parametrize("name", ["a9", "plan:a9", "other:a1", "a1;a9"])
def test_an_unknown_statement_names_the_nearest(raw, name):
    raw.document("plan", START, **PLAN)
    with pytest.raises(DataError, match=f"no statement '{name}'; nearest: (plan:)?a1"):
        trace(name, raw.path)


def test_the_sentence_is_told_where_the_text_is_at_hand(raw, tmp_path):
    raw.document("plan", START, **PLAN)
    assert trace("a1", raw.path).sources[0].sentence.startswith("not at hand; name the folder")
    assert (
        trace("a1", raw.path, tmp_path).sources[0].sentence
        == "not at hand (No such file or directory; check the path and its permissions)"
    )
    text = tmp_path / "plan.txt"
    text.write_text("Mở đầu. Đến năm 2021 số hóa đạt 30% ở cấp tỉnh. Hết.", encoding="utf-8")
    other = " (of another text than the one coded)"
    assert trace("a1", raw.path, tmp_path).sources[0].sentence == f"Đến năm 2021 số hóa đạt 30% ở cấp tỉnh.{other}"
    text.write_text("Không có gì.", encoding="utf-8")
    assert (
        trace("a1", raw.path, tmp_path).sources[0].sentence == "the evidence is not in this text; run cchc verify"
    )


@pytest.mark.parametrize("address", ["thuvienphapluat.vn/x", "https://a b", "javascript:alert(1)"])
def test_an_address_is_one_that_a_browser_opens(raw, address):
    raw.document("plan", START, **PLAN | {"address": address})
    with pytest.raises(
        DataError, match=r"documents.csv, row 2, column address: cannot read .*; write the address"
    ):
        load_documents(raw.path)


def test_a_register_may_lack_the_column_of_addresses(raw):
    raw.document("plan", START)
    register = raw.path / "documents.csv"
    register.write_text(register.read_text("utf-8").replace(",address", "").replace(",,,\n", ",,\n"), "utf-8")
    assert load_documents(raw.path)["address"].to_list() == [None]


def test_the_command_tells_place_rules_and_arithmetic(raw, tmp_path):
    raw.document("plan", START, STEP, **PLAN)
    code, printed, told = run_command("trace", "a1;a2", "--raw", raw.path, "--documents", tmp_path)
    assert (code, told) == (0, "")
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "statement plan:a1" in lines
    assert "document Kế hoạch, 2021-03-01" in lines
    assert "address https://example.org/plan" in lines
    assert "evidence mỗi năm tăng tối thiểu 40%" in lines
    assert "value 40% 40 a step, read as percentage points" in lines
    assert sum("30 + (2022 - 2021) x 40 = 70" in line for line in lines) == 1


def test_the_command_refuses_in_one_line(raw, tmp_path):
    raw.document("plan", START, **PLAN)
    code, printed, told = run_command("trace", "a9", "--raw", raw.path)
    assert (code, printed) == (1, "")
    assert told == "statements, column statement: no statement 'a9'; nearest: a1\n"
    code, _, told = run_command("trace", "a1", "--raw", raw.path, "--documents", tmp_path / "none")
    assert code == 1
    assert told.endswith("no folder of document texts; name it with --documents or in CCHC_DOCUMENTS\n")
