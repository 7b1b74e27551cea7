"""Words that a scan got wrong, and shares in words of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis.catalog.numerals import read_numeral
from cchc_analysis.catalog.slips import mend
from cchc_analysis.extract.analysis import sentence_of
from cchc_analysis.extract.matching import clue, match
from cchc_analysis.harmonizer.values import read_figure


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("hô sơ", "hồ sơ"),
        ("KÊ HOẠCH", "KẾ HOẠCH"),
        ("Tôi thiểu 80%", "Tối thiểu 80%"),
        ("thù tục hành chinh", "thủ tục hành chính"),
        ("95% trờ lên", "95% trở lên"),
        ("quôc gia", "quốc gia"),
    ],
)
def test_a_compound_with_one_syllable_misread_is_mended(printed, meant):
    assert mend(printed) == meant


@pytest.mark.parametrize(
    "words",
    [
        "giảm so với năm 2021",  # not "giảm số"
        "hình thức", "về sử dụng", "duy trì và phát huy", "đầu tư công", "kể từ ngày ký", "cấp xã", "tỷ lệ hộ nghèo",
        "Sở Du lịch",  # not "sở dữ"
        "tiêu chí số hóa",  # not "chỉ số"
        "đi đôi với",  # not "đối với"
        "cao hơn 2,1 điểm so với năm 2019",  # not "điểm số"
        "số hòa giải viên",  # not "số hóa"
    ],
)  # fmt: skip
def test_words_of_their_own_stay_as_they_are(words):
    assert mend(words) == words


@given(st.text(alphabet="hồôsơ HỒSƠkêếhoạch tiểuêể.,%9\u0130", max_size=60))
def test_every_place_stays_where_it_is(words):
    mended = mend(words)
    assert len(mended) == len(words)
    assert mend(mended) == mended
    assert [letter.isupper() for letter in mended] == [letter.isupper() for letter in words]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một", 1), ("bốn", 4), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("ba mươi tư", 34),
        ("tám mươi lăm", 85), ("chín mươi chín", 99), ("một trăm", 100), ("chín mươi phẩy hai mươi lăm", 90.25),
    ],
)  # fmt: skip
def test_shares_in_words(words, number):
    assert read_numeral(words) == number
    assert read_figure(f"{words} phần trăm").value == number


@pytest.mark.parametrize(
    ("clause", "metric"),
    [
        ("thủ tục hành chính có phí, lệ phí được thanh toán trên mạng", "online_payment_procedure_rate"),
        ("người dân hài lòng về dịch vụ y tế công, giáo dục công lập", "satisfaction_health_education_rate"),
        ("cán bộ, công chức cấp xã được tập huấn kỹ năng số", None),  # the subject alone is no measure
        ("ủy ban nhân dân xã, phường, thị trấn", None),
    ],
)
def test_a_metric_is_named_by_its_concepts_or_not_at_all(clause, metric):
    said = clue(sentence_of(clause), 0, len(clause))
    assert match(said.heads, said.concepts, "share") == ((metric,) if metric else ())
