"""Telephones and addresses as evidence: the same one, however it was written."""

from __future__ import annotations

import re

from dialogue_app.domain.text import fold

_NUMBERS_APART = re.compile(r"[,;/|\n]+|\s-\s|\bhoac\b|\bva\b")
_NOT_DIGIT = re.compile(r"\D")
_FEWEST_DIGITS = 8  # fewer is an extension, or no number

# What an address says of its town and its house besides street and number.
_STREET_WORDS = frozenset(
    {"so", "nha", "duong", "d", "pho", "str", "street", "ngo", "hem", "ngach"}
)
_INSIDE = frozenset({"lau", "tang", "phong", "can", "lo", "block", "toa", "floor", "sap", "kiosk"})
_AREA = frozenset(
    {
        "phuong", "p", "quan", "q", "xa", "x", "huyen", "h", "thi", "tt", "thanh", "tp", "tinh",
        "khu", "kp", "ap", "to", "viet", "vn", "hcm", "tphcm",
    }
)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_MOST_STREET_WORDS = 4


def phones(text: str) -> frozenset[str]:
    """The telephone numbers in a text, as digits, with 0 for +84."""
    found = (_NOT_DIGIT.sub("", part) for part in _NUMBERS_APART.split(fold(text)))
    return frozenset(_national(digits) for digits in found if len(digits) >= _FEWEST_DIGITS)


def _national(digits: str) -> str:
    return f"0{digits[2:].lstrip('0')}" if digits.startswith("84") and len(digits) > 10 else digits


def place_of(address: str) -> str:
    """House and street of an address: "12 le loi"; nothing where it does not say both.

    A street, a ward or a city alone is where many are.
    """
    pieces = fold(address).split(",")
    for at, piece in enumerate(pieces):
        tokens = _TOKEN.findall(piece)
        house = _house(tokens)
        if house is None:
            continue
        street = _street(tokens[house + 1 :])
        if not street and at + 1 < len(pieces):
            street = _street(_TOKEN.findall(pieces[at + 1]))
        return " ".join([tokens[house], *street]) if street else ""
    return ""


def _house(tokens: list[str]) -> int | None:
    """Where the number of the house stands: not that of a floor, a ward or a quarter."""
    for place, token in enumerate(tokens):
        if token[0].isdigit():
            before = tokens[place - 1] if place else ""
            if before not in _INSIDE and before not in _AREA:
                return place
    return None


def _street(tokens: list[str]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token in _STREET_WORDS and not words:
            continue
        is_area = token in _AREA and words
        if is_area or len(words) == _MOST_STREET_WORDS:
            break
        words.append(token)
    return [] if words and words[0] in _AREA else words
