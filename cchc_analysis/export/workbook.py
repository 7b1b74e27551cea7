"""The workbook: the table, coverage, gaps, codebook and sources as sheets with filters, formats and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.errors import DataError, Fault, Faults
from cchc_analysis.export.sheets import SHEETS, header, meanings, sheet_frames, split_side, terms, words

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_analysis.choices import Lang

    Told = Callable[[int, int], None]

MOST_ROWS, LONGEST = 1_048_576, 32_767
"""Rows of a sheet, header included, and letters of a cell, beyond which no spreadsheet goes."""

CREATED = datetime(2000, 1, 1)
"""Day that files are dated, the same for all, so that the same table gives the same bytes."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROW, _WIDE, _WRAPPED = 6, 44, 46
_LONG = ("evidence", "note", "notes", "reading", "meaning", "title", "metric_name", "scope_name")
_NUMBERS = {
    "percent": '0.0"%"_-',
    "percentage_point": '0.0" pp"_-',
    "count": "#,##0_-",
    "index": "0.00_-",
}
_LINE = 15  # points
_PAGES_WIDE = {"table": 3, "gaps": 2}
_TOLD_EVERY = 500


def write_workbook(
    targets: pl.DataFrame, documents: pl.DataFrame, path: Path, lang: Lang = "en", told: Told | None = None
) -> None:
    """Write the workbook; the same table gives the same bytes on every run.

    Percentages stay the numbers that they are, 0 to 100, with the sign in the number format. Every text is written
    as text: none can start a formula, now or when its cell is edited.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    path : path
        File to write.
    lang : {"vi", "en"}
        Language of headers, names and vocabularies; in English headers and vocabularies are the ids of the table.
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
    >>> file = Path(tempfile.mkdtemp()) / "targets.xlsx"
    >>> write_workbook(load_targets(), load_documents("data/raw"), file)
    >>> file.stat().st_size > 20_000
    True
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    _check_pairs(targets)
    frames = sheet_frames(targets, documents, lang)
    _check_size(frames)
    # units choose number formats, so they are kept aside from what is shown
    units = {"table": targets["unit"], "gaps": _gap_units(frames["gaps"], lang)}
    own, total, done = words(lang), sum(frame.height for frame in frames.values()), 0
    try:
        with path.open("wb") as file, Workbook(file, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": own["title"], "comments": own["description"], "created": CREATED})
            style = _Styles(workbook, lang)
            for name in SHEETS:
                sheet = _Sheet(workbook.add_worksheet(own[f"sheet_{name}"]), frames[name], style, lang)
                sheet.set_up(_PAGES_WIDE.get(name, 1))
                for _ in sheet.written(units.get(name)):
                    done += 1
                    if told and (done % _TOLD_EVERY == 0 or done == total):
                        told(done, total)
    except FileCreateError as error:
        raise error.args[0] from None


class _Exact(float):
    """A number that is written with all its digits; xlsxwriter would round to 16."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any, lang: Lang) -> None:
        top = {"valign": "top"}
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "bg_color": "#e6eef5", "bottom": 1, "valign": "vcenter"}
        )
        self.number = workbook.add_format(top | {"num_format": "0_-"})
        shown = _NUMBERS if lang == "en" else _NUMBERS | {"percentage_point": '0.0" điểm %"_-'}
        self.values = {unit: workbook.add_format(top | {"num_format": form}) for unit, form in shown.items()}
        # a quoted cell stays text also when a person edits it
        self.texts = {
            (wrapped, quoted): workbook.add_format(top | {"text_wrap": wrapped, "quote_prefix": quoted})
            for wrapped in (False, True)
            for quoted in (False, True)
        }


class _Sheet:
    """One sheet: its columns, widths, filter, header and print setup, and its rows one by one."""

    def __init__(self, sheet: Any, frame: pl.DataFrame, style: _Styles, lang: Lang) -> None:
        self.sheet, self.frame, self.style, self.lang = sheet, frame, style, lang
        self.heads = [header(column, lang) for column in frame.columns]
        self.widths = [_width(frame[column], head) for column, head in zip(frame.columns, self.heads, strict=True)]
        self.wraps = [split_side(column)[0] in _LONG for column in frame.columns]

    def set_up(self, pages_wide: int) -> None:
        """Write the header and set widths, filter and print, a row over so many pages."""
        from xlsxwriter.utility import xl_range

        sheet, frame, told = self.sheet, self.frame, meanings(self.lang)
        for place, width in enumerate(self.widths):
            sheet.set_column(place, place, width)
        digits = xl_range(1, 0, max(frame.height, 1), frame.width - 1)
        sheet.ignore_errors({"number_stored_as_text": digits})  # codes and periods are text and meant so
        sheet.set_row(0, 2 * _LINE + 2)
        for place, (column, text) in enumerate(zip(frame.columns, self.heads, strict=True)):
            sheet.write_string(0, place, text, self.style.head)
            if meaning := told.get(split_side(column)[0]):
                _comment(sheet, 0, place, meaning)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, frame.height, frame.width - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(pages_wide, 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        sheet.set_footer(f"&L&8{words(self.lang)['footer']}&R&8&A, &P / &N")

    def written(self, units: pl.Series | None) -> Iterator[int]:
        """Write the rows, giving the number of each as soon as it stands."""
        columns = self.frame.columns
        note = columns.index("note") if "note" in columns else None
        for number, row in enumerate(self.frame.iter_rows(), start=1):
            unit = units[number - 1] if units is not None else None
            if (lines := self._lines(row)) > 1:
                self.sheet.set_row(number, lines * _LINE)
            for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                if isinstance(cell, str):
                    look = self.style.texts[self.wraps[place], cell.startswith(_FORMULA)]
                    self.sheet.write_string(number, place, cell, look)
                elif cell is not None:
                    exact = _Exact(cell) if isinstance(cell, float) else cell
                    self.sheet.write_number(number, place, exact, self._look(column, unit))
            if note is not None and row[note]:
                _comment(self.sheet, number, columns.index("value"), row[note])
            yield number

    def _lines(self, row: tuple[Any, ...]) -> int:
        """Tell how many lines the longest wrapped cell of a row takes."""
        wrapped = (
            cell.count("\n") + 1 + (len(cell) - 1) // width
            for cell, width, wraps in zip(row, self.widths, self.wraps, strict=True)
            if wraps and cell
        )
        return min(max(wrapped, default=1), 27)

    def _look(self, column: str, unit: str | None) -> Any:
        if split_side(column)[0] in ("value", "difference") and unit:
            return self.style.values[unit]
        return self.style.values["count"] if column in ("numerator", "denominator") else self.style.number


def _width(cells: pl.Series, head: str) -> int:
    """Give a column the width of its longest cell, within bounds; longer ones are wrapped."""
    shown = cells.round(1) if cells.dtype.is_float() else cells
    longest = shown.cast(pl.String).str.len_chars().max()
    room = 6 if cells.dtype.is_float() else 2  # for the sign of the unit
    words_of_head = max(map(len, head.split())) + 3  # room for the button of the filter
    widest = _WRAPPED if split_side(cells.name)[0] in _LONG else _WIDE
    return max(_NARROW, words_of_head, min(widest, (longest if isinstance(longest, int) else 0) + room))


def _comment(sheet: Any, row: int, place: int, text: str) -> None:
    lines = len(text) // 36 + 1
    sheet.write_comment(row, place, text, {"author": "", "width": 220, "height": 18 * lines + 8, "font_size": 9})


def _gap_units(pairs: pl.DataFrame, lang: Lang) -> pl.Series:
    if lang == "en":
        return pairs["unit"]
    back = {word: unit for unit, word in terms(lang)["unit"].items()}
    return pairs["unit"].replace_strict(back, return_dtype=pl.String)


def _check_pairs(targets: pl.DataFrame) -> None:
    """Refuse a table whose pairs of figures no sheet holds, before they are made."""
    figures = targets.filter(pl.col("value").is_not_null())
    together = figures.group_by("metric", "unit", "level").len()
    alone = figures.group_by("metric", "unit", "level", "province").len()
    pairs = (
        sum((frame["len"].cast(pl.Int64) ** 2).sum() * sign for frame, sign in ((together, 1), (alone, -1))) // 2
    )
    _refuse("gaps", int(pairs))


def _check_size(frames: dict[str, pl.DataFrame]) -> None:
    faults = Faults()
    for name, frame in frames.items():
        _refuse(name, frame.height)
        for column, kind in frame.schema.items():
            if kind == pl.String and (frame[column].str.len_chars() > LONGEST).any():
                row = (frame[column].str.len_chars() > LONGEST).fill_null(value=False).arg_max()
                message = f"more than the {LONGEST} letters that a cell holds; export csv"
                faults.append(Fault(f"sheet {name}", (row or 0) + 2, column, message))
    faults.raise_if_any()


def _refuse(name: str, rows: int) -> None:
    if rows >= MOST_ROWS:
        message = f"{rows} rows are more than a spreadsheet holds; export csv or parquet"
        raise DataError([Fault(f"sheet {name}", 0, "", message)])
