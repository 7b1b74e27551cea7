"""How a figure, a period, a base and a document are said, in both languages."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis import load_outcomes, wording
from cchc_analysis.catalog import labels, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.compare.coverage import STATUSES
from cchc_analysis.schema import KINDS, Target

PLAIN = {"comparator": "=", "unit": "percent", "numerator": None, "denominator": None}


@pytest.mark.parametrize(
    ("value", "places", "vi", "en"),
    [
        (11093, None, "11.093", "11,093"),
        (2.25, None, "2,25", "2.25"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (41.85, 1, "41,9", "41.9"),
        (-0.07, 2, "−0,07", "−0.07"),
        (-0.001, 2, "0,00", "0.00"),
        (0, None, "0", "0"),
    ],
)
def test_numbers(value, places, vi, en):
    assert (wording.number(value, "vi", places), wording.number(value, "en", places)) == (vi, en)


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_comes_back_from_its_words(value):
    assert int(wording.number(value, "vi").replace(".", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("row", "vi", "en"),
    [
        ({"value": 80.0}, "80%", "80%"),
        ({"value": 80.0, "comparator": ">="}, "≥ 80%", "≥ 80%"),
        ({"value": 2.25, "comparator": "<"}, "< 2,25%", "< 2.25%"),
        ({"value": 100 / 3, "numerator": 1.0, "denominator": 3.0}, "33,3% (1/3)", "33.3% (1/3)"),
        ({"value": 100 * 2399 / 2400, "numerator": 2399.0, "denominator": 2400.0}, "99,96% (2.399/2.400)", "99.96% (2,399/2,400)"),
        ({"value": 100 / 9000, "numerator": 1.0, "denominator": 9000.0}, "0,01% (1/9.000)", "0.01% (1/9,000)"),
        ({"value": 0.0, "numerator": 0.0, "denominator": 9.0}, "0% (0/9)", "0% (0/9)"),
        ({"value": 20.0, "unit": "percentage_point", "comparator": ">="}, "≥ 20 điểm phần trăm", "≥ 20 points"),
        ({"value": 11093.0, "unit": "count"}, "11.093", "11,093"),
        ({"value": None, "unit": "index", "comparator": "increase"}, "↑ tăng, không nêu con số", "↑ to be raised, no figure"),
        ({"value": 30.0, "unit": "index", "comparator": "<=", "scope": "rank"}, "hạng ≤ 30", "rank ≤ 30"),
        ({"value": None, "comparator": "decrease"}, "↓ giảm, không nêu con số", "↓ to be lowered, no figure"),
    ],
)  # fmt: skip
def test_figures(row, vi, en):
    assert (wording.figure(PLAIN | row, "vi", fraction=True), wording.figure(PLAIN | row, "en", fraction=True)) == (vi, en)  # fmt: skip


KON_TUM = {"province": "Kon Tum", "kind": "plan", "period": "2023", "number": None, "issued": "2022"}


@pytest.mark.parametrize(
    ("word", "parts", "said"),
    [
        (wording.term, ("level", "commune", "vi"), "cấp xã"),
        (wording.term, ("nature", "actual", "en"), "result"),
        (wording.term, ("comparator", ">=", "vi"), "tối thiểu"),
        (wording.capital, ("cấp tỉnh",), "Cấp tỉnh"),
        (wording.capital, ("e-government",), "E-government"),
        (wording.small, ("Tỷ lệ hồ sơ",), "tỷ lệ hồ sơ"),
        (wording.small, ("TTHC nội bộ",), "TTHC nội bộ"),
        (wording.span, ([2024, 2020],), "2020–2024"),
        (wording.span, ([2018],), "2018"),
        (wording.legend, ([">=", "=", "<"], "en"), "≥: at least; <: less than."),
        (wording.difference, (-20.0, "percent", "en", ">="), "≥ −20 points"),
        (wording.difference, (1.0, "percent", "en"), "1 point"),
        (wording.difference, (3.0, "count", "vi"), "3"),
        (wording.difference, (-3.0, "index", "en", "<=", "rank"), "≤ −3 places"),
        (wording.difference, (3.0, "index", "vi", "=", "rank"), "3 bậc"),
        (wording.difference, (1.0, "index", "en", "=", "score"), "1 point"),
        (wording.shown, ({"value": 29.348, "numerator": None},), 29.348),
        (wording.marked_figure, (PLAIN | {"value": 29.348, "numerator": 626.0, "basis": "computed"}, "en"), "29.3% (computed from counts)"),
        (wording.date, ("2022-02", "vi"), "02/2022"),
        (wording.when, ({"year": 2025, "period": "2021/2025"}, "en"), "2025"),
        (wording.when, ({"year": 2020, "period": "2020-Q3"}, "en"), "Q3 2020"),
        (wording.metric_name, ("par_index", "vi"), "Chỉ số cải cách hành chính (PAR INDEX)"),
        (wording.metric_name, ("new_rate", "vi"), "new_rate"),
        (wording.dimension_name, ("papi_index", "total", "en", 2017), "Total score of six dimensions"),
        (wording.scope_name, ("eligible", "en"), "eligible procedures"),
        (wording.base, ("e_dossier_rate", "standard", "en"), "work dossiers without state secrets"),
        (wording.base, ("online_service_rate", "eligible", "vi"), "TTHC đủ điều kiện"),
        (wording.measure, ("online_service_rate", "eligible", "en"), "Procedures or services offered online at level 3 or 4 (base: eligible procedures)"),
        (wording.measure, ("par_index", "rank", "en"), "PAR INDEX, rank"),
        (wording.narrowed, ("rank", "vi"), ""),
        (wording.narrowed, ("against_2021", "vi"), "phạm vi tính: số của năm 2021"),
        (wording.document, (KON_TUM, "en"), "Kon Tum, plan 2023 (no number printed, 2022, perhaps a draft)"),
        (wording.document_name, ({"kind": "report", "period": "2020-Q3"}, "vi"), "báo cáo quý III/2020"),
        (wording.reorganised, (["Kon Tum", "Huế"], "en"), "Kon Tum and Quảng Ngãi were merged into a new provincial unit, Quảng Ngãi."),
        (wording.outlives_its_level, ({"nature": "target", "level": "district", "year": 2025},), True),
        (wording.outlives_its_level, ({"nature": "target", "level": "district", "year": 2025, "period": "2025-Q1"},), False),
        (wording.outlives_its_level, ({"nature": "target", "level": "district", "year": 2025, "period": "2025-07"},), True),
        (wording.alphabetical, (["Đà Nẵng", "Kon Tum", "Bạc Liêu", "Bà Rịa - Vũng Tàu", "Kon Tum"],), ["Bà Rịa - Vũng Tàu", "Bạc Liêu", "Đà Nẵng", "Kon Tum"]),
    ],
)  # fmt: skip
def test_words(word, parts, said):
    assert word(*parts) == said


def test_documents_and_publishers_are_named_in_a_line_of_sources(targets):
    plan, papi = targets.filter(province="Hậu Giang"), load_outcomes().filter(metric="papi_index")
    printed = "no number printed, no date printed, perhaps a draft"
    assert wording.source_line(plan, "en") == f"Source: Hậu Giang, plan 2021 ({printed})."
    assert wording.publishers_line(papi, "en") == "Source: CECODES, RTA, UNDP (papi.org.vn)."


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2024", "2024", "2024"),
        ("2021/2025", "2021–2025", "2021–2025"),
        ("2020-Q3", "quý III/2020", "Q3 2020"),
        ("2020-09-14", "14/9/2020", "2020-09-14"),
        ("2020-01-01/2020-10-14", "01/01/2020–14/10/2020", "2020-01-01–2020-10-14"),
    ],
)
def test_periods(period, vi, en):
    assert (wording.period(period, "vi"), wording.period(period, "en")) == (vi, en)


def test_many_names_are_counted_and_few_are_joined():
    names = ["A", "B", "C", "D"]
    assert [wording.listed(names[:n], "en", most=3) for n in range(5)] == ["", "A", "A and B", "A, B and C", "A, B, C and 1 more"]  # fmt: skip
    assert wording.listed(names, "vi", most=3) == "A, B, C và 1 tỉnh khác"


@pytest.mark.parametrize(
    ("key", "n", "said"),
    [
        ("n_figures", 1, "n = 1 figure."),
        ("n_figures", 21, "n = 21 figures."),
        ("n_provinces", 1, "n = 1 province."),
        ("comparability_title", 1, "Of 2 metrics with figures in two provinces or more, 1 has some that compare"),
        ("comparability_title", 2, "Of 2 metrics with figures in two provinces or more, 2 have some that compare"),
    ],
)
def test_one_thing_is_no_plural(key, n, said):
    assert wording.say(key, "en", n=n, of=2) == said


def test_every_word_of_every_vocabulary_is_there():
    closed = {name: column.values for name, column in Target.columns.items() if column.values}
    known = closed | {"status": STATUSES, "kind": KINDS}
    assert set(closed) == {"area", "level", "nature", "comparator", "unit", "basis"}
    for vocabulary, values in known.items():
        for value in values:
            assert wording.term(vocabulary, value, "vi") != value, (vocabulary, value)
            assert wording.term(vocabulary, value, "en")
    assert wording.term("level", "hamlet", "vi") == "hamlet"


def test_every_base_is_said_in_vietnamese(targets):
    for metric, scope in targets.select("metric", "scope").unique().iter_rows():
        assert wording.base(metric, scope, "vi") not in ("", scope, wording.base(metric, scope, "en"))
    assert all(each.measures and each.measures_vi for each in metrics().values())
    assert all(each.name_vi for each in scopes().values())


def test_the_base_of_a_metric_is_not_told_by_its_scope():
    """Where several are known the catalogue adds which; beside a figure on the metric's own base that says nothing."""
    assert wording.base("on_time_settlement_rate", "standard", "vi") == "hồ sơ"
    assert wording.base("data_platform_connection_rate", "standard", "en") == "systems"
    for metric in metrics():
        told = [wording.base(metric, "standard", lang) for lang in ("vi", "en")]
        assert [word for word in ("phạm vi tính", "scope") if word in " ".join(told)] == [], metric


def test_what_must_be_said_beside_figures(targets):
    payments = wording.told_beside(targets.filter(metric="online_payment_transaction_rate"), "en")
    assert any("over the procedures that offer it" in told for told in payments)
    eligible = wording.told_beside(targets.filter(metric="online_service_rate", scope="eligible"), "vi")
    assert "Mỗi tỉnh tự xác định TTHC nào đủ điều kiện." in eligible
    assert wording.compared(targets.filter(metric="online_service_rate", scope="eligible"), "en") == ["Each province defines by itself which procedures are eligible."]  # fmt: skip
    assert wording.cautioned(["papi_index"], "en", [10.0, 80.0])[0].endswith(
        ": on a scale of 10 points a difference of 0.05 or less is no difference."
    )
    assert wording.cautioned(["papi_index"], "en", [80.0])[0].endswith(": a small difference is no difference.")
    communes = targets.filter(metric="e_dossier_rate", level="commune")
    assert wording.told_beside(communes, "en") == ["The years differ, so the figures rank no one.", "Units as before 2025-07-01."]  # fmt: skip
    one = targets.filter(metric="e_dossier_rate", province="Hậu Giang")
    assert wording.told_beside(one, "en") == ["Units as before 2025-07-01."]


def test_a_floor_beside_a_plain_figure_is_told_only_where_two_provinces_stand():
    row = {"province": "A", "year": 2025, "metric": "m", "scope": "standard", "nature": "target", "level": "all",
           "value": 80.0, "comparator": ">="}  # fmt: skip
    told = [wording.told_beside(pl.DataFrame(rows), "en")[0] for rows in ([row], [row, row | {"province": "B"}])]
    assert told == ["Units as before 2025-07-01.", labels("en")["bounds"]]
    # a direction is no figure beside which one is read
    direction = row | {"province": "B", "year": 2021, "value": None, "comparator": "increase"}
    assert wording.told_beside(pl.DataFrame([row, direction]), "en") == ["Units as before 2025-07-01."]


def test_texts_are_there_once_in_both_languages_with_the_same_parts():
    rows = [*read_table("words.csv"), *read_table("labels.csv")]
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row["vi"]
        assert row["en"]
        assert sorted(re.findall(r"{(\w+)", row["vi"])) == sorted(re.findall(r"{(\w+)", row["en"])), row["key"]


@pytest.mark.parametrize(
    ("note", "vi"),
    [
        (None, ""),
        ("Footnote 1 lists the cases.", ""),
        (
            "Units of the plan. One figure said of several levels; the set may be pooled over them.",
            "Một con số nêu chung cho nhiều cấp, có thể tính gộp các cấp.",
        ),
        ("Printed as 63.26%. Printed twice.", "Văn bản ghi 63.26%."),
        ("Printed as chín mươi lăm phần trăm.", "Văn bản ghi chín mươi lăm phần trăm."),
        ("Printed as a percent; points are meant, since 15 % would not come near 100 %.", ""),
        (
            "Computed from counts; base: eligible procedures.",
            "Tính từ tử số và mẫu số; phạm vi tính: TTHC đủ điều kiện.",
        ),
    ],
)
def test_of_a_note_the_vietnamese_page_says_what_it_can(note, vi):
    assert wording.note(note, "vi") == vi
    assert wording.note(note, "en") == (note or "")


@pytest.mark.parametrize(
    ("note", "vi", "en"),
    [
        ("Chỉ tính các sở, ngành.", "Chỉ tính các sở, ngành.", "“Chỉ tính các sở, ngành.”"),
        (
            "Tính theo quý. One figure said of several levels; the set may be pooled over them. Printed as 63,26%.",
            "Tính theo quý. Một con số nêu chung cho nhiều cấp, có thể tính gộp các cấp. Văn bản ghi 63,26%.",
            "“Tính theo quý.” One figure said of several levels; the set may be pooled over them. Printed as 63,26%.",
        ),
        (
            "Tính cả xã. Computed from counts; base: eligible procedures.",
            "Tính cả xã. Tính từ tử số và mẫu số; phạm vi tính: TTHC đủ điều kiện.",
            "“Tính cả xã.” Computed from counts; base: eligible procedures.",
        ),
    ],
)
def test_a_note_in_vietnamese_is_shown_on_pages_of_both_languages(note, vi, en):
    assert (wording.note(note, "vi"), wording.note(note, "en")) == (vi, en)


@pytest.mark.parametrize(
    "note",
    [
        "Printed as a percent; points are meant, since 15 % growing by a fifth would not come near 100 %.",
        "Printed as 15 of 20, which is no percent.",
        "Kiên Giang and Hậu Giang say so too.",
        "Computed from counts; base: those that a coder names.",
        "The plan adds that the province is to be in the 'khá' (fairly good) group of the country.",
        "State by Decision 195/QĐ-UBND of 2019-01-28.",
    ],
)
def test_an_english_note_is_not_taken_for_the_words_of_the_harmonizer_nor_for_vietnamese(note):
    assert wording.note(note, "vi") == ""
    assert wording.note(note, "en") == note


def test_dimensions_of_an_index():
    assert wording.index("papi_index", "procedures", "vi") == "PAPI: Thủ tục hành chính công"
    assert wording.index("pci_index", "total", "vi") == "PCI: điểm tổng hợp"
    assert wording.index("papi_index", "e_governance", "en") == "PAPI: E-governance"


@pytest.mark.parametrize(
    ("value", "basis", "said"),
    [
        (100.0, "trajectory", "100%"),
        (100.0, "stated", "≥ 100%"),
        (95.0, "trajectory", "≥ 95%"),
        (100.0, "computed", "100%"),
    ],
)
def test_at_least_all_is_said_only_where_a_document_says_it(value, basis, said):
    assert wording.figure({"value": value, "comparator": ">=", "unit": "percent", "basis": basis}, "vi") == said


def test_vietnamese_words_of_a_chart_are_one_term_each():
    points = wording.difference(2.0, "percent", "vi").removeprefix("2 ")
    assert points == wording.term("unit", "percentage_point", "vi").lower()
    for lang_file in ("labels.csv", "words.csv"):
        told = " ".join(row["vi"] for row in read_table(lang_file))
        assert not re.findall(
            "bách phân vị|điểm %|Thanh đậm|chỉ tiêu được đề ra|chênh lệch chính xác", told, re.IGNORECASE
        )
