"""The explorer page: what it holds, that nothing in it can act, and that it is whole in either language."""

import hashlib
import html
import json
import re
from base64 import b64decode
from itertools import product

import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis import coverage, explore
from cchc_analysis.catalog import metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.export.explorer import SCRIPTS, VIEWS, explorer
from cchc_analysis.export.overview import in_reading_order
from cchc_analysis.export.template import write_page
from cchc_analysis.wording import SIGNS, term
from tests.browser import PANEL, WORDS, Watched
from tests.conftest import ROOT
from tests.test_cli import cchc

SCRIPT = "".join(
    (ROOT / f"cchc_analysis/export/explorer_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS
)


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_holds_the_whole_table_and_stays_under_3_mb(explorer_page, targets):
    held = pl.DataFrame(data_of(explorer_page)["rows"], schema=targets.schema)
    assert held.equals(in_reading_order(targets))
    assert len(explorer_page.encode()) < 3_000_000
    assert "connect-src" not in explorer_page


def test_the_page_holds_the_coverage_as_the_library_tells_it(explorer_page, targets):
    data = data_of(explorer_page)
    held = {
        (province, metric): status
        for metric, statuses in data["coverage"].items()
        for province, status in statuses.items()
    }
    told = {(row["province"], row["metric"]): row["status"] for row in coverage(targets).iter_rows(named=True)}
    assert held == told


def test_a_second_run_gives_the_same_bytes(explorer_page, targets, tmp_path):
    path = write_page(tmp_path / "page.html", explorer(targets.to_pandas()))
    assert path.read_bytes() == explorer_page.encode()


def test_the_command_says_what_it_wrote(tmp_path, explorer_page):
    code, printed, error = cchc("explorer", "--out", str(tmp_path / "page.html"))
    assert (code, error) == (0, "")
    assert printed == f"wrote {tmp_path}/page.html\n"
    assert (tmp_path / "page.html").stat().st_size == len(explorer_page.encode())


def test_the_policy_lets_only_its_own_script_run_and_no_request_leave(explorer_page):
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', explorer_page)[1])
    scripts = re.findall(r"<script>(.*?)</script>", explorer_page, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    assert [hashlib.sha256(each.encode()).digest() for each in scripts] == [b64decode(each) for each in allowed]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert not re.search(r"https?:", policy)


def test_no_markup_is_made_of_text():
    assert not re.search(
        r"</script|<!--|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", SCRIPT
    )


def places(text):
    return sorted(re.findall(r"\{(\w+)", text))


def test_every_text_is_there_in_both_languages_and_none_is_left_over():
    rows = {row["key"]: row for row in read_table("explorer_labels.csv", ROOT / "cchc_analysis/export")}
    assert [
        key
        for key, row in rows.items()
        if bool(row["vi"]) != bool(row["en"]) or places(row["vi"]) != places(row["en"])
    ] == []
    folder = ROOT / "cchc_analysis/export"
    files = [*(path for path in folder.glob("explorer*") if path.suffix != ".csv"), folder / "overview.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    by_value = {f"view_{view}" for view in VIEWS} | {
        "save_svg",
        "save_png",
        "province",
        "area",
        "level",
        "year",
        "nature",
    }
    assert [key for key in rows if not re.search(rf'"{key}"|\b{key}:', code) and key not in by_value] == []


def test_lookalikes_name_metrics_of_the_catalogue():
    families = read_table("lookalikes.csv")
    assert {name for row in families for name in row["metrics"].split("|")} <= set(metrics())


def test_a_table_without_results_has_a_page_too(targets, chromium, tmp_path, monkeypatch):
    monkeypatch.setattr("cchc_analysis.export.overview.processed_folder", lambda: tmp_path)
    watched = Watched(chromium, write_page(tmp_path / "page.html", explorer(targets, "en")).as_uri())
    tab = watched.open()
    assert tab.locator("#cards article").count() == 2
    tab.click("#tab-results")
    assert watched.texts("#told") == [WORDS["en"]["results_none"]]
    watched.context.close()
    assert watched.wrong == []


def test_it_loads_in_vietnamese_and_switches_every_label(watched, targets, explorer_page):
    tab = watched.open()
    assert watched.texts("h1") == [WORDS["vi"]["title"]]
    tab.click("#tab-table")
    assert watched.texts("#count") == [f"{targets.height} trên {targets.height} dòng"]
    tab.click("[data-lang=en]")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.title() == WORDS["en"]["title"]
    assert watched.texts("#count") == [f"{targets.height} of {targets.height} rows"]
    held = data_of(explorer_page)["words"]["en"]
    shown = tab.eval_on_selector_all(
        "[data-word]", "all => all.map(each => [each.dataset.word, each.textContent])"
    )
    assert shown == [[key, held[key]] for key, _ in shown]
    for comparator, sign in SIGNS.items():
        assert not sign or f"{sign}: {term('comparator', comparator, 'en')}" in held["table_note"]
    told = watched.texts(".subtitle")[0]
    assert told.startswith(f"Rows: {targets.height}, each traced")
    assert told.endswith("documents: 5; provinces: 4")


@pytest.mark.parametrize("width", [320, 390])
def test_no_view_is_wider_than_a_phone_and_no_text_is_missing(watched, width):
    watched.tab.set_viewport_size({"width": width, "height": 844})
    for lang, view in product(["vi", "en"], VIEWS):
        tab = watched.turn(f"#lang={lang}&view={view}")
        tab.wait_for_selector(PANEL.format(view))
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, (lang, view)
        assert not re.search(r"undefined|null|NaN|\{\w+", tab.inner_text("body")), (lang, view)


def test_the_frame_works_inside_another_page(targets, chromium, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><p>cell</p>{explore(targets, 'en')._repr_html_()}", encoding="utf-8")
    watched = Watched(chromium, path.as_uri())
    frame = watched.open().frame_locator("iframe")
    frame.locator("#tab-compare").click()
    expect(frame.locator("#chart svg")).to_have_count(1)
    frame.locator("#tab-table").click()
    frame.locator("[name=province]").select_option("Kon Tum")
    expect(frame.locator("#count")).to_contain_text("of 226 rows")
    assert not frame.locator("#view-table [data-word=copy_link]").is_visible()
    watched.context.close()
    assert watched.wrong == []
