"""Turns the file of a document into its text; what a file is is told by its content first, then by its suffix."""

import hashlib
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from cchc_analysis.read.docx import read_docx
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.html import read_html
from cchc_analysis.read.language import legacy_letters
from cchc_analysis.read.pdf import read_pdf
from cchc_analysis.read.plain import in_legacy_letters, read_plain
from cchc_analysis.read.text import Text, text_of

MOST_BYTES = 200_000_000
Reader = Callable[[bytes], str]

# What a document's file may end in; of several files for one document the first of these counts.
_READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
}

_NEEDS = {read_docx: "lxml", read_html: "lxml", read_pdf: "pypdfium2"}
"""What a reader needs of the extra ``documents``."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--(?:(?!-->).)*-->)*+<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL
)
_PDF_WITHIN = 1024
_NO_LETTER = re.compile("[\ud800-\udfff]")
"""Halves of signs, which no file can be written with."""


def read_text(path: Path) -> Text:
    """Read the file of a document into its text; one that cannot be is an `UnreadableError` or an OSError."""
    return text_of(*read_file(path))


def document_file(folder: Path, document: str, sha256: str | None = None) -> Path:
    """Give the file of a document in a folder: of several the one of the ``sha256``, else a txt before others."""
    files = [folder / f"{document}{suffix}" for suffix in _READERS]
    held = [file for file in files if file.is_file()]
    if sha256 and len(held) > 1:
        held.sort(key=lambda file: hashlib.sha256(file.read_bytes()).hexdigest() != sha256)
    return held[0] if held else files[0]


def read_file(path: Path) -> tuple[str, str]:
    """Read the file of a document into its text as it stands and the SHA-256 of its bytes; no network is used."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableError(f"the file is larger than {MOST_BYTES // 1_000_000} MB; split it and try again")
    if not raw or raw.isspace():
        raise UnreadableError("the file is empty; give a file with text")
    reader = _reader(raw, path.suffix.lower())
    if reader in _NEEDS and find_spec(_NEEDS[reader]) is None:
        raise UnreadableError('reading such a file needs more; pip install "cchc-analysis[documents]"')
    text = _NO_LETTER.sub("\ufffd", _in_our_words(reader, raw))
    if not text.strip():
        raise UnreadableError("the file holds no text; give a file with text")
    if letters := legacy_letters(text):
        raise in_legacy_letters(letters)
    return text, hashlib.sha256(raw).hexdigest()


def _in_our_words(reader: Reader, raw: bytes) -> str:
    """Read a file's bytes; whatever a library raises at a damaged one becomes `UnreadableError`."""
    try:
        return reader(raw)
    except UnreadableError:
        raise
    except (MemoryError, RecursionError):
        raise UnreadableError("the file takes more memory than there is; split it and try again") from None
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:100]
        raise UnreadableError(f"the file is damaged ({said}); get or save it again and try again") from error


def _reader(raw: bytes, suffix: str) -> Reader:
    """Find the reader for a file's content, else for its suffix."""
    if raw.startswith(_ZIP):
        return read_docx
    if raw.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in raw[:_PDF_WITHIN]):
        return read_pdf
    if _HTML.match(raw[: 4 * _PDF_WITHIN]):
        return read_html
    if suffix in {".docx", ".pdf"}:
        told = f"the file is no {suffix[1:]} file, is damaged or protected with a password"
        raise UnreadableError(f"{told}; save it again, without a password, and try again")
    if suffix not in _READERS:
        told = f"files ending in {suffix or 'nothing'} are not read"
        raise UnreadableError(f"{told}; give a txt, md, docx, pdf or html file, of a picture the text by OCR")
    return _READERS[suffix]
