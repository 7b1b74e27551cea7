"""Tells Vietnamese in Unicode from other languages, and from the letters of before Unicode."""

import re
import unicodedata

from cchc_analysis.catalog import lists

LOOKED_AT = 1_000_000
"""How many characters from the start of a text are looked at; more would only take longer."""

# Letters that hardly another language writes: ơ, ư and the block of letters with two marks or with
# hook or dot; composed, or as the combining horn, hook and dot.
_OWN_LETTER = re.compile(r"[ơưƠƯ\u1EA0-\u1EF9\u031B\u0309\u0323]")
_TONED = re.compile(r"[\u1EA0-\u1EF9]")
_LEAST_OWN = 0.01

# TCVN3 puts toned letters where Latin-1 has signs, so signs stand inside words: "c¶i c¸ch". Between two letters no
# other writing has them, and đ is the sign ® in front of a word.
_TCVN3 = re.compile(r"[A-Za-z]([µ¶·¸¹¨©ª«¬»¼½¾])(?=[A-Za-z])|(?<!\S)(®)(?=[A-Za-z\u00A8-\u00FE])")

# VNI writes a tone as a letter of its own behind the vowel: "caûi caùch". Pairs that Vietnamese in Unicode has too
# ("toàn", "khoán", "tuân"), or French ("où", "goût", "naïf", "aérien"), are left out.
_VNI = re.compile(r"a([ùøûõâáàåãäêèúüë])|e([ùøûõïâáàåä])|o([øõïâåä])|u([ùøûõï])|[ôö]([ùøûõï])", re.IGNORECASE)

# Hits a word in official documents: 0.3 in TCVN3, 0.6 in VNI, none in Unicode.
_SIGNS = {"TCVN3 (ABC)": (_TCVN3, 0.05), "VNI-Windows": (_VNI, 0.2)}
_LEAST_HITS = 2
_LEAST_KINDS = 2

_LEAST_SYLLABLES = 0.15
_LEAST_COMMON = 0.05
_VISCII = str.maketrans(
    "".join(map(chr, range(0x80, 0x100))),
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
)
_LETTER_ALONE = re.compile(r"(?<!\S)[^\W\d_](?!\S)")
_MOST_ALONE = 0.25
"""Of the words of a text, one letter each: more of them are words torn apart."""


def is_vietnamese(text: str) -> bool:
    """Tell whether a text is in Vietnamese: one character in a hundred, at least, is a letter of its own."""
    start = text[:LOOKED_AT]
    return len(_OWN_LETTER.findall(start)) > _LEAST_OWN * len(start)


def not_readable_words(text: str) -> str | None:
    """Say why nothing can be extracted from a text's words; None where it is Vietnamese."""
    start = text[:LOOKED_AT]
    if is_vietnamese(start):
        if len(_LETTER_ALONE.findall(start)) <= _MOST_ALONE * len(start.split()):
            return None
        return "the letters of its words stand apart, as in 'T ố i thi ể u'; give the document it was made from"
    if _share("without_marks", re.findall("[a-z]+", start.lower())) >= _LEAST_SYLLABLES:
        return "the text is Vietnamese without its marks; give a text with them"
    return "the text is not in Vietnamese; nothing to extract"


def legacy_letters(text: str) -> str | None:
    """Name the encoding of before Unicode that a text was written in, or give None where it is Unicode.

    Single signs of the kind stand in other texts too, so several must stand in many of the words.
    """
    start = text[:LOOKED_AT]
    words = len(start.split())
    for name, (pattern, least) in _SIGNS.items():
        signs = [match[match.lastindex or 0].lower() for match in pattern.finditer(start)]
        if len(signs) >= max(_LEAST_HITS, least * words) and len(set(signs)) >= _LEAST_KINDS:
            return name
    return None


def legacy_encoding(raw: bytes) -> str | None:
    """Name the encoding of before Unicode that bytes are in, or give None where they look like none of them."""
    latin = raw[:LOOKED_AT].decode("latin-1")
    if name := legacy_letters(latin):
        return name
    windows = unicodedata.normalize("NFC", raw[:LOOKED_AT].decode("cp1258", errors="replace"))
    viscii = _share("common_syllable", latin.translate(_VISCII).lower().split())
    if viscii > max(_LEAST_COMMON, _share("common_syllable", windows.lower().split())):
        return "VISCII"
    return "windows-1258" if len(_TONED.findall(windows)) > _LEAST_OWN * len(windows) else None


def _share(name: str, words: list[str]) -> float:
    """Give the share of words that a list of the catalogue has."""
    return sum(word in lists()[name] for word in words) / max(1, len(words))
