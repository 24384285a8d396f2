"""Numbers of persons (số định danh cá nhân, 12 digits) in what people typed, and their mask.

They stand there as on the card (079 066 088 844), in groups of any size with anything between them,
over a line's end, or glued to their label ("CCCD079066088844/CA"). In pieces they begin with the
number of a province, so that no amount of money, date, hours, telephone or tax code is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

_DIGITS = 12
_LAST_PROVINCE = 96
# Anything but a letter may stand between two digits; ";" and our own " · " part one number from the
# next, and what is added up is none. So does ", ", but for the pieces of one (`_parted_by_commas`).
_PART = r",\s|;|\s·\s|[+=]"
_BETWEEN = rf"(?!{_PART})(?:[\W_](?!{_PART})){{1,5}}"
_MAY_HOLD_ONE = re.compile(rf"\d(?:[\W_]{{0,5}}\d){{{_DIGITS - 1}}}")
_RUN = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_GROUP = re.compile(r"\d+")
_NEAR = {1: 9, 2: 99, 3: 200, 4: 2000}  # by their digits, how far numbers of a list lie apart
_COMMA = r"\s?,\s+"
# Beside commas "/" and ":" part the numbers of letters, and hours.
_WITH_COMMAS = re.compile(rf"\d+(?:(?:{_COMMA}|(?:(?!{_PART}|[/:])[\W_]){{1,3}})\d+)+")
_COMMAS = re.compile(rf"\d+(?:{_COMMA}\d+)+")
_OF_A_LIST = re.compile(
    r"(?<!\w)(?:thửa|tờ|lô|nhà|hẻm|ngõ|tổ|điều|khoản|mục|quý|năm|khu\ phố|ấp)"
    r"(?:\s(?:đất|bản\ đồ|số))*\s$",
    re.IGNORECASE | re.VERBOSE,
)
_FAR = 30  # letters, behind which nothing is looked at any more
_IN_COMMAS = re.compile(_COMMA)
_IS_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|(?:0|[1-9]\d*),\d{1,3}")
_RANGE = re.compile(r"(?<!\d)(\d+)\s?[–-]\s?(\d+)(?!\d)")
_GOES_ON = re.compile(r"[.,/–-]\d")
Groups = list[tuple[int, int]]  # where groups of digits begin and end
_AREA = ("02", "84")  # begins a telephone of eleven digits
_COMRADE = r"đồng\s+chí|đ\s*[/.]?\s*c\b"  # before a name; no money
# What stands behind an amount.
UNIT = rf"\s*(?!{_COMRADE})(?:đồng|đ|vnđ|vnd|usd|tỷ|triệu|nghìn|ngàn|m2|m²|ha|kg|tấn)(?!\w)"
AMOUNT = re.compile(UNIT, re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-]))?(?:0?[1-9]|1[0-2])(?(1)\1|[./-])(?:19|20)\d\d(?!\d)"
)
_CLOCK = re.compile(r"(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])")
_HOURS = re.compile(
    r"(?<!\d)[0-2]\d[.:][0-5]\d\s?[–-]\s?[0-2]\d[.:][0-5]\d(?!\d)"  # 07.30 - 11.30
)
_MOMENT = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d"
)
_FILE = re.compile(r"H\d\d[.-]\d{6}[.-]\d{3,4}(?!\d)")  # a file of the one-stop office
# A hash of the history, and the name of a backup that ends in one: their digits are nobody's.
_HASH = re.compile(
    r"(?<![0-9A-Za-z])(?:dialogue-[0-9a-f]{8}-\d{8}-\d{6}-\d+-)?[0-9a-f]{64}(?![0-9A-Za-z])"
)
_OUR_CODE = re.compile(r"\b(?:DN|KN)-$")
_MONEY_BEFORE = re.compile(r"\d[.,]$")
_TO_MASK = re.compile(r"\d(?=(?:\D*\d){3})")
# How telephones and tax codes are grouped, with a count behind them: "0900 000 001 15 ngày".
_LIKE_A_TELEPHONE = {(4, 3, 3), (3, 3, 4), (3, 4, 3), (4, 2, 2, 2), (4, 6), (3, 7), (3, 4, 4)}


def mask_persons(text: str, mask: Callable[[str], str] | None = None) -> str:
    """The text with each person's number reduced to its last three digits, or as `mask` has it."""
    pieces: list[str] = []
    end = 0
    for start, stop in person_numbers(text):
        pieces += [text[end:start], (mask or mask_digits)(text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]]) if pieces else text


def mask_digits(written: str) -> str:
    """All digits but the last three as asterisks."""
    return _TO_MASK.sub("*", written)


def person_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of persons begin and end."""
    if len(text) < _DIGITS or _MAY_HOLD_ONE.search(text) is None:
        return
    hashes = None
    for start, stop in numbers_in_groups(text, _groups_of_one):
        if hashes is None:
            hashes = [found.span() for found in _HASH.finditer(text)]
        if not any(begin <= start < end for begin, end in hashes):
            yield start, stop


def numbers_in_groups(
    text: str, groups_of_one: Callable[[str, Groups, int], int]
) -> Iterator[tuple[int, int]]:
    """Where numbers of a kind begin and end, which may be written in groups of digits.

    `groups_of_one` says how many groups, from the one at a place on, are one such number.
    """
    found: Groups = []
    for run in _RUN.finditer(text):
        groups = _groups(text, run)
        found += [_span(groups, *one) for one in _in_run(text, groups, groups_of_one)]
    others: Groups = []
    for run in _WITH_COMMAS.finditer(text):
        groups = _groups(text, run)
        for place, count in _in_run(text, groups, groups_of_one):
            start, stop = _span(groups, place, count)
            at = bisect_left(found, (stop, stop)) - 1  # the last that begins before its end
            is_apart = at < 0 or found[at][1] <= start
            if is_apart and _is_one_though_commas(text, groups, place, count):
                others.append((start, stop))
    yield from sorted([*found, *others])


def _span(groups: Groups, place: int, count: int) -> tuple[int, int]:
    return groups[place][0], groups[place + count - 1][1]


def _in_run(
    text: str, groups: Groups, groups_of_one: Callable[[str, Groups, int], int]
) -> Iterator[tuple[int, int]]:
    """From which group on, and of how many, each number is."""
    place = 0
    while place < len(groups):
        count = groups_of_one(text, groups, place)
        if count:
            yield place, count
        place += count or 1


def _groups(text: str, run: re.Match[str]) -> Groups:
    return [found.span() for found in _GROUP.finditer(text, *run.span())]


def _groups_of_one(text: str, groups: Groups, place: int) -> int:
    """How many groups from `place` on are one person's number."""
    sizes = [stop - start for start, stop in groups[place : place + _DIGITS]]
    for count, digits in enumerate(accumulate(sizes), start=1):
        if digits == _DIGITS:
            start, stop = groups[place][0], groups[place + count - 1][1]
            return count if _is_person(text, start, stop, tuple(sizes[:count])) else 0
    return 0


def _is_person(text: str, start: int, stop: int, sizes: tuple[int, ...]) -> bool:
    written = text[start:stop]
    if len(sizes) == 1:
        is_other = AMOUNT.match(text, stop) or _MOMENT.fullmatch(written)
        return written[0] == "0" or not is_other
    digits = "".join(_GROUP.findall(written))
    return (
        int(digits[:3]) <= _LAST_PROVINCE
        and not _holds_another(written)
        and not _stands_before(text, start, _MONEY_BEFORE)
        and not _stands_before(text, start, _OUR_CODE)
        and not _counts_up(written)
        and not holds_a_time(written)
        and not _FILE.match(text, start - 1 if start else 0)
        and not (_counts_something(text, stop) and sizes[:-1] in _LIKE_A_TELEPHONE)
    )


def _stands_before(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text, max(start - _FAR, 0), start) is not None


def _holds_another(written: str) -> bool:
    """Whether a whole tax code or telephone stands in it, and something else."""
    longest = max(_GROUP.findall(written), key=len)
    return len(longest) == 10 or (len(longest) == 11 and longest.startswith(_AREA))


def holds_a_time(written: str) -> bool:
    """Whether a date or hours stand in it."""
    is_timetable = len(_CLOCK.findall(written)) > 1
    return is_timetable or bool(_DAY.search(written) or _HOURS.search(written))


def _counts_up(written: str) -> bool:
    """Whether its groups are numbered one after the other: "01 02 03 04 05 06"."""
    groups = _GROUP.findall(written)
    small = all(len(group) == 2 for group in groups)
    return small and all(int(b) - int(a) == 1 for a, b in pairwise(groups))


def _counts_something(text: str, stop: int) -> bool:
    """Whether the last group stands apart and counts what follows it."""
    behind = text[stop : stop + 2]
    return behind[:1].isspace() and behind[1:].isalpha()


def _is_one_though_commas(text: str, groups: Groups, place: int, count: int) -> bool:
    """Whether so many groups are one number, with commas between some of them or all."""
    start, stop = _span(groups, place, count)
    written = text[start:stop]
    parts = _IN_COMMAS.split(written)
    if len(parts) == 1 or _stands_before(text, start, _OF_A_LIST):
        return False
    return _parted_by_commas(text, groups, place, count) and (
        _COMMAS.fullmatch(written) is not None
        or not (
            all(map(_IS_AMOUNT.fullmatch, parts))
            or any(map(_holds_a_range, parts))
            or _stands_before(text, start, _MONEY_BEFORE)
            or _GOES_ON.match(text, stop)
        )
    )


def _holds_a_range(part: str) -> bool:
    """Houses 12-34, days 01–05."""
    ranges = _RANGE.findall(part)
    return any(len(a) == len(b) and int(a) < int(b) for a, b in ranges)


def _parted_by_commas(text: str, groups: Groups, place: int, count: int) -> bool:
    """Whether so many groups between commas are one number, and no part of a list.

    What is counted in a list has few digits, comes in its order, one near the other, and goes on as
    wide.
    """
    pieces = groups[place : place + count]
    sizes = [stop - start for start, stop in pieces]
    before = groups[place - 1 : place] if place else []
    behind = groups[place + count : place + count + 1]
    goes_on = any(stop - start == sizes[0] for start, stop in before)
    goes_on = goes_on or any(stop - start == sizes[-1] for start, stop in behind)
    if len(set(sizes)) > 1 or sizes[0] not in _NEAR:
        return not goes_on
    numbers = [int(text[start:stop]) for start, stop in pieces]
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return not goes_on and not all(0 < step <= _NEAR[sizes[0]] for step in steps)
