"""CSV, Parquet and data package, read back by the tools of their users; and the command that writes them."""

import os
import re
import shutil
import subprocess
import sys

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pytest

from cchc_analysis import charts, load_outcomes, load_targets, typeset
from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.choices import FORMATS
from cchc_analysis.errors import DataError
from cchc_analysis.export.formats import export, safe_to_open
from cchc_analysis.load.register import load_documents
from cchc_analysis.schema import KEY
from cchc_analysis.table import write_parquet
from tests.conftest import ROOT
from tests.plans import cchc

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def documents():
    return load_documents(ROOT / "data" / "raw")


@pytest.fixture(scope="module")
def results():
    """The results of one year: enough to see every column, few enough to be quick."""
    return load_outcomes().filter(year=2020)


@pytest.fixture(scope="module")
def project(targets, results, tmp_path_factory):
    """A project with the real table and these results."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw", ignore=shutil.ignore_patterns("documents"))
    (folder / "data" / "processed").mkdir()
    write_parquet(targets, folder / "data" / "processed" / "targets.parquet")
    write_parquet(results, folder / "data" / "processed" / "outcomes.parquet")
    return folder


@pytest.fixture(scope="module")
def exported(project, tmp_path_factory):
    """Every format of that project as the command writes it in two environments: the folder, and what it printed."""
    found = []
    for seed, locale in (("0", "C"), ("7", "tr_TR.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "POLARS_MAX_THREADS": str(int(seed) + 1)}
        folder = tmp_path_factory.mktemp("exports")
        code, printed, told = cchc("export", "--out", folder, env=env, cwd=project)
        assert (code, told) == (0, [])
        found.append((folder, printed.splitlines()))
    return found


@pytest.fixture(scope="module")
def out(exported):
    """A folder with every format of the real table."""
    return exported[0][0]


def same(read, targets):
    """Tell whether a frame holds the table itself, nulls where the table has nulls."""
    return read.select(targets.columns).cast(dict(targets.schema)).equals(targets)


# CSV and Parquet


def test_csv_is_utf8_and_pandas_and_duckdb_read_it_back(out, targets):
    path = out / "targets.csv"
    assert path.read_bytes().startswith(b"province,")
    typed = {"province_code": str, "period": str}
    # without round_trip some versions of pandas read the last digit of a float wrong
    with_pandas = pd.read_csv(
        path, dtype=typed, keep_default_na=False, na_values=[""], float_precision="round_trip"
    )
    assert same(pl.from_pandas(with_pandas), targets)
    assert same(duckdb.sql(f"from read_csv('{path}', all_varchar=true)").pl(), targets)


def test_a_byte_order_mark_by_option(targets, documents, tmp_path, out):
    export(targets, documents, ["csv"], tmp_path, bom=True)
    content = (tmp_path / "targets.csv").read_bytes()
    assert content == b"\xef\xbb\xbf" + (out / "targets.csv").read_bytes()
    assert pd.read_csv(tmp_path / "targets.csv").columns[0] == "province"


def test_duckdb_reads_the_parquet_in_one_line(out, targets):
    assert same(duckdb.sql(f"from '{out}/targets.parquet'").pl(), targets)


# data package


def test_frictionless_accepts_the_data_package_and_reads_it_back(targets, results, out):
    report = frictionless.validate(str(out / "datapackage" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == ["targets", "documents", "metrics", "scopes", "outcomes"]
    package = frictionless.Package(str(out / "datapackage" / "datapackage.json"))
    outcomes = package.get_resource("outcomes")
    assert len(outcomes.read_rows()) == results.height
    assert all(field.description for field in outcomes.schema.fields)
    rows = [row.to_dict() for row in package.get_resource("targets").read_rows()]
    assert pl.DataFrame(rows, schema=targets.schema, strict=False).equals(targets)


def test_the_package_names_key_enums_units_sources_and_licence(out, targets, documents):
    package = frictionless.Package(str(out / "datapackage" / "datapackage.json"))
    assert [each["name"] for each in package.licenses] == ["CC-BY-4.0"]
    assert len(package.sources) == documents.height
    assert "39/KH-UBND" in " ".join(each["title"] for each in package.sources)
    schema = package.get_resource("targets").schema
    assert schema.primary_key == list(KEY)
    assert schema.missing_values == [""]
    assert schema.get_field("comparator").constraints["enum"] == [
        ">=",
        ">",
        "<=",
        "<",
        "=",
        "increase",
        "decrease",
    ]
    assert {field.name for field in schema.fields if field.required} == {
        name for name in targets.columns if name not in ("value", "numerator", "denominator", "note")
    }
    assert schema.get_field("value").custom["unit"].startswith("as in the column unit")
    assert [each["reference"]["resource"] for each in schema.foreign_keys] == ["documents", "metrics", "scopes"]
    assert len(package.get_resource("metrics").read_rows()) == len(metrics())
    assert len(package.get_resource("scopes").read_rows()) == len(scopes())


def test_frictionless_finds_what_the_schema_forbids(out, tmp_path):
    slips = {
        (",target,", ",aim,"): ("nature", "constraint-error"),
        (",percent,", ",procent,"): ("unit", "constraint-error"),
        (",e_dossier_rate,", ",e_dosier_rate,"): (None, "foreign-key"),
        (",95.0,", ",ninety,"): ("value", "type-error"),
    }
    shutil.copytree(out / "datapackage", tmp_path / "broken")
    path = tmp_path / "broken" / "targets.csv"
    broken = path.read_text(encoding="utf-8")
    for stated, instead in slips:
        broken = broken.replace(stated, instead, 1)
    path.write_text(broken, encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "broken" / "datapackage.json"))
    other_file = {(None, "hash-count"), (None, "byte-count")}
    assert {tuple(found) for found in report.flatten(["fieldName", "type"])} == set(slips.values()) | other_file


# the command


def test_the_command_prints_what_it_wrote_and_is_the_same_everywhere(exported):
    outputs = []
    for folder, printed in exported:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        assert sorted(line.removeprefix("wrote ") for line in printed[:-1]) == list(map(str, files))
        assert printed[-1] == "226 rows in 4 formats"
        outputs.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 12


def test_only_the_formats_asked_for(tmp_path):
    code, printed, _ = cchc("export", "--format", "csv", "--bom", "--out", tmp_path)
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outcomes.csv", "targets.csv"]
    assert printed.splitlines()[-1] == "226 rows in 1 format"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "csv,ods"], "'ods' is none of csv, parquet, xlsx, datapackage"),
        (["--format", ""], "is none of csv, parquet"),
        (["--lang", "fr"], "'fr' is none of vi, en"),
    ],
)
def test_an_unknown_format_or_language_is_a_usage_error(tmp_path, words, says):
    code, printed, told = cchc("export", *words, "--out", tmp_path / "out")
    assert (code, printed) == (2, "")
    assert says in told[-1]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("mine")
    code, printed, told = cchc("export", "--out", tmp_path / "file")
    assert (code, printed, len(told)) == (1, "", 1)
    assert "file" in told[0]
    assert (tmp_path / "file").read_text() == "mine"


def test_all_formats_or_none(targets, documents, tmp_path):
    (tmp_path / "datapackage").write_text("a file where a folder should be")
    (tmp_path / "targets.csv").write_text("old")
    with pytest.raises(OSError, match="datapackage"):
        export(targets, documents, FORMATS, tmp_path, ["en"])
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"datapackage", "targets.csv"}
    assert (tmp_path / "targets.csv").read_text() == "old"


def test_a_table_of_another_version(targets, tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "raw" / "documents.csv", tmp_path / "data" / "raw")
    folder = tmp_path / "data" / "processed"
    folder.mkdir()
    targets.drop("basis").write_parquet(folder / "targets.parquet")
    code, printed, told = cchc("export", cwd=tmp_path)
    assert (code, printed) == (1, "")
    assert told == ["data/processed/targets.parquet: columns of another version; run cchc build"]
    targets.with_columns(pl.col("value").cast(pl.String)).write_parquet(folder / "targets.parquet")
    code, printed, told = cchc("export", cwd=tmp_path)
    assert (code, printed) == (1, "")
    assert told == ["data/processed/targets.parquet, column value: type String of another version; run cchc build"]
    assert not (tmp_path / "exports").exists()


@pytest.mark.parametrize(
    ("column", "word", "says"),
    [
        ("metric", "e_dosier_rate", "targets, column metric: unknown 'e_dosier_rate'; nearest: e_dossier_rate"),
        ("scope", "eligble", "targets, column scope: unknown 'eligble'; nearest: eligible"),
        (
            "level",
            "hamlet",
            "targets, column level: unknown 'hamlet'; known are province, district, commune, all; run cchc build",
        ),
    ],
)
def test_words_that_no_vocabulary_has(targets, documents, tmp_path, column, word, says):
    other = targets.with_columns(pl.lit(word).alias(column))
    with pytest.raises(DataError, match=re.escape(says)):
        export(other, documents, FORMATS, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_pandas_and_an_unregistered_document(targets, documents, tmp_path):
    export(targets.to_pandas(), documents.head(1).to_pandas(), FORMATS, tmp_path, ["en"])
    assert frictionless.validate(str(tmp_path / "datapackage" / "datapackage.json")).valid
    assert same(duckdb.sql(f"from '{tmp_path}/targets.parquet'").pl(), targets)


def test_results_of_an_earlier_export_do_not_stay_beside_tables_without_them(
    targets, documents, results, tmp_path
):
    names = ["datapackage/outcomes.csv", "outcomes.csv", "outcomes.parquet"]
    export(targets, documents, ["csv", "parquet", "datapackage"], tmp_path, outcomes=results)
    assert all((tmp_path / name).is_file() for name in names)
    export(targets, documents, ["csv", "datapackage"], tmp_path)
    assert [name for name in names if (tmp_path / name).exists()] == ["outcomes.parquet"]
    export(targets, documents, ["parquet"], tmp_path)
    assert not (tmp_path / "outcomes.parquet").exists()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["export", "--format", "csv,xlsx,datapackage"], "exports/datapackage/documents.csv"),
        (["brief", "Kon Tum"], "briefs/kon-tum_vi.html"),
        (["explorer"], "explorer.html"),
    ],
)
def test_a_folder_that_holds_only_the_table_names_documents_by_their_ids(targets, tmp_path, words, names):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    targets.filter(province="Kon Tum").write_parquet(tmp_path / "data" / "processed" / "targets.parquet")
    code, _, told = cchc(*words, cwd=tmp_path)
    assert (code, told) == (0, [])
    assert "kon-tum-2023-kh-ubnd" in (tmp_path / names).read_text(encoding="utf-8")


def test_charts_of_a_table_alone_name_documents_by_their_ids(targets, tmp_path, monkeypatch):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    targets.write_parquet(tmp_path / "data" / "processed" / "targets.parquet")
    monkeypatch.chdir(tmp_path)
    assert "kon-tum-2023-kh-ubnd" in typeset(load_targets().filter(province="Kon Tum")).as_raw_html()
    drawn = charts.measure(load_targets(), "e_dossier_rate", provinces=["Kon Tum"])
    assert any("kon-tum-2023-kh-ubnd" in text.get_text() for text in drawn.texts)
    with pytest.raises(DataError, match=r"data/raw: the folder is missing; name it with --raw"):
        load_documents()


def test_heavy_packages_stay_out_of_the_help():
    code = "import sys, cchc_analysis.cli; print({'xlsxwriter', 'polars'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "set()\n"


def test_an_apostrophe_stands_before_a_formula_and_not_before_a_sign_alone():
    assert safe_to_open(pl.DataFrame({"note": ["=1+1", "=", "a-b"]}))["note"].to_list() == ["'=1+1", "=", "a-b"]
