"""The guides: whole, small, true to the words of the window, and printed with all they say."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from dialogue_app import i18n
from dialogue_app.services.guides import reading
from dialogue_app.services.guides.reading import PEOPLE, guide_pdf, guide_text, people_guides
from tests.catalogues import forms, read_catalogue
from tests.guides import TAKEN
from tests.test_catalogues import FORBIDDEN, NEW_STYLE_TONES

GUIDES = Path(__file__).parents[3] / "resources" / "guides"
TEXTS = sorted(GUIDES.glob("*/*.md"))
LARGEST = 700_000  # bytes of texts and pictures together, as the wheel carries them
QUOTED, LINKED = re.compile(r"“([^”]+)”"), re.compile(r"\]\(([^)]+)\)")
KEYED = re.compile(r"\b(?:Ctrl|Shift|Alt)\+[\w/+]+")


def said_by_the_window(language: str) -> set[str]:
    """All words of the window in one language."""
    catalogue = read_catalogue(language)
    return {form for message in catalogue if message.id for form in forms(message.string)}


@pytest.mark.parametrize("key", PEOPLE)
def test_each_of_the_people_has_a_guide(key: str):
    guide = guide_text(key, "vi")
    assert (guide.key, guide.text.split("\n", 1)[0]) == (key, f"# {guide.title}")
    assert guide.title


def test_the_guides_of_all_people_are_listed():
    assert [guide.key for guide in people_guides("vi")] == list(PEOPLE)
    assert len({guide.title for guide in people_guides("vi")}) == len(PEOPLE)


def test_no_language_lacks_a_guide():
    named = {
        language: {path.name for path in GUIDES.glob(f"{language}/*.md")}
        for language in i18n.LANGUAGES
    }
    assert all(named.values())
    assert len(set(map(frozenset, named.values()))) == 1, named


def test_what_has_no_text_in_a_language_is_read_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for language, name in (("vi", "officer"), ("vi", "issues"), ("en", "issues")):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / f"{name}.md").write_text(f"# {name} {language}\n", "utf-8")
    monkeypatch.setattr(reading, "_FOLDER", tmp_path)
    assert guide_text("issues", "en").title == "issues en"
    assert guide_text("officer", "en").title == "officer vi"
    assert guide_text("no such page", "en").title == "officer vi"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_guide_calls_things_as_the_window_does(path: Path):
    """What stands in quotes is a button, a page or a field, and is called so in the window."""
    known = said_by_the_window(path.parent.name)
    quoted = QUOTED.findall(path.read_text("utf-8"))
    assert [words for words in quoted if words not in known] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_links_and_pictures_lead_somewhere(path: Path):
    for link in LINKED.findall(path.read_text("utf-8")):
        folder = GUIDES / "pictures" if link.endswith(".png") else path.parent
        assert (folder / link).is_file(), link


def test_each_picture_is_shown_by_a_guide():
    shown = {link for path in TEXTS for link in LINKED.findall(path.read_text("utf-8"))}
    assert {path.name for path in (GUIDES / "pictures").iterdir()} <= shown


def test_each_picture_is_one_that_make_screens_takes():
    taken = (GUIDES.parents[1] / "tests" / "screens.py").read_text("utf-8")
    for screen in TAKEN.values():
        name = screen.removeprefix("vi-light-")
        assert f'"{name}"' in taken or f'"{name.removeprefix("session-")}"' in taken, name
    assert {f"{name}.png" for name in TAKEN} == {p.name for p in (GUIDES / "pictures").iterdir()}


def test_all_of_them_are_small():
    assert sum(path.stat().st_size for path in GUIDES.rglob("*") if path.is_file()) < LARGEST


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("key", PEOPLE)
def test_a_guide_is_printed_with_all_it_says(key: str, language: str):
    i18n.install(language)
    text = guide_text(key, language).text
    content = guide_pdf(key, language)
    assert content == guide_pdf(key, language)
    with pdfplumber.open(BytesIO(content)) as printed:
        assert len(printed.pages) <= 3
        pictures = sum(len(page.images) for page in printed.pages)
        words = "".join(page.extract_text() for page in printed.pages).casefold()
    assert pictures == text.count("![")
    plain = re.sub(r"!?\[([^]]*)\]\([^)]*\)|[#*]|^\d+\.|^-", r"\1", text, flags=re.MULTILINE)
    squeezed = re.sub(r"\s", "", words)
    assert [word for word in plain.split() if word.casefold() not in squeezed] == []


VIETNAMESE = [path for path in TEXTS if path.parent.name == "vi"]


@pytest.mark.parametrize("path", VIETNAMESE, ids=lambda path: path.stem)
def test_vietnamese_is_written_as_in_the_window(path: Path):
    text = LINKED.sub("]", path.read_text("utf-8"))
    assert NEW_STYLE_TONES.findall(text) == []
    assert FORBIDDEN.findall(text) == []


def test_the_index_and_the_readme_lead_to_what_is_there():
    root = GUIDES.parents[1]
    for page in (root / "docs" / "README.md", root / "README.md"):
        links = [link for link in LINKED.findall(page.read_text("utf-8")) if "://" not in link]
        assert links
        assert [link for link in links if not (page.parent / link).exists()] == []
    index = (root / "docs" / "README.md").read_text("utf-8")
    assert [key for key in PEOPLE if f"/{key}.md" not in index] == []
