"""The templates of the pages, and the texts that stand on them and on the sheets."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from cchc_analysis.catalog import labels
from cchc_analysis.catalog.files import read_table
from cchc_analysis.choices import Lang
from cchc_analysis.wording import SIGNS, filled, legend
from cchc_analysis.writing import write_whole

FOLDER = Path(__file__).parent


@lru_cache
def texts(of: str, lang: Lang) -> dict[str, str]:
    """Give the texts of an export by key, the words of the field among them."""
    words = labels(lang)
    heads = {key.removeprefix("column_"): text for key, text in words.items() if key.startswith("column_")}
    own, meant = read_table(f"{of}_labels.csv", FOLDER), legend(SIGNS, lang)
    said = {row["key"]: row[lang] for row in own if row[lang]}  # else as the catalogue has it
    said |= {f"about_{row['key']}": row[f"about_{lang}"] for row in own if row.get(f"about_{lang}")}
    return heads | words | {key: text.replace("{signs}", meant) for key, text in said.items()}


def say(of: str, key: str, lang: Lang, /, **parts: object) -> str:
    """Give a text of an export by its key, with its parts `filled` in."""
    return filled(texts(of, lang)[key], parts)


def rendered(of: str, lang: Lang, values: dict[str, Any]) -> str:
    """Fill in the template of a page with its texts; what is put in stays text, a missing value is an error."""
    told = {"lang": lang, "words": texts(of, lang), "say": lambda key, **parts: say(of, key, lang, **parts)}
    return str(_template(of).render(told | values))


@lru_cache
def _template(of: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    files, strict = FileSystemLoader(FOLDER), StrictUndefined
    pages = Environment(loader=files, undefined=strict, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "allow_nan": False, "separators": (",", ":")}
    return pages.get_template(f"{of}.html.j2")


def write_page(path: Path, page: str) -> Path:
    """Write a page, whole or not at all."""
    return write_whole({path: lambda draft: draft.write_text(page, encoding="utf-8", newline="\n")})[0]
