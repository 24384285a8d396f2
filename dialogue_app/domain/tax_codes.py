"""Tax codes: 10 digits of an enterprise, 10-3 of its branch, 12 digits of a person's ID.

Thông tư 86/2024/TT-BTC (điều 5, 38): from 1/7/2025 households use the 12-digit personal number.
The check digit of the 10-digit code only warns: old registers and foreign bodies break it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import mul

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.vocabulary import TaxCodeKind

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_OF_ZEROS = sum(_WEIGHTS) * ord("0")  # the weighted sum of nine zeros, as bytes
_NOISE = re.compile(r"[\s.'’‘`\u200b\ufeff]+")
_LABEL = re.compile(r"^\s*(?:mã số thuế|mã số doanh nghiệp|mst|msdn)\s*:?", re.IGNORECASE)
_DASHES = re.compile(r"[‐‑‒–—−]")
_SHAPE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?|([0-9]{12})")
# Codes begin with a province (01… or 001…), so a number without its zeros has so many digits.
_FEWEST_DIGITS = 7
_LAST_PROVINCE = 96


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A code in its canonical spelling; `checksum_ok` is None where no public check exists."""

    value: str
    kind: TaxCodeKind
    checksum_ok: bool | None


def parse_tax_code(raw: str) -> TaxCode:
    """The code written in `raw`; blanks, dots, apostrophes and "MST:" before it do not count.

    Raises `NotATaxCode(raw)` where it has neither 10, 10-3 nor 12 digits.
    """
    bare = raw if raw.isdigit() else _DASHES.sub("-", _NOISE.sub("", _LABEL.sub("", raw)))
    match = _SHAPE.fullmatch(bare)
    if match is None or match[2] == "000":
        raise NotATaxCode(raw)
    main, suffix, person = match.groups()
    if person:
        return TaxCode(person, TaxCodeKind.PERSON, None)
    if suffix:
        return TaxCode(f"{main}-{suffix}", TaxCodeKind.BRANCH, _checksum_ok(main))
    return TaxCode(main, TaxCodeKind.ENTERPRISE, _checksum_ok(main))


def _checksum_ok(main: str) -> bool:
    """Whether the tenth digit is 10 - (weighted sum of the first nine mod 11)."""
    total: int = sum(map(mul, _WEIGHTS, main.encode())) - _OF_ZEROS
    return 10 - total % 11 == int(main[9])


def readings_of_number(number: int, household: bool | None) -> list[TaxCode]:
    """The codes a number may stand for after a spreadsheet removed its leading zeros.

    With one reading the number may be repaired, with several the user has to choose, with none it
    is no code. `household` says whether the legal type is hộ kinh doanh, None where it is not
    known.
    """
    digits = str(number)
    if number < 0 or not _FEWEST_DIGITS <= len(digits) <= 13:
        return []
    if len(digits) <= 10:
        return _short_readings(digits, household)
    if len(digits) == 13:
        branch = _branch_reading(digits)
        return [branch] if branch else []
    return _long_readings(digits, household)


def _short_readings(digits: str, household: bool | None) -> list[TaxCode]:
    enterprise = parse_tax_code(digits.zfill(10))
    if len(digits) < 10:
        return [enterprise]  # no province begins with three zeros
    person = parse_tax_code(digits.zfill(12))
    if not _has_province(person):
        return [enterprise]
    if household:
        return [enterprise, person] if enterprise.checksum_ok else [person]
    if enterprise.checksum_ok or household is False:
        return [enterprise]
    return [enterprise, person]


def _long_readings(digits: str, household: bool | None) -> list[TaxCode]:
    person = parse_tax_code(digits.zfill(12))
    branch = _branch_reading(digits)
    is_sure_branch = branch is not None and branch.checksum_ok is True
    if branch is not None and household is False and is_sure_branch:
        return [branch]
    if _has_province(person):
        return [person]
    # No code of a branch is known to begin with two zeros, so there the check digit decides.
    return [branch] if branch is not None and (len(digits) == 12 or is_sure_branch) else []


def _branch_reading(digits: str) -> TaxCode | None:
    return None if digits.endswith("000") else parse_tax_code(digits.zfill(13))


def _has_province(person: TaxCode) -> bool:
    return 1 <= int(person.value[:3]) <= _LAST_PROVINCE
