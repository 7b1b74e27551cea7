"""Chooses the comparator of a figure: its own, one it shares with the figure before, or that of its lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cchc_analysis.catalog import comparators, cues, either, fold, lists
from cchc_analysis.extract.analysis import mentions
from cchc_analysis.extract.cells import without_remark
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.goals import was_set
from cchc_analysis.extract.matching import KINDS
from cchc_analysis.extract.statements import Reason

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.outline import Node
    from cchc_analysis.extract.sentence import Reading
    from cchc_analysis.extract.tables import Cell

_BETWEEN = re.compile(r"(?:\s*+[^\s,;.()%]++){0,6}+\s*$")
_ADJACENT = re.compile(r" ?(?:(?<!hơn )mức |khoảng |là )?$")
_OR_MORE = re.compile(
    r"(?:(?! (?:từ|trình độ|bảo đảm|đạt chuẩn) )(?:[^;.%\d]|(?<=mức độ )\d(?:, \d)?)){0,140}?\btrở (lên|xuống)\b"
)
_FROM = re.compile(r"\btừ $|(?<!tăng )(?<!giảm )\btừ mức $")
_NAMED = re.compile(r"\b(?:mức|chỉ tiêu) (tối (?:thiểu|đa) )")
"""Names a bound anywhere in a lead; ``mức dưới đây`` is none."""
_OF_ALL = re.compile(
    r"(?: đạt)?(?: các| những)? (?:tỷ lệ|chỉ tiêu|mức|kết quả|yêu cầu)(?: sau(?: đây)?| dưới đây)?"
)
"""What a bound of a lead may stand before: ``phải đạt tối thiểu các tỷ lệ sau:``."""
_GOES_TO = re.compile(rf"[^;.]*(?<!trở )\b(?:{either(lists()['becomes'])}|đến|tới)\b")
_OWN_VERB = re.compile(r"\b(?:giảm|có|đạt|là|năm|được|thực hiện|hoàn thành)\b")
_STRICT = frozenset({">", "<"})
_WHOLE = 100


def choose_comparator(reading: Reading, clause: Clause, chosen: Chosen, nature: str) -> tuple[str, Reason]:
    """Choose the comparator words of a figure of a nature; ``chosen`` is its metric and where that comes from."""
    single, node, last = reading.clauses[clause.place], reading.node, reading.last
    previous, own = reading.previous(clause), _own_bound(reading, single)
    is_other = reading.text.startswith((" của ", " năm ", " (năm "), clause.figure.end)  # ``hơn 90% của năm 2022``
    # ``chưa tới mức 90% đề ra``
    is_missed = comparators().get(own) == "<" and was_set(reading.sentence, clause.figure)
    if own and not (is_missed or (is_other and own in cues()["versus"])):
        return own, Reason.OWN
    kind, has_verb = clause.figure.kind, _OWN_VERB.search(reading.text, single.start, clause.figure.start)
    before, is_shared = "", False
    if last and last.nature == nature and KINDS[last.kind] == KINDS[kind]:
        goes_on = chosen.reason in (Reason.CONTINUES, Reason.SUBJECT)
        before, is_shared = last.comparator, goes_on or (clause.joined and last.metric == chosen.metric)
    is_told = last and previous and last.metric and last.is_of(previous)
    if previous and single.joined and kind == previous.figure.kind and not is_told:
        before = _own_bound(reading, previous)  # ``ít nhất 50% trường và 40% xã …``
        is_shared = comparators().get(before) == ">="
    is_plain_rank = kind == "rank" and not clause.figure.leads and last is not None and "…" in last.comparator
    if is_shared and not has_verb and not is_plain_rank:
        is_own = clause.figure.figure.value == _WHOLE or comparators().get(before) in _STRICT
        return ("", Reason.OWN) if is_own or not before else (before, Reason.CONTINUES)
    # ``đạt ít nhất các chỉ tiêu sau: …; …``
    leads = map(bound_of_lead, (reading.text[: max(reading.colon, 0)], fold(node.intro)))
    if bound := next((each for each in leads if comparators().get(each, ">") not in _STRICT), ""):
        return bound, Reason.LEAD
    bound = next(_bounds_of_cell(node, node.cell, nature), "") if node.cell else ""
    return bound, Reason.ROW if bound else Reason.OWN


def _own_bound(reading: Reading, clause: Clause) -> str:
    """Give the comparator words that a figure has of its own, as stated; nothing for a plain one."""
    text, figure, previous = reading.text, clause.figure, reading.previous(clause)
    starts = _FROM.search(text, clause.start, figure.start)
    tail = _OR_MORE.match(text, figure.end, clause.end)
    if tail and (starts or figure.figure.value != _WHOLE):  # ``100% công chức có trình độ đại học trở lên``
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
    """Give the bound that ends the folded lead of a list, or ``trở lên``, ``mức tối thiểu`` anywhere in it."""
    lead = lead.rstrip(": )")
    bounds = [each for each in mentions(lead) if each.kind == "bound" and "vượt" not in each.phrase]
    names = (
        each for each in bounds if each.phrase.startswith("trở ") or f"{each.phrase} " in _NAMED.findall(lead)
    )
    ends = (each for each in bounds if each.end == len(lead) or _OF_ALL.fullmatch(lead, each.end))
    return next((each.phrase for each in (*ends, *names)), "")


def _bounds_of_cell(node: Node, cell: Cell, nature: str) -> Iterator[str]:
    """Give the bounds beside a cell: ``Tối thiểu (%)``; of an aim also that with which its label begins."""
    heads = [*cell.heads, *cell.units]
    beside = *cell.labels[:2], *heads, *map(without_remark, heads), *node.remark.split(";"), fold(node.caption)
    yield from filter(None, map(bound_of_lead, beside))
    for label in cell.labels[:2] if nature == "target" else ():
        begins = len(label) - len(label.removeprefix("tỷ lệ ").removeprefix("số "))
        opening = (each for each in mentions(label) if each.kind == "bound" and each.start == begins)
        yield from (each.phrase for each in opening if each.value not in _STRICT)  # ``trên địa bàn`` is none
