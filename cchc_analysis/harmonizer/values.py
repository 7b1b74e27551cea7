"""Reads figures in Vietnamese number format: ``11.093`` is eleven thousand, ``2,5%`` two and a half percent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, gcd

from cchc_analysis.catalog import comparators, fold, levels
from cchc_analysis.catalog.numerals import read_fraction, read_numeral, read_ordinal
from cchc_analysis.rewriting import rewrite

_NUMBER = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_FRACTION = re.compile(rf"({_NUMBER}) ?/ ?({_NUMBER})")
_WHOLE = re.compile(_NUMBER)
_SHARE_SIGN = re.compile(r" ?(?:%|phần trăm|điểm phần trăm|điểm %)$")
_SIGN_OR_SLASH = re.compile(r" ?(?:%|\bphần trăm\b)| ?/ ?")
_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9}
_MULTIPLE = re.compile(rf"({_NUMBER}) ({'|'.join(_TIMES)})")
_LIST_OF_SHARES = re.compile(rf"(?<![\w.,/-])(?:{_NUMBER})(?:(?:; ?|,? và |, )(?:{_NUMBER}))+(?= ?%)")
_IN_TURN = re.compile(r"(?:lần lượt|tương ứng)(?: [^\W\d]+){0,3} $")
_FAR = 40  # letters
DECIMAL_POINT = re.compile(r"\.(?=\d{1,2}(?!\d)|(?<=\b\d\d\.)\d{3,4} điểm(?:[;,.)]|$))")
"""As some print it: thousands have three digits, but no score has thousands (``42.295 điểm``)."""
_IN_A_NUMBER = frozenset("0123456789.,/")
_GOES_ON = re.compile(r"[\d/]|[.,]\d")
_GOES_ON_OR_HAS_A_UNIT = re.compile(rf"{_GOES_ON.pattern}|%| (?:{'|'.join(_TIMES)})\b(?! lệ)")
_LARGEST_PROPORTION = 10
_MOST_DIGITS = 15  # of a number: what a float holds exactly; a longer one is a slip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:thg|tháng) ?[0-9]{1,2}"
_DATE = (
    rf"[0-9]{{1,2}}[-/. ](?:{_MONTH})(?:[-/. ][0-9]{{2,4}})?|(?:{_MONTH})[-/. ][0-9]{{1,4}}"
    r"|[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}(?: [0-9:]+)?"
)
_MADE_OF_IT = {
    _DATE: "is a date, which a spreadsheet makes of a fraction",
    r"[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+ ?%?": "is how a spreadsheet shortens a number",
    r"[0-9]+\.[0-9]+ ?%": "is a percent as a spreadsheet writes it",
}
"""What a spreadsheet makes of a figure that is typed into a cell of numbers."""
_UNDO = "format the column as text and write the figure as the document prints it, such as 1/3, 90% or 2,5%"


@dataclass(frozen=True)
class Figure:
    """A figure as stated: its kind (percent, fraction, count), its value, and the parts of a fraction.

    The value of a fraction is in percent. ``step`` is one of the last place printed: 0,01 of ``63,26%``, 100.000
    of ``1,2 triệu``.
    """

    kind: str
    value: float
    printed: str
    step: Fraction = Fraction(1)
    numerator: float | None = None
    denominator: float | None = None

    @property
    def is_proportion(self) -> bool:
        """Whether the fraction is a share such as ``1/3``, not a fraction of counts such as ``489/489``."""
        top, bottom = int(self.numerator or 0), int(self.denominator or 0)
        return top < bottom <= _LARGEST_PROPORTION and gcd(top, bottom) == 1


def read_number(text: str) -> float:
    """Read a number in Vietnamese format; raise ValueError, with what to do, if it is none."""
    for pattern, made in _MADE_OF_IT.items():
        if re.fullmatch(pattern, text):
            raise ValueError(f"cannot read {text!r}, which {made}; {_UNDO}")
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"cannot read {text!r}; write thousands as 11.093 and decimals as 2,5")
    if sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise ValueError(f"cannot read {text[:20]!r}, a number of more than {_MOST_DIGITS} digits; correct it")
    return float(text.replace(".", "").replace(",", "."))


def _step(number: str) -> Fraction:
    """Give one of the last place of a number, which may be in words: a hundredth of ``63,26``."""
    decimals = len(number.partition(",")[2]) or len(number.partition(" phẩy ")[2].split())
    return Fraction(1, 10**decimals)


@lru_cache(maxsize=4096)
def read_figure(text: str) -> Figure:
    """Read one figure as stated.

    A fraction becomes a percent and keeps its parts. A share above 100, a numerator above its denominator and
    a zero denominator are refused with ValueError.
    """
    folded = _SHARE_SIGN.sub("%", fold(text))
    fraction = _FRACTION.fullmatch(folded)
    parts = (read_number(fraction[1]), read_number(fraction[2])) if fraction else read_fraction(folded)
    if parts:
        top, bottom = parts
        if bottom == 0:
            raise ValueError(f"the denominator of {text} is zero; correct the figure")
        if top > bottom:
            raise ValueError(f"the numerator of {text} is above its denominator; correct the figure")
        return Figure("fraction", 100 * top / bottom, text, Fraction(1), top, bottom)
    number, unit = _apart(folded)
    spelled = None if text.endswith("%") else read_numeral(number) or read_ordinal(number)
    value = read_number(number if _WHOLE.fullmatch(number) else fold(text)) if spelled is None else spelled
    if unit == "%":
        if value > 100:  # noqa: PLR2004
            raise ValueError(f"a share of {text} is above 100; correct the figure")
        return Figure("percent", value, text, _step(number))
    if unit:
        value = round(value * _TIMES[unit], 6)
        read_number(f"{value:.0f}")  # no more digits than any other number
    return Figure("count", value, text, _TIMES.get(unit, 1) * _step(number))


def _apart(folded: str) -> tuple[str, str]:
    """Take a number and its unit apart: ``%``, ``triệu``, none."""
    if multiple := _MULTIPLE.fullmatch(folded):
        return multiple[1], multiple[2]
    return folded.removesuffix("%"), "%" if folded.endswith("%") else ""


def read_figures(cell: str | None) -> list[Figure]:
    """Read the figures of a value cell, ``;`` between those of several levels; none where the cell is empty."""
    if not cell:
        return []
    figures = [read_figure(part.strip()) for part in cell.split(";")]
    if len({figure.kind for figure in figures}) > 1:
        raise ValueError(f"{cell!r} mixes kinds of figures; give each kind its own row")
    return figures


def read_ceiling(cell: str | None) -> float | None:
    """Read the ceiling of a yearly step: one percent, or None where the cell is empty."""
    figures = read_figures(cell)
    if len(figures) > 1 or any(figure.kind != "percent" for figure in figures):
        raise ValueError(f"cannot read {cell!r}; write one percent, such as 100%")
    return figures[0].value if figures else None


def listed_shares(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of numbers that share the sign of the last one of their list: ``98,1; 95,4 và 99,3%``."""
    for run in _LIST_OF_SHARES.finditer(text):
        *listed, _ = _WHOLE.finditer(text, *run.span())
        before = text[max(0, run.start() - _FAR) : run.start()]
        are_told = " và " in run[0] and before.endswith(("đạt ", "là "))
        is_list = len(listed) > 1 or are_told or _IN_TURN.search(before) is not None
        if is_list and all(read_number(number[0]) <= 100 for number in listed):  # noqa: PLR2004
            yield from (number.span() for number in listed)


def holds_figure(words: str, figure: str) -> bool:
    """Tell whether words hold a figure, as a whole and in its unit; a number alone, or with its bound, any."""
    return next(words_beside(words, figure), None) is not None


def words_beside(words: str, figure: str) -> Iterator[tuple[str, str]]:
    """Give the folded words before and after a figure, wherever words hold it as `holds_figure` tells."""
    text, figure = _closed_up(words), _closed_up(figure)
    before, number, after = text.partition(figure.removesuffix("%"))
    said = f"{before.strip()} … {after.strip()}".strip(" …")
    is_bound = said.strip(":=") in ("", *levels()) or comparators().get(said, "=") != "="  # or nothing, or a level
    if number != figure and number and is_bound:
        yield before, after  # nothing beside the number, or a bound
        return
    goes_on = _GOES_ON if figure.endswith(("%", *_TIMES)) else _GOES_ON_OR_HAS_A_UNIT
    start = text.find(figure)
    while start >= 0:
        if text[start - 1 : start] not in _IN_A_NUMBER and not goes_on.match(text, start + len(figure)):
            yield text[:start], text[start + len(figure) :]
        start = text.find(figure, start + 1)


def _closed_up(words: str) -> str:
    closed = _SIGN_OR_SLASH.sub(lambda match: match[0].strip().replace("phần trăm", "%"), fold(words))
    closed = rewrite(closed, [(end, end, "%") for _, end in listed_shares(closed)]).text
    return DECIMAL_POINT.sub(",", closed).replace("%/", "% / ")  # a list of shares is no fraction


def as_printed(number: float | Fraction, like: str) -> str:
    """Print a number as a document prints it, rounded half up to the decimals, with the unit, of the model."""
    printed, unit = _apart(_SHARE_SIGN.sub("%", fold(like)))
    exact = number if isinstance(number, Fraction) else Fraction(repr(number))
    step = _step(printed)
    steps = rounded(exact / _TIMES.get(unit, 1), step) / step
    decimals = len(str(step.denominator)) - 1
    plain = f"{Decimal(int(steps)).scaleb(-decimals):,f}".translate(str.maketrans(",.", ".,"))
    return f"{plain} {unit}" if unit in _TIMES else plain + unit


def rounded(number: Fraction, step: Fraction, *, cut: bool = False) -> Fraction:
    """Round a number half up to whole steps, or cut it down to them."""
    return floor(number / step + (0 if cut else Fraction(1, 2))) * step
