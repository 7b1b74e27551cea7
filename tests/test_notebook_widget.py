"""`cchc.explore`, driven as a person does, without a browser; and what an editor knows of the library."""

import base64
import re
import sys
from importlib import resources

import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure
from mypy import api

import cchc_analysis as cchc
from cchc_analysis.charts.theme import colour
from cchc_analysis.export.measure_chart import MOST, measure_chart, refusal
from cchc_analysis.export.widget import FILTERS, LISTED, Explorer, shown_table
from tests.conftest import ROOT


@pytest.fixture
def explorer(targets: pl.DataFrame) -> Explorer[pl.DataFrame]:
    return cchc.explore(targets, "en")


def shown(explorer: Explorer[pl.DataFrame]) -> str:
    """What the widget shows beside its menus."""
    return explorer._head.value + explorer._chart.value + table(explorer)


def table(explorer: Explorer[pl.DataFrame]) -> str:
    return explorer._list.outputs[0]["data"]["text/html"]


def offered(explorer: Explorer[pl.DataFrame], name: str) -> list[object]:
    return [value for _, value in explorer.controls[name].options]


def test_a_menu_filters_the_rows_and_the_chart(explorer, targets):
    assert explorer.rows.equals(targets)
    explorer.controls["metric"].value = "e_dossier_rate"
    explorer.controls["level"].value = "commune"
    assert explorer.rows.equals(targets.filter(metric="e_dossier_rate", level="commune"))
    heads = [label.get_text() for label in explorer.figure.axes[0].get_yticklabels()]
    assert heads == ["Targets, commune level", "Gia Lai, 2024", "Kiên Giang, 2025", "Kon Tum, 2023"]
    assert "3 of 226 rows" in shown(explorer)


def test_a_menu_offers_only_what_leaves_a_row(explorer, targets):
    explorer.controls["province"].value = "Hậu Giang"
    of_province = targets.filter(province="Hậu Giang")
    for name in FILTERS[1:]:
        assert set(offered(explorer, name)) == {None, *of_province[name]}
    assert len(offered(explorer, "province")) == 5
    for _, value in explorer.controls["metric"].options:
        explorer.controls["metric"].value = value
        assert explorer.rows.height


def test_the_button_clears_every_filter(explorer, targets):
    explorer.choose(province="Kon Tum", nature="target", year=2023)
    explorer._clear.click()
    assert explorer.rows.equals(targets)
    assert all(control.value is None for control in explorer.controls.values())


def test_the_switch_changes_every_text_and_no_row(explorer):
    explorer.choose(metric="online_payment_procedure_rate")
    before = explorer.rows
    explorer.language.value = "vi"
    assert explorer.rows.equals(before)
    assert explorer.controls["province"].description == "Tỉnh"
    assert ("Tất cả", None) in explorer.controls["level"].options
    assert ("chung các cấp", "all") in explorer.controls["level"].options
    assert "2 trên 226 dòng" in shown(explorer)
    assert "Câu chữ trong văn bản" in shown(explorer)
    assert explorer.figure.axes[0].get_xlabel() == "Phần trăm (%)"


def test_rows_of_several_metrics_or_bases_are_refused_with_the_reason(explorer):
    assert explorer.figure is None
    assert "Figures of different metrics never stand in one chart" in shown(explorer)
    explorer.choose(metric="online_service_rate")
    assert explorer.figure is None
    assert explorer.reason.startswith("the figures have 4 bases (")
    explorer.choose(scope="eligible")
    assert explorer.reason == ""
    assert isinstance(explorer.figure, Figure)


def test_a_table_without_rows_is_shown_as_such(targets):
    explorer = cchc.explore(targets.clear(), "en")
    assert explorer.reason == "the table has no row."
    assert "0 of 0 rows" in shown(explorer)


def test_directions_alone_are_refused_and_beside_figures_are_words(explorer):
    explorer.choose(metric="par_index", scope="standard")
    assert "a direction for this metric and no figure" in explorer.reason
    explorer.choose(metric="satisfaction_agency_service_rate")
    axes = explorer.figure.axes[0]
    assert [text.get_text() for text in axes.texts].count("↑ to rise, no figure") == 3
    assert len(axes.lines) == 1


def test_more_rows_than_a_reader_can_take_in_are_refused(targets):
    one = targets.filter(metric="e_dossier_rate")
    many = pl.concat([one.with_columns(document=pl.lit(f"d{number}")) for number in range(MOST)])
    assert "are more than a reader can take in" in refusal(many, "en")
    with pytest.raises(ValueError, match="are more than"):
        measure_chart(many, many, "en")


def test_a_chart_tells_floor_nature_year_base_and_who_is_silent(explorer):
    explorer.choose(metric="public_unit_autonomy_rate")
    axes = explorer.figure.axes[0]
    faces = {line.get_markerfacecolor() for line in axes.lines}
    assert {"white", colour("Hậu Giang")} <= faces
    assert colour("Kiên Giang") not in faces  # its results are hollow
    said = " ".join(text.get_text() for text in explorer.figure.texts).replace("\n", " ")
    assert "Filled: target. Hollow: result." in said
    assert "never the attainment of another province's target" in said
    assert "No figure on this base in the documents at hand: Gia Lai, Kon Tum." in said
    assert "perhaps a draft" in said
    assert "one figure for the levels together" in " ".join(text.get_text() for text in axes.texts)
    explorer.choose(metric="digitization_rate", level="commune", year=2025)
    assert "≥ 95 % (by the yearly step)" in [text.get_text() for text in explorer.figure.axes[0].texts]


def written(explorer: Explorer[pl.DataFrame]) -> str:
    """The words above and below the chart."""
    return " ".join(text.get_text() for text in explorer.figure.texts).replace("\n", " ")


def test_a_chart_says_what_district_targets_and_eligible_procedures_mean(explorer):
    caution = "The district level ended that day: its targets for 2025 or later cannot be evaluated as written."
    explorer.choose(metric="e_dossier_rate")
    assert f"Units as before 2025-07-01. {caution}" in written(explorer)
    explorer.choose(level="commune")
    assert caution not in written(explorer)
    explorer.choose(metric="online_service_rate", scope="eligible", level=None)
    assert "Each province defines by itself which procedures are eligible." in written(explorer)


def test_the_chart_in_vietnamese_names_the_base_and_calls_a_result_no_aim(explorer):
    explorer.language.value = "vi"
    explorer.choose(metric="public_unit_autonomy_rate", nature="actual")
    assert "cơ sở tính: của chính thước đo (tiếng Anh: public service units)" in written(explorer)
    assert "số khác là số thường" in written(explorer)
    heads = [label.get_text() for label in explorer.figure.axes[0].get_yticklabels()]
    assert "Kiên Giang, 14/09/2020" in heads


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_measure_of_the_table_is_drawn_or_refused_and_no_text_leaves_the_picture(targets, lang):
    explorer = cchc.explore(targets, lang)
    drawn = 0
    for metric, scope in targets.select("metric", "scope").unique().sort("metric", "scope").iter_rows():
        rows = targets.filter(metric=metric, scope=scope)
        reason = refusal(rows, lang)
        if reason:
            assert rows["value"].null_count() == rows.height
            continue
        drawn += 1
        if rows.height > 1:
            figure = measure_chart(rows, targets, lang)
            assert_inside(figure)
    assert drawn > 80
    assert explorer.lang == lang


def assert_inside(figure: Figure) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure).draw()
    width, height = figure.get_size_inches() * figure.dpi
    axes = figure.axes[0]
    for text in [*figure.texts, *axes.texts, *axes.get_yticklabels()]:
        box = text.get_window_extent()
        assert box.x0 >= 0, text
        assert box.x1 <= width, text
        assert box.y0 >= 0, text
        assert box.y1 <= height, text
    caption = figure.texts[-1].get_window_extent()
    assert caption.y1 < axes.xaxis.label.get_window_extent().y0


def test_the_picture_has_words_for_those_who_cannot_see_it(explorer):
    explorer.choose(metric="e_dossier_rate", level="province")
    assert 'alt="Work dossiers processed online. ' in explorer._chart.value
    assert "Kiên Giang, 2025: 90 %" in explorer._chart.value
    picture = explorer._chart.value.partition("base64,")[2].partition('"')[0]
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_the_table_brings_its_script_and_asks_no_network(explorer):
    script = explorer._scripts.outputs[0]["data"]["text/html"]
    assert len(script) > 500_000
    for page in (script, shown(explorer)):
        for loading in ("src='http", 'src="http', "from 'http", 'from "http', "<link", "import('http"):
            assert loading not in page
    assert "_itables_" in table(explorer)


def test_text_of_the_data_cannot_become_markup(targets):
    evil = "<img src=x onerror=alert(1)>"
    rows = targets.filter(metric="e_dossier_rate").with_columns(evidence=pl.lit(evil), province=pl.lit(evil))
    explorer = cchc.explore(rows, "en")
    assert explorer.figure is not None
    assert "<img src=x" not in shown(explorer)


def test_a_long_table_is_cut_and_says_so(targets):
    long = pl.concat([targets] * (LISTED // targets.height + 1))
    explorer = cchc.explore(long, "en")
    assert f"The table shows the first {LISTED} rows" in shown(explorer)
    assert explorer.rows.height == long.height


def test_filters_from_code_are_those_of_the_menus_and_wrong_ones_name_the_nearest(explorer):
    assert explorer.choose(province="kon tum", year=2023) is explorer
    assert explorer.controls["province"].value == "Kon Tum"
    with pytest.raises(cchc.DataError, match="nearest: Kon Tum"):
        explorer.choose(province="Kom Tum")
    with pytest.raises(cchc.DataError, match="leaves no row beside the other filters"):
        explorer.choose(nature="actual")
    with pytest.raises(ValueError, match="unknown filter 'provinces'; nearest: province"):
        explorer.choose(provinces="Kon Tum")
    assert explorer.controls["province"].value == "Kon Tum"
    assert set(explorer.rows["province"]) == {"Kon Tum"}


def test_pandas_gives_pandas(targets):
    explorer = cchc.explore(targets.to_pandas()).choose(metric="e_dossier_rate")
    assert isinstance(explorer.rows, pd.DataFrame)
    assert len(explorer.rows) == 9
    assert explorer.lang == "vi"


def test_wrong_input_is_refused_in_words(targets, monkeypatch):
    with pytest.raises(ValueError, match="choose vi or en"):
        cchc.explore(targets, "fr")  # type: ignore[arg-type]
    with pytest.raises(cchc.DataError, match="column scope: the column is missing"):
        cchc.explore(targets.drop("scope"))
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(ImportError, match=r"cchc\.explore needs ipywidgets; install it"):
        cchc.explore(targets)


def test_a_notebook_shows_the_widget_and_a_terminal_a_line(explorer):
    assert "application/vnd.jupyter.widget-view+json" in explorer._repr_mimebundle_()
    assert repr(explorer) == "Explorer(226 of 226 rows)"


def test_the_table_is_worded_in_both_languages(targets):
    for lang in ("vi", "en"):
        worded = shown_table(targets, lang)
        assert worded.height == targets.height
        assert len(set(worded.columns)) == len(worded.columns)
        assert set(targets["metric"]).isdisjoint(worded.to_series(1))
        assert "standard" not in worded.to_series(8)


def test_every_text_is_there_in_both_languages():
    path = ROOT / "cchc_analysis" / "export" / "widget_labels.csv"
    words = pl.read_csv(path)
    assert words.null_count().sum_horizontal().item() == 0
    assert words["key"].is_unique().all()
    holes = [set(re.findall(r"{[a-z]+}", text)) for text in words["en"]]
    assert holes == [set(re.findall(r"{[a-z]+}", text)) for text in words["vi"]]


def test_editors_know_the_types(tmp_path):
    assert resources.files("cchc_analysis").joinpath("py.typed").is_file()
    code = tmp_path / "asks.py"
    code.write_text(
        "import cchc_analysis as cchc\n"
        "reveal_type(cchc.load_targets())\n"
        'reveal_type(cchc.load_targets("polars"))\n'
        'reveal_type(cchc.load_targets("pandas"))\n'
        'reveal_type(cchc.coverage(cchc.load_targets("pandas")))\n'
        "reveal_type(cchc.explore(cchc.load_targets()).rows)\n"
        'reveal_type(cchc.explore(cchc.load_targets("pandas")).choose(year=2025).rows)\n',
        encoding="utf-8",
    )
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    said, errors, _ = api.run([*options, str(code)])
    told = [line.partition("Revealed type is ")[2].strip('"') for line in said.splitlines() if "Revealed" in line]
    polars, pandas = "polars.dataframe.frame.DataFrame", "pandas.core.frame.DataFrame"
    assert told == [polars, polars, pandas, pandas, polars, pandas], said + errors


def test_names_complete_and_say_what_they_do():
    assert {"explore", "load_targets", "charts"} <= set(dir(cchc))
    assert "polars.DataFrame or pandas.DataFrame" in (cchc.load_targets.__doc__ or "")
