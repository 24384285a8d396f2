"""The catalogues brought up to date with the code (`make catalogues`); tests extract likewise."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("vi", "en")
KEYWORDS = {
    "_": None,
    "N_": None,
    "N_plural": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
EXTRACTED_FROM = ("dialogue_app", "ui")
Texts = str | tuple[str | None, ...] | None


def extracted() -> Catalog:
    """Every text the code asks to have translated."""
    template = Catalog(project="dialogue-app", charset="utf-8")
    for package in EXTRACTED_FROM:
        for _file, _line, message, comments, context in extract_from_dir(
            ROOT / package, [("**.py", texts_of)], keywords=KEYWORDS
        ):
            template.add(message, auto_comments=comments, context=context)
    return template


def texts_of(
    source: IO[bytes], keywords: Iterable[str], _tags: object, options: object
) -> Iterator[tuple[int, str, Texts, list[str]]]:
    """The texts of a module, those too that stand in an f-string, which Babel passes over."""
    for node in ast.walk(ast.parse(source.read())):
        match node:
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
                if called in keywords:
                    texts = tuple(_literal(argument) for argument in node.args)
                    yield node.lineno, called, texts if len(texts) > 1 else texts[0], []


def _literal(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
    return None


def catalogue_path(language: str, domain: str = "dialogue") -> Path:
    """Where the catalogue of a language lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(language: str, domain: str = "dialogue") -> Catalog:
    """The catalogue as it stands, empty where there is none yet."""
    path = catalogue_path(language, domain)
    if not path.exists():
        return Catalog(
            locale=language,
            header_comment=f"# Texts of the program ({language}). Updated by make catalogues.",
            project="dialogue-app",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as source:
        return read_po(source, locale=language)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text in all its plural forms; one empty form where there is no translation yet."""
    return (text or "",) if isinstance(text, str | None) else tuple(one or "" for one in text)


def _bring_up_to_date(language: str, template: Catalog) -> int:
    catalogue = read_catalogue(language)
    template.creation_date = catalogue.creation_date  # a run that changes nothing writes nothing
    catalogue.update(template, no_fuzzy_matching=True)
    if language == "en":
        for message in catalogue:
            if message.id and not any(forms(message.string)):
                message.string = message.id
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, no_location=True, sort_output=True, ignore_obsolete=True)
    return sum(1 for message in catalogue if message.id and not all(forms(message.string)))


def main() -> None:
    """Update both languages and say how many texts wait for a translator."""
    for language in LANGUAGES:
        waiting = _bring_up_to_date(language, extracted())
        print(f"{catalogue_path(language).relative_to(ROOT)}: {waiting} not translated")


if __name__ == "__main__":
    main()
