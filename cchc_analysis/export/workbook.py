"""The workbook: a cover, a chart of the spreadsheet's own, and the sheets with filters, colours and comments."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis.charts.measure import title
from cchc_analysis.charts.stated import caption, ends_of, of_what, pooled
from cchc_analysis.choices import Lang
from cchc_analysis.errors import Faults
from cchc_analysis.export.formats import Told
from cchc_analysis.export.overview import shared_levels
from cchc_analysis.export.sheets import Cell, Sheet, cover, sheets
from cchc_analysis.export.template import texts
from cchc_analysis.wording import SIGNS, capital, figure, sign_of, signs_at, term, those

MOST_ROWS, LONGEST = 1_048_576, 32_767
"""Rows of a sheet, header included, and letters of a cell, beyond which no spreadsheet goes."""

CREATED = datetime(2000, 1, 1)
"""Day that files are dated, the same for all, so that the same table gives the same bytes."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROW, _WIDE = 7, 36
_LINE, _MOST = 15, 400  # points of a line, and of a row
_COVER = (24, 92)
_COLOURS = {"quantified": "#a9cde8", "directional": "#d9e8f4", "reported": "#f1e8cf", "silent": "#f4f4f4"}
_LEVELS = {"province": "#0b5c8f", "district": "#6ea6cf", "commune": "#e0a458", "all": "#8a8a8a"}
_CHART_COLUMNS = 5


def write_workbook(
    targets: pl.DataFrame,
    documents: pl.DataFrame,
    path: Path,
    lang: Lang = "en",
    outcomes: pl.DataFrame | None = None,
    told: Told | None = None,
) -> None:
    """Write the workbook; the same tables give the same bytes on every run.

    Every text is written as text: none can start a formula. ``told`` is called after each sheet with the rows
    written so far and all rows. More rows or letters than a spreadsheet holds are a `DataError`.
    """
    from xlsxwriter import Workbook

    made, drawn = sheets(targets, documents, outcomes, lang), shared_levels(targets)
    _check_size(made)
    total, done = sum(len(sheet.rows) for sheet in made), 0
    beside = {"constant_memory": True, "tmpdir": path.parent}  # what a failure leaves is removed with the draft
    with path.open("wb") as file, Workbook(file, beside) as workbook:
        book = _Book(workbook, lang)
        workbook.set_properties({"title": book.own["title"], "created": CREATED})
        book.write_cover(cover(targets, outcomes, lang))
        if drawn is not None:
            book.write_chart(drawn)
        for sheet in made:
            book.write_sheet(sheet)
            done += len(sheet.rows)
            if told:
                told(done, total)


class _Exact(float):
    """A number that is written with all its digits; xlsxwriter would round to 16."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


class _Book:
    """A workbook that is written from its first sheet to its last, each from its first row to its last."""

    def __init__(self, workbook: Any, lang: Lang) -> None:
        self.workbook, self.lang, self.own = workbook, lang, texts("export", lang)
        self.look = cache(lambda **look: workbook.add_format({"valign": "top", "text_wrap": True} | look))
        self.units = {"percent": "%", "percentage_point": " pp" if lang == "en" else " điểm phần trăm"}
        self.head = self.look(bold=True, bg_color="#e6eef5", bottom=1, valign="vcenter")

    def page(self, name: str, *widths: int) -> Any:
        """Add a sheet that prints one page wide on A4, across."""
        page = self.workbook.add_worksheet(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.set_footer(f"&L&8{self.own['footer']}&R&8&A, &P / &N")
        return page

    def write_cover(self, lines: list[tuple[str, str]]) -> None:
        page = self.page(self.own["sheet_cover"], *_COVER)
        page.hide_gridlines(2)
        page.set_row(0, 2 * _LINE)
        page.write_string(0, 0, self.own["title"], self.look(bold=True, font_size=18, text_wrap=False))
        for at, (head, text) in enumerate(lines, start=2):
            page.set_row(at, _height([text], [_COVER[1]]) + 6)
            page.write_string(at, 0, head, self.look(bold=True))
            page.write_string(at, 1, text, self.look())

    def write_chart(self, rows: pl.DataFrame) -> None:
        """Write the levels of the metric that most provinces share, and let the spreadsheet draw them."""
        name, unit, lang = self.own["sheet_chart"], rows["unit"][0], self.lang
        levels = rows["level"].unique(maintain_order=True).to_list()
        who = rows.select("province", "year").unique(maintain_order=True).rows()
        found = {(row["province"], row["year"], row["level"]): row for row in rows.iter_rows(named=True)}
        longest = max(len(f"{province} {year}") for province, year in who)
        page = self.page(name, max(30, longest + 4), *[18] * _CHART_COLUMNS)
        heads = [capital(term("level", level, lang)) for level in levels]
        page.write_row(0, 0, [self.own["column_province"], *heads], self.head)
        for at, (province, year) in enumerate(who, start=1):
            page.write_string(at, 0, f"{province} {year}", self.look(bold=True))
            for place, level in enumerate(levels, start=1):
                if row := found.get((province, year, level)):
                    self.write(page, at, place, Cell(row["value"], unit, sign=SIGNS[sign_of(row)]))
        chart = self.workbook.add_chart({"type": "bar"})
        for place, level in enumerate(levels, start=1):
            shown = [found.get((*one, level)) for one in who]
            said = [{"value": figure(row, lang)} if row else {"delete": True} for row in shown]
            series = {"categories": [name, 1, 0, len(who), 0], "values": [name, 1, place, len(who), place]}
            look = {"fill": {"color": _LEVELS[level]}, "gap": 60}
            look["data_labels"] = {"value": True, "custom": said, "font": {"size": 8}}
            chart.add_series({"name": heads[place - 1]} | series | look)
        ends = dict(zip(("min", "max"), ends_of(rows), strict=True)) if unit == "percent" else {}
        # from the top down, as the rows stand; the scale stays below
        chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        chart.set_x_axis({"name": term("unit", unit, lang), "label_position": "high"} | ends)
        chart.set_legend({"position": "bottom"})
        height = max(420, 160 + 17 * len(levels) * len(who))
        chart.set_size({"width": 860, "height": height})
        above = {"x": 0.04, "y": 14 / height}  # of a high chart a spreadsheet would set it far down
        chart.set_title({"name": title(rows, rows["metric"][0], lang), "name_font": {"size": 13}, "layout": above})
        page.insert_chart(len(who) + 2, 0, chart)
        told = [*those(lang, levels_pooled=pooled(rows, lang)), *signs_at(rows, lang)]
        note = " ".join([f"{of_what(rows, lang)}.", *caption(rows, lang, *told)])
        at = len(who) + 4 + height // 20
        page.merge_range(at, 0, at, _CHART_COLUMNS, note, self.look())
        page.set_row(at, _height([note], [110]))

    def write_sheet(self, sheet: Sheet) -> None:
        height, last = len(sheet.rows), len(sheet.heads) - 1
        columns = ([row[place] for row in sheet.rows] for place in range(last + 1))
        widths = list(map(self.width, sheet.heads, columns))
        page = self.page(sheet.name, *widths)
        page.set_row(0, 4 + max(2 * _LINE, _height(sheet.heads, widths)))
        for place, (head, meaning) in enumerate(sheet.heads.items()):
            page.write_string(0, place, head, self.head)
            _comment(page, 0, place, meaning)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, height, last)
        page.repeat_rows(0)
        for at, row in enumerate(sheet.rows, start=1):
            page.set_row(at, _height(row, widths))
            for place, cell in enumerate(row):
                self.write(page, at, place, cell if isinstance(cell, Cell) else Cell(cell))

    def write(self, page: Any, at: int, place: int, cell: Cell) -> None:
        """Write a text as text, of a status on its colour, or a number with its unit; and what is said of it."""
        value, look = cell.value, cell.look
        _comment(page, at, place, cell.note)
        if value in (None, ""):
            return
        if isinstance(value, str):
            shade = {"border": 1, "border_color": "#ffffff", "bg_color": _COLOURS[look]} if look else {}
            # a quoted cell stays text also when a person edits it
            page.write_string(at, place, value, self.look(quote_prefix=value.startswith(_FORMULA), **shade))
            return
        unit = f'"{self.units[look]}"' if look in self.units else ""
        digits = "0" if look == "year" else "#,##0" if float(value).is_integer() else "#,##0.0##"
        shown = f"{digits}{unit}_-"
        if cell.sign:  # of a negative number too the sign stands first
            shown = f'"{cell.sign} "{shown};"{cell.sign} "-{shown}'
        page.write_number(at, place, _Exact(value), self.look(num_format=shown))

    def width(self, head: str, cells: list[Any]) -> int:
        """Give a column the width of its longest cell, within bounds; longer texts are wrapped, a number never."""
        widest = max(map(len, head.split())) + 3  # room for the button of the filter
        for cell in {cell if isinstance(cell, Cell) else Cell(cell) for cell in cells}:
            number, unit = cell.value, self.units.get(cell.look, "")
            shown = f"{cell.sign} {number:,.3f}{unit}" if isinstance(number, int | float) else number or ""
            widest = max(widest, min(_WIDE, 2 + len(shown)))
        return max(_NARROW, widest)


def _height(cells: Iterable[Any], widths: Iterable[int]) -> float:
    """Give the height in points of a row of wrapped texts, which not every spreadsheet finds itself."""
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    return min(_MOST, _LINE * max((text.count("\n") + 1 + len(text) // width for text, width in texts), default=1))


def _comment(page: Any, row: int, place: int, text: str) -> None:
    if text:
        height = 18 * (len(text) // 36 + 1) + 8
        page.write_comment(row, place, text, {"author": "", "width": 220, "height": height, "font_size": 9})


def _check_size(made: list[Sheet]) -> None:
    faults = Faults()
    for sheet in made:
        name, rows = f"sheet {sheet.name}", len(sheet.rows)
        if rows >= MOST_ROWS:
            faults.add(name, 0, "", f"{rows} rows are more than a spreadsheet holds; export csv or parquet")
        for at, row in enumerate(sheet.rows, start=2):
            for head, cell in zip(sheet.heads, row, strict=True):
                if isinstance(cell, str) and len(cell) > LONGEST:
                    faults.add(name, at, head, f"more than the {LONGEST} letters that a cell holds; export csv")
    faults.raise_if_any()
