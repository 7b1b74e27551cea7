"""Reads figures in Vietnamese number format: ``11.093`` is eleven thousand, ``2,5%`` two and a half percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import gcd

from cchc_analysis.catalog import fold
from cchc_analysis.catalog.numerals import read_numeral

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_PERCENT = re.compile(rf"({_NUMBER}) ?(?:%|phần trăm|điểm phần trăm|điểm %)")
_FRACTION = re.compile(rf"({_NUMBER}) ?/ ?({_NUMBER})")
_COUNT = re.compile(rf"({_NUMBER})")
_MULTIPLE = re.compile(rf"({_NUMBER}) (nghìn|ngàn|triệu|tỷ)")
_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_LARGEST_PROPORTION = 10
_LONGEST = 20  # characters of a number; a longer one is a slip


@dataclass(frozen=True)
class Figure:
    """A figure as stated: its kind (percent, fraction, count), its value, and the parts of a fraction.

    The value of a fraction is in percent.
    """

    kind: str
    value: float
    printed: str
    numerator: float | None = None
    denominator: float | None = None

    @property
    def is_proportion(self) -> bool:
        """Whether the fraction is a share such as ``1/3``, not a fraction of counts such as ``489/489``."""
        if self.numerator is None or self.denominator is None:
            return False
        top, bottom = int(self.numerator), int(self.denominator)
        return top < bottom <= _LARGEST_PROPORTION and gcd(top, bottom) == 1


def read_number(text: str) -> float:
    """Read a number in Vietnamese format; raise ValueError, with what to do, if it is none.

    Examples
    --------
    >>> read_number("11.093"), read_number("2,5"), read_number("02")
    (11093.0, 2.5, 2.0)
    >>> read_number("2.5")
    Traceback (most recent call last):
    ValueError: cannot read '2.5'; write thousands as 11.093 and decimals as 2,5
    """
    if not _COUNT.fullmatch(text) or len(text) > _LONGEST:
        raise ValueError(f"cannot read {text!r}; write thousands as 11.093 and decimals as 2,5")
    return float(text.replace(".", "").replace(",", "."))


def read_figure(text: str) -> Figure:
    """Read one figure as stated.

    A fraction becomes a percent and keeps its parts. A share above 100, a numerator above its denominator and
    a zero denominator are refused with ValueError.

    Examples
    --------
    >>> read_figure("21/22").value
    95.45454545454545
    >>> read_figure("1,2 triệu").value, read_figure("chín mươi phần trăm").value
    (1200000.0, 90.0)
    >>> read_figure("130%")
    Traceback (most recent call last):
    ValueError: a share of 130% is above 100; correct the figure
    """
    folded = fold(text)
    if folded.endswith(" phần trăm") and (spelled := read_numeral(folded.removesuffix(" phần trăm"))):
        return Figure("percent", spelled, text)
    if percent := _PERCENT.fullmatch(folded):
        share = read_number(percent[1])
        if share > 100:  # noqa: PLR2004
            raise ValueError(f"a share of {text} is above 100; correct the figure")
        return Figure("percent", share, text)
    if fraction := _FRACTION.fullmatch(folded):
        top, bottom = read_number(fraction[1]), read_number(fraction[2])
        if bottom == 0:
            raise ValueError(f"the denominator of {text} is zero; correct the figure")
        if top > bottom:
            raise ValueError(f"the numerator of {text} is above its denominator; correct the figure")
        return Figure("fraction", 100 * top / bottom, text, top, bottom)
    if multiple := _MULTIPLE.fullmatch(folded):
        return Figure("count", round(read_number(multiple[1]) * _TIMES[multiple[2]], 6), text)
    return Figure("count", read_number(folded), text)


def read_figures(cell: str | None) -> list[Figure]:
    """Read the figures of a value cell, ``;`` between those of several levels; none where the cell is empty.

    Examples
    --------
    >>> [figure.value for figure in read_figures("30%;20%;15%")]
    [30.0, 20.0, 15.0]
    >>> read_figures(None)
    []
    """
    if not cell:
        return []
    figures = [read_figure(part.strip()) for part in cell.split(";")]
    if len({figure.kind for figure in figures}) > 1:
        raise ValueError(f"{cell!r} mixes kinds of figures; give each kind its own row")
    return figures


def read_ceiling(cell: str | None) -> float | None:
    """Read the ceiling of a yearly step: one percent, or None where the cell is empty.

    Examples
    --------
    >>> read_ceiling("100%")
    100.0
    """
    figures = read_figures(cell)
    if not figures:
        return None
    if len(figures) > 1 or figures[0].kind != "percent":
        raise ValueError(f"cannot read {cell!r}; write one percent, such as 100%")
    return figures[0].value


def as_printed(number: float, like: str) -> str:
    """Print a number as a document prints it, with as many decimals and the sign ``%`` of the model.

    Rounded half up, as people round.

    Examples
    --------
    >>> as_printed(63.265, "63,26%"), as_printed(82602, "59.446")
    ('63,27%', '82.602')
    """
    decimals = len(like.rstrip("% ").partition(",")[2])
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    plain = f"{rounded:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return plain + ("%" if like.endswith("%") else "")
