"""The documentation site builds without a warning, holds everything, and no link of it leads nowhere."""

import html
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest

import cchc_analysis as cchc
from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.cli import app
from cchc_analysis.schema import Target
from scripts import site
from tests.conftest import ROOT

GUIDES = [site.PAGES / "guide.md", site.PAGES / "guide_vi.md"]


class Page(HTMLParser):
    """Addresses that a page names, the anchors that it has, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.pictures: list[dict[str, str | None]] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.anchors |= {value for key, value in attrs if key in ("id", "name") and value}
        if tag == "html":
            self.language = named.get("lang") or ""
        if tag == "a" and named.get("href"):
            self.links.append(named["href"] or "")
        elif tag == "link" and named.get("rel") in ("stylesheet", "preload", "icon", "modulepreload"):
            self.loads.append(named.get("href") or "")
        elif tag in ("script", "img", "iframe", "source") and named.get("src"):
            self.loads.append(named["src"] or "")
        if tag == "img":
            self.pictures.append(named)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once; warnings stop the build."""
    out = tmp_path_factory.mktemp("docs") / "site"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions use what a later Sphinx will drop
        assert site.build(out) == 0
    return out


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, Page]:
    found = built.rglob("*.html")
    return {path: Page(path.read_text(encoding="utf-8")) for path in found if "_static" not in path.parts}


def text(built: Path, name: str) -> str:
    return (built / f"{name}.html").read_text(encoding="utf-8")


def test_the_site_builds_without_a_warning(built):
    assert (built / "index.html").is_file()
    assert list(built.parent.iterdir()) == [built]


def test_no_link_leads_nowhere(built, pages):
    broken = []
    assert sum(len(page.links) for page in pages.values()) > 500
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                broken.append(f"{path.relative_to(built)}: {link}")
            elif parts.fragment and target.suffix == ".html" and target in pages:
                anchors = pages[target].anchors
                if unquote(parts.fragment) not in anchors and parts.fragment not in ("", "top"):
                    broken.append(f"{path.relative_to(built)}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_a_network(built, pages):
    assert [
        load for page in pages.values() for load in page.loads if urlsplit(load).scheme in ("http", "https")
    ] == []
    for style in built.rglob("*.css"):
        assert not re.search(r"(url\(|@import )['\"]?https?:", style.read_text(encoding="utf-8")), style
    for path in pages:
        assert "mathjax" not in path.read_text(encoding="utf-8").lower()


def test_every_public_name_is_in_the_api(built):
    anchors = Page(text(built, "api")).anchors
    names = [f"cchc_analysis.{name}" for name in set(cchc.__all__) - {"__version__", "charts", "convergence"}]
    names += [f"cchc_analysis.charts.{name}" for name in cchc.charts.__all__]
    names += [f"cchc_analysis.convergence.{name}" for name in cchc.convergence.__all__]
    assert set(names) - anchors == set()


def test_every_column_metric_and_base_is_in_the_codebook(built):
    page = html.unescape(re.sub(r"<[^>]+>", "", text(built, "codebook")))
    for name in [*Target.columns, *metrics(), *scopes()]:
        assert name in page
    for metric in metrics().values():
        assert metric.name_vi in page


def test_every_notebook_and_figure_is_in_the_site(built, pages):
    for book in (ROOT / "notebooks").glob("*.ipynb"):
        assert (built / "notebooks" / f"{book.stem}.html").is_file()
    shown = {Path(picture["src"] or "").name for page in pages.values() for picture in page.pictures}
    assert {path.name for path in (ROOT / "figures").glob("*.png")} <= shown
    given = {Path(link).name for page in pages.values() for link in page.links}
    assert {path.name for path in (ROOT / "figures").glob("*.svg")} <= given
    for name in ("gallery", "gallery_vi"):
        assert all(picture.get("alt") for picture in pages[built / f"{name}.html"].pictures)


def test_what_is_written_once_is_shown_whole(built):
    names = ("methods", "coding", "trust", "evaluation", "benchmarks", "scale", "dependencies", "licences")
    for name in names:
        heads = re.findall(r"^## (.*)$", (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"), re.MULTILINE)
        page = html.unescape(re.sub(r"<[^>]+>", "", text(built, f"docs/{name}")))
        assert [head for head in heads if head.replace("`", "") not in page] == []


def test_formulas_are_mathml_with_their_sources(built):
    page = text(built, "docs/methods")
    assert page.count('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"') == 5
    assert "<msub><mover><mi>y</mi>" in page
    assert "<merror" not in page
    for source in ("Barro and Sala-i-Martin", "Boyle and McCarthy", "Heichel, Pape and Sommerer", "Eurostat"):
        assert source in page


def test_vietnamese_pages_say_so(pages):
    languages = {path.stem: page.language for path, page in pages.items()}
    assert languages["guide_vi"] == languages["gallery_vi"] == "vi"
    assert languages["guide"] == "en"


def test_the_pages_are_the_same_on_every_run(tmp_path):
    for name in ("a", "b"):
        site.gather(tmp_path / name)
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert {path.name for path in (ROOT / "figures").iterdir()} <= {file.name for file in files}
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_folder_with_something_else_is_not_overwritten(tmp_path):
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="name another folder"):
        site.build(tmp_path)
    assert (tmp_path / "letters.txt").is_file()


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_the_python_of_a_guide_runs(path, tmp_path):
    code = "\n".join(
        re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
    code = code.replace('savefig("', f'savefig("{tmp_path.as_posix()}/')
    told: dict[str, object] = {}
    exec(compile(code, path.name, "exec"), told)
    assert isinstance(told["targets"], pl.DataFrame)
    assert (tmp_path / "work_dossiers.svg").is_file()


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_the_commands_of_a_guide_exist(path):
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    named = set(re.findall(r"^(?:.*`)?cchc ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) > 6
    assert named - known == set()


def test_the_guides_are_in_step():
    def bones(path: Path) -> tuple[list[str], list[str], int, int]:
        words = path.read_text(encoding="utf-8")
        code = re.findall(r"^```(?:python|console)\n(.*?)^```", words, re.DOTALL | re.MULTILINE)
        plain = [re.sub(r"(?: +#.*|(?:, )?(?:lang=)?\"(?:en|vi)\"|--lang (?:en|vi))", "", block) for block in code]
        links = re.findall(r"\]\(((?:docs|notebooks)/[^)]*|codebook.md)\)", words)
        return plain, links, len(re.findall(r"^## ", words, re.MULTILINE)), words.count("\n| ")

    english, vietnamese = (bones(path) for path in GUIDES)
    assert english == vietnamese
