"""Telephone numbers that people typed in groups, with anything between these, or over a line's end.

Whoever has one knows how it begins: 0 and a digit of a mobile or of a province, or the country's
84. So no date, hours, house number or amount of money is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from dialogue_app.domain.personal_numbers import (
    AMOUNT,
    Groups,
    holds_a_time,
    numbers_in_groups,
)

_HOME = re.compile(r"0[35789]\d{8}|02\d{9}")
_ABROAD = re.compile(r"84(?:[35789]\d{8}|2\d{9})")
_LONGEST = 12  # digits
_YEAR = re.compile(r"[/.-]\s*(?:19|20)\d\d(?!\d)")  # of a letter: "035/2026"
_SIGN_BEFORE = re.compile(r"\(?\+$|\($")
_GROUPED_AS_MONEY = re.compile(r"\d+(?:[.,]\d{3})+")


def replace_telephones(text: str, instead: Callable[[str], str]) -> str:
    """The text with each telephone number that stands in groups as `instead` has it."""
    pieces: list[str] = []
    end = 0
    for start, stop in numbers_in_groups(text, _groups_of_one):
        begin = _with_sign(text, start, stop)
        pieces += [text[end:begin], instead(text[begin:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _with_sign(text: str, start: int, stop: int) -> int:
    """Where a number begins with its plus, and with a bracket that ends within it."""
    sign = _SIGN_BEFORE.search(text, max(start - 2, 0), start)
    if sign is None:
        return start
    is_whole = not sign.group().startswith("(") or ")" in text[start:stop]
    return sign.start() if is_whole else sign.end() - sign.group().count("+")


def _groups_of_one(text: str, groups: Groups, place: int) -> int:
    """How many groups from `place` on, two at least, are one telephone number."""
    some = groups[place : place + _LONGEST]
    sizes = [stop - start for start, stop in some]
    for count, digits in enumerate(accumulate(sizes), start=1):
        if digits > _LONGEST:
            break
        if count > 1 and _is_telephone(text, some[:count], sizes[:count]):
            return count
    return 0


def _is_telephone(text: str, groups: Groups, sizes: list[int]) -> bool:
    digits = "".join(text[start:stop] for start, stop in groups)
    start, stop = groups[0][0], groups[-1][1]
    written = text[start:stop]
    if _HOME.fullmatch(digits):
        is_grouped = _is_grouped(sizes)
    elif _ABROAD.fullmatch(digits):
        is_counted = _GROUPED_AS_MONEY.fullmatch(written) or ", " in written
        is_grouped = not is_counted or text.endswith("+", 0, start)
    else:
        return False
    is_other = holds_a_time(written) or _YEAR.search(written) or AMOUNT.match(text, stop)
    return is_grouped and not is_other


def _is_grouped(sizes: list[int]) -> bool:
    """As people group what begins with 0; "05/12/34/56/78" is a house."""
    return sizes[0] > 2 or min(sizes[1:]) > 3 or max(sizes[:-1]) == 1
