"""What a statement claims is held against its text."""

import hashlib
import re

import pytest

from cchc_analysis.export.review import review_document
from cchc_analysis.harmonizer.evidence import unborne
from cchc_analysis.harmonizer.values import holds_figure
from cchc_analysis.read.reading import read_text
from cchc_analysis.read.text import text_of
from cchc_analysis.verify import check_statement, verify_statements
from tests.conftest import ROOT

TEXT = """**KẾ HOẠCH**

1. Tối thiểu 90% hồ sơ công
việc tại cấp tỉnh; tăng

dần đến 100%. Năm sau 80% hồ sơ.

02 lớp<sup>1</sup> tập huấn
"""
RIGHT = {
    "evidence": "90% hồ sơ công việc",
    "line": "3",
    "value": "90%",
    "comparator": "tối thiểu",
    "levels": "tỉnh",
    "ceiling": "100%",
}


def test_of_several_files_the_one_that_was_coded_is_read(raw, tmp_path):
    """The page holds the words that were coded; a txt of the same name is of another text."""
    page = "<html><body><p>Tối thiểu 90% hồ sơ công việc tại cấp tỉnh</p></body></html>"
    (tmp_path / "plan.txt").write_text("Tối thiểu 80% hồ sơ công việc tại cấp tỉnh", encoding="utf-8")
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    digest = hashlib.sha256(page.encode()).hexdigest()
    row = {
        "evidence": "90% hồ sơ công việc",
        "line": "1",
        "value": "90%",
        "comparator": "tối thiểu",
        "levels": "tỉnh",
    }
    raw.document("plan", row, sha256=digest)
    found = verify_statements(raw.path, tmp_path)
    assert (found.held, found.total, found.told) == (1, 1, [])
    assert "90% hồ sơ" in review_document("plan", raw.path, tmp_path)[1]
    (tmp_path / "plan.html").unlink()
    told = "plan: the text is not the one that was coded"
    assert [line.split(" (")[0] for line in verify_statements(raw.path, tmp_path).told] == [told]
    assert review_document("plan", raw.path, tmp_path)[2].startswith(told)


@pytest.fixture
def verified(raw, tmp_path):
    """Verify one statement against TEXT."""
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")

    raw.document("plan", RIGHT)

    def verify(cells):
        raw.sheet("plan", RIGHT | cells)
        return verify_statements(raw.path, tmp_path)

    return verify


def test_a_right_statement_holds_across_line_and_page_breaks(verified):
    found = verified({})
    assert (found.held, found.total, found.faults) == (1, 1, [])


def test_words_that_a_scan_got_wrong_are_understood_in_the_sentence(raw, tmp_path):
    (tmp_path / "plan.txt").write_text("Đạt 90% hô sơ công việc câp tinh trờ lên.", encoding="utf-8")
    raw.document("plan", {"evidence": "90% hô sơ công việc", "line": "1", "value": "90%", "comparator": "trở lên"})
    assert verify_statements(raw.path, tmp_path).faults == []
    raw.sheet("plan", {"evidence": "90% hô sơ công việc", "line": "1", "value": "90%", "comparator": "tối thiểu"})
    assert "'tối thiểu' is not in the sentence" in verify_statements(raw.path, tmp_path).faults[0].message


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "Số hóa đạt tối thiểu:\n\n- Cấp tỉnh: 90%.\n\n- Cấp xã: 80%.\n",
            {"evidence": "Cấp xã: 80%", "line": "5"},
        ),
        ("Nơi | Mức\nCấp xã | Tối thiểu 80%\nCấp tỉnh | 90%\n", {"evidence": "Tối thiểu 80%", "line": "2"}),
        ("Chỉ tiêu | Cấp tỉnh | Cấp xã\nHồ sơ số hóa, tối thiểu | 90% | 80%\n", {"evidence": "80%", "line": "2"}),
        ("Cấp tỉnh đạt 90%. Cấp xã có 5 máy. Tối thiểu 80% hồ sơ.\n", {"evidence": "Tối thiểu 80% hồ sơ"}),
        ("I. CẤP TỈNH\n\n1. Cấp xã\n\n- Tối thiểu 80%\n", {"evidence": "Tối thiểu 80%", "line": "5"}),
    ],
    ids=["lead of a list", "row of a table", "head of a column", "sentence before", "heading"],
)
def test_the_lead_of_a_list_and_a_row_of_a_table_belong_to_the_sentence(raw, tmp_path, text, cells):
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    right = {"value": "80%", "comparator": "tối thiểu", "levels": "xã"} | cells
    raw.document("plan", right)
    assert verify_statements(raw.path, tmp_path).faults == []
    raw.sheet("plan", right | {"levels": "huyện"})
    assert "no word for 'huyện' in the sentence" in verify_statements(raw.path, tmp_path).faults[0].message


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"evidence": "91% hồ sơ công việc", "value": "91%"}, "evidence", "not in the text"),
        ({"value": "80%"}, "value", "'80%' is not in the evidence"),
        ({"value": "0%"}, "value", "'0%' is not in the evidence"),
        ({"comparator": "thiểu"}, "comparator", "cannot read 'thiểu'"),
        ({"line": "6"}, "line", "the evidence stands at line 3, not 6"),
        ({"comparator": "không dưới"}, "comparator", "'không dưới' is not in the sentence"),
        ({"levels": "xã"}, "levels", "no word for 'xã' in the sentence"),
        ({"ceiling": "80%"}, "ceiling", "'80%' is not in the sentence"),
        ({"evidence": "80% hồ sơ", "value": "80%", "line": "6", "ceiling": "", "levels": ""}, "comparator", "tối thiểu"),
    ],
)  # fmt: skip
def test_a_wrong_statement_does_not_hold(verified, cells, column, says):
    found = verified(cells)
    assert found.held == 0
    assert [fault.column for fault in found.faults] == [column]
    assert says in found.faults[0].message


@pytest.mark.parametrize(
    ("words", "figure", "held"),
    [("2,7% hồ sơ", "7%", False), ("2,7% hồ sơ", "2", False), ("11/22 sở", "11", False), ("1.022 sở", "22", False),
     ("có 22.", "22", True), ("đạt 7%, tăng", "7%", True), ("31/49 lớp", "31/49", True), ("đạt 190%", "90%", False),
     ("≥ 90", "90%", True), ("Từ 90 trở lên", "90%", True), ("đạt 90", "90%", False), ("đạt 90%", "90", False),
     ("100% / 80%", "80%", True), ("60 / 80", "80", False)],
)  # fmt: skip
def test_a_figure_is_held_whole(words, figure, held):
    assert holds_figure(words, figure) is held


@pytest.mark.parametrize(
    ("text", "cells", "wrong"),
    [
        ("PAR INDEX xếp thứ 27/63.", {"value": "27", "scope": "thứ hạng"}, []),
        ("PAR INDEX xếp thứ 27/63.", {"value": "63", "scope": "thứ hạng"}, ["value"]),
        ("Có 27/63 sở.", {"value": "27"}, ["value"]),
        ("SIPAS đạt 83,17%.", {"value": "83,17", "scope": "điểm số"}, []),
        ("Đưa PCI vào nhóm 10 tỉnh.", {"value": "10", "scope": "thứ hạng", "comparator": "nhóm …"}, []),
        ("Nhóm hồ sơ đạt 10%.", {"value": "10%", "comparator": "nhóm …"}, ["comparator"]),
        ("Báo Kon Tum đăng 12 kỳ.", {"value": "12", "levels": "tỉnh"}, []),
        ("Số hóa tại 3 cấp: 91%; 77%; 65%.", {"value": "77%", "levels": "huyện"}, []),
        ("Số hóa tại cấp tỉnh, huyện đạt 77%.", {"value": "77%", "levels": "xã"}, ["levels"]),
        ("Thành phố Vị Thanh nhận 12 hồ sơ.", {"value": "12", "levels": "huyện"}, []),
        ("Cấp xã có 12 lớp. Cấp huyện có 9 lớp.", {"evidence": "có 9 lớp", "value": "9", "levels": "xã"}, ["levels"]),
    ],
)  # fmt: skip
def test_what_a_figure_is_out_of_and_who_names_a_level(text, cells, wrong):
    given = dict.fromkeys(("comparator", "levels", "ceiling", "period", "scope")) | {"line": "1", "evidence": text}
    assert [column for column, _ in check_statement(given | cells, text_of(text))] == wrong


def test_a_phrase_is_found_as_whole_words(tmp_path):
    (tmp_path / "t.txt").write_text("xãm xã", encoding="utf-8")
    assert read_text(tmp_path / "t.txt").places("xã") == [4]


def test_evidence_may_stand_near_its_line_and_across_marks(verified):
    assert verified({"line": "5"}).held == 1
    marked = {
        "evidence": "02 lớp 1 tập huấn",
        "value": "02",
        "line": "8",
        "comparator": "",
        "levels": "",
        "ceiling": "",
    }
    assert verified(marked | {"indicator": "lớp tập huấn"}).held == 1


def test_another_text_is_told_and_a_missing_one_fails(raw, verified, tmp_path):
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert verified({}).told == [f"plan: the text is not the one that was coded (sha256 {digest})"]
    raw.document("other", RIGHT, sha256=digest)
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    raw.document("third", RIGHT)
    found = verify_statements(raw.path, tmp_path)
    assert (found.held, found.total) == (2, 3)
    assert [line.split(":")[0] for line in found.told] == ["plan"]
    assert [str(fault) for fault in found.faults] == [
        f"{tmp_path}/third.txt: No such file or directory; check the path and its permissions"
    ]


def test_lines_are_those_of_the_file(tmp_path):
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    text = read_text(tmp_path / "t.txt")
    for number, line in enumerate(TEXT.split("\n"), start=1):
        for word in ("KẾ", "Tối", "việc", "dần", "02"):
            if word in line:
                assert text.line(text.places(word)[0]) == number


def test_the_five_documents_are_verified(texts):
    found = verify_statements(ROOT / "data" / "raw", texts)
    assert (found.faults, found.told) == ([], [])
    assert found.held == found.total > 200


def test_a_slip_in_any_figure_is_caught(texts):
    """Each digit of the coded values is changed in turn: the statement must then fail."""
    from cchc_analysis.load.statements import load_statements

    read = {path.stem: read_text(path) for path in texts.glob("*.txt")}
    slips = caught = 0
    for cells in load_statements(ROOT / "data" / "raw").iter_rows(named=True):
        if not cells["value"]:
            continue
        wrong = cells["value"].translate(str.maketrans("0123456789", "1234567890"))
        slips += 1
        caught += bool(list(check_statement(cells | {"value": wrong}, read[cells["document"]])))
    assert caught == slips > 150


def test_no_sentence_of_a_document_is_in_the_repository(texts):
    """No run of 18 words of a text stands in a data file."""

    def words(content):
        return re.findall(r"\w+", content.lower())

    grams = set()
    for path in texts.glob("*.txt"):
        run = words(path.read_text(encoding="utf-8"))
        grams |= {tuple(run[i : i + 18]) for i in range(len(run) - 17)}
    for folder in ("data", "cchc_analysis", "docs", "notebooks", "figures"):
        for path in (ROOT / folder).rglob("*"):
            kept = path.suffix in {".csv", ".md", ".py", ".ipynb", ".svg"} and "documents" not in path.parent.name
            run = words(path.read_text(encoding="utf-8")) if kept else []
            assert not any(tuple(run[i : i + 18]) in grams for i in range(len(run) - 17)), path


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("hồ sơ trực tuyến đạt 60%; cấp xã đạt 55%", []),
        ("cấp xã: hồ sơ trả chậm 2%; hồ sơ trực tuyến đạt 60%", ["levels"]),
    ],
)
def test_a_level_that_is_named_only_for_what_follows_leaves_that_of_the_heading(sentence, wrong):
    cells = {"evidence": "hồ sơ trực tuyến đạt 60%", "value": "60%", "levels": "huyện", "comparator": None}
    assert [column for column, _ in unborne(cells, sentence, "đối với các huyện:")] == wrong
