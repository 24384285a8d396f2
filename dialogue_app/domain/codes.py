"""Codes of issues (KN-2026-0015) and enterprises (DN-00012), short enough for the phone."""

from __future__ import annotations

import re

_ISSUE = re.compile(r"\s*(?:KN)?[\s-]*(\d{4})[\s/-]+(\d{1,9})\s*", re.IGNORECASE)
_ENTERPRISE = re.compile(r"\s*DN[\s-]*(\d{1,9})\s*", re.IGNORECASE)


def issue_code(year: int, number: int) -> str:
    """The code of an issue, such as KN-2026-0015; the number has at least four digits."""
    return f"KN-{year}-{number:04d}"


def parse_issue_code(text: str) -> tuple[int, int] | None:
    """Year and number of an issue's code in any spelling ("kn 2026-15"); None if it is none."""
    found = _ISSUE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def enterprise_code(number: int) -> str:
    """The code of an enterprise, such as DN-00012; the number has at least five digits."""
    return f"DN-{number:05d}"


def parse_enterprise_code(text: str) -> int | None:
    """The number of an enterprise's code in any spelling ("dn12"); None if it is none."""
    found = _ENTERPRISE.fullmatch(text)
    return int(found[1]) if found else None
