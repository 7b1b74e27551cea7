"""A document in another garb, the meaning unchanged, gives the same rows."""

import html
import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis import extract_statements, rewriting
from cchc_analysis.read.reading import read_file
from tests.reading import para, word

HEAD = "ỦY BAN NHÂN DÂN TỈNH KON TUM\n\nKon Tum, ngày 05 tháng 01 năm 2024\n\n"
BODY = """KẾ HOẠCH

Cải cách hành chính tỉnh Kon Tum năm 2024

I. MỤC TIÊU

1. Cải cách thủ tục hành chính

- Tối thiểu 95,5% hồ sơ công việc tại cấp tỉnh, 80% tại cấp huyện được xử lý trên môi trường mạng.

- Tỷ lệ hồ sơ giải quyết đúng hạn:

+ Cấp huyện: từ 98% trở lên;

+ Cấp xã: 97%.

- Nâng cao Chỉ số PAPI của tỉnh.

II. KẾT QUẢ NĂM 2023

- Đã tiếp nhận 1.250 hồ sơ, giải quyết 1.200 hồ sơ.
"""
TABLE = [
    ["Chỉ tiêu", "Cấp tỉnh", "Cấp huyện"],
    ["Hồ sơ công việc xử lý trên môi trường mạng", "95%", "85%"],
    ["Tỷ lệ số hóa hồ sơ", "90%", "80,5%"],
]


def said(text):
    """Give the rows of a text without their places."""
    return [
        (row["nature"], row["metric"], row["level"], row["comparator"], row["value"], row["year"])
        for row in extract_statements(text)
    ]


ROWS = said(HEAD + BODY)
REWRITES = [
    lambda text: text.replace("KẾ HOẠCH", "Kế hoạch").replace(
        "Cải cách hành chính tỉnh", "CẢI CÁCH HÀNH CHÍNH TỈNH"
    ),
    lambda text: text.replace("\n\n", "\n\n\n\n"),
    lambda text: f"\n      {text}",
    lambda text: text.replace("\n\n-", "\n-").replace("\n\n+", "\n+"),
    lambda text: text.replace("95,5%", "95.5%"),
    lambda text: text.replace("95,5%", "95,5 %"),
    lambda text: text.replace("\n- ", "\n• ").replace("\n+ ", "\n* "),
    lambda text: text.replace("I. MỤC", "Phần I: MỤC").replace("II. KẾT", "Phần II: KẾT"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("\n", "\r\n"),
]


def test_the_document_says_something():
    assert [row[1:5] for row in ROWS] == [
        ("e_dossier_rate", "province", ">=", 95.5),
        ("e_dossier_rate", "district", ">=", 80),
        ("on_time_settlement_rate", "district", ">=", 98),
        ("on_time_settlement_rate", "commune", "=", 97),
        ("papi_index", "all", "increase", None),
        ("dossiers_received_count", "all", "=", 1250),
        ("dossiers_settled_count", "all", "=", 1200),
    ]


@given(st.lists(st.sampled_from(REWRITES), max_size=4, unique=True))
def test_a_rewrite_that_keeps_the_meaning_keeps_the_rows(rewrites):
    text = HEAD + BODY
    for rewrite in rewrites:
        text = rewrite(text)
    assert said(text) == ROWS


def word_table(rows):
    """Write a Word table."""
    lines = ["".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def as_files():
    """Give one document in three kinds of file, its table as each kind has tables."""
    paragraphs = [line for line in (HEAD + BODY).split("\n") if line]
    piped = "\n".join(f"| {' | '.join(row)} |" for row in TABLE)
    page = "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    return {
        "plan.txt": (HEAD + BODY + "\n" + piped + "\n").encode(),
        "plan.html": f"<meta charset=utf-8>{page}<table>{rows}</table>".encode(),
        "plan.docx": word("".join(map(para, paragraphs)) + word_table(TABLE)),
    }


def test_the_same_document_as_text_page_and_word_file_gives_the_same_rows(tmp_path):
    found = {}
    for name, content in as_files().items():
        (tmp_path / name).write_bytes(content)
        found[name] = said(read_file(tmp_path / name)[0])
    assert found["plan.txt"] == found["plan.html"] == found["plan.docx"]
    assert len(found["plan.txt"]) == len(ROWS) + 4


@pytest.mark.parametrize("sign", [" | ", "\t", "     "], ids=["pipes", "tabs", "spaces"])
@pytest.mark.parametrize("width", [0, 50], ids=["close", "padded"])
@pytest.mark.parametrize("is_turned", [False, True], ids=["levels as columns", "levels as rows"])
def test_a_table_may_be_parted_and_turned_as_one_likes(sign, width, is_turned):
    rows = [list(row) for row in zip(*TABLE, strict=True)] if is_turned else TABLE
    lines = "\n".join(sign.join(cell.ljust(width) for cell in row) for row in rows)
    found = said(f"{HEAD}KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n{lines}\n")
    assert sorted((row[1], row[2], row[4]) for row in found) == [
        ("dossier_digitization_rate", "district", 80.5),
        ("dossier_digitization_rate", "province", 90),
        ("e_dossier_rate", "district", 85),
        ("e_dossier_rate", "province", 95),
    ]


@pytest.mark.parametrize("set_in", [str.ljust, str.rjust, str.center], ids=["left", "right", "middle"])
def test_cells_laid_out_by_spaces_stand_under_their_heads_also_beside_empty_ones(set_in):
    rows = [
        ["TT", "Chỉ tiêu", "Đơn vị", "Hiện trạng", "Kế hoạch", "Kế hoạch", "Kế hoạch"],
        ["", "", "tính", "năm 2023", "2024", "2025", "2026"],
        ["I", "THỦ TỤC HÀNH CHÍNH", "", "", "", "", ""],
        ["1", "Tỷ lệ hồ sơ nộp trực tuyến", "%", "31", "50", "", "70"],
        ["2", "Tỷ lệ giải quyết đúng hạn", "", "", "", "", ""],
        ["", "- Cấp tỉnh", "%", "", "97,5", "98", "99"],
        ["", "- Cấp huyện, cấp xã", "%", "95", "96", "", "98"],
        ["3", "Tỷ lệ số hóa hồ sơ", "%", "", "", "80", "90"],
    ]
    widths = [max(map(len, column)) + 4 for column in zip(*rows, strict=True)]
    laid_out = [
        [
            f" {set_in(cell, width)}" if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]
    title = f"{HEAD}KẾ HOẠCH\n\nCải cách hành chính giai đoạn 2024 - 2026\n\n"
    found = said(title + "\n".join("".join(row).rstrip() for row in laid_out))
    assert found == said(title + "\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert len(found) == 14


def test_spans_of_a_page_are_filled_in(tmp_path):
    page = (
        "<meta charset=utf-8><p>KẾ HOẠCH</p><p>Cải cách hành chính năm 2024</p><table>"
        "<tr><th rowspan=2>Chỉ tiêu</th><th colspan=2>Mục tiêu năm 2024 (%)</th></tr><tr><th>Cấp tỉnh</th>"
        "<th>Cấp huyện</th></tr><tr><th scope=row>Hồ sơ công việc xử lý trên môi trường mạng</th><td>95</td><td>85</td></tr>"
        "</table>"
    )
    (tmp_path / "p.html").write_bytes(page.encode())
    found = said(read_file(tmp_path / "p.html")[0])
    assert [row[1:] for row in found] == [
        ("e_dossier_rate", "province", "=", 95, 2024),
        ("e_dossier_rate", "district", "=", 85, 2024),
    ]


def test_a_column_a_year_has_the_nature_of_its_year():
    text = (
        f"{HEAD}KẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n"
        "| Chỉ tiêu (%) | Thực hiện năm 2023 | Mục tiêu năm 2024 |\n| Tỷ lệ số hóa hồ sơ | 70 | 90 |\n"
    )
    assert [(row[0], row[4], row[5]) for row in said(text)] == [("actual", 70, 2023), ("target", 90, 2024)]


def test_what_a_report_had_planned_is_no_result():
    text = (
        "BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\n"
        "| Chỉ tiêu | Kế hoạch | Thực hiện |\n| Tỷ lệ số hóa hồ sơ | 80% | 86,4% |\n"
    )
    assert [(row[0], row[4]) for row in said(text)] == [("target", 80), ("actual", 86.4)]


@pytest.mark.parametrize(
    "piece",
    [
        "95% và 80%, ",
        "(trong đó: 5 hồ sơ; ",
        "cấp tỉnh, cấp huyện, ",
        "tăng 5% so với năm 2022, ",
        "1.250 1.250 ",
        "a\t",
        "năm 2024 - ",
        "| 5% ",
    ],
)
def test_reading_takes_time_in_step_with_the_length(piece):
    def seconds(times):
        text = HEAD + BODY + piece * times
        start = time.process_time()
        list(extract_statements(text))
        return time.process_time() - start

    short, long = min(seconds(100) for _ in range(3)), seconds(400)
    assert long < 0.3 + 12 * short


def test_what_is_rewritten_keeps_the_way_back():
    opened = rewriting.rewrite("số TTHC mới", [(3, 7, "thủ tục hành chính")])
    assert opened.text == "số thủ tục hành chính mới"
    assert (opened.origin(opened.text.index("mới")), opened.origin_end(10)) == (8, 7)


def test_a_capital_is_no_small_letter_with_a_mark():
    words = "Ứng dụng ở xã đã đạt, Ủy ban, Đề án, ước ỷ"
    assert re.findall(f"[{rewriting.CAPITAL}]", words) == ["Ứ", "Ủ", "Đ"]


def test_a_unit_is_named_by_what_has_a_capital():
    # ``phường đang`` names no second one beside ``phường Nam Lý``
    text = (
        "Trong tháng 7, phường Nam Lý tiếp nhận 2.896 hồ sơ. Hồ sơ phường đang mở còn nhiều. "
        "Mức độ hài lòng của người dân về giải quyết thủ tục hành chính đạt 97%."
    )
    found = extract_statements(text, kind="report", period="2024")
    assert {row["level"] for row in found} == {"commune"}
