"""The workbook to be imported: a register of enterprises as an office keeps it."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

from bench.words import LEGAL_TYPES, names, person, phone, tax_code

HEADINGS = (
    "STT", "Tên doanh nghiệp", "Mã số thuế", "Loại hình", "Địa chỉ", "Người đại diện",
    "Điện thoại", "Thư điện tử", "Số lao động",
)  # fmt: skip
_DECOMPOSED_EVERY = 20  # decomposed text, as typed on a Mac


def workbook(path: Path, rows: int, *, moved: bool = False) -> Path:
    """Write a workbook of so many rows to `path` if it is missing; return the path.

    With `moved` all of them have another address.
    """
    if path.exists():
        return path
    from openpyxl import Workbook

    chance = random.Random(4)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADINGS)
    for number, name in enumerate(names(rows, seed=3), start=1):
        street = "đường Mẫu mới" if moved else "đường Mẫu"
        address = f"Số {number}, {street} {number % 90}, phường Mẫu"
        kind = next(kind for kind in LEGAL_TYPES if name.startswith(kind))
        texts = [name, tax_code(number), kind, address, person(chance), phone(number)]
        if number % _DECOMPOSED_EVERY == 0:
            texts = [unicodedata.normalize("NFD", text) for text in texts]
        sheet.append([number, *texts, f"mau{number}@mau.example", chance.randrange(1, 300)])
    beside = path.with_suffix(".part")
    book.save(beside)
    beside.rename(path)
    return path
