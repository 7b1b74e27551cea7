"""Rows of the long table as a table for a paper: by measure, with units, bases, years and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import labels
from cchc_analysis.choices import Lang
from cchc_analysis.export.overview import in_reading_order
from cchc_analysis.frames import AnyFrame
from cchc_analysis.schema import Target
from cchc_analysis.selection import check_columns, with_pooled

if TYPE_CHECKING:
    from great_tables import GT

_SHOWN = ("province", "level", "nature", "period", "figure", "line", "document")


def typeset(targets: AnyFrame, lang: Lang = "en") -> GT:
    """Set rows of the long table as a table of a journal: a block a measure, names instead of ids, sources below.

    ``targets`` is the long table or rows of it, polars or pandas; a missing column is a `DataError`, no row a
    `ValueError`. Each metric and base has a block, since another base is another measure; ``≥`` marks a floor, an
    arrow a direction without a figure. ``as_raw_html`` and ``as_latex`` take it into a paper; letters and signs
    of the latter need LuaLaTeX or XeLaTeX, a font that has them, and the package booktabs. It needs the extra
    ``notebooks``.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> html = typeset(load_targets().filter(metric="online_payment_transaction_rate")).as_raw_html()
    >>> "Payments made online" in html, "≥ 30%" in html
    (True, True)
    """
    try:
        from great_tables import GT, style
        from great_tables.loc import row_groups
    except ModuleNotFoundError as error:
        more = 'setting a table needs more; pip install "cchc-analysis[notebooks]"'
        raise ModuleNotFoundError(more, name=error.name) from error

    words, table = labels(lang), check_columns(targets, *Target.columns)
    if table.is_empty():
        raise ValueError("the table has no row")
    rows = []
    for row in in_reading_order(with_pooled(table)).iter_rows(named=True):
        said = {
            "measure": wording.measure(row["metric"], row["scope"], lang),
            "period": wording.period(row["period"], lang),
            "figure": wording.marked_figure(row, lang),
        }
        said |= {name: wording.term(name, row[name], lang) for name in ("level", "nature")}
        rows.append({name: (row | said)[name] for name in ("measure", *_SHOWN)})
    mark = f"t{crc32(repr(rows).encode()):08x}"  # else drawn by lot, and a notebook would change at each run
    set_rows = (
        GT(pl.DataFrame(rows), groupname_col="measure", locale=lang, id=mark)
        .cols_label({name: words[f"column_{name}"] for name in _SHOWN})
        .cols_align("left")
        .cols_align("right", columns=["figure", "line"])
        .tab_style(style.text(weight="bold"), row_groups())
        .tab_source_note(" ".join([*wording.signs_at(table, lang), *wording.told_beside(table, lang)]))
        .tab_source_note(wording.source_line(table, lang))
    )
    return set_rows.tab_options(table_font_size="14px", source_notes_font_size="12px", data_row_padding="4px")
