"""Made-up tables as offices write them, drawn by a grammar; each text cell has a mark of its own.

One seed always gives the same table. What is right is known before it is read: which rows are
entries, under which heading each mark stands, which days a row says.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from dialogue_app.exchange.header_words import words_file

REQUIRED = {"issues": "text", "enterprises": "name"}
OTHERS = (
    "Màu sắc", "Vốn điều lệ", "Ngày cấp", "Mã ngành", "Chức vụ", "Năm sinh", "Diện tích (m2)",
    "Mức độ", "Cột 7", "Ký nhận", "Ngày cập nhật", "Số CCCD", "Đơn vị tính", "Tình trạng",
)  # fmt: skip
TAKEN_FROM_ABOVE = ("raisers", "topic", "lead_body")
NOTHING = (None, "-", "", "…")
# Right of an answer they are the day of its letter.
BARE_DAYS = ("Ngày tháng", "Ngày tháng năm")
TITLES = ("BẢNG TỔNG HỢP §", "(Kèm theo Báo cáo số 12/BC-UBND §)", None)
SECTIONS = {
    "issues": ("LĨNH VỰC §", "Kiến nghị của Công ty §", "SỞ §", "Nhóm §"),
    "enterprises": ("Phần §", "KHU PHỐ §"),
}
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper, str.lower, str.title, "{} ".format, "  {}".format, "{}:".format, "{} (*)".format,
    "{} (nếu có)".format, "{}\n(ghi rõ)".format, "3. {}".format,
    lambda said: said.replace(" ", "\n", 1),
)  # fmt: skip
# "§" is where the mark stands.
CELLS = {
    "text": ("Đề nghị sửa đường §.", "Vì sao thu phí §?", "- Nước ngập §\n- Đèn hỏng §"),
    "answer": ("Đã sửa xong đường §.", "Ghi nhận §", "Sở Xây dựng trả lời: sẽ làm §.",
               "Theo Công văn số 12/SXD ngày 2/3/2026: đã giảm §."),
    "raisers": ("Công ty TNHH Mẫu §", "Hộ kinh doanh §", "Ông §", "Hiệp hội §",
                "Công ty CP §, số 5 đường Mẫu"),
    "lead_body": ("Sở §", "Phòng §", "UBND phường §"),
    "supporting_bodies": ("Sở §", "Phòng §; Sở §"),
    "answered_by": ("Sở §",), "speaker": ("Nguyễn Văn §",), "venue": ("Điểm cầu §",),
    "topic": ("Thuế §", "Đất đai §", "§"),
    "answer_number": ("12/§-SXD",), "issue_code": ("PA-§",), "code": ("DNX-§",),
    "authority": ("Thành phố", "Phường", "cấp lạ §"), "answer_kind": ("Bằng văn bản", "kiểu §"),
    "medium": ("Zalo", "cách §"), "moment": ("Tại hội nghị", "lúc §"),
    "kind": ("Câu hỏi", "loại §"),
    "tax_code": ("0072281864", "0304567895", "mã §", None),
    "name": ("Công ty TNHH Mẫu §", "Hộ kinh doanh §", "DNTN §"),
    "legal_type": ("Công ty TNHH", "kiểu §"), "address": ("số 5 đường §",),
    "person": ("Trần Thị §",), "phone": ("0900 000 012", "0900 000 013 §"),
    "email": ("§@mau.vn",), "workers": (5, "12", "khoảng §"), "unit": ("Phường §",),
    "note": ("chú §",), "mark": ("Có", "Không", "x", None, "chắc §"), "ordinal": (None,),
}  # fmt: skip
AS_OTHERS = {
    "matter": "text", "situation": "text", "difficulty": "text", "proposal": "text",
    "result": "answer", "number_elsewhere": "issue_code", "channel": "medium",
    "representative": "person", "street": "address", "house": "address", "group": "address",
    "hamlet": "address", **dict.fromkeys(
        ("withhold_name", "name_public", "unsigned", "also_elsewhere", "complaint"), "mark"
    ),
}  # fmt: skip
DAYS = ("received_on", "timestamp", "answer_date", "promised_on", "due")


@dataclass(frozen=True)
class Column:
    """A column with what its heading means: nothing of ours, or "" where it has none."""

    field: str | None
    heading: str


@dataclass(frozen=True)
class Mark:
    """Where a mark was written; `column` is None for what stands over the rows."""

    row: int
    column: Column | None


class RandomTable:
    """The table of one seed."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind = kind
        self._draw = random.Random(f"{kind} {seed}")
        self.rows: list[list[Any]] = []
        self.merged: list[str] = []
        self.marks: dict[str, Mark] = {}
        self.entries: list[int] = []
        self.days: dict[tuple[int, str], set[date]] = defaultdict(set)
        self.above: set[tuple[int, str]] = set()  # by row and field, what says what stands above
        self.columns = self._columns()
        self._title()
        self._header()
        self._number = 0
        for _row in range(self._draw.randrange(2, 9)):
            self._some_row()
        if self._chance(0.3):
            self._put([])
            self._put([None] * max(len(self.columns) - 2, 1) + ["NGƯỜI LẬP BIỂU"])

    def save(self, path: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in self.rows:
            sheet.append(row)
        for area in self.merged:
            sheet.merge_cells(area)
        book.save(path)
        return path

    def headed(self, *fields: str) -> list[Column]:
        return [column for column in self.columns if column.field in fields]

    # Drawing ----------------------------------------------------------------------------------

    def _chance(self, share: float) -> bool:
        return self._draw.random() < share

    def _marked(self, template: Any, column: Column | None = None) -> Any:
        """A cell of the next row with its marks."""
        while isinstance(template, str) and "§" in template:
            mark = f"qz{len(self.marks) + 11}"
            self.marks[mark] = Mark(len(self.rows) + 1, column)
            template = template.replace("§", mark, 1)
        return template

    def _put(self, cells: Sequence[Any]) -> int:
        self.rows.append(list(cells))
        return len(self.rows)

    def _columns(self) -> list[Column]:
        draw, words, must = self._draw, words_file()[self.kind]["words"], REQUIRED[self.kind]
        names = [name for name in words if name not in {"ordinal", "session", must}]
        fields = [must, *draw.sample(names, draw.randrange(1, 10))]
        draw.shuffle(fields)
        columns = [Column(name, self._heading(words[name])) for name in fields]
        for _other in range(draw.choice([0, 0, 1, 2])):
            place = draw.randrange(len(columns) + 1)
            columns.insert(place, Column(None, self._heading(OTHERS)))
        if self._chance(0.75):
            columns.insert(0, Column("ordinal", self._heading(words["ordinal"])))
        if self._chance(0.15):
            columns.append(draw.choice(columns[1:]))  # a heading that stands twice
        if self._chance(0.15):
            columns.insert(draw.randrange(len(columns)), Column("", ""))
        return columns

    def _heading(self, words: Sequence[str]) -> str:
        said = self._draw.choice([word for word in words if word not in BARE_DAYS])
        spelt = self._draw.choice(SPELLINGS)
        return spelt(said) if self._chance(0.6) else said

    def _title(self) -> None:
        for _row in range(self._draw.randrange(4)):
            title = self._draw.choice(TITLES)
            self._put([self._marked(title)] if title else [])

    def _header(self) -> None:
        headings = [column.heading or None for column in self.columns]
        style, last = self._draw.choice(["one", "one", "down", "group"]), len(headings) - 1
        group = range(0)
        if style == "group" and last > 2:
            start = self._draw.randrange(1, last - 1)
            group = range(start, start + 2)
        if style == "down" or group:
            upper = [None if at in group else said for at, said in enumerate(headings)]
            if group:
                upper[group[0]] = self._marked("Thông tin §")
            top = self._put(upper)
            lower = [said if at in group else None for at, said in enumerate(headings)]
            self._put(lower)
            self.merged += [
                f"{get_column_letter(at + 1)}{top}:{get_column_letter(at + 1)}{top + 1}"
                for at, said in enumerate(upper)
                if said and at not in group
            ]
            if group:
                ends = [get_column_letter(at + 1) for at in group]
                self.merged.append(f"{ends[0]}{top}:{ends[1]}{top}")
        else:
            self._put(headings)
        if self._chance(0.15):
            self._put([f"({at})" for at in range(1, len(headings) + 1)])

    def _some_row(self) -> None:
        draw, width = self._draw, len(self.columns)
        what = draw.choices(
            ["entry", "section", "blank", "total", "header", "note", "parts"],
            [70, 8, 4, 4, 4, 4, 4],
        )[0]  # fmt: skip
        if what == "section":
            said = self._marked(draw.choice(SECTIONS[self.kind]))
            is_apart = self.columns[0].field == "ordinal" and self._chance(0.5)
            label = draw.choice(["I", "II", "A", "B"])
            self._put([label, said] if is_apart else [f"{label}. {said}"])
        elif what == "blank":
            self._put([])
        elif what == "total":
            self._put(["Tổng cộng", *[None] * (width - 2), 12])
        elif what == "header" and self.entries:
            self._put([column.heading or None for column in self.columns])
        elif what == "note":
            self._put([self._marked("Ghi chú: § xem lại")])
        elif what == "parts" and self.headed("ordinal") and self.headed("raisers"):
            self._parts()
        else:
            self._entry()

    def _parts(self) -> None:
        """A row that says who raises, and two below it that say what."""
        self._number += 1
        of_whom = {
            "ordinal": str(self._number),
            "raisers": self._marked("Công ty TNHH Mẹ §"),
        }
        self._put([of_whom.get(column.field or "") for column in self.columns])
        for part in (1, 2):
            self._entry(f"{self._number}.{part}", without=("raisers",))

    def _entry(self, number: str = "", without: Sequence[str] = ()) -> None:
        if not number:
            self._number += 1
        written = number or self._draw.choice([self._number, f"{self._number}."])
        cells: list[Any] = []
        for at, column in enumerate(self.columns):
            if column.field == "ordinal":
                cells.append(written)
            elif column.field == "" or column.field in without:
                cells.append(None)
            elif not number and column.field in TAKEN_FROM_ABOVE and self._chance(0.1):
                cells.append(self._from_above(at, column.field))
            else:
                cells.append(self._cell(column))
        self.entries.append(self._put(cells))

    def _from_above(self, at: int, field: str) -> str | None:
        """A cell that says what the entry above it says, in words or as a part of it."""
        row, letter = len(self.rows) + 1, get_column_letter(at + 1)
        is_below = bool(self.entries) and self.entries[-1] == row - 1
        if not is_below or (row - 1, field) in self.above:
            return None
        self.above.add((row, field))
        said: str | None = self._draw.choice(["nt", "như trên", '"', None])
        if said is None:
            self.merged.append(f"{letter}{row - 1}:{letter}{row}")
        return said

    def _cell(self, column: Column) -> Any:
        draw, field = self._draw, column.field
        if self._chance(0.1):
            return draw.choice(NOTHING)
        if field is None:
            return draw.choice([self._marked("lạ §", column), draw.randrange(1, 999)])
        if field in DAYS:
            return self._day(field)
        return self._marked(draw.choice(CELLS[AS_OTHERS.get(field, field)]), column)

    def _day(self, field: str) -> date | str:
        day = date(2026, 1, 1) + timedelta(days=self._draw.randrange(250))
        self.days[len(self.rows) + 1, field].add(day)
        return self._draw.choice(
            [
                day, datetime.combine(day, time(9, 30)), f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}",
                f"{day.day}/{day.month}/{day.year}", f"ngày {day.day}/{day.month}/{day.year}",
            ]
        )  # fmt: skip
