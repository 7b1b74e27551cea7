"""Whatever is raised, by whatever library, ends in one line and exit code 1, 2 or 130, with nothing half-written."""

import gc
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from cchc_analysis import load_targets
from cchc_analysis.errors import DataError, in_words, nearest_names, printable
from cchc_analysis.load import sheets
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.reading import read_file
from tests.conftest import ROOT
from tests.plans import cchc

PLAIN = {"value": "90%"}


def faults(raw):
    with pytest.raises(DataError) as error:
        raw.build()
    return str(error.value).splitlines()


def docx(body, pack=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", pack) as archive:
        archive.writestr("word/document.xml", f"<body><p><r>{body}</r></p></body>")
    return file.getvalue()


@pytest.mark.parametrize("special", ["/dev/zero", "pipe"])
def test_a_sheet_is_a_regular_file(raw, special):
    path = raw.document("plan", PLAIN)
    path.unlink()
    os.mkfifo(path) if special == "pipe" else path.symlink_to(special)
    assert faults(raw) == [
        "statements/plan.csv: cannot be opened (not a regular file); check the path and its permissions"
    ]


def test_a_sheet_has_a_largest_size(raw, monkeypatch):
    raw.document("plan", PLAIN)
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    assert all("larger than 0 MB" in line for line in faults(raw))


@pytest.mark.parametrize("pack", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_part_that_word_never_packs_so_is_refused(tmp_path, pack):
    """Damaged LZMA and BZIP2 raise errors of their own, and a huge dictionary fills the memory."""
    (tmp_path / "plan.docx").write_bytes(docx("<t>Kế hoạch</t>", pack))
    with pytest.raises(UnreadableError, match="packed as no document is"):
        read_file(tmp_path / "plan.docx")


def test_half_a_sign_becomes_one_that_can_be_written(tmp_path):
    (tmp_path / "plan.docx").write_bytes(docx('<t>Kế hoạch </t><sym char="D83D"/>'))
    assert read_file(tmp_path / "plan.docx")[0] == "Kế hoạch \ufffd"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_page_of_a_mark_only_holds_no_text(tmp_path, mark):
    (tmp_path / "plan.html").write_bytes(mark)
    with pytest.raises(UnreadableError, match="the file holds no text"):
        read_file(tmp_path / "plan.html")


@pytest.mark.parametrize(
    ("raised", "says"),
    [(KeyError("xref"), r"the file is damaged \(KeyError: 'xref'\); get or save it again"),
     (MemoryError(), "takes more memory than there is"), (RecursionError(), "takes more memory than there is")],
)  # fmt: skip
def test_what_a_reader_raises_becomes_ours(tmp_path, monkeypatch, raised, says):
    def reader(_):
        raise raised

    monkeypatch.setitem(sys.modules["cchc_analysis.read.reading"]._READERS, ".txt", reader)
    (tmp_path / "plan.txt").write_text("Kế hoạch", encoding="utf-8")
    with pytest.raises(UnreadableError, match=says):
        read_file(tmp_path / "plan.txt")


@pytest.mark.parametrize("damage", ["cut", "zeros", "page", "folder", "pipe"])
def test_a_damaged_table_is_refused_in_one_line(targets, tmp_path, damage, capfd):
    """A damaged page of the file makes its reader panic, which is no `Exception`, and print a page of its own."""
    path = tmp_path / "targets.parquet"
    targets.write_parquet(path, compression="uncompressed", statistics=False)
    whole = path.read_bytes()
    if damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "zeros":
        path.write_bytes(bytes(len(whole)))
    elif damage == "page":
        path.write_bytes(whole[:100] + bytes(20) + whole[120:])
    else:
        path.unlink()
        os.mkfifo(path) if damage == "pipe" else path.mkdir()
    with pytest.raises(DataError) as error:
        load_targets(folder=tmp_path)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).endswith("run cchc build")
    assert capfd.readouterr() == ("", "")


def test_a_panic_is_worded_too(tmp_path, monkeypatch):
    import polars as pl

    def panic(_):
        raise pl.exceptions.PanicException("called `Result::unwrap()` on an `Err` value\n left: 1")

    (tmp_path / "targets.parquet").write_bytes(b"")
    monkeypatch.setattr(pl, "read_parquet", panic)
    with pytest.raises(DataError, match=r"not readable \(called `Result::unwrap\(\)` on an `Err` value left: 1\)"):
        load_targets(folder=tmp_path)


@pytest.mark.parametrize(
    ("raised", "says"),
    [(DataError([]), ""), (MemoryError(), "not enough memory; "), (OSError(28, "No space left", "a.csv"), "a.csv: No space"),
     (ValueError("zip: [Errno 28] No space left on device"), "file: No space left on device; make room"),
     (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), "text that is no Unicode ("),
     (ZeroDivisionError("of ours"), "cchc itself is at fault (ZeroDivisionError: of ours); please report it")],
)  # fmt: skip
def test_every_error_has_its_words(raised, says):
    assert in_words(raised).startswith(says)
    assert "\n" not in in_words(raised)


@pytest.mark.parametrize("words", [["--help"], ["coverage", "--format", "csv"]])
def test_a_full_disk_behind_standard_output(words):
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "cchc_analysis", *words], stdout=full, stderr=subprocess.PIPE, text=True,
            check=False, cwd=ROOT,
        )  # fmt: skip
    assert (run.returncode, run.stderr) == (
        1,
        "standard output: No space left on device; make room and run this again\n",
    )


def test_closed_standard_output():
    command = f"{sys.executable} -m cchc_analysis coverage >&-"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stderr) == (
        1,
        "standard output is closed; give the command one, such as /dev/null\n",
    )


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_a_file_that_cannot_grow(tmp_path, form, monkeypatch):
    """Each library words the failure of the system in its own way; here a file may have 2,000 bytes."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
        code, printed, told = cchc("export", "--format", form, "--out", tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    path = tmp_path / "out" / ("cchc_vi.xlsx" if form == "xlsx" else f"targets.{form}")
    assert (code, printed) == (1, "")
    assert told == [f"{path}: File too large; check the path and its permissions"]
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    gc.collect()  # what xlsxwriter leaves open is closed here, as where a command ends, and not in another test


@pytest.mark.parametrize("after", [0, 0.3, 0.8])
def test_ctrl_c_ends_in_one_line_at_any_time(raw, tmp_path, after):
    raw.document("plan", PLAIN)
    (raw.path / "doubts.csv").unlink(missing_ok=True)
    build = ["-m", "cchc_analysis", "build", "--raw", str(raw.path), "--out", str(tmp_path / "o")]
    command = [sys.executable, "-X", "importtime", *build]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    for line in run.stderr:  # the first of our own modules: from here on Python has left the word to us
        if "cchc_analysis." in line:
            break
    time.sleep(after)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    told = [line for line in told.splitlines() if not line.startswith("import time:")]
    assert (run.returncode, told) in [(130, ["stopped"]), (0, []), (-signal.SIGINT, [])]
    if run.returncode:
        written = list((tmp_path / "o").glob("[!.]*"))  # the next run clears what is hidden
        assert len(written) in (0, 3)


def test_ctrl_c_while_it_imports():
    program = (
        "import sys, os, signal, threading\n"
        "from importlib.abc import MetaPathFinder\n"
        "class Stopping(MetaPathFinder):\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stopping())\n"
        "from cchc_analysis.__main__ import main\nmain()\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "stopped\n")


def test_wrong_usage_ends_with_2():
    code, printed, told = cchc("gaps", "--format", "table,csv")
    assert (code, printed) == (2, "")
    assert "Traceback" not in "\n".join(told)


def test_names_are_printed_in_one_line_and_the_nearest_is_found_without_marks():
    assert [printable(name) for name in ("kế hoạch.txt", "two\nlines.txt")] == ["kế hoạch.txt", "two\\nlines.txt"]
    assert nearest_names("PAPI", ["e_dossier_rate", "papi_index"]) == ["papi_index"]
    assert nearest_names("ha noi", ["Hà Nội", "Kon Tum"]) == ["Hà Nội"]
