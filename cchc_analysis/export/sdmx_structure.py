"""The data structure of the table for SDMX: components, concepts and code lists, named in both languages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from cchc_analysis.catalog import metrics, provinces
from cchc_analysis.codebook import codebook, version
from cchc_analysis.export.sheets import meanings, names_of, source_title, sources, terms, words

if TYPE_CHECKING:
    from cchc_analysis.charts.theme import Lang

    Codes = list[tuple[str, str, str | None]]

AGENCY, DATAFLOW, STRUCTURE, CONCEPTS = "CCHC", "TARGETS", "DSD_TARGETS", "CS_TARGETS"
COMPARATOR_IDS = {
    ">=": "GE",
    ">": "GT",
    "<=": "LE",
    "<": "LT",
    "=": "EQ",
    "increase": "INCREASE",
    "decrease": "DECREASE",
}
"""Ids of the comparators: a code of SDMX has letters and digits."""

_DATED = datetime(2000, 1, 1, tzinfo=UTC)  # of every file, so that the same table gives the same bytes
_LANGUAGES: tuple[Lang, ...] = ("en", "vi")
_TYPES = {"text": "String", "int": "Integer", "float": "Double"}


class Component(NamedTuple):
    """A component of the data structure: its id, the column behind it, its role, and whether it has codes."""

    id: str
    column: str
    role: str
    coded: bool = False

    @property
    def word(self) -> str:
        """Key of the texts about it."""
        return "time_period" if self.id == "TIME_PERIOD" else self.column


COMPONENTS = (
    Component("REF_AREA", "province_code", "D", coded=True),
    Component("DOCUMENT", "document", "D", coded=True),
    Component("NATURE", "nature", "D", coded=True),
    Component("METRIC", "metric", "D", coded=True),
    Component("SCOPE", "scope", "D", coded=True),
    Component("LEVEL", "level", "D", coded=True),
    Component("COMPARATOR", "comparator", "D", coded=True),
    Component("BASIS", "basis", "D", coded=True),
    Component("TIME_PERIOD", "period", "D"),
    Component("OBS_VALUE", "value", "M"),
    Component("UNIT_MEASURE", "unit", "A", coded=True),
    Component("PROVINCE", "province", "A"),
    Component("YEAR", "year", "A"),
    Component("PERIOD", "period", "A"),
    Component("AREA", "area", "A", coded=True),
    Component("NUMERATOR", "numerator", "A"),
    Component("DENOMINATOR", "denominator", "A"),
    Component("STATEMENT", "statement", "A"),
    Component("SECTION", "section", "A"),
    Component("LINE", "line", "A"),
    Component("EVIDENCE", "evidence", "A"),
    Component("MENTIONS", "mentions", "A"),
    Component("OBS_COMMENT", "note", "A"),
)
"""Components in the order of the data file: dimensions, measure, attributes of the observation."""


def structure_json(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang = "en") -> str:
    """Give the structure message: an agency, code lists, concepts, the data structure and its dataflow.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table: its provinces and documents have codes.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    lang : {"vi", "en"}
        Language of ``name`` and ``description``; ``names`` and ``descriptions`` have both.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_targets
    >>> message = json.loads(structure_json(load_targets(), load_documents("data/raw")))
    >>> message["data"]["dataStructures"][0]["names"]["vi"]
    'Cấu trúc dữ liệu chỉ tiêu và kết quả cải cách hành chính'
    """
    written = {each: _message(targets, documents, each) for each in _LANGUAGES}
    return json.dumps(_in_both(written[lang], written["en"], written["vi"]), ensure_ascii=False, indent=1) + "\n"


def _message(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> Any:
    """Describe the structure in one language, as pysdmx writes it."""
    from pysdmx.io.json.sdmxjson2.writer.v2_0.structure import write
    from pysdmx.model import Organisation
    from pysdmx.model.message import Header

    header = Header(id="cchc-targets", prepared=_DATED, sender=Organisation(AGENCY))
    return json.loads(write(_artefacts(targets, documents, lang), header=header) or "{}")


def _in_both(node: Any, en: Any, vi: Any) -> Any:
    """Set both languages beside every name and description of a message, which pysdmx writes in one.

    Empty lists are left out: the schema of SDMX-JSON forbids them.
    """
    if isinstance(node, list):
        return [_in_both(*each) for each in zip(node, en, vi, strict=True)]
    if not isinstance(node, dict):
        return node
    made = {key: _in_both(each, en[key], vi[key]) for key, each in node.items() if each != []}
    for key in ("name", "description"):
        if key in node:
            made[f"{key}s"] = {"en": en[key], "vi": vi[key]}
    return made


def _artefacts(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> list[Any]:
    from pysdmx import model

    own = words(lang)
    told = meanings(lang) | {"time_period": own["meaning_time_period"]}
    kept: dict[str, Any] = {"agency": AGENCY, "version": version()}
    titles = {part.id: own[f"column_{part.word}"] for part in COMPONENTS}
    lists = [
        model.Codelist(
            f"CL_{part.id}",
            name=own["codes"].format(name=titles[part.id]),
            items=[
                model.Code(code, name=name, description=meaning)
                for code, name, meaning in _codes(part.column, targets, documents, lang)
            ],
            **kept,
        )
        for part in COMPONENTS
        if part.coded
    ]
    concepts = [model.Concept(part.id, name=titles[part.id], description=told[part.word]) for part in COMPONENTS]
    scheme = model.ConceptScheme(CONCEPTS, name=own["concepts"], items=concepts, **kept)
    structure = model.DataStructureDefinition(
        STRUCTURE,
        name=own["structure"],
        description=own["description"],
        components=model.Components([_component(part) for part in COMPONENTS]),
        **kept,
    )
    flow = model.Dataflow(DATAFLOW, name=own["title"], description=own["description"], structure=structure, **kept)
    agency = model.AgencyScheme(agency="SDMX", items=[model.Agency(AGENCY, name=own["agency"])])
    return [agency, *lists, scheme, structure, flow]


def _component(part: Component) -> Any:
    from pysdmx import model

    column = {each.name: each for each in codebook()}[part.column]
    kind = "ObservationalTimePeriod" if part.id == "TIME_PERIOD" else _TYPES[column.kind]
    urn = f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={AGENCY}:CL_{part.id}({version()})"
    return model.Component(
        part.id,
        required=not column.may_be_missing,
        role=model.Role(part.role),
        concept=model.ItemReference("Concept", AGENCY, CONCEPTS, version(), part.id),
        local_dtype=None if part.coded else model.DataType(kind),
        local_enum_ref=urn if part.coded else None,
        attachment_level="O" if part.role == "A" else None,
    )


def _codes(column: str, targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> Codes:
    """List the codes of a column: id, name, description."""
    if column == "province_code":
        return _provinces(targets, lang)
    if column == "document":
        rows = sources(targets, documents).iter_rows(named=True)
        return [(row["document"], source_title(row), row["notes"]) for row in rows]
    if column in ("metric", "scope"):
        measures = {key: metric.measures for key, metric in metrics().items()}
        return [(key, name, measures.get(key)) for key, name in names_of(column, lang).items()]
    ids = COMPARATOR_IDS if column == "comparator" else {}
    return [(ids.get(key, key), name, None) for key, name in terms(lang)[column].items()]


def _provinces(targets: pl.DataFrame, lang: Lang) -> Codes:
    """List the provinces of the catalogue and of the table, with what became of them."""
    own = words(lang)
    named = {each.province_code: (name, each.successor) for name, each in provinces().items()}
    added = targets.select("province_code", "province").unique().sort("province_code").rows()
    known = {code: (name, name) for code, name in added} | named
    return [
        (f"VN{code}", name, own["kept"] if name == successor else own["went_into"].format(successor=successor))
        for code, (name, successor) in sorted(known.items())
    ]
