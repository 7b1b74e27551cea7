"""Grades a drafted statement by where its choices come from, and says why."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import comparators, concepts, either, fold, indices, lists, metrics, phrases, scopes
from cchc_analysis.extract.analysis import WORD, Sentence, bits, has_cue, sentence_of, unread_words
from cchc_analysis.extract.cells import is_planned, is_result, level_named
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.matching import KINDS, nearest, signatures_of
from cchc_analysis.extract.numbers import YEAR
from cchc_analysis.extract.sentence import Reading
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.schema import MAX_WORDS

CONFIDENCES = ("high", "medium", "low")
_SURE = frozenset({Reason.OWN, Reason.ROW, Reason.DOCUMENT, Reason.OPEN})
"""Reasons that no row is the worse for; what is open is told by itself."""
_WHOLE = re.compile(rf"\b(?:{either(lists()['whole'])})\b")
_ABOUT = tuple(f"{words} " for words in lists()["about"])
_READ = frozenset({"bound", "equal", "subject", "aim", "done", "told", "planned", "level"})
"""Kinds of mentions that other choices read."""
_SAYS = {"target": ("aim", "bound"), "actual": ("done", "told", "equal")}
_AGAINST = {"target": ("done", "told"), "actual": ("aim", "aims")}


class Judged(NamedTuple):
    """How far a drafted row can be trusted, and why."""

    confidence: str
    reason: str


def judge(draft: Drafted, unknown: Sequence[str], wrong: Sequence[str], alike: Sequence[str]) -> Judged:
    """Grade a drafted row.

    ``high`` where every choice rests on the figure's own clause, its table cell or the document, its time also
    on a heading, and nothing else is said there; ``medium`` where one was inherited; ``low`` where one stayed
    open, is ``unknown`` of the document, or `build` finds something ``wrong``; what is ``alike`` is no doubt.
    """
    reasons, unread = _weigh(draft)
    left = {"level": "several values and nothing that tells them apart", "period": "told in a plan without a time"}
    doubts = [
        *(_open(draft) if draft.metric is None else []),
        *(f"{slot}: open, {why}" for slot, why in left.items() if reasons[slot] is Reason.OPEN),
        *(f"{slot}: open, the document does not say" for slot in unknown),
        *wrong,
    ]
    inherited = [
        f"{slot}: {reason}" for slot, reason in reasons.items()
        if reason not in _SURE and (slot, reason) != ("period", Reason.HEADING)
    ]  # fmt: skip
    inherited += ["table: its columns are inferred"] if draft.node.cell and not draft.node.cell.is_parted else []
    inherited += [f"beside its metric: {' '.join(unread)}"] if unread else []
    confidence = "low" if doubts else "medium" if inherited else "high"
    return Judged(confidence, "; ".join([*doubts, *inherited, *alike]) or "all from its own clause")


def _open(draft: Drafted) -> Iterator[str]:
    """Say what is near to a figure whose metric is open."""
    close = nearest(draft.clue.concepts, KINDS[draft.kind])
    taken = _named_by(draft.indicator, draft.figure.kind if draft.figure else "direction")
    near = f"; nearest {' or '.join(close)}" if close else ""
    yield f"metric: open{near}{f'; build takes its words for {taken}' if taken else ''}"


def _weigh(draft: Drafted) -> tuple[dict[str, Reason], list[str]]:
    """Give the reasons of a draft, less those that leave another reading, and the words that nothing reads."""
    if draft.metric is None or draft.context is None:
        return draft.reasons, []
    reading, clause, label = draft.context
    reasons, is_own = draft.reasons, draft.reasons["level"] is Reason.OWN
    said = {
        Reason.OWN: (reading.sentence, draft.clue.start, draft.clue.end),
        Reason.ROW: (sentence_of(label), 0, len(label)),
    }.get(reasons["metric"])
    unread = [*_unread(*said, draft.metric)] if said else []
    is_index = reading.frame.kind == "report" and draft.metric in indices()
    is_of_one = len(reading.years) == 1 and {*YEAR.findall(reading.text)} <= reading.years and not is_index
    less = {
        ("metric", Reason.PARTLY): unread,
        ("level", Reason.TOGETHER): is_own and draft.nature == "actual" and len(draft.levels) > 1,
        ("level", Reason.UNSAID): is_own and not _says_level(reading, clause, draft),
        # ``gần 88%``: a plain figure, or one below that
        ("comparator", Reason.PARTLY): reading.text.endswith(_ABOUT, 0, clause.figure.start),
        ("period", Reason.UNSAID): reasons["period"] is Reason.DOCUMENT and not is_of_one,
        ("nature", Reason.UNSAID): not _says_nature(reading, clause, draft),
    }
    return reasons | dict(slot for slot, is_less in less.items() if is_less), unread


@lru_cache(maxsize=256)
def _of_metric(metric: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the concepts that may stand beside a metric, and the syllables of its wordings."""
    known = {concept for each in signatures_of(metric) for concept in each.of.union(*each.must)}
    known |= {name for name, concept in concepts().items() if concept.kind == "weak"}
    said = [phrase for phrase, named in phrases() if named == metric]
    said += [fold(phrase) for scope in scopes().values() if metric in scope.metrics for phrase in scope.phrases]
    said.append(fold(metrics()[metric].name_vi))
    return frozenset(known), frozenset(word for phrase in said for word in WORD.findall(phrase))


def _unread(sentence: Sentence, start: int, end: int, metric: str) -> Iterator[str]:
    """Give the words between two places that neither a metric nor any other choice accounts for."""
    known, vocabulary = _of_metric(metric)
    said = (each for each in sentence.mentions if each.kind in _READ or (each.part and each.value in known))
    read = sentence.asides | bits(sentence.numbers) | bits(sentence.times) | bits(said)
    return (word[0] for word in unread_words(sentence, start, end, read, vocabulary))


def _says_level(reading: Reading, clause: Clause, draft: Drafted) -> bool:
    """Tell whether a clause says its level or the whole province; an aim is of all where no unit is near."""
    if draft.metric in indices():
        return True
    if draft.levels:
        return bool(reading.sentence.of("level", clause.start, clause.end) or draft.node.cell)
    if draft.node.cell and any(map(level_named, draft.node.cell.after)):
        return False  # who is in charge of a row, or whom its figure is of
    is_near = any(draft.levels for draft in reading.carried[-1:]) or any(
        map(reading.sentence.of, ("actor", "unit"))
    )
    return bool(_WHOLE.search(reading.text)) or (draft.nature == "target" and not is_near)


def _says_nature(reading: Reading, clause: Clause, draft: Drafted) -> bool:
    """Tell whether a plain cue in its clause, or a heading, says the nature of a figure; of a floor none does."""
    sentence, node, nature = reading.sentence, reading.node, draft.nature
    is_bounded = nature == "actual" and comparators().get(draft.comparator) == ">="
    if is_bounded or any(sentence.of(kind) for kind in _AGAINST[nature]):
        return False
    if any(sentence.of(kind, clause.start, clause.end) for kind in _SAYS[nature]):
        return True
    if node.cell:  # against what the document is, its own heads must say it
        usual = "actual" if reading.frame.kind == "report" else "target"
        says = is_planned if nature == "target" else is_result
        return nature == usual or any(map(says, (*node.cell.heads, *node.cell.labels, fold(node.caption))))
    return any(has_cue(words, kind) for words in node.headings for kind in ("aims", "results"))


@lru_cache(maxsize=4096)
def _named_by(indicator: str, kind: str) -> str:
    """Give the metric that `build` takes words for; empty where it would refuse them."""
    try:
        return recognize(indicator, kind)
    except ValueError:
        return ""


def indicator_of(draft: Drafted) -> str:
    """Give words that name a draft's metric to `build`: its own where they do, else a phrase of the catalogue."""
    kind = "direction" if draft.figure is None else "count" if draft.metric in indices() else draft.figure.kind
    if draft.metric is None or _named_by(draft.indicator, kind) == draft.metric:
        return draft.indicator
    from rapidfuzz import fuzz

    known = [phrase for phrase, metric in phrases() if metric == draft.metric]
    names = (name for name in (*known, fold(metrics()[draft.metric].name_vi)) if len(name.split()) <= MAX_WORDS)
    fitting = (name for name in names if _named_by(name, kind) == draft.metric)
    said = fold(draft.indicator)
    return max(fitting, key=lambda name: (fuzz.token_set_ratio(name, said), name), default=draft.indicator)
