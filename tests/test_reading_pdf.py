"""PDF files become text: lines, pages, tables, raised numbers; and what is said of one that cannot be read."""

import io
import sys
import unicodedata

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.layout import Char, Page, joined, read_page
from cchc_analysis.read.ruled import Box
from tests.reading import made_by_hand, read, read_paragraphs

A4 = (8.27, 11.69)
INCH = 72


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
            (72, 686, "nội bộ giữa các phòng, ban có thẩm quyền giải quyết, hoặc giữa các đơn vị liên quan"),
            (72, 672, "đến năm 2025."),
            (100, 658, "Giảm 10% đơn vị sự nghiệp công lập so với năm 2021 trên địa bàn toàn tỉnh."),
        ]
    )
    assert read_paragraphs(tmp_path, "plan.pdf", content) == [
        "KẾ HOẠCH",
        "Tối thiểu 80% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong\n"
        "nội bộ giữa các phòng, ban có thẩm quyền giải quyết, hoặc giữa các đơn vị liên quan\n"
        "đến năm 2025.",
        "Giảm 10% đơn vị sự nghiệp công lập so với năm 2021 trên địa bàn toàn tỉnh.",
    ]


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


def test_what_a_page_breaks_goes_on_in_the_text(tmp_path):
    wide = "Tối thiểu 80% hồ sơ giải quyết thủ tục hành chính được luân chuyển tới"
    content = printed([(72, 700, "Mục tiêu"), (72, 60, wide)], [(72, 790, "Trung tâm Phục vụ hành chính công")])
    assert read_paragraphs(tmp_path, "plan.pdf", content) == [
        "Mục tiêu",
        f"{wide}\nTrung tâm Phục vụ hành chính công",
    ]


HEADS = "| TT | Chỉ tiêu | Mức |"


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("| 2 | Tỷ lệ báo cáo | 90% |", "|  | định kỳ |  |", ["| 2 | Tỷ lệ báo cáo định kỳ | 90% |"]),
        (
            "| 2 | Cấp tỉnh | 90% |",
            "|  | Cấp xã | 80% |",
            ["| 2 | Cấp tỉnh | 90% |", "|  | Cấp xã | 80% |"],
        ),
        ("| Chỉ số | PAPI | 45 |", "|  | Nâng PCI |  |", ["| Chỉ số | PAPI | 45 |", "|  | Nâng PCI |  |"]),
        ("| I | NỘI VỤ |  |", "|  | Tỷ lệ | 80% |", ["| I | NỘI VỤ |  |", "|  | Tỷ lệ | 80% |"]),
    ],
    ids=["words go on", "two rows of a number", "two rows of a label", "row that parts the table"],
)
@pytest.mark.parametrize("again", ["", f"{HEADS}\n"], ids=["", "heads again"])
def test_a_table_goes_on_on_the_next_page(above, below, whole, again):
    pages = [Page(f"Bảng\n\n{HEADS}\n{above}", []), Page(f"{again}{below}\n| 3 | Tỷ lệ | 70% |\n\nGhi chú", [])]
    assert joined(pages) == "\n".join(["Bảng", "", HEADS, *whole, "| 3 | Tỷ lệ | 70% |", "", "Ghi chú"])


def read_typed(*lines: tuple[float, float, str], rules: tuple[Box, ...] = ()) -> str:
    """Read a page of lines (left, baseline, text) in letters that are 5 points wide and 10 high."""
    chars = [
        Char(letter, x + 5 * at, x + 5 * at + 5, y, 10) for x, y, text in lines for at, letter in enumerate(text)
    ]
    return read_page(chars, 1, Box(0, 0, 600, 800), rules).text


def grid(columns: tuple[float, ...], rows: tuple[float, ...]) -> tuple[Box, ...]:
    """Rule a table, its borders a point wide."""
    level = (Box(columns[0], y, columns[-1] + 1, y + 1) for y in rows)
    return (*level, *(Box(x, rows[0], x + 1, rows[-1] + 1) for x in columns))


def test_a_border_parts_cells_without_padding():
    cells = [(101, 704, "Hạng"), (122, 704, "Điểm"), (101, 684, "21"), (122, 684, "86,31")]
    assert read_typed(*cells, rules=grid((100, 121, 150), (680, 700, 720))) == "| Hạng | Điểm |\n| 21 | 86,31 |"


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        (["80%", "60%"], "80%\v60%"),
        (["Cấp tỉnh:", "80%; cấp xã", "60%"], "Cấp tỉnh: 80%; cấp xã 60%"),
        (["Tỷ lệ hồ sơ trực", "tuyến", "- Cấp xã"], "Tỷ lệ hồ sơ trực tuyến\v- Cấp xã"),
    ],
    ids=["values", "running words", "a label and its part"],
)
def test_lines_that_a_cell_breaks_before_its_border_stay_apart(lines, cell):
    words = [(110, 740 - 12 * at, line) for at, line in enumerate(lines)]
    rules = grid((100, 200, 240), (700, 760))
    assert read_typed(*words, (210, 740, "Mức"), rules=rules) == f"| {cell} | Mức |"


def test_a_ruled_table_of_a_pdf_is_read_cell_by_cell(tmp_path):
    texts = [(75, 704, "TT"), (105, 704, "Chỉ tiêu"), (155, 704, "Năm")]
    texts += [(75, 690, "1"), (105, 690, "Tỷ lệ"), (105, 678, "hồ sơ"), (155, 690, "2025")]
    level = tuple((70, y, 200, y) for y in (716, 701, 674))
    upright = tuple((x, 674, x, 716) for x in (70, 100, 150, 200))
    assert read_paragraphs(tmp_path, "plan.pdf", printed(texts, lines=level + upright)) == (
        ["| TT | Chỉ tiêu | Năm |\n| 1 | Tỷ lệ hồ sơ | 2025 |"]
    )


def test_a_raised_number_of_a_pdf_is_a_mark(tmp_path):
    line = "BT /F 12 Tf 72 700 Td (2021 - 2030) Tj 5 Ts /F 7 Tf (1) Tj 0 Ts /F 12 Tf (, 5 m) Tj 5 Ts /F 7 Tf (2) Tj ET"
    note = "BT /F 6 Tf 72 103 Td (1) Tj /F 9 Tf 0 -3 Td (   Theo) Tj ET"
    assert read_paragraphs(tmp_path, "plan.pdf", made_by_hand(f"{line} {note}")) == [
        "2021 - 2030[1], 5 m2",
        "[1] Theo",
    ]


def test_struck_words_of_a_pdf_are_left_out_underlined_ones_are_not(tmp_path):
    texts = [(75, 700, "Dat"), (96, 700, "60%"), (121, 700, "65%")]
    content = printed(texts, lines=((96, 704, 120, 704), (122, 698, 146, 698)))
    assert read_paragraphs(tmp_path, "plan.pdf", content) == ["Dat 65%"]


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


def test_a_cell_that_hangs_over_the_edge_of_the_page_stays_in_its_table(tmp_path):
    texts = [(75, 704, "Chỉ tiêu"), (565, 704, "Cấp huyện"), (75, 690, "Tỷ lệ"), (565, 690, "90")]
    level = tuple((70, y, 594, y) for y in (716, 701, 686))
    upright = tuple((x, 686, x, 716) for x in (70, 560, 594))
    assert read_paragraphs(tmp_path, "plan.pdf", printed(texts, lines=level + upright)) == (
        ["| Chỉ tiêu | Cấp huyện |\n| Tỷ lệ | 90 |"]
    )
