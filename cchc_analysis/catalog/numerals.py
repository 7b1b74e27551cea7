"""Numbers in words, as documents write shares: ``chín mươi lăm phần trăm``."""

from functools import cache

_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ORDINALS = {"nhất": 1.0, "nhì": 2.0, "tư": 4.0}
"""Places that are not named as their number is."""
_OTHERS = {"không", "phẩy", "rưỡi", "linh", "lẻ", "nghìn", "ngàn"}
_AFTER_TENS = {"một": ("một", "mốt"), "bốn": ("bốn", "tư"), "năm": ("lăm", "nhăm"), "bảy": ("bảy", "bẩy")}


def read_numeral(words: str) -> float | None:
    """Read a number in words, to a hundred; None where the words say none."""
    whole, _, decimals = words.partition(" phẩy ")
    if whole not in _numerals() or (decimals and decimals not in _numerals()):
        return None
    return float(f"{_numerals()[whole]}.{_numerals().get(decimals, 0)}")


def read_fraction(words: str) -> tuple[float, float] | None:
    """Read a fraction in words; None where the words say none."""
    if words == "một nửa":
        return 1.0, 2.0
    top, bottom = map(read_numeral, words.partition(" phần ")[::2])
    return (top, bottom) if top and bottom and top <= bottom else None


def read_ordinal(words: str) -> float | None:
    """Read a place among others in words, ``thứ tư``; None where the words say none."""
    if not words.startswith("thứ "):
        return None
    number = words.removeprefix("thứ ")
    return ORDINALS.get(number) or read_numeral(number)


@cache
def number_words() -> frozenset[str]:
    """Give every word that stands in numbers in words, also those that are too large to be read."""
    return frozenset(word for words in _numerals() for word in words.split()) | _OTHERS


@cache
def _numerals() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_ONES) if word}
    for ten, word in enumerate(_ONES[1:], start=1):
        tens = "mười" if ten == 1 else f"{word} mươi"
        found[tens] = 10 * ten
        for one, unit in enumerate(_ONES[1:], start=1):
            found |= {f"{tens} {each}": 10 * ten + one for each in _AFTER_TENS.get(unit, (unit,))}
    return found | {"một trăm": 100, "trăm": 100}
