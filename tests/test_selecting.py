"""Selecting as people do: names however they are written, lists of what there is, tables without a path."""

import polars as pl
import pytest

import cchc_analysis as cchc
from cchc_analysis.catalog import name_key, provinces
from cchc_analysis.errors import DataError
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.selection import named_provinces, select
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "written",
    ["Kiên Giang", "kien giang", "KIÊN GIANG", "Tỉnh Kiên Giang", "tinh kien-giang", "91", "Kiên Giang\u200b"],
)
def test_a_province_is_found_however_it_is_written(written, targets):
    assert select(targets, {"province": written})["province"].unique().to_list() == ["Kiên Giang"]
    assert named_provinces([written], targets["province"]) == ["Kiên Giang"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("hue", "Thừa Thiên Huế"),
        ("TP. HCM", "Thành phố Hồ Chí Minh"),
        ("tp ho chi minh", "Thành phố Hồ Chí Minh"),
        ("dak lak", "Đắk Lắk"),
        ("Ba Ria – Vung Tau", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_aliases_and_dashes(written, name):
    assert named_provinces([written], provinces()) == [name]


def test_a_province_that_is_none_gets_the_nearest():
    with pytest.raises(DataError, match=r"no row has 'Kon Tom'; nearest: Kon Tum"):
        named_provinces(["Kon Tom"], provinces())


def test_every_province_is_found_by_name_key_and_code():
    for name, province in provinces().items():
        assert named_provinces([name, name_key(name), province.province_code], provinces()) == [name]


def test_all_unknown_names_come_together():
    with pytest.raises(DataError, match=r"'Kien Gian'; nearest: Kiên Giang(.|\n)*'Kon Tom'; nearest: Kon Tum"):
        named_provinces(["Kon Tom", "Kien Gian", "Gia Lai"], provinces())


def test_names_beside_the_ids(targets):
    named = cchc.load_targets(names="en")
    assert named.columns[-5:] == ["metric_name", "area_name", "level_name", "nature_name", "scope_name"]
    assert named.select(targets.columns).equals(targets)
    assert named.filter(metric="pci_index")["metric_name"][0] == "PCI"
    assert named.select(named.columns[-5:]).null_count().sum_horizontal().item() == 0


def test_what_there_is_to_compare(targets):
    listed = cchc.metrics()
    assert listed["metric"].is_unique().all()
    assert listed["figures"].sum() + listed["directions"].sum() == targets.height
    empty = cchc.metrics(targets.head(0))
    assert empty["metric"].equals(listed["metric"])
    assert set(empty.select("figures", "directions", "provinces").unique().rows()) == {(0, 0, 0)}
    said = {
        name: (figures, directions, provinces) for name, *_, figures, directions, provinces in listed.iter_rows()
    }
    for (name,), rows in targets.group_by("metric"):
        valued = rows.drop_nulls("value")
        assert said[name] == (valued.height, rows.height - valued.height, valued["province"].n_unique())
    with pytest.raises(DataError, match=r"targets, column value: the column is missing"):
        cchc.metrics(targets.drop("value"))


def test_tables_are_loaded_without_a_path(real, tmp_path):
    assert cchc.load_documents().equals(cchc.load_documents(ROOT / "data" / "raw"))
    assert cchc.load_statements().equals(cchc.load_statements(ROOT / "data" / "raw"))
    assert cchc.load_findings().equals(real.findings)
    with pytest.raises(DataError, match=r"findings.csv: the file is missing; run cchc build"):
        cchc.load_findings(tmp_path)
    (tmp_path / "findings.csv").write_text("document\nplan\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"not readable .*; run cchc build"):
        cchc.load_findings(tmp_path)


def test_a_province_that_the_table_does_not_hold_is_refused_with_those_it_does():
    rows = pl.DataFrame({"province": ["Kon Tum", "Đà Nẵng"], "year": [2023, 2023]})
    for name in ("Hà Nội", "ha noi", "01"):
        with pytest.raises(DataError, match=f"no row has '{name}'; nearest: "):
            select(rows, {"province": name})
        with pytest.raises(DataError, match=f"no row has '{name}'; nearest: "):
            named_provinces([name], rows["province"])
    with pytest.raises(DataError, match="no row has 'Kon Tom'; nearest: Kon Tum"):
        select(rows, {"province": "Kon Tom"})


def test_an_unknown_base_names_the_file_and_the_nearest():
    with pytest.raises(ValueError, match=r"scopes\.csv, or nearest: đủ điều kiện"):
        read_scope("đủ điều kiên")
