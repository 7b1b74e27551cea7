import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis.days import first_day
from cchc_analysis.harmonizer.levels import is_said_of_each
from cchc_analysis.harmonizer.values import (
    as_printed,
    holds_figure,
    read_ceiling,
    read_figure,
    read_figures,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("02", 2), ("11.093", 11093), ("1.234.567", 1234567), ("2,5", 2.5), ("1.008,25", 1008.25), ("7", 7)],
)
def test_vietnamese_numbers(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["2.5", "11.09", "11,093.5", "1 000", "x", "", "-3", "2,", "1.0000"])
def test_other_numbers_are_refused(text):
    with pytest.raises(ValueError, match=r"cannot read .*write thousands as 11\.093"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [("30%", "percent", 30), ("30 %", "percent", 30), ("2,5 phần trăm", "percent", 2.5), ("15/15", "fraction", 100),
     ("1/3", "fraction", 100 / 3), ("hai phần ba", "fraction", 200 / 3), ("năm phần trăm", "percent", 5), ("01", "count", 1), ("0%", "percent", 0)],
)  # fmt: skip
def test_kinds_of_figures(text, kind, value):
    figure = read_figure(text)
    assert (figure.kind, figure.value, figure.printed) == (kind, value, text)


def test_a_cell_mixes_no_kinds():
    with pytest.raises(ValueError, match="mixes kinds"):
        read_figures("30%;15/15")


@given(st.integers(0, 10**9))
def test_printing_and_reading_a_count_come_back(number):
    assert read_number(as_printed(number, "1.000")) == number


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_fraction_is_its_parts(top, bottom):
    top, bottom = sorted((top, bottom))
    figure = read_figure(f"{top}/{bottom}")
    assert figure.value == 100 * top / bottom
    assert (figure.numerator, figure.denominator) == (top, bottom)


def test_shares_are_rounded_half_up_as_printed():
    assert as_printed(100 * 31 / 49, "63,26%") == "63,27%"
    assert as_printed(62.5, "62%") == "63%"


def test_a_number_has_as_many_digits_as_can_be_held_exactly():
    assert read_number("123456789012345") == 123456789012345
    with pytest.raises(ValueError, match="cannot read '1234567890123456', a number of more than 15 digits"):
        read_number("1234567890123456")


def test_printing_rounds_the_decimal_number_not_its_binary_fraction():
    assert as_printed(1.005, "1,00") == "1,01"


@pytest.mark.parametrize("cell", ["100%;90%", "100", "1/1"])
def test_a_ceiling_is_one_percent(cell):
    with pytest.raises(ValueError, match="write one percent, such as 100%"):
        read_ceiling(cell)


def test_a_percent_is_not_held_by_a_count():
    assert not holds_figure("đạt 90 hồ sơ", "90%")


@pytest.mark.parametrize(("cell", "each"), [("mỗi cấp", True), ("tỉnh;huyện", False), (None, False)])
def test_levels_are_said_one_by_one_only_by_such_words(cell, each):
    assert is_said_of_each(cell) is each


def test_a_fraction_is_exact_to_one():
    assert read_figure("21/22").step == read_figure("11.093").step == 1
    assert (read_figure("1,25 triệu").value, read_figure("1,25 triệu").step) == (1_250_000, 10_000)


def test_a_period_begins_on_the_first_day_of_its_first_part():
    days = [first_day(period).isoformat() for period in ("2020-Q3", "2021/2025", "2020-09-14")]
    assert days == ["2020-07-01", "2021-01-01", "2020-09-14"]
