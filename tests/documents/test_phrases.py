"""Texts of papers: what a file may hold, and what is filled in."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogue_app.documents.phrases import as_sentence, checked, ended
from dialogue_app.domain.errors.papers import BadText, UnknownField

PROGRAM = Path(__file__).parents[2] / "dialogue_app"
DECLARED = {"ends": "time date", "kind": ""}
# What papers print besides their texts, and what reads texts that people typed.
LABELS = "documents/form.py"
READERS = {
    f"documents/{name}.py"
    for name in ("faces", "lines", "masking", "mentions", "naming", "withholding")
}


def texts(**templates: str) -> dict[str, str]:
    return {"ends": "kết thúc vào {time}, {date}.", "kind": "BIÊN BẢN"} | templates


def test_fields_are_filled_in_and_a_missing_value_is_a_visible_gap():
    words = checked("x", texts(), DECLARED)
    assert words.say("ends", time="08 giờ", date=None) == "kết thúc vào 08 giờ, ……"
    assert words.say("ends", time=7, date="mai") == "kết thúc vào 07, mai."


def test_a_text_need_not_use_all_its_fields():
    assert checked("x", texts(ends="xong."), DECLARED).say("ends", time="8", date="9") == "xong."


@pytest.mark.parametrize(
    ("template", "name"), [("{giờ}", "giờ"), ("{time} {n}", "n"), ("{time.hour}", "time.hour"),
                           ("{}", ""), ("{0}", "0"), ("{time[0]}", "time[0]")]
)  # fmt: skip
def test_an_unknown_field_is_named_when_the_texts_are_loaded(template: str, name: str):
    with pytest.raises(UnknownField) as caught:
        checked("x", texts(ends=template), DECLARED)
    assert (caught.value.template, caught.value.name) == ("ends", name)


@pytest.mark.parametrize("template", ["{time", "time}", "{time!r}", "{time:>10}"])
def test_a_text_does_nothing_but_fill_in_fields(template: str):
    with pytest.raises(BadText):
        checked("x", texts(ends=template), DECLARED)


def test_texts_are_those_that_are_declared():
    with pytest.raises(BadText) as caught:
        checked("x", texts(more=""), DECLARED)
    assert caught.value.template == "more"
    with pytest.raises(BadText):
        checked("x", {"kind": ""}, DECLARED)


def test_code_gives_the_declared_fields_and_no_others():
    words = checked("x", texts(), DECLARED)
    for fields in ({"time": "8"}, {"time": "8", "date": "9", "n": 1}):
        with pytest.raises(AssertionError):
            words.say("ends", **fields)


def literals(path: Path) -> Iterator[str]:
    """The texts of a module without its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            body[0] = ast.Pass()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_vietnamese(text: str) -> bool:
    return any(
        unicodedata.combining(mark) or mark in "đĐ" for mark in unicodedata.normalize("NFD", text)
    )


def test_no_sentence_of_a_paper_stands_in_code():
    folders = (PROGRAM / "documents", PROGRAM / "services" / "papers")
    paths = {
        path.relative_to(PROGRAM).as_posix(): path for f in folders for path in f.rglob("*.py")
    }
    found = {
        name: said
        for name, path in paths.items()
        if name != LABELS
        and name not in READERS
        and (said := list(filter(is_vietnamese, literals(path))))
    }
    assert found == {}
    assert all(len(label.split()) <= 8 for label in literals(PROGRAM / LABELS))


def test_user_texts_keep_their_words():
    assert ended("UBND phường sửa đèn") == "UBND phường sửa đèn."
    assert as_sentence("đã xong;") == "Đã xong."
    assert ended("một\nhai?") == "một\nhai?"
    assert ended("trả lời ngày 30/9/2026./.") == "trả lời ngày 30/9/2026."
    assert ended("gọi …….") == "gọi ……"
    assert ended("gọi ……. Cảm ơn") == "gọi ……. Cảm ơn."
