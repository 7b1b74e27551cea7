"""Words among which the commands and the functions of the library let choose; quick to import for the help."""

from typing import Literal

Lang = Literal["vi", "en"]

LANGUAGES: tuple[Lang, ...] = ("vi", "en")
"""Languages of charts, pages and exports."""

Format = Literal["csv", "parquet", "xlsx", "datapackage"]

FORMATS: tuple[Format, ...] = ("csv", "parquet", "xlsx", "datapackage")
"""Formats of an export, in the order in which they are written."""
