"""The explorer's table in a real browser: filters, search, order, a row's evidence, and what is taken along."""

import io
import re
from collections import Counter
from urllib.parse import urlencode

import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis import coverage
from cchc_analysis.export.overview import in_reading_order
from tests.browser import WORDS, Watched


def test_filters_agree_with_the_table_and_the_metric_list_follows_the_area(watched, targets):
    tab = watched.turn("#lang=en&view=table")
    tab.select_option("[name=province]", "Kon Tum")
    tab.select_option("[name=area]", "direction")
    wanted = targets.filter(province="Kon Tum", area="direction")
    assert watched.texts("#count") == [f"{wanted.height} of {targets.height} rows"]
    assert tab.locator("#rows .row").count() == wanted.height
    offered = tab.eval_on_selector_all("#filters [name=metric] option", "all => all.map(each => each.value)")[1:]
    assert set(offered) == set(targets.filter(area="direction")["metric"])
    tab.click("#filters [type=reset]")
    expect(tab.locator("#count")).to_have_text(f"{targets.height} of {targets.height} rows")


def test_a_field_of_the_map_filters_the_table(watched, targets):
    tab = watched.turn("#lang=en&view=coverage")
    told = Counter(coverage(targets)["status"])
    shown = {status: tab.locator(f"#map td.{status}").count() for status in told}
    assert shown == told
    tab.click('#map button[aria-label^="Hậu Giang, Procedures or services offered online"]')
    wanted = targets.filter(province="Hậu Giang", metric="online_service_rate").height
    assert watched.texts("#count") == [f"{wanted} of {targets.height} rows"]
    assert tab.evaluate("document.activeElement.id") == "tab-table"


def found(watched, search):
    """The rows that a search leaves, each as the words of its line."""
    tab = watched.turn(f"#lang=en&view=table&{urlencode({'q': search})}")
    assert tab.input_value("[name=q]") == search
    return watched.texts("#rows .row")


def test_a_search_takes_words_side_by_side_and_needs_no_marks(watched, targets):
    dossiers = targets.filter(pl.col("metric") == "e_dossier_rate").height
    assert len(found(watched, "hồ sơ công việc")) == dossiers
    assert found(watched, "ho so cong viec") == found(watched, "hồ sơ công việc")
    assert found(watched, "“Hồ sơ” công việc") == found(watched, "hồ sơ công việc")
    assert found(watched, "hồ sơ công vi") == found(watched, "hồ sơ công việc")  # the last word is being typed
    assert found(watched, "công việc hồ sơ") == []
    assert found(watched, "số hóa") == found(watched, "số hoá") != []
    assert len(found(watched, "ho so cong viec, Kon Tum")) == 3
    assert len(found(watched, "giảm tối thiểu 2,5% chi hỗ trợ")) == 1  # no comma between phrases


@pytest.mark.parametrize(
    ("search", "filters"),
    [
        ("Institutions", {"area": "institutions"}),
        ("thể chế", {"area": "institutions"}),
        ("commune", {"level": "commune"}),
        ("cấp xã", {"level": "commune"}),
        ("kết quả", {"nature": "actual"}),
        ("e_dossier_rate", {"metric": "e_dossier_rate"}),
    ],
)
def test_a_search_finds_area_level_and_nature_in_both_languages(watched, targets, search, filters):
    watched.turn(f"#lang=vi&view=table&{urlencode({'q': search} | filters)}")
    wanted = targets.filter(**filters).height
    assert watched.texts("#count") == [f"{wanted} trên {targets.height} dòng"]


def test_an_empty_answer_says_whether_the_documents_or_the_words_are_the_reason(watched):
    tab = watched.turn("#lang=en&view=table")
    tab.fill("[name=q]", "zzz")
    expect(tab.locator("#count")).to_contain_text("No row matches the search")
    assert tab.locator("#rows .rows").count() == 0
    watched.turn("#lang=en&view=table&province=Kon+Tum&nature=actual")
    assert "no zero" in watched.texts("#count")[0]


def test_rows_that_no_document_states_are_marked_in_every_list(watched, targets):
    derived = targets.filter(pl.col("basis") != "stated")
    tab = watched.turn("#lang=en&view=table")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#rows .derived").count() == derived.height
    for lang, word in (("en", "computed"), ("vi", "số tính")):
        watched.turn(f"#lang={lang}&view=table&metric=digitization_rate")
        assert watched.texts("#rows .derived") == [word] * derived.filter(metric="digitization_rate").height
        assert word in WORDS[lang]["table_note"].lower()
        watched.turn(f"#lang={lang}&view=compare&of=digitization_rate")
        assert set(watched.texts("#compared .derived")) == {word}


def test_figures_have_the_decimals_of_the_papers(watched):
    watched.turn("#lang=vi&view=table&metric=online_service_rate&nature=actual")
    assert watched.texts("#rows td.figure") == ["29,3%số tính"]


def test_heads_sort_both_ways_and_back_and_say_so(watched, targets):
    tab = watched.turn("#lang=en&view=table&metric=digitization_rate")
    in_table = watched.texts("#rows td.figure")
    for order, reverse in (("ascending", False), ("descending", True)):
        tab.click("[data-sort=figure]")
        assert tab.locator("#rows th.figure").get_attribute("aria-sort") == order
        shown = [float(re.sub(r"[^\d.]", "", text)) for text in watched.texts("#rows td.figure")]
        assert shown == sorted(targets.filter(metric="digitization_rate")["value"], reverse=reverse)
    tab.click("[data-sort=figure]")
    assert watched.texts("#rows td.figure") == in_table


def test_rows_without_a_figure_sort_last_either_way(watched):
    for order in ("figure", "-figure"):
        watched.turn(f"#lang=en&view=table&province=Kon+Tum&sort={order}")
        assert "to be raised" in watched.texts("#rows td.figure")[-1]


def test_a_row_opens_to_its_evidence_document_section_line_and_note(watched, targets):
    tab = watched.turn("#lang=en&view=table&metric=e_dossier_rate&province=Kon+Tum&level=commune")
    opener = tab.locator("#rows summary")
    opener.click()
    row = targets.filter(metric="e_dossier_rate", province="Kon Tum", level="commune").row(0, named=True)
    told = tab.inner_text("#rows details[open] > div")
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
    opener.click()
    assert tab.locator("#rows details[open] > div").count() == 0


def test_csv_holds_every_column_of_the_rows_shown(chromium, explorer_address, targets):
    watched = Watched(chromium, explorer_address, permissions=["clipboard-read", "clipboard-write"])
    tab = watched.turn("#lang=en&view=table&province=Kon+Tum")
    tab.click("[data-word=copy_csv]")
    wanted = targets.filter(province="Kon Tum")
    expect(tab.locator("#warning")).to_contain_text(f"Copied as CSV; rows: {wanted.height}.")
    text = tab.evaluate("navigator.clipboard.readText()")
    held = pl.read_csv(io.StringIO(text.replace("\r\n", "\n")), schema=targets.schema)
    assert held.equals(in_reading_order(targets).filter(province="Kon Tum"))
    with tab.expect_download() as download:
        tab.click("[data-word=save_csv]")
    assert download.value.path().read_text(encoding="utf-8-sig").replace("\r\n", "\n") == text.replace(
        "\r\n", "\n"
    )
    tab.fill("[name=q]", "zzz")
    expect(tab.locator("#rows .rows")).to_have_count(0)
    tab.click("[data-word=copy_csv]")
    expect(tab.locator("#warning")).to_contain_text("nothing to copy")
    assert tab.evaluate("navigator.clipboard.readText()") == text  # what was copied before stands
    watched.context.close()
    assert watched.wrong == []


def test_print_leaves_out_buttons_and_holds_every_row(watched, targets):
    tab = watched.turn("#lang=en&view=table&nature=target")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#rows .row").count() == targets.filter(nature="target").height
    assert tab.locator("#rows [data-sort]").count() == 0
    assert not tab.is_visible("#view-table [data-word=copy_csv]")
    assert not tab.is_visible("#pager")
    assert tab.is_visible("#filters [name=nature]")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#rows .row").count() == 50


def test_the_table_begins_with_figures_that_several_provinces_share_levels_from_the_top(watched):
    tab = watched.turn("#lang=en&view=table")
    lines = [row.locator("td").all_text_contents() for row in tab.locator("#rows .row").all()[:9]]
    assert [(line[0], line[2], line[5]) for line in lines] == [
        ("Gia Lai", "province", "95%"), ("Kiên Giang", "province", "90%"), ("Kon Tum", "province", "100%"),
        ("Gia Lai", "district", "80%"), ("Kiên Giang", "district", "80%"), ("Kon Tum", "district", "100%"),
        ("Gia Lai", "commune", "60%"), ("Kiên Giang", "commune", "60%"), ("Kon Tum", "commune", "100%"),
    ]  # fmt: skip
    watched.turn("#lang=en&view=table&page=5")
    assert "no figure" in watched.texts("#rows td.figure")[-1]
