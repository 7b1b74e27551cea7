"""Numbers in words, as documents write shares: ``chín mươi lăm phần trăm``."""

from __future__ import annotations

from functools import lru_cache

_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {"một": ("một", "mốt"), "bốn": ("bốn", "tư"), "năm": ("lăm", "nhăm"), "bảy": ("bảy", "bẩy")}


@lru_cache(maxsize=1)
def numerals() -> dict[str, int]:
    """Give the whole numbers from one to a hundred by the words for them.

    Examples
    --------
    >>> numerals()["chín mươi lăm"], numerals()["mười"], numerals()["một trăm"]
    (95, 10, 100)
    """
    found = {word: number for number, word in enumerate(_ONES) if word}
    for ten, word in enumerate(_ONES[1:], start=1):
        tens = "mười" if ten == 1 else f"{word} mươi"
        found[tens] = 10 * ten
        for one, unit in enumerate(_ONES[1:], start=1):
            found |= {f"{tens} {each}": 10 * ten + one for each in _AFTER_TENS.get(unit, (unit,))}
    return found | {"một trăm": 100, "trăm": 100}
