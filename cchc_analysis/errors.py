"""What is wrong with the data, in one line a fault, all faults of a run together."""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from errno import ENOSPC
from functools import partial

from cchc_analysis.rewriting import unmarked

SHOWN = 100
"""How many faults a message spells out before it only counts the rest."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that a person has to mend: where it stands, what it is, what to do."""

    file: str
    row: int  # as a spreadsheet numbers it (the header is row 1); 0 means the file as a whole
    column: str
    message: str
    hint: Callable[[], str] | None = field(default=None, compare=False)
    """What the message ends with, such as the nearest names; found only for a fault that is shown."""

    def __str__(self) -> str:
        """Word the fault as ``file, row 3, column value: what is wrong; what to do``."""
        row, column = f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""
        place = ", ".join(filter(None, (printable(self.file), row, column)))
        message = self.message + (self.hint() if self.hint else "")
        return f"{place}: {' '.join(message.split())}"


class DataError(ValueError):
    """Data that cannot be used as it is; ``faults`` lists every reason, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        lines = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            lines.append(f"... and {counted(len(self.faults) - SHOWN, 'more fault')}")
        super().__init__("\n".join(lines))


def refused(file: str, column: str, message: str) -> DataError:
    """Make the error of one fault that is of no single row."""
    return DataError([Fault(file, 0, column, message)])


refused_targets, refused_outcomes = (partial(refused, table) for table in ("targets", "outcomes"))


class Faults(list[Fault]):
    """The faults met so far; work goes on past a fault so that one run reports all of them."""

    def add(self, file: str, row: int, column: str, message: str, hint: Callable[[], str] | None = None) -> None:
        """Note one fault; ``hint`` gives the end of its message."""
        self.append(Fault(file, row, column, message, hint))

    def raise_if_any(self) -> None:
        """Raise `DataError` with everything noted, if anything was."""
        if self:
            raise DataError(self)


def as_os_error(error: BaseException) -> OSError | None:
    """Give the failure of the system behind what a library raised, such as a full disk; None of any other."""
    if isinstance(error, DataError):
        return None
    if (not isinstance(error, OSError) or error.errno is None) and (number := _SYSTEM.search(str(error))):
        code = int(number[1] or number[2])
        return OSError(code, os.strerror(code))
    return error if isinstance(error, OSError) else None


_SYSTEM = re.compile(r"\(os error ([0-9]{1,4})\)|\[Errno ([0-9]{1,4})\]")


def in_words(error: BaseException) -> str:
    """Say in one line, or one a fault, what is wrong and what to do, whatever was raised by whatever library."""
    if isinstance(error, DataError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not enough memory; narrow the rows with a filter, or give a smaller file"
    if failure := as_os_error(error):
        is_full = failure.errno == ENOSPC
        advice = "make room and run this again" if is_full else "check the path and its permissions"
        what = failure.strerror or " ".join(str(failure).split()) or "cannot be opened"
        return f"{printable(str(failure.filename or 'file'))}: {what}; {advice}"
    if isinstance(error, UnicodeError):
        return f"text that is no Unicode ({' '.join(str(error).split())}); write the cell or the file anew"
    said = " ".join(str(error).split())[:200]
    return f"cchc itself is at fault ({type(error).__name__}: {said}); please report it, with the command"


def printable(name: str) -> str:
    """Give the name of a file as one line that any terminal can print, what it cannot print escaped."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun, of one without ``s``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def nearest_names(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Give the known names nearest to an unknown one, the nearest first; the first few where none is near."""
    from rapidfuzz import fuzz, process

    names = sorted(set(known))
    plain = [unmarked(name.lower()) for name in names]
    found = process.extract(unmarked(word.lower()), plain, scorer=fuzz.WRatio, limit=count, score_cutoff=60)
    return [names[place] for *_, place in found] or names[:count]


def nearest(word: str, known: Iterable[str], count: int = 3) -> str:
    """Word the nearest known names for the end of a message."""
    names = nearest_names(word, known, count)
    return f"nearest: {', '.join(names)}" if names else "none is known"
