"""The Frictionless data package: table, documents and catalogue as CSV, described in datapackage.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import AREAS, metrics, scopes
from cchc_analysis.codebook import LICENCE, codebook, version
from cchc_analysis.export.sheets import meanings, source_title, sources, words
from cchc_analysis.schema import KEY, KINDS, UNITS

if TYPE_CHECKING:
    from cchc_analysis.choices import Lang

DESCRIPTOR = "datapackage.json"
_TYPES = {"text": "string", "int": "integer", "float": "number"}
_REFERENCES = {"document": "documents", "metric": "metrics", "scope": "scopes"}
_LOWEST = {"line": 1, "mentions": 1, "numerator": 0, "denominator": 0}


def data_package(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang = "en") -> dict[str, bytes]:
    """Give the files of the data package by name.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    lang : {"vi", "en"}
        Language of titles and descriptions.

    Returns
    -------
    dict of bytes by str
        ``datapackage.json`` and the CSV of each resource: ``targets`` with its documents, metrics and scopes, to
        which it points by foreign keys. Columns have their type, meaning, unit and closed vocabulary; an empty
        cell is missing, never zero. Each resource has its size and hash.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_targets
    >>> list(data_package(load_targets(), load_documents("data/raw")))
    ['targets.csv', 'documents.csv', 'metrics.csv', 'scopes.csv', 'datapackage.json']
    """
    own, register = words(lang), sources(targets, documents)
    tables = {
        "targets": (own["title"], targets, _targets_schema(lang)),
        "documents": (own["documents"], register, _documents_schema(register, lang)),
        "metrics": (own["metrics"], _metrics(), _metrics_schema()),
        "scopes": (own["scopes"], _scopes(), _schema({"scope": {}, "name_en": {}, "name_vi": {}}, "scope")),
    }
    files = {f"{name}.csv": frame.write_csv().encode() for name, (_, frame, _) in tables.items()}
    name, title, path = LICENCE
    descriptor = {
        "profile": "tabular-data-package",
        "name": "cchc-targets",
        "title": own["title"],
        "description": own["description"],
        "version": version(),
        "licenses": [{"name": name, "title": title, "path": path}],
        "sources": [{"title": source_title(row)} for row in register.iter_rows(named=True)],
        "resources": [
            _resource(name, title, files[f"{name}.csv"], schema) for name, (title, _, schema) in tables.items()
        ],
    }
    files[DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _resource(name: str, title: str, content: bytes, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _targets_schema(lang: Lang) -> dict[str, Any]:
    own, told = words(lang), meanings(lang)
    fields: dict[str, dict[str, Any]] = {}
    for column in codebook():
        constraints: dict[str, Any] = {} if column.may_be_missing else {"required": True}
        if column.values:
            constraints["enum"] = list(column.values)
        if column.name in _LOWEST:
            constraints["minimum"] = _LOWEST[column.name]
        if column.name == "province_code":
            constraints["pattern"] = "[0-9]{2}"
        unit = {"unit": own[f"counted_{column.name}"] or column.unit} if column.unit else {}
        fields[column.name] = {
            "type": _TYPES[column.kind],
            "title": own[f"column_{column.name}"],
            "description": told[column.name],
            **unit,
            "constraints": constraints,
        }
    references = [
        {"fields": name, "reference": {"resource": resource, "fields": name}}
        for name, resource in _REFERENCES.items()
    ]
    return _schema(fields, list(KEY)) | {"foreignKeys": references}


def _documents_schema(register: pl.DataFrame, lang: Lang) -> dict[str, Any]:
    own = words(lang)
    fields = {name: {"title": own[f"column_{name}"]} for name in register.columns}
    limits: dict[str, dict[str, Any]] = {
        "document": {"required": True, "unique": True},
        "province": {"required": True},
        "kind": {"enum": list(KINDS)},
        "sha256": {"pattern": "[0-9a-f]{64}"},
    }
    return _schema(
        {name: field | {"constraints": limits.get(name, {})} for name, field in fields.items()}, "document"
    )


def _metrics() -> pl.DataFrame:
    columns = ("metric", "area", "unit", "better", "name_en", "name_vi", "measures")
    rows = [tuple(getattr(metric, name) or None for name in columns) for metric in metrics().values()]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _metrics_schema() -> dict[str, Any]:
    enums = {"area": list(AREAS), "unit": list(UNITS)}
    fields = {
        name: {"constraints": {"required": True, "enum": enums[name]} if name in enums else {"required": True}}
        for name in _metrics().columns
    }
    return _schema(fields, "metric")


def _scopes() -> pl.DataFrame:
    rows = [(scope.scope, scope.name_en, scope.name_vi) for scope in scopes().values()]
    return pl.DataFrame(rows, schema=["scope", "name_en", "name_vi"], orient="row")


def _schema(fields: Mapping[str, Mapping[str, Any]], key: str | list[str]) -> dict[str, Any]:
    return {
        "fields": [{"name": name, "type": "string", **field} for name, field in fields.items()],
        "primaryKey": key,
        "missingValues": [""],
    }
