"""The explorer's comparison in a real browser: one measure on one base, as the library reads it, and its chart."""

import re

import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis import gaps
from cchc_analysis.catalog import scopes
from tests.browser import WORDS


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
    assert {"≥ 90% · 2025", "90% · 2023", "↑ to be raised, no figure · 2023", "no figure in this document"} <= set(
        marks
    )
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
                "90% · 2025",
                "Nguồn",
                "không phải xếp",
                "có thể là dự thảo",
                "chưa có số liệu trong văn bản",
            )
        )
