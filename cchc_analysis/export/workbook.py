"""The workbook: a cover, a chart of the spreadsheet's own, and the sheets with filters, colours and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.charts.theme import colour
from cchc_analysis.errors import Fault, Faults
from cchc_analysis.export.overview import levels_told, shared_levels
from cchc_analysis.export.sheets import Sheet, cover, sheets
from cchc_analysis.export.template import texts
from cchc_analysis.wording import capital, figure, term

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_analysis.choices import Lang

    Told = Callable[[int, int], None]

MOST_ROWS, LONGEST = 1_048_576, 32_767
"""Rows of a sheet, header included, and letters of a cell, beyond which no spreadsheet goes."""

CREATED = datetime(2000, 1, 1)
"""Day that files are dated, the same for all, so that the same table gives the same bytes."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROW, _WIDE, _TALL = 7, 36, 27
_COVER = (24, 92)
_UNITS = {"percent": '"%"', "percentage_point": '" pp"', "count": "", "index": ""}
_COLOURS = {"quantified": "#a9cde8", "directional": "#d9e8f4", "reported": "#f1e8cf", "silent": "#f4f4f4"}
_VALUED, _YEARS = ("column_value", "column_difference"), ("column_year", "column_year_of")
"""Heads of the columns whose cells carry the unit of their row, and of those that hold years."""
_LINE = 15  # points
_TOLD_EVERY = 500


def write_workbook(
    targets: pl.DataFrame,
    documents: pl.DataFrame,
    path: Path,
    lang: Lang = "en",
    outcomes: pl.DataFrame | None = None,
    told: Told | None = None,
) -> None:
    """Write the workbook; the same tables give the same bytes on every run.

    Percentages stay the numbers that they are, 0 to 100. Every text is written as text: none can start a formula.

    Parameters
    ----------
    targets, documents, outcomes : polars.DataFrame
        The long table, the register, and published results, without which their sheet is left out.
    path : path
        File to write.
    lang : {"vi", "en"}
        Language of heads, names and explanations.
    told : function, optional
        Called with the rows written so far and all rows, from time to time.

    Raises
    ------
    DataError
        A sheet would have more rows, or a cell more letters, than a spreadsheet holds.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from cchc_analysis import load_documents, load_targets
    >>> file = Path(tempfile.mkdtemp()) / "cchc_en.xlsx"
    >>> write_workbook(load_targets(), load_documents(), file)
    >>> file.stat().st_size > 20_000
    True
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    made, own = sheets(targets, documents, outcomes, lang), texts("export", lang)
    _check_size(made)
    total, done = sum(sheet.cells.height for sheet in made), 0
    drawn = shared_levels(targets)
    try:
        with path.open("wb") as file, Workbook(file, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": own["title"], "created": CREATED})
            looks = _Looks(workbook, lang)
            names = [own["sheet_chart"]] * (drawn is not None) + [sheet.name for sheet in made]
            _write_cover(workbook, cover(targets, outcomes, lang), names, looks, lang)
            if drawn is not None:
                _write_chart(workbook, drawn, levels_told(drawn, documents, lang), looks, lang)
            for sheet in made:
                for _ in _written(workbook, sheet, looks, lang):
                    done += 1
                    if told and (done % _TOLD_EVERY == 0 or done == total):
                        told(done, total)
    except FileCreateError as error:
        raise error.args[0] from None


class _Exact(float):
    """A number that is written with all its digits; xlsxwriter would round to 16."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any, lang: Lang) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.title = workbook.add_format({"bold": True, "font_size": 18})
        head = {"bold": True, "text_wrap": True, "bg_color": "#e6eef5", "bottom": 1, "valign": "vcenter"}
        self.head = workbook.add_format(head)
        self.bold, self.link = workbook.add_format(top | {"bold": True}), workbook.get_default_url_format()
        signs = _UNITS if lang == "en" else _UNITS | {"percentage_point": '" điểm %"'}
        digits = {True: "#,##0", False: "#,##0.0##"}
        self.values = {
            (unit, is_whole): workbook.add_format(top | {"num_format": f"{form}{sign}_-"})
            for unit, sign in (*signs.items(), (None, ""))
            for is_whole, form in digits.items()
        }
        self.year = workbook.add_format(top | {"num_format": "0_-"})
        # a quoted cell stays text also when a person edits it
        self.texts = {quoted: workbook.add_format(top | {"quote_prefix": quoted}) for quoted in (False, True)}
        field = top | {"border": 1, "border_color": "#ffffff"}
        self.statuses = {key: workbook.add_format(field | {"bg_color": shade}) for key, shade in _COLOURS.items()}


def _write_cover(workbook: Any, lines: list[tuple[str, str]], names: list[str], looks: _Looks, lang: Lang) -> None:
    own = texts("export", lang)
    sheet = workbook.add_worksheet(own["sheet_cover"])
    for place, width in enumerate(_COVER):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    _print(sheet, lang)
    sheet.set_row(0, 2 * _LINE)
    sheet.write_string(0, 0, own["title"], looks.title)
    for at, (head, text) in enumerate(lines, start=2):
        sheet.set_row(at, _LINE * (1 + len(text) // _COVER[1]) + 6)
        sheet.write_string(at, 0, head, looks.bold)
        sheet.write_string(at, 1, text, looks.texts[False])
    about = {text: own.get(f"about_{key[6:]}", "") for key, text in own.items() if key.startswith("sheet_")}
    at = len(lines) + 3
    sheet.write_string(at, 0, own["head_sheets"], looks.bold)
    for line, name in enumerate(names, start=at + 1):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", looks.link, name)
        sheet.write_string(line, 1, about[name], looks.texts[False])


def _write_chart(workbook: Any, rows: pl.DataFrame, told: dict[str, str], looks: _Looks, lang: Lang) -> None:
    """Write the levels of the metric that most provinces share, and let the spreadsheet draw them."""
    own, unit, levels = texts("export", lang), rows["unit"][0], rows["level"].unique(maintain_order=True).to_list()
    by_place = {(row["province"], row["year"], row["level"]): row for row in rows.iter_rows(named=True)}
    name, series = (
        own["sheet_chart"],
        list(rows.select("province", "year").unique(maintain_order=True).iter_rows()),
    )
    sheet, chart = workbook.add_worksheet(name), workbook.add_chart({"type": "column"})
    sheet.set_column(0, max(len(series), 6), 18)
    _print(sheet, lang)
    for at, head in enumerate([own["column_level"], *(f"{province} {year}" for province, year in series)]):
        sheet.write_string(0, at, head, looks.head)
    for at, level in enumerate(levels, start=1):
        sheet.write_string(at, 0, capital(term("level", level, lang)), looks.bold)
        for place, one in enumerate(series, start=1):
            if row := by_place.get((*one, level)):
                sheet.write_number(at, place, row["value"], looks.values[unit, row["value"].is_integer()])
    for place, one in enumerate(series, start=1):
        own_rows = [by_place.get((*one, level)) for level in levels]
        said = [{"value": figure(row, lang)} if row else {"delete": True} for row in own_rows]
        cells = {"categories": [name, 1, 0, len(levels), 0], "values": [name, 1, place, len(levels), place]}
        looked = {"fill": {"color": colour(one[0])}, "data_labels": {"value": True, "custom": said}}
        chart.add_series({"name": f"{one[0]} {one[1]}"} | cells | looked)
    axis = {
        "name": term("unit", unit, lang),
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#e2e2e2"}},
    }
    chart.set_title({"name": told["title"], "name_font": {"size": 13}, "overlay": False})
    chart.set_y_axis(axis | ({"max": 100} if unit == "percent" else {}))
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 420})
    sheet.insert_chart(len(levels) + 2, 0, chart)
    for at, text in enumerate((told["subtitle"], told["note"]), start=len(levels) + 24):
        sheet.merge_range(at, 0, at, 6, text, looks.texts[False])
        sheet.set_row(at, _LINE * (1 + len(text) // 110))


def _print(sheet: Any, lang: Lang) -> None:
    """Let a sheet print one page wide on A4, across."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.set_footer(f"&L&8{texts('export', lang)['footer']}&R&8&A, &P / &N")


def _written(workbook: Any, sheet: Sheet, looks: _Looks, lang: Lang) -> Iterator[int]:
    """Write a sheet, giving the number of each row as soon as it stands."""
    from xlsxwriter.utility import xl_range

    page, cells, own = workbook.add_worksheet(sheet.name), sheet.cells, texts("export", lang)
    widths = [_width(cells[name]) for name in cells.columns]
    for place, (name, width) in enumerate(zip(cells.columns, widths, strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, name, looks.head)
        if sheet.meanings[name]:
            _comment(page, 0, place, sheet.meanings[name])
    page.set_row(0, 2 * _LINE + 4)
    page.ignore_errors({"number_stored_as_text": xl_range(1, 0, max(cells.height, 1), cells.width - 1)})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, cells.height, cells.width - 1)
    page.repeat_rows(0)
    _print(page, lang)
    valued = {cells.columns.index(own[key]) for key in _VALUED if own[key] in cells.columns}
    years = {cells.columns.index(own[key]) for key in _YEARS if own[key] in cells.columns}
    for at, row in enumerate(cells.iter_rows(), start=1):
        page.set_row(at, _lines(row, widths) * _LINE)
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(at, place, cell, _look(sheet, at - 1, place, cell, looks))
            elif cell is not None:
                unit = sheet.units[at - 1] if sheet.units and place in valued else None
                look = looks.year if place in years else looks.values[unit, float(cell).is_integer()]
                page.write_number(at, place, _Exact(cell) if isinstance(cell, float) else cell, look)
        for place in valued if sheet.notes and sheet.notes[at - 1] else ():
            _comment(page, at, place, sheet.notes[at - 1])  # type: ignore[index]
        yield at


def _look(sheet: Sheet, row: int, place: int, text: str, looks: _Looks) -> Any:
    """Give the format of a text: of a status its colour, of what a spreadsheet would run that of a quoted cell."""
    statuses = sheet.statuses[row] if sheet.statuses else []
    at = place - (sheet.cells.width - len(statuses))
    return looks.texts[text.startswith(_FORMULA)] if at < 0 or not statuses else looks.statuses[statuses[at]]


def _lines(row: tuple[Any, ...], widths: list[int]) -> int:
    """Tell how many lines the longest wrapped cell of a row takes."""
    wrapped = [
        cell.count("\n") + 1 + len(cell) // width
        for cell, width in zip(row, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(max(wrapped, default=1), _TALL)


def _width(cells: pl.Series) -> int:
    """Give a column the width of its longest cell, within bounds; longer ones are wrapped."""
    shown = cells.round(1) if cells.dtype.is_float() else cells
    longest = max(map(len, shown.cast(pl.String).drop_nulls().unique()), default=0)
    words_of_head = max(map(len, cells.name.split())) + 3  # room for the button of the filter
    return max(_NARROW, words_of_head, min(_WIDE, longest + 2))


def _comment(sheet: Any, row: int, place: int, text: str) -> None:
    lines = len(text) // 36 + 1
    sheet.write_comment(row, place, text, {"author": "", "width": 220, "height": 18 * lines + 8, "font_size": 9})


def _check_size(made: list[Sheet]) -> None:
    faults = Faults()
    for sheet in made:
        name, rows = f"sheet {sheet.name}", sheet.cells.height
        if rows >= MOST_ROWS:
            message = f"{rows} rows are more than a spreadsheet holds; export csv or parquet"
            faults.append(Fault(name, 0, "", message))
        for column in sheet.cells.select(pl.col(pl.String)).iter_columns():
            long = (column.str.len_chars() > LONGEST).fill_null(value=False)
            if long.any():
                message = f"more than the {LONGEST} letters that a cell holds; export csv"
                faults.append(Fault(name, (long.arg_max() or 0) + 2, column.name, message))
    faults.raise_if_any()
