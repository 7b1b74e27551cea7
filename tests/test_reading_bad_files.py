"""Files that are not what they seem, hold nothing that is read, or are damaged: what is said of them."""

from pathlib import Path

import pytest

from cchc_analysis.read import reading
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.pdf import text_of
from cchc_analysis.read.reading import read_file
from tests.reading import made_by_hand, para, read, word

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.txt", b"", "the file is empty; give a file with text"),
        ("plan.txt", b" \r\n\t", "the file is empty; give a file with text"),
        ("plan.pdf", b"", "the file is empty"),
        ("plan.txt", "\ufeff \n".encode(), "the file holds no text"),
        ("plan.txt", b"caf\xe9 noir", r"not valid UTF-8 \(byte 3\); save it as UTF-8"),
        ("plan.txt", b"\xff\xfea\x00b", r"not valid UTF-16 \(byte 4\)"),
        ("plan.txt", b"text\0\0more", "NUL bytes"),
        ("plan.txt", b"\x89PNG\r\n\x1a\n", "not valid UTF-8"),
        ("plan.txt", "C¶i c¸ch hµnh chÝnh".encode("latin-1"), "in TCVN3 .* letters"),
        ("plan.doc", OLD_OFFICE, r"files ending in \.doc are not read; give a txt, md, docx, pdf or html file"),
        ("plan.docx", OLD_OFFICE, "no docx file, is damaged or protected with a password"),
        ("plan.docx", "Kế hoạch", "no docx file, is damaged"),
        ("plan.pdf", "Kế hoạch", "no pdf file, is damaged"),
        ("plan.pdf", b"%PDF-1.7 and nothing more", "the PDF file is damaged"),
        ("plan.csv", "a,b", r"files ending in \.csv are not read; give a txt, md, docx, pdf or html file"),
        ("plan", "a,b", "files ending in nothing are not read"),
        ("plan.html", "<html><script>let x</script>", "the file holds no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, message):
    with pytest.raises(UnreadableError, match=message) as caught:
        read(tmp_path, name, content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_is_not_there_is_an_os_error(tmp_path, name):
    with pytest.raises(OSError, match=r"No such file|Is a directory|Permission denied"):
        read_file(tmp_path / name)


def test_content_goes_before_suffix(tmp_path):
    page = "<?xml version='1.0'?>\n<!-- saved --><!DOCTYPE html><html><p>Kế hoạch</p></html>"
    assert read(tmp_path, "page.txt", page) == "Kế hoạch"
    assert read(tmp_path, "word.txt", word("<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>")) == "Kế hoạch"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", word(para("Tối thiểu ", "80%"), footnotes=f'<w:footnote w:id="1">{para("a")}</w:footnote>')),
        ("plan.pdf", made_by_hand("BT /F 12 Tf 72 700 Td (Tj 80%) Tj ET")),
        ("page.html", "<html><p>Tối thiểu <b>80%</b><table><tr><td>1</table>"),
    ],
)
def test_a_damaged_file_gives_text_or_one_line(tmp_path, monkeypatch, capfd, name, content):
    monkeypatch.setattr(reading, "read_pdf", text_of)  # here: a process for each of these takes long
    content = content if isinstance(content, bytes) else content.encode()
    cut = [content[:length] for length in range(0, len(content), 23)]
    flipped = [content[:at] + bytes([content[at] ^ 0x15]) + content[at + 1 :] for at in range(0, len(content), 19)]
    for damaged in cut + flipped:
        said = text_or_reason(tmp_path, name, damaged)
        assert said
        assert "\n" not in said
    assert capfd.readouterr() == ("", "")


def text_or_reason(folder: Path, name: str, content: bytes) -> str:
    try:
        return read(folder, name, content).replace("\n", " ")
    except UnreadableError as error:
        return str(error)


def test_what_the_extra_brings_is_named_where_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "find_spec", lambda _: None)
    for name, content in (("a.docx", word(para("80%"))), ("a.pdf", b"%PDF-1.4"), ("a.html", b"<html><p>80%")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableError, match=r'pip install "cchc-analysis\[documents\]"'):
            read_file(tmp_path / name)
    (tmp_path / "a.txt").write_text("Đạt 80%", encoding="utf-8")
    assert read_file(tmp_path / "a.txt")[0] == "Đạt 80%"
