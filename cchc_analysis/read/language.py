"""Tells Vietnamese in Unicode from all else."""

import re

from cchc_analysis.catalog import lists

LOOKED_AT = 1_000_000
"""How many characters from the start of a text are looked at; more would only take longer."""

# Letters that hardly another language writes: ơ, ư and the block of letters with two marks or with
# hook or dot; composed, or as the combining horn, hook and dot.
_OWN_LETTER = re.compile(r"[ơưƠƯ\u1EA0-\u1EF9\u031B\u0309\u0323]")
_LEAST_OWN = 0.01
_LEAST_SYLLABLES = 0.15
_LETTER_ALONE = re.compile(r"(?<!\S)[^\W\d_](?!\S)")
_MOST_ALONE = 0.25
"""Of the words of a text, one letter each: more of them are words torn apart."""


def is_vietnamese(text: str) -> bool:
    """Tell whether a text is in Vietnamese: one character in a hundred, at least, is a letter of its own."""
    return len(_OWN_LETTER.findall(text)) > _LEAST_OWN * len(text)


def not_readable_words(text: str) -> str | None:
    """Say why nothing can be extracted from a text's words; None where it is Vietnamese."""
    start = text[:LOOKED_AT]
    if is_vietnamese(start):
        if len(_LETTER_ALONE.findall(start)) <= _MOST_ALONE * len(start.split()):
            return None
        return "the letters of its words stand apart, as in 'T ố i thi ể u'; give the document it was made from"
    words = re.findall("[a-z]+", start.lower())
    if sum(word in lists()["without_marks"] for word in words) >= _LEAST_SYLLABLES * max(1, len(words)):
        return "the text is Vietnamese without its marks; give a text with them"
    told = "the text is not in Vietnamese; nothing to extract"
    return f"{told}, unless its letters are of before Unicode (TCVN3, VNI): convert it then, as with UniKey"
