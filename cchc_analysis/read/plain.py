"""Turns bytes into text: UTF-8, UTF-16 with its mark; anything else is refused."""

import codecs

from cchc_analysis.read.errors import UnreadableError

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read_plain(raw: bytes) -> str:
    r"""Read the bytes of a text file; every newline becomes ``\n``."""
    return decoded(raw).replace("\r\n", "\n").replace("\r", "\n")


def decoded(raw: bytes) -> str:
    """Decode bytes by their byte-order mark, else as UTF-8."""
    mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        name, place = encoding[:6].upper(), error.start + len(mark)
        told = f"the text is not valid {name} (byte {place}); save it as UTF-8"
        raise UnreadableError(f"{told}, letters of before Unicode converted, and try again") from None
    if "\0" in text:
        raise UnreadableError("the file holds NUL bytes: it is no text; save it as UTF-8 and try again")
    return text
