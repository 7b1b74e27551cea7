"""The explorer given what it cannot show: a table that is refused, markup and formulas in it, too many rows."""

import csv
import io
import json
import re
import shutil

import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis.errors import DataError
from cchc_analysis.export.explorer import explorer
from cchc_analysis.export.template import write_page
from cchc_analysis.table import load_outcomes, load_targets
from scripts.bench.page import many
from tests.browser import Watched
from tests.conftest import ROOT, of_all_provinces
from tests.test_cli import cchc

HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028{{7*7}}&lt;b&gt;"


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
            "column level: unknown 'ward'; known are province, district, commune, all",
        ),
        (
            lambda rows: rows.with_columns(value=pl.lit(float("inf"))),
            "column value: NaN or infinite in 226 of 226 rows",
        ),
        (
            lambda rows: pl.concat([rows, rows.with_columns(line=pl.lit(1, pl.Int64))]),
            "targets: the key (document, nature, metric, scope, level, period, comparator, basis) stands twice in 452",
        ),
        (lambda rows: rows.clear(), "targets: the table has no row; check the filter that made it"),
    ],
)
def test_a_table_that_cannot_be_shown_is_refused(targets, change, says):
    with pytest.raises(DataError, match=re.escape(says)):
        explorer(change(targets))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rows: rows.drop("of"), "outcomes, column of: the column is missing"),
        (
            lambda rows: pl.concat([rows, rows]),
            "the key (metric, dimension, year, province, figure) stands twice in 122 of 122 rows, first papi_index, total, ",
        ),
        (
            lambda rows: rows.with_columns(metric=pl.lit("papi")),
            "column metric: unknown 'papi'; nearest: papi_index",
        ),
        (lambda rows: rows.with_columns(scale=pl.lit(1.0)), "breaks the rule score_within_its_scale"),
    ],
)
def test_results_that_cannot_be_shown_are_refused(targets, change, says):
    rows = load_outcomes().filter(metric="papi_index", dimension="total", year=2024, figure="province")
    with pytest.raises(DataError, match=re.escape(says)):
        explorer(targets, outcomes=change(rows))


def test_another_language_is_refused(targets):
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        explorer(targets, "fr")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--lang", "fr"], 2, "Invalid value for '--lang': 'fr' is not one of 'vi', 'en'"),
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


def test_json_cannot_end_its_element(targets):
    rows = targets.head(1).with_columns(evidence=pl.lit(HOSTILE))
    data = explorer(rows).partition('id="data">')[2].partition("</script>")[0]
    assert not set("<>&") & set(data)
    assert json.loads(data)["rows"]["evidence"] == [HOSTILE]


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
    path = write_page(tmp_path / "page.html", explorer(rows, "en", register))
    watched = Watched(chromium, path.as_uri())
    tab = watched.open("#view=table")
    tab.locator(".rows summary").first.click()
    assert HOSTILE in tab.locator("details[open] > div").text_content()
    for view in ("overview", "compare", "results", "coverage"):
        tab.click(f"#tab-{view}")
        tab.wait_for_timeout(100)
    assert tab.locator("img, b").count() == 0
    assert tab.locator("script").count() == 2
    watched.context.close()
    assert watched.wrong == []


def test_scores_and_ranks_of_an_index_are_never_in_one_chart(chromium, targets, tmp_path):
    """Two ranks and two scores of one province: a base each, ranks with 1 on top."""
    some = targets.filter(metric="par_index").head(4).with_columns(
        province=pl.lit("Kon Tum"), scope=pl.Series(["score", "score", "rank", "rank"]),
        value=pl.Series([86.45, 88.0, 41.0, 30.0]), year=pl.Series([2023, 2024, 2023, 2024]), comparator=pl.lit("="),
        statement=pl.Series(["a", "b", "c", "d"]), period=pl.Series(["2023", "2024", "2023", "2024"]),
    )  # fmt: skip
    watched = Watched(chromium, write_page(tmp_path / "page.html", explorer(some, "en")).as_uri())
    tab = watched.open("#view=compare&of=par_index")
    assert "" not in tab.locator("[name=base] option").evaluate_all("all => all.map((each) => each.value)")
    assert tab.locator("#chart .mark").count() == 2
    tab.select_option("[name=base]", "rank")
    tab.get_by_text("Kon Tum rank 30", exact=True).wait_for()
    assert tab.locator("#chart .mark").count() == 2
    earlier, later = tab.locator("#chart .mark").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().y)"
    )
    assert later < earlier  # 30 above 41
    assert watched.texts("#chart .subtitle")[0] == "Rank"  # which is no base
    assert "base:" not in watched.turn("#view=table&metric=par_index").inner_text("#rows")
    watched.context.close()
    assert watched.wrong == []


def test_a_text_that_would_be_a_formula_is_quoted_in_csv(chromium, targets, tmp_path):
    rows = targets.head(1).with_columns(evidence=pl.lit('=HYPERLINK("x")'), note=pl.lit("-1+1"))
    watched = Watched(chromium, write_page(tmp_path / "page.html", explorer(rows, "en")).as_uri())
    tab = watched.open("#view=table")
    with tab.expect_download() as download:
        tab.click("[data-word=save_csv]")
    row = next(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert (row["evidence"], row["note"]) == ('\'=HYPERLINK("x")', "'-1+1")
    watched.context.close()


def test_a_table_of_63_provinces_stays_readable(chromium, targets, tmp_path):
    rows = of_all_provinces(targets.filter(province="Kon Tum"))
    path = write_page(tmp_path / "page.html", explorer(rows, "vi"))
    assert path.stat().st_size < 3_000_000
    watched = Watched(chromium, path.as_uri())
    tab = watched.open()
    assert "n = 63" in watched.texts("#cards svg")[0]  # how far the provinces lie apart, at each level
    tab.click("#tab-table")
    offered = watched.texts("[name=province] option")
    assert [name for name in offered if name[0] in "CĐE"] == [
        *("Cà Mau", "Cần Thơ", "Cao Bằng", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp")
    ]
    tab.click("#tab-coverage")
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"]
    tab.click("#tab-compare")
    tab.wait_for_selector("#chart svg")
    watched.context.close()
    assert watched.wrong == []


def test_figures_below_zero_stay_in_the_picture(chromium, targets, tmp_path):
    step = targets.filter(unit="percentage_point", nature="target").drop_nulls("value").head(1)
    rows = pl.concat(
        [step.with_columns(value=pl.lit(each), document=pl.lit(f"d{each}")) for each in (-40.0, 20.0)]
    )
    watched = Watched(chromium, write_page(tmp_path / "page.html", explorer(rows, "en")).as_uri())
    tab = watched.open("#view=compare")
    tab.wait_for_selector("#chart .mark")
    zero = next(tick for tick in tab.locator("#chart svg text").all() if tick.text_content() == "0").bounding_box()
    below, above = (mark.bounding_box()["x"] for mark in tab.locator("#chart .mark").all())
    assert below < zero["x"] - 100
    picture = tab.locator("#chart svg").bounding_box()
    assert zero["x"] < above < picture["x"] + picture["width"] - 10
    watched.context.close()


def test_it_survives_20_000_rows(chromium, targets, tmp_path):
    path = write_page(tmp_path / "page.html", explorer(many(targets, 20_000), "en"))
    watched = Watched(chromium, path.as_uri())
    tab = watched.open("#view=table")
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
