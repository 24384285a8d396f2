"""Messages to copy into Zalo or an e-mail: reminders to bodies, and what raisers are told.

They are Vietnamese whatever the screen speaks. Issues stand in them by their codes; no raiser is
named to a body, and to a raiser nobody but itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dialogue_app.documents.message_texts import message_texts
from dialogue_app.documents.phrases import ended
from dialogue_app.domain.calendar import Weekday
from dialogue_app.domain.text import initial_upper
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.i18n.formats import paper_day


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send, and its subject where it goes by e-mail."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class SenderFacts:
    """How our agency is called in full and in short, and whom to call here."""

    full_name: str
    short_name: str
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OwedFacts:
    """An issue to which an answer is owed: by when, or since when by which letter."""

    code: str
    since: date
    due_on: date | None = None
    is_late: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class PromisedFacts:
    """What was promised in the answer to some issues, without names withheld, and by when."""

    what: str
    codes: tuple[str, ...]
    due_on: date
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What a body is reminded of: answers it owes, and what it promised in answers.

    `asked` and `times`: when it was asked last for the answers, and how often before.
    """

    body: str
    relation: Relation
    issues: tuple[OwedFacts, ...] = ()
    promised: tuple[PromisedFacts, ...] = ()
    asked: date | None = None
    times: int = 0

    @property
    def is_late(self) -> bool:
        """Whether a unit of ours is late with anything."""
        things: tuple[OwedFacts | PromisedFacts, ...] = (*self.issues, *self.promised)
        return any(one.is_late for one in things)


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """One thing a raiser is told of an issue; the text of an answer without names withheld."""

    purpose: ContactPurpose
    code: str
    on: date
    who: str = ""  # the body that has it, or that answered
    relation: Relation | None = None  # of the body that has it
    number: str = ""
    text: str = ""


def reminder_message(sender: SenderFacts, facts: ReminderFacts) -> Message:
    """What a body is told of answers it owes and of what it promised; one text for both.

    The tone follows from what it is to us.
    """
    own = facts.relation is Relation.OWN
    lines: list[str] = []
    if facts.issues:
        lines += _own_lines(facts) if own else _others_lines(sender, facts)
    if facts.promised:
        lines += _promised_lines(sender, facts)
    return Message(_subject(facts), "\n".join([*lines, *_contact(sender)]))


def _subject(facts: ReminderFacts) -> str:
    """What the message is about, in the tone of what is most urgent."""
    own = facts.relation is Relation.OWN
    tone = ("late" if facts.is_late else "soon") if own else "asked"
    counts = {"n": len(facts.issues), "promised": len(facts.promised)}
    counts = {name: n for name, n in counts.items() if n}
    about = "_".join(counts)
    if own or not facts.issues or facts.asked is None:
        return message_texts().say(f"{tone}_subject_{about}", **counts)
    time = str(facts.times + 1)
    return message_texts().say(f"asked_subject_again_{about}", time=time, **counts)


def _promised_lines(sender: SenderFacts, facts: ReminderFacts) -> Iterator[str]:
    words, own = message_texts(), facts.relation is Relation.OWN
    for one in facts.promised:
        tone = ("late" if one.is_late else "soon") if own else "asked"
        yield words.say(
            f"promise_{tone}",
            body=facts.body,
            day=_day(one.due_on),
            what=one.what.rstrip(" ."),
            codes=", ".join(one.codes),
        )
    if own:
        late = any(one.is_late for one in facts.promised)
        yield words.say(f"promise_{'late' if late else 'soon'}_closing")
    else:
        key = f"promise_asked_{facts.relation.value}"
        yield words.say(key, body=facts.body, agency=sender.short_name)


def told_message(
    sender: SenderFacts, raiser: str, told: Sequence[ToldFacts], *, ask: bool = False
) -> Message:
    """What a raiser is told of its issues; with `ask` also what to ask it of the answers."""
    words = message_texts()
    agency = initial_upper(sender.full_name)
    first = (
        words.say("told", agency=agency, raiser=raiser)
        if raiser
        else words.say("told_unnamed", agency=agency)
    )
    lines = [first, *map(_told_line, told)]
    if any(one.purpose is ContactPurpose.TOLD_WHERE for one in told):
        lines.append(words.say("when_answered", agency=sender.short_name))
    if ask:
        lines.append(words.say("asked_opinion"))
    subject = words.say("told_subject", n=len({one.code for one in told}))
    return Message(subject, "\n".join([*lines, *_contact(sender)]))


def _own_lines(facts: ReminderFacts) -> Iterator[str]:
    words = message_texts()
    tone = "late" if any(issue.is_late for issue in facts.issues) else "soon"
    for (is_late, due), issues in groupby(facts.issues, lambda one: (one.is_late, one.due_on)):
        key, codes = f"own_{'late' if is_late else 'soon'}", [issue.code for issue in issues]
        yield words.say(key, body=facts.body, n=len(codes), day=_day(due), codes=", ".join(codes))
    yield words.say(f"own_{tone}_closing")


def _others_lines(sender: SenderFacts, facts: ReminderFacts) -> Iterator[str]:
    words, agency, asked = message_texts(), sender.short_name, facts.asked
    by_letter = sorted(facts.issues, key=lambda one: (one.since, one.number, one.code))
    for (since, number), issues in groupby(by_letter, lambda one: (one.since, one.number)):
        codes = [issue.code for issue in issues]
        said: dict[str, str | int] = {
            "day": paper_day(since), "agency": sender.full_name, "body": facts.body,
            "n": len(codes), "codes": ", ".join(codes),
        }  # fmt: skip
        yield (
            words.say("sent_letter", number=number, **said) if number else words.say("sent", **said)
        )
    if asked is None:
        yield words.say("no_answer", agency=agency)
    else:
        yield words.say("no_answer_again", agency=initial_upper(agency), last=paper_day(asked))
    yield words.say(f"asked_{facts.relation.value}", body=facts.body, agency=agency)


def _told_line(one: ToldFacts) -> str:
    words, day = message_texts(), paper_day(one.on)
    if one.purpose is ContactPurpose.GUIDED:
        return words.say("guided", code=one.code)
    if one.purpose is ContactPurpose.TOLD_WHERE:
        key = {Relation.OWN: "where_own", Relation.SUPERIOR: "where_up"}
        chosen = key.get(one.relation, "where_sent") if one.relation else "where_sent"
        return words.say(chosen, code=one.code, body=one.who, day=day)
    fields = {"code": one.code, "text": ended(one.text)}
    fields |= {"number": one.number} if one.number else {"day": day}
    fields |= {"who": one.who} if one.who else {}
    return words.say(f"answer{'_letter' * bool(one.number)}{'_by' * bool(one.who)}", **fields)


def _contact(sender: SenderFacts) -> Iterator[str]:
    """Whom to call here, as far as the settings say it."""
    words = message_texts()
    if sender.contact and sender.phone:
        yield words.say("contact_phone", contact=sender.contact, phone=sender.phone)
    elif sender.contact:
        yield words.say("contact", contact=sender.contact)
    elif sender.phone:
        yield words.say("phone", phone=sender.phone)


def _day(day: date | None) -> str:
    """Thứ Sáu 25/9/2026."""
    if day is None:
        return ""
    return f"{message_texts().say(Weekday.of(day).value)} {paper_day(day)}"
