"""Drafts the statements of a document, passage by passage, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cchc_analysis.extract.directions import draft_directions
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.extract.figures import find_figures
from cchc_analysis.extract.measures import CONTINUED
from cchc_analysis.extract.natures import Standing
from cchc_analysis.extract.passages import Passage, read_passages
from cchc_analysis.extract.quantities import SentenceReader
from cchc_analysis.extract.sentences import Sentence, read_sentences
from cchc_analysis.extract.tables import Tables
from cchc_analysis.extract.words import spot_words
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.harmonizer.values import read_figure
from cchc_analysis.read.text import Text

_LONGEST_MEMORY = 30  # statements


class Reader:
    """Reads one document; remembers what later sentences and footnotes hang on."""

    def __init__(self, text: Text, frame: Frame, province: str | None, title: str) -> None:
        self.text = text
        self.frame = frame
        self.province = province
        self.title = title
        self.tables = Tables(text)
        self.marks = sorted(text.footnote_marks)
        self.noted: dict[str, Draft] = {}

    def drafts(self) -> Iterator[Draft]:
        """Give the drafted statements in their order."""
        for passage in read_passages(self.text, self.frame, self.tables, self.title):
            yield from self._read_passage(passage)

    def _read_passage(self, passage: Passage) -> list[Draft]:
        split = self.noted.get(passage.footnote)
        carried, drafted = [split] if split else [], list[Draft]()
        for sentence in read_sentences(self.text, passage):
            drafted += self._read_sentence(sentence, [*carried, *drafted][-_LONGEST_MEMORY:])
        for mark in self.marks[bisect_left(self.marks, passage.start) : bisect_left(self.marks, passage.end)]:
            marked = [draft for draft in drafted if draft.start < mark]
            self.noted |= dict.fromkeys([self.text.footnote_marks[mark]], marked[-1]) if marked else {}
        settle_parts(drafted)
        return drafted

    def _read_sentence(self, sentence: Sentence, carried: list[Draft]) -> list[Draft]:
        text = sentence.text
        figures = find_figures(text)
        if not figures and (bare := self.tables.bare_figure(sentence.passage.index)):
            figures = [bare]
        noted = carried[0].nature if sentence.passage.footnote and carried else None
        standing = Standing(sentence, self.text.words, self.tables, self.frame, self.province, noted)
        if standing.is_aside or not (figures or sentence.passage.nature == "target"):
            return []
        words = spot_words(text)
        if not figures:
            return draft_directions(sentence, 0, len(text), words, standing)
        reader = SentenceReader(sentence, figures, words, standing, self.tables, carried)
        read = reader.drafts()
        for start, end in reader.without_figures():
            read += draft_directions(sentence, start, end, words, standing)
        return sorted(read, key=lambda draft: draft.start)


def settle_parts(drafted: Sequence[Draft]) -> None:
    """Give parts the metric of the total that they add up to, where that is not the figure just before them."""
    runs: list[list[int]] = []
    for place, draft in enumerate(drafted):
        if draft.kind == "count" and CONTINUED in draft.doubts:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    for run in runs:
        whole = sum(_count(drafted[place]) for place in run)
        totals = [draft for draft in drafted[: run[0]] if draft.kind == "count"]
        total = next((draft for draft in reversed(totals) if _count(draft) == whole), None)
        if total and len(run) > 1:
            for place in run:
                drafted[place].metric, drafted[place].indicator = total.metric, total.indicator


def _count(draft: Draft) -> float:
    return read_figure(draft.value).value
