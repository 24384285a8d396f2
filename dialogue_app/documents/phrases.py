"""Sentences of papers: templates in `resources/papers`, filled with plain fields by name."""

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
        """The sentence `key`; a missing value is a visible gap that needs no stop behind it, a
        number has two digits.

        A template that asks for a field the program does not give raises `UnknownField`.
        """
        template = self.templates[key]
        for _text, name, _spec, _conversion in string.Formatter().parse(template):
            if name is not None and name not in fields:
                raise UnknownField(self.paper, key, name)
        said = template.format_map({name: _shown(value) for name, value in fields.items()})
        return _STOP_BEHIND_BLANK.sub(BLANK, said)

    def say_with(self, key: str, pieces: dict[str, str], **fields: str | int | None) -> str:
        """The same with `pieces` of the sentence that may be absent and then leave no gap."""
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
    """A, B và C."""
    *others, final = items or [""]
    return f"{', '.join(others)}{last}{final}" if others else final


def ended(text: str) -> str:
    """The text within a sentence it ends: with a stop, its first letter as it was typed.

    "./." ends a paper and nothing within it.
    """
    text = _STOP_BEHIND_BLANK.sub(BLANK, text.strip().removesuffix(_PAPER_END).rstrip(" ,;"))
    if not text:
        return BLANK
    return text if text.endswith((".", "!", "?", "…", ":", ".”", ".)")) else f"{text}."


def sentence(text: str) -> str:
    """The text as a sentence of its own: a capital at its start, a stop at its end."""
    return initial_upper(ended(text))
