"""Gathers the pages of the documentation site, from files, data and code, and lets Sphinx build it."""

import argparse
import inspect
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import cchc_analysis as cchc
from cchc_analysis import places
from cchc_analysis.catalog import AREAS, metrics, scopes
from cchc_analysis.charts.gallery import GALLERY
from cchc_analysis.compare import coverage, gaps, pace, spread
from cchc_analysis.schema import KEY, Outcome, Press, Register, Score, Series, Source, Statement, Target
from cchc_analysis.wording import term
from scripts import readme

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "site"
OUT = ROOT / "build" / "site"

GROUPS = {
    "Load and build": ("table", "load", "harmonizer", "errors"),
    "Compare": ("compare",),
    "Explore and write pages": ("export",),
    "Add a document": ("extract",),
}
"""Title of each group of public names, and the packages that they live in."""

FORMULAS: tuple[Callable[..., Any], ...] = (
    cchc.convergence.sigma,
    cchc.convergence.beta,
    cchc.convergence.gamma,
    cchc.convergence.delta,
    cchc.convergence.direction,
    cchc.convergence.leave_one_out,
    pace.pace,
    gaps.gaps,
    spread.level_spread,
    spread.province_spread,
    coverage.coverage,
)
"""Measures in the order in which the page of methods gives their formulas."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Word a table in Markdown."""
    lines = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(
        f"| {' | '.join(cells)} |" if cells else f"|{'---|' * len(head)}" for cells in [[*head], [], *lines]
    )


def codebook() -> str:
    """Describe the columns, the closed lists, the metrics, the bases and the sheets that people fill in."""
    closed = ("nature", "level", "comparator", "unit", "basis")
    lists = {name: Target.columns[name].values for name in closed}
    told = [
        "# Codebook",
        f"Key of the long table: {', '.join(KEY)}. Percentages are 0 to 100. Missing is null, never 0.",
        "## Columns of the long table",
        readme.codebook(),
        "## Columns of the table of results",
        f"Key: {', '.join(Outcome.key)}. A score that was not published has no row.",
        readme.outcomes(),
        "## Closed lists",
        table(
            ["column", "values"], [[f"`{name}`", ", ".join(f"`{one}`" for one in lists[name])] for name in lists]
        ),
        "## Metrics",
        f"{len(metrics())} metrics in {len(AREAS)} areas. A percentage is taken over the base named here, "
        "unless the row's `scope` says another.",
    ]
    for area in AREAS:
        own = [metric for metric in metrics().values() if metric.area == area]
        rows = [[f"`{one.metric}`", one.name_en, one.name_vi, one.unit, one.better, one.measures] for one in own]
        told += [f"### {term('area', area, 'en')} ({term('area', area, 'vi')})"]
        told += [table(["metric", "English", "Vietnamese", "unit", "better", "measured over"], rows)]
    bases = [[f"`{one.scope}`", one.name_en, one.name_vi] for one in scopes().values()]
    told += ["## Bases (scope)", table(["scope", "English", "Vietnamese"], bases)]
    told += ["## Sheets that people fill in", "How each cell is filled in: [coding](docs/coding.md)."]
    for schema in (Register, Statement, Score, Press, Series, Source):
        described = [[f"`{name}`", column.meaning] for name, column in schema.columns.items()]
        told += [f"### {schema.name}", schema.about, table(["column", "meaning"], described)]
    return "\n\n".join([*told, "## Documents", readme.sources()])


def gallery(lang: str) -> str:
    """Show every figure with its title and what to mind when reading it, as the figure itself says them."""
    heads = {
        "en": (
            "Gallery",
            "[Tiếng Việt](gallery_vi.md). Drawn by `cchc figures`; each file also as SVG.",
            "Source code",
        ),
        "vi": ("Các biểu đồ", "[English](gallery.md). Vẽ bằng `cchc figures`; mỗi hình có cả bản SVG.", "Hàm vẽ"),
    }
    title, lead, drawn_by = heads[lang]
    told = [f"# {title}", lead]
    for call in GALLERY:
        file = f"figures/{call.name}_{lang}"
        if not (path := places.project() / f"{file}.svg").is_file():
            continue  # these tables cannot fill it
        drawn = ET.parse(path)
        head, note = (
            drawn.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}") for name in ("title", "description")
        )
        told += [
            f"## {head}",
            f":::{{figure}} {file}.png\n:alt: {head}\n:::",
            note or "",
            f"{drawn_by}: {{py:func}}`cchc_analysis.charts.{call.chart.__name__}` · "
            f"{{download}}`SVG <{file}.svg>`",
        ]
    return "\n\n".join(told)


def api() -> str:
    """List every public name with its docstring, by what it is for."""
    told = ["# API", "`import cchc_analysis as cchc` gives all of these; each takes and gives polars or pandas."]
    homes: dict[str, list[str]] = {title: [] for title in [*GROUPS, "More"]}
    for name in sorted(set(cchc.__all__) - {"__version__", "charts", "convergence"}):
        home = getattr(cchc, name).__module__.split(".")[1]
        homes[next((title for title, own in GROUPS.items() if home in own), "More")].append(name)
    for title, names in homes.items():
        if names:
            told += [f"## {title}", directives((f"cchc_analysis.{name}", getattr(cchc, name)) for name in names)]
    for module, head in ((cchc.charts, "Charts"), (cchc.convergence, "Convergence")):
        path = module.__name__
        told += [
            f"## {head} (`{path.replace('cchc_analysis', 'cchc')}`)",
            (module.__doc__ or "").replace("``", "`"),
        ]
        told += [directives((f"{path}.{name}", getattr(module, name)) for name in module.__all__)]
    return "\n\n".join(told)


def directives(named: Iterable[tuple[str, Any]]) -> str:
    """Ask Sphinx to print docstrings."""
    lines = ["```{eval-rst}"]
    for path, each in named:
        is_error = inspect.isclass(each) and issubclass(each, Exception)
        kind = "exception" if is_error else "class" if inspect.isclass(each) else "function"
        lines += [f".. auto{kind}:: {path}", ""]
    return "\n".join([*lines, "```"])


def formulas() -> str:
    """Take the formula and the source of each measure from its docstring."""
    told = [
        "## Formulas and sources",
        "From the docstrings of the functions; errors and examples are in the [API](../api.md).",
    ]
    for measure in FORMULAS:
        text = inspect.getdoc(measure) or ""
        head = re.split(r"\n\n\w+\n---", text, maxsplit=1)[0]
        _, has_notes, notes = text.partition("\nNotes\n-----\n")
        notes = notes.partition("\nExamples\n--------\n")[0]
        told += [
            f"### {measure.__name__}",
            "\n".join(["```{eval-rst}", head, "", notes if has_notes else "", "```"]),
        ]
    return "\n\n".join(told)


def notebooks() -> str:
    """List the notebooks by the question that each asks."""
    told = ["# Notebooks", "Each asks one question, answers it from the table, and ends with what it cannot say."]
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    names = "\n".join(f"notebooks/{path.stem}" for path in paths)
    return "\n\n".join([*told, f"```{{toctree}}\n:maxdepth: 1\n\n{names}\n```"])


def gather(folder: Path) -> None:
    """Lay the pages of the site into a folder, at the places that links between files of the repository mean."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("figures", "notebooks"):
        kinds = ("*.png", "*.svg", "*.ipynb")
        copy([path for kind in kinds for path in (ROOT / name).glob(kind)], folder / name)
    copy((ROOT / "docs").glob("*.md"), folder / "docs")
    copy(PAGES.glob("*.md"), folder)
    methods = folder / "docs" / "methods.md"
    methods.write_text(f"{methods.read_text(encoding='utf-8')}\n{formulas()}\n", encoding="utf-8")
    made = {"codebook": codebook(), "api": api(), "notebooks": notebooks()}
    made |= {"gallery": gallery("en"), "gallery_vi": gallery("vi")}
    for name, text in made.items():
        (folder / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")


def copy(paths: Iterable[Path], folder: Path) -> None:
    """Copy files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(paths):
        shutil.copyfile(path, folder / path.name)


def build(out: Path) -> int:
    """Build the site; give the exit code of Sphinx. The site of before stays where a warning stops the build."""
    from sphinx.cmd.build import main as sphinx

    if out.exists() and any(out.iterdir()) and not (out / ".buildinfo").exists():
        raise SystemExit(f"{out}: holds something else than a site; name another folder")
    work = out.with_name(f"{out.name}-work")
    sources, trees, draft = (work / name for name in ("pages", "trees", "html"))
    gather(sources)
    shutil.rmtree(draft, ignore_errors=True)
    options = ["-q", "-E", "-W", "--keep-going", "-j", "auto", "-b", "html", "-c", str(PAGES), "-d", str(trees)]
    code = sphinx([*options, str(sources), str(draft)])
    if code == 0:
        shutil.rmtree(out, ignore_errors=True)
        draft.replace(out)
        shutil.rmtree(work)
    return code


def main() -> None:
    """Build the site and name its first page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    if code := build(out):
        sys.exit(code)
    print("wrote", (out / "index.html").relative_to(ROOT) if out.is_relative_to(ROOT) else out / "index.html")


if __name__ == "__main__":
    main()
