"""What a notebook and an editor know of the library: `cchc.explore`, types, names."""

import html
from importlib import resources

import pytest
from mypy import api

import cchc_analysis as cchc
from cchc_analysis.export.explorer import explorer
from tests.conftest import ROOT


def test_explore_is_the_page_itself_in_a_frame_that_needs_no_file(targets):
    rows = targets.filter(province="Kon Tum")
    shown = cchc.explore(rows.to_pandas(), "en", height=500)
    frame = shown._repr_html_()
    assert shown.page == explorer(rows, "en")
    assert frame.startswith('<iframe title="cchc" srcdoc="&lt;!DOCTYPE html&gt;')
    assert html.unescape(frame.split('srcdoc="')[1].split('" width=')[0]) == shown.page
    assert 'height="500"' in frame


def test_explore_refuses_in_words(targets):
    with pytest.raises(ValueError, match="choose vi or en"):
        cchc.explore(targets, "fr")
    with pytest.raises(cchc.DataError, match="column scope: the column is missing"):
        cchc.explore(targets.drop("scope"))


def test_editors_know_the_types(tmp_path):
    assert resources.files("cchc_analysis").joinpath("py.typed").is_file()
    code = tmp_path / "asks.py"
    code.write_text(
        "import cchc_analysis as cchc\n"
        "reveal_type(cchc.load_targets())\n"
        'reveal_type(cchc.load_targets("polars"))\n'
        'reveal_type(cchc.load_targets("pandas"))\n'
        'reveal_type(cchc.coverage(cchc.load_targets("pandas")))\n',
        encoding="utf-8",
    )
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    said, errors, _ = api.run([*options, str(code)])
    told = [line.partition("Revealed type is ")[2].strip('"') for line in said.splitlines() if "Revealed" in line]
    polars, pandas = "polars.dataframe.frame.DataFrame", "pandas.core.frame.DataFrame"
    assert told == [polars, polars, pandas, pandas], said + errors


def test_names_complete_and_say_what_they_do():
    assert {"explore", "load_targets", "charts"} <= set(dir(cchc))
    assert "polars.DataFrame or pandas.DataFrame" in (cchc.load_targets.__doc__ or "")
