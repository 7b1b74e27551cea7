"""Reads a document's file into running words, and finds the file of a document in a folder of texts."""

from __future__ import annotations

from pathlib import Path

from cchc_analysis.read.text import Text, text_of

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
"""What a document's file may end in; of several for one document the first of these counts."""


def read_text(path: Path) -> Text:
    r"""Read a document's file, txt, docx, pdf or html, into its text.

    Raises
    ------
    UnreadableError
        When the file cannot be turned into text; the message says what to do.
    OSError
        When there is no such file, or it may not be read.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "plan.txt"
    >>> _ = file.write_text("Đạt 80%\nhồ sơ.", encoding="utf-8")
    >>> read_text(file).words
    'Đạt 80% hồ sơ.'
    """
    from cchc_analysis.read.files import read_file

    return text_of(*read_file(path))


def document_file(folder: Path, document: str) -> Path:
    """Give the file of a document in a folder of texts; where there is none, the name that a text would have.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "plan.pdf").write_bytes(b"")
    >>> document_file(folder, "plan").name, document_file(folder, "report").name
    ('plan.pdf', 'report.txt')
    """
    files = [folder / f"{document}{suffix}" for suffix in SUFFIXES]
    return next((file for file in files if file.is_file()), files[0])
