"""Pages for readers outside the project, made from the long table."""

from cchc_analysis.export.brief import brief

__all__ = ["brief"]
