"""`cchc.typeset`: what a table for a paper holds, in which order, and what it says below."""

import polars as pl
import pytest

import cchc_analysis as cchc
from cchc_analysis.errors import DataError
from cchc_analysis.wording import source_line


def blocks(table) -> list[tuple[str, list[str]]]:
    """The heads of the blocks, each with its figures."""
    body = table._tbl_data
    heads = body["measure"].unique(maintain_order=True)
    return [(head, body.filter(measure=head)["figure"].to_list()) for head in heads]


def test_each_base_is_a_block_of_its_own_the_metrics_own_first(targets):
    par = cchc.typeset(targets.filter(metric="par_index"), "en")
    assert blocks(par) == [
        ("PAR INDEX", ["↑ to be raised, no figure"] * 3),
        ("PAR INDEX (base: the ranks of the criteria of the index)", ["↑ to be raised, no figure"]),
    ]


@pytest.mark.parametrize(
    ("lang", "figure"), [("en", "29.3% (computed from counts)"), ("vi", "29,3% (tính từ tử số và mẫu số)")]
)
def test_a_figure_says_how_it_was_got(targets, lang, figure):
    table = cchc.typeset(targets.filter(metric="online_service_rate", basis="computed"), lang)
    assert [figures for _, figures in blocks(table)] == [[figure]]


def test_levels_go_from_the_top_whatever_the_order_of_the_rows(targets):
    dossiers = targets.filter(metric="e_dossier_rate", province="Kiên Giang").sample(
        fraction=1, shuffle=True, seed=1
    )
    shown = cchc.typeset(dossiers.to_pandas(), "en")._tbl_data
    assert shown.select("level", "figure").rows() == [
        ("province", "90%"),
        ("district", "80%"),
        ("commune", "60%"),
    ]


def test_sources_and_cautions_stand_below(targets):
    rows = targets.filter(metric="online_payment_transaction_rate")
    html = cchc.typeset(rows, "en").as_raw_html()
    assert source_line(rows, "en") in html
    assert "The years differ, so the figures rank no one." in html
    assert "Units as before 2025-07-01." in html


def test_each_sign_is_explained_below(targets):
    rows = targets.filter(metric="e_dossier_rate").with_columns(
        note=pl.when(province="Kon Tum").then(pl.lit("Said to be about so much.")).otherwise("note"),
        comparator=pl.when(province="Gia Lai").then(pl.lit(">")).otherwise("comparator"),
    )
    assert (
        "~: about; &gt;: more than. A figure without a sign is an exact level" in cchc.typeset(rows).as_raw_html()
    )


def test_ranks_and_scores_of_an_index_are_blocks_of_their_own(targets):
    row = targets.filter(metric="par_index").head(1).with_columns(comparator=pl.lit("="), value=pl.lit(20.0))
    rows = pl.concat(
        [row.with_columns(scope=pl.lit(scope), statement=pl.lit(scope)) for scope in ("rank", "score")]
    )
    assert blocks(cchc.typeset(rows)) == [("PAR INDEX, rank", ["rank 20"]), ("PAR INDEX, score", ["20 points"])]


def test_district_targets_that_outlive_their_level_are_told_below(targets):
    plan = targets.filter(metric="e_dossier_rate", province="Kiên Giang")
    caution = "a district target for 2025 or later cannot be evaluated as written"
    assert caution in cchc.typeset(plan, "en").as_raw_html()
    assert caution not in cchc.typeset(plan.filter(pl.col("level") != "district"), "en").as_raw_html()


def test_one_figure_said_of_several_levels_says_so_on_each_line(targets):
    plan = targets.filter(metric="e_dossier_rate", province="Kon Tum")
    assert blocks(cchc.typeset(plan, "en"))[0][1] == ["100% (one figure for the levels together)"] * 3
    of_each = targets.filter(metric="e_dossier_rate", province="Gia Lai")
    assert blocks(cchc.typeset(of_each, "en"))[0][1] == ["95%", "80%", "60%"]


def test_days_are_written_as_the_language_writes_them(targets):
    received = targets.filter(metric="dossiers_received_count", level="commune")
    for lang, period in (("vi", "01/01/2020–14/9/2020"), ("en", "2020-01-01–2020-09-14")):
        assert cchc.typeset(received, lang)._tbl_data["period"].to_list() == [period]


def test_latex_holds_signs_as_letters_so_that_the_docstring_names_the_engines(targets):
    payments = targets.filter(metric="online_payment_transaction_rate")
    with pytest.warns(UserWarning, match="Styles are not yet supported"):
        latex = cchc.typeset(payments, "vi").as_latex()
    assert r"≥ 30\%" in latex
    assert r"\toprule" in latex
    assert "usepackage" not in latex
    for named in ("LuaLaTeX", "XeLaTeX", "booktabs"):
        assert named in (cchc.typeset.__doc__ or "")


def test_text_of_the_data_cannot_become_markup(targets):
    hostile = targets.head(1).with_columns(province=pl.lit("<script>alert(1)</script>"))
    assert "<script>" not in cchc.typeset(hostile, "en").as_raw_html()


def test_the_same_rows_give_the_same_bytes(targets):
    first, second = (cchc.typeset(targets.head(9)).as_raw_html() for _ in range(2))
    assert first == second


def test_bad_input_is_refused_in_one_line(targets):
    with pytest.raises(ValueError, match="no row"):
        cchc.typeset(targets.clear(), "en")
    with pytest.raises(DataError, match="scope: the column is missing"):
        cchc.typeset(targets.drop("scope"))
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        cchc.typeset(targets, "fr")
