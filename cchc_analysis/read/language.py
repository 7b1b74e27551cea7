"""Tells Vietnamese in Unicode from all else."""

import re

LOOKED_AT = 1_000_000
"""How many characters from the start of a text are looked at; more would only take longer."""

# Letters that hardly another language writes: ơ, ư and the block of letters with two marks or with
# hook or dot; composed, or as the combining horn, hook and dot.
_OWN_LETTER = re.compile(r"[ơưƠƯ\u1EA0-\u1EF9\u031B\u0309\u0323]")
_LEAST_OWN = 0.01


def is_vietnamese(text: str) -> bool:
    """Tell whether a text is in Vietnamese: one character in a hundred, at least, is a letter of its own."""
    return len(_OWN_LETTER.findall(text)) > _LEAST_OWN * len(text)


def not_readable_words(text: str) -> str | None:
    """Say why nothing can be extracted from a text's words; None where it is Vietnamese."""
    if is_vietnamese(text[:LOOKED_AT]):
        return None
    told = "the text is not in Vietnamese; nothing to extract, unless it lacks its marks"
    return f"{told} or its letters are of before Unicode (TCVN3, VNI): convert it then, as with UniKey"
