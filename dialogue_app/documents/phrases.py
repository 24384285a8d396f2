"""Sentences of papers: templates from `resources/papers`, filled with fields by name."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dialogue_app.domain.errors.papers import UnknownField
from dialogue_app.domain.text import initial_upper

BLANK = "……"
_STOP_BEHIND_BLANK = re.compile(rf"{BLANK}\.(?=\s*$)", re.MULTILINE)
_PAPER_END = "./."


@dataclass(frozen=True, slots=True)
class Phrases:
    """The templates of one kind of paper."""

    paper: str
    templates: dict[str, str]
    media: dict[str, str]

    def say(self, key: str, **fields: str | int | None) -> str:
        """The sentence `key` with `fields` filled in.

        An empty value becomes a visible gap, without a full stop behind it; a number gets two
        digits. Raises `UnknownField` where the template names a field that is not in `fields`.
        """
        template = self.templates[key]
        for _text, name, _spec, _conversion in string.Formatter().parse(template):
            if name is not None and name not in fields:
                raise UnknownField(self.paper, key, name)
        said = template.format_map({name: _shown(value) for name, value in fields.items()})
        return _STOP_BEHIND_BLANK.sub(BLANK, said)

    def say_with(self, key: str, pieces: dict[str, str], **fields: str | int | None) -> str:
        """As `say`, with `pieces` put in as they are: an empty one leaves no gap."""
        marks = {name: f"\x00{name}\x00" for name in pieces}
        said = self.say(key, **fields, **marks)
        for name, mark in marks.items():
            said = said.replace(mark, pieces[name])
        return said


@cache
def phrases(paper: str) -> Phrases:
    """The templates of `resources/papers/<paper>.toml`."""
    text = (files("resources") / "papers" / f"{paper}.toml").read_text(encoding="utf-8")
    templates = tomllib.loads(text)
    return Phrases(paper, templates, media=templates.pop("media", {}))


def _shown(value: str | int | None) -> str:
    if isinstance(value, int):
        return f"{value:02d}"
    return value or BLANK


def listed(items: Sequence[str], last: str = " và ") -> str:
    """The items as "A, B và C"; `last` stands before the last one."""
    *others, final = items or [""]
    return f"{', '.join(others)}{last}{final}" if others else final


def ended(text: str) -> str:
    """The text with a full stop, to stand at the end of a sentence; a gap where it is empty.

    Its first letter stays as typed. "./." at its end is removed: it ends a whole paper only.
    """
    text = _STOP_BEHIND_BLANK.sub(BLANK, text.strip().removesuffix(_PAPER_END).rstrip(" ,;"))
    if not text:
        return BLANK
    return text if text.endswith((".", "!", "?", "…", ":", ".”", ".)")) else f"{text}."


def as_sentence(text: str) -> str:
    """The text as a sentence of its own: a capital at its start, a full stop at its end."""
    return initial_upper(ended(text))
