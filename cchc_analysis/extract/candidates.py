"""Tells quickly which words can hold a statement, so that the rest of a document is not looked at closely."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.catalog import counted

_BEFORE_NOUNS = ("nghìn", "ngàn", "triệu", "tỷ", "lượt", "số", "các", "loại", "điểm", "phần")


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    """Give what a figure looks like: a percent, a fraction but no date, a decimal, a rank, a counted number."""
    nouns = {noun.split()[0] for group in counted().values() for noun in group}
    words = "|".join(sorted({*nouns, *_BEFORE_NOUNS}))
    return re.compile(
        rf"\d(?: ?[%％]| ?(?<!/\d)(?<!/\d\d)/ ?\d+(?![\d/])|,\d| (?:{words}|[A-ZĐ])"
        r"|(?<=ạng \d)|(?<=hứ \d)|(?<=trí \d))"
    )


_DIRECTION = ("âng", "ải thiện", "ăng", "iảm", "ạn chế")
_NAMED = (
    "lệ", "ài lòng", "hỉ số", "ố lượng", "ố người", "đơn vị", "chuyên trách", "iên chế", "hứ hạng", "iểm số",
    "ếp hạng", "PAR", "PCI", "PAPI", "SIPAS", "DTI", "năng lực cạnh tranh",
)  # fmt: skip
"""Words without their first letter, which may be a capital."""
_SHORT = 12


def may_state(words: str) -> bool:
    """Tell whether words can hold a statement: a figure, or a direction and the name of a rate or index.

    Examples
    --------
    >>> may_state("đạt tối thiểu 90%"), may_state("Nâng cao Chỉ số PAPI")
    (True, True)
    >>> may_state("theo Quyết định ban hành ngày 15 tháng 7 năm 2021")
    False
    """
    if _figure().search(words) or (len(words) <= _SHORT and any(map(str.isdigit, words))):
        return True
    if "hần trăm" in words or "HẦN TRĂM" in words:
        return True
    return _holds(words, _DIRECTION) and _holds(words, _NAMED)


def _holds(words: str, parts: tuple[str, ...]) -> bool:
    for part in parts:  # noqa: SIM110  a generator would take twice as long, on every paragraph
        if part in words:
            return True
    return False
