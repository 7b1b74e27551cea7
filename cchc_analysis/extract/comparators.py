"""Chooses the comparator of a figure: its own, one it shares with the figure before, or that of its lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_analysis.catalog import comparators, either, fold, lists
from cchc_analysis.extract.analysis import mentions
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.goals import was_set
from cchc_analysis.extract.matching import KINDS
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.tables import NO_CELL

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.sentence import Reading

_BETWEEN = re.compile(r"(?:\s*+[^\s,;.()%]++){0,6}+\s*$")
_ADJACENT = re.compile(r" ?(?:(?<!hơn )mức |khoảng |là )?$")
_OR_MORE = re.compile(
    r"(?:(?! (?:từ|trình độ|bảo đảm|đạt chuẩn) )(?:[^;.%\d]|(?<=mức độ )\d(?:, \d)?)){0,140}?\btrở (lên|xuống)\b"
)
_FROM = re.compile(r"\btừ $|(?<!tăng )(?<!giảm )\btừ mức $")
_GOES_TO = re.compile(rf"[^;.]*(?<!trở )\b(?:{either(lists()['becomes'])}|đến|tới)\b")
_OWN_VERB = re.compile(r"\b(?:giảm|có|đạt|là|năm|được|thực hiện|hoàn thành)\b")
_STRICT = frozenset({">", "<"})


def choose_comparator(reading: Reading, clause: Clause, chosen: Chosen, nature: str) -> tuple[str, Reason]:
    """Choose the comparator words of a figure of a nature; ``chosen`` is its metric and where that comes from."""
    single, node, last = reading.clauses[clause.place], reading.node, reading.last
    previous, kind = reading.previous(clause), clause.figure.kind
    own = _own_bound(reading, single)
    # not ``chưa tới mức 90% đề ra``
    if own and not (comparators()[own] == "<" and was_set(reading.sentence, clause.figure)):
        return own, Reason.OWN
    before, is_shared = "", False
    if last and last.nature == nature and KINDS[last.kind] == KINDS[kind]:
        goes_on = chosen.reason in (Reason.CONTINUES, Reason.SUBJECT)
        before, is_shared = last.comparator, goes_on or (clause.joined and last.metric == chosen.metric)
    is_told = last and previous and last.metric and last.is_of(previous)
    if previous and single.joined and kind == previous.figure.kind and not is_told:
        before = _own_bound(reading, previous)  # ``ít nhất 50% trường và 40% xã …``
        is_shared = comparators().get(before) == ">="
    has_verb = _OWN_VERB.search(reading.text, single.start, clause.figure.start)
    is_group = last and last.kind == "rank" and "…" in before  # of ranks among leaders, which no plain one is
    if is_shared and not (has_verb or is_group):
        is_own = not before or comparators().get(before) in _STRICT
        return ("", Reason.OWN) if is_own else (before, Reason.CONTINUES)
    # ``đạt ít nhất các chỉ tiêu sau: …; …``
    leads = map(bound_of_lead, (reading.text[: max(reading.colon, 0)], fold(node.intro)))
    if bound := next(filter(None, leads), ""):
        return bound, Reason.LEAD
    # ``Tối thiểu (%)`` beside a cell; that of a label is of its aim
    cell = node.cell or NO_CELL
    labels = cell.labels[:2] if nature == "target" else ()
    beside = *labels, *cell.heads, *cell.units, *node.remark.split(";"), fold(node.caption)
    bound = next(filter(None, map(bound_of_lead, beside if node.cell else ())), "")
    return bound, Reason.ROW if bound else Reason.OWN


def _own_bound(reading: Reading, clause: Clause) -> str:
    """Give the comparator words that a figure has of its own, as stated; nothing for a plain one."""
    text, figure, previous = reading.text, clause.figure, reading.previous(clause)
    starts = _FROM.search(text, clause.start, figure.start)
    if tail := _OR_MORE.match(text, figure.end, clause.end):
        return f"từ … trở {tail[1]}" if starts else f"trở {tail[1]}"
    if starts and not _GOES_TO.match(text, figure.end):
        return "từ …"
    for each in reversed(reading.sentence.of("bound", previous.figure.end if previous else 0, figure.start)):
        gap = _ADJACENT if each.value in _STRICT else _BETWEEN
        is_lead = each.phrase.endswith("vượt") and text.startswith(":", each.end)  # ``mục tiêu đạt và vượt: …``
        if not (is_lead or each.phrase.startswith("trở ")) and gap.fullmatch(text, each.end, figure.start):
            return each.phrase
    return ""


def bound_of_lead(lead: str) -> str:
    """Give the bound that a folded lead of a list, a head or a caption sets for all that follows."""
    bounds = (each for each in mentions(lead) if each.kind == "bound" and each.value not in _STRICT)
    return next((each.phrase for each in bounds if "vượt" not in each.phrase), "")
