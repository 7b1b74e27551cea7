"""Times the extraction of the coded documents beside a bare search for digits, and how it grows with the text."""

import math
import re
import statistics

from cchc_analysis.errors import DataError
from cchc_analysis.extract import extract_statements
from scripts import evaluate
from scripts.bench.measuring import Measured, in_turn, seconds

RUNS = 15
LIMIT, GROWTH_LIMIT, TIMES_OVER = 20, 1.1, 16


def extract(texts: list[str]) -> int:
    """Extract every statement of the texts."""
    return sum(1 for text in texts for _ in extract_statements(text))


def search(texts: list[str]) -> int:
    """Find the digits of the texts and no more: what the extraction is measured by."""
    return sum(1 for text in texts for _ in re.finditer(r"\d+", text))


def measure() -> tuple[list[Measured], list[str]]:
    """Give the times, and sentences about size and growth; of a machine without the texts only that they lack."""
    try:
        texts = list(evaluate.document_texts().values())
    except DataError as error:
        return [], [f"Extraction is not measured: {error}."]
    size = sum(len(text.encode()) for text in texts) / 1e6
    cold = seconds(lambda: extract(texts))
    work, peer = f"extraction, {len(texts)} texts, {size:.3f} MB", "a search for digits"
    found = in_turn(work, lambda: extract(texts), {peer: lambda: search(texts)}, RUNS, {peer: LIMIT})
    longest = max(texts, key=len)
    once = statistics.median(seconds(lambda: extract([longest])) for _ in range(RUNS))
    often = statistics.median(seconds(lambda: extract([longest * TIMES_OVER])) for _ in range(3))
    growth = math.log(often / once, TIMES_OVER)
    verdict = "kept" if growth <= GROWTH_LIMIT else "**not kept**"
    return found, [
        f"Extraction: {size / found[0].seconds:.1f} MB/s with the catalogue loaded, {cold:.2f} s the first time.",
        f"The longest text {TIMES_OVER} times over takes {often:.2f} s instead of {once:.2f}: it grows with an "
        f"exponent of {growth:.2f} (1 is linear; at most {GROWTH_LIMIT}, {verdict}).",
    ]
