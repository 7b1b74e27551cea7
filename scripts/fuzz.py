"""Feeds readers, texts and files with what nobody writes, and keeps what a reader failed at.

    python -m scripts.fuzz --cases 1000000 --files 100000 [--seed 7] [--grow]

A reader may take a case, or refuse it in our words; anything else that it raises, and a case that takes longer
than `SLOW` seconds, is a failure: it is printed, and added to `tests/data/fuzz.jsonl`, which the tests replay.
Every case is made from the seed and its number, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import base64
import json
import multiprocessing
import os
import random
import re
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

import cchc_analysis
from cchc_analysis.catalog import comparators, cues, fold, levels, name_key, phrases, scopes
from cchc_analysis.days import last_day
from cchc_analysis.errors import DataError, Faults
from cchc_analysis.harmonizer.comparators import read_comparator, said_symbols
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.harmonizer.levels import pair_levels, read_levels
from cchc_analysis.harmonizer.periods import Frame, read_period
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.values import as_printed, holds_figure, read_ceiling, read_figures
from cchc_analysis.load.register import what_is_wrong
from cchc_analysis.load.sheets import SHORT, read_records, read_sheet
from cchc_analysis.read.errors import UnreadableError

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cchc_analysis"
CORPUS = ROOT / "tests" / "data" / "fuzz.jsonl"
SLOW = 20.0
"""Seconds from which a case counts as a hang: far above what the longest of them needs on a busy machine."""
LENGTHS = (500, 1000, 2000, 4000)
"""Pieces of a grown case."""
_WAYS = "search|match|fullmatch|finditer|findall|split|sub"


class Case(NamedTuple):
    """What is fed to which reader: text, or the bytes of a file."""

    reader: str
    content: str | bytes


def _period(cell: str) -> None:
    for frame in (Frame("plan", "2021/2025", None), Frame("report", "2020-Q3", "2020-09-14")):
        try:
            last_day(read_period(cell, frame, "target"))
        except ValueError as error:
            _ours(error)


def _value(cell: str) -> None:
    for figure in read_figures(cell):
        as_printed(figure.value, figure.printed)
        holds_figure(f"đạt {cell} hồ sơ", figure.printed)
    pair_levels(read_figures(cell), ["province", "district"], "target")


def _text(text: str) -> None:
    from cchc_analysis.extract import extract_statements

    for _ in extract_statements(text):
        pass


def _file(suffix: str) -> Callable[[bytes], None]:
    def read(raw: bytes) -> None:
        from cchc_analysis.read.reading import read_text

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"plan.{suffix}"
            path.write_bytes(raw)
            read_text(path).words.encode()

    return read


def _sheet(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_bytes(raw)
        for row in read_sheet(path, "sheet.csv", ["statement", "value", "note"], Faults()) or []:
            SHORT.fits(row.cells["note"] or "")


def _csv(text: str) -> None:
    import csv

    try:
        read_records(text)
    except csv.Error:
        return


@lru_cache(maxsize=1)
def expressions() -> tuple[Callable[[str], object], ...]:
    """Give every way in which the library calls an expression that one of its modules keeps by name."""
    ways: dict[re.Pattern[str], set[str]] = {}
    for each in walk_packages(cchc_analysis.__path__, "cchc_analysis."):
        if not each.name.endswith("__main__"):
            module = import_module(each.name)
            source = Path(module.__file__ or "").read_text(encoding="utf-8")
            for name, value in vars(module).items():
                if _is_of_text(value):
                    ways.setdefault(value, set()).update(re.findall(rf"\b{name}\.({_WAYS})\(", source))
    return tuple(_call(value, way) for value, called in ways.items() for way in sorted(called) or ["findall"])


def _is_of_text(value: object) -> bool:
    return isinstance(value, re.Pattern) and isinstance(value.pattern, str)


def _call(expression: re.Pattern[str], way: str) -> Callable[[str], object]:
    """Give a call that goes through the whole text wherever the library's would."""
    call: Callable[[str], object] = getattr(
        expression, way if way in ("search", "match", "fullmatch") else "findall"
    )
    return call


def _expressions(text: str) -> None:
    for call in expressions():
        call(text)


READERS: dict[str, Callable[[Any], object]] = {
    "value": _value,
    "ceiling": read_ceiling,
    "comparator": lambda cell: (said_symbols(cell), read_comparator(cell, True)),
    "levels": read_levels,
    "scope": read_scope,
    "period": _period,
    "indicator": lambda cell: recognize(cell, "percent"),
    "register": lambda cell: [what_is_wrong(name, cell) for name in ("period", "issued")],
    "name": lambda cell: (name_key(cell), fold(cell)),
    "csv": _csv,
    "expression": _expressions,
    "text": _text,
    "sheet": _sheet,
    **{suffix: _file(suffix) for suffix in ("txt", "html", "docx", "pdf")},
}
CELLS = tuple(list(READERS)[:10])
FILES = ("text", "text", "text", "text", "sheet", "sheet", "txt", "html", "html", "docx", "docx")


def _ours(error: Exception) -> None:
    """Let pass what a reader may raise: a refusal in our words."""
    if not isinstance(error, (DataError, UnreadableError)) and type(error) is not ValueError:
        raise error


def run(case: Case) -> str | None:
    """Feed a case to its reader; give what it raised that is not ours."""
    try:
        READERS[case.reader](case.content)
    except Exception as error:
        try:
            _ours(error)
        except Exception as other:
            return f"{type(other).__name__}: {other}"[:200]
    except BaseException as error:  # a panic is no Exception
        return f"{type(error).__name__}: {error}"[:200]
    return None


# --- what is made


@lru_cache(maxsize=1)
def _words() -> list[str]:
    known = [phrase for phrase, _ in phrases()]
    known += [*comparators(), *levels(), *(words for scope in scopes().values() for words in scope.phrases)]
    return known + [word for words in cues().values() for word in words]


_ODD = (
    *"%/;,.-–…_()[]<>|*:\n\t\r\0 \u00a0\u200b\ufeff\u202e\u0301\u0323đĐİßﬁ％½²٣௩𝟗'\"=@",
    *("%%", "../", "#REF!", "NaN", "inf", "1e9", "0x10", "phần trăm", "triệu", "tỷ", "nghìn", "90%", "21/22"),
    *("11.093", "2,5%", "30%;20%;15%", "01-Mar", "năm 2025", "2021-2025", "quý III", "28/01/2019", "12/KH-UBND"),
    *("tỉnh", "huyện", "xã", "từ", "trở lên", "đến", "và", "mỗi năm", "tăng", "giảm", "I.", "a)", "1.", "- "),
    *("| ", "(1)", "⁽¹⁾"),
)


def make_text(dice: random.Random, longest: int) -> str:
    """Make a text of words of the field, odd signs and numbers, some repeated, some cut."""
    pieces: list[str] = []
    for _ in range(dice.randint(1, longest)):
        match dice.choices(("word", "odd", "number", "letters"), (4, 4, 1, 1))[0]:
            case "word":
                piece = dice.choice(_words())
            case "odd":
                piece = dice.choice(_ODD)
            case "number":
                piece = str(dice.randrange(10 ** dice.randint(1, 25)))
            case _:
                piece = "".join(chr(dice.choice((dice.randrange(0x250), dice.randrange(0xD800)))) for _ in "abc")
        if not dice.randrange(12):
            piece *= dice.randint(2, 60)
        if not dice.randrange(5):
            piece = piece[: dice.randint(0, len(piece))]
        pieces.append(piece)
    return dice.choice(("", " ", " ", "; ")).join(pieces)


def _docx(dice: random.Random) -> bytes:
    tags = (
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "sym",
        "footnoteReference",
        "vMerge",
        "del",
        "instrText",
        "sdt",
        "br",
    )
    parts = []
    for _ in range(dice.randint(1, 30)):
        tag = dice.choice(tags)
        inside = make_text(dice, 4).translate({ord(sign): None for sign in "<>&\0"})
        parts.append(f'<w:{tag} w:char="{dice.randrange(0x12000):x}" w:id="1">{inside}</w:{tag}>')
    body = f'<w:document xmlns:w="w"><w:body><w:p><w:r>{"".join(parts)}</w:r></w:p></w:body></w:document>'
    file = BytesIO()
    pack = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(file, "w", pack) as archive:
        archive.writestr("word/document.xml", body.encode("utf-8", "replace"))
        archive.writestr("word/footnotes.xml", body.encode("utf-8", "replace"))
    return file.getvalue()


def _damaged(dice: random.Random, raw: bytes) -> bytes:
    """Change, cut or repeat some bytes of a file; leave every other file whole."""
    content = bytearray(raw)
    for _ in range(dice.choice((0, 0, 1, 1, 3, 20))):
        at = dice.randrange(len(content) + 1)
        match dice.randrange(4):
            case 0:
                content[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                content[at : at + dice.randint(1, 50)] = b""
            case 2:
                content[at:at] = content[at : at + dice.randint(1, 50)] * dice.randint(1, 20)
            case _:
                del content[at:]
    return bytes(content)


def make(seed: int, number: int, cells: int) -> Case:
    """Make a case: the first ``cells`` are cells, the others texts and files."""
    dice = random.Random(seed * 1_000_003 + number)
    if number < cells:
        return Case(dice.choice(CELLS), make_text(dice, 6))
    reader = dice.choice(FILES) if dice.randrange(200) else "pdf"
    text = make_text(dice, 40)
    if reader == "text":
        return Case(reader, text)
    raw = text.encode("utf-8", "replace")
    if reader == "html":
        tags = ("p", "div", "table", "td", "sup", "form", "main", "script", "br", "nav", "pre")
        raw = b"<html>" + b"".join(f"<{dice.choice(tags)}>{line}".encode() for line in text.split(" "))
    elif reader == "docx":
        raw = _docx(dice)
    elif reader == "sheet":
        raw = b"statement,value,note\n" + raw
    elif reader == "pdf":
        raw = (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]/Count 1>>endobj\n" + raw
        )
    return Case(reader, _damaged(dice, raw))


# --- what is grown


@lru_cache(maxsize=1)
def grown() -> tuple[Case, ...]:
    """Give every odd piece and some words of the field, repeated and nested, for every reader and expression."""
    cases = []
    pieces = [*_ODD, *_words()[::40], "____", "1.1", "(a", "từ 30% ", "số số số ", "| 1 ", "1, 2, ", ".. "]
    for piece in pieces:
        for length in LENGTHS:
            run_on = piece * length
            cases += [Case(reader, run_on) for reader in (*CELLS, "text")]
            cases += [Case("text", f"tỷ lệ hồ sơ công việc đạt {run_on} 90%"), Case("expression", run_on)]
            cases += [Case("expression", f"{start}{run_on}") for start in ("90% ", "từ ")]
    return tuple(cases)


# --- how it is run


Make = Callable[[int], Case]


def _work(made: Make, numbers: range, at: Synchronized[int], found: Any) -> None:
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    for number in numbers:
        at.value = number
        if wrong := run(made(number)):
            found.put((number, wrong))
    at.value = -1


def _batch(made: Make, numbers: range) -> Iterator[tuple[int, str]]:
    """Run cases in a process of their own; one that hangs is named, and the next one goes on behind it."""
    context = multiprocessing.get_context("fork")
    while numbers:
        at, found = context.Value("q", numbers.start), context.SimpleQueue()
        worker = context.Process(target=_work, args=(made, numbers, at, found))
        worker.start()
        last, since = -2, time.monotonic()
        while worker.is_alive():
            worker.join(0.2)
            while not found.empty():
                yield found.get()
            if at.value != last:
                last, since = at.value, time.monotonic()
            elif time.monotonic() - since > SLOW:
                worker.kill()
                worker.join()
        while not found.empty():
            yield found.get()
        if at.value < 0:
            return
        why = (
            f"takes longer than {SLOW:.0f} s"
            if worker.exitcode == -signal.SIGKILL
            else f"died ({worker.exitcode})"
        )
        yield at.value, why
        numbers = range(at.value + 1, numbers.stop)


def as_line(case: Case) -> str:
    """Write a case as a line of the corpus."""
    if isinstance(case.content, str):
        return json.dumps({"reader": case.reader, "text": case.content})
    return json.dumps({"reader": case.reader, "bytes": base64.b64encode(case.content).decode()})


def corpus() -> list[Case]:
    """Give every case that a reader failed at once."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [Case(row["reader"], row["text"] if "text" in row else base64.b64decode(row["bytes"])) for row in rows]


def _keep(case: Case) -> None:
    kept = CORPUS.read_text(encoding="utf-8").splitlines() if CORPUS.exists() else []
    CORPUS.write_text("".join(f"{line}\n" for line in dict.fromkeys([*kept, as_line(case)])), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description="Fuzz the readers of cells, texts and files.")
    options.add_argument("--cases", type=int, default=20_000, help="cells")
    options.add_argument("--files", type=int, default=2_000, help="texts and files")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--grow", action="store_true", help="grow every repeated piece instead")
    asked = options.parse_args()
    total = len(grown()) if asked.grow else asked.cases + asked.files

    def made(number: int) -> Case:
        return grown()[number] if asked.grow else make(asked.seed, number, asked.cases)

    began, wrong, size = time.monotonic(), 0, 20_000
    readers: Counter[str] = Counter()
    for first in range(0, total, size):
        numbers = range(first, min(first + size, total))
        for number, why in _batch(made, numbers):
            case, wrong = made(number), wrong + 1
            _keep(case)
            readers[f"{case.reader}: {why[:80]}"] += 1
            shown = f"{case.reader}, {len(case.content)} long, {case.content[:30]!r}"
            print(f"case {number} ({shown}): {why}", flush=True)
        print(f"{numbers.stop:,} of {total:,} cases, {wrong} failed, {time.monotonic() - began:.0f} s", flush=True)
    for what, times in readers.most_common():
        print(f"{times} x {what}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
