"""Charts of published results: their data, titles and captions, on the table and on made-up ones."""

import re
from functools import cache
from itertools import pairwise

import polars as pl
import pytest
from matplotlib.figure import Figure

from cchc_analysis import charts, load_outcomes
from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts.sheet import apart, fitted
from cchc_analysis.charts.theme import colour, mark, told_apart
from cchc_analysis.compare.converge import converge
from cchc_analysis.errors import DataError
from tests.looks import flat, overlaps, words

LANGUAGES = ["vi", "en"]
FOUR = ["Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai"]
NAMES = list(known_provinces())
EVERY = [charts.position, charts.spread, charts.catch_up, charts.ranks, charts.distance, charts.tile_map]


def by_name(chart):
    return chart.__name__


@pytest.fixture(scope="module")
def outcomes():
    return load_outcomes()


@pytest.fixture(scope="module")
def published(outcomes):
    """Draw the published results of one dimension, once a chart and language."""
    return cache(lambda chart, lang: chart(outcomes, "papi_index", "e_governance", **asked_of(chart), lang=lang))


def asked_of(chart):
    """Four provinces; of the spread all."""
    return {"provinces": None if chart == charts.spread else FOUR}


def made_up(names, years=(2020, 2021, 2022), series="2020-2022", **columns):
    """A table of results, every province a little above the one before, all rising by less and less."""
    rows = [
        {
            "province": name,
            "year": year,
            "figure": "province",
            "metric": "papi_index",
            "dimension": "procedures",
            "score": 5 + 0.03 * at + (0.2 - 0.002 * at) * (year - years[0]),
            "scale": 10.0,
            "series": series,
            "rank": len(names) - at,
            "of": len(names),
            "gap_to_leader": -0.03 * (len(names) - 1 - at),
            "gap_to_median": 0.03 * (at - (len(names) - 1) / 2),
            "status": "published",
            "source": "papi",
        }
        | {name: value(year, at) for name, value in columns.items()}
        for at, name in enumerate(names)
        for year in years
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


TABLES = {
    "one province": made_up(NAMES[:1]),
    "twenty provinces": made_up(NAMES[:20]),
    "63 provinces": made_up(NAMES),
    "one year": made_up(NAMES[:5], (2021,)),
    "two series": made_up(NAMES[:8], tuple(range(2016, 2023)), series=None).with_columns(
        series=pl.when(pl.col("year") < 2020).then(pl.lit("2016-2019")).otherwise(pl.lit("2020-2022"))
    ),
    "missing years": made_up(NAMES[:9], (2016, 2018, 2019, 2022)).filter(
        (pl.col("year") != 2018) | (pl.col("province") != NAMES[3])
    ),
    "scores missing": made_up(NAMES[:6], score=lambda year, at: None if at == 2 and year == 2021 else 5.0 + at * year / 4000),
    "equal scores": made_up(NAMES[:6], score=lambda *_: 5.0, gap_to_leader=lambda *_: 0.0, gap_to_median=lambda *_: 0.0, rank=lambda *_: 1),
    "press figures": made_up(NAMES[:3], series=None, gap_to_leader=lambda *_: None, gap_to_median=lambda *_: None, status=lambda *_: "derived"),
    "only ranks": made_up(NAMES[:3], score=lambda *_: None, series=None, gap_to_leader=lambda *_: None, gap_to_median=lambda *_: None),
}  # fmt: skip


REFUSED = {
    *((chart.__name__, "only ranks") for chart in EVERY if chart != charts.ranks),
    *((chart, "press figures") for chart in ("spread", "catch_up", "distance")),
    *((chart, "one province") for chart in ("spread", "catch_up")),
    *(("catch_up", table) for table in ("one year", "equal scores")),
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("chart", EVERY, ids=by_name)
def test_any_table_is_drawn_without_clipping_or_refused_in_one_line(chart, table):
    lang = LANGUAGES[(EVERY.index(chart) + [*TABLES].index(table)) % 2]  # each chart and each table in both
    rows = TABLES[table].with_columns(pl.col("score", "gap_to_leader", "gap_to_median").cast(pl.Float64))
    rows = rows.with_columns(pl.col("series").cast(pl.String))
    asked = {"provinces": rows["province"].unique(maintain_order=True)[:20], "lang": lang}
    if (chart.__name__, table) in REFUSED:
        with pytest.raises((DataError, ValueError)) as refused:
            chart(rows, "papi_index", "procedures", **asked)
        assert len(str(refused.value).splitlines()) == 1
    else:
        assert overlaps(chart(rows, "papi_index", "procedures", **asked)) == ([], [])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", EVERY, ids=by_name)
def test_the_published_results_are_drawn_without_clipping(chart, lang, published):
    figure = published(chart, lang)
    assert overlaps(figure) == ([], [])
    said = flat(figure)
    assert {"vi": "Quản trị điện tử", "en": "E-governance"}[lang] in said
    assert {"vi": "Đơn vị hành chính trước ngày 01/7/2025.", "en": "Units as before 2025-07-01."}[lang] in said
    assert {"vi": "Nguồn: CECODES", "en": "Source: CECODES"}[lang] in said
    assert "n = " in said


@pytest.mark.parametrize("chart", EVERY, ids=by_name)
def test_a_chart_can_stand_on_an_axes_of_the_caller(chart, outcomes):
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(16, 14), layout="constrained")
    plt.close(figure)
    assert chart(outcomes, "papi_index", "e_governance", lang="en", ax=right) is figure
    assert not left.lines
    assert "Source: " in flat(figure)


def test_no_line_of_scores_crosses_a_break_or_a_missing_year(outcomes):
    rows = outcomes.filter(~((pl.col("province") == "Kon Tum") & (pl.col("year") == 2014)))
    for chart in (charts.position, charts.distance):
        axes = chart(rows, "papi_index", "procedures", provinces=["Kon Tum"], lang="en").axes[0]
        own = [
            line for line in axes.lines if line.get_color() == colour("Kon Tum") and line.get_linestyle() == "-"
        ]
        drawn = [[int(year) for year in line.get_xdata()] for line in own]
        assert drawn == [[2011, 2012, 2013], [2015], [2016, 2017, 2018, 2019, 2020], [2021, 2022, 2023, 2024]]


def test_ranks_are_followed_over_a_break_and_the_break_is_marked(outcomes):
    axes = charts.ranks(outcomes, "papi_index", "procedures", provinces=["Kon Tum"], lang="en").axes[0]
    [line] = [
        line
        for line in axes.lines
        if line.get_color() == colour("Kon Tum") and line.get_linestyle() == "-" and not line.get_gid()
    ]
    assert [int(year) for year in line.get_xdata()] == list(range(2011, 2025))
    marked = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert marked == [2015.5, 2020.5]


@pytest.mark.parametrize(
    ("years", "marked"),
    [([2019, 2020, 2023, 2024], [2020.5]), ([2016, 2019, 2024], [2017.5, 2020.5]), ([2022, 2024], [])],
)
def test_a_break_is_marked_where_the_series_begins_also_between_years_that_are_not_drawn(outcomes, years, marked):
    for chart in (charts.ranks, charts.position, charts.distance, charts.spread):
        named = None if chart == charts.spread else ["Hà Nội"]
        axes = chart(outcomes, "papi_index", years=years, provinces=named).axes[0]
        assert [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"] == marked


def test_a_series_whose_name_tells_no_year_marks_no_break():
    figure = charts.ranks(made_up(NAMES[:5]).with_columns(series=pl.lit("s1")), "papi_index", "procedures")
    assert not [line for line in figure.axes[0].lines if line.get_linestyle() == "--"]


def test_only_the_years_that_no_series_covers_are_said_to_compare_with_none():
    series = pl.when(pl.col("year") > 2020).then(pl.lit("2021-2022"))
    table = made_up(NAMES[:5]).with_columns(series=series)
    figure = charts.position(table, "papi_index", "procedures", provinces=NAMES[:1], lang="en")
    assert "No series covers 2020, so scores of that time compare with those of no other year." in flat(figure)
    assert "No series of this index" not in flat(figure)
    assert "Năm 2020 không thuộc chuỗi" in flat(charts.position(table, "papi_index", "procedures"))


def test_a_spread_from_one_year_to_another_is_measured_over_all_between_as_catching_up_is(outcomes):
    """Of 63 provinces 57 have every year from 2021 to 2024, one more the two ends."""
    asked = {"years": [2021, 2024], "lang": "en"}
    figure = charts.spread(outcomes, "papi_index", **asked)
    [line] = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert line.get_xdata().tolist() == [2021, 2022, 2023, 2024]
    assert "n = 57" in words(figure)
    assert "n = 57 provinces" in flat(charts.catch_up(outcomes, "papi_index", **asked))
    assert "There are no scores" not in flat(figure)
    back = flat(charts.spread(outcomes, "papi_index", years=[2022, 2024], lang="en"))
    assert "the spread also went the other way by" in back


def test_a_spread_of_chosen_provinces_names_them_and_one_has_none(outcomes):
    figure = charts.spread(outcomes, "papi_index", provinces=["ha noi", "Kon Tum"], lang="en")
    said = flat(figure)
    assert "standard deviation between Hà Nội and Kon Tum alone" in said
    assert "Of two provinces each makes the spread, so no change of it is clear." in said
    assert "độ lệch chuẩn chỉ giữa Hà Nội và Kon Tum" in flat(
        charts.spread(outcomes, "papi_index", provinces=["Hà Nội", "Kon Tum"])
    )
    gone = charts.spread(
        outcomes, "papi_index", years=[2024], provinces=["Hà Nội", "Kon Tum", "Tiền Giang"], lang="en"
    )
    assert "Scores missing: Tiền Giang (2024)." in flat(gone)
    for years in (None, [2024]):
        with pytest.raises(
            DataError, match="has two provinces or more with a score in every year; ask for others"
        ):
            charts.spread(outcomes, "papi_index", provinces=["Hà Nội"], years=years)
    for provinces in (None, FOUR):  # it names no more than have a score, and any number may be asked for
        with pytest.raises(DataError, match="column series: no series of par_index, total has two provinces"):
            charts.spread(outcomes, "par_index", provinces=provinces)


@pytest.mark.parametrize(
    ("score", "title"),
    [
        (lambda _, at: float(at), "spread stayed at 1.41 points, 2020 to 2022"),
        (lambda year, at: 5.0 + at * (year - 2020), "spread rose from 0.00 to 2.83 points, 2020 to 2022"),
    ],
)  # fmt: skip
def test_a_spread_needs_no_logarithm_and_no_first_order(score, title):
    table = made_up(NAMES[:5], score=score)
    figure = charts.spread(table, "papi_index", "procedures", lang="en")
    assert title_of(figure) == f"Administrative procedures: {title}"
    with pytest.raises(DataError, match="Beta is not computed: it needs 3 provinces or more"):
        charts.catch_up(table, "papi_index", "procedures")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_small_spread_no_figure_lies_on_the_axis_or_on_another(outcomes, lang):
    figure = charts.spread(outcomes, "pci_index", figsize=(5, 6), lang=lang)
    assert overlaps(figure) == ([], [])
    [axes] = figure.axes
    edge = axes.get_window_extent().x0
    texts = [text for text in axes.texts if "," in text.get_text() or "." in text.get_text()]
    assert min(text.get_window_extent().x0 for text in texts) > edge
    assert all(text.get_bbox_patch() for text in axes.texts)  # a line behind a text does not run through it
    with pytest.raises(ValueError, match="figsize is too small: a panel needs"):
        charts.spread(outcomes, "pci_index", figsize=(4, 6))


def test_spread_is_sigma_of_the_balanced_panel_of_each_series(outcomes, published):
    figure = published(charts.spread, "en")
    assert title_of(figure) == "E-governance: no clear change in the spread, 0.31 points in 2020, 0.28 in 2024"
    drawn = [line.get_ydata().tolist() for line in figure.axes[0].lines if line.get_marker() == "o"]
    expected = [converge(outcomes, "papi_index", "e_governance", *ends) for ends in ((2018, 2019), (2020, 2024))]
    assert drawn == [pytest.approx(found.sigma["sd"].to_list()) for found in expected]
    assert "n = 57" in words(figure)
    assert "Scores missing: Bắc Giang (2021), Bắc Ninh (2021, 2022), Bình Dương (2023)" in flat(figure)


def test_the_line_of_catching_up_is_that_of_beta(outcomes, published):
    figure = published(charts.catch_up, "en")
    found = converge(outcomes, "papi_index", "e_governance")
    line = next(line for line in figure.axes[0].lines if len(line.get_xdata()) == 100)
    import numpy as np

    fitted_line = 100 * (found.beta.intercept + found.beta.slope * np.log(line.get_xdata()))
    assert line.get_ydata() == pytest.approx(fitted_line)
    assert "n = 57 provinces. Growth on the first score (beta): −0.185 (standard error 0.024, p < 0.001)" in flat(
        figure
    )
    assert "regression to the mean" in flat(figure)
    assert title_of(figure).endswith("; no clear change in the spread, 0.31 points in 2020, 0.28 in 2024")
    assert figure.axes[0].get_ylabel().split() == ["Yearly", "growth,", "log", "points", "(about", "percent)"]
    assert set(FOUR) <= set(words(figure).split("\n"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ten_names_beside_a_cloud_cover_neither_each_other_nor_the_axis(lang, outcomes):
    ten = outcomes.filter(metric="papi_index", year=2021)["province"].drop_nulls().unique().sort()[9:19].to_list()
    figure = charts.catch_up(outcomes, "papi_index", "e_governance", provinces=ten, lang=lang)
    assert overlaps(figure) == ([], [])
    edge = figure.axes[0].get_window_extent().x1
    assert all(text.get_window_extent().x0 > edge for text in figure.axes[0].texts)


def test_titles_say_what_the_rows_show():
    table = made_up(NAMES[:7])
    last = NAMES[6]

    def title(chart, **options):
        return " ".join(chart(table, "papi_index", "procedures", lang="en", **options).texts[0].get_text().split())

    name = "Administrative procedures"
    assert title(charts.position) == f"{name} 2022, score: median of all provinces 5.48"
    assert title(charts.position, years=[2021]) == f"{name} 2021, score: median of all provinces 5.28"
    assert (
        title(charts.position, provinces=[last])
        == f"{name} 2022, score: {last} 5.56; median of all provinces 5.48"
    )
    assert title(charts.ranks) == f"{name}, rank: 7 provinces, 2020–2022"
    assert title(charts.ranks, provinces=[NAMES[1]]) == f"{name} 2022, rank among 7 provinces: {NAMES[1]} 6"
    gaps, leader = f"{name} 2022, points from the median", "highest of all 0.09"
    assert title(charts.distance) == f"{gaps}: {leader}"
    assert title(charts.distance, provinces=NAMES[:1]) == f"{gaps}: {NAMES[0]} −0.09; {leader}"
    assert (
        title(charts.distance, provinces=[NAMES[2], last, NAMES[0]])
        == f"{gaps}: {last} 0.09; {NAMES[2]} −0.03; {NAMES[0]} −0.09; {leader}"
    )
    assert title(charts.tile_map) == f"{name} 2022, score: median of all provinces 5.48"
    assert (
        title(charts.catch_up)
        == f"{name}: low scores of 2020 grew faster to 2022; spread fell from 0.06 to 0.05 points, 2020 to 2022"
    )


def scored(*scores):
    """Results of one province a score, the same in each of three years."""
    best, middle = max(scores), sorted(scores)[len(scores) // 2]
    return made_up(
        NAMES[: len(scores)],
        score=lambda _, at: scores[at],
        gap_to_leader=lambda _, at: scores[at] - best,
        gap_to_median=lambda _, at: scores[at] - middle,
        rank=lambda _, at: 1 + sum(score > scores[at] for score in scores),
    )


@pytest.mark.parametrize(
    ("scores", "chart", "asked", "title"),
    [
        ((7.0, 5.0, 7.0), charts.tile_map, {}, " 2022, score: Cao Bằng 7.00; Hà Nội 7.00; Hà Giang 5.00; median of all provinces 7.00"),
        ((7.0, 6.96, 5.0), charts.tile_map, {"column": "rank"}, " 2022, rank among 3 provinces: Hà Nội 1; Hà Giang 2; Cao Bằng 3"),
        ((7.0, 6.96, 5.0), charts.tile_map, {"column": "gap_to_leader"}, " 2022, points from the leader: Hà Nội 0.00; Hà Giang −0.04; Cao Bằng −2.00"),
        ((7.0, 5.0, 7.0), charts.ranks, {}, " 2022, rank among 3 provinces: Cao Bằng 1; Hà Nội 1; Hà Giang 3"),
        ((7.0, 5.0, 7.0), charts.distance, {"provinces": NAMES[1:2]}, " 2022, points from the median: Hà Giang −2.00; highest of all 0.00"),
        ((7.0, 6.96, 5.0), charts.distance, {"provinces": NAMES[:1]}, " 2022, points from the median: Hà Nội 0.04; highest of all 0.04"),
        ((7.0, 6.94, 5.0), charts.distance, {"provinces": NAMES[2:3]}, " 2022, points from the median: Cao Bằng −1.94; highest of all 0.06"),
        ((5.0, 5.0, 5.004), charts.position, {"provinces": NAMES[2:3]}, " 2022, score: Cao Bằng 5.00; median of all provinces 5.00"),
        ((5.0, 7.0, 6.0), charts.position, {"provinces": NAMES[:3]}, " 2022, score: Hà Giang 7.00; Cao Bằng 6.00; Hà Nội 5.00; median of all provinces 6.00"),
        ((5.0, 5.0, 4.0), charts.position, {"provinces": NAMES[:3]}, " 2022, score: Hà Giang 5.00; Hà Nội 5.00; Cao Bằng 4.00; median of all provinces 5.00"),
        (tuple(range(1, 9)), charts.position, {"provinces": NAMES[:8]}, f" 2022, score: {'; '.join(f'{NAMES[at]} {at + 1}.00' for at in range(7, 1, -1))} and 2 more; median of all provinces 5.00"),
        ((5.0, 6.0, 7.0), charts.catch_up, {}, ": no clear link between the score of 2020 and growth to 2022; spread stayed at 0.82 points, 2020 to 2022"),
    ],
)  # fmt: skip
def test_a_title_names_all_who_share_a_place_and_no_difference_that_is_not_read(scores, chart, asked, title):
    figure = chart(scored(*scores), "papi_index", "procedures", lang="en", **asked)
    assert " ".join(figure.texts[0].get_text().split()) == "Administrative procedures" + title


def title_of(figure):
    """The title of a figure in one line."""
    return " ".join(figure.texts[0].get_text().split())


@pytest.mark.parametrize(
    ("chart", "dropped", "asked", "vi", "en"),
    [
        (charts.position, [2022], NAMES[:1], "Thủ tục hành chính công năm 2021, điểm: Hà Nội 5,20; trung vị của các tỉnh 5,24", "Administrative procedures 2021, score: Hà Nội 5.20; median of all provinces 5.24"),
        (charts.position, [2022], NAMES[:2], "Thủ tục hành chính công năm 2022, điểm: Hà Giang 5,43; trung vị của các tỉnh 5,44", "Administrative procedures 2022, score: Hà Giang 5.43; median of all provinces 5.44"),
        (charts.ranks, [2021, 2022], NAMES[:1], "Thủ tục hành chính công năm 2020, thứ hạng trong 4 tỉnh: Hà Nội 4", "Administrative procedures 2020, rank among 4 provinces: Hà Nội 4"),
        (charts.distance, [2022], NAMES[:1], "Thủ tục hành chính công năm 2021, điểm so với trung vị: Hà Nội −0,04; cao nhất trong các tỉnh 0,04", "Administrative procedures 2021, points from the median: Hà Nội −0.04; highest of all 0.04"),
    ],
)  # fmt: skip
def test_a_title_is_of_the_last_year_in_which_who_is_named_has_a_figure(chart, dropped, asked, vi, en):
    table = made_up(NAMES[:4]).filter(~pl.col("year").is_in(dropped) | (pl.col("province") != NAMES[0]))
    figures = [chart(table, "papi_index", "procedures", provinces=asked, lang=lang) for lang in LANGUAGES]
    assert [title_of(figure) for figure in figures] == [vi, en]


def test_a_press_figure_of_an_earlier_year_than_others_is_told_with_its_year(outcomes):
    figure = charts.position(outcomes, "par_index", provinces=["Gia Lai"], lang="en")
    assert title_of(figure) == "PAR INDEX 2022, score: Gia Lai 80.3"


def test_a_caption_names_all_who_lack_a_year_in_any_dimension_drawn():
    """Of two dimensions one lacks the first province in 2021; eight provinces lack 2022 in both."""
    name, year = pl.col("province"), pl.col("year")
    table = made_up(NAMES[:12]).filter((year != 2022) | ~name.is_in(NAMES[1:9]))
    other = table.with_columns(dimension=pl.lit("transparency")).filter((year != 2021) | (name != NAMES[0]))
    figure = charts.position(pl.concat([table, other]), "papi_index", ["procedures", "transparency"], lang="en")
    said = flat(figure)
    assert "n = 4–12 provinces." in said
    told = said.partition("Scores missing: ")[2].partition(".")[0]
    assert sorted(told.replace(" and ", ", ").split(", ")) == sorted(
        [f"{NAMES[0]} (2021)", *(f"{each} (2022)" for each in NAMES[1:9])]
    )


def test_all_who_lead_are_named_beside_the_line_of_the_leader():
    figure = charts.distance(scored(7.0, 5.0, 7.0), "papi_index", "procedures", lang="en")
    assert "leader (Cao Bằng and Hà Nội)" in flat(figure)


def test_what_is_said_of_all_provinces_holds_on_a_table_of_some(outcomes):
    some = outcomes.filter(pl.col("province").is_in(FOUR))
    whole, part = (
        charts.position(rows, "papi_index", "e_governance", provinces=FOUR, lang="en") for rows in (outcomes, some)
    )
    medians = [
        [line.get_ydata().tolist() for line in figure.axes[0].lines if line.get_color() == "#8a8a8a"]
        for figure in (whole, part)
    ]
    assert medians[0] == [pytest.approx(each) for each in medians[1]]
    assert "No band where the table does not hold all provinces." in flat(part)
    assert "No band" not in flat(whole)
    tiles = flat(charts.tile_map(some, "papi_index", "e_governance", lang="en"))
    assert "–: no figure here." in tiles
    assert "n = 4 provinces." in tiles


def test_a_hollow_mark_is_explained_in_every_chart_of_lines():
    rows = TABLES["press figures"].with_columns(pl.col("gap_to_median").cast(pl.Float64))
    for chart in (charts.position, charts.ranks):
        figure = chart(rows, "papi_index", "procedures", provinces=NAMES[:2], lang="en")
        assert "Hollow: derived by the press" in flat(figure)


def test_the_sheet_of_tiles_has_a_square_for_each_province_and_a_dash_where_a_score_is_missing(published):
    figure = published(charts.tile_map, "en")
    assert len(figure.axes[0].patches) == 63
    assert [text.get_text() for text in figure.axes[0].texts].count("–") == 2
    assert "Scores missing: Tiền Giang (2024) and Vĩnh Phúc (2024)." in flat(figure)


def test_what_cannot_be_drawn_is_refused_in_one_line(outcomes):
    with pytest.raises(DataError, match="no row has 'Kon Tom'; nearest: Kon Tum"):
        charts.position(outcomes, "papi_index", provinces=["Kon Tom"])
    with pytest.raises(ValueError, match="names at most 20 provinces, not 63; choose fewer"):
        charts.position(outcomes, "papi_index", provinces=NAMES)
    with pytest.raises(ValueError, match="this chart has 2 panels and ax holds one"):
        charts.position(outcomes, "papi_index", ["procedures", "e_governance"], ax=Figure().add_subplot())
    with pytest.raises(DataError, match="no province has a score in papi_index, total for these years"):
        charts.position(outcomes, "papi_index", years=[1999])
    with pytest.raises(DataError, match="column dimension: none is asked for; name one or more"):
        charts.position(outcomes, "papi_index", [])
    with pytest.raises(ValueError, match="figsize is too small: a panel needs"):
        charts.position(outcomes, "papi_index", figsize=(6, 1.5))
    with pytest.raises(
        DataError, match="outcomes, column metric: no result of 'pappi_index'; nearest: papi_index"
    ):
        charts.spread(outcomes, "pappi_index")
    with pytest.raises(DataError, match="column score: text, not numbers"):
        charts.ranks(outcomes.with_columns(pl.col("score").cast(pl.String)), "papi_index")
    with pytest.raises(DataError, match="column score: the column is missing"):
        charts.ranks(outcomes.drop("score"), "papi_index")
    with pytest.raises(DataError, match="column gap_to_leader: the column is missing"):
        charts.distance(outcomes.drop("gap_to_leader"), "papi_index")
    with pytest.raises(DataError, match="column gap_to_leader: no row is the best of its year"):
        charts.distance(outcomes.filter(province="Kon Tum"), "papi_index")


def test_a_chosen_province_without_a_score_is_told_and_the_others_drawn(outcomes):
    figure = charts.tile_map(outcomes, "papi_index", years=[2024], provinces=["Tiền Giang", "Kon Tum"], lang="en")
    assert "Scores missing: Tiền Giang (2024)" in flat(figure)
    figure = charts.ranks(outcomes, "papi_index", years=[2024], provinces=["tien giang", "62"], lang="en")
    assert "Scores missing: Tiền Giang (2024)" in flat(figure)
    with pytest.raises(DataError, match="nothing here of Tiền Giang; ask for other provinces or years"):
        charts.ranks(outcomes, "papi_index", years=[2024], provinces=["Tiền Giang"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_median_the_few_provinces_there_are_are_drawn(outcomes, lang):
    figure = charts.position(outcomes, "par_index", lang=lang)
    assert {"Gia Lai", "Kon Tum"} <= set(words(figure).split("\n"))
    assert not re.search("Grey|Màu xám|median|trung vị", flat(figure))
    bare = made_up(NAMES[:21]).with_columns(gap_to_median=pl.lit(None, pl.Float64))
    with pytest.raises(DataError, match="no median of all provinces to draw; name provinces"):
        charts.position(bare, "papi_index", "procedures")
    some = charts.position(bare, "papi_index", "procedures", provinces=NAMES[:2], lang=lang)
    assert not re.search("Grey|Màu xám|found in public|các trang công khai", flat(some))


def test_grey_is_explained_only_where_other_provinces_are_drawn(outcomes):
    assert "Grey" not in flat(charts.ranks(outcomes, "par_index", lang="en"))
    assert "Grey: the other provinces" in flat(charts.ranks(outcomes, "papi_index", provinces=FOUR, lang="en"))


def test_single_figures_of_the_press_are_no_state_of_all_provinces(outcomes):
    ranks = flat(charts.ranks(outcomes, "par_index", lang="en"))
    assert "PAR INDEX 2023, rank among 63 provinces: Hậu Giang 19; Kon Tum 43; Gia Lai 58" in ranks
    assert "n = 1–3 provinces. " in ranks
    assert "Single figures as found in public pages" in ranks
    tiles = flat(charts.tile_map(outcomes, "par_index", column="rank", lang="en"))
    assert "PAR INDEX 2023, rank among 63 provinces: Hậu Giang 19; Kon Tum 43; Gia Lai 58" in tiles
    figure = charts.position(outcomes, "par_index", provinces=["kon tum"], lang="en")
    assert all(
        len(line.get_xdata()) == 1 for line in figure.axes[0].lines if not line.get_gid()
    )  # no series, no line
    for said in (ranks, tiles, flat(figure)):
        assert "No score in" not in said
        assert "median" not in said


def test_a_title_over_years_stays_within_the_series_that_converge_takes(outcomes):
    title = title_of(charts.spread(outcomes, "pci_index", lang="en"))
    assert title == "PCI: spread fell from 3.5 to 2.9 points, 2013 to 2020"


def test_scores_that_no_series_covers_are_said_not_to_compare(outcomes):
    figure = charts.position(outcomes, "par_index", provinces=["Gia Lai", "Kon Tum"], lang="en")
    assert "scores of that time compare with those of no other year" in flat(figure)
    assert "No series covers" not in flat(charts.position(outcomes, "papi_index", lang="en"))


def test_the_figure_of_a_square_has_the_colour_that_reads_better(outcomes):
    axes = charts.tile_map(outcomes, "papi_index", lang="en").axes[0]
    assert {text.get_color() for text in axes.texts} == {"white", "#222222"}


def test_a_title_names_each_province_with_its_figure(outcomes):
    title = title_of(charts.ranks(outcomes, "papi_index", provinces=FOUR, lang="en"))
    ranks = "Hậu Giang 23; Gia Lai 52; Kon Tum 60; Kiên Giang 61"
    assert title == f"PAPI 2024, rank among 61 provinces: {ranks}"


def test_what_hinges_on_single_provinces_is_said(outcomes):
    found = converge(outcomes, "papi_index", "procedures")
    assert found.hinges_on
    for chart in (charts.catch_up, charts.spread):
        said = flat(chart(outcomes, "papi_index", "procedures", lang="en"))
        assert "Spread of the provinces: sigma " in said
        assert "; without any one of Hà Nội" in said
    few = ["Hà Nội", "Kon Tum", "Cà Mau", "Gia Lai"]
    one = {lang: flat(charts.spread(outcomes, "papi_index", provinces=few, lang=lang)) for lang in LANGUAGES}
    assert "; without Hà Nội it would not have." in one["en"]
    assert "; nếu bỏ Hà Nội thì kết luận không còn như vậy." in one["vi"]


def test_pandas_is_drawn_as_polars_is(outcomes, published):
    table = outcomes.to_pandas()
    for chart in EVERY:
        figure = chart(table, "papi_index", "e_governance", **asked_of(chart), lang="vi")
        assert flat(figure) == flat(published(chart, "vi"))


def test_on_a_plain_axes_nothing_leaves_the_figure_or_covers_the_next_panel(outcomes):
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
    plt.close(figure)
    charts.position(outcomes, "papi_index", "e_governance", provinces=FOUR, lang="en", ax=left)
    charts.spread(outcomes, "papi_index", "e_governance", lang="vi", ax=right)
    assert overlaps(figure) == ([], [])
    with pytest.raises(ValueError, match="ax is too small: a panel needs"):
        charts.ranks(outcomes, "papi_index", lang="en", ax=plt.figure(figsize=(3, 1.5)).subplots())
    plt.close("all")


def test_small_multiples_give_each_dimension_a_panel(outcomes):
    parts = ["procedures", "e_governance", "environment"]
    figure = charts.position(outcomes, "papi_index", parts, provinces=FOUR, lang="vi")
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "Thủ tục hành chính công",
        "Quản trị điện tử",
        "Quản trị môi trường",
    ]
    assert overlaps(figure) == ([], [])


def test_every_province_has_a_look_and_a_square_of_its_own():
    assert len({(colour(name), mark(name)) for name in NAMES}) == 63
    assert (colour("Mới"), mark("Mới")) == (colour("Mới"), mark("Mới"))
    squares = {name: province.tile for name, province in known_provinces().items()}
    assert len(set(squares.values())) == 63


def test_no_two_provinces_of_a_chart_share_a_colour():
    """While there are colours; who comes first keeps its own, and further ones differ in their marks."""
    first, later = ["Bắc Giang", "Cà Mau", "Đồng Tháp"], ["Kiên Giang", "Tuyên Quang", "Gia Lai"]
    assert {*map(colour, first)} == {*map(colour, later)}
    found = told_apart([*later, *first])
    assert ([found[name] for name in first], len({*found.values()})) == ([*map(colour, first)], 6)
    assert told_apart(["Cà Mau", "Tuyên Quang"], {"Tuyên Quang": colour("Cà Mau")})["Tuyên Quang"] == colour(
        "Cà Mau"
    )
    assert len({(shade, mark(name)) for name, shade in told_apart(NAMES).items()}) == 63


@pytest.mark.parametrize("chart", [charts.position, charts.ranks, charts.distance])
def test_all_provinces_without_a_score_in_the_only_year_drawn_are_named(outcomes, chart):
    """Not only who is asked for; `tile_map` names the same."""
    lacking = "Scores missing: Bắc Giang (2021), Bắc Ninh (2021) and Quảng Ninh (2021)."
    assert lacking in flat(
        chart(outcomes, "papi_index", provinces=["Bắc Giang", "Cà Mau"], years=[2021], lang="en")
    )


def test_neighbours_stay_neighbours_on_the_tiles():
    squares = {name: province.tile for name, province in known_provinces().items()}
    for a, b in [("Hà Nội", "Vĩnh Phúc"), ("Kon Tum", "Gia Lai"), ("Kiên Giang", "Hậu Giang"), ("Cần Thơ", "Vĩnh Long"),
                 ("Thừa Thiên Huế", "Quảng Nam"), ("Nghệ An", "Hà Tĩnh"), ("Lào Cai", "Lai Châu")]:  # fmt: skip
        assert max(abs(one - other) for one, other in zip(squares[a], squares[b], strict=True)) == 1, (a, b)
    south_to_north = [
        "Cà Mau",
        "Cần Thơ",
        "Tây Ninh",
        "Đắk Lắk",
        "Kon Tum",
        "Thừa Thiên Huế",
        "Nghệ An",
        "Hà Nội",
        "Hà Giang",
    ]
    assert all(squares[a][0] > squares[b][0] for a, b in pairwise(south_to_north))


def test_labels_move_no_further_than_they_must():
    assert apart([0, 1, 10], 3, -5, 20) == [-1, 2, 10]
    assert apart([10, 0, 1], 3, -5, 20) == [10, -1, 2]
    assert apart([0, 0, 0], 2, 0, 10) == [0, 2, 4]
    assert apart([9, 10], 2, 0, 10) == [8, 10]


def test_texts_are_broken_where_they_fit():
    assert fitted("một hai ba", 0.1, 10) == "một\nhai\nba"
    assert fitted("một hai ba", 9, 10) == "một hai ba"


def test_no_line_of_a_title_begins_with_a_figure(outcomes):
    for width in (4.0, 4.5, 5.0, 5.5, 6.0):
        figure = charts.distance(outcomes, "papi_index", "procedures", provinces=FOUR, figsize=(width, 8))
        assert not re.search(r"\n[−\d]", figure.texts[0].get_text())


@pytest.mark.parametrize(
    ("years", "says"),
    [
        (2024, "years are a list of whole numbers, such as [2024], not 2024"),
        ([], "years are a list of whole numbers, such as [2024], not []"),
        ("2024", "years are a list of whole numbers, such as [2024], not '2024'"),
        ([2023, "2024"], "years are a list of whole numbers, such as [2024], not [2023, '2024']"),
        ([float("nan")], "years are a list of whole numbers, such as [2024], not [nan]"),
    ],
)
@pytest.mark.parametrize("chart", EVERY, ids=by_name)
def test_years_that_are_none_are_refused_in_one_line(chart, years, says, outcomes):
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        chart(outcomes, "papi_index", years=years)


def test_spreads_of_few_provinces_keep_figures_off_the_years_and_n(outcomes):
    few = ["Khánh Hòa", "Bạc Liêu", "Lâm Đồng", "Bà Rịa - Vũng Tàu"]
    figure = charts.spread(outcomes, "pci_index", provinces=few, years=range(2008, 2020))
    assert overlaps(figure) == ([], [])
    pair = charts.spread(outcomes, "pci_index", provinces=few[1:3], lang="en")
    assert overlaps(pair) == ([], [])
    told = " ".join(text.get_text() for text in pair.texts).replace("\n", " ")
    assert "no clear change" in told  # each of two makes the spread
    assert "each province in turn" not in told


def test_a_year_that_all_provinces_lack_is_told_below_the_spread(outcomes):
    lacking = outcomes.filter(pl.col("year") != 2022)
    for chart in (charts.spread, charts.catch_up):
        figure = chart(lacking, "papi_index", years=[2021, 2022, 2023, 2024], lang="en")
        told = " ".join(text.get_text() for text in figure.texts).replace("\n", " ")
        assert "There are no scores of 2022." in told


def test_panels_grow_with_the_provinces_named_and_too_small_a_figure_is_refused(outcomes):
    twenty = outcomes.filter(metric="papi_index")["province"].drop_nulls().unique().sort()[:20].to_list()
    parts = ["total", "procedures", "participation"]
    assert overlaps(charts.position(outcomes, "papi_index", parts, provinces=twenty, years=[2019])) == ([], [])
    for chart in (charts.position, charts.ranks, charts.spread, charts.catch_up):
        with pytest.raises(ValueError, match="figsize is too small"):
            chart(outcomes, "papi_index", figsize=(5, 3.9))
