"""How papers head and speak of an authority: proposed from its name and area, then typed."""

from __future__ import annotations

from dataclasses import dataclass

_LEVELS = ("phường", "xã", "đặc khu")
_CITY = "Thành phố"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of papers, one line a line, and the words for the authority and its level."""

    heading: str = ""  # "ỦY BAN NHÂN DÂN" above "PHƯỜNG MẪU"
    short_name: str = ""  # "Ủy ban nhân dân phường"
    level_word: str = ""  # "phường"

    def following(self, before: Heading, now: Heading) -> Heading:
        """As typed, but what is empty or still what was proposed `before` is what is `now`."""
        return Heading(
            _following(self.heading, before.heading, now.heading),
            _following(self.short_name, before.short_name, now.short_name),
            _following(self.level_word, before.level_word, now.level_word),
        )


def _following(typed: str, before: str, now: str) -> str:
    return now if typed in ("", before) else typed


def full_name(name: str, area: str) -> str:
    """The name with its area: "Ủy ban nhân dân phường Mẫu"."""
    return name if area.lower() in name.lower() else f"{name} {area}"


def propose_heading(name: str, area: str) -> Heading:
    """What most authorities of this name and area print; empty without both.

    The area stands on a line of its own where the name ends with it or does not hold it.
    """
    if not name or not area:
        return Heading()
    level = next((word for word in _LEVELS if area.lower().startswith(word)), _CITY)
    within = name.lower().rfind(area.lower())
    is_last = within > 0 and within + len(area) == len(name)
    if not is_last and within >= 0:
        return Heading(name.upper(), name, level)
    whole = name[:within].strip() if is_last else name
    return Heading(f"{whole}\n{area}".upper(), f"{whole} {level}", level)
