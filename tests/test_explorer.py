"""The explorer page: what it holds, that nothing in it can act, and how it behaves in a real browser."""

import csv
import hashlib
import html
import io
import json
import re
import shutil
from base64 import b64decode
from collections import Counter
from urllib.parse import urlencode

import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis import coverage, gaps
from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.errors import DataError
from cchc_analysis.export import explorer as module
from cchc_analysis.export.explorer import explorer, inline_json, write_explorer
from cchc_analysis.table import load_targets
from scripts.bench_explorer import many
from tests import browser
from tests.conftest import ROOT
from tests.test_cli import cchc

WORDS = {lang: module._words(lang) for lang in ("vi", "en")}
SCRIPT = "".join(
    (ROOT / f"cchc_analysis/export/explorer_{name}.js").read_text(encoding="utf-8") for name in module.SCRIPTS
)
HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028{{7*7}}&lt;b&gt;"
PANEL = "#view-{}:not([hidden])"


# What the page holds


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


@pytest.fixture(scope="module")
def page(targets):
    return explorer(targets)


def test_the_page_holds_the_whole_table_and_stays_under_3_mb(page, targets):
    held = pl.DataFrame(data_of(page)["rows"], schema=targets.schema)
    assert held.equals(targets)
    assert len(page.encode()) < 3_000_000


def test_the_page_holds_the_coverage_as_the_library_tells_it(page, targets):
    data = data_of(page)
    provinces, statuses = list(data["provinces"]), [status for status, _ in data["statuses"]]
    held = {
        (province, metric): statuses[code]
        for metric, codes in data["coverage"].items()
        for province, code in zip(provinces, codes, strict=True)
    }
    told = {(row["province"], row["metric"]): row["status"] for row in coverage(targets).iter_rows(named=True)}
    assert held == told


def test_a_second_run_gives_the_same_bytes(page, targets, tmp_path):
    path = write_explorer(targets.to_pandas(), tmp_path / "page.html")
    assert path.read_bytes() == page.encode()


def test_the_policy_lets_only_the_two_scripts_run_and_no_request_leave(page):
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    assert [hashlib.sha256(each.encode()).digest() for each in scripts] == [b64decode(each) for each in allowed]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert not re.search(r"https?:", policy)


def places(text):
    return sorted(re.findall(r"\{\w+\}", text))


def test_every_text_is_there_in_both_languages_and_none_is_left_over():
    rows = {row["key"]: row for row in module._read("explorer_labels.csv")}
    assert [
        key
        for key, row in rows.items()
        if bool(row["vi"]) != bool(row["en"]) or places(row["vi"]) != places(row["en"])
    ] == []
    files = [path for path in (ROOT / "cchc_analysis/export").glob("explorer*") if path.suffix != ".csv"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    by_value = {key for key in rows if f"`{key.split('_')[0]}_${{" in code} | {"increase", "decrease"}
    assert [key for key in rows if f'"{key}"' not in code and key not in by_value] == []


def test_lookalikes_name_metrics_of_the_catalogue():
    families = module._read("explorer_lookalikes.csv")
    assert {name for row in families for name in row["metrics"].split("|")} <= set(metrics())


def test_no_markup_is_made_of_text():
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", SCRIPT)


def test_json_cannot_end_its_element():
    worded = inline_json({"a": HOSTILE})
    assert not set("<>&\u2028") & set(worded)
    assert json.loads(worded) == {"a": HOSTILE}


# Bad input


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rows: rows.drop("scope"), "column scope: the column is missing"),
        (
            lambda rows: rows.with_columns(metric=pl.lit("e_dosier_rate")),
            "unknown 'e_dosier_rate'; nearest: e_dossier_rate",
        ),
        (
            lambda rows: rows.with_columns(level=pl.lit("ward")),
            "no long table (2 rules failed validation: - 'primary_key'",
        ),
        (lambda rows: rows.with_columns(value=pl.lit(float("inf"))), "'inf' failed for 226 rows"),
        (lambda rows: rows.clear(), "the table has no row; run cchc build"),
    ],
)
def test_a_table_that_cannot_be_shown_is_refused(targets, change, says):
    with pytest.raises(DataError, match=re.escape(says)):
        explorer(change(targets))


def test_another_language_is_refused(targets):
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        explorer(targets, "fr")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--lang", "fr"], 2, "--lang 'fr' is none of vi, en"),
        (["--lang", "vi,en"], 2, "--lang takes one of vi, en"),
        (["--out", "/proc/none/page.html"], 1, "/proc/none/page.html: No such file or directory; check the path"),
        (["--out", "data"], 1, "data: Is a directory; check the path"),
    ],
)
def test_the_command_refuses_in_one_line(words, code, says):
    exit_code, printed, error = cchc("explorer", *words)
    assert (exit_code, printed) == (code, "")
    assert says in error.replace("\n", " ")


def test_a_table_of_another_version_leaves_the_page_that_stands(tmp_path):
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    folder = tmp_path / "data" / "processed"
    folder.mkdir()
    load_targets().drop("note").write_parquet(folder / "targets.parquet")
    (tmp_path / "explorer.html").write_text("before")
    code, printed, error = cchc("explorer", cwd=tmp_path)
    assert (code, printed) == (1, "")
    assert error == "data/processed/targets.parquet: columns of another version; run cchc build\n"
    assert (tmp_path / "explorer.html").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["explorer.html"]


def test_the_command_says_what_it_wrote(tmp_path, page):
    code, printed, error = cchc("explorer", "--out", str(tmp_path / "page.html"))
    assert (code, error) == (0, "")
    assert printed == f"wrote {tmp_path}/page.html\n"
    assert (tmp_path / "page.html").stat().st_size == len(page.encode())


# In the browser


@pytest.fixture(scope="module")
def chromium():
    with browser.launched() as launched:
        yield launched


@pytest.fixture(scope="module")
def address(page, tmp_path_factory):
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


class Watched:
    """A tab that remembers what went wrong in it and what it asked for."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, **options
        )
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(10_000)
        self.address, self.wrong, self.asked = address, [], []
        self.tab.on("console", lambda message: self.wrong.append(message.text))
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.tab.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.tab.on("request", lambda request: self.asked.append(request.url))

    def open(self, hash=""):
        self.tab.goto("about:blank")
        self.tab.goto(f"{self.address}{hash}")
        return self.tab

    def texts(self, selector):
        return self.tab.locator(selector).all_text_contents()


@pytest.fixture
def watched(chromium, address):
    made = Watched(chromium, address)
    yield made
    made.context.close()
    assert made.wrong == []
    assert {url.split("#")[0] for url in made.asked} <= {made.address, "about:blank", "data:,"} | {
        url for url in made.asked if url.startswith("blob:")
    }


def test_it_loads_in_vietnamese_and_switches_every_label(watched, targets):
    tab = watched.open()
    assert watched.texts("h1") == [WORDS["vi"]["title"]]
    assert watched.texts("#count") == [f"{targets.height} trên {targets.height} dòng"]
    tab.click("[data-lang=en]")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.title() == WORDS["en"]["title"]
    assert watched.texts("#count") == [f"{targets.height} of {targets.height} rows"]
    for each in tab.locator("[data-word]").all():
        assert each.text_content() == WORDS["en"][each.get_attribute("data-word")]


@pytest.mark.parametrize("view", ["table", "compare", "coverage"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_view_is_wider_than_a_phone_and_no_text_is_missing(chromium, address, view, lang):
    watched = Watched(chromium, address)
    watched.tab.set_viewport_size({"width": 390, "height": 844})
    tab = watched.open(f"#lang={lang}&view={view}")
    tab.wait_for_selector(PANEL.format(view))
    tab.wait_for_timeout(200)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert not re.search(r"undefined|null|NaN|\{\w+\}", tab.inner_text("body"))
    watched.context.close()
    assert watched.wrong == []


def test_filters_agree_with_the_table_and_the_metric_list_follows_the_area(watched, targets):
    tab = watched.open("#lang=en")
    tab.select_option("[name=province]", "Kon Tum")
    tab.select_option("[name=area]", "direction")
    wanted = targets.filter(province="Kon Tum", area="direction")
    assert watched.texts("#count") == [f"{wanted.height} of {targets.height} rows"]
    assert tab.locator(".rows .row").count() == wanted.height
    offered = tab.eval_on_selector_all("#filters [name=metric] option", "all => all.map(each => each.value)")[1:]
    assert set(offered) == set(targets.filter(area="direction")["metric"])
    tab.click("#filters [type=reset]")
    expect(tab.locator("#count")).to_have_text(f"{targets.height} of {targets.height} rows")


def found(watched, search):
    """The rows that a search leaves, each as the words of its line."""
    tab = watched.open(f"#lang=en&{urlencode({'q': search})}")
    assert tab.input_value("[name=q]") == search
    return watched.texts(".row")


def test_a_search_takes_words_side_by_side_and_needs_no_marks(watched, targets):
    dossiers = targets.filter(pl.col("metric") == "e_dossier_rate").height
    assert len(found(watched, "hồ sơ công việc")) == dossiers
    assert found(watched, "ho so cong viec") == found(watched, "hồ sơ công việc")
    assert found(watched, "“Hồ sơ” công việc") == found(watched, "hồ sơ công việc")
    assert found(watched, "hồ sơ công vi") == found(watched, "hồ sơ công việc")  # the last word is being typed
    assert found(watched, "công việc hồ sơ") == found(watched, "hồ so công việc") == []
    assert len(found(watched, "ho so cong viec, Kon Tum")) == 3
    assert len(found(watched, "giảm tối thiểu 2,5% chi hỗ trợ")) == 1  # no comma between phrases


def test_words_written_with_marks_are_not_those_written_with_others(watched):
    land, reach, either = (found(watched, f"{word}, Kon Tum") for word in ("đất", "đạt", "dat"))
    assert set(land) < set(either)
    assert set(reach) < set(either)
    assert set(land) != set(reach)
    assert found(watched, "số hóa") == found(watched, "số hoá") != []


@pytest.mark.parametrize(
    ("search", "filters"),
    [
        ("Institutions", {"area": "institutions"}),
        ("thể chế", {"area": "institutions"}),
        ("commune level", {"level": "commune"}),
        ("cấp xã", {"level": "commune"}),
        ("kết quả", {"nature": "actual"}),
        ("e_dossier_rate", {"metric": "e_dossier_rate"}),
    ],
)
def test_a_search_finds_area_level_and_nature_in_both_languages(watched, targets, search, filters):
    watched.open(f"#lang=vi&{urlencode({'q': search} | filters)}")
    wanted = targets.filter(**filters).height
    assert watched.texts("#count") == [f"{wanted} trên {targets.height} dòng"]


def test_an_empty_answer_says_whether_the_documents_or_the_words_are_the_reason(watched):
    tab = watched.open("#lang=en")
    tab.fill("[name=q]", "zzz")
    expect(tab.locator("#count")).to_contain_text("No row matches the search")
    assert tab.locator(".rows").count() == 0
    watched.open("#lang=en&province=Kon+Tum&nature=actual")
    assert "no zero" in watched.texts("#count")[0]


def test_rows_that_no_document_states_are_marked_in_every_list(watched, targets):
    derived = targets.filter(pl.col("basis") != "stated")
    tab = watched.open("#lang=en")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".derived").count() == derived.height
    for lang, word in (("en", "computed"), ("vi", "số tính")):
        watched.open(f"#lang={lang}&metric=digitization_rate")
        assert watched.texts(".row .derived") == [word] * derived.filter(metric="digitization_rate").height
        assert word in WORDS[lang]["table_note"].lower()
        watched.open(f"#lang={lang}&view=compare&of=digitization_rate")
        assert set(watched.texts("#compared .derived")) == {word}


def test_figures_have_the_decimals_of_the_papers(watched):
    watched.open("#lang=vi&metric=online_service_rate&nature=actual")
    assert watched.texts("td.figure") == ["29,3 %số tính"]


def test_back_returns_to_the_view_and_the_metric_before(watched):
    tab = watched.open("#lang=en")
    tab.fill("[name=q]", "dossiers")
    expect(tab.locator("#count")).not_to_contain_text("226 of")
    tab.click("#tab-coverage")
    tab.click('#map button[aria-label^="Hậu Giang, Procedures or services offered online"]')
    tab.locator(".opener").first.click()
    tab.click("text=Compare this metric")
    tab.select_option("[name=of]", "e_dossier_rate")
    tab.go_back()
    expect(tab.locator("[name=of]")).to_have_value("online_service_rate")
    tab.go_back()
    expect(tab.locator(PANEL.format("table"))).to_have_count(1)
    assert tab.input_value("#filters [name=metric]") == "online_service_rate"
    tab.go_back()
    expect(tab.locator(PANEL.format("coverage"))).to_have_count(1)
    tab.go_back()
    expect(tab.locator(PANEL.format("table"))).to_have_count(1)
    assert tab.input_value("[name=q]") == "dossiers"  # typed in one place, so one step
    tab.go_forward()
    expect(tab.locator(PANEL.format("coverage"))).to_have_count(1)


def test_another_language_keeps_open_rows_and_the_page_which_the_link_holds(watched):
    tab = watched.open("#lang=en&sort=figure")
    tab.click("#pager button >> text=Next")
    assert "page=2" in tab.url
    tab.locator(".opener").first.click()
    tab.click("[data-lang=vi]")
    assert tab.locator(".details").count() == 1
    assert tab.locator(".opener").first.get_attribute("aria-expanded") == "true"
    assert watched.texts("#pager span") == ["Trang 2/5"]
    tab.reload()
    assert watched.texts("#pager span") == ["Trang 2/5"]
    tab.select_option("[name=province]", "Kon Tum")
    assert "page=" not in tab.url


def test_heads_sort_both_ways_and_back_and_say_so(watched, targets):
    tab = watched.open("#lang=en&metric=digitization_rate")
    in_table = watched.texts("td.figure")
    for order, reverse in (("ascending", False), ("descending", True)):
        tab.click("[data-sort=figure]")
        assert tab.locator("th.figure").get_attribute("aria-sort") == order
        shown = [float(re.sub(r"[^\d.]", "", text)) for text in watched.texts("td.figure")]
        assert shown == sorted(targets.filter(metric="digitization_rate")["value"], reverse=reverse)
    tab.click("[data-sort=figure]")
    assert watched.texts("td.figure") == in_table


def test_rows_without_a_figure_sort_last_either_way(watched):
    for order in ("figure", "-figure"):
        watched.open(f"#lang=en&province=Kon+Tum&sort={order}")
        assert "to be raised" in watched.texts("td.figure")[-1]


def test_a_row_opens_to_its_evidence_document_section_line_and_note(watched, targets):
    tab = watched.open("#lang=en&metric=e_dossier_rate&province=Kon+Tum&level=commune")
    opener = tab.locator(".opener")
    opener.click()
    row = targets.filter(metric="e_dossier_rate", province="Kon Tum", level="commune").row(0, named=True)
    told = tab.inner_text(".details")
    for part in (
        row["evidence"],
        row["section"],
        f"line {row['line']}",
        row["statement"],
        row["document"],
        row["note"],
        "no number printed",
        "perhaps a draft",
    ):
        assert part in told
    assert opener.get_attribute("aria-expanded") == "true"
    opener.click()
    assert tab.locator(".details").count() == 0


def test_the_link_keeps_filters_language_and_view(watched):
    tab = watched.open("#lang=en")
    tab.select_option("[name=province]", "Gia Lai")
    tab.select_option("[name=level]", "district")
    tab.click("[data-sort=metric]")
    before = (tab.url, watched.texts("#count"), watched.texts("td.metric"))
    tab.reload()
    assert (tab.url, watched.texts("#count"), watched.texts("td.metric")) == before
    tab.click("#tab-compare")
    tab.uncheck("#only [value='Kon Tum']")
    tab.wait_for_selector("#chart svg")
    tab.reload()
    assert tab.locator(PANEL.format("compare")).count() == 1
    assert not tab.is_checked("#only [value='Kon Tum']")


def test_a_link_that_asks_for_what_is_not_there_says_so(watched, targets):
    tab = watched.open("#lang=en&province=Atlantis&year=2023")
    assert "province = Atlantis" in tab.inner_text("#warning")
    assert watched.texts("#count") == [f"{targets.filter(year=2023).height} of {targets.height} rows"]


@pytest.mark.parametrize(
    ("link", "left_out"),
    [
        ("area=institutions&metric=e_dossier_rate", "metric = e_dossier_rate"),
        ("view=compare&of=e_dossier_rate&base=eligible", "base = eligible"),
        ("view=compare&of=e_dossier_rate&beside=base:eligible", "beside = base:eligible"),
        ("province=Kon+Tum&page=3", "page = 3"),
    ],
)
def test_a_link_at_odds_with_itself_says_what_is_left_out(watched, link, left_out):
    tab = watched.open(f"#lang=en&{link}")
    assert left_out in tab.inner_text("#warning")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "not at the levels chosen"), ("vi", "không có ở các cấp được chọn")]
)
def test_a_province_whose_levels_are_not_ticked_is_not_called_silent(watched, lang, words):
    tab = watched.open(f"#lang={lang}&view=compare&of=public_unit_autonomy_rate&at=all")
    tab.wait_for_selector("#chart svg")
    shown = watched.texts("#chart svg .mark-text text")
    assert shown.count(words) == 2  # a white ground and the text on it
    assert shown.count(WORDS[lang]["no_figure"]) == 4


def test_the_base_is_said_in_both_languages(watched):
    for lang, base in (
        ("en", "Base: the metric's own (work dossiers without state secrets)"),
        ("vi", "Cơ sở tính: của chính thước đo (tiếng Anh: work dossiers without state secrets)"),
    ):
        tab = watched.open(f"#lang={lang}&view=compare&of=e_dossier_rate")
        tab.wait_for_selector("#chart svg")
        assert watched.texts("#chart svg .role-title-subtitle tspan")[0] == base


@pytest.mark.parametrize(
    ("metric", "base"),
    [
        ("personnel_case_count", "standard"),  # the total, though fourteen kinds of case are bases too
        ("dossiers_received_count", "e_one_stop_system"),  # no total: the base with the most figures
    ],
)
def test_a_metric_opens_on_its_own_base_or_on_that_of_most_figures(watched, metric, base):
    tab = watched.open(f"#lang=en&view=compare&of={metric}")
    assert tab.input_value("[name=base]") == base


def test_aims_alone_are_counted_as_aims_and_are_no_ranking(watched):
    tab = watched.open("#lang=en&view=compare&of=par_index")
    tab.wait_for_selector("#chart svg")
    assert watched.texts("#drawn") == ["Aims drawn: 3; provinces: 3. None has a figure."]
    caption = " ".join(watched.texts("#chart svg text"))
    assert "not a ranking" in caption
    assert "n = 0" not in caption


def test_no_label_of_a_narrow_chart_lies_on_another(watched):
    overlaps = """() => {
        const boxes = [...document.querySelectorAll("#chart .mark-text text")].filter((each) => each.textContent)
            .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
        return boxes.flatMap((a) => boxes.filter((b) => a.text < b.text && a.box.left < b.box.right && b.box.left < a.box.right
            && a.box.top + 4 < b.box.bottom && b.box.top + 4 < a.box.bottom).map((b) => `${a.text} / ${b.text}`));
    }"""
    watched.tab.set_viewport_size({"width": 320, "height": 800})
    for link in (
        "of=dossiers_received_count&base=e_one_stop_system",
        "of=digitization_rate",
        "of=official_email_account_count",
    ):
        tab = watched.open(f"#lang=vi&view=compare&{link}")
        tab.wait_for_selector("#chart svg")
        assert tab.evaluate(overlaps) == []


def test_figures_of_one_measure_stand_side_by_side_with_year_and_floor(watched):
    tab = watched.open("#lang=en&view=compare&of=satisfaction_procedures_rate")
    marks = tab.locator("#chart svg text").all_text_contents()
    assert {"≥ 90 % · 2025", "90 % · 2023", "↑ to be raised · 2023", "no figure in this document"} <= set(marks)
    assert any("not a ranking" in text for text in marks)
    assert any("perhaps a draft" in text for text in marks)
    assert tab.get_by_role("img", name="Dot chart: Satisfaction with the settlement of procedures").count() == 1
    assert watched.texts("#readings li") == [
        "same measure, another year; the first minus the second is at least their difference: Kiên Giang − Kon Tum"
    ]


def test_targets_and_results_differ_in_mark(watched):
    fills = []
    for metric in ("self_financing_unit_rate", "admin_agency_autonomy_rate"):
        tab = watched.open(f"#lang=en&view=compare&of={metric}")
        tab.wait_for_selector("#chart svg")
        fills += [each.get_attribute("fill") for each in tab.locator("#chart .mark-symbol path").all()]
    assert fills == ["#0072b2", "white"]


def test_every_pair_is_read_as_the_library_reads_it(watched, targets):
    """The page words pairs by itself; it must never say other than `gaps`."""
    verdicts = {
        WORDS["en"][f"verdict_{key}"]: key
        for key in ("same", "year differs", "scope differs", "target against actual")
    }
    pairs = gaps(targets).filter(pl.col("scope_a") == pl.col("scope_b"))
    tab = watched.open("#lang=en&view=compare")
    for (metric, scope), told in pairs.group_by("metric", "scope_a"):
        tab.evaluate(f"location.hash = '#lang=en&view=compare&of={metric}&base={scope}'")
        expect(tab.locator("[name=of]")).to_have_value(metric)
        expect(tab.locator("[name=base]")).to_have_value(scope)
        held = set()
        for words, named in (line.split(": ") for line in watched.texts("#readings li")):
            held |= {(verdicts[words.split(";")[0]], *pair.split(" − ")) for pair in named.split("; ")}
        assert held == {
            (row["comparability"], row["province_a"], row["province_b"]) for row in told.iter_rows(named=True)
        }, metric


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        ("fully_online_service_rate", "look alike but measure different things: services offered online"),
        ("e_dossier_rate", "are different metrics: each is a share or number of something else"),
        ("media_programme_count", "different metrics in different units (percent; count)"),
        ("base:able", "different bases of one metric"),
    ],
)
def test_lookalikes_are_refused_with_a_reason(watched, beside, says):
    tab = watched.open("#lang=en&view=compare&of=online_service_rate&base=eligible")
    tab.wait_for_selector("#chart svg")
    marks = tab.locator("#chart .mark-symbol path").count()
    tab.select_option("[name=beside]", beside)
    assert tab.inner_text("#refusal").startswith("Not drawn together.")
    assert says in tab.inner_text("#refusal")
    tab.wait_for_timeout(150)
    assert tab.locator("#chart .mark-symbol path").count() == marks


def test_another_base_stands_apart_with_its_base_in_words(watched, targets):
    tab = watched.open("#lang=en&view=compare&of=online_service_rate&base=eligible")
    apart = tab.inner_text("#otherbases")
    for scope in set(targets.filter(metric="online_service_rate")["scope"]) - {"eligible"}:
        assert scopes()[scope].name_en in apart
    assert "not the same measure" in apart


def test_a_field_of_the_map_filters_the_table(watched, targets):
    tab = watched.open("#lang=en&view=coverage")
    told = Counter(coverage(targets)["status"])
    shown = {status: tab.locator(f"#map td.{status}").count() for status in told}
    assert shown == told
    tab.click('#map button[aria-label^="Hậu Giang, Procedures or services offered online"]')
    wanted = targets.filter(province="Hậu Giang", metric="online_service_rate").height
    assert watched.texts("#count") == [f"{wanted} of {targets.height} rows"]
    assert tab.evaluate("document.activeElement.id") == "tab-table"


def test_the_page_can_be_walked_by_keyboard(watched):
    tab = watched.open("#lang=en")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.focus("#tab-table")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "tab-compare"
    tab.keyboard.press("ArrowRight")
    tab.focus("#map button[tabindex='0']")
    first = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") != first
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "tab-table"
    tab.focus(".opener >> nth=0")
    tab.keyboard.press("Enter")
    assert tab.locator(".details").count() == 1


def test_the_skip_link_leaves_every_choice_as_it_is(watched):
    tab = watched.open("#lang=en&view=compare&of=e_dossier_rate&base=standard")
    before = tab.url
    tab.focus(".skip")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    assert tab.url == before
    assert tab.locator(PANEL.format("compare")).count() == 1


def test_every_control_has_a_name(watched):
    for view in ("table", "compare", "coverage"):
        tab = watched.open(f"#lang=en&view={view}")
        tab.wait_for_selector(PANEL.format(view))
        nameless = tab.evaluate(
            """() => [...document.querySelectorAll("button, select, input")]
            .filter((each) => each.offsetParent)
            .filter((each) => !(each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.[0]?.textContent.trim()))
            .map((each) => each.outerHTML)"""
        )
        assert nameless == []


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_its_ground_by_4_5_to_1(watched):
    looks = """() => [...document.querySelectorAll("body *")].filter((each) => each.offsetParent &&
        [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).map((each) => {
            let ground = each;
            while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
            return [getComputedStyle(each).color, ground ? getComputedStyle(ground).backgroundColor : "rgb(255,255,255)", each.textContent];
        })"""
    for view in ("table", "compare&beside=sipas_index", "coverage"):
        tab = watched.open(f"#lang=vi&view={view}")
        tab.wait_for_timeout(100)
        for ink, ground, text in tab.evaluate(looks):
            light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground, text)


def test_csv_holds_every_column_of_the_rows_shown(chromium, address, targets):
    watched = Watched(chromium, address, permissions=["clipboard-read", "clipboard-write"])
    tab = watched.open("#lang=en&province=Kon+Tum")
    tab.click("#copy-csv")
    wanted = targets.filter(province="Kon Tum")
    expect(tab.locator("#warning")).to_contain_text(f"Copied as CSV; rows: {wanted.height}.")
    text = tab.evaluate("navigator.clipboard.readText()")
    held = pl.read_csv(io.StringIO(text.replace("\r\n", "\n")), schema=targets.schema)
    assert held.equals(wanted)
    with tab.expect_download() as download:
        tab.click("#save-csv")
    assert download.value.path().read_text(encoding="utf-8-sig").replace("\r\n", "\n") == text.replace(
        "\r\n", "\n"
    )
    tab.fill("[name=q]", "zzz")
    expect(tab.locator(".rows")).to_have_count(0)
    tab.click("#copy-csv")
    expect(tab.locator("#warning")).to_contain_text("nothing to copy")
    assert tab.evaluate("navigator.clipboard.readText()") == text  # what was copied before stands
    watched.context.close()
    assert watched.wrong == []


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_chart_is_taken_along_with_its_caption(watched, form, begins):
    tab = watched.open("#lang=vi&view=compare&of=e_dossier_rate")
    tab.wait_for_selector("#chart svg")
    with tab.expect_download() as download:
        tab.click(f"#save-{form}")
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == f"cchc_e_dossier_rate_standard_vi.{form}"
    assert content.startswith(begins)
    if form == "svg":
        text = " ".join(re.sub("<[^>]+>", " ", content.decode()).split())
        assert all(
            part in text
            for part in (
                "90 % · 2025",
                "Nguồn",
                "không phải xếp",
                "có thể là dự thảo",
                "chưa có số liệu trong văn bản",
            )
        )


def test_print_leaves_out_controls_and_holds_every_row(watched, targets):
    tab = watched.open("#lang=en")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".rows .row").count() == targets.height
    assert not tab.is_visible("#filters")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator(".rows .row").count() == 50


def test_markup_in_the_data_stays_text(chromium, targets, tmp_path):
    bad = {
        name: pl.lit(HOSTILE)
        for name in ("province", "evidence", "note", "section", "statement", "document", "scope")
    }
    rows = targets.head(3).with_columns(**bad)
    register = pl.DataFrame(
        [
            dict.fromkeys(("province", "number", "title", "issued"), HOSTILE)
            | {"document": HOSTILE, "kind": "plan", "period": "2024"}
        ]
    )
    path = write_explorer(rows, tmp_path / "page.html", "en", register)
    watched = Watched(chromium, path.as_uri())
    tab = watched.open("#view=table")
    tab.locator(".opener").first.click()
    assert HOSTILE in tab.locator(".details").text_content()
    for view in ("compare", "coverage"):
        tab.click(f"#tab-{view}")
        tab.wait_for_timeout(100)
    assert tab.locator("img, b").count() == 0
    assert tab.locator("script").count() == 3
    watched.context.close()
    assert watched.wrong == []


def test_a_text_that_would_be_a_formula_is_quoted_in_csv(chromium, targets, tmp_path):
    rows = targets.head(1).with_columns(evidence=pl.lit('=HYPERLINK("x")'), note=pl.lit("-1+1"))
    watched = Watched(chromium, write_explorer(rows, tmp_path / "page.html", "en").as_uri())
    tab = watched.open()
    with tab.expect_download() as download:
        tab.click("#save-csv")
    row = next(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert (row["evidence"], row["note"]) == ('\'=HYPERLINK("x")', "'-1+1")
    watched.context.close()


def test_it_survives_20_000_rows(chromium, targets, tmp_path):
    path = write_explorer(many(targets, 20_000), tmp_path / "page.html", "en")
    watched = Watched(chromium, path.as_uri())
    tab = watched.open()
    assert watched.texts("#count") == ["20,000 of 20,000 rows"]
    tab.select_option("[name=province]", "Tỉnh 07")
    assert tab.locator(".rows .row").count() == 50
    tab.fill("[name=q]", "zzz")
    expect(tab.locator("#count")).to_contain_text("No row matches")
    tab.click("#tab-coverage")
    tab.click("#tab-compare")
    tab.wait_for_selector("#chart svg")
    watched.context.close()
    assert watched.wrong == []
