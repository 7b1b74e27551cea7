"""``cchc review``: one page that needs nothing else, on which text and rows point at each other."""

import re
from html.parser import HTMLParser

import pytest

from cchc_analysis.errors import DataError
from cchc_analysis.export.review import review_document
from cchc_analysis.extract.files import add_document
from tests.conftest import ROOT
from tests.plans import PLAN, cchc, write

VOID = {"meta", "br", "link", "img", "input"}


class Page(HTMLParser):
    """The tags, links, ids and words of a page; a tag that is not closed is an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.links, self.ids, self.words, self.classes = [], [], [], [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.classes += (given.get("class") or "").split()
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def page(raw, tmp_path):
    """Review the draft of a text."""

    def review(text=PLAN):
        raw.document("first", {"value": "90%"})
        add_document(raw.path, write(tmp_path / "kh.txt", text), "Kon Tum", "plan", "2024")
        return review_document("kh", raw.path, tmp_path)[1]

    return review


def test_evidence_and_rows_point_at_each_other(page):
    found = Page(page())
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)
    for number in range(1, 6):
        assert {f"#row-{number}", f"#at-{number}"} <= set(found.links)
    assert found.links.count("#open-1") == 1


def test_figures_without_a_statement_are_marked_otherwise(page):
    html = page()
    assert re.search(r'<mark class="open" title="[^"]*figure without a statement">300</mark>', html)
    assert '<mark class="high"' in html


def test_nothing_leaves_the_page(page):
    html = page()
    found = Page(html)
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(found.tags)
    assert "://" not in html
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ title }} & 90% hồ sơ công việc'


def test_words_of_a_document_never_become_markup(page):
    html = page(PLAN.replace("c) Sơn lại 300 hồ sơ.", f"c) {HOSTILE} cấp xã xử lý trên môi trường mạng."))
    found = Page(html)
    assert not {"script", "img"} & set(found.tags)
    assert "<script>alert(1)</script>" in "".join(found.words)
    assert "{{ title }}" in "".join(found.words)


def test_cells_of_a_draft_never_become_markup(raw, tmp_path):
    cells = {"value": "90%", "indicator": HOSTILE, "section": '"><script>', "note": "<script>"}
    raw.document("plan", cells, title="<script>alert(3)</script>")
    write(tmp_path / "plan.txt", "90% hồ sơ công việc")
    found = Page(review_document("plan", raw.path, tmp_path)[1])
    assert "script" not in found.tags


def test_statements_that_share_words_are_all_linked(raw, tmp_path):
    both = {"evidence": "90% hồ sơ công việc", "line": "1"}
    raw.document(
        "plan",
        both | {"value": "90%"},
        both | {"evidence": "hồ sơ công việc cấp tỉnh", "comparator": "nâng cao"},
    )
    write(tmp_path / "plan.txt", "Nâng cao 90% hồ sơ công việc cấp tỉnh.")
    html = review_document("plan", raw.path, tmp_path)[1]
    found = Page(html)
    assert [word for word in found.words if word in ("90% ", "hồ sơ công việc", " cấp tỉnh")] == [
        "90% ",
        "hồ sơ công việc",
        " cấp tỉnh",
    ]
    assert {"#row-1", "#row-2"} <= set(found.links)


def test_a_coded_sheet_is_shown_without_confidence(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    write(tmp_path / "plan.txt", "Đạt 90% hồ sơ công việc và 12/12 huyện.")
    found = Page(review_document("plan", raw.path, tmp_path)[1])
    assert "person" in found.classes
    assert not {"high", "medium", "low"} & set(found.classes)
    assert "12/12" in found.words


def test_a_draft_goes_before_the_sheet(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    add_document(raw.path, write(tmp_path / "kh.txt"), "Kon Tum", "plan", "2024")
    words = "".join(Page(review_document("kh", raw.path, tmp_path)[1]).words)
    assert "draft to be reviewed" in words
    assert "KẾ HOẠCH Cải cách hành chính năm 2024 · Kon Tum" in words


def test_a_row_that_a_person_left_half_done_is_shown_with_what_is_wrong(raw, tmp_path):
    raw.document(
        "plan", {"evidence": "91% hồ sơ", "value": "91%"}, {"line": "x", "value": "90%"}, {"evidence": ""}
    )
    write(tmp_path / "plan.txt", "90% hồ sơ công việc")
    words = "".join(Page(review_document("plan", raw.path, tmp_path)[1]).words)
    assert "evidence not found in the text" in words
    assert "cannot read 'x'; write the number of the line" in words
    assert "empty evidence; fill the cell in" in words


def test_labels_are_vietnamese_first(page):
    words = " ".join(" ".join(Page(page()).words).split())
    for label in (
        "Chỉ tiêu Metric",
        "Số liệu Value",
        "Độ tin cậy Confidence",
        "Mục Section",
        "Phạm vi tính Scope",
    ):
        assert label in words


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_the_text_may_be_a_page_or_plain(raw, tmp_path, suffix):
    raw.document("plan", {"value": "90%"})
    body = "<html><body><p>90% hồ sơ công việc</p></body></html>" if suffix == ".html" else "90% hồ sơ công việc"
    write(tmp_path / f"plan{suffix}", body)
    assert "#row-1" in Page(review_document("plan", raw.path, tmp_path)[1]).links


def test_coded_data_elsewhere_may_have_its_texts_beside_it(raw, tmp_path, monkeypatch):
    raw.document("plan", {"value": "90%"})
    (raw.path / "documents").mkdir()
    write(raw.path / "documents" / "plan.txt", "Đạt 90% hồ sơ công việc.")
    monkeypatch.delenv("CCHC_DOCUMENTS", raising=False)
    out = tmp_path / "page.html"
    assert cchc("review", "plan", "--raw", raw.path, "--out", out) == (0, f"wrote {out}\n", [])
    assert cchc("verify", "--raw", raw.path)[1] == "1 of 1 statements verified\n"
    code, _, told = cchc("review", "plan", "--raw", raw.path, "--documents", tmp_path)
    assert (code, told) == (
        1,
        [f"{tmp_path}/plan.txt: No such file or directory; check the path and its permissions"],
    )


def test_a_plain_base_is_said_in_both_languages(page):
    assert "phạm vi chung của chỉ tiêu · the metric&#39;s own" in page()


def test_what_is_not_there_is_told(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    with pytest.raises(
        DataError, match=r"plam: no document of documents.csv, cchc add takes one in; nearest: plan"
    ):
        review_document("plam", raw.path, tmp_path)
    with pytest.raises(DataError, match=r"plan.txt: No such file or directory"):
        review_document("plan", raw.path, tmp_path)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(DataError, match=r"plan.pdf: "):
        review_document("plan", raw.path, tmp_path)


def test_the_command_writes_where_it_is_told_and_by_default_here(page, raw, tmp_path):
    page()
    asked = ["review", "kh", "--raw", raw.path, "--documents", tmp_path]
    code, printed, told = cchc(*asked, "--out", tmp_path / "p" / "a.html")
    assert (code, printed, told) == (0, f"wrote {tmp_path / 'p' / 'a.html'}\n", [])
    code, printed, told = cchc(*asked, cwd=tmp_path)
    assert (code, printed, told) == (0, "wrote review-kh.html\n", [])
    assert (tmp_path / "review-kh.html").exists()
    code, _, told = cchc(*asked, "--out", tmp_path)
    assert (code, told) == (1, [f"{tmp_path}: Is a directory; check the path and its permissions"])
    code, _, told = cchc("review", "no-such", "--raw", raw.path)
    assert (code, len(told)) == (1, 1)
    assert "review-*.html" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize("width", [1280, 1366, 1920])
def test_every_column_is_seen_on_a_small_laptop(raw, tmp_path, width, chromium):
    page, plan = tmp_path / "page.html", ROOT / "examples" / "song-lam-2024-27-kh-ubnd.txt"
    raw.document("first", {"value": "90%"})
    added = add_document(raw.path, plan, "Kon Tum", "plan", "2024")
    page.write_text(review_document(added.document, raw.path, plan.parent)[1], encoding="utf-8")
    tab = chromium.new_page(viewport={"width": width, "height": 768})
    tab.goto(page.as_uri())
    for pane in ("#rows", "#text"):
        assert tab.locator(pane).evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    tab.close()


def luminance(colour):
    """Relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_ink_reads_on_every_ground(page):
    """Contrast of 4.5 to 1 at least (WCAG 2 AA)."""
    html = page()
    grounds = [*re.findall(r"background: (#[0-9a-f]{6})", html), "#ffffff"]
    inks = re.findall(r"[^-]color: (#[0-9a-f]{6})", html)
    assert len(grounds) > 5
    for ground in grounds:
        for ink in inks:
            assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5, (ink, ground)
