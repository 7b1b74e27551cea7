"""The Frictionless data package: the tables, documents and catalogue as CSV, described in datapackage.json."""

import hashlib
import json
from collections.abc import Collection
from importlib import import_module
from typing import Any

import polars as pl

from cchc_analysis.catalog import scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.schema import Outcome, Register, Table, Target
from cchc_analysis.wording import cited, document

_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": _ADDRESS}
TITLE = "Targets and results of administrative reform (CCHC) in Vietnamese provinces"
DESCRIPTION = (
    "One row a figure or a direction, as stated in an official plan or report, with the line of the document; "
    "beside them published results of indices. Missing is not zero and not 'no target'. Figures of different "
    "years or of another scope do not rank provinces; scores compare over years only inside one series. Names "
    "and codes of units are those before 2025-07-01."
)
_TYPES = {"text": "string", "int": "integer", "float": "number"}


def data_package(
    targets: pl.DataFrame, documents: pl.DataFrame, outcomes: pl.DataFrame | None = None
) -> dict[str, bytes]:
    """Give the files of the data package by name: ``datapackage.json`` and the CSV of each resource."""
    register = cited(targets, documents).select(list(Register.columns))
    own = "area", "unit", "better", "name_en", "name_vi", "measures", "measures_vi", "scope_says", "scope_says_vi"
    catalogue = pl.DataFrame(read_table("metrics.csv")).select("metric", *own)
    bases = pl.DataFrame([*scopes().values()]).select("scope", "name_en", "name_vi")
    known = {name: {"enum": list(Target.columns[name].values)} for name in ("area", "unit")}
    must = {name: {"required": not name.startswith("scope_says")} for name in catalogue.columns}
    held_to = {name: {"constraints": held | known.get(name, {})} for name, held in must.items()}
    of_metrics = _schema(held_to, "metric")
    of_register = _of_schema(Register, {"document", "province"})
    of_bases = _schema({name: {} for name in bases.columns}, "scope")
    tables = {
        "targets": (TITLE, targets, _of_schema(Target) | _foreign("document", "metric", "scope")),
        "documents": ("Documents that the figures come from", register, of_register),
        "metrics": ("Metrics: two figures of one metric and scope are of one measure", catalogue, of_metrics),
        "scopes": ("Scopes: what narrows the base of a figure", bases, of_bases),
    }
    if outcomes is not None:
        schema = _of_schema(Outcome) | _foreign("metric")
        del schema["primaryKey"]  # a national figure has no province, and a key may not be missing
        tables["outcomes"] = ("Published results of indices, by province and year", outcomes, schema)
    files, resources = {}, []
    for name, (title, frame, schema) in tables.items():
        content = files[f"{name}.csv"] = frame.write_csv().encode()
        named = {"profile": "tabular-data-resource", "name": name, "path": f"{name}.csv", "title": title}
        held = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema}
        resources.append(named | {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"} | held)
    descriptor = {
        "profile": "tabular-data-package",
        "name": "cchc-targets",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": str(import_module("cchc_analysis").__version__),
        "licenses": [LICENCE],
        "sources": [{"title": document(row, "en")} for row in register.iter_rows(named=True)],
        "resources": resources,
    }
    files["datapackage.json"] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _of_schema(table: Table, required: Collection[str] | None = None) -> dict[str, Any]:
    """Describe the columns of a table as its schema declares them; ``required`` where not all need be known."""
    fields: dict[str, dict[str, Any]] = {}
    for column in table.columns.values():
        held = {
            "required": (not column.may_be_missing if required is None else column.name in required) or None,
            "enum": list(column.values) or None,
            "minimum": column.least,
            "pattern": column.form.strip("^$") or None,
        }
        constraints = {name: limit for name, limit in held.items() if limit is not None}
        told = {"type": _TYPES[column.kind], "description": column.meaning.replace("`", "")}
        told |= {"unit": column.unit} if column.unit else {}
        fields[column.name] = told | {"constraints": constraints}
    return _schema(fields, list(table.key))


def _foreign(*names: str) -> dict[str, Any]:
    keys = [{"fields": name, "reference": {"resource": f"{name}s", "fields": name}} for name in names]
    return {"foreignKeys": keys}


def _schema(fields: dict[str, dict[str, Any]], key: str | list[str]) -> dict[str, Any]:
    described = [{"name": name, "type": "string", **field} for name, field in fields.items()]
    return {"fields": described, "primaryKey": key, "missingValues": [""]}
