"""`cchc.typeset`: what a table for a paper holds, in which order, and what it says below."""

import polars as pl
import pytest

import cchc_analysis as cchc
from cchc_analysis.charts.theme import source_line
from cchc_analysis.errors import DataError


def blocks(table) -> list[tuple[str, list[str]]]:
    """The heads of the blocks, each with its figures."""
    body = table._tbl_data
    heads = body["measure"].unique(maintain_order=True)
    return [(head, body.filter(measure=head)["figure"].to_list()) for head in heads]


def test_each_base_is_a_block_of_its_own_the_metrics_own_first(targets):
    par = cchc.typeset(targets.filter(metric="par_index"), "en")
    assert blocks(par) == [
        ("PAR INDEX", ["↑ to rise, no figure"] * 3),
        ("PAR INDEX (base: the ranks of the criteria of the index)", ["↑ to rise, no figure"]),
    ]


@pytest.mark.parametrize(
    ("lang", "figure"), [("en", "29.3 % (computed from counts)"), ("vi", "29,3 % (tính từ số đếm)")]
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
        ("provincial level", "90 %"),
        ("district level", "80 %"),
        ("commune level", "60 %"),
    ]


def test_sources_and_cautions_stand_below(targets):
    rows = targets.filter(metric="online_payment_transaction_rate")
    html = cchc.typeset(rows, "en").as_raw_html()
    assert source_line(rows, "en") in html
    assert "Different years are ambition at different dates, not a ranking." in html
    assert "Units as before 2025-07-01." in html


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
