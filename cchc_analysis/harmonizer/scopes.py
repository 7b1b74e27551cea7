"""Reads the words that narrow the base of a figure into scope ids of the catalogue."""

from functools import lru_cache

from cchc_analysis.catalog import fold, scopes
from cchc_analysis.errors import nearest


@lru_cache(maxsize=1)
def _by_words() -> dict[str, str]:
    known = {scope: scope for scope in scopes()}
    return known | {fold(phrase): scope.scope for scope in scopes().values() for phrase in scope.phrases}


def read_scope(cell: str | None) -> str:
    """Read a scope cell, words of a document or an id; an empty one is ``standard``, the metric's own base.

    Examples
    --------
    >>> read_scope("đủ điều kiện"), read_scope(None)
    ('eligible', 'standard')
    >>> read_scope("trừ hồ sơ công việc thuộc phạm vi bí mật nhà nước")
    'standard'
    """
    if not cell:
        return "standard"
    scope = _by_words().get(fold(cell))
    if scope is None:
        raise ValueError(
            f"unknown base {cell!r}; add it to the catalogue's scopes, or {nearest(fold(cell), _by_words())}"
        )
    return scope
