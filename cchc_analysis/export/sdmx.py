"""SDMX 3.0: the table as SDMX-CSV 2.0 and its data structure, code lists and concepts as SDMX-JSON 2.0.

Each column of the table is one component, in `sdmx_structure.COMPONENTS`. Three values take a form of their own:

- TIME_PERIOD is the period in the forms of SDMX: a year, month, quarter or day as it is; a range as its first day
  and its length, ``2021/2025`` as ``2021-01-01/P5Y``, ``2020-01-01/2020-09-14`` as ``2020-01-01/P258D`` (both days
  counted). The attribute PERIOD keeps the period of the table, YEAR the year it counts for.
- REF_AREA is ``VN`` and the province's code, since its leading zero would not survive as a number; PROVINCE keeps
  the name, PROVINCE_CODE is not repeated.
- COMPARATOR has ids instead of signs: GE, GT, LE, LT, EQ, INCREASE, DECREASE.

A directional target has no OBS_VALUE: the measure is optional and its cell is empty. Codes have their names, and
concepts their descriptions, in both languages.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from cchc_analysis.codebook import version
from cchc_analysis.export.sdmx_structure import AGENCY, COMPARATOR_IDS, COMPONENTS, DATAFLOW, structure_json

if TYPE_CHECKING:
    from cchc_analysis.charts.theme import Lang


def sdmx_files(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang = "en") -> dict[str, bytes]:
    """Give the data file and the structure file by name.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    lang : {"vi", "en"}
        Language that a reader of one language sees; the other stands beside it.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_targets
    >>> list(sdmx_files(load_targets(), load_documents("data/raw")))
    ['data.csv', 'structure.json']
    """
    data = sdmx_data(targets).select(
        pl.lit("dataflow").alias("STRUCTURE"),
        pl.lit(f"{AGENCY}:{DATAFLOW}({version()})").alias("STRUCTURE_ID"),
        pl.lit("I").alias("ACTION"),
        pl.all(),
    )
    return {
        "data.csv": data.write_csv().encode(),
        "structure.json": structure_json(targets, documents, lang).encode(),
    }


def sdmx_data(targets: pl.DataFrame) -> pl.DataFrame:
    """Give the rows of the table with the components of the data structure as columns.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> rows = sdmx_data(load_targets().filter(province="Kon Tum", metric="e_dossier_rate", level="commune"))
    >>> rows.select("REF_AREA", "COMPARATOR", "TIME_PERIOD", "OBS_VALUE").row(0)
    ('VN62', 'EQ', '2023', 100.0)
    """
    periods = targets["period"].unique().to_list()
    forms = {
        "REF_AREA": pl.concat_str(pl.lit("VN"), "province_code"),
        "COMPARATOR": pl.col("comparator").replace_strict(COMPARATOR_IDS, return_dtype=pl.String),
        "TIME_PERIOD": pl.col("period").replace_strict(
            {period: time_period(period) for period in periods}, return_dtype=pl.String
        ),
    }
    return targets.select(forms.get(part.id, pl.col(part.column)).alias(part.id) for part in COMPONENTS)


def time_period(period: str) -> str:
    """Give a period of the table in the forms of SDMX.

    Examples
    --------
    >>> [time_period(each) for each in ("2024", "2020-Q3", "2020-06", "2020-09-14")]
    ['2024', '2020-Q3', '2020-06', '2020-09-14']
    >>> time_period("2021/2025"), time_period("2020-01-01/2020-09-14")
    ('2021-01-01/P5Y', '2020-01-01/P258D')
    """
    first, _, last = period.partition("/")
    if not last:
        return period
    if first.isdigit() and last.isdigit():
        return f"{first}-01-01/P{int(last) - int(first) + 1}Y"
    days = (date.fromisoformat(last) - date.fromisoformat(first)) // timedelta(days=1) + 1
    return f"{first}/P{days}D"
