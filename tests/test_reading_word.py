"""Word files become text as printed: changes, tables, notes and boxes; and what is said of a broken one."""

import io
import zipfile

import pytest

from cchc_analysis.read import package
from cchc_analysis.read.errors import UnreadableError
from tests.reading import para, read, read_paragraphs, run, word


def cell(*texts: str, properties: str = "") -> str:
    inside = "".join(text if text.startswith("<w:tbl>") else para(text) for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def test_a_word_file_gives_a_line_a_paragraph(tmp_path):
    body = para("Tối thiểu ", "80%", " hồ sơ") + para() + para("một", "<w:r><w:br/></w:r>", "hai")
    assert read(tmp_path, "plan.docx", word(body)) == "Tối thiểu 80% hồ sơ\n\nmột\nhai"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (para("đạt ", f"<w:del>{run('80%')}</w:del>", f"<w:ins>{run('90%')}</w:ins>"), "đạt 90%"),
        (para("đạt ", f"<w:moveFrom>{run('80%')}</w:moveFrom>", f"<w:moveTo>{run('90%')}</w:moveTo>"), "đạt 90%"),
        (para("đạt ", run("ẩn", "<w:vanish/>"), run("90%", '<w:vanish w:val="0"/>')), "đạt 90%"),
        (para("đạt ", run("80%", "<w:strike/>"), run("85%", "<w:dstrike/>"), run("90%")), "đạt 90%"),
        (para("năm 2030", run("1", '<w:vertAlign w:val="superscript"/>')), "năm 2030[1]"),
        (para("ngày 1", run("st", '<w:vertAlign w:val="superscript"/>')), "ngày 1st"),
        (para("150 m", run("2", '<w:vertAlign w:val="superscript"/>')), "150 m2"),
        (para('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 90%"), "≥ 90%"),
        (para('<w:r><w:sym w:font="Symbol" w:char="xyz"/><w:sym/></w:r>', "90%"), "90%"),
        (para("<w:r><w:instrText>PAGE</w:instrText></w:r>", "90%"), "90%"),
        (para("a", "<w:r><w:tab/></w:r>", "b"), "a\tb"),
        (para("I", "<w:r><w:noBreakHyphen/></w:r>", "2"), "I-2"),
    ],
    ids=[
        "change",
        "move",
        "hidden",
        "struck",
        "raised",
        "raised letters",
        "unit",
        "symbol",
        "no symbol",
        "field",
        "tab",
        "hyphen",
    ],
)
def test_a_word_file_is_read_as_printed(tmp_path, paragraph, text):
    assert read(tmp_path, "plan.docx", word(paragraph)) == text


def test_numbers_that_word_sets_by_itself_are_written(tmp_path):
    def level(at: int, form: str, text: str, start: int = 1) -> str:
        number = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{at}">{number}</w:lvl>'

    def item(words: str, number: int, at: int = 0) -> str:
        place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr>{run(words)}</w:p>"

    def head(words: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="head"/></w:pPr>{run(words)}</w:p>'

    outline = level(0, "upperRoman", "%1.", 14) + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)", 27)
    outline = f'<w:abstractNum w:abstractNumId="7">{outline}{level(3, "bullet", "o")}{level(4, "none", "%5")}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for number, override in ((1, ""), (2, anew))
    )
    styles = (
        '<w:style w:styleId="head"><w:basedOn w:val="base"/></w:style><w:style w:styleId="base"><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = head("A") + item("a", 1, 1) + item("b", 1, 1) + item("c", 1, 2) + head("B") + item("d", 1, 1)
    body += item("e", 2, 1) + item("f", 2, 1) + item("g", 1, 3) + item("h", 0) + item("i", 1, 4)
    content = word(body, numbering=outline + lists, styles=styles)
    assert read_paragraphs(tmp_path, "plan.docx", content) == (
        ["XIV. A", "1. a", "2. b", "aa) c", "XV. B", "1. d", "5. e", "6. f", "- g", "h", "i"]
    )


@pytest.mark.parametrize(("said", "columns"), [("2", 2), ("0", 1), ("", 1), ("100000", 1)])
def test_a_cell_reaches_over_as_many_columns_as_a_table_may_have(tmp_path, said, columns):
    body = table([cell("a", properties=f'<w:gridSpan w:val="{said}"/>'), cell("b")], [cell("c"), cell("d")])
    lines = read(tmp_path, "plan.docx", word(body)).split("\n")
    assert lines[0] == "| a |" + "\x1f|" * (columns - 1) + " b |"


def test_a_row_may_leave_out_the_columns_before_its_cells(tmp_path):
    late = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("c") + "</w:tr>"
    body = table([cell("a"), cell("b")]).replace("</w:tbl>", f"{late}</w:tbl>")
    assert read(tmp_path, "plan.docx", word(body)) == "| a | b |\n|  | c |"


def test_a_word_table_is_read_cell_by_cell(tmp_path):
    covered = cell("che", properties="<w:vMerge/>")
    body = table(
        [cell("1", properties='<w:vMerge w:val="restart"/>'), cell("Tỷ lệ", "hồ sơ"), cell("Sở Nội vụ")],
        [
            covered,
            cell("trong", table([cell("a"), cell("b")], [cell("c"), cell("d")])),
            cell("2025", properties='<w:gridSpan w:val="2"/>'),
        ],
    )
    assert read_paragraphs(tmp_path, "plan.docx", word(para("Phụ lục") + body + para("Hết"))) == (
        ["Phụ lục", "| 1 | Tỷ lệ\vhồ sơ | Sở Nội vụ |  |\n|  | trong\va b\vc d | 2025 |\x1f|", "Hết"]
    )


def test_the_notes_of_a_word_file_follow_at_the_end(tmp_path):
    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = para("một", reference("footnote", 7), " hai", reference("endnote", 2), " ba", reference("footnote", 5))
    footnotes = f'<w:footnote w:id="5">{para("năm")}</w:footnote>'
    footnotes += f'<w:footnote w:id="7">{para("bảy") + para("tiếp")}</w:footnote><w:footnote w:id="0">{para("-")}</w:footnote>'
    endnotes = f'<w:endnote w:id="2">{para("cuối")}</w:endnote>'
    content = word(body, footnotes=footnotes, endnotes=endnotes)
    assert read_paragraphs(tmp_path, "plan.docx", content) == (
        ["một[1] hai[2] ba[3]", "[1] bảy tiếp", "[2] cuối", "[3] năm"]
    )


def test_a_text_box_follows_its_paragraph_and_is_read_once(tmp_path):
    box = f"<w:txbxContent>{para('trong khung')}</w:txbxContent>"
    drawing = f"<w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent></w:r>"
    assert read_paragraphs(tmp_path, "plan.docx", word(para("trước ", drawing, "sau"))) == [
        "trước sau",
        "trong khung",
    ]


def test_the_main_part_is_found_by_its_relation(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>',
        )
        archive.writestr("word/document2.xml", "<body><p><r><t>Kế hoạch</t></r></p></body>")
    assert read(tmp_path, "plan.docx", file.getvalue()) == "Kế hoạch"


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def protected(content: bytes) -> bytes:
    """Set the bit by which a zip archive marks a part as encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><document><body><p><r><t>&b;</t></r></p></body></document>'
)
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/hostname"><document/>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (word(para("Kế hoạch"))[:-30], r"the file is damaged \(BadZipFile"),
        (word(para("Kế hoạch")).replace(b"word/document.xml", b"word/dokument.xml"), "without a Word document"),
        (zipped(xl__workbook="<a/>"), "without a Word document in it, as of another program"),
        (protected(word(para("Kế hoạch"))), "is encrypted, password"),
        (word("<w:p>"), r"the file is damaged \(XMLSyntaxError"),
        (word(para("a"), method=zipfile.ZIP_STORED).replace(b"<w:t", b"<w:u"), "Bad CRC-32"),
        (word("<w:p/>" * 1_000_000), "packed as no document is"),
        (zipped(**{"word__document.xml": ENTITIES}), r"document type \(DTD\)"),
        (zipped(**{"word__document.xml": OUTSIDE}), r"document type \(DTD\)"),
        (zipped(**{f"{number}.xml": "" for number in range(package.MOST_ENTRIES + 1)}), "more than 10000 parts"),
        (word(para()), "the file holds no text"),
    ],
    ids=[
        "cut",
        "renamed",
        "excel",
        "protected",
        "xml",
        "checksum",
        "bomb",
        "entities",
        "outside",
        "parts",
        "empty",
    ],
)
def test_a_word_file_that_cannot_be_read_says_why(tmp_path, content, message):
    with pytest.raises(UnreadableError, match=message) as caught:
        read(tmp_path, "plan.docx", content)
    assert "\n" not in str(caught.value)


def test_a_word_file_with_too_much_xml_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 1000)
    with pytest.raises(UnreadableError, match="or is too large"):
        read(tmp_path, "plan.docx", word(para("a" * 1000)))


def test_a_word_file_with_too_many_tags_is_refused(tmp_path, monkeypatch):
    """A tree takes far more than its XML, however it is packed."""
    monkeypatch.setattr(package, "MOST_NODES", 100)
    with pytest.raises(UnreadableError, match="or is too large"):
        read(tmp_path, "plan.docx", word("<w:p/>" * 100, method=zipfile.ZIP_STORED))


def nested(depth: int) -> bytes:
    return word("<w:sdt>" * depth + para("Kế hoạch") + "</w:sdt>" * depth, method=zipfile.ZIP_STORED)


def test_nesting_is_followed_as_deep_as_word_goes_and_no_deeper(tmp_path):
    assert read(tmp_path, "plan.docx", nested(200)) == "Kế hoạch"
    with pytest.raises(UnreadableError, match="Excessive depth"):
        read(tmp_path, "plan.docx", nested(100_000))
