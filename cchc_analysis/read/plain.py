"""Turns bytes into text: UTF-8, UTF-16 with its mark, or as a page declares; anything else is refused by name."""

import codecs
from contextlib import suppress

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.language import legacy_encoding

_NUL = "the file holds NUL bytes: it is no text, or UTF-16 without its mark; save it as UTF-8 and try again"
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read_plain(raw: bytes) -> str:
    r"""Read the bytes of a text file; every newline becomes ``\n``."""
    text = decoded(raw)
    if "\0" in text:
        raise UnreadableError(_NUL)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(raw: bytes, declared: str | None = None) -> str:
    """Decode bytes by their byte-order mark, else as UTF-8, else as a page declares, since declarations err."""
    mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
    if not mark and b"\0" in raw:
        raise UnreadableError(_NUL)
    encoding = _MARKS.get(mark, "utf-8")
    try:
        return raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if declared and not mark:
            with suppress(LookupError):
                return raw.decode(declared, errors="replace")
        if name := legacy_encoding(raw):
            raise in_legacy_letters(name) from None
        name, place = encoding.upper().removesuffix("-LE").removesuffix("-BE"), error.start + len(mark)
        told = f"the text is not valid {name} (byte {place}); save it as UTF-8 and try again"
        raise UnreadableError(told) from None


def in_legacy_letters(name: str) -> UnreadableError:
    """Word the error for a text in an encoding of before Unicode."""
    told = f"the text is in {name} letters; convert it to Unicode (UTF-8), for example with UniKey, and try again"
    return UnreadableError(told)
