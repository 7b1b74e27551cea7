"""Turns a PDF file with a text layer into its text, in a process of its own that a hostile file cannot outgrow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cchc_analysis.read.errors import UnreadableError

MOST_SECONDS = 120

_PACKAGES = Path(__file__).parents[2]


def read_pdf(raw: bytes) -> str:
    """Read the bytes of a PDF file.

    Lines are kept as printed. A blank line stands between paragraphs where the layout shows them (a gap, an
    indent, a short line, another size of letter), between the cells of a ruled table, and between pages. The order
    is that in which the file draws its text: the reading order in what Word, LibreOffice and browsers print. A
    page number alone at the top or bottom is left out, and so is slanted text (a watermark); a raised number is
    written ``[1]``.

    A few hundred bytes can make any PDF library fill the memory, so the file is read in a process of its own, with
    memory and time bounded.

    Raises
    ------
    UnreadableError
        When the file is damaged, protected, a scan, or made to exhaust the machine.

    Examples
    --------
    >>> read_pdf(b"%PDF-1.7")
    Traceback (most recent call last):
    cchc_analysis.read.errors.UnreadableError: the PDF file is damaged; get it again or print it anew to PDF
    """
    command = [sys.executable, "-P", "-m", "cchc_analysis.read.pdfium"]
    packages = os.pathsep.join(filter(None, [str(_PACKAGES), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": packages}
    try:
        done = subprocess.run(
            command, input=raw, capture_output=True, timeout=MOST_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"the PDF file takes longer than {MOST_SECONDS} s to read; split it or print it anew to PDF"
        ) from None
    kind, _, said = done.stdout.decode("utf-8").partition("\n")
    if kind == "text":
        return said
    failure = " ".join(done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2].split())
    raise UnreadableError(
        said
        or f"the PDF file makes its reader fail ({failure or 'out of memory'}); print it anew to PDF and try again"
    )
