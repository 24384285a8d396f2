"""Codes people can say on the phone: KN-2026-0015 for issues, DN-00012 for enterprises."""

from __future__ import annotations

import re

_ISSUE = re.compile(r"\s*(?:KN)?[\s-]*(\d{4})[\s/-]+(\d{1,9})\s*", re.IGNORECASE)
_ENTERPRISE = re.compile(r"\s*DN[\s-]*(\d{1,9})\s*", re.IGNORECASE)


def issue_code(year: int, number: int) -> str:
    """KN-2026-0015: at least four digits."""
    return f"KN-{year}-{number:04d}"


def parse_issue_code(text: str) -> tuple[int, int] | None:
    """Year and number of an issue's code however it was typed ("kn 2026-15"), else None."""
    found = _ISSUE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def enterprise_code(number: int) -> str:
    """DN-00012: at least five digits."""
    return f"DN-{number:05d}"


def parse_enterprise_code(text: str) -> int | None:
    """Number of an enterprise's code however it was typed ("dn12"), else None."""
    found = _ENTERPRISE.fullmatch(text)
    return int(found[1]) if found else None
