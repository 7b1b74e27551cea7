"""The widget of a notebook: filters, the chart of one measure or the reason why there is none, and the rows."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS, metrics
from cchc_analysis.charts.theme import metric_names, scope_names
from cchc_analysis.errors import nearest
from cchc_analysis.export.measure_chart import alternative, measure_chart, refusal
from cchc_analysis.export.measure_words import SIGNS, period_text, texts
from cchc_analysis.frames import as_given, as_polars
from cchc_analysis.schema import NATURES, Target
from cchc_analysis.selection import check_columns, select

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cchc_analysis.charts.theme import Lang
    from cchc_analysis.frames import Frame

Kind = TypeVar("Kind")

FILTERS = ("province", "area", "metric", "scope", "level", "year", "nature")
"""Columns that can be filtered."""

LISTED = 1000
"""Most rows that the table lists."""

_ORDERS = {"area": AREAS, "level": LEVELS, "nature": NATURES}
_DOTS = 150  # dots of the picture to an inch


def explore(targets: Frame, lang: Lang = "vi") -> Explorer[Frame]:
    """Show a small widget in a notebook: filter the long table and draw a chart without code.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table, or rows of it.
    lang : {"vi", "en"}
        Language to begin with; a switch changes it.

    Returns
    -------
    Explorer
        A notebook shows it. ``rows`` are the rows that the filters leave, of the kind given; ``figure`` is the
        matplotlib Figure, or None with the ``reason``; ``choose`` sets filters from code. The chart holds one
        metric on one base, targets and results as different marks in blocks of their own, ``≥`` and year in
        each label; rows of several metrics or bases are refused. Nothing is read from the network.

    Raises
    ------
    ImportError
        ipywidgets is not installed.
    DataError
        A column of the long table is missing.
    ValueError
        Another language.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> explorer = explore(load_targets(), "en").choose(metric="e_dossier_rate", level="commune")
    >>> explorer.rows.height, explorer.figure is None
    (3, False)
    >>> explorer.choose(metric=None).reason
    'the rows are of 12 metrics. Figures of different metrics never stand in one chart. Choose one metric.'
    """
    return Explorer(targets, lang)


class Explorer(Generic[Kind]):
    """The widget that `explore` shows, and the data behind it.

    Attributes
    ----------
    rows : polars or pandas DataFrame
        The rows that the filters leave.
    figure : matplotlib.figure.Figure or None
        The chart that is shown.
    reason : str
        Why there is no chart; empty where there is one.
    controls : mapping of str to ipywidgets.Dropdown
        The filter of each column; ``language`` is the switch beside them.
    """

    def __init__(self, targets: Kind, lang: Lang = "vi") -> None:
        texts(lang)  # refuses another language before anything is made
        self._given = cast(Any, targets)
        self._table = as_polars(self._given)
        check_columns(self._table, *Target.columns())
        self._chosen: dict[str, Any] = dict.fromkeys(FILTERS)
        self._is_busy = False
        self.reason = ""
        self.figure: Figure | None = None
        self._make(_ipywidgets(), lang)
        self._refresh()

    @property
    def lang(self) -> Lang:
        """The language that is shown."""
        lang: Lang = self.language.value
        return lang

    @property
    def rows(self) -> Kind:
        """The rows that the filters leave, of the kind of frame that was given."""
        rows: Kind = as_given(self._rows, self._given)
        return rows

    def choose(self, **filters: str | int | None) -> Explorer[Kind]:
        """Set filters as the menus do; None lets every row pass, filters that are not named stay.

        Raises
        ------
        DataError
            No row has a value, or the filters leave no row together; the nearest values are named.
        ValueError
            An unknown filter.
        """
        for name in filters:
            if name not in FILTERS:
                raise ValueError(f"unknown filter {name!r}; {nearest(name, FILTERS)}")
        wanted = self._chosen | filters
        rows = select(self._table, wanted)
        self._chosen = {name: value if value is None else rows[name][0] for name, value in wanted.items()}
        self._refresh()
        return self

    def _make(self, kit: Any, lang: Lang) -> None:
        """Make the parts of the widget and what follows when a person uses them."""
        wide = {"style": {"description_width": "11em"}, "layout": kit.Layout(width="30em", max_width="100%")}
        self.controls: dict[str, Any] = {name: kit.Dropdown(**wide) for name in FILTERS}
        languages = [("Tiếng Việt", "vi"), ("English", "en")]
        self.language = kit.ToggleButtons(options=languages, value=lang, style={"button_width": "7em"})
        self._clear = kit.Button(icon="times")
        self._head, self._chart = kit.HTML(), kit.HTML()
        self._scripts, self._list = kit.Output(), kit.Output(layout=kit.Layout(overflow="auto"))
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._changed(name, change["new"]), "value")
        self.language.observe(lambda _: self._refresh(), "value")
        self._clear.on_click(lambda _: self.choose(**dict.fromkeys(FILTERS)))
        menus = kit.Box([*self.controls.values(), self._clear], layout=kit.Layout(flex_flow="row wrap"))
        parts = [self.language, menus, self._head, self._chart, self._scripts, self._list]
        self.box = kit.VBox(parts)
        self._scripts.outputs = (_html_output(_table_script()),)

    def _changed(self, name: str, value: Any) -> None:
        if not self._is_busy:
            self._chosen[name] = value
            self._refresh()

    def _refresh(self) -> None:
        self._rows = select(self._table, self._chosen)
        self._is_busy = True
        try:
            self._offer()
        finally:
            self._is_busy = False
        self._show()

    def _offer(self) -> None:
        """Offer in each menu what leaves some row beside the other filters."""
        words = texts(self.lang)
        for name, control in self.controls.items():
            others = select(self._table, self._chosen | {name: None})
            control.description = words[name]
            options = [(words["all_values"], None), *_named(name, others[name].unique().to_list(), self.lang)]
            if tuple(control.options) != tuple(options):
                control.options = options
            control.index = [value for _, value in options].index(self._chosen[name])
        self._clear.description = words["clear"]

    def _show(self) -> None:
        words, lang = texts(self.lang), self.lang
        self.reason = refusal(self._rows, lang)
        self.figure = None if self.reason else measure_chart(self._rows, self._table, lang)
        told = words["counted"].format(n=self._rows.height, all=self._table.height)
        if self._rows.height > LISTED:
            told = f"{told}. {words['shortened'].format(n=LISTED)}"
        self._head.value = f"<h3>{escape(words['title'])}</h3><p>{escape(told)}</p>"
        if self.figure is None:
            self._chart.value = f'<p role="status">{escape(words["no_chart"].format(reason=self.reason))}</p>'
        else:
            self._chart.value = _picture(self.figure, alternative(self._rows, lang))
        self._list.outputs = (_html_output(_table_html(self._rows.head(LISTED), lang)),)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Give a notebook the widget to show."""
        return self.box._repr_mimebundle_(**options)

    def __repr__(self) -> str:
        """Say how many rows are left of how many."""
        return f"Explorer({self._rows.height} of {self._table.height} rows)"


def shown_table(rows: pl.DataFrame, lang: Lang = "vi") -> pl.DataFrame:
    """Word rows of the long table for a reader: names instead of ids, headers in the language.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> table = shown_table(load_targets().filter(metric="digitization_rate", year=2025), "en")
    >>> table.select("Level", "Period", "Sign", "Figure").row(0)
    ('commune level', '2025', '≥', 95.0)
    """
    words = texts(lang)
    named = {name: dict(_named(name, rows[name].unique().to_list(), lang, is_id_first=True)) for name in _NAMED}
    worded: dict[str, Mapping[str, str]] = named | {
        "comparator": SIGNS,
        "unit": {unit: words[f"unit_{unit}"] for unit in rows["unit"].unique()},
        "period": {period: period_text(period, lang) for period in rows["period"].unique()},
    }
    columns = ["province", "metric", "level", "nature", "period", "comparator", "value", "unit", "scope"]
    columns += ["evidence", "document", "section", "line", "note"]
    heads = {name: words["sign" if name == "comparator" else name] for name in columns}
    replaced = [pl.col(name).replace(dict(table)) for name, table in worded.items()]
    return rows.with_columns(replaced).select(columns).rename(heads)


_NAMED = ("metric", "scope", "level", "nature")


def _named(column: str, values: list[Any], lang: Lang, is_id_first: bool = False) -> list[tuple[str, Any]]:
    """Give pairs of name and value in the order of the catalogue, else of the alphabet."""
    words = texts(lang)
    names: Mapping[Any, str] = {"metric": metric_names(lang), "scope": scope_names(lang)}.get(column, {})
    if column in _ORDERS:
        names = {value: words[f"{column}_{value}" if column == "level" else value] for value in _ORDERS[column]}
    order: tuple[str, ...] = _ORDERS.get(column, tuple(metrics()) if column == "metric" else ())
    place = {value: at for at, value in enumerate(order)}
    ordered = sorted(values, key=lambda value: (place.get(value, 0), value))
    pairs = [(names.get(value, str(value)), value) for value in ordered]
    return [(value, name) for name, value in pairs] if is_id_first else pairs


def _picture(figure: Figure, alternative_text: str) -> str:
    file = BytesIO()
    figure.savefig(file, format="png", dpi=_DOTS, metadata={"Software": None})
    picture = b64encode(file.getvalue()).decode("ascii")
    width = int(figure.get_size_inches()[0] * 96)
    source = f'src="data:image/png;base64,{picture}" alt="{escape(alternative_text)}"'
    return f'<img {source} style="width:{width}px;max-width:100%;height:auto">'


def _table_html(rows: pl.DataFrame, lang: Lang) -> str:
    from itables import JavascriptFunction, to_html_datatable

    keys = ("search", "lengthMenu", "info", "infoEmpty", "infoFiltered", "zeroRecords")
    table = shown_table(rows, lang)
    locale = "vi-VN" if lang == "vi" else "en-GB"
    number = JavascriptFunction(
        "function (data, type) { return type === 'display' && data !== null && data !== '' ? "
        f"Number(data).toLocaleString('{locale}', {{maximumFractionDigits: 1}}) : data; }}"
    )
    options: dict[str, Any] = {
        "connected": False,
        "maxBytes": 0,
        "maxColumns": 0,
        "language": {key: texts(lang)[key] for key in keys},
        "format_floats_in_python": False,
        "columnDefs": [
            {"targets": table.columns.index(texts(lang)["value"]), "render": number, "className": "dt-right"},
            {"targets": "_all", "className": "dt-left"},
        ],
        "classes": "display compact",
        "display_logo_when_loading": False,
        "show_dtypes": False,
    }
    return to_html_datatable(table, **options)


def _table_script() -> str:
    """Give the script of the table, whole: it comes with itables, not from a network."""
    import itables.options
    from itables.javascript import generate_init_offline_itables_html

    return generate_init_offline_itables_html(itables.options.dt_bundle)


def _html_output(html: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}


def _ipywidgets() -> Any:
    try:
        return import_module("ipywidgets")
    except ImportError as error:
        raise ImportError("cchc.explore needs ipywidgets; install it: pip install ipywidgets") from error
