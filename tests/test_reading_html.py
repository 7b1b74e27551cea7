"""Web pages become their main text: what is kept, what is left out, in which encoding."""

import unicodedata

import pytest

from cchc_analysis.read.errors import UnreadableError
from tests.reading import read, read_paragraphs


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<h1>Kế hoạch</h1><p>Tối  thiểu\n80%<p>hết", ["Kế hoạch", "Tối thiểu 80%", "hết"]),
        ("<ul><li>một<li>hai</ul>ba", ["- một", "- hai", "ba"]),
        ("<ol><li>một<li>hai<ol type=a start=3><li>ba</ol><li>bốn</ol>", ["1. một", "2. hai", "c. ba", "3. bốn"]),
        ("<ol type=I><li>Mục tiêu<li>Kết quả</ol>", ["I. Mục tiêu", "II. Kết quả"]),
        ("<ul><li>a) một<li>• hai<li><p></p></ul>ba", ["a) một", "• hai", "ba"]),
        (
            "<table><tr><td>TT<td>Tỷ lệ<tr><td>1<td><p>80%</p><p>90%</p></table>",
            ["| TT | Tỷ lệ |\n| 1 | 80%\v90% |"],
        ),
        ("<p>một<br>hai<br/><br/>ba</p>", ["một\nhai", "ba"]),
        ("<pre>một\n  hai</pre>", ["một\nhai"]),
        ("<p>a&lt;b &amp; &#7841; &ge; 90%", ["a<b & ạ ≥ 90%"]),
        ("<p>năm 2030<sup>1</sup>, 5 m<sup>2</sup>, H<sub>2</sub>O", ["năm 2030[1], 5 m2, H2O"]),
        ("<p>tr<b>o</b>ng <span>dòng</span>", ["trong dòng"]),
        ("<p>còn<!-- bỏ --><script>bỏ('<p>')</script><style>bỏ{}</style><noscript>bỏ</noscript>", ["còn"]),
        ("<nav>bỏ</nav><header>bỏ</header><aside>bỏ</aside><p>còn<footer>bỏ</footer>", ["còn"]),
        ("<div role=navigation>bỏ</div><p>còn", ["còn"]),
        ("<p>còn<div role=complementary>bỏ</div><div role=contentinfo>bỏ</div><dialog>bỏ</dialog>", ["còn"]),
        ("<p>còn <del>bỏ</del><s>bỏ</s><strike>bỏ</strike><ins>thêm</ins>", ["còn thêm"]),
        ("<p hidden>bỏ<p>còn<p style='color:red; DISPLAY : none'>bỏ", ["còn"]),
        ("<p>còn lại<form>bỏ <button>Gửi</button><select><option>bỏ</select></form>", ["còn lại"]),
        (
            "<form><p>cả trang nằm trong biểu mẫu<input value=x></form><p>cuối",
            ["cả trang nằm trong biểu mẫu", "cuối"],
        ),
        ("<div>bỏ</div><main><p>còn</main><div>bỏ</div>", ["còn"]),
        ("<div><main><p>còn</main></div><div>bỏ</div><p>bỏ", ["còn"]),
        ("<p>còn</p><main></main><p>hết", ["còn", "hết"]),
        ("<main><p>một</main><p>bỏ<main><p>hai<main>ba</main></main>", ["một", "hai", "ba"]),
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
        b"<meta charset=iso-8859-1><p>K&#7871; ho&#7841;ch\xa0",
    ],
)
def test_the_encoding_of_a_page_is_found(tmp_path, page):
    assert unicodedata.normalize("NFC", read(tmp_path, "page.htm", page)) == "Kế hoạch"


def test_a_page_in_an_encoding_of_before_unicode_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="not valid UTF-8"):
        read(tmp_path, "page.html", b"<p>caf\xe9")


@pytest.mark.parametrize("tag", ["div", "p", "table", "b", "form", "nav"])
def test_deep_nesting_in_a_page_is_no_trouble(tmp_path, tag):
    page = f"<p>trước</p>{f'<{tag}>' * 100_000}{f'</{tag}>' * 100_000}<p>sau</p>"
    assert read_paragraphs(tmp_path, "page.html", page)[0] == "trước"


def test_a_page_is_read_without_what_it_names_outside(tmp_path):
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a&x;b<img src="http://localhost/x">'
    assert read_paragraphs(tmp_path, "page.html", page)[-1].endswith("a&x;b")


def test_a_table_whose_spans_cover_more_than_it_holds_is_read_cell_by_cell(tmp_path):
    rows = "<tr><td>a<td rowspan=999 colspan=999>b" * 3000
    assert set(read_paragraphs(tmp_path, "page.html", f"<table>{rows}</table>")) == {"a", "b"}


def test_a_table_in_a_cell_stays_one_where_the_outer_one_only_lays_out_the_page(tmp_path):
    inner = "<table><tr><td>Cấp</td><td>Tỷ lệ</td></tr><tr><td>Xã</td><td>80%</td></tr></table>"
    page = "<table><tr><td><p>Biểu 1</p>{}</td></tr></table>"
    assert read_paragraphs(tmp_path, "a.html", page.format(inner).encode()) == [
        "Biểu 1",
        "| Cấp | Tỷ lệ |\n| Xã | 80% |",
    ]
    outer = f"<table><tr><td>Năm</td><td>Số liệu</td></tr><tr><td>2024</td><td>{inner}</td></tr></table>"
    assert read_paragraphs(tmp_path, "a.html", outer.encode()) == [
        "| Năm | Số liệu |\n| 2024 | Cấp Tỷ lệ\vXã 80% |"
    ]
