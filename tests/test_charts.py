"""What a chart of targets and results holds: its data, labels, titles and notes; not its pixels."""

import re
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import polars as pl
import pytest

from cchc_analysis import charts, coverage, load_outcomes
from cchc_analysis import gaps as compared
from cchc_analysis.catalog import LEVELS, labels
from cchc_analysis.catalog import provinces as known_provinces
from cchc_analysis.charts import gallery
from cchc_analysis.charts.gallery import GALLERY, draw_all, save
from cchc_analysis.charts.measure import lines_of
from cchc_analysis.charts.sheet import whole_pixels
from cchc_analysis.charts.theme import STYLE, colour
from cchc_analysis.errors import DataError
from tests.conftest import ROOT
from tests.looks import flat, overlaps, words

LANGUAGES = ["vi", "en"]
NAMES = list(known_provinces())
CALLS = {
    "measure": lambda table, **asked: charts.measure(table, "e_dossier_rate", **asked),
    "path": lambda table, **asked: charts.path(table, "e_dossier_rate", NAMES[0], **asked),
    "gaps": charts.gaps,
    "coverage": charts.coverage,
    "comparability": charts.comparability,
    "spread_of_levels": lambda table, **asked: charts.spread_of_aims(table, "e_dossier_rate", NAMES[0], **asked),
    "spread_of_provinces": lambda table, **asked: charts.spread_of_aims(table, "e_dossier_rate", **asked),
}


def row(province, value=90.0, **cells):
    """A row of the long table: a plan of a province asks for a share of its work dossiers."""
    comparator = "=" if value is not None else "increase"
    return {
        "province": province,
        "province_code": "00",
        "year": 2025,
        "period": "2025",
        "area": "e_government",
        "metric": "e_dossier_rate",
        "level": "province",
        "nature": "target",
        "comparator": comparator,
        "value": value,
        "unit": "percent",
        "numerator": None,
        "denominator": None,
        "basis": "stated",
        "scope": "standard",
        "statement": f"s{cells.get('year', 2025)}{cells.get('level', '')}",
        "document": f"plan-{province}",
        "section": "I",
        "line": 1,
        "evidence": "",
        "mentions": 1,
        "note": None,
    } | cells


def table(*rows):
    """Rows as a table with the types of the long table, whatever is null."""
    kinds = {"value": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64, "note": pl.String}
    return pl.DataFrame(list(rows), schema_overrides=kinds, infer_schema_length=None)


def levels_of(province, *values, **cells):
    """A figure at each of the three levels."""
    named = ("province", "district", "commune")
    return [row(province, value, level=level, **cells) for level, value in zip(named, values, strict=True)]


SIGNS = (">", ">=", "=", "<=")
VERDICTS = {"same": "=", "year differs": "≈", "scope differs": "≠", "target against actual": "×"}
"""The readings of a pair from the closest, with the sign of each."""

TABLES = {
    "one figure": table(row(NAMES[0])),
    "one province, three levels": table(*levels_of(NAMES[0], 90.0, 80.0, 60.0)),
    "years between which none is stated": table(
        *levels_of(NAMES[0], 30.0, 20.0, 15.0, year=2021), *levels_of(NAMES[0], 100.0, 100.0, 95.0, year=2025)
    ),
    "mixed comparators": table(
        *levels_of(NAMES[0], 90.0, 80.0, 60.0), *levels_of(NAMES[1], 90.0, 85.0, 60.0, comparator=">=", year=2024)
    ),
    "floors only": table(*(row(name, 80.0 + at, comparator=">=") for at, name in enumerate(NAMES[:3]))),
    "only directions": table(row(NAMES[0], None), row(NAMES[1], None)),
    "directions beside figures": table(row(NAMES[0], 5.0), row(NAMES[1], None), row(NAMES[2], 100.0)),
    "several bases": table(row(NAMES[0], 50.0, scope="eligible"), row(NAMES[1], 100.0), row(NAMES[2], 0.0, scope="able")),
    "targets and results": table(row(NAMES[0], 50.0), row(NAMES[1], 99.5, nature="actual", basis="computed", year=2020)),
    "only results": table(row(NAMES[0], 50.0, nature="actual"), row(NAMES[1], 60.0, nature="actual")),
    "counts": table(*(row(name, 1234.0 * at, unit="count") for at, name in enumerate(NAMES[:4]))),
    "twenty provinces": table(*(row(name, 5.0 * at, year=2021 + at % 5) for at, name in enumerate(NAMES[:20]))),
    "63 provinces": table(*(row(name, 1.5 * at, year=2021 + at % 5) for at, name in enumerate(NAMES))),
    "provinces beyond the catalogue": table(row("Tỉnh Mới", 60.0), row("Tỉnh Khác", 70.0)),
}  # fmt: skip

REFUSED = {
    *(("measure", name) for name in ("only directions",)),
    *(("path", name) for name in ("only directions", "only results", "provinces beyond the catalogue")),
    *(
        ("gaps", name)
        for name in (
            *("one figure", "one province, three levels", "years between which none is stated", "only directions"),
            *("several bases", "targets and results", "counts"),
        )
    ),
    *(("coverage", name) for name in ("only results",)),
    *(
        ("comparability", name)
        for name in (
            *("one figure", "one province, three levels", "years between which none is stated", "only directions"),
            *("twenty provinces", "63 provinces"),
        )
    ),
    *(
        ("spread_of_levels", name)
        for name in TABLES
        if name not in ("one province, three levels", "years between which none is stated", "mixed comparators")
    ),
    *(
        ("spread_of_provinces", name)
        for name in (
            *("one figure", "one province, three levels", "years between which none is stated", "mixed comparators"),
            *("only directions", "several bases", "targets and results", "only results"),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("chart", CALLS)
def test_any_table_is_drawn_without_clipping_or_refused_in_one_line(chart, name):
    lang = LANGUAGES[([*CALLS].index(chart) + [*TABLES].index(name)) % 2]  # each chart and each table in both
    if (chart, name) in REFUSED:
        with pytest.raises(DataError) as refused:
            CALLS[chart](TABLES[name], lang=lang)
        assert len(str(refused.value).splitlines()) == 1
    else:
        assert overlaps(CALLS[chart](TABLES[name], lang=lang)) == ([], [])


@pytest.fixture(scope="module")
def outcomes():
    return load_outcomes()


@pytest.fixture(scope="module")
def drawn(targets, outcomes):
    """Draw a figure of the gallery once a language."""
    kept = {}

    def draw(name, lang="en"):
        if (name, lang) not in kept:
            call = next(call for call in GALLERY if call.name == name)
            rows = targets if call.table == "targets" else outcomes
            kept[name, lang] = call.chart(rows, **call.asked, lang=lang)
        return kept[name, lang]

    return draw


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("call", GALLERY, ids=lambda call: call.name)
def test_every_figure_is_whole_and_names_n_sources_and_units_in_its_language(call, lang, drawn):
    figure = drawn(call.name, lang)
    assert overlaps(figure) == ([], [])
    said = flat(figure)
    assert {"vi": "Nguồn: ", "en": "Source: "}[lang] in said
    assert {"vi": "Đơn vị hành chính trước ngày 01/7/2025.", "en": "Units as before 2025-07-01."}[lang] in said
    assert "n = " in said


@pytest.mark.parametrize("chart", CALLS)
def test_a_chart_can_stand_on_an_axes_of_the_caller(chart):
    figure, (left, right) = plt.subplots(1, 2, figsize=(20, 12), layout="constrained")
    plt.close(figure)
    name = (
        "years between which none is stated"
        if chart in ("path", "spread_of_levels")
        else "directions beside figures"
    )
    assert CALLS[chart](TABLES[name], lang="en", ax=right) is figure
    assert not left.has_data()
    assert "Source: " in flat(figure)


def test_a_copy_without_number_or_date_is_called_perhaps_a_draft(drawn):
    assert "perhaps a draft" in flat(drawn("work_dossiers"))


def test_a_measure_shows_each_figure_with_its_year_and_names_who_is_silent(drawn):
    figure = drawn("work_dossiers")
    shares = [text.get_text() for text in figure.axes[0].texts]
    assert shares[:3] == ["95%", "90%", "100% (one figure for the levels together)"]
    assert len(shares) == 9
    assert "No figure or direction in the documents of Hậu Giang: neither zero nor" in flat(figure)
    assert " ".join(figure.texts[0].get_text().split()) == (
        "Work dossiers processed online: targets of 100% (Kon Tum, 2023), 60–95% (Gia Lai, 2024) and "
        "60–90% (Kiên Giang, 2025)"
    )


def test_the_title_of_a_measure_spans_all_its_targets():
    rows = table(row(NAMES[0], 90.0), row(NAMES[1], 50.0, level="all"))
    title = CALLS["measure"](rows, lang="en").texts[0].get_text()
    assert title == "Work dossiers processed online: targets of 50–90%"


def test_a_title_of_a_measure_has_no_range_over_years_or_bounds():
    def title(*rows):
        text = CALLS["measure"](table(*rows), lang="en").texts[0].get_text()
        return " ".join(text.split()).removeprefix("Work dossiers processed online: ")

    kon_tum = row("Kon Tum", 90.0, year=2023, period="2023")
    assert title(kon_tum, row("Kiên Giang", 90.0, comparator=">=")) == (
        "targets of 90% (Kon Tum, 2023) and ≥ 90% (Kiên Giang, 2025)"
    )
    many = [row("Cà Mau", 10.0 * at, year=2020 + at, period=str(2020 + at)) for at in range(1, 6)]
    assert title(*many, row("Kon Tum", 70.0)) == "6 figures, 2021–2025"
    signs = [
        row(name, 60.0 + 10 * at, comparator=sign)
        for at, (name, sign) in enumerate(zip(NAMES, SIGNS, strict=False))
    ]
    assert title(*signs) == "4 figures, 2025"
    quarters = [row("Kon Tum", 50.0 + at, nature="actual", period=f"2025-Q{at}") for at in range(1, 3)]
    assert title(*quarters) == "results of 51% (Kon Tum, Q1 2025) and 52% (Kon Tum, Q2 2025)"
    assert title(*levels_of("Kon Tum", 100.0, 100.0, 100.0)) == "targets of 100%"
    assert title(*levels_of("Kon Tum", 90.0, 80.0, 60.0)) == "targets of 60–90%"


def test_counts_of_several_things_have_their_base_beside_them():
    of = {"unit": "count", "nature": "actual", "metric": "personnel_case_count"}
    kinds = [row("Kon Tum", 4.0, scope="appointment", **of), row("Kon Tum", 2.0, scope="transfer", **of)]
    figure = charts.measure(table(row("Kon Tum", 6.0, **of), *kinds), "personnel_case_count", lang="en")
    assert figure.texts[0].get_text().endswith(": figures on 3 different bases")
    assert [text.get_text() for text in figure.axes[0].texts] == ["6", "4", "2"]
    assert "not read against each other" in flat(figure)


def test_a_path_is_of_one_base_and_has_one_figure_a_year():
    popular = row(NAMES[0], 100.0, scope="popular", year=2022)
    both = table(popular, row(NAMES[0], 80.0, scope="eligible", statement="other"))
    with pytest.raises(DataError, match="2 bases share no line; choose scope=eligible or popular"):
        CALLS["path"](both)
    assert "base: eligible procedures" in flat(CALLS["path"](both, scope="eligible", lang="en"))
    twice = table(row(NAMES[0], 95.5), row(NAMES[0], 95.5, comparator=">=", statement="other"))
    with pytest.raises(DataError, match="a line has one figure a year, not two of 2025"):
        CALLS["path"](twice, lang="en")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"palette": ["red"]}, "palette ['red'] is no mapping; write colours by province"),
        ({"palette": 5}, "palette 5 is no mapping"),
        ({"ax": "x"}, "ax 'x' is no axes of matplotlib"),
    ],
)
def test_an_option_of_another_kind_is_refused_in_one_line(asked, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        CALLS["measure"](TABLES["one figure"], **asked)


def test_figures_are_counted_without_the_directions_beside_them():
    assert "n = 2 figures." in flat(CALLS["measure"](TABLES["directions beside figures"], lang="en"))


def test_several_bases_stand_in_the_labels_and_a_result_is_hollow(drawn):
    figure = drawn("online_services")
    said = flat(figure)
    for base in ("eligible procedures", "all services listed", "popular services", "procedures able to go online"):
        assert base in said
    faces = [line.get_markerfacecolor() for line in figure.axes[0].get_lines() if line.get_marker() != "None"]
    assert faces == [colour("Hậu Giang"), colour("Kiên Giang"), colour("Kiên Giang"), "white"]
    assert "quý III/2020" in flat(drawn("online_services", "vi"))


def test_the_lines_of_a_measure_are_its_rows_in_blocks():
    rows = TABLES["mixed comparators"]
    assert [(label, text) for label, text, _ in lines_of(rows, "en") if "commune" in label or not text] == [
        ("Targets, province level", ""),
        ("Targets, district level", ""),
        ("Targets, commune level", ""),
    ]
    assert [text for _, text, own in lines_of(rows, "vi") if own] == [
        "≥ 90%",
        "90%",
        "≥ 85%",
        "80%",
        "≥ 60%",
        "60%",
    ]


def test_a_path_joins_the_years_of_one_level_and_marks_what_is_computed(targets):
    figure = charts.path(targets, "digitization_rate", "kien giang", lang="en")
    joined = [list(line.get_ydata()) for line in figure.axes[0].get_lines() if len(line.get_xdata()) == 5]
    assert joined == [[30, 50, 70, 90, 100], [20, 40, 60, 80, 100], [15, 35, 55, 75, 95]]
    filled = [line for line in figure.axes[0].get_lines() if line.get_markerfacecolor() == colour("Kiên Giang")]
    assert [line.get_xdata().tolist() for line in filled if line.get_linestyle() == "None"] == [[2021]] * 3


def test_points_of_different_provinces_are_never_joined_by_a_line(drawn):
    for name in ("work_dossiers", "gaps"):
        for line in drawn(name).axes[0].get_lines():
            assert len(line.get_xdata()) == 1 or line.get_marker() == "None"


@pytest.mark.parametrize("name", ["work_dossiers", "e_governance_catch_up"])
def test_axes_end_on_whole_pixels_so_that_the_last_bit_of_a_sum_moves_no_line(drawn, name):
    figure = drawn(name)
    size = figure.get_size_inches() * STYLE["savefig.dpi"]
    for axes in figure.axes:
        edges = axes.get_position(original=True).get_points() * size
        assert edges == pytest.approx(edges.round(), abs=1e-6)


def test_gaps_stand_widest_first_and_hollow_where_floors_bound_nothing():
    rows = table(
        *levels_of("An Giang", 90.0, 60.0, 30.0),
        *levels_of("Cà Mau", 100.0, 100.0, 30.0),
        *levels_of("Kon Tum", 80.0, 0.0, 30.0, comparator=">=", year=2023)[::2],
    )
    figure = charts.gaps(rows, lang="en")
    differences = [text.get_text() for text in figure.axes[0].texts if ":" not in text.get_text()]
    exact, bounded = (
        ["−40 points", "−10 points", "0 points"],
        ["≤ 20 points", "≤ 10 points", "≤ 0 points", "≤ 0 points"],
    )
    assert differences == exact + bounded
    figure = charts.gaps(rows.with_columns(comparator=pl.lit(">=")), years=[2025], lang="en")
    beside = [text.get_text() for text in figure.axes[0].texts if ":" not in text.get_text()]
    assert beside == ["not bounded"] * 3
    hollow = [line for line in figure.axes[0].get_lines() if line.get_markerfacecolor() == "white"]
    assert len(hollow) == 6
    assert "An Giang 2025: ≥ 90%" in words(figure)
    with pytest.raises(DataError, match="no row has 'Kon Tom'; nearest: Kon Tum"):
        charts.gaps(rows, provinces=["An Giang", "Kon Tom"])
    with pytest.raises(DataError, match="no two of these provinces give a figure for the same measure"):
        charts.gaps(rows, provinces=["Kon Tum"])


def test_a_gap_is_called_the_widest_only_between_plain_figures():
    def drawn(a, b):
        rows = table(
            row("An Giang", 40.0, comparator=a), row("Bình Định", 90.0, comparator=b), row("Cà Mau", 50.0)
        )
        figure = charts.gaps(rows, provinces=["An Giang", "Bình Định"], lang="en")
        beside = [text.get_text() for text in figure.axes[0].texts if "points" in text.get_text()]
        return beside, figure.texts[0].get_text().split(":")[0]

    assert drawn("=", "=") == (["−50 points"], "Largest gap between exact targets of one year")
    assert drawn(">=", "=") == (["≥ −50 points"], "No difference is exact")
    assert drawn("=", ">=") == (["≤ −50 points"], "No difference is exact")
    assert drawn("<=", "=") == (["≤ −50 points"], "No difference is exact")
    assert drawn("=", "<=") == (["≥ −50 points"], "No difference is exact")
    assert drawn(">=", ">=") == ([], "No difference is exact")


def test_what_is_said_to_be_about_so_much_is_drawn_as_such_and_no_difference_of_it_is_exact():
    near = "Said to be about so much."
    rows = table(
        row("An Giang", 40.0, note=near), row("Bình Định", 90.0), row("Cà Mau", 60.0, note=f"Sic. {near}")
    )
    figure = charts.measure(rows, "e_dossier_rate", lang="en")
    assert {text.get_text() for text in figure.axes[0].texts} == {"~ 40%", "90%", "~ 60%"}
    assert "~: about. A figure without a sign is an exact level" in flat(figure)
    figure = charts.gaps(rows, provinces=["An Giang", "Bình Định"], lang="en")
    assert figure.texts[0].get_text().startswith("No difference is exact")
    assert "~ −50 points" in flat(figure)
    near_both = charts.gaps(rows, provinces=["An Giang", "Cà Mau"], lang="vi")
    assert {"An Giang 2025: ~ 40%", "Cà Mau 2025: ~ 60%"} < {text.get_text() for text in near_both.axes[0].texts}


NEAR = "Said to be about so much."


@pytest.mark.parametrize("b", [{"comparator": ">="}, {"note": NEAR}])
def test_a_title_of_gaps_without_an_exact_difference_says_what_pairs_hold(b):
    rows = table(row("An Giang", 40.0), row("Bình Định", 90.0, **b))
    titles = [" ".join(charts.gaps(rows, lang=lang).texts[0].get_text().split()) for lang in ("en", "vi")]
    assert titles == [
        "No difference is exact: 1 pair, with a floor, a ceiling or a figure that is only about so much",
        "Chưa xác định được chênh lệch: 1 cặp đều có mức tối thiểu, mức tối đa hoặc số gần đúng",
    ]


@pytest.mark.parametrize("chart", ["measure", "path", "gaps"])
def test_each_sign_is_explained_where_it_stands(chart):
    rows = [row(NAMES[0], 60.0, comparator=">", year=2024, period="2024"), row(NAMES[0], 80.0, note=NEAR)]
    rows += [row(NAMES[1], 50.0, comparator="<", year=2024, period="2024"), row(NAMES[1], 90.0)]
    rows = rows if chart != "gaps" else [*rows[1:2], rows[3], *levels_of(NAMES[0], 9.0, 8.0, 7.0, comparator=">")[1:],
                                         *levels_of(NAMES[1], 9.0, 8.0, 7.0, comparator="<")[1:]]  # fmt: skip
    drawn = {lang: flat(CALLS[chart](table(*rows), lang=lang)) for lang in LANGUAGES}
    ceiling = ("; <: less than", "; <: dưới") if chart != "path" else ("", "")
    assert f"~: about; >: more than{ceiling[0]}." in drawn["en"]
    assert f"~: khoảng; >: trên{ceiling[1]}." in drawn["vi"]
    assert ("A figure without a sign is an exact level" in drawn["en"]) == (chart != "path")


def test_the_title_of_gaps_names_each_measure_of_the_widest_difference():
    figure = charts.gaps(table(row("An Giang", 40.0), row("Cà Mau", 80.0), row("Kon Tum", 80.0)), lang="en")
    title = " ".join(figure.texts[0].get_text().split())
    assert title == (
        "Largest gap between exact targets of one year: 40 points, work dossiers processed online, province level "
        "(Cà Mau 2025 and Kon Tum 2025 against An Giang 2025)"
    )
    of_levels = [
        row(name, value, level=level) for level in LEVELS for name, value in (("An Giang", 40.0), ("Cà Mau", 80.0))
    ]
    title = " ".join(charts.gaps(table(*of_levels)).texts[0].get_text().split())
    assert title.endswith("cấp xã (Cà Mau 2025 so với An Giang 2025); …")


def test_the_title_of_gaps_says_who_stands_against_whom_in_each_measure():
    rows = table(
        *levels_of("An Giang", 80.0, 90.0, 50.0), *levels_of("Cà Mau", 40.0, 50.0, 90.0), row("Kon Tum", 100.0),
        row("Lào Cai", 60.0),
    )  # fmt: skip
    title = " ".join(charts.gaps(rows, lang="en").texts[0].get_text().split())
    assert title.endswith(
        "60 points, work dossiers processed online, province level (Kon Tum 2025 against Cà Mau 2025)"
    )
    title = " ".join(charts.gaps(rows, provinces=["An Giang", "Cà Mau"], lang="en").texts[0].get_text().split())
    assert [part.split("(")[1] for part in title.split("); ")] == [
        *["An Giang 2025 against Cà Mau 2025"] * 2, "Cà Mau 2025 against An Giang 2025)",
    ]  # fmt: skip


def test_the_title_of_gaps_leads_with_one_year_or_says_that_the_years_differ():
    """40 points lie between 2023 and 2025, against a figure of three levels at once; 10 points within 2025."""
    note = labels("en")["note_pooled"]
    together = levels_of("Kon Tum", 100.0, 100.0, 100.0, year=2023, period="2023", note=note)
    rows = table(*together, row("An Giang", 60.0, level="commune", statement="two"))
    title = charts.gaps(rows).texts[0].get_text()
    assert " ".join(title.split()) == (
        "Chênh lệch lớn nhất giữa các mục tiêu nêu một mức xác định: 40 điểm phần trăm, tỷ lệ hồ sơ công việc được xử lý "
        "trên môi trường mạng, cấp xã (Kon Tum 2023 so với An Giang 2025)"
    )
    assert "Kon Tum 2023: 100% (một con số chung cho các cấp)" in words(charts.gaps(rows))
    rows = pl.concat([rows, table(row("Cà Mau", 70.0, level="commune", statement="three"))])
    title = " ".join(charts.gaps(rows).texts[0].get_text().split())
    assert title.startswith("Chênh lệch lớn nhất giữa các mục tiêu nêu một mức xác định cùng năm: ")
    assert title.endswith(
        ": 10 điểm phần trăm, tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng, cấp xã (Cà Mau 2025 so với An Giang 2025)"
    )


def test_of_very_many_pairs_the_widest_of_each_measure_and_level_is_drawn():
    rows = pl.concat(
        [
            TABLES["twenty provinces"],
            table(row(NAMES[0], 60.0, level="commune"), row(NAMES[1], 90.0, level="commune")),
        ]
    )
    figure = charts.gaps(rows, lang="en")
    assert "of 191 pairs" in words(figure)
    assert [label.get_text().split("\n")[-1] for label in figure.axes[0].get_yticklabels()] == [
        "online, province level", "online, commune level"
    ]  # fmt: skip
    assert "75 points" in words(figure)  # of one year; 95 points lie between two years


def test_a_planned_path_meets_the_figure_of_another_in_its_own_year():
    path = [row(NAMES[0], 10.0 * year, year=2020 + year) for year in range(1, 6)]
    figure = charts.gaps(table(*path, row(NAMES[1], 60.0, year=2024)), lang="en")
    assert len(figure.axes[0].get_yticks()) == 1
    assert ": 20 points, work dossiers processed online, province level" in flat(figure)


def test_gaps_of_results_say_that_they_are_of_results():
    figure = charts.gaps(
        table(row(NAMES[0], 50.0, nature="actual"), row(NAMES[1], 60.0, nature="actual")), lang="en"
    )
    assert figure.axes[0].get_yticklabels()[0].get_text().endswith("(result)")
    assert "province level (result)" in figure.texts[0].get_text().replace("\n", " ")
    assert "hollow does not mean a result here" in flat(figure)


def test_labels_of_many_lines_keep_apart_and_a_small_figure_is_refused():
    of = {"metric": "online_service_rate", "scope": "eligible", "nature": "actual"}
    rows = [cells for name in NAMES[:2] for cells in levels_of(name, 90.0, 80.0, 60.0, **of)]
    assert overlaps(charts.gaps(table(*rows), lang="vi")) == ([], [])
    with pytest.raises(ValueError, match="figsize is too small: a panel needs"):
        charts.spread_of_aims(TABLES["twenty provinces"], "e_dossier_rate", figsize=(4, 5))


def test_provinces_stand_by_the_alphabet_and_very_many_sources_are_counted():
    names = ["Đà Nẵng", "Hà Nội", "Cà Mau"]
    figure = charts.measure(table(*map(row, names)), "e_dossier_rate")
    labels_of = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels_of[1:] == ["Cà Mau, 2025", "Đà Nẵng, 2025", "Hà Nội, 2025"]
    assert "Nguồn: Cà Mau, plan-Cà Mau; Đà Nẵng, plan-Đà Nẵng; Hà Nội, plan-Hà Nội." in flat(figure)
    many = charts.measure(TABLES["twenty provinces"], "e_dossier_rate", lang="en")
    assert "Source: 20 documents, of which 0 are perhaps drafts." in flat(many)


def test_one_figure_is_no_plural_and_a_spread_of_points_says_so():
    step = {"unit": "percentage_point", "metric": "digitization_annual_increase"}
    one, two = table(row(NAMES[0], 15.0, **step)), table(row(NAMES[0], 15.0, **step), row(NAMES[1], 20.0, **step))
    assert ": target of 15 points" in flat(charts.measure(one, step["metric"], lang="en"))
    assert ": result of 15 points" in flat(
        charts.measure(one.with_columns(nature=pl.lit("actual")), step["metric"], lang="en")
    )
    assert "độ phân tán giữa các tỉnh 2,5 điểm phần trăm" in flat(charts.spread_of_aims(two, step["metric"]))


def test_of_very_many_sources_the_drafts_are_counted(targets):
    known = targets.filter(metric="e_dossier_rate").unique("document").with_columns(statement=pl.lit("own"))
    rows = pl.concat([known, TABLES["twenty provinces"]], how="diagonal_relaxed")
    said = flat(charts.measure(rows, "e_dossier_rate", lang="en"))
    assert "Source: 23 documents, of which 1 is perhaps a draft." in said


@pytest.mark.parametrize("chart", ["measure", "gaps", "path"])
@pytest.mark.parametrize(("values", "unit"), [((120.0, 150.0), "percent"), ((-3.0, 4.0), "count")])
def test_an_axis_holds_every_figure(chart, values, unit):
    rows = table(*(row(name, value, unit=unit) for name, value in zip(NAMES, values, strict=False)))
    if (chart, unit) != ("gaps", "count"):  # without a metric of shares alone
        axes = CALLS[chart](rows, lang="en").axes[0]
        low, high = axes.get_ylim() if chart == "path" else axes.get_xlim()
        drawn = rows["value"][:1] if chart == "path" else rows["value"]
        assert low < min(drawn)
        assert max(drawn) < high


def test_a_spread_has_the_unit_of_its_figures():
    def texts(unit):
        rows = table(row(NAMES[0], 10.0, unit=unit), row(NAMES[1], 20.0, unit=unit))
        figure = charts.spread_of_aims(rows, "e_dossier_rate", lang="en")
        title = " ".join(figure.texts[0].get_text().split())
        return title.partition("between ")[2], figure.axes[0].get_xlabel()

    assert texts("percent") == ("provinces 5 points at province level", "Percentage points, standard deviation")
    assert texts("count") == ("provinces 5 at province level", "Number, standard deviation")


def test_only_who_says_nothing_of_a_metric_is_called_silent(targets):
    """Not who is left out by what the chart is asked for."""
    silent = "No figure or direction in the documents of"
    drawn = {
        "asked": charts.measure(targets, "online_service_rate", provinces=["Kiên Giang"], lang="en"),
        "year": charts.measure(targets, "online_service_rate", years=[2025], lang="en"),
        "named": charts.measure(targets, "online_service_rate", provinces=["Kiên Giang", "Kon Tum"], lang="en"),
    }
    assert silent not in flat(drawn["asked"])
    assert f"{silent} Gia Lai and Kon Tum: " in flat(drawn["year"])
    assert f"{silent} Kon Tum: " in flat(drawn["named"])


def test_fields_of_some_years_say_so(targets):
    assert "Only figures for 2023 and 2025." in flat(charts.coverage(targets, years=[2025, 2023], lang="en"))
    assert "Only figures for" not in flat(charts.coverage(targets, lang="en"))


@pytest.mark.parametrize(
    ("lang", "then", "ever", "title"),
    [
        ("en", "□ no figure for these years", "no figure in this document", "Of 2 metrics that documents aim at for 2024, none"),
        ("vi", "□ không có số liệu của các năm này", "văn bản chưa nêu số liệu", "Trong 2 chỉ tiêu mà văn bản đặt mục tiêu cho năm 2024,"),
    ],
)  # fmt: skip
def test_a_field_that_is_empty_in_some_years_is_not_called_silent(lang, then, ever, title):
    """Hà Nội says 90 % for 2025, and Lào Cai speaks of that year alone."""
    of_2024 = {"year": 2024, "period": "2024"}
    rows = table(
        row("Hà Nội", 90.0), row("Hà Nội", 50.0, metric="iso9001_adoption_rate", **of_2024),
        row("Cà Mau", 80.0, **of_2024), row("Lào Cai", 70.0),
    )  # fmt: skip
    figure = charts.coverage(rows, years=[2024], lang=lang)
    said = flat(figure)
    assert then in said
    assert ever not in said
    assert title in said
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["Cà Mau", "Hà Nội", "Lào Cai"]
    assert ever in flat(charts.coverage(rows, lang=lang))


def test_only_the_marks_that_are_drawn_are_explained():
    plain, floors = (flat(CALLS["measure"](TABLES[name], lang="en")) for name in ("one figure", "floors only"))
    assert "at least" not in plain
    assert "≥: at least." in floors
    mixed = flat(CALLS["measure"](TABLES["mixed comparators"], lang="en"))
    assert "≥: at least. A figure without a sign is an exact level" in mixed
    assert "Hollow" not in plain + floors
    both, alone = (
        flat(charts.measure(TABLES[name], "e_dossier_rate", lang="en"))
        for name in ("targets and results", "only results")
    )
    assert "Filled: target. Hollow: result." in both
    assert ("Hollow: result." in alone, "Filled" in alone) == (True, False)


def test_years_keep_apart_and_panels_that_are_too_small_are_refused(targets, outcomes):
    figure = charts.ranks(outcomes, "papi_index", provinces=["Kon Tum"], figsize=(5, 6))
    assert overlaps(figure) == ([], [])
    assert 2024 in figure.axes[0].get_xticks()
    with pytest.raises(ValueError, match=r"figsize is too small: a panel needs \d\.\d by \d\.\d inches"):
        charts.comparability(targets, figsize=(6, 6))


def test_long_names_break_above_their_columns():
    rows = table(
        row("Thành phố trực thuộc trung ương mang tên dài", 60.0), row("Kon Tum", 70.0), row("Gia Lai", 80.0)
    )
    for chart in ("coverage", "comparability"):
        assert overlaps(CALLS[chart](rows, lang="vi")) == ([], [])


@pytest.mark.parametrize("dpi", [72, 100])
def test_captions_stay_within_the_figure_at_a_low_resolution(dpi, drawn):
    figure = drawn("work_dossiers")
    figure.set_dpi(dpi)
    figure.draw_without_rendering()
    assert max(text.get_window_extent().x1 for text in figure.texts) <= figure.bbox.x1


def test_coverage_has_a_sign_for_each_status(targets, drawn):
    figure = drawn("coverage")
    signs = [text.get_text() for axes in figure.axes for text in axes.texts]
    said = coverage(targets)
    aimed = said.filter(pl.col("targets") > 0)["metric"].unique()
    counts = dict(said.filter(pl.col("metric").is_in(aimed.implode())).group_by("status").len().rows())
    for sign, status in {"●": "quantified", "◐": "directional", "○": "reported"}.items():
        assert signs.count(sign) == counts[status]


@pytest.mark.parametrize(
    ("lang", "words_of_title"), [("vi", "mục tiêu kèm con số"), ("en", "target with a figure")]
)
def test_the_title_of_coverage_counts_the_discs_that_it_names(lang, words_of_title):
    """Of two metrics one has a disc in one province, though the other tells a result of it and a direction of both."""
    rows = table(
        row(NAMES[0]), row(NAMES[1], nature="actual"),
        row(NAMES[0], metric="online_filing_rate"), row(NAMES[1], metric="online_filing_rate"),
        row(NAMES[0], None, metric="pci_index", comparator="increase", unit="index"),
        row(NAMES[1], None, metric="pci_index", comparator="increase", unit="index"),
    )  # fmt: skip
    figure = charts.coverage(rows, lang=lang)
    discs = [text.get_text() for axes in figure.axes for text in axes.texts].count("●")
    title = " ".join(figure.texts[0].get_text().split())
    assert discs == 3
    assert words_of_title in title
    assert [letter for letter in title if letter.isdigit()] == ["3", "1", "2", "1"]


def test_comparability_reads_a_pair_whose_names_stand_otherwise_by_the_alphabet(targets):
    rows = targets.with_columns(pl.col("province").replace({"Gia Lai": "Đà Nẵng"}))
    chart = charts.comparability(rows, provinces=["Đà Nẵng", "Kon Tum"], lang="en")
    assert [text.get_text() for text in chart.axes[0].texts] == ["≈"]


def test_comparability_reads_each_pair_as_gaps_does(targets, drawn):
    signs = [text.get_text() for text in drawn("comparability").axes[0].texts]
    of_pair = compared(targets).group_by("metric", "province_a", "province_b").agg("comparability")
    closest = [min(found, key=[*VERDICTS].index) for found in of_pair["comparability"]]
    assert {sign: signs.count(sign) for sign in VERDICTS.values()} == {
        sign: closest.count(verdict) for verdict, sign in VERDICTS.items()
    }


def test_spread_of_aims_writes_the_spread_n_and_years(drawn):
    levels = drawn("spread_of_levels")
    assert [text.get_text() for text in levels.axes[0].texts] == ["6.2", "6.2", "6.2", "6.2", "2.4"]
    provinces = drawn("spread_of_provinces", "vi")
    assert sorted(text.get_text() for text in provinces.axes[0].texts) == ["18,9", "4,1", "9,4"]
    assert "n = 3, 2023–2025" in words(provinces)


def test_a_spread_of_aims_counts_only_the_figures_that_it_rests_on():
    earlier = [row(NAMES[0], 50.0, year=2022, period="2022"), row(NAMES[2], 70.0, level="all")]
    rows = table(*earlier, row(NAMES[0], 80.0), row(NAMES[1], 90.0))
    figure = charts.spread_of_aims(rows, "e_dossier_rate", lang="en")
    assert "n = 2 figures." in flat(figure)
    assert "the targets of the provinces, 2025" in flat(figure)
    assert f"plan-{NAMES[2]}" not in flat(figure)


@pytest.mark.parametrize(
    ("last", "comparator", "is_at_ceiling"),
    [
        ((100.0, 100.0, 95.0), ">=", True),
        ((100.0, 90.0, 95.0), "=", True),
        ((99.0, 98.0, 95.0), ">=", False),
        ((100.0, 100.0, 100.0), ">=", False),
    ],
)
def test_a_spread_of_levels_says_what_are_floors_and_that_a_level_meets_the_ceiling(
    last, comparator, is_at_ceiling
):
    rows = table(
        *levels_of(NAMES[0], 30.0, 20.0, 15.0, year=2021, comparator=comparator),
        *levels_of(NAMES[0], *last, year=2025, comparator=comparator),
    )
    figure = charts.spread_of_aims(rows, "e_dossier_rate", NAMES[0], lang="en")
    assert ("Some targets are stated as “at least”" in flat(figure)) == (comparator == ">=")
    assert ("A level at 100% can rise no further" in flat(figure)) == is_at_ceiling


def test_a_share_computed_as_at_least_all_is_all():
    """Whole is whole: beside it a floor is told by itself, and a plain figure bounds the difference on both sides."""
    path = {"comparator": ">=", "basis": "trajectory"}
    rows = table(*levels_of(NAMES[0], 100.0, 95.0, 95.0, **path), row(NAMES[1], 90.0, level="province"))
    assert "≥ 95% and 100% (2025)" in flat(charts.path(rows, "e_dossier_rate", NAMES[0], lang="en"))
    [gap] = [text.get_text() for text in charts.gaps(rows, "e_dossier_rate", lang="en").axes[0].texts][2:]
    assert gap == "−10 points"  # neither at least nor at most


def of_index(value, scope, year, **cells):
    return row(
        NAMES[0],
        value,
        metric="par_index",
        unit="index",
        level="all",
        scope=scope,
        year=year,
        period=str(year),
        **cells,
    )


INDEX = table(
    of_index(86.45, "score", 2023, nature="actual"), of_index(88.0, "score", 2025, comparator=">="),
    of_index(41.0, "rank", 2023, nature="actual"), of_index(30.0, "rank", 2025, comparator="<="),
    of_index(35.0, "rank", 2024, comparator="<="), of_index(None, "standard", 2025, comparator="increase"),
)  # fmt: skip


def of_two(rows, metric, **asked):
    """Draw the gaps of two provinces that say the same."""
    other = rows.with_columns(province=pl.lit(NAMES[1]), document=pl.lit("other"))
    return charts.gaps(pl.concat([rows, other]), metric, **asked)


def of_path(rows, metric, **asked):
    return charts.path(rows, metric, NAMES[0], **asked)


@pytest.mark.parametrize("chart", [charts.measure, of_path, of_two])
def test_scores_and_ranks_of_an_index_are_never_on_one_axis(chart):
    with pytest.raises(DataError) as refused:
        chart(INDEX, "par_index")
    told = "scores and ranks are never on one axis; choose scope='rank' or 'score'"
    assert str(refused.value) == f"targets, column scope: {told}"
    for scope in ("score", "rank"):
        figure = chart(INDEX, "par_index", scope=scope, lang="en")
        assert overlaps(figure) == ([], [])
        assert ("Rank" in words(figure)) == (scope == "rank")
        assert "Score or rank" not in words(figure)
        assert "base:" not in words(figure)


def test_gaps_of_ranks_are_places_on_an_axis_with_rank_1_at_the_far_end():
    ranks = {"metric": "par_index", "unit": "index", "level": "all", "scope": "rank"}
    rows = table(row("An Giang", 3.0, **ranks), row("Cà Mau", 30.0, **ranks))
    figure = charts.gaps(rows, "par_index", lang="en")
    assert [text.get_text() for text in figure.axes[0].texts] == [
        "An Giang 2025: rank 3", "Cà Mau 2025: rank 30", "−27 places"
    ]  # fmt: skip
    left, right = figure.axes[0].get_xlim()
    assert (left > 30, right < 1) == (True, True)
    assert figure.axes[0].get_xlabel() == "Rank"
    assert "−27 bậc" in words(charts.gaps(rows, "par_index"))
    scores = charts.gaps(rows.with_columns(scope=pl.lit("score")), "par_index", lang="en")
    assert "−27 points" in words(scores)
    with pytest.raises(DataError, match="no two of these provinces give a share; name a metric"):
        charts.gaps(rows)


def test_a_path_joins_no_floor_with_an_exact_level():
    """A line from 95 % down to at least 90 % would show a fall that no plan sets."""
    own = [row(NAMES[0], 93.0, year=2023), row(NAMES[0], 95.0, year=2024), row(NAMES[0], 90.0, comparator=">=")]
    figure = charts.path(table(*own), "e_dossier_rate", NAMES[0], lang="en")
    lines = (line for line in figure.axes[0].get_lines() if line.get_linestyle() == "-" and not line.get_gid())
    assert [line.get_ydata().tolist() for line in lines] == [[93.0, 95.0], [90.0]]
    assert {"Province level, 95%", "Province level, ≥ 90%"} == {text.get_text() for text in figure.axes[0].texts}


def test_rank_1_is_at_the_top_of_a_path_and_at_the_far_end_of_a_line():
    along = charts.measure(INDEX, "par_index", scope="rank", lang="en").axes[0]
    left, right = along.get_xlim()
    assert left > 41
    assert right < 1
    upright = charts.path(INDEX, "par_index", NAMES[0], scope="rank", lang="en").axes[0]
    assert upright.yaxis_inverted()
    assert min(upright.get_yticks()) == min(along.get_xticks()) == 1


def test_floors_and_plain_figures_are_not_averaged():
    rows = pl.concat(
        [TABLES["mixed comparators"].filter(level="commune"), table(row(NAMES[0], 90.0), row(NAMES[1], 80.0))]
    )
    figure = charts.spread_of_aims(rows, "e_dossier_rate", lang="en")
    assert "figures with unlike bounds are not averaged" in words(figure)


@pytest.mark.parametrize(
    ("cells", "en", "vi"),
    [
        ({"comparator": "<="}, "Some targets are stated as “at most”", "Có mục tiêu nêu “không quá”"),
        ({"note": NEAR}, "Some targets are stated as “about”", "Có mục tiêu nêu “khoảng”"),
    ],
)
def test_a_spread_of_ceilings_or_of_figures_about_so_much_says_so(cells, en, vi):
    rows = table(row(NAMES[0], 20.0, **cells), row(NAMES[1], 5.0, **cells))
    assert en in flat(charts.spread_of_aims(rows, "e_dossier_rate", lang="en"))
    assert vi in flat(charts.spread_of_aims(rows, "e_dossier_rate"))
    assert en not in flat(charts.spread_of_aims(table(row(NAMES[0]), row(NAMES[1])), "e_dossier_rate", lang="en"))


def test_a_spread_names_no_level_where_none_is_named():
    rows = [row(name, value, level="all") for name, value in zip(NAMES, (80.0, 60.0), strict=False)]

    def title(*more, lang="en", **cells):
        drawn = table(*rows, *more).with_columns(pl.lit(cell).alias(name) for name, cell in cells.items())
        figure = charts.spread_of_aims(drawn, cells.get("metric", "e_dossier_rate"), lang=lang)
        return " ".join(figure.texts[0].get_text().split()).partition(": ")[2]

    assert title() == "spread between provinces 10 points"
    assert title(lang="vi") == "độ phân tán giữa các tỉnh 10 điểm phần trăm"
    assert title(unit="index", scope="rank", metric="par_index") == "spread between provinces 10 places"
    level = [row(name, value) for name, value in zip(NAMES, (80.0, 70.0), strict=False)]
    both = "spread between provinces 5 points at province level, 10 points where no level is named"
    assert title(*level) == both


def test_the_one_line_of_a_path_without_a_level_is_named_by_its_figure():
    rows = [row(NAMES[0], 80.0, level="all", year=2024, period="2024"), row(NAMES[0], 90.0, level="all")]
    assert [text.get_text() for text in CALLS["path"](table(*rows), lang="en").axes[0].texts] == ["90%"]


def test_what_cannot_be_drawn_is_refused_in_one_line(targets):
    for chart in (charts.coverage, charts.comparability, charts.gaps):
        with pytest.raises(
            ValueError, match=re.escape("years are a list of whole numbers, such as [2024], not 2024")
        ):
            chart(targets, years=2024)
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        charts.measure(targets, "e_dossier_rate", lang="fr")
    with pytest.raises(DataError, match="column metric: no row has 'online_service_rate'"):
        charts.measure(targets.filter(province="Kon Tum"), "online_service_rate")
    with pytest.raises(DataError, match="pairs of at most 6 provinces, not of 63"):
        charts.comparability(TABLES["63 provinces"])
    with pytest.raises(DataError, match="column scope: the column is missing"):
        charts.coverage(targets.drop("scope"))


def test_a_palette_changes_the_colour_of_a_province(targets):
    figure = charts.measure(targets, "e_dossier_rate", palette={"Gia Lai": "black"})
    assert "black" in {line.get_color() for line in figure.axes[0].get_lines()}


def test_labels_are_given_in_both_languages():
    vi, en = labels("vi"), labels("en")
    assert vi.keys() == en.keys()
    assert all(vi.values())
    assert all(en.values())


def test_files_are_the_same_on_every_run_and_text_stays_text(targets, outcomes, tmp_path, monkeypatch):
    some = [call for call in GALLERY if call.name in ("work_dossiers", "e_governance_catch_up")]
    monkeypatch.setattr(gallery, "GALLERY", some)
    runs = []
    for run in ("a", "b"):
        files = list(draw_all(targets, outcomes, ["vi"], ["svg", "png"], tmp_path / run))
        runs.append({path.name: path.read_bytes() for path in files})
    assert runs[0] == runs[1]
    svg = ET.fromstring(runs[0]["work_dossiers_vi.svg"])
    texts = ["".join(node.itertext()) for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Mục tiêu, cấp tỉnh" in texts


def test_figures_of_other_tables_are_left_out_with_the_reason(tmp_path):
    told, of_another = [], tmp_path / "digitization_path_en.svg"
    of_another.touch()
    files = list(draw_all(TABLES["mixed comparators"], None, ["en"], ["svg"], tmp_path, told.append))
    assert not of_another.exists()
    assert {path.name for path in files} == {
        f"{name}_en.svg" for name in ("work_dossiers", "gaps", "coverage", "comparability")
    }
    assert [line.split(":")[0] for line in told[:3]] == [
        "left out online_services", "left out digitization_path", "left out spread_of_levels"
    ]  # fmt: skip
    assert all(len(line.splitlines()) == 1 for line in told)


@pytest.mark.parametrize("half", [0.5, 140.5, 7.5])
def test_a_half_pixel_is_rounded_the_same_on_every_processor(half):
    bit = 1e-9  # far more than the last bits of a layout
    assert [*whole_pixels([half - bit, half, half + bit])] == [half + 0.5] * 3
    assert [*whole_pixels([half - 0.1, half + 0.1])] == [half - 0.5, half + 0.5]


@pytest.mark.pinned
def test_the_committed_figures_are_the_drawn_ones(drawn, tmp_path):
    for call in GALLERY:
        save(drawn(call.name), "svg", tmp_path / "drawn.svg")
        committed = ROOT / "figures" / f"{call.name}_en.svg"
        assert (tmp_path / "drawn.svg").read_bytes() == committed.read_bytes(), call.name
    assert {path.stem[:-3] for path in (ROOT / "figures").iterdir()} == {call.name for call in GALLERY}


def test_counts_over_times_of_unlike_length_share_no_line_and_tell_their_times(targets):
    row = targets.filter(metric="training_plan_completion_rate", nature="target").head(1)
    counts = pl.concat(
        [
            row.with_columns(
                metric=pl.lit("training_class_count"), unit=pl.lit("count"), scope=pl.lit("standard"),
                value=pl.lit(value), comparator=pl.lit("="), period=pl.lit(period), year=pl.lit(2025, pl.Int64),
                province=pl.lit(province), level=pl.lit("all"),
            )
            for province, value, period in (("Cà Mau", 200.0, "2021/2025"), ("Cà Mau", 45.0, "2025"), ("Bắc Giang", 60.0, "2025"))
        ]
    )  # fmt: skip
    with pytest.raises(DataError, match="counts over times of one length; choose years of one"):
        charts.path(counts, "training_class_count", "Cà Mau", lang="en")
    over = charts.path(counts.filter(value=200), "training_class_count", "Cà Mau", lang="en")
    assert over.texts[0].get_text().replace("\n", " ").endswith("Cà Mau: 200 (2021–2025)")
    told = " ".join(text.get_text() for text in charts.measure(counts, "training_class_count", lang="en").texts)
    assert "Counts over times of unlike length are not comparable." in told.replace("\n", " ")


def test_what_is_counted_each_year_is_no_part_of_a_total_and_of_one_length():
    classes = {"unit": "count", "metric": "training_class_count", "level": "all", "period": "2021/2025"}
    each, whole = row("Cà Mau", 50.0, scope="yearly", **classes), row("Cà Mau", 250.0, **classes)
    both = charts.measure(table(each, whole), "training_class_count", lang="en")
    assert both.texts[0].get_text().endswith(": figures on 2 different bases")
    assert "are parts or kinds of it" not in flat(both)
    assert "Counts over times of unlike length are not comparable." in flat(both)
    other = row("Bắc Giang", 55.0, scope="yearly", **classes | {"period": "2021/2023", "year": 2023})
    alike = charts.measure(table(each, other), "training_class_count", lang="en")
    assert "Counts over times of unlike length" not in flat(alike)


def test_a_measure_counts_the_bases_of_its_figures_and_names_that_of_a_direction():
    rows = table(row("Cà Mau"), row("Kon Tum", None, scope="eligible"))
    figure = charts.measure(rows, "e_dossier_rate", lang="en")
    assert "base: work dossiers without state secrets" in flat(figure)
    assert "different ones" not in flat(figure)
    labels = [text.get_text().replace("\n", " ") for text in figure.axes[0].get_yticklabels()]
    assert labels[1:] == ["Cà Mau, 2025", "Kon Tum, 2025: eligible procedures"]


def test_a_spread_names_who_is_not_in_it(targets):
    row = targets.filter(metric="e_dossier_rate", nature="target").drop_nulls("value").head(1)
    aims = pl.concat(
        [
            row.with_columns(
                province=pl.lit(name), document=pl.lit(f"d{at}"), value=pl.lit(value), comparator=pl.lit("="),
                level=pl.lit("commune"), period=pl.lit("2024"), year=pl.lit(2024, pl.Int64),
            )
            for at, (name, value) in enumerate([("Cà Mau", 60.0), ("Cà Mau", 80.0), ("Lạng Sơn", 80.0), ("Gia Lai", 70.0)])
        ]
    )  # fmt: skip
    told = " ".join(text.get_text() for text in charts.spread_of_aims(aims, "e_dossier_rate", lang="en").texts)
    assert "or their documents differ: Cà Mau." in told.replace("\n", " ")
    alone = " ".join(
        text.get_text() for text in charts.spread_of_aims(aims[2:], "e_dossier_rate", lang="en").texts
    )
    assert "Not in the spread" not in alone.replace("\n", " ")
