"""Grades a drafted statement by where its choices come from, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import fold, metrics, phrases
from cchc_analysis.extract.rivals import weigh
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.schema import MAX_WORDS

CONFIDENCES = ("high", "medium", "low")
_SURE = frozenset({Reason.OWN, Reason.ROW, Reason.DOCUMENT})
_OF_TIME = frozenset({"nature", "period"})
"""What a heading hands down to all that stands below it."""


class Judged(NamedTuple):
    """How far a drafted row can be trusted, and why."""

    confidence: str
    reason: str


def judge(draft: Drafted, unknown: Sequence[str], wrong: Sequence[str], alike: Sequence[str]) -> Judged:
    """Grade a drafted row.

    ``high`` where every choice rests on the figure's own clause, its table cell or the document, its time also
    on a heading, and nothing else is said there; ``medium`` where one was inherited; ``low`` where one stayed
    open or the row cannot stand in a sheet.

    Parameters
    ----------
    draft : Drafted
        What the extraction drafted.
    unknown : sequence of str
        What neither the document nor a person says: ``kind``, ``period``.
    wrong : sequence of str
        Why `build` could not read the row.
    alike : sequence of str
        What else states its measure: a note, no doubt.
    """
    reasons, unread = weigh(draft)
    is_open = draft.metric is None or Reason.OPEN in reasons.values()
    doubts = [*_open(draft), *(f"{slot}: open, the document does not say" for slot in unknown), *wrong]
    inherited = [
        f"{slot}: {reason}" for slot, reason in reasons.items()
        if reason not in {*_SURE, Reason.OPEN} and not (reason is Reason.HEADING and slot in _OF_TIME)
    ]  # fmt: skip
    if unread:
        inherited.append(f"beside its metric: {' '.join(unread)}")
    confidence = "low" if is_open or doubts else "medium" if inherited else "high"
    return Judged(confidence, "; ".join([*doubts, *inherited, *alike]) or "all from its own clause")


def _open(draft: Drafted) -> Iterator[str]:
    if draft.metric is None:
        near = f"; nearest {' or '.join(draft.nearest)}" if draft.nearest else ""
        yield f"metric: open{near}"
    if draft.reasons["level"] is Reason.OPEN:
        yield "level: open, several values and nothing that tells them apart"


@lru_cache(maxsize=4096)
def names(indicator: str, kind: str, metric: str) -> bool:
    """Tell whether words name a metric as strictly as `build` asks for.

    Examples
    --------
    >>> names("hồ sơ công việc xử lý trên môi trường mạng", "percent", "e_dossier_rate")
    True
    """
    if len(indicator.split(" ")) > MAX_WORDS:
        return False
    try:
        return recognize(indicator, kind) == metric
    except ValueError:
        return False


def indicator_of(draft: Drafted) -> str:
    """Give words that name a draft's metric to `build`: its own where they do, else a phrase of the catalogue."""
    is_index = draft.metric is not None and metrics()[draft.metric].unit == "index"
    kind = "direction" if draft.figure is None else "count" if is_index else draft.figure.kind
    if draft.metric is None or names(draft.indicator, kind, draft.metric):
        return draft.indicator
    own = [phrase for phrase, metric in phrases() if metric == draft.metric]
    own = [phrase for phrase in (*own, fold(metrics()[draft.metric].name_vi)) if names(phrase, kind, draft.metric)]
    if not own:
        return draft.indicator
    from rapidfuzz import fuzz

    return max(own, key=lambda phrase: (fuzz.token_set_ratio(phrase, fold(draft.indicator)), phrase))
