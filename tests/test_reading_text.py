"""Text files become text as it stands; Vietnamese and letters of before Unicode are told by their letters."""

import hashlib
import unicodedata

import pytest

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.language import is_vietnamese, legacy_letters
from cchc_analysis.read.reading import read_file
from cchc_analysis.read.text import text_of
from tests.reading import read


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
        (b"T\xefnh \xf0\xe3 gi\xe4i quy\xaat h\xb0 s\xbd c\xfca c\xe1c huy\xaen", "VISCII"),
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


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("giai đoạn 2021\n- 2030 của tỉnh", ["giai đoạn 2021 - 2030 của tỉnh"]),
        ("Mục tiêu năm 2025\n- 80% hồ sơ", ["Mục tiêu năm 2025", "- 80% hồ sơ"]),
        (
            f"{'Sở Nội vụ là cơ quan thường trực ' * 2}\n(21 thành viên)",
            [f"{'Sở Nội vụ là cơ quan thường trực ' * 2}(21 thành viên)"],
        ),
        ("Kết quả\n(1) 80% hồ sơ", ["Kết quả", "(1) 80% hồ sơ"]),
        (f"{'hoàn thành kế hoạch ' * 3}kiểm soát\nTTHC.", [f"{'hoàn thành kế hoạch ' * 3}kiểm soát TTHC."]),
        ("Kon Tum, ngày 05 tháng 01\nKẾ HOẠCH", ["Kon Tum, ngày 05 tháng 01", "KẾ HOẠCH"]),
        (
            "BIỂU 1: HỒ SƠ QUÝ\nII/2024\n\n| Cấp | Số |\n| Xã | 5 |",
            ["BIỂU 1: HỒ SƠ QUÝ II/2024", "Cấp", "Số", "Xã", "5"],
        ),
        ("Biểu 1\nCấp | Số\nXã | 5", ["Biểu 1", "Cấp", "Số", "Xã", "5"]),
        ("Tên đơn vị\nSở Nội vụ\nSở Tài chính\nSở Tư pháp", ["Tên đơn vị", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
        (
            f"Bảng 1. {'chỉ tiêu cải cách ' * 4}(đơn vị: %)\nTT\n{'Tỷ lệ hồ sơ giải quyết ' * 3}đúng hạn\n98,5\n97\ntối thiểu 90%",
            [
                f"Bảng 1. {'chỉ tiêu cải cách ' * 4}(đơn vị: %)",
                "TT",
                f"{'Tỷ lệ hồ sơ giải quyết ' * 3}đúng hạn",
                "98,5",
                "97",
                "tối thiểu 90%",
            ],
        ),
        (
            f"| Lớp | 2 |\n\n{'Số hóa tại cấp huyện và ' * 3}cấp xã\n75,3% hồ sơ được số hóa.",
            ["Lớp", "2", f"{'Số hóa tại cấp huyện và ' * 3}cấp xã 75,3% hồ sơ được số hóa."],
        ),
        (
            "Mỗi năm của giai đoạn 2026 -\n2030, kiểm tra 50% sở, ngành.",
            ["Mỗi năm của giai đoạn 2026 - 2030, kiểm tra 50% sở, ngành."],
        ),
        (
            "Số lớp bồi dưỡng\n\n25\n\nlớp tổ chức trong năm\n\n2\n\nsố hồ sơ tiếp nhận tại cấp huyện",
            ["Số lớp bồi dưỡng", "25", "lớp tổ chức trong năm", "2", "số hồ sơ tiếp nhận tại cấp huyện"],
        ),
    ],
    ids=[
        "years", "list", "members", "marks", "abbreviation", "title", "table", "bars",
        "list of names", "cells a line", "below a table", "range", "numbers between cells",
    ],
)  # fmt: skip
def test_lines_are_joined_into_paragraphs(text, paragraphs):
    read_as = text_of(text)
    assert [read_as.words[start:end] for start, end in read_as.paragraphs] == paragraphs
