"""Signs that documents write with their looks alone: raised numbers, and the letters of symbol fonts."""

import re

_UNIT = re.compile(r"(?:^|[\W\d_])(?:[cdkmh]|da)?m$")

# The Symbol font keeps its signs at U+F000 and up; these are the ones that carry meaning in a text.
_SYMBOL_FONT = str.maketrans(
    "\uf0b3\uf0a3\uf0b1\uf0b4\uf0b8\uf0b9\uf0ae\uf03c\uf03d\uf03e\uf02b\uf02d\uf025\uf0b7\uf0a7\uf0d8",
    "≥≤±×÷≠→<=>+-%•••",
)


def superscript(before: str, raised: str) -> str:
    """Write a raised number as a mark, ``[1]``, apart from what is in front; the power of a unit (m²) as it is."""
    number = raised.strip()
    if not number.isdecimal() or _UNIT.search(before[-4:]):
        return raised
    return f"[{number}]"


def plain_symbols(text: str) -> str:
    """Replace the signs of the Symbol and Wingdings fonts by the same signs of Unicode."""
    return text.translate(_SYMBOL_FONT)
