"""How the widget, its chart and the table for a paper word rows: figures, periods, and what to mind."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis.catalog import labels
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.theme import Lang, period_label, shown_number

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "increase": "↑", "decrease": "↓"}
"""How each comparator is written in charts and tables."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NO_DISTRICTS = 2025  # the year in which the district level ended
_NOTES = {"online_payment_transaction_rate": "two_provinces_payment_note"}


@lru_cache(maxsize=2)
def texts(lang: Lang) -> dict[str, str]:
    """Give the texts of the widget and its chart in one language, beside those that all charts share.

    Examples
    --------
    >>> texts("vi")["metric"], texts("en")["year"]
    ('Thước đo', 'Year')
    """
    return labels(lang) | {row["key"]: row[lang] for row in read_table("widget_labels.csv", Path(__file__).parent)}


def period_text(period: str, lang: Lang) -> str:
    """Word a period with its days as the language writes them.

    Examples
    --------
    >>> period_text("2020-01-01/2020-09-14", "vi"), period_text("2020-09-14", "en"), period_text("2020-Q3", "en")
    ('01/01/2020–14/09/2020', '2020-09-14', 'Q3 2020')
    """
    label = period_label(period, lang)
    return _DAY.sub(r"\3/\2/\1", label) if lang == "vi" else label


def cautions(rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Say what a reader must know who sees these rows side by side.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> cautions(load_targets().filter(metric="e_dossier_rate", level="commune"), "en")
    ['Different years are ambition at different dates, not a ranking.', 'Units as before 2025-07-01.']
    """
    words = texts(lang)
    outlived = rows.filter(pl.col("year") >= _NO_DISTRICTS, level="district", nature="target")
    holds = {
        "years_differ": rows["province"].n_unique() > 1 < rows["year"].n_unique(),
        "not_attained": rows["nature"].n_unique() > 1,
        "eligible": "eligible" in rows["scope"],
        **{note: metric in rows["metric"] for metric, note in _NOTES.items()},
        "before_reorganisation": True,
        "no_districts": not outlived.is_empty(),
    }
    return [words[caution] for caution, applies in holds.items() if applies]


def figure_text(row: dict[str, Any], lang: Lang) -> str:
    """Word a figure with its sign and unit, and a direction without a figure in words.

    Examples
    --------
    >>> figure_text({"value": 11093.0, "comparator": "=", "unit": "count", "basis": "stated"}, "vi")
    '11.093'
    >>> figure_text({"value": None, "comparator": "increase"}, "en")
    '↑ to rise, no figure'
    """
    if row["value"] is None:
        return texts(lang)[row["comparator"]]
    number = shown_number(round(row["value"], 1), lang)
    if row["unit"] == "count":
        number = f"{row['value']:,.0f}" if lang == "en" else f"{row['value']:,.0f}".replace(",", ".")
    unit = {"percent": " %", "percentage_point": " %"}.get(row["unit"], "")
    if row["unit"] == "percentage_point":
        unit = " points" if lang == "en" else " điểm %"
    return f"{SIGNS[row['comparator']]} {number}{unit}".strip()


def marked_figure(row: dict[str, Any], more: list[str], lang: Lang) -> str:
    """Word a figure, and in brackets how it was got where the document does not state it, and what else to say.

    Examples
    --------
    >>> row = {"value": 29.348, "comparator": "=", "unit": "percent", "basis": "computed"}
    >>> marked_figure(row, [], "en")
    '29.3 % (computed from counts)'
    """
    said = [texts(lang)[row["basis"]]] if row["basis"] != "stated" else []
    said += more
    return figure_text(row, lang) + (f" ({'; '.join(said)})" if said else "")


def statement_of(row: dict[str, Any]) -> tuple[str, str]:
    """Give what names the statement of a row."""
    return row["document"], row["statement"]


def pooled(targets: pl.DataFrame) -> set[tuple[str, str]]:
    """Give the statements that say one figure of several levels together."""
    same = ("document", "statement", "metric", "scope", "period")
    said = targets.filter(basis="stated").drop_nulls("value").group_by(same)
    several = said.agg(pl.col("level", "value").n_unique()).filter(pl.col("level") > 1, value=1)
    return set(several.select("document", "statement").iter_rows())
