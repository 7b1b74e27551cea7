"""Grades a drafted statement by where its cells came from, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import fold, phrases
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.harmonizer.periods import Frame, read_period
from cchc_analysis.harmonizer.values import read_figures
from cchc_analysis.schema import MAX_WORDS
from cchc_analysis.verify import missing_words

CONFIDENCES = ("high", "medium", "low")
_SURE = "all from its own clause"


class Judged(NamedTuple):
    """How far a drafted row can be trusted, and why."""

    confidence: str
    reason: str


def judge(
    draft: Draft, cells: Mapping[str, str | None], sentence: str, wrong: Sequence[str], frame: Frame
) -> Judged:
    """Grade a drafted row.

    ``high`` where everything stands in its own clause, in the words by which the catalogue knows the metric;
    ``medium`` where the metric is named by looser words, or a cell comes from elsewhere in the sentence, from the
    list, the row, the total or the heading; ``low`` where the row cannot stand as it is.

    Parameters
    ----------
    draft : Draft
        What the extractor drafted.
    cells : mapping
        Its row.
    sentence : str
        The folded sentence in which its evidence stands.
    wrong : sequence of str
        Why the row cannot stand as it is, if so: it could not be harmonized, or shares its key with another.
    frame : Frame
        Kind, period and day of issue of the document: a period that says what holds anyway is no doubt.
    """
    weak = [doubt for doubt in draft.doubts if not (wrong and draft.metric is None)]
    weak += [*_loose(draft), *_from_elsewhere(draft, cells, sentence, frame)]
    if wrong:
        return Judged("low", "; ".join([*wrong, *weak]))
    return Judged("medium", "; ".join(weak)) if weak else Judged("high", _SURE)


def kind_of(draft: Draft) -> str:
    """Give the kind of a draft's value as the recognizer of metrics takes it."""
    if not draft.values:
        return "direction"
    try:
        return read_figures(draft.value)[0].kind
    except ValueError:
        return "fraction" if draft.kind == "fraction" else "percent" if draft.kind == "percent" else "count"


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


def indicator_of(draft: Draft) -> str:
    """Give words that name a draft's metric to `build`: its own where they do, else a phrase of the catalogue."""
    kind = kind_of(draft)
    if draft.metric is None or names(draft.indicator, kind, draft.metric):
        return draft.indicator
    own = [phrase for phrase, metric in phrases() if metric == draft.metric and names(phrase, kind, metric)]
    if not own:
        return draft.indicator
    from rapidfuzz import fuzz

    return max(own, key=lambda phrase: (fuzz.token_set_ratio(phrase, fold(draft.indicator)), phrase))


def _loose(draft: Draft) -> Iterator[str]:
    if draft.metric and not names(draft.indicator, kind_of(draft), draft.metric):
        words = " ".join(draft.indicator.split(" ")[: MAX_WORDS - 1])
        yield f"the metric is guessed from {words!r}"


def _from_elsewhere(draft: Draft, cells: Mapping[str, str | None], sentence: str, frame: Frame) -> Iterator[str]:
    for column, _ in missing_words(dict(cells), sentence):
        yield f"{column} from outside its sentence: {cells[column]!r}"
    if draft.period and fold(draft.period) not in sentence and not _holds_anyway(draft, frame):
        yield f"the period is that of the heading, the list or the row: {draft.period!r}"


def _holds_anyway(draft: Draft, frame: Frame) -> bool:
    try:
        return read_period(draft.period, frame, draft.nature) == frame.period
    except ValueError:
        return False
