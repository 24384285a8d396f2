"""How papers head and speak of an authority: proposed from its name and area, then typed."""

from __future__ import annotations

from dataclasses import dataclass

_LEVELS = ("phường", "xã", "đặc khu", "Thành phố")
_COMMITTEE = "Ủy ban nhân dân"


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
    if area.lower() in name.lower():
        return name
    level = _level_at_end(name)  # stands once: "Ủy ban nhân dân phường" of "phường Mẫu"
    return f"{name} {area[len(level) :].strip() if level == _level_at_start(area) else area}"


def propose_heading(name: str, area: str) -> Heading:
    """What most authorities of this name and area print; empty without both.

    The area stands on a line of its own where the name ends with it or does not hold it, with the
    word for its level, which either of them may hold; none is made up.
    """
    if not name or not area:
        return Heading()
    within = name.lower().rfind(area.lower())
    is_last = within > 0 and within + len(area) == len(name)
    whole = name[:within].strip() if within >= 0 else name
    of_area, of_name = _level_at_start(area), _level_at_end(whole)
    level = of_area or of_name
    if not is_last and within >= 0:
        return Heading(name.upper(), name, level)
    if of_name and of_area in ("", of_name):
        whole = whole[: -len(of_name)].rstrip()
    line = area if of_area else f"{level} {area}".strip()
    return Heading(f"{whole}\n{line}".strip().upper(), f"{whole} {level}".strip(), level)


def _level_at_start(area: str) -> str:
    words = f"{area} ".lower()
    return next((level for level in _LEVELS if words.startswith(f"{level} ".lower())), "")


def _level_at_end(name: str) -> str:
    words = f" {name}".lower()
    return next((level for level in _LEVELS if words.endswith(f" {level}".lower())), "")


def name_of_area(area: str) -> str:
    """What the authority of an area is called most often: "Ủy ban nhân dân phường Mẫu".

    Empty for an area that does not say what it is.
    """
    return f"{_COMMITTEE} {area}" if _level_at_start(area) else ""


def written_within(unit: str) -> str:
    """The name of a ward or commune as it is written within a sentence: "phường Mẫu"."""
    level = _level_at_start(unit)
    return f"{level}{unit[len(level) :]}" if level else unit
