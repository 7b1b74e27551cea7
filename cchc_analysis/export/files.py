"""Writes pages about provinces, each whole, under names that any system can keep."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from cchc_analysis.export.brief import brief
from cchc_analysis.selection import select
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    from cchc_analysis.choices import Lang


def file_name(province: str, lang: str) -> str:
    """Name the brief of a province in plain letters.

    Examples
    --------
    >>> file_name("Đắk Lắk", "vi")
    'dak-lak_vi.html'
    """
    plain = unicodedata.normalize("NFD", province.lower().replace("đ", "d"))
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if letter.isascii())
    return f"{'-'.join(letters.split())}_{lang}.html"


def write_briefs(
    targets: pl.DataFrame, provinces: Sequence[str], languages: Sequence[Lang], out: Path
) -> Iterator[Path]:
    """Write the brief of each province in each language; give each file as soon as it is written.

    ``out`` is a folder, or the file itself where it ends in ``.html``.
    """
    for named in provinces:
        province = select(targets, {"province": named})["province"][0]
        for lang in languages:
            page = brief(targets, province, lang)
            path = out if out.suffix == ".html" else out / file_name(province, lang)
            yield from write_whole({path: partial(_write, page)})


def _write(page: str, path: Path) -> None:
    path.write_text(page, encoding="utf-8", newline="\n")
