"""Dates, times and numbers as people read them: dd/MM/yyyy on screen, words in papers."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from dialogue_app.i18n import language

_KILOBYTE = 1024
_GROUPED = 1000  # numbers from it on are parted into groups
OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """A stored moment (UTC) on the office's clock."""
    return _in_zone(moment, OFFICE_ZONE)


def stored(moment: datetime) -> datetime:
    """A moment typed on the office's clock (naive) as it is stored (UTC)."""
    return _in_zone(moment.replace(tzinfo=OFFICE_ZONE), UTC)


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment there; in the first or last hours that a date can say, the same digits."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.replace(tzinfo=zone)


def screen_date(day: date | None) -> str:
    """05/01/2026, or nothing."""
    return f"{day:%d/%m/%Y}" if day else ""


def screen_moment(moment: datetime | None) -> str:
    """05/01/2026 08:30 on the office's clock, or nothing."""
    return f"{local(moment):%d/%m/%Y %H:%M}" if moment else ""


def number(value: int | float) -> str:
    """1.234.567 in Vietnamese, 1,234,567 in English."""
    if isinstance(value, int) and 0 <= value < _GROUPED:
        return str(value)
    from babel.numbers import format_decimal, get_group_symbol  # read the data of the language

    if isinstance(value, int):  # of any length, as a broken file may count its rows
        return f"{value:,}".replace(",", get_group_symbol(language()))
    return format_decimal(value, locale=language())


def file_size(size: int) -> str:
    """512 B, 20 KB, 1,2 MB: rounded up, so that nothing seems to hold nothing."""
    if size < _KILOBYTE:
        return f"{number(size)} B"
    if size < _KILOBYTE**2:
        return f"{number(math.ceil(size / _KILOBYTE))} KB"
    return f"{number(math.ceil(10 * size / _KILOBYTE**2) / 10)} MB"


def paper_date(day: date) -> str:
    """ngày 05 tháng 01 năm 2026: a zero before days under 10 and months 1, 2 (NĐ 30/2020, II.4)."""
    return f"ngày {day.day:02d} tháng {paper_month(day)} năm {day.year}"


def paper_day(day: date) -> str:
    """05/01/2026, 30/9/2026: the same day in figures, for lists and subjects."""
    return f"{day.day:02d}/{paper_month(day)}/{day.year}"


def paper_month(day: date) -> str:
    """The month in figures: a zero only before 1 and 2."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def paper_time(moment: datetime) -> str:
    """08 giờ 30 phút, on the office's clock."""
    clock = local(moment)
    return f"{clock:%H} giờ {clock:%M} phút"
