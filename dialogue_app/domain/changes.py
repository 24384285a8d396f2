"""What a use case touched, told to everybody who shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """Which kinds of things a use case touched."""

    issues: bool = False
    enterprises: bool = False
    sessions: bool = False
    bodies: bool = False
    settings: bool = False


EVERYTHING = Changes(issues=True, enterprises=True, sessions=True, bodies=True, settings=True)
