"""A small plan of an invented province, and how the tests run commands."""

import csv
from pathlib import Path

from tests.commands import run_command
from tests.conftest import ROOT

PLAN = """ỦY BAN NHÂN DÂN TỈNH LẠNG GIANG

Số: 12/KH-UBND

Lạng Giang, ngày 05 tháng 01 năm 2024

KẾ HOẠCH

Cải cách hành chính năm 2024

I. MỤC TIÊU

1. Cải cách thủ tục hành chính

a) Tối thiểu 90% hồ sơ công việc tại cấp tỉnh, 80% hồ sơ công việc tại cấp huyện được xử lý trên môi trường mạng.

b) Nâng cao Chỉ số PAR INDEX của tỉnh.

c) Sơn lại 300 hồ sơ.

II. TỔ CHỨC THỰC HIỆN

Phấn đấu tối thiểu 90% hồ sơ công việc tại cấp tỉnh, 80% hồ sơ công việc tại cấp huyện được xử lý trên môi trường mạng.
"""


def cchc(*words, cwd=ROOT, env=None):
    """Run one command; give its exit code, what it printed and the lines of its errors."""
    code, printed, told = run_command(*words, cwd=cwd, env=env)
    return code, printed, told.splitlines()


def rows_of(text):
    """Give the rows of CSV, a dict each."""
    return list(csv.DictReader(text.splitlines()))


def write(path: Path, text: str = PLAN) -> Path:
    """Write a text; give its path."""
    path.write_text(text, encoding="utf-8")
    return path
