"""Settles what only sums tell: the metric of parts, and whether a count of the province is one of all levels."""

from collections.abc import Sequence
from itertools import groupby

from cchc_analysis.catalog import levels
from cchc_analysis.extract.matching import WHEN
from cchc_analysis.extract.statements import Drafted, Reason

Ids = tuple[tuple[str, ...], ...]
"""The levels of a statement, those that each of its words stands for."""
_PROVINCE: Ids = (("province",),)
_INHERITED = frozenset({Reason.CONTINUES, Reason.SUBJECT, Reason.BEFORE})


def settle_totals(drafted: Sequence[Drafted]) -> None:
    """Settle the statements of a paragraph by what they add up to."""
    _settle_parts(drafted)
    _pool_wholes(drafted)


def _settle_parts(drafted: Sequence[Drafted]) -> None:
    """Give parts the metric of the total that they add up to, where that is not the figure just before them."""
    before: list[Drafted] = []
    runs = groupby(drafted, lambda each: each.kind == "count" and each.reasons["metric"] in _INHERITED)
    for inherits, run in runs:
        parts = [*run]
        whole = sum(part.figure.value for part in parts if part.figure)
        totals = [each for each in before if each.kind == "count" and each.figure and each.figure.value == whole]
        for part in parts if inherits and totals and len(parts) > 1 else ():
            part.metric = part.metric if part.clue.acts & WHEN else totals[-1].metric
        before += parts


def _pool_wholes(drafted: Sequence[Drafted]) -> None:
    """Take a count of the province as one of all where levels told behind it add up to it: ``tỉnh có 349 …``.

    The province must be one of them: it may have as many by itself as those below it together.
    """
    counts = [(draft, draft.figure.value) for draft in drafted if draft.kind == "count" and draft.figure]
    for at, (whole, value) in enumerate(counts):
        behind = [each for each in counts[at + 1 :] if _ids(whole) == _PROVINCE and each[0].metric == whole.metric]
        parts = dict[Ids, float]()
        for part, number in behind:
            ids, adds_up = _ids(part), _PROVINCE in parts and sum(parts.values()) + number == value
            if part.reasons["level"] is Reason.OWN and part.levels:
                whole.levels = [] if adds_up and ids not in parts else whole.levels
                parts = {} if ids in parts else {**parts, ids: number}
            elif adds_up and len(parts) > 1:
                whole.levels = part.levels = []  # ``12 thủ tục dùng chung``


def _ids(draft: Drafted) -> Ids:
    return tuple(levels()[each] for each in draft.levels)
