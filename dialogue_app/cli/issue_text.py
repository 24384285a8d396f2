"""One issue whole, as text: what was raised, who is in charge, what was answered, its story."""

from __future__ import annotations

from dialogue_app.cli.issue_now import state_words
from dialogue_app.cli.output import say, say_facts
from dialogue_app.domain.vocabulary import AssignmentState, Relation, StoryKind
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import field_name, word
from dialogue_app.services.issue_story import (
    AnswerView,
    AssignmentView,
    DirectionView,
    IssueDetail,
    RaiserView,
    StoryLine,
)

_TOLD_ABOVE = (StoryKind.ANSWERED, StoryKind.DIRECTED)  # their words stand in sections of their own


def say_whole(detail: IssueDetail) -> None:
    """Everything about one issue."""
    say(f"{detail.code}  {state_words(detail.row)}")
    say(detail.form.text)
    say()
    say_facts(_facts(detail))
    _section(_("Bodies in charge"), map(_assignment, detail.assignments))
    _section(_("Direction of the chair"), map(_direction, detail.directions))
    _section(_("Answer"), map(_answer, detail.answers))
    _section(_("How it was handled"), map(_story, detail.story))


def _section(title: str, paragraphs: map[str]) -> None:
    filled = list(paragraphs)
    if filled:
        say()
        say(f"{title}:")
    for one in filled:
        say("\n".join(f"  {line}" for line in one.splitlines()))


def _facts(detail: IssueDetail) -> list[tuple[str, str]]:
    form, row = detail.form, detail.row
    flags = (
        (form.withhold_name, _("Asks not to be named")),
        (form.unsigned, _("The slip bears no name")),
        (form.complaint, _("Shows signs of a complaint or denunciation")),
    )
    return [
        (field_name("raisers"), "\n".join(map(_raiser, enumerate(detail.raisers, 1)))),
        (_("Papers"), "\n".join(text for ticked, text in flags if ticked)),
        (_("Session"), row.session_code),
        (field_name("received_on"), screen_date(form.received_on)),
        (field_name("moment"), word(form.moment)),
        (field_name("medium"), word(form.medium)),
        (field_name("kind"), word(form.kind)),
        (field_name("topic"), row.topic),
        (field_name("authority"), word(form.authority)),
        (field_name("due"), screen_date(row.next_due_on)),
        (_("Waiting for"), detail.waiting_for),
        (_("Followed with"), detail.original_code),
        (field_name("note"), form.note),
    ]


def _raiser(numbered: tuple[int, RaiserView]) -> str:
    """With the number that `issue verdict --raiser` takes."""
    place, one = numbered
    n = one.members_count or 0
    said = [
        f"{place}. {one.name}" + (f" ({one.speaker})" if one.speaker else ""),
        ngettext("for {n} member", "for {n} members", n).format(n=n) if n else "",
        one.enterprise_code or _("not in the register"),
        word(one.verdict) if one.verdict else "",
    ]
    return " · ".join(filter(None, said))


def _assignment(part: AssignmentView) -> str:
    given = _("assigned {day}") if part.relation is Relation.OWN else _("transferred {day}")
    limit = _("limit {day}").format(day=screen_date(part.due_on)) if part.due_on else part.due_text
    if part.due_on and part.due_basis and part.due_days:
        limit += f" ({word(part.due_basis)})"
    said = [
        f"{word(part.role)}: {part.body}",
        part.person,
        given.format(day=screen_date(part.given_on)) if part.given_on else "",
        limit,
        word(part.state) if part.state is not AssignmentState.GIVEN else "",
    ]
    return " · ".join(filter(None, said))


def _direction(one: DirectionView) -> str:
    limit = _("limit {day}").format(day=screen_date(one.due_on)) if one.due_on else ""
    head = [screen_date(one.on), one.speaker, "; ".join(one.bodies), limit]
    return " · ".join(filter(None, head)) + f"\n  {one.text}"


def _answer(one: AnswerView) -> str:
    letter = _("letter {number}").format(number=one.letter_number) if one.letter_number else ""
    also = _("also for {codes}").format(codes=", ".join(one.other_codes)) if one.other_codes else ""
    head = [
        screen_date(one.answered_on),
        word(one.kind),
        ", ".join(filter(None, [one.person, one.person_title, one.body])),
        letter,
        "" if one.settles else _("the matter stays open"),
        _("a written answer is to come") if one.also_in_writing else "",
        also,
    ]
    text = "\n".join(f"  {line}" for line in one.text.splitlines())
    return " · ".join(filter(None, head)) + f"\n{text}"


def _story(line: StoryLine) -> str:
    said = " ".join(filter(None, [word(line.kind), line.who]))
    for value in (line.outcome, line.verdict):
        if value is not None:
            said += f": {word(value)}"
    if line.due_on is not None:
        said += ", " + _("limit {day}").format(day=screen_date(line.due_on))
    if line.text and line.kind not in _TOLD_ABOVE:
        said += f". {line.text}"
    return f"{screen_date(line.on)}  {said}"
