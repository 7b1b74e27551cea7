"""Turns a PDF file with a text layer into its text, in a process of its own that a hostile file cannot outgrow."""

import math
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from ctypes import byref, c_double, c_float
from itertools import islice
from pathlib import Path
from typing import Any

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.layout import Char, Page, joined, read_page
from cchc_analysis.read.ruled import Box
from cchc_analysis.read.signs import plain_symbols

MOST_SECONDS = 120
MOST_MEMORY = 500_000_000
"""How many bytes reading takes at most, besides some times the size of the file."""
_TIMES_THE_FILE = 4
MOST_PATHS_A_PAGE = 20_000
MOST_RULES = 3_000
"""A page with more ruled lines is a drawing; the rest of them is not looked at."""
_MOST_SEGMENTS = 400

_DAMAGED = "the PDF file is damaged; get it again or print it anew to PDF"
_PROTECTED = "the PDF file is protected with a password; save it without the password and try again"
_SCAN = "the PDF file has no text layer: it is a scan; run OCR, for example ocrmypdf -l vie, and try again"

# A page that is mostly one picture and has hardly any text (a stamp, a signature) is a scan.
_SCAN_COVER = 0.5
_SCAN_CHARS = 200

_THIN = 3.0
_SKEW = 0.1
_HYPHEN = 2
_NO_LETTER = {"Cc", "Cs", "Cn"}  # a control code, half a pair, the mark of a missing one
_LINE = 1.15
"""How high a line is, in sizes of its font."""
_LINE_END = (10, 13)


def read_pdf(raw: bytes) -> str:
    """Read the bytes of a PDF file, in a process of its own, with memory and time bounded.

    Lines are kept as printed, in the order drawn, a blank line between paragraphs; tables are ruled ones. A page
    number, slanted text (a watermark) and struck text are left out; a raised number is written ``[1]``.
    """
    command = [sys.executable, "-P", "-m", "cchc_analysis.read.pdf"]
    packages = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    env = os.environ | {"PYTHONPATH": packages}
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=MOST_SECONDS, env=env, check=False)
    except subprocess.TimeoutExpired:
        told = f"the PDF file takes longer than {MOST_SECONDS} s to read; split it or print it anew to PDF"
        raise UnreadableError(told) from None
    kind, _, said = done.stdout.decode("utf-8").partition("\n")
    if kind == "text":
        return said
    failure = " ".join(done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2].split())
    told = f"the PDF file makes its reader fail ({failure or 'out of memory'}); print it anew to PDF and try again"
    raise UnreadableError(said or told)


def text_of(raw: bytes) -> str:
    """Give the text of a PDF file, or raise `UnreadableError`."""
    import pypdfium2 as pdfium

    try:
        with closing(pdfium.PdfDocument(raw)) as document:
            read = [_page(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise UnreadableError(_PROTECTED if "assword" in str(error) else _DAMAGED) from error
    text = joined(page for pages, _ in read for page in pages)
    if not text or 2 * sum(is_scan for _, is_scan in read) > len(read):
        raise UnreadableError(_SCAN)
    return plain_symbols(text)


def _page(document: Any, number: int) -> tuple[list[Page], bool]:
    """Read a page, each direction of its text in turn, and tell whether it is a scan."""
    with closing(document[number - 1]) as page:
        with closing(page.get_textpage()) as textpage:
            chars = _chars(textpage)
        rules, covered = _drawn(page)
        sheet = Box(*page.get_mediabox())
    pages = []
    for turn, turned in chars.items():
        upright = [_upright(rule, turn) for rule in rules]
        pages.append(read_page(turned, number, _upright(sheet, turn), upright))
    is_bare = sum(len(page.text) for page in pages) < _SCAN_CHARS
    return pages, is_bare and covered > _SCAN_COVER


def _chars(textpage: Any) -> dict[int, list[Char]]:
    """Give the characters of a page in the order drawn, by the quarter turns of their direction, set upright."""
    from pypdfium2 import raw as pdf

    chars: dict[int, list[Char]] = {}
    edges, matrix, x, y, gap = pdf.FS_RECTF(), pdf.FS_MATRIX(), c_double(), c_double(), ""
    for place in range(pdf.FPDFText_CountChars(textpage)):
        code = pdf.FPDFText_GetUnicode(textpage, place)
        if pdf.FPDFText_IsGenerated(textpage, place) == 1:
            gap = "\n" if code in _LINE_END and gap != " " else " "
            continue
        pdf.FPDFText_GetMatrix(textpage, place, byref(matrix))
        pdf.FPDFText_GetLooseCharBox(textpage, place, byref(edges))
        pdf.FPDFText_GetCharOrigin(textpage, place, byref(x), byref(y))
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        # The size of the font, not the box: fonts that are cut down to a few letters have a box a letter.
        height = _LINE * pdf.FPDFText_GetFontSize(textpage, place) * math.hypot(matrix.c, matrix.d)
        places = x.value, y.value, edges.left, edges.bottom, edges.right, edges.top
        is_placed = all(map(math.isfinite, (quarters, height, *places)))
        # A line-end hyphen comes as a control character of pdfium's own.
        letter = "-" if code == _HYPHEN else chr(code)
        if not is_placed or abs(quarters - round(quarters)) > _SKEW or unicodedata.category(letter) in _NO_LETTER:
            continue
        turn = round(quarters) % 4
        left, _, right, _ = _upright(Box(edges.left, edges.bottom, edges.right, edges.top), turn)
        baseline = _upright(Box(x.value, y.value, x.value, y.value), turn).bottom
        char = Char(letter, min(left, right), max(left, right), baseline, max(height, 1.0), gap)
        chars.setdefault(turn, []).append(char)
        gap = ""
    return chars


def _upright(box: Box, turn: int) -> Box:
    """Turn a box so that text which runs upwards (1), upside down (2) or downwards (3) runs to the right."""
    for _ in range(turn):
        box = Box(box.bottom, -box.right, box.top, -box.left)
    return box


def _drawn(page: Any) -> tuple[list[Box], float]:
    """Give the ruled lines of a page, and the share of it that its largest picture covers."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw as pdf

    width, height = page.get_size()
    rules: list[Box] = []
    covered = 0.0
    kinds = (pdf.FPDF_PAGEOBJ_PATH, pdf.FPDF_PAGEOBJ_IMAGE, pdf.FPDF_PAGEOBJ_FORM)
    for drawn in islice(page.get_objects(kinds, max_depth=1), MOST_PATHS_A_PAGE):
        with suppress(pdfium.PdfiumError):  # what has no place shows nothing
            box = Box(*drawn.get_bounds())
            across, up = box.right - box.left, box.top - box.bottom
            if drawn.type != pdf.FPDF_PAGEOBJ_PATH:
                covered = max(covered, across * up / (width * height or 1))
            elif min(across, up) < _THIN:
                rules.append(box)
            elif len(rules) < MOST_RULES:
                rules += _stroked(drawn)
    return rules[:MOST_RULES], covered


def _stroked(path: Any) -> Iterator[Box]:
    """Give the upright and level segments of a drawn outline, such as the grid of a table."""
    from pypdfium2 import raw as pdf

    fill, stroke, x, y = pdf.c_int(), pdf.c_int(), c_float(), c_float()
    pdf.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    matrix = path.get_matrix()
    begin = last = (0.0, 0.0)
    for place in range(min(pdf.FPDFPath_CountSegments(path), _MOST_SEGMENTS) if stroke.value else 0):
        segment = pdf.FPDFPath_GetPathSegment(path, place)
        pdf.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdf.FPDFPathSegment_GetType(segment)
        if kind == pdf.FPDF_SEGMENT_MOVETO:
            begin = point
        lines = [(last, point)] if kind == pdf.FPDF_SEGMENT_LINETO else []
        if pdf.FPDFPathSegment_GetClose(segment):
            lines.append((point, begin))
        for (x0, y0), (x1, y1) in lines:
            if min(abs(x0 - x1), abs(y0 - y1)) < 1:
                yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        last = point


def main() -> None:
    """Read the file on standard input, in memory bounded by its size."""
    raw = sys.stdin.buffer.read()
    with suppress(ImportError, ValueError, OSError):  # where the system has no such bounds time alone is bounded
        import resource

        most = MOST_MEMORY + _TIMES_THE_FILE * len(raw)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        said = f"text\n{text_of(raw)}"
    except UnreadableError as error:
        said = f"error\n{error}"
    sys.stdout.buffer.write(said.encode("utf-8"))


if __name__ == "__main__":
    main()
