"""Targets and results of administrative reform (cải cách hành chính) in Vietnamese provinces, as one long table.

    import cchc_analysis as cchc
    targets = cchc.load_targets()

Names are imported when first used, so that ``import cchc_analysis`` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_analysis import charts as charts
    from cchc_analysis import convergence as convergence
    from cchc_analysis.compare.converge import converge as converge
    from cchc_analysis.compare.coverage import coverage as coverage
    from cchc_analysis.compare.coverage import metrics as metrics
    from cchc_analysis.compare.follow_up import follow_up as follow_up
    from cchc_analysis.compare.gaps import gaps as gaps
    from cchc_analysis.compare.pace import pace as pace
    from cchc_analysis.compare.spread import level_spread as level_spread
    from cchc_analysis.compare.spread import province_spread as province_spread
    from cchc_analysis.errors import DataError as DataError
    from cchc_analysis.export.brief import brief as brief
    from cchc_analysis.export.explorer import explore as explore
    from cchc_analysis.export.typeset import typeset as typeset
    from cchc_analysis.extract import extract_statements as extract_statements
    from cchc_analysis.extract.files import add_document as add_document
    from cchc_analysis.harmonizer import harmonize as harmonize
    from cchc_analysis.load.register import load_documents as load_documents
    from cchc_analysis.load.statements import load_statements as load_statements
    from cchc_analysis.table import build as build
    from cchc_analysis.table import load_findings as load_findings
    from cchc_analysis.table import load_outcomes as load_outcomes
    from cchc_analysis.table import load_targets as load_targets

__version__ = "0.1.0"

_NAMES = {
    "compare.converge": ["converge"],
    "compare.coverage": ["coverage", "metrics"],
    "compare.follow_up": ["follow_up"],
    "compare.gaps": ["gaps"],
    "compare.pace": ["pace"],
    "compare.spread": ["level_spread", "province_spread"],
    "errors": ["DataError"],
    "export.brief": ["brief"],
    "export.explorer": ["explore"],
    "export.typeset": ["typeset"],
    "extract": ["extract_statements"],
    "extract.files": ["add_document"],
    "harmonizer": ["harmonize"],
    "load.register": ["load_documents"],
    "load.statements": ["load_statements"],
    "table": ["build", "load_findings", "load_outcomes", "load_targets"],
}
_HOMES = {name: f"cchc_analysis.{module}" for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", "charts", "convergence", *_HOMES]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in ("charts", "convergence"):
        return import_module(f"cchc_analysis.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
