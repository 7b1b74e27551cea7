"""Weighs the choices made for a figure: one that another reading could stand against is no longer sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc_analysis.catalog import concepts, cues, fold, metrics, phrases, scopes, signatures
from cchc_analysis.extract.analysis import Sentence, bits, has_cue, sentence_of
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.statements import Drafted, Reason

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_WORD = re.compile(r"[^\W\d]+(?![.)] )")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNIT = re.compile(r"\b(?:sở|cục|ban quản lý|huyện|thị xã|quận|xã|phường|thị trấn|trung tâm|ủy ban nhân dân)\b")
_WHOLE = re.compile(r"\b(?:toàn|cả|địa bàn|của) tỉnh\b|\bcác cơ quan, đơn vị\b|\bcác cấp\b")
_READ = frozenset({"bound", "equal", "subject", "aim", "done", "told", "planned", "level"})
"""Kinds of mentions that other choices read."""
_SAYS = {"target": ("aim", "bound"), "actual": ("done", "told", "equal")}
_AGAINST = {"target": ("done", "told"), "actual": ("aim", "aims")}


def weigh(draft: Drafted) -> tuple[dict[str, Reason], list[str]]:
    """Give the reasons of a draft, less those that leave another reading, and the words that nothing reads."""
    reasons, unread = dict(draft.reasons), list[str]()
    if draft.metric is None or draft.context is None or draft.clue is None:
        return reasons, unread
    reading, clause, label = draft.context
    if reasons["metric"] is Reason.OWN:
        unread += _unread(reading.sentence, draft.clue.start, draft.clue.end, draft.metric)
    elif reasons["metric"] is Reason.ROW:
        unread += _unread(sentence_of(label), 0, len(label), draft.metric)
    if unread:
        reasons["metric"] = Reason.PARTLY
    if reasons["level"] is Reason.OWN and not _says_level(reading, clause, draft):
        reasons["level"] = Reason.UNSAID
    if reasons["period"] is Reason.DOCUMENT and _other_year(reading):
        reasons["period"] = Reason.UNSAID
    return reasons | {"nature": _nature(reading, clause, draft.nature)}, unread


@lru_cache(maxsize=256)
def _of_metric(metric: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the concepts that may stand beside a metric, and the syllables of its wordings."""
    own = [each for each in signatures() if each.metric == metric]
    known = {concept for each in own for concept in each.of.union(*each.must)}
    known |= {name for name, concept in concepts().items() if concept.kind == "weak"}
    said = [phrase for phrase, named in phrases() if named == metric]
    said += [fold(phrase) for scope in scopes().values() if metric in scope.metrics for phrase in scope.phrases]
    said.append(fold(metrics()[metric].name_vi))
    return frozenset(known), frozenset(word for phrase in said for word in _WORD.findall(phrase))


def _unread(sentence: Sentence, start: int, end: int, metric: str) -> Iterator[str]:
    """Give the words between two places that neither a metric nor any other choice accounts for."""
    known, vocabulary = _of_metric(metric)
    said = (each for each in sentence.mentions if each.kind in _READ or (each.part and each.value in known))
    read = sentence.asides | bits(sentence.numbers) | bits(sentence.times) | bits(said)
    return unread_words(sentence, start, end, read, vocabulary)


def unread_words(sentence: Sentence, start: int, end: int, read: int, vocabulary: frozenset[str]) -> Iterator[str]:
    """Give the words between two places that are not read yet, letters as bits, and are none that say nothing."""
    for word in _WORD.finditer(sentence.text, start, end):
        if not (word[0] in vocabulary or word[0] in cues()["function"] or read >> word.start() & 1):
            yield word[0]


def _says_level(reading: Reading, clause: Clause, draft: Drafted) -> bool:
    """Tell whether a clause says its level or the whole province; an aim is of all where no unit is near."""
    if metrics()[draft.metric or ""].unit == "index":
        return True
    if draft.levels:
        return bool(reading.sentence.of("level", clause.start, clause.end)) or bool(draft.node.cell)
    words = reading.text
    is_near = reading.level_near or reading.sentence.of("actor") or _UNIT.search(words)
    return bool(_WHOLE.search(words)) or (draft.nature == "target" and not is_near)


def _nature(reading: Reading, clause: Clause, nature: str) -> Reason:
    """Give where the nature of a figure is said: a plain cue in its clause, a heading, nowhere."""
    sentence, node = reading.sentence, reading.node
    if any(sentence.of(kind) for kind in _AGAINST[nature]):
        return Reason.UNSAID
    if any(sentence.of(kind, clause.start, clause.end) for kind in _SAYS[nature]):
        return Reason.OWN
    if node.cell or any(has_cue(words, kind) for words in node.headings for kind in ("aims", "results")):
        return Reason.HEADING
    return Reason.UNSAID


def _other_year(reading: Reading) -> bool:
    period = reading.frame.period
    return any(year not in period for year in _YEAR.findall(reading.text))
