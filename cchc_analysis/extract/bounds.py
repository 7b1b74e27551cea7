"""Finds the comparator of a figure: the word of a bound that stands by it, and the ceiling of a yearly step."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_analysis.extract.sentences import Clause
from cchc_analysis.extract.words import Word, cue, spot_words

_ONLY_ADJACENT = frozenset(
    {"trên", "dưới", "hơn", "vượt", ">", "<", "cao hơn", "thấp hơn", "ít hơn", "lớn hơn", "nhỏ hơn", "đạt từ"}
)
"""Words of a bound that also mean something else (``trên địa bàn``): a bound only right before a figure."""
_AFTER = frozenset({"trở lên", "trở xuống", "từ … trở lên", "từ … trở xuống"})
"""Words of a bound that stand after its figure."""
_BETWEEN = re.compile(r"(?:\s*[^\s,;.()%]+){0,6}\s*$")
_ADJACENT = re.compile(r" ?(?:mức |khoảng |là )?$")
_OR_MORE = re.compile(r"[^;.%]{0,70}?\btrở (lên|xuống)\b")
_FAR_OR_MORE = re.compile(r"[^;.%]{0,140}?\btrở (lên|xuống)\b")
_SHARED = re.compile(r"[^;.]{0,70}?(?:\bvà|,) \d[\d.,]* ?%[^;.%]{0,50}?\btrở (lên|xuống)\b")
_FROM = re.compile(r"\btừ (?:mức )?$")


def find_bound(text: str, words: Iterable[Word], clause: Clause, last: int) -> str:
    """Give the comparator words of a clause's figures, as stated; nothing for plain ones.

    ``last`` is where the figures end.

    Examples
    --------
    >>> from cchc_analysis.extract.figures import find_figures
    >>> from cchc_analysis.extract.sentences import cut_clauses
    >>> from cchc_analysis.extract.words import spot_words
    >>> def bound(text):
    ...     clause = cut_clauses(text, find_figures(text), [])[0]
    ...     return find_bound(text, spot_words(text), clause, clause.figure.end)
    >>> bound("đạt tỷ lệ tối thiểu 30%"), bound("kiểm tra từ 30% số đơn vị trở lên"), bound("trên địa bàn đạt 90%")
    ('tối thiểu', 'từ … trở lên', '')
    """
    figure = clause.figure
    starts = _FROM.search(text, clause.start, figure.start)
    tail = (_FAR_OR_MORE if starts else _OR_MORE).match(text, last, clause.end)
    if tail and not re.search(r"\d", text[last : tail.start(1)]):
        return f"từ … trở {tail[1]}" if starts else f"trở {tail[1]}"
    if starts and (shared := _SHARED.match(text, last)):
        return f"từ … trở {shared[1]}"
    best = ""
    for word in words:
        if (
            word.kind != "bound"
            or not clause.start <= word.start < word.end <= figure.start
            or word.phrase in _AFTER
        ):
            continue
        gap = _ADJACENT if word.phrase in _ONLY_ADJACENT else _BETWEEN
        if gap.fullmatch(text, word.end, figure.start) and len(word.phrase) >= len(best):
            best = word.phrase
    return best


_TO_CEILING = re.compile(r"(?: (?:đạt|đủ|tỷ lệ|mức|đạt tỷ lệ|đạt mức)){0,2} ?$")


def is_ceiling(text: str, figure_start: int) -> bool:
    """Tell whether a figure is where a yearly step stops (``cho đến khi đạt 100%``)."""
    stops = cue("ceiling").finditer(text, max(0, figure_start - 40), figure_start)
    return any(_TO_CEILING.fullmatch(text, stop.end(), figure_start) for stop in stops)


_CHANGED = re.compile(
    r"(?:(?:tăng|giảm|tăng thêm|nâng thêm)(?: so với)?(?: (?:năm \d{4}|cùng kỳ(?: năm \S+)?))?"
    r"|(?:cao|thấp|nhiều|ít) hơn(?: so với)?"
    r" (?:năm \d{4}|cùng kỳ(?: năm \S+)?|tỉnh(?: \w+){1,3}|mức(?: \w+){1,4}))"
    r"(?: (?:thêm|khoảng|gần|hơn|tối thiểu|ít nhất|không dưới|bình quân|được|trên|dưới|đi|tương ứng|lần lượt"
    r"|là)){0,3} ?$"
)
_ABOVE_PLAN = re.compile(r"\bvượt \S+ (?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu)")
_COMPARED = re.compile(
    r"\b(?:so với (?:cùng|năm|quý|tháng|6|đầu|cuối|kế hoạch|chỉ tiêu)|so cùng kỳ|so năm|cùng kỳ|năm trước"
    r"|quý trước|hơn năm)\b"
)


def is_change(text: str, figure_start: int) -> bool:
    """Tell whether a figure says by how much something rises or falls (``tăng 5%``, ``cao hơn 0,4%``)."""
    return bool(_CHANGED.search(text, max(0, figure_start - 60), figure_start))


def is_comparison(text: str, clause: Clause) -> bool:
    """Tell whether a figure says only how something differs from another time (``tăng 5% so với năm 2022``)."""
    figure = clause.figure
    if not re.search(
        r"\b(?:tăng|giảm|cao hơn|thấp hơn|vượt)\b", text[max(clause.start, figure.start - 60) : figure.start]
    ):
        return False
    around = text[max(clause.start, figure.start - 60) : min(len(text), figure.end + 90)]
    return bool(_COMPARED.search(around)) or bool(_ABOVE_PLAN.search(around))


def bound_of_list(lead: str) -> str:
    """Give the bound with which the folded lead of a list ends.

    Examples
    --------
    >>> bound_of_list("tỷ lệ số hóa đạt tối thiểu:")
    'tối thiểu'
    """
    lead = lead.rstrip(": )")
    bounds = [word.phrase for word in spot_words(lead) if word.kind == "bound" and word.end == len(lead)]
    return max(bounds, key=len, default="")
