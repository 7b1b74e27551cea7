"""``cchc add``: a row in the register and a draft, both or neither; accepting the draft is moving it."""

import re
import shutil
from dataclasses import replace

import pytest

from cchc_analysis.catalog import NO_PROVINCE
from cchc_analysis.errors import DataError
from cchc_analysis.extract.confidence import judge
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import read_facts
from cchc_analysis.extract.figures import Stated, uncovered_figures
from cchc_analysis.extract.files import add_document
from cchc_analysis.extract.matching import Clue
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.statements import Reason
from cchc_analysis.load.register import load_documents
from cchc_analysis.load.statements import waiting_drafts
from cchc_analysis.read.reading import read_text
from cchc_analysis.read.text import text_of
from cchc_analysis.table import build
from cchc_analysis.verify import check_statement, verify_statements
from tests.conftest import ROOT
from tests.plans import PLAN, cchc, rows_of, write

OWN = "province,province_code\nLạng Giang,98\n"


@pytest.fixture
def own(raw):
    """A folder of coded data with one document and a province of its own."""
    raw.document("plan", {"value": "90%"})
    raw.text("provinces.csv", OWN)
    return raw


@pytest.fixture
def file(tmp_path):
    """The file of a small plan."""
    return write(tmp_path / "Lạng Giang 2024 (bản 1).txt")


NAME = "lang-giang-2024-ban-1"


def add(raw, file, province="Lạng Giang", kind="plan", period="2024"):
    """Register the small plan."""
    return add_document(raw.path, file, province, kind, period)


def files(raw):
    """Everything in the folder, by path."""
    return {path: path.read_bytes() for path in raw.path.rglob("*") if path.is_file()}


def test_the_register_gains_a_row_and_keeps_the_rest(own, file):
    before = (own.path / "documents.csv").read_bytes()
    added = add(own, file)
    after = (own.path / "documents.csv").read_bytes()
    assert after.startswith(before)
    assert added.document == NAME
    [row] = load_documents(own.path).filter(document=NAME).rows(named=True)
    assert row["title"] == "KẾ HOẠCH Cải cách hành chính năm 2024"
    assert (row["province"], row["number"], row["issued"]) == ("Lạng Giang", "12/KH-UBND", "2024-01-05")
    assert len(row["sha256"]) == 64


def test_the_draft_has_a_confidence_and_a_reason_in_each_row(own, file):
    added = add(own, file)
    rows = rows_of((own.path / "drafts" / f"{NAME}.csv").read_text(encoding="utf-8"))
    assert [(row["statement"], row["confidence"]) for row in rows] == [
        ("lg001", "high"),
        ("lg002", "medium"),  # the bound is the one said before the first figure
        ("lg003", "high"),
        ("lg004", "high"),
        ("lg005", "medium"),
    ]
    assert [row["repeats"] for row in rows] == ["", "", "", "lg001", "lg002"]
    assert all(row["reason"] for row in rows)
    assert len(added.rows) == 5
    assert [path.name for path in added.written] == [f"{NAME}.csv", f"{NAME}.uncovered.csv", "documents.csv"]


def test_figures_that_gave_no_statement_are_listed(own, file):
    assert add(own, file).uncovered == 1
    [figure] = rows_of((own.path / "drafts" / f"{NAME}.uncovered.csv").read_text(encoding="utf-8"))
    assert figure == {
        "line": "19",
        "figure": "300",
        "context": "c) Sơn lại 300 hồ sơ.",
        "nearest": "dossiers_settled_count or dossiers_received_count",
    }


def test_a_waiting_draft_is_left_out_and_an_accepted_one_is_built_and_verified(own, file, tmp_path):
    before = own.build().targets
    add(own, file)
    assert own.build().targets.equals(before)
    assert waiting_drafts(own.path, load_documents(own.path)["document"]) == [NAME]
    shutil.move(own.path / "drafts" / f"{NAME}.csv", own.path / "statements" / f"{NAME}.csv")
    rows = own.build().targets.filter(province="Lạng Giang").select("metric", "level", "value", "mentions").rows()
    assert sorted(rows, key=str) == [
        ("e_dossier_rate", "district", 80.0, 2),
        ("e_dossier_rate", "province", 90.0, 2),
        ("par_index", "all", None, 1),
    ]
    assert waiting_drafts(own.path, load_documents(own.path)["document"]) == []
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(file, texts / f"{NAME}.txt")
    write(texts / "plan.txt", "90% hồ sơ công việc")
    found = verify_statements(own.path, texts)
    assert (found.held, found.total, found.faults) == (6, 6, [])


def test_a_waiting_draft_needs_no_text_to_verify_the_others(own, file, tmp_path):
    add(own, file)
    write(tmp_path / "plan.txt", "90% hồ sơ công việc")
    assert verify_statements(own.path, tmp_path).faults == []


def test_a_table_of_drafts_only_is_empty(raw, file):
    (raw.path / "documents.csv").write_text(
        "document,province,kind,number,title,issued,period,sha256,notes\n", encoding="utf-8"
    )
    add(raw, file, "Kon Tum")
    assert build(raw.path).targets.is_empty()


def test_ids_do_not_begin_as_those_of_another_sheet(own, file):
    own.document("another", {"statement": "lg001", "value": "90%"})
    assert add(own, file).rows[0]["statement"] == "lgb001"


def test_two_rows_that_share_a_measure_with_two_values_name_each_other_in_a_note(own, tmp_path):
    text = PLAN.replace("Phấn đấu tối thiểu 90%", "Phấn đấu tối thiểu 70%")
    rows = add(own, write(tmp_path / "kh.txt", text)).rows
    told = {row["statement"]: row["reason"] for row in rows if "the same measure" in row["reason"]}
    assert list(told) == ["k001", "k004"]
    assert told["k001"].startswith("the same measure as k004 (70%): ")
    assert told["k004"].startswith("the same measure as k001 (90%): ")
    assert {row["confidence"] for row in rows if row["statement"] in told} == {"high"}


def test_of_two_rows_of_one_line_that_share_a_measure_none_is_sure(own, tmp_path):
    table = "| Cấp | Hồ sơ tiếp nhận đợt 1 | Hồ sơ tiếp nhận đợt 2 |\n| Cấp tỉnh | 1.200 | 1.500 |\n| Cấp xã | 800 | |\n"
    rows = add(own, write(tmp_path / "bc.txt", f"BÁO CÁO\nCông tác CCHC năm 2024 của tỉnh Cà Mau\n\n{table}")).rows
    assert [(row["value"], row["confidence"]) for row in rows] == [
        ("1.200", "low"),
        ("1.500", "low"),
        ("800", "medium"),
    ]
    assert rows[0]["reason"].startswith("the same measure as b002 (1.500): ")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Hàng năm tiếp nhận 500 hồ sơ trực tuyến.",
            "the figure is of each year, which received_online does not say",
        ),
        ("Mở 5 lớp bồi dưỡng văn thư, lưu trữ/năm.", "unknown base 'văn thư, lưu trữ, /năm'"),
    ],
)
def test_what_is_of_each_year_on_a_base_that_does_not_say_so_is_not_sure(own, tmp_path, text, why):
    plan = f"KẾ HOẠCH\nCông tác CCHC giai đoạn 2021 - 2025 của tỉnh Cà Mau\n\n{text}\n"
    [row] = add(own, write(tmp_path / "kh.txt", plan), period="2021/2025").rows
    assert row["confidence"] == "low"
    assert row["reason"].startswith(f"scope: {why}; add ")
    assert "cchc_analysis/catalog/scopes.csv" in row["reason"]


@pytest.fixture
def graded():
    """Grade the first draft of the small plan, some of it changed."""
    text = text_of(PLAN)
    draft = next(read_document(text, read_facts(text).document("plan")))

    def grade(*wrong, unknown=(), alike=(), **changed):
        return judge(replace(draft, **changed), unknown, wrong, alike)

    return grade


OWN_CLAUSE = dict.fromkeys(("metric", "level", "comparator", "period"), Reason.OWN)


@pytest.mark.parametrize(
    ("slot", "why", "reason"),
    [
        ("metric", Reason.CONTINUES, "metric: continues the figure before"),
        ("level", Reason.HEADING, "level: heading"),
        ("period", Reason.BEFORE, "period: sentence before"),
    ],
)
def test_what_does_not_stand_in_its_own_clause_is_medium(graded, slot, why, reason):
    assert graded(reasons=OWN_CLAUSE) == ("high", "all from its own clause")
    assert graded(reasons={**OWN_CLAUSE, slot: why}) == ("medium", reason)


@pytest.mark.parametrize(
    ("kind", "text", "confidence"),
    [
        ("plan", "Phấn đấu 95% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng.", "high"),
        ("plan", "Năm 2024, tối thiểu 80% hồ sơ thủ tục hành chính của cấp huyện được nộp trực tuyến.", "high"),
        ("plan", "Đến hết năm 2024, ít nhất 70% cán bộ, công chức cấp xã đạt chuẩn.", "high"),
        ("report", "Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn toàn tỉnh đạt 98,9%.", "high"),
        ("report", "Toàn tỉnh đã có 100% thủ tục hành chính nội bộ được công bố.", "high"),
        ("report", "Đã có 100% thủ tục hành chính nội bộ được công bố.", "medium"),  # of whom?
        ("report", "Chỉ số PAR INDEX của tỉnh đạt 87,2 điểm.", "medium"),  # of which year?
        ("report", "Chỉ số PAR INDEX năm 2022 của tỉnh đạt 87,2 điểm.", "high"),
        ("report", "Tỷ lệ hồ sơ đất đai giải quyết đúng hạn đạt 91%.", "medium"),  # of land
        ("plan", "Tối thiểu 90% hồ sơ trồng rừng được nộp trực tuyến.", "medium"),  # of woods
        ("report", "Trong quý, các xã vùng cao đã số hóa 35% kết quả giải quyết TTHC.", "medium"),  # of some
        ("report", "Sở Xây dựng đã giải quyết đúng hạn 100% hồ sơ thủ tục hành chính.", "medium"),  # of one body
        ("report", "Chỉ tiêu được giao là 60% hồ sơ nộp trực tuyến.", "medium"),  # an aim in a report
        ("report", "| Chỉ tiêu | Cấp tỉnh |\n| Tỷ lệ văn bản được ký số | 90% |", "high"),
        ("report", "Chỉ tiêu      Cấp tỉnh     Cơ quan\nTỷ lệ văn bản được ký số     90%     Sở Nội vụ", "medium"),
    ],
)
def test_a_row_is_sure_only_where_its_clause_says_nothing_else(kind, text, confidence):
    read = text_of(text)
    (draft,) = read_document(read, read_facts(read).given(kind=kind, period="2024").document("plan"))
    assert judge(draft, (), (), ()).confidence == confidence


def test_a_note_beside_a_row_is_no_doubt(graded):
    assert graded(alike=["the same measure as k004"]).confidence == "high"


def test_what_cannot_be_harmonized_or_stays_open_is_low_whatever_else(graded):
    found = graded(
        "period: no year",
        metric=None,
        kind="score",
        clue=Clue(concepts=frozenset({"par_index"})),
        unknown=["kind"],
    )
    assert found.confidence == "low"
    assert found.reason.startswith(
        "metric: open; nearest par_index; build takes its words for e_dossier_rate; kind: open, the document"
    )


@pytest.mark.parametrize(
    ("text", "uncovered"),
    [
        ("Đạt 90% và 12/12 huyện.", ["90%", "12/12"]),
        ("Ngày 05/01/2024, Nghị quyết số 76/NQ-CP, Điều 5 khoản 2, năm 2024.", []),
        ("| 1 | Hồ sơ | 300 hồ sơ | 45 % |", ["300", "45 %"]),
        ("Còn 347 cơ quan (cấp tỉnh 41, cấp huyện 126); thu hồi 743.", ["347", "41", "126", "743"]),
        ("| TT | Đơn vị | Nhận |\n| 1 | Sở Y tế | 850 |\n| 2 | Sở Tư pháp | 72 |", ["850", "72"]),
        ("Phần việc (1), giai đoạn 2021 - 2025, mức độ 3 và 4, trong 6 tháng.", []),
        ("Duy trì chuyên mục 24 số/năm, PAPI xếp thứ 12/63.", ["24", "12/63"]),
        ("Số hồ sơ\n\n18\n\nTổng số", ["18"]),
        ("1 Gồm: khai giảng 02 lớp.\n\n5.300 hồ sơ đã được giải quyết.", ["02", "5.300"]),
    ],
)
def test_each_figure_of_a_text_is_covered_or_listed(text, uncovered):
    read = text_of(text)
    assert [each.figure for each in uncovered_figures(read, [])] == uncovered
    stated = [Stated(each.start, each.end, each.figure, "") for each in uncovered_figures(read, [])]
    assert list(uncovered_figures(read, stated)) == []


def test_no_percent_of_a_document_is_passed_over_in_silence(texts):
    for path in texts.glob("*.txt"):
        text = read_text(path)
        drafted = draft_sheet(text, read_facts(text).document(path.stem), NO_PROVINCE)
        held = [cell for row in drafted.rows for cell in (row["evidence"], row["ceiling"]) if cell]
        told = " ".join([*held, *(each.figure for each in drafted.uncovered)])
        assert set(re.findall(r"\d+(?:,\d+)?%", text.words)) <= set(re.findall(r"\d+(?:,\d+)?%", told))
        assert max((len(each.context.split(" ")) for each in drafted.uncovered), default=0) <= 15


@pytest.mark.parametrize("name", ["set-2", "set-5", "set-9"])
def test_every_row_that_is_drafted_passes_verify(name):
    """Levels of table heads, bounds of leads, ranks out of 63: what a draft writes stands where verify looks."""
    for path in (ROOT / "tests" / "data" / "documents" / name).glob("*.txt"):
        text = read_text(path)
        drafted = draft_sheet(text, read_facts(text).document(path.stem), NO_PROVINCE)
        assert len(drafted.rows) > 20
        assert [wrong for row in drafted.rows for wrong in check_statement(row, text)] == []


def test_no_cell_begins_as_a_formula(own, tmp_path):
    text = PLAN.replace(
        "c) Sơn lại 300 hồ sơ.", "=90% hồ sơ công việc cấp xã xử lý trên môi trường mạng.\n\n=300 hồ sơ"
    )
    added = add(own, write(tmp_path / "kh.txt", text))
    for path in added.written:
        for row in rows_of(path.read_text(encoding="utf-8")):
            assert not any((cell or "").startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize(
    ("end", "newline"), [("", "\n"), ("\n", "\n"), ("\r\n", "\r\n")], ids=["no end", "unix", "windows"]
)
def test_the_register_may_be_saved_by_a_spreadsheet(own, file, end, newline):
    path = own.path / "documents.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    saved = ("\ufeff" + newline.join(line + "," for line in lines) + end).encode()
    path.write_bytes(saved)
    add(own, file)
    assert path.read_bytes().startswith(saved)
    assert path.read_bytes().endswith(newline.encode())
    assert load_documents(own.path).height == 2


def test_the_same_document_twice_is_refused(own, file, tmp_path):
    add(own, file)
    with pytest.raises(
        DataError, match=f"'{NAME}' is in documents.csv already; rename the file, or remove the row"
    ):
        add(own, file)
    with pytest.raises(DataError, match=f"the same text is in documents.csv as '{NAME}'"):
        add(own, write(tmp_path / "other.txt"))


def test_a_draft_that_a_person_works_on_is_not_overwritten(own, file):
    (own.path / "drafts").mkdir()
    own.text(f"drafts/{NAME}.csv", "mine")
    with pytest.raises(DataError, match="is there already; move or remove it"):
        add(own, file)
    assert (own.path / "drafts" / f"{NAME}.csv").read_text() == "mine"


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"province": "Kon Tom"}, "province", "unknown 'Kon Tom'; nearest: Kon Tum"),
        ({"province": ""}, "province", "empty province"),
        ({"period": "2O24"}, "period", "cannot read '2O24'; write 2023, 2021/2025, 2020-Q3 or 2023"),
        ({"period": "2025/2021"}, "period", "cannot read '2025/2021'"),
        ({"kind": "plam"}, "kind", "cannot read 'plam'; write plan or report"),
    ],
)
def test_what_is_said_of_a_document_is_checked(own, file, cells, column, says):
    before = files(own)
    with pytest.raises(DataError) as error:
        add(own, file, **cells)
    assert str(error.value).startswith(f"{file}, column {column}: {says}")
    assert len(error.value.faults) == 1
    assert files(own) == before


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "No such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)), "NUL bytes"),
        ("picture.docx", b"\x89PNG\r\n", "no docx file"),
        ("english.txt", b"Plan of the reform: 90% of dossiers.", "not in Vietnamese"),
        ("(…).txt", PLAN.encode(), "gives no id; rename it"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_changes_nothing(own, tmp_path, name, content, says):
    before = files(own)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as error:
        add(own, tmp_path / name)
    assert str(error.value).startswith(f"{tmp_path / name}: ")
    assert says in str(error.value)
    assert files(own) == before


def test_everything_wrong_is_told_at_once(own, tmp_path):
    with pytest.raises(DataError) as error:
        add(own, tmp_path / "missing.txt", "Kon Tom", "plan", "soon")
    assert [fault.column for fault in error.value.faults] == ["", "period", "province"]


def test_a_draft_that_cannot_be_written_leaves_the_register_alone(own, file):
    own.text("drafts", "in the way")
    before = files(own)
    with pytest.raises(NotADirectoryError, match=r"a file, not a folder: '.*/drafts'"):
        add(own, file)
    assert files(own) == before


def test_a_register_that_cannot_be_replaced_takes_the_draft_back(own, file, monkeypatch):
    from pathlib import Path

    replace = Path.replace

    def refuse(self, target):
        if target.name == "documents.csv":
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    before = files(own)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError, match=r"Permission denied: '.*documents\.csv'"):
        add(own, file)
    assert files(own) == before
    assert not (own.path / "drafts").exists()


def test_a_first_page_that_says_otherwise_is_told(own, file):
    told = add(own, file, "Kon Tum", "report", "2023").told
    assert [line.removeprefix(f"{file}: ").split(";")[0] for line in told] == [
        "registered with kind 'report', the first page reads 'plan'",
        "registered with period '2023', the first page reads '2024'",
    ]


def test_an_alias_is_registered_under_the_name(own, tmp_path):
    add(own, write(tmp_path / "hue.txt"), "thành phố huế")
    assert "Thừa Thiên Huế" in load_documents(own.path)["province"].to_list()


def test_the_command_says_what_it_wrote_and_what_comes_next(own, file):
    words = ["add", file, "--province", "Lạng Giang", "--kind", "plan", "--period", "2024", "--raw", own.path]
    code, printed, told = cchc(*words)
    assert (code, told) == (0, [])
    assert [line.split()[0] for line in printed.splitlines()[:3]] == ["wrote"] * 3
    assert printed.splitlines()[3] == "5 statements drafted; 1 figure gave none"
    assert printed.splitlines()[4:] == [
        "next: put the file as lang-giang-2024-ban-1.txt into the folder of texts,",
        "run cchc review lang-giang-2024-ban-1, correct the draft, then move it to the folder statements",
    ]
    code, printed, _ = cchc("build", "--raw", own.path, "--out", own.path.parent / "out")
    assert code == 0
    assert f"1 document waits as a draft: {NAME}" in printed
    assert cchc(*words) == (
        1,
        "",
        [f"{file}: '{NAME}' is in documents.csv already; rename the file, or remove the row"],
    )
    assert cchc("add", file, "--province", "Kon Tum", "--kind", "plam", "--period", "2024")[0] == 2
    assert cchc("add", file, "--province", "Kon Tum")[0] == 2


def test_a_sheet_may_keep_confidence_and_reason_but_no_other_column(own):
    path = own.sheet("plan", {"value": "90%"})
    lines = path.read_text(encoding="utf-8").splitlines()
    own.text("statements/plan.csv", f"{lines[0]},reason,confidence\n{lines[1]},why,high\n")
    assert own.build().targets.height == 1
    own.text("statements/plan.csv", f"{lines[0]},certainty\n{lines[1]},high\n")
    with pytest.raises(DataError, match="column certainty: unknown column"):
        own.build()
