"""Words among which the commands and the functions of the library let choose; quick to import for the help."""

from typing import Literal, get_args

Lang = Literal["vi", "en"]

LANGUAGES: tuple[Lang, ...] = get_args(Lang)

Format = Literal["csv", "parquet", "xlsx", "datapackage"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""Formats of an export, in the order in which they are written."""
