"""Random edits on both sides, several times there and back: nothing is lost, no number doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from dialogue_app.domain.bringing import Keep
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, RaiserKind
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues import answering, assigning, ending
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.sessions.bringing import bring
from dialogue_app.services.sessions.finding import find_session
from tests.services.changing import change_session, read_session
from tests.services.sessions.journey import (
    CODE,
    Journey,
    add_issue,
    codes,
    edit,
    require_sound,
    typed,
)
from tests.template import NOW, seen

DAY = NOW.date()
NOTES = ("note", "text", "number_elsewhere")
Notes = dict[tuple[str, str], str]  # by issue and field
BODIES = ("Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng", "Công an phường")


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    begun = Journey.under_way(tmp_path)
    yield begun
    begun.close()


class Side:
    """One computer, and what was typed there since both were the same."""

    def __init__(self, case: Case, name: str, random: Random) -> None:
        self.case, self.name, self.random = case, name, random
        self.typed: Notes = {}
        self.added: dict[str, str] = {}  # texts by code
        self.count = 0

    def do_something(self) -> None:
        acts: list[Callable[[], None]] = [
            self.note, self.note, self.note, self.add, self.answer, self.assign, self.end,
            self.raise_anew, self.place,
        ]  # fmt: skip
        self.count += 1
        self.random.choice(acts)()

    def word(self) -> str:
        return f"{self.name} {self.count}"

    def some(self) -> str:
        return self.random.choice(codes(self.case)[:8])

    def note(self) -> None:
        code, field = self.some(), self.random.choice(NOTES)
        edit(self.case, code, **{field: self.word()})
        if code in self.added and field == "text":
            self.added[code] = self.word()
        self.typed[code, field] = self.word()

    def add(self) -> None:
        name = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=self.word())
        self.added[add_issue(self.case, self.word(), raisers=(name,))] = self.word()
        register_enterprise(self.case, EnterpriseDraft(f"Hộ {self.word()}"))

    def answer(self) -> None:
        form = answering.AnswerDraft(AnswerKind.AT_MEETING, self.word(), DAY)
        answering.answer(self.case, [self.seen()], form)

    def assign(self) -> None:
        body = find_body(self.case, self.random.choice(BODIES), DAY)
        form = assigning.AssignmentDraft(body, due=assigning.Due(DAY))
        assigning.assign(self.case, self.seen(), form, DAY)

    def end(self) -> None:
        ending.close(self.case, self.seen(), Outcome.WITHDRAWN, DAY, self.word())

    def raise_anew(self) -> None:
        name = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=self.word())
        edit(self.case, self.some(), raisers=(name,))

    def place(self) -> None:
        change_session(self.case, find_session(self.case, CODE), place=self.word())

    def seen(self):
        return seen(self.case, find_issue(self.case, self.some()))


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_lost_whatever_was_typed_where(journey: Journey, seed: int):
    random = Random(seed)
    assert journey.hall
    here, there = Side(journey.office, "cơ quan", random), Side(journey.hall, "hội trường", random)
    for _trip in range(2):
        here.typed, there.typed = {}, {}
        for _step in range(12):
            try:
                random.choice((here, there)).do_something()
            except BadInput:
                continue  # the rules of the issue's life
        go_there_and_back(journey, here, there, random)
    require_sound(journey.office, journey.hall)


def go_there_and_back(journey: Journey, here: Side, there: Side, random: Random) -> None:
    before = {code: typed(journey.office, code) for code in codes(journey.office)}
    told = journey.look()
    keep = {one.group: random.choice(list(Keep)) for one in told.conflicts}
    renamed = {one.old: one.new for one in told.renumbered}
    bring(journey.office, journey.back, keep)
    numbers = codes(journey.office)
    assert len(numbers) == len(set(numbers))
    for code, text in there.added.items():
        now = typed(journey.office, renamed.get(code, code)).text
        assert now == text or (code, "text") in here.typed or code not in told.issues.new
    decided = {(one.code, one.group.field): keep[one.group] for one in told.conflicts}
    for (code, field), word in there.typed.items():
        if code in told.issues.new or code not in before:
            continue
        now, was = (getattr(draft, field) for draft in (typed(journey.office, code), before[code]))
        side = decided.get((code, field), Keep.THEIRS)
        assert now == (word if side is Keep.THEIRS else was), (code, field)
        if here.typed.get((code, field), word) != word:
            assert (code, field) in decided, (code, field)
    for (code, field), word in here.typed.items():
        if (code, field) not in there.typed and code in before:
            assert getattr(typed(journey.office, code), field) == word, (code, field)
    assert bring(journey.office, journey.back).is_known
    assert read_session(journey.office, find_session(journey.office, CODE)).draft.code == CODE
