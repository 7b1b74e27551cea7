"""The explorer's overview, comparison and results in a real browser: what is drawn, said and left apart."""

import re

import numpy as np
import polars as pl
import pytest
from playwright.sync_api import expect

from cchc_analysis import converge, gaps, load_outcomes
from cchc_analysis.catalog import scopes
from cchc_analysis.export.explorer import explorer
from cchc_analysis.export.overview import cards, results, results_at_hand, shared_levels, shown_index
from cchc_analysis.export.template import write_page
from tests.browser import WORDS, Watched

SAME = pl.col("comparability").is_in(["same", "year differs"])


@pytest.fixture(scope="module")
def outcomes():
    return load_outcomes()


def chart(watched, place="chart"):
    """The texts of a chart, in their order."""
    watched.tab.wait_for_selector(f"#{place} svg")
    return watched.texts(f"#{place} svg text")


def runs(watched, place):
    """How many points each line of a chart joins."""
    lines = watched.tab.locator(f"#{place} polyline").all()
    return [len(each.get_attribute("points").split()) for each in lines]


# overview


def test_the_overview_states_findings_and_each_leads_to_its_rows(watched):
    tab = watched.turn("#lang=en")
    titles = watched.texts("#cards h2")
    assert all(
        title in " ".join(drawn.split()) for title, drawn in zip(titles, watched.texts("#cards svg"), strict=True)
    )
    work = "Work dossiers processed online"
    assert titles[0] == (
        f"{work}: targets of 100% (Kon Tum, 2023), 60–95% (Gia Lai, 2024) and 60–90% (Kiên Giang, 2025)"
    )
    assert titles[1] == (
        "Largest gap between exact targets: 40 points, work dossiers processed online, commune level "
        "(Kon Tum 2023 against Gia Lai 2024 and Kiên Giang 2025)"
    )
    assert titles[2].startswith("PAPI 2024, score: Hậu Giang 44.0; ")
    assert titles[3] == "PAPI: spread fell from 2.1 to 1.7 points, 2021 to 2024"
    assert tab.locator("#cards svg").count() == 4
    for at, (view, name) in enumerate([("compare", "of")] * 2 + [("results", "index")] * 2):
        tab.click("#tab-overview")
        tab.locator("#cards button").nth(at).click()
        expect(tab.locator(f"#view-{view}")).to_be_visible()
        assert f"{name}=" in tab.url


def test_the_last_target_is_that_of_each_level(targets):
    """A later plan that names one level only takes none of the others away."""
    own = targets.filter(metric="e_dossier_rate", province="Gia Lai", level="province")
    later = own.with_columns(year=pl.lit(2026).cast(pl.Int64), period=pl.lit("2026"))
    rows = shared_levels(pl.concat([targets, later])).filter(province="Gia Lai")
    assert rows.select("level", "year").rows() == [("province", 2026), ("district", 2024), ("commune", 2024)]


def test_the_scores_and_spreads_of_the_overview_are_those_of_the_library(targets, outcomes):
    made = cards(targets, outcomes, "en")
    last = outcomes.filter(metric="papi_index", dimension="total", year=2024)
    scores = dict(last.drop_nulls("province").select("province", "score").iter_rows())
    for province in set(targets["province"]):
        assert f"{province} {scores[province]:.1f}" in made[2]["title"]
    sd = converge(outcomes, "papi_index").sigma["sd"]
    assert f"from {sd[0]:.1f} to {sd[-1]:.1f} points" in made[3]["title"]


def test_the_widest_gap_is_the_widest_that_the_library_finds(targets):
    pairs = gaps(targets.filter(nature="target")).filter(SAME, unit="percent", comparator_a="=", comparator_b="=")
    size = pairs["difference"].abs()
    title = cards(targets, None, "en")[1]["title"]
    assert title.startswith(f"Largest gap between exact targets: {size.max():.0f} points, ")


def test_what_the_data_do_not_allow_has_no_chart(targets, outcomes):
    [card] = cards(targets.filter(province="Kon Tum"), None, "en")
    assert card["link"]["view"] == "compare"
    assert cards(targets.filter(pl.col("value").is_null()), None, "vi") == []
    press = outcomes.filter(metric="sipas_index")
    assert shown_index(press) == "sipas_index"
    assert len(cards(targets, results_at_hand(press.clear()), "vi")) == 2


# comparison


def test_figures_of_one_year_stand_a_line_each_with_what_is_missing(watched, targets):
    years = targets.drop_nulls("value").group_by("metric").agg(pl.col("year").n_unique()).filter(year=1)
    watched.turn(f"#lang=en&view=compare&of={min(years['metric'])}")
    texts = chart(watched)
    assert re.search(": (target|result)", " ".join(texts))
    assert WORDS["en"]["status_silent"] in " ".join(texts)


def test_years_are_the_axis_where_lines_join_them_else_they_stand_at_each_figure(watched):
    watched.turn("#lang=en&view=compare&of=digitization_rate")
    assert {"2021", "2025", "Province", "Commune", "Kiên Giang 100%", "Kiên Giang ≥ 95%"} <= set(chart(watched))
    watched.turn("#lang=en&view=compare&of=e_dossier_rate")
    texts = chart(watched)
    assert {"Province: target", "Gia Lai, 2024: 95%", "Kiên Giang, 2025: 60%"} <= set(texts)
    caption = " ".join(texts)
    assert "Hậu Giang: no figure in this document." in caption
    assert "rank no one" in caption
    assert "perhaps a draft" in caption
    assert "n = 9 figures." in caption
    watched.turn("#lang=en&view=compare&of=e_dossier_rate&only=Gia Lai&at=commune")
    assert "n = 1 figure." in " ".join(chart(watched))


@pytest.mark.parametrize(
    ("cells", "joined"),
    [
        ({"period": ["2023", "2024", "2025"]}, [3]),
        ({"comparator": ["=", "=", ">="]}, [1, 1, 1]),
        ({"period": ["2023", "2024-01-01/2024-06-30", "2025"]}, [1, 1, 1]),
        ({"year": [2021, 2024, 2025]}, [1, 1, 1]),
    ],
)
def test_a_line_joins_no_other_bound_or_part_of_a_year(chromium, targets, tmp_path, cells, joined):
    """Each stands by itself then, with its time and its bound; no mark is without a label."""
    plain = {
        "year": [2023, 2024, 2025],
        "value": [50.0, 60.0, 55.0],
        "comparator": ["="] * 3,
        "statement": ["a", "b", "c"],
    }
    cells = {"period": list(map(str, (plain | cells)["year"]))} | plain | cells
    rows = pl.concat([targets.filter(metric="e_dossier_rate", province="Kiên Giang", level="commune")] * 3)
    rows = rows.with_columns(**{name: pl.Series(values) for name, values in cells.items()})
    watched = Watched(chromium, write_page(tmp_path / "page.html", explorer(rows, "en")).as_uri())
    watched.open("#view=compare&of=e_dossier_rate")
    chart(watched)
    assert runs(watched, "chart") == joined
    watched.context.close()


def test_a_count_has_whole_numbers_on_its_axis(watched):
    watched.turn("#lang=en&view=compare&of=self_financing_unit_increase_count")
    assert [text for text in chart(watched) if re.fullmatch(r"[\d.]+", text)] == ["0", "1"]


def test_a_line_joins_only_one_province_base_level_and_nature(watched):
    for metric, joined in (("e_dossier_rate", [1] * 9), ("digitization_rate", [5, 5, 5])):
        watched.turn(f"#lang=en&view=compare&of={metric}")
        chart(watched)
        assert runs(watched, "chart") == joined


def test_several_bases_stand_in_one_chart_each_under_its_base(watched, targets):
    tab = watched.turn("#lang=en&view=compare&of=online_service_rate")
    texts = " ".join(chart(watched))
    for scope in set(targets.filter(metric="online_service_rate")["scope"]):
        assert f"base: {scopes()[scope].name_en}" in texts
    tab.select_option("[name=base]", "able")
    assert tab.locator("#chart path.mark").count() == 1
    assert "base=able" in tab.url


def test_no_other_metric_is_offered_beside_it(watched):
    tab = watched.turn("#lang=en&view=compare&of=online_service_rate")
    assert tab.locator("#choice select").count() == 2
    assert "never stand in one chart" in tab.inner_text("#view-compare")
    assert "Services offered fully online" in tab.inner_text("#lookalikes")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "not at the levels chosen"), ("vi", "không có ở các cấp đã chọn")]
)
def test_a_province_whose_levels_are_not_ticked_is_not_called_silent(watched, lang, words):
    watched.turn(f"#lang={lang}&view=compare&of=public_unit_autonomy_rate&at=all")
    shown = " ".join(chart(watched))
    assert shown.count(words) == 1
    assert shown.count(WORDS[lang]["status_silent"]) == 2


def test_the_base_is_said_in_the_language_of_the_page(watched):
    for lang, base in (
        ("en", "Percent; base: work dossiers without state secrets"),
        ("vi", "Phần trăm; phạm vi tính: hồ sơ công việc, trừ hồ sơ thuộc phạm vi bí mật nhà nước"),
    ):
        tab = watched.turn(f"#lang={lang}&view=compare&of=e_dossier_rate")
        chart(watched)
        assert watched.texts("#chart .subtitle")[0] == base
        assert "tiếng Anh" not in tab.inner_text("body")


def test_aims_alone_are_counted_as_aims_and_are_no_figures(watched):
    watched.turn("#lang=en&view=compare&of=par_index")
    caption = " ".join(chart(watched))
    assert "rank no one" not in caption  # where no figure stands that could
    assert "n = 0" not in caption


def test_targets_and_results_differ_in_mark(watched):
    fills = []
    for metric in ("self_financing_unit_rate", "admin_agency_autonomy_rate"):
        watched.turn(f"#lang=en&view=compare&of={metric}")
        chart(watched)
        fills += [each.get_attribute("fill") for each in watched.tab.locator("#chart path.mark").all()]
    assert fills == ["#0072b2", "white"]


def overlaps(tab, place):
    """Pairs of labels that lie on each other, and labels that leave the picture."""
    return tab.evaluate(
        """(place) => [...document.querySelectorAll(`#${place} svg`)].flatMap((svg) => {
        const picture = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll("text")].filter((each) => each.textContent)
            .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
        const isOut = ({ box }) => box.left < picture.left - 1 || box.right > picture.right + 1;
        const isOn = (a, b) => a.left < b.right && b.left < a.right && a.top + 5 < b.bottom && b.top + 5 < a.bottom;
        return [...boxes.filter(isOut).map((each) => each.text), ...boxes.flatMap((a, at) =>
            boxes.slice(at + 1).filter((b) => isOn(a.box, b.box)).map((b) => `${a.text} / ${b.text}`))];
    })""",
        place,
    )


COVERED = """() => {
  const box = (each) => each.getBoundingClientRect(), labels = [...document.querySelectorAll("#chart svg text")].map(box);
  return [...document.querySelectorAll("#chart svg path.mark")].map(box).filter((mark) => labels.some((label) =>
    label.left < mark.right - 3 && mark.left + 3 < label.right && label.top < mark.bottom - 4 && mark.top + 4 < label.bottom)).length;
}"""
"""How many marks of the compared chart lie under a label."""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_label_covers_a_mark(watched, width):
    watched.tab.set_viewport_size({"width": width, "height": 800})
    tab = watched.turn("#lang=vi&view=compare&of=e_dossier_rate")
    chart(watched)
    assert tab.evaluate(COVERED) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_no_label_lies_on_another_or_leaves_the_picture(watched, width):
    watched.tab.set_viewport_size({"width": width, "height": 800})
    views = {
        "chart": "view=compare&of",
        "resultchart": "view=results&index",
    }
    links = {
        "chart": ["dossiers_received_count", "digitization_rate", "official_email_account_count", "e_dossier_rate",
                  "online_service_rate", "par_index", "personnel_case_count"],
        "resultchart": ["papi_index", "papi_index&dim=e_governance", "pci_index", "par_index"],
    }  # fmt: skip
    for place, view in views.items():
        for link in links[place]:
            tab = watched.turn(f"#lang=vi&{view}={link}")
            chart(watched, place)
            assert overlaps(tab, place) == [], link


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_chart_is_taken_along_with_its_caption(watched, form, begins):
    tab = watched.turn("#lang=vi&view=compare&of=e_dossier_rate")
    chart(watched)
    with tab.expect_download() as download:
        tab.click(f"#view-compare [data-word=save_{form}]")
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == f"cchc_e_dossier_rate_vi.{form}"
    assert content.startswith(begins)
    if form == "svg":
        text = " ".join(re.sub("<[^>]+>", " ", content.decode()).split())
        for part in (
            "Kiên Giang, 2025: 90%",
            "Nguồn",
            "không dùng để xếp hạng",
            "có thể là dự thảo",
            "văn bản chưa nêu số liệu",
        ):
            assert part in text


# results


def test_results_show_scores_ranks_and_median_as_the_table_of_results_has_them(watched, outcomes):
    watched.turn("#lang=en&view=results&index=papi_index&dim=e_governance&who=Kon+Tum")
    chart(watched, "resultchart")
    rows = outcomes.filter(metric="papi_index", dimension="e_governance", year=2024, figure="province")
    own = rows.filter(province="Kon Tum").row(0, named=True)
    first = watched.tab.locator("#resulttable tbody tr").first
    assert first.locator("td").all_text_contents() == [
        f"{own['score']:.2f}{own['rank']} of {own['of']}",
        f"{rows['score'].median():.2f}",
    ]


def test_a_rank_without_a_score_is_shown_and_the_score_said_to_be_missing(watched, outcomes):
    """Of DTI only ranks are at hand; of PAR INDEX one province has ranks alone beside others with scores."""
    every = outcomes.filter(metric="dti_index", figure="province").sort("province")
    watched.turn("#lang=vi&view=results&index=dti_index&dim=total")
    assert watched.texts("#resulttable td") == [*[f"–hạng {rank}/63" for rank in every["rank"]], "–"]
    assert watched.texts("#resultchart") == [WORDS["vi"]["results_no_score"]]
    watched.turn("#lang=en&view=results&index=par_index&dim=total&who=Gia+Lai|Hậu+Giang|Kon+Tum")
    drawn = " ".join(chart(watched, "resultchart"))
    assert "Kon Tum 86.1" in drawn
    assert "Hậu Giang" not in drawn
    cells = watched.tab.locator("#resulttable tbody tr").first.locator("td").all_text_contents()
    assert cells == ["–58 of 63", "–19 of 63", "86.143 of 63", "–"]


def test_what_is_not_drawn_is_not_explained_and_only_publishers_leave_years_out(watched, outcomes):
    told = {index: results(outcomes)[f"{index}/total"]["en"] for index in ("papi_index", "par_index")}
    assert told["par_index"]["subtitle"] == "Points of 100"
    assert "was not published" in told["papi_index"]["note"]
    assert "was not published" not in told["par_index"]["note"]
    assert "of a missing year none is at hand" in told["par_index"]["note"]
    for index in told:
        watched.turn(f"#lang=en&view=results&index={index}&dim=total")
        assert ("Median " in " ".join(chart(watched, "resultchart"))) == (index == "papi_index")


def test_no_line_crosses_a_break_or_a_missing_year(watched, outcomes):
    watched.turn("#lang=en&view=results&index=papi_index&dim=total&who=Kon+Tum")
    chart(watched, "resultchart")
    series = [7, 3, 4]  # 2011-2017, 2018-2020, 2021-2024
    assert runs(watched, "resultchart") == series * 2  # the median, then the province
    watched.turn("#lang=en&view=results&index=papi_index&dim=total&who=Bắc+Giang")
    chart(watched, "resultchart")
    own = runs(watched, "resultchart")[3:]
    held = outcomes.filter(metric="papi_index", dimension="total", province="Bắc Giang")
    assert sum(own) == held["score"].count()
    assert len(own) > len(series)


def test_scores_that_no_series_covers_are_joined_by_no_line(outcomes, watched):
    held = results(outcomes)["par_index/total"]
    assert held["cuts"] == held["years"][1:]
    assert held["breaks"] == []
    watched.turn("#lang=en&view=results&index=par_index")
    chart(watched, "resultchart")
    assert set(runs(watched, "resultchart")) <= {1}


def test_the_median_is_that_of_all_provinces(outcomes):
    held = results(outcomes)["pci_index/total"]
    scores = outcomes.filter(metric="pci_index", dimension="total", year=2020, figure="province")["score"]
    assert held["middle"][held["years"].index(2020)] == pytest.approx(np.median(scores.to_numpy()), abs=0.001)
    assert held["breaks"] == [2009, 2013, 2021]
