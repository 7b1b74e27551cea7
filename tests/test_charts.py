"""What a chart holds: its data, labels, titles and notes; not its pixels."""

import xml.etree.ElementTree as ET

import polars as pl
import pytest

from cchc_analysis import charts
from cchc_analysis.catalog import labels
from cchc_analysis.charts.drawing import CHARTS, draw_all
from cchc_analysis.charts.theme import colour
from cchc_analysis.errors import DataError
from cchc_analysis.load.register import load_documents
from tests.conftest import ROOT
from tests.looks import overlaps, words

LANGUAGES = ["vi", "en"]
EVERY = list(CHARTS)


@pytest.fixture(scope="module")
def drawn(targets):
    """Draw a chart once a language."""
    kept = {}

    def draw(chart, lang):
        if (chart, lang) not in kept:
            kept[chart, lang] = chart(targets, lang=lang)
        return kept[chart, lang]

    return draw


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.__name__)
def test_no_label_is_clipped_or_overlaps_another(chart, lang, drawn):
    assert overlaps(drawn(chart, lang)) == ([], [])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.__name__)
def test_every_chart_names_its_title_sources_and_n_in_its_language(chart, lang, drawn):
    said = words(drawn(chart, lang))
    texts, other = labels(lang), labels("en" if lang == "vi" else "vi")
    assert texts[f"{chart.__name__}_title"] in said
    assert other[f"{chart.__name__}_title"] not in said
    flat = " ".join(said.split())
    assert texts["source"].partition("{")[0] in flat
    assert "n = " in flat
    assert (texts["before_reorganisation"] in flat) == (chart in CHARTS)


def test_a_copy_without_number_or_date_is_called_perhaps_a_draft(targets):
    assert "perhaps a draft" in " ".join(words(charts.two_provinces(targets, lang="en")).split())
    register = load_documents(ROOT / "data" / "raw")
    assert register.filter(pl.col("number").is_null(), kind="plan")["province"].to_list() == [
        "Hậu Giang",
        "Kon Tum",
    ]


def test_level_gap_shows_nine_figures_with_years_and_one_silence(targets):
    figure = charts.level_gap(targets, "en")
    said = words(figure).split("\n")
    assert [word for word in said if word.endswith("%")] == [
        "95%",
        "90%",
        "100%",
        "80%",
        "80%",
        "100%",
        "60%",
        "60%",
        "100%",
    ]
    assert {
        "Gia Lai 2024",
        "Kiên Giang 2025",
        "Kon Tum 2023",
        "(one figure for the levels together)",
        "Hậu Giang",
    } <= set(said)
    flat = " ".join(said)
    assert "7 stated figures" in flat
    assert "Hậu Giang, plan 2021 (no number printed" in flat
    assert said.count("no figure in this document") == 3


def test_points_of_different_provinces_are_never_joined(targets):
    for chart in CHARTS:
        for axes in chart(targets, lang="en").axes:
            for line in axes.get_lines():
                if len(line.get_xdata()) > 1 and line.get_marker() != "None":
                    assert chart in (charts.digitization_path, charts.level_spread)


def test_digitization_path_marks_floors_and_what_is_computed(targets):
    figure = charts.digitization_path(targets, "en")
    commune = figure.axes[2]
    assert [text.get_text() for text in commune.texts] == ["≥ 15%", "≥ 35%", "≥ 55%", "≥ 75%", "≥ 95%"]
    assert commune.collections[0].get_offsets().tolist() == [[2021, 15]]


def test_coverage_map_has_a_sign_for_each_status(targets):
    figure = charts.coverage_map(targets, "en")
    signs = [text.get_text() for axes in figure.axes for text in axes.texts]
    from cchc_analysis import coverage

    said = coverage(targets)
    aimed = said.filter(pl.col("targets") > 0)["metric"].unique()
    counts = dict(said.filter(pl.col("metric").is_in(aimed.implode())).group_by("status").len().rows())
    for sign, status in {"●": "quantified", "◐": "directional", "○": "reported"}.items():
        assert signs.count(sign) == counts[status]


def test_two_provinces_writes_year_and_floor_beside_each_dot(targets):
    said = words(charts.two_provinces(targets, lang="en")).split("\n")
    assert "Kiên Giang 2025: ≥ 90%" in said
    assert "Kon Tum 2023: 90%" in said
    with pytest.raises(DataError, match="no row has 'Kon Tom'; nearest: Kon Tum"):
        charts.two_provinces(targets, "Kiên Giang", "Kon Tom")
    with pytest.raises(DataError, match="share no metric on one base"):
        charts.two_provinces(targets, "Hậu Giang", "Kon Tum")


def test_online_services_writes_the_base_and_keeps_the_result_apart(targets):
    figure = charts.online_services(targets, "en")
    said = words(figure)
    for base in ("eligible procedures", "all services listed", "popular services", "procedures able to go online"):
        assert base in said
    faces = [line.get_markerfacecolor() for line in figure.axes[0].get_lines()]
    assert faces == [colour("Hậu Giang"), colour("Kiên Giang"), colour("Kiên Giang"), "white"]
    assert "No document splits them by level" in " ".join(said.split())


def test_comparability_map_reads_each_pair_as_gaps_does(targets):
    signs = [text.get_text() for text in charts.comparability_map(targets, "en").axes[0].texts]
    assert (signs.count("≈"), signs.count("="), signs.count("×")) == (8, 0, 2)
    assert signs.count("≠") == 6


def test_spread_charts_write_the_spread_n_and_years(targets):
    levels = charts.level_spread(targets, "en")
    assert [text.get_text() for text in levels.axes[0].texts] == ["6.2", "6.2", "6.2", "6.2", "2.4"]
    assert "3 levels, 2021–2025" in words(levels)
    provinces = charts.province_spread(targets, "vi")
    assert sorted(text.get_text() for text in provinces.axes[0].texts) == ["18,9", "4,1", "9,4"]
    assert "3 tỉnh, 2023–2025" in words(provinces)


def test_results_beside_targets_names_base_level_and_date(targets):
    said = " ".join(words(charts.results_beside_targets(targets, lang="en")).split())
    assert "result Q3 2020; at the provincial Public Administration Service Centre; province" in said
    assert "target 2021–2025; eligible procedures; all levels" in said
    with pytest.raises(DataError, match="Kon Tum has no result beside a target"):
        charts.results_beside_targets(targets, "Kon Tum")


def test_an_empty_selection_says_which_filter_emptied_it(targets):
    with pytest.raises(DataError, match="column metric: no row has 'online_service_rate'"):
        charts.online_services(targets.filter(province="Kon Tum"))


def test_only_the_shared_base_is_drawn(targets):
    other = targets.filter(province="Kon Tum", metric="electronic_circulation_rate").with_columns(
        scope=pl.lit("eligible")
    )
    drawn = charts.two_provinces(pl.concat([targets, other]), lang="en")
    assert words(drawn).count("Kon Tum 2023") == words(charts.two_provinces(targets, lang="en")).count(
        "Kon Tum 2023"
    )


def test_periods_are_worded_for_readers(targets):
    assert "quý III/2020" in words(charts.online_services(targets, "vi"))
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        charts.level_gap(targets, "fr")
    with pytest.raises(DataError, match="column nature: no row has 'target'"):
        charts.coverage_map(targets.clear(), "en")


def test_labels_are_given_in_both_languages():
    vi, en = labels("vi"), labels("en")
    assert vi.keys() == en.keys()
    assert all(vi.values())
    assert all(en.values())


def test_files_are_the_same_on_every_run_and_text_stays_text(targets, tmp_path):
    runs = []
    for run in ("a", "b"):
        files = list(draw_all(targets, ["vi"], ["svg", "png"], tmp_path / run))
        runs.append({path.name: path.read_bytes() for path in files})
    assert runs[0] == runs[1]
    assert len(runs[0]) == 2 * len(EVERY) >= 18
    svg = ET.fromstring(runs[0]["level_gap_vi.svg"])
    texts = ["".join(node.itertext()) for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Cấp tỉnh" in texts


def test_the_committed_figures_are_the_drawn_ones(targets, tmp_path):
    for path in draw_all(targets, ["en"], ["svg"], tmp_path):
        assert path.read_bytes() == (ROOT / "figures" / path.name).read_bytes(), path.name
