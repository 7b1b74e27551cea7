"""Small files of Word and PDF made by hand, and how tests read a file."""

import io
import zipfile
from pathlib import Path

from cchc_analysis.read.reading import read_file


def read(folder: Path, name: str, content: bytes | str) -> str:
    """Write a file; give the text that is read from it."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(file)[0]


def read_paragraphs(folder: Path, name: str, content: bytes | str) -> list[str]:
    """Write a file; give the paragraphs that are read from it."""
    return read(folder, name, content).split("\n\n")


def _undated(name: str, method: int) -> zipfile.ZipInfo:
    """Name a part of an archive without the time of day, so that the same document has the same bytes."""
    part = zipfile.ZipInfo(name)
    part.compress_type = method
    return part


def word(body: str, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """Write a small Word file; further parts are named without folder and suffix."""
    file = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(
            _undated("word/document.xml", method), f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(_undated(f"word/{name}.xml", method), f"<w:{name} {space}>{content}</w:{name}>")
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """Give a run of a Word paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*texts: str) -> str:
    """Give a Word paragraph of texts, of runs, or of both."""
    return f"<w:p>{''.join(text if text.startswith('<') else run(text) for text in texts)}</w:p>"


def made_by_hand(stream: str, page: str = "", trailer: str = "") -> bytes:
    """Write the smallest PDF of one page with letters of Latin-1."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{page}>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body = "%PDF-1.4\n" + "".join(
        f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1)
    )
    return (body + f"trailer<</Root 1 0 R/Size 6{trailer}>>\n%%EOF").encode("latin-1")
