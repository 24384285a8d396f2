"""Texts of papers: whole paragraphs from `resources/papers`, filled with the fields they declare.

A kind of paper declares in code which texts it prints and which fields each may use; the words
stand in `resources/papers/<paper>.toml`. Code chooses the paragraph, the text only substitutes.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from dialogue_app.documents.form import AND, PAPER_END
from dialogue_app.domain.errors.papers import BadText, UnknownField
from dialogue_app.domain.text import initial_upper

BLANK = "……"
_STOP_BEHIND_BLANK = re.compile(rf"{BLANK}\.(?=\s*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The texts of one paper, each with the fields it declares."""

    paper: str
    templates: Mapping[str, str]
    fields: Mapping[str, frozenset[str]]

    def say(self, key: str, **fields: str | int | None) -> str:
        """The text `key` with its declared fields filled in.

        An empty value becomes a visible gap, without a full stop behind it; a number gets two
        digits. All fields declared for the text are given, and no others.
        """
        assert fields.keys() == self.fields[key], f"{self.paper}.{key}: {sorted(fields)}"
        said = self.templates[key].format_map({name: _shown(fields[name]) for name in fields})
        return without_stop_behind_gap(said)


def load(paper: str, declared: Mapping[str, str]) -> Phrases:
    """The texts of `resources/papers/<paper>.toml`, checked; raises what `checked` raises."""
    text = (files("resources") / "papers" / f"{paper}.toml").read_text(encoding="utf-8")
    return checked(paper, tomllib.loads(text), declared)


def checked(paper: str, templates: Mapping[str, str], declared: Mapping[str, str]) -> Phrases:
    """The texts of a paper, where each is one that is declared and uses declared fields only.

    `declared` gives the fields of each text, parted by blanks. Raises `UnknownField`, and `BadText`
    for a text that is missing, unknown or more than substitution.
    """
    for key in sorted(declared.keys() ^ templates.keys()):
        raise BadText(paper, key)
    fields = {key: frozenset(names.split()) for key, names in declared.items()}
    for key, template in templates.items():
        for name in _fields_of(paper, key, template):
            if name not in fields[key]:
                raise UnknownField(paper, key, name)
    return Phrases(paper, templates, fields)


def _fields_of(paper: str, key: str, template: str) -> Iterator[str]:
    try:
        for _text, name, form, conversion in string.Formatter().parse(template):
            if form or conversion:
                raise BadText(paper, key)
            if name is not None:
                yield name
    except ValueError as error:  # a brace that is not closed
        raise BadText(paper, key) from error


def _shown(value: str | int | None) -> str:
    if isinstance(value, int):
        return f"{value:02d}"
    return value or BLANK


def listed(items: Sequence[str], last: str = f" {AND} ") -> str:
    """The items as "A, B và C"; `last` stands before the last one."""
    *others, final = items or [""]
    return f"{', '.join(others)}{last}{final}" if others else final


def without_stop_behind_gap(text: str) -> str:
    """The text without the full stop that follows a gap at the end of a line."""
    return _STOP_BEHIND_BLANK.sub(BLANK, text)


def ended(text: str) -> str:
    """The text with a full stop, to stand at the end of a sentence; a gap where it is empty.

    Its first letter stays as typed. "./." at its end is removed: it ends a whole paper only.
    """
    text = without_stop_behind_gap(text.strip().removesuffix(PAPER_END).rstrip(" ,;"))
    if not text:
        return BLANK
    return text if text.endswith((".", "!", "?", "…", ":", ".”", ".)")) else f"{text}."


def as_sentence(text: str) -> str:
    """The text as a sentence of its own: a capital at its start, a full stop at its end."""
    return initial_upper(ended(text))
