"""Writes docs/licences.md: every pinned package, its licence, what needs it; prints what each part weighs."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "licences.md"
ELSEWHERE = {"appnope": "BSD-2-Clause", "colorama": "BSD-3-Clause", "pywinpty": "MIT"}
"""Packages that only macOS or Windows installs, with their licences as their authors publish them."""

_SHORT = 60
_NAMED = re.compile(r"^(?:The )?(MIT|BSD|Apache|ISC|Mozilla)\b.*$", re.MULTILINE | re.IGNORECASE)
FREE = re.compile(
    r"MIT|BSD|Apache|\bISC\b|0BSD|MPL|Mozilla|PSF|Python Software Foundation|Zlib|CC0|Public.Domain|Artistic",
    re.IGNORECASE,
)
"""Words of the licences under which a package may be used here and passed on."""


def pinned() -> list[str]:
    """Name every package of the lock file."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)))


def licence(package: Distribution) -> str:
    """Give the licence as the package declares it: an expression, a name, its classifiers, or its licence file."""
    told = package.metadata.json
    if expression := told.get("license_expression"):
        return str(expression)
    name = str(told.get("license", "")).strip()
    classes = [each.rpartition(" :: ")[2] for each in told.get("classifier", []) if each.startswith("License")]
    named = [each for each in classes if each != "OSI Approved"]
    if named and (not FREE.search(name) or len(name) > _SHORT):
        return " or ".join(named)
    if name and len(name) <= _SHORT:
        return name
    for file in package.files or []:
        if "LICEN" in file.name.upper() and (first := _NAMED.search(file.read_text("utf-8"))):
            return first[0].strip()
    return "not declared"


def parts() -> dict[str, list[str]]:
    """Give what the library, each of its extras and each group asks for."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    own = project["project"]
    return {"library": own["dependencies"], **own["optional-dependencies"], **project["dependency-groups"]}


def needed(asked: list[str]) -> set[str]:
    """Give every package that some requirements bring along on this system."""
    found: set[str] = set()
    waiting = [Requirement(each) for each in asked]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found:
            continue
        try:
            brings = [Requirement(each) for each in distribution(name).requires or []]
        except PackageNotFoundError:
            continue
        found.add(name)
        extras = wanted.extras or {""}
        waiting += [
            each for each in brings if not each.marker or any(each.marker.evaluate({"extra": e}) for e in extras)
        ]
    return found


def megabytes(names: set[str]) -> float:
    """Give how much the files of some packages take."""
    paths = [Path(str(file.locate())) for name in names for file in distribution(name).files or []]
    return sum(path.stat().st_size for path in paths if path.is_file() and path.suffix != ".pyc") / 1e6


def table() -> dict[str, tuple[str, str]]:
    """Give licence and needing parts of every pinned package."""
    brought = {part: needed(asked) for part, asked in parts().items()}
    found = {}
    for name in pinned():
        if name in ELSEWHERE:
            found[name] = ELSEWHERE[name], "other systems"
            continue
        by = [part for part, names in brought.items() if name in names]
        found[name] = licence(distribution(name)), ", ".join(by)
    return found


def main() -> None:
    """Write the table; print the weights."""
    lines = [
        "# Licences of what the project stands on",
        "",
        "Written by `make licences` from what each package declares. None forbids use, change or passing on.",
        "",
        "| package | licence | needed by |",
        "|---|---|---|",
        *(f"| {name} | {own} | {by} |" for name, (own, by) in table().items()),
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("wrote", FILE.relative_to(ROOT))
    before: set[str] = set()
    for part, asked in parts().items():
        names = needed(asked)
        print(f"{part:12}{megabytes(names):7.0f} MB, {megabytes(names - before):5.0f} more than the library")
        before = before or names


if __name__ == "__main__":
    main()
