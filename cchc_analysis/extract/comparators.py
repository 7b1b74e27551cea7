"""Chooses the comparator of a figure: its own, one it shares with the figure before, or that of its lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_analysis.catalog import comparators, fold
from cchc_analysis.extract.analysis import Sentence, mentions
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.matching import KINDS
from cchc_analysis.extract.statements import Reason

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_BETWEEN = re.compile(r"(?:\s*+[^\s,;.()%]++){0,6}+\s*$")
_ADJACENT = re.compile(r" ?(?:mức |khoảng |là )?$")
_OR_MORE = re.compile(r"[^;.%\d]{0,140}?\btrở (lên|xuống)\b")
_SHARED = re.compile(r"[^;.]{0,70}?(?:\bvà|,) \d[\d.,]* ?%[^;.%]{0,50}?\btrở (lên|xuống)\b")
_FROM = re.compile(r"\btừ (?:mức )?$")
_STRICT = frozenset({">", "<"})
_WHOLE = 100
_OWN_VERB = re.compile(r"\b(?:giảm|có|đạt|là|năm|được|thực hiện|hoàn thành)\b")


def own_bound(sentence: Sentence, clause: Clause, last: int, floor: int = -1) -> str:
    """Give the comparator words of a clause's figures, as stated; nothing for plain ones.

    ``floor`` is where the figure before ends.
    """
    text, figure = sentence.text, clause.figure
    begin = clause.start if floor < 0 else floor
    starts = _FROM.search(text, clause.start, figure.start)
    tail = _OR_MORE.match(text, last, clause.end)
    if tail:
        return f"từ … trở {tail[1]}" if starts else f"trở {tail[1]}"
    if starts and (shared := _SHARED.match(text, last)):
        return f"từ … trở {shared[1]}"
    best = ""
    for each in sentence.mentions:
        if each.kind != "bound" or not begin <= each.start < each.end <= figure.start:
            continue
        if each.phrase.startswith("trở "):
            continue
        is_strict = each.value in _STRICT or each.phrase.endswith(" từ")
        gap = _ADJACENT if is_strict else _BETWEEN
        if gap.fullmatch(text, each.end, figure.start) and len(each.phrase) >= len(best):
            best = each.phrase
    return best


def bound_of_lead(lead: str) -> str:
    """Give the bound with which the folded lead of a list ends.

    Examples
    --------
    >>> bound_of_lead("tỷ lệ số hóa đạt tối thiểu:")
    'tối thiểu'
    """
    lead = lead.rstrip(": )")
    bounds = [each.phrase for each in mentions(lead) if each.kind == "bound" and each.end == len(lead)]
    return max(bounds, key=len, default="")


_TO_CEILING = re.compile(r"(?: (?:đạt|đủ|tỷ lệ|mức|đạt tỷ lệ|đạt mức)){0,2} ?$")


def is_ceiling(sentence: Sentence, start: int) -> bool:
    """Tell whether a figure is where a yearly step stops (``cho đến khi đạt 100%``)."""
    stops = sentence.of("ceiling", max(0, start - 40), start)
    return any(_TO_CEILING.fullmatch(sentence.text, stop.end, start) for stop in stops)


def choose_comparator(
    reading: Reading, place: int, clause: Clause, metric: str | None, reason: Reason
) -> tuple[str, Reason]:
    """Choose the comparator words of a figure; ``reason`` is where its metric comes from."""
    single, node, last = reading.clauses[place], reading.node, reading.last
    floor = reading.figures[place - 1].end if place else 0
    own = own_bound(reading.sentence, single, single.figure.end, floor)
    if own := own or own_bound(reading.sentence, clause, clause.figure.end):
        return own, Reason.OWN
    inherits = reason in (Reason.CONTINUES, Reason.SUBJECT)
    if last and KINDS[last.draft.kind] == KINDS[clause.figure.kind]:
        shares = inherits or (clause.joined and last.draft.metric == metric)
        if shares and not _OWN_VERB.search(reading.text, single.start, clause.figure.start):
            before = last.draft.comparator
            symbol, is_count = comparators().get(before, ""), clause.figure.kind == "count"
            is_whole = clause.figure.figure.value == _WHOLE and symbol != ">="
            is_own = not before or is_whole or (is_count and symbol in _STRICT)
            return ("", Reason.OWN) if is_own else (before, Reason.CONTINUES)
    if (
        node.intro
        and reason is not Reason.OWN
        and not reading.found
        and (bound := bound_of_lead(fold(node.intro)))
    ):
        return bound, Reason.LEAD
    labels = node.cell.labels[:2] if node.cell and reason is Reason.ROW else ()
    bound = next((bound for label in labels if (bound := bound_of_lead(label))), "")
    return bound, Reason.ROW if bound else Reason.OWN
