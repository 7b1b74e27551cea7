"""Files become text: what is kept, what is left out, and what is said of a file that cannot be read."""

import hashlib
import io
import sys
import unicodedata
import zipfile
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure

from cchc_analysis.read import docx
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.files import read_file
from cchc_analysis.read.language import is_vietnamese, legacy_letters

A4 = (8.27, 11.69)
INCH = 72
OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")


def read(folder: Path, name: str, content: bytes | str) -> str:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(file)[0]


def read_paragraphs(folder: Path, name: str, content: bytes | str) -> list[str]:
    return read(folder, name, content).split("\n\n")


# Text files


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Kế hoạch".encode(), "Kế hoạch"),
        ("\ufeffKế hoạch".encode(), "Kế hoạch"),
        ("\ufeffKế hoạch".encode("utf-16-le"), "Kế hoạch"),
        ("\ufeffKế hoạch".encode("utf-16-be"), "Kế hoạch"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (unicodedata.normalize("NFD", "Kế hoạch").encode(), unicodedata.normalize("NFD", "Kế hoạch")),
    ],
    ids=["utf-8", "mark", "utf-16-le", "utf-16-be", "newlines", "letters stay apart"],
)
@pytest.mark.parametrize("name", ["plan.txt", "PLAN.TXT", "plan.md"])
def test_a_text_is_read_as_it_is(tmp_path, name, content, text):
    assert read(tmp_path, name, content) == text


def test_the_sha256_is_that_of_the_bytes(tmp_path):
    content = "\ufeffKế hoạch\r\n".encode()
    (tmp_path / "plan.txt").write_bytes(content)
    assert read_file(tmp_path / "plan.txt")[1] == hashlib.sha256(content).hexdigest()


def test_a_line_of_50_mb_is_read(tmp_path):
    content = "Cải cách. " * (50_000_000 // 13)
    assert read(tmp_path, "long.txt", content) == content


# Letters of before Unicode


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("C¶i c¸ch hµnh chÝnh", "TCVN3 (ABC)"),
        ("Caûi caùch haønh chính", "VNI-Windows"),
        ("Tû lÖ hå s¬ gi¶i quyÕt ®óng h¹n ®¹t 95%", "TCVN3 (ABC)"),
        ("Tyû leä hoà sô giaûi quyeát ñuùng haïn ñaït 95%", "VNI-Windows"),
        ("Cải cách hành chính, toàn bộ khoản hoá đơn tuần hoàn", None),
        (unicodedata.normalize("NFD", "Cải cách hành chính, toàn bộ hoá đơn"), None),
        ("Où va le goût d'août, naïf et aérien ? « Là-bas », 5 µm, ©2020", None),
        ("Windows® was used·by 3½ people, see note¹ and «this»", None),
    ],
)
def test_letters_of_before_unicode_are_told_from_text(text, name):
    assert legacy_letters(text) == name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("C¶i c¸ch hµnh chÝnh", "TCVN3"),
        ("Caûi caùch haønh chính", "VNI-Windows"),
        ("C¶i c¸ch hµnh chÝnh".encode("latin-1"), "TCVN3"),
        ("Caûi caùch haønh chính".encode("latin-1"), "VNI-Windows"),
        ("Ca\N{COMBINING HOOK ABOVE}i cách đô\N{COMBINING DOT BELOW}".encode("cp1258"), "windows-1258"),
    ],
)
def test_letters_of_before_unicode_are_named_and_not_converted(tmp_path, content, name):
    with pytest.raises(UnreadableError, match=f"^the text is in {name}.* letters; convert it to Unicode .*UniKey"):
        read(tmp_path, "plan.txt", content)


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Cải cách hành chính", True),
        (unicodedata.normalize("NFD", "Cải cách hành chính"), True),
        ("KẾ HOẠCH 80% 2021", True),
        ("Réforme de l'administration à Kiên Giang", False),
        ("Reform of administration", False),
        ("", False),
    ],
)
def test_vietnamese_is_told_by_its_own_letters(text, vietnamese):
    assert is_vietnamese(text) is vietnamese


# Files that are not what they seem, or nothing that is read


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
        ("plan.txt", b"\x89PNG\r\n\x1a\n", r"a picture \(PNG\); run OCR"),
        ("plan.txt", b"\xff\xd8\xff\xe0", r"a picture \(JPEG\)"),
        ("plan.txt", b"{\\rtf1 Plan}", "an RTF file; save it as .docx"),
        ("plan.txt", b"\x1f\x8b\x08", "a gzip archive; unpack it"),
        ("plan.doc", OLD_OFFICE + "WordDocument".encode("utf-16-le"), r"an old Word \(\.doc\); open it in Word"),
        ("plan.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("plan.xls", OLD_OFFICE, "an old Office program"),
        ("plan.docx", "Kế hoạch", "no docx file or is damaged"),
        ("plan.pdf", "Kế hoạch", "no pdf file or is damaged"),
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


# Word


def word(body: str, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """Write a small Word file; further parts are named without folder and suffix."""
    file = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*texts: str) -> str:
    return f"<w:p>{''.join(text if text.startswith('<') else run(text) for text in texts)}</w:p>"


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
        (para("năm 2030", run("1", '<w:vertAlign w:val="superscript"/>')), "năm 2030[1]"),
        (para("150 m", run("2", '<w:vertAlign w:val="superscript"/>')), "150 m2"),
        (para('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 90%"), "≥ 90%"),
        (para("<w:r><w:instrText>PAGE</w:instrText></w:r>", "90%"), "90%"),
        (para("a", "<w:r><w:tab/></w:r>", "b"), "a\tb"),
        (para("I", "<w:r><w:noBreakHyphen/></w:r>", "2"), "I-2"),
    ],
    ids=["change", "move", "hidden", "raised", "unit", "symbol", "field", "tab", "hyphen"],
)
def test_a_word_file_is_read_as_printed(tmp_path, paragraph, text):
    assert read(tmp_path, "plan.docx", word(paragraph)) == text


def test_a_word_table_is_read_cell_by_cell(tmp_path):
    covered = cell("che", properties="<w:vMerge/>")
    body = table(
        [cell("1", properties='<w:vMerge w:val="restart"/>'), cell("Tỷ lệ", "hồ sơ"), cell("Sở Nội vụ")],
        [
            covered,
            cell("trong", table([cell("a"), cell("b")])),
            cell("2025", properties='<w:gridSpan w:val="2"/>'),
        ],
    )
    assert read_paragraphs(tmp_path, "plan.docx", word(para("Phụ lục") + body + para("Hết"))) == (
        ["Phụ lục", "1", "Tỷ lệ", "hồ sơ", "Sở Nội vụ", "trong", "a", "b", "2025", "Hết"]
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
        (word(para("Kế hoạch"))[:-30], "zip archive is broken"),
        (word(para("Kế hoạch")).replace(b"word/document.xml", b"word/dokument.xml"), "without a Word document"),
        (zipped(xl__workbook="<a/>"), "an Excel workbook"),
        (zipped(ppt__presentation="<a/>"), "a PowerPoint file"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (protected(word(para("Kế hoạch"))), "protected with a password"),
        (word("<w:p>"), "word/document.xml is no XML"),
        (word(para("a"), method=zipfile.ZIP_STORED).replace(b"<w:t", b"<w:u"), "zip archive is broken"),
        (word("<w:p/>" * 1_000_000), "unpacks to far more than a document holds"),
        (zipped(**{"word__document.xml": ENTITIES}), r"document type \(DTD\)"),
        (zipped(**{"word__document.xml": OUTSIDE}), r"document type \(DTD\)"),
        (zipped(**{f"{number}.xml": "" for number in range(docx.MOST_ENTRIES + 1)}), "more than 10000 parts"),
        (word(para()), "the file holds no text"),
    ],
    ids=[
        "cut",
        "renamed",
        "excel",
        "powerpoint",
        "odt",
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
    monkeypatch.setattr(docx, "MOST_UNPACKED", 1000)
    with pytest.raises(UnreadableError, match="unpacks to far more"):
        read(tmp_path, "plan.docx", word(para("a" * 1000)))


def test_deep_nesting_in_a_word_file_is_no_trouble(tmp_path):
    deep = "<w:a>" * 100_000 + para("Kế hoạch") + "</w:a>" * 100_000
    assert read(tmp_path, "plan.docx", word(deep, method=zipfile.ZIP_STORED)) == "Kế hoạch"


# Web pages


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<h1>Kế hoạch</h1><p>Tối  thiểu\n80%<p>hết", ["Kế hoạch", "Tối thiểu 80%", "hết"]),
        ("<ul><li>một<li>hai</ul>ba", ["một", "hai", "ba"]),
        (
            "<table><tr><td>TT<td>Tỷ lệ<tr><td>1<td><p>80%</p><p>90%</p></table>",
            ["TT", "Tỷ lệ", "1", "80%", "90%"],
        ),
        ("<p>một<br>hai<br/><br/>ba</p>", ["một\nhai", "ba"]),
        ("<pre>một\n  hai</pre>", ["một\nhai"]),
        ("<p>a&lt;b &amp; &#7841; &ge; 90%", ["a<b & ạ ≥ 90%"]),
        ("<p>năm 2030<sup>1</sup>, 5 m<sup>2</sup>, H<sub>2</sub>O", ["năm 2030[1], 5 m2, H2O"]),
        ("<p>tr<b>o</b>ng <span>dòng</span>", ["trong dòng"]),
        ("<p>còn<!-- bỏ --><script>bỏ('<p>')</script><style>bỏ{}</style><noscript>bỏ</noscript>", ["còn"]),
        ("<nav>bỏ</nav><header>bỏ</header><aside>bỏ</aside><p>còn<footer>bỏ</footer>", ["còn"]),
        ("<div role=navigation>bỏ</div><p>còn", ["còn"]),
        ("<p hidden>bỏ<p>còn<p style='color:red; DISPLAY : none'>bỏ", ["còn"]),
        ("<p>còn lại<form>bỏ <button>Gửi</button><select><option>bỏ</select></form>", ["còn lại"]),
        (
            "<form><p>cả trang nằm trong biểu mẫu<input value=x></form><p>cuối",
            ["cả trang nằm trong biểu mẫu", "cuối"],
        ),
        ("<div>bỏ</div><main><p>còn</main><div>bỏ</div>", ["còn"]),
        ("</div></p><b><i>còn</b> lại</i><p", ["còn lại"]),
    ],
)
def test_a_page_gives_its_main_text(tmp_path, page, paragraphs):
    assert read_paragraphs(tmp_path, "page.html", page) == paragraphs


@pytest.mark.parametrize(
    "page",
    [
        "<p>Kế hoạch".encode(),
        "\ufeff<p>Kế hoạch".encode(),
        "\ufeff<p>Kế hoạch".encode("utf-16-le"),
        "<meta charset=utf-8><p>Kế hoạch".encode(),
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>K\xea\xec hoa\xf2ch',
    ],
)
def test_the_encoding_of_a_page_is_found(tmp_path, page):
    assert unicodedata.normalize("NFC", read(tmp_path, "page.htm", page)) == "Kế hoạch"


def test_a_page_in_an_encoding_that_is_not_declared_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="not valid UTF-8"):
        read(tmp_path, "page.html", b"<p>caf\xe9")


@pytest.mark.parametrize("tag", ["div", "p", "table", "b", "form", "nav"])
def test_deep_nesting_in_a_page_is_no_trouble(tmp_path, tag):
    page = f"<p>trước</p>{f'<{tag}>' * 100_000}{f'</{tag}>' * 100_000}<p>sau</p>"
    assert read_paragraphs(tmp_path, "page.html", page)[0] == "trước"


def test_a_page_is_read_without_what_it_names_outside(tmp_path):
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a&x;b<img src="http://localhost/x">'
    assert read_paragraphs(tmp_path, "page.html", page)[-1].endswith("a&x;b")


# PDF


def printed(
    *pages: list[tuple[float, float, str]], lines: tuple[tuple[float, float, float, float], ...] = ()
) -> bytes:
    """Print texts of 10 points to A4 pages: left, height and text; lines are ruled from point to point on each."""
    file = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(file) as pdf:
        for page in pages:
            figure = Figure(figsize=A4)
            FigureCanvasPdf(figure)
            width, height = (inches * INCH for inches in A4)
            for x, y, text in page:
                figure.text(x / width, y / height, text, fontsize=10)
            for x0, y0, x1, y1 in lines:
                figure.add_artist(mpl.lines.Line2D((x0 / width, x1 / width), (y0 / height, y1 / height), lw=0.5))
            pdf.savefig(figure)
    return file.getvalue()


def test_a_pdf_gives_its_lines_and_paragraphs(tmp_path):
    content = printed(
        [
            (200, 760, "KẾ HOẠCH"),
            (100, 700, "Tối thiểu 80% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong"),
            (72, 686, "nội bộ giữa các cơ quan có thẩm quyền giải quyết, hoặc các cơ quan có liên quan"),
            (72, 672, "đến năm 2025."),
            (100, 658, "Giảm 10% đơn vị sự nghiệp công lập so với năm 2021 trên địa bàn toàn tỉnh."),
        ]
    )
    assert read_paragraphs(tmp_path, "plan.pdf", content) == [
        "KẾ HOẠCH",
        "Tối thiểu 80% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong\n"
        "nội bộ giữa các cơ quan có thẩm quyền giải quyết, hoặc các cơ quan có liên quan\n"
        "đến năm 2025.",
        "Giảm 10% đơn vị sự nghiệp công lập so với năm 2021 trên địa bàn toàn tỉnh.",
    ]


def test_a_compound_at_the_end_of_a_line_stays_whole(tmp_path):
    content = printed(
        [(72, 700, "Nghị quyết số 76/NQ-"), (72, 688, "CP giai đoạn 2021 -"), (72, 676, "2030 của Chính phủ")]
    )
    assert read(tmp_path, "plan.pdf", content) == "Nghị quyết số 76/NQ-CP giai đoạn 2021 -\n2030 của Chính phủ"


def test_letters_that_the_pdf_takes_apart_stay_in_their_words(tmp_path):
    text = read(
        tmp_path, "plan.pdf", printed([(72, 700, unicodedata.normalize("NFD", "Tách rời: Kế hoạch cải cách"))])
    )
    assert unicodedata.normalize("NFC", text) == "Tách rời: Kế hoạch cải cách"


def test_pages_are_set_apart_and_their_numbers_left_out(tmp_path):
    first = [(72, 700, "Trang đầu"), (72, 688, "năm 2025"), (300, 30, "1")]
    second = [(295, 810, "- 2 -"), (72, 700, "Trang sau"), (72, 688, "2025")]
    content = printed(first, second)
    assert read_paragraphs(tmp_path, "plan.pdf", content) == ["Trang đầu\nnăm 2025", "Trang sau\n2025"]


def test_a_ruled_table_of_a_pdf_is_read_cell_by_cell(tmp_path):
    texts = [(75, 704, "TT"), (105, 704, "Chỉ tiêu"), (155, 704, "Năm")]
    texts += [(75, 690, "1"), (105, 690, "Tỷ lệ"), (105, 678, "hồ sơ"), (155, 690, "2025")]
    level = tuple((70, y, 200, y) for y in (716, 701, 674))
    upright = tuple((x, 674, x, 716) for x in (70, 100, 150, 200))
    assert read_paragraphs(tmp_path, "plan.pdf", printed(texts, lines=level + upright)) == (
        ["TT", "Chỉ tiêu", "Năm", "1", "Tỷ lệ\nhồ sơ", "2025"]
    )


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


def test_a_raised_number_of_a_pdf_is_a_mark(tmp_path):
    line = "BT /F 12 Tf 72 700 Td (2021 - 2030) Tj 5 Ts /F 7 Tf (1) Tj 0 Ts /F 12 Tf (, 5 m) Tj 5 Ts /F 7 Tf (2) Tj ET"
    note = "BT /F 6 Tf 72 103 Td (1) Tj /F 9 Tf 0 -3 Td (   Theo) Tj ET"
    assert read_paragraphs(tmp_path, "plan.pdf", made_by_hand(f"{line} {note}")) == [
        "2021 - 2030[1], 5 m2",
        "[1] Theo",
    ]


@pytest.mark.parametrize(
    ("page", "matrix"),
    [("/Rotate 90", "0 1 -1 0 300 72"), ("/Rotate 270", "0 -1 1 0 300 700"), ("/Rotate 180", "-1 0 0 -1 500 700")],
)
def test_a_turned_page_is_read_upright(tmp_path, page, matrix):
    content = made_by_hand(f"BT /F 12 Tf 14 TL {matrix} Tm (Mot hai) Tj T* (ba bon) Tj ET", page)
    assert read(tmp_path, "plan.pdf", content) == "Mot hai\nba bon"


def test_a_watermark_is_left_out(tmp_path):
    content = made_by_hand("BT /F 12 Tf 72 700 Td (Plan) Tj ET BT /F 60 Tf .7 .7 -.7 .7 100 300 Tm (DRAFT) Tj ET")
    assert read(tmp_path, "plan.pdf", content) == "Plan"


def test_a_pdf_in_fonts_of_before_unicode_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="the text is in TCVN3"):
        read(tmp_path, "plan.pdf", made_by_hand("BT /F 12 Tf 72 700 Td (C¶i c¸ch hµnh chÝnh) Tj ET"))


IMAGE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
ENCRYPTED = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({'o' * 32})/U({'u' * 32})>>/ID[(a)(a)]"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (made_by_hand(""), "no text layer: it is a scan; run OCR, for example ocrmypdf -l vie"),
        (made_by_hand(IMAGE), "no text layer"),
        (made_by_hand(f"{IMAGE} BT /F 8 Tf 400 800 Td (Signed by the portal) Tj ET"), "no text layer"),
        (made_by_hand("", trailer=ENCRYPTED), "protected with a password"),
        (made_by_hand("BT ET")[:60], "the PDF file is damaged"),
        (made_by_hand("").replace(b"/Count 1", b"/Count 0").replace(b"[3 0 R]", b"[]"), "the PDF file is damaged"),
    ],
    ids=["blank", "scan", "stamped", "protected", "cut", "pageless"],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path, capfd, content, message):
    with pytest.raises(UnreadableError, match=message) as caught:
        read(tmp_path, "plan.pdf", content)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_pdf_that_would_fill_the_memory_is_refused(tmp_path):
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 11>>"
    content = made_by_hand("/X Do").replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    content = content.replace(
        b"trailer", f"6 0 obj\n{form}stream\n/X Do /X Do\nendstream\nendobj\ntrailer".encode()
    )
    with pytest.raises(UnreadableError, match="makes its reader fail"):
        read(tmp_path, "plan.pdf", content)


# Damage of any kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", word(para("Tối thiểu ", "80%"), footnotes=f'<w:footnote w:id="1">{para("a")}</w:footnote>')),
        ("plan.pdf", made_by_hand("BT /F 12 Tf 72 700 Td (Tj 80%) Tj ET")),
        ("page.html", "<html><p>Tối thiểu <b>80%</b><table><tr><td>1</table>"),
    ],
)
def test_a_damaged_file_gives_text_or_one_line(tmp_path, capfd, name, content):
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
