"""Every column, list of values and key, declared once; loaders, builders, tests and the README read it here."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS

NATURES = ("target", "actual")
KINDS = ("plan", "report")
COMPARATORS = (">=", ">", "<=", "<", "=", "increase", "decrease")
DIRECTIONS = ("increase", "decrease")
UNITS = ("percent", "percentage_point", "count", "index")
BASES = ("stated", "computed", "trajectory")
FINDING_KINDS = ("sum", "share", "contradiction", "doubt", "scan")
DOUBT_KINDS = ("contradiction", "doubt", "scan")
FIGURES = ("province", "mean of provinces", "national")
STATUSES = ("published", "stated", "derived")
PRESS_STATUSES = STATUSES[1:]
WHOSE_WORDS = ("publisher", "read off the data")
MAX_WORDS = 15
"""Longest evidence, indicator or title that the repository may hold, in words split at spaces."""


def _text(
    description: str, *, nullable: bool = False, one_of: tuple[str, ...] = (), is_key: bool = False
) -> dy.String:
    check, length = ((lambda column: column.is_in(list(one_of))), None) if one_of else (None, 1)
    return dy.String(
        nullable=nullable, primary_key=is_key, min_length=length, check=check, description=description
    )


class Register(dy.Schema):
    """``data/raw/documents.csv``: one row a document."""

    document = _text("id: file stem of the text and of the sheet", is_key=True)
    province = _text("name before 2025-07-01")
    kind = _text("plan or report", one_of=KINDS)
    number = _text("as printed", nullable=True)
    title = _text("at most 15 words")
    issued = _text("date, year-month or year, as far as printed", nullable=True)
    period = _text("what it plans or reports: `2021/2025`, `2023`, `2020-Q3`, `2023-01-01/2023-06-30`")
    sha256 = _text("of the text that was coded", nullable=True)
    address = _text("public page of the text; empty where none is known", nullable=True)
    notes = _text("for people", nullable=True)


class Statement(dy.Schema):
    """``data/raw/statements/<document>.csv``: one row a statement, as stated (``document`` is the file's name)."""

    document = _text("id of the document", is_key=True)
    statement = _text("id, unique in the document, stable", is_key=True)
    section = _text("where it stands: `I.3.b`, `PL.VI.5`, `footnote 1`")
    line = dy.Int64(nullable=False, min=1, description="line of the text where the evidence begins")
    evidence = _text("shortest phrase with the figures, verbatim")
    indicator = _text("what is measured, in the document's words")
    nature = _text("target or actual", one_of=NATURES)
    comparator = _text("the word as stated; empty for a plain figure", nullable=True)
    value = _text("as stated, `;` between the values of several levels", nullable=True)
    levels = _text("every level that the figure is said of, `;` between", nullable=True)
    ceiling = _text("where a yearly step stops", nullable=True)
    period = _text("as stated; empty where the document's own period holds", nullable=True)
    scope = _text("what narrows the base, as stated", nullable=True)
    part_of = _text(
        "id of the total that this count is a part of, `:label` where split in several ways", nullable=True
    )
    repeats = _text("id of the statement that this one repeats", nullable=True)
    note = _text("for people", nullable=True)


class Ratio(dy.Schema):
    """``data/raw/ratios.csv``: the rates that stated counts allow to compute."""

    document = _text("id of the document", nullable=True)
    metric = _text("id of the rate")
    scope = _text("base of the rate, in words of the catalogue", nullable=True)
    numerator = _text("statement ids, `+` between")
    denominator = _text("statement ids, `+` between")
    note = _text("for people", nullable=True)


class Doubt(dy.Schema):
    """``data/raw/doubts.csv``: what a careful reader doubts and no arithmetic finds."""

    document = _text("id of the document")
    statements = _text("ids, `;` between; empty where it touches no statement", nullable=True)
    line = dy.Int64(nullable=True, min=1, description="line of the text, where it touches no statement")
    kind = _text("contradiction, doubt or scan", one_of=DOUBT_KINDS)
    message = _text("what, and why it matters")


class Target(dy.Schema):
    """``data/processed/targets``: the long table, one row a figure or a direction."""

    province = _text("name before 2025-07-01")
    province_code = dy.String(
        nullable=False, regex=r"^\d{2}$", description="official code before 2025-07-01, text"
    )
    year = dy.Int64(
        nullable=False, description="year the figure holds for; of a deadline that year, of a range its last"
    )
    period = _text("`2024`, `2020-Q3`, `2020-09-14`, `2021/2025`", is_key=True)
    area = _text("area of the reform programme, from the metric", one_of=AREAS)
    metric = _text("id from `metrics.csv`", is_key=True)
    level = _text("province, district, commune; all: none named, or pooled", one_of=LEVELS, is_key=True)
    nature = _text("target or actual", one_of=NATURES, is_key=True)
    comparator = _text("`>=`, `>`, `<=`, `<`, `=`, increase, decrease", one_of=COMPARATORS, is_key=True)
    value = dy.Float64(nullable=True, description="null for a directional target")
    unit = _text("percent, percentage_point, count, index", one_of=UNITS)
    numerator = dy.Float64(nullable=True, description="where the document gives a fraction")
    denominator = dy.Float64(nullable=True, description="then value = 100 * numerator / denominator")
    basis = _text(
        "stated; computed (from counts); trajectory (start plus yearly steps)", one_of=BASES, is_key=True
    )
    scope = _text("id of the base; another scope is another measure", is_key=True)
    statement = _text("id; of a derived row its statements, `;` between")
    document = _text("id of the document", is_key=True)
    section = _text("of the first statement")
    line = dy.Int64(nullable=False, min=1, description="line of the text, of the first statement")
    evidence = _text("words of the document, of the first statement")
    mentions = dy.Int64(
        nullable=False, min=1, description="how often the document states it (its first statement)"
    )
    note = _text("from the statement, and what the harmonizer adds", nullable=True)

    @dy.rule()
    def value_unless_directional(cls) -> pl.Expr:  # noqa: N805, D102
        return cls.value.col.is_null() == cls.comparator.col.is_in(list(DIRECTIONS))

    @dy.rule()
    def share_between_0_and_100(cls) -> pl.Expr:  # noqa: N805, D102
        return (cls.unit.col != "percent") | cls.value.col.is_null() | cls.value.col.is_between(0, 100)

    @dy.rule()
    def fraction_gives_the_value(cls) -> pl.Expr:  # noqa: N805, D102
        share = 100 * cls.numerator.col / cls.denominator.col
        return cls.numerator.col.is_null() | ((share - cls.value.col).abs() < 1e-9)  # noqa: PLR2004


class Finding(dy.Schema):
    """``data/processed/findings.csv``: what the documents get wrong; reported, never repaired."""

    document = _text("id of the document")
    statements = _text("ids, `;` between", nullable=True)
    line = dy.Int64(nullable=True, description="line of the text")
    kind = _text("sum, share, contradiction, doubt, scan", one_of=FINDING_KINDS)
    stated = _text("figure as printed", nullable=True)
    recomputed = _text("the same, recomputed and rounded as printed", nullable=True)
    message = _text("what is wrong")


class Score(dy.Schema):
    """``data/raw/outcomes/<index>.csv``: the published scores of one index, a row a province, year, dimension."""

    province = _text("name before 2025-07-01")
    province_code = _text("official code before 2025-07-01")
    year = _text("year that the index is of")
    dimension = _text("`total`, or a dimension of the index")
    score = _text("decimal point")


class Press(dy.Schema):
    """``data/raw/outcomes/press.csv``: single results found in public pages; of the total of an index."""

    figure = _text("province; mean of provinces; national", one_of=FIGURES)
    province = _text("empty for a mean or a national figure", nullable=True)
    metric = _text("id of the index")
    year = _text("year that the index is of")
    value = _text("score, decimal point; empty where only the rank was found", nullable=True)
    rank = _text("rank among provinces, 1 the best", nullable=True)
    rank_of = _text("how many provinces were ranked", nullable=True)
    status = _text("stated in the source, or derived from a change that it states", one_of=PRESS_STATUSES)
    source = _text("address of the public page")


class Series(dy.Schema):
    """``data/raw/outcomes/series.csv``: the years of a dimension that may be read as one series."""

    metric = _text("id of the index")
    dimension = _text("`total`, or a dimension of the index")
    first = _text("first year")
    last = _text("last year")
    reason = _text("why a series begins here")
    whose_word = _text("who says so", one_of=WHOSE_WORDS)


class Source(dy.Schema):
    """``data/raw/outcomes/sources.csv``: where the scores of an index come from."""

    source = _text("id")
    metric = _text("id of the index")
    publisher = _text("whose scores they are")
    title = _text("what is published")
    address = _text("public page of the publisher")
    years = _text("first and last year taken from here, `2011-2024`")
    checked = _text("where the figures were taken from and how they were checked")
    licence = _text("what holds for using them")


class Outcome(dy.Schema):
    """``data/processed/outcomes``: published results of indices, a row a metric, dimension, province, year."""

    province = _text("name before 2025-07-01; null for a mean or a national figure", nullable=True)
    province_code = dy.String(nullable=True, regex=r"^\d{2}$", description="official code before 2025-07-01, text")
    year = dy.Int64(nullable=False, description="year that the index is of")
    figure = _text("province; mean of provinces; national", one_of=FIGURES)
    metric = _text("id of the index, from `metrics.csv`")
    dimension = _text("`total`, or a dimension of the index")
    score = dy.Float64(nullable=True, description="null where only a rank was found")
    scale = dy.Float64(nullable=False, description="what the score is out of")
    series = _text("years that may be read as one series with it, `2021-2024`; null: none known", nullable=True)
    rank = dy.Int64(nullable=True, min=1, description="rank among the provinces of that year, 1 the best")
    of = dy.Int64(nullable=True, min=1, description="how many provinces have a score that year")
    gap_to_leader = dy.Float64(nullable=True, description="score minus the best one; null for press figures")
    gap_to_median = dy.Float64(nullable=True, description="score minus the median; null for press figures")
    status = _text("published; stated or derived by the press", one_of=STATUSES)
    source = _text("id of `sources.csv`, or address of the page")

    @dy.rule()
    def score_within_its_scale(cls) -> pl.Expr:  # noqa: N805, D102
        return cls.score.col.is_null() | cls.score.col.is_between(0, cls.scale.col)

    @dy.rule()
    def score_or_rank(cls) -> pl.Expr:  # noqa: N805, D102
        return cls.score.col.is_not_null() | cls.rank.col.is_not_null()

    @dy.rule()
    def rank_within_those_ranked(cls) -> pl.Expr:  # noqa: N805, D102
        return cls.rank.col.is_null() | (cls.rank.col <= cls.of.col)

    @dy.rule()
    def province_where_the_figure_is_of_one(cls) -> pl.Expr:  # noqa: N805, D102
        return (cls.figure.col == "province") == cls.province.col.is_not_null()


KEY = ("document", "nature", "metric", "scope", "level", "period", "comparator", "basis")
"""Key of the long table and order of its rows."""

OUTCOME_ORDER = ("metric", "dimension", "year", "province", "figure")
"""Order of the table of results; with ``figure`` its key."""

OPTIONAL = {"documents.csv": ("address",), "ratios.csv": ("document", "note"), "doubts.csv": ("line",)}
"""Columns that a raw file may leave out."""


def columns(schema: type[dy.Schema]) -> list[str]:
    """Give the column names of a schema in their order.

    Examples
    --------
    >>> columns(Ratio)
    ['document', 'metric', 'scope', 'numerator', 'denominator', 'note']
    """
    return list(schema.columns())
