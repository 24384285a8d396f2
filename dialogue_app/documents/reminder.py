"""The letter that asks once more for answers: from facts to the parts of the paper.

It goes to bodies we do not command only; head, issues and names are those of the letter that handed
the issues over.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.documents.parts import Addressees, Numbered, Paper, Paragraph, Part, Section
from dialogue_app.documents.reminder_facts import ReminderLetterFacts, SentIssues
from dialogue_app.documents.reminder_texts import reminder_texts
from dialogue_app.documents.transfer import (
    addressed,
    contact_and_thanks,
    item_texts,
    letter_head,
    signed_to,
)
from dialogue_app.domain.text import initial_upper
from dialogue_app.i18n.formats import paper_date


def reminder_parts(facts: ReminderLetterFacts) -> Paper:
    """The letter to one body, one section without an annex.

    Raises `BadText` and `UnknownField` where its texts are not those it declares.
    """
    parts = (
        letter_head(facts, _subject(facts)),
        Addressees((facts.body,)),
        *_what_was_sent(facts),
        Paragraph(_asked(facts)),
        *contact_and_thanks(facts),
        signed_to(facts),
    )
    name = reminder_texts().say("name", body=facts.body)
    return Paper(name, (Section(parts),), facts.agency.full_name, facts.drawn_up)


def _subject(facts: ReminderLetterFacts) -> str:
    if facts.time < 2:
        return reminder_texts().say("subject")
    return reminder_texts().say("subject_again", time=str(facts.time))


def _what_was_sent(facts: ReminderLetterFacts) -> Iterator[Part]:
    """When each issue went out, and what it says."""
    items = dict(zip((issue.code for issue in facts.issues), item_texts(facts), strict=True))
    place = 0
    for sent in facts.sent:
        yield Paragraph(_sent(facts, sent))
        for code in sent.codes:
            place += 1
            yield Paragraph(items[code]) if len(items) == 1 else Numbered(place, items[code])


def _sent(facts: ReminderLetterFacts, sent: SentIssues) -> str:
    fields: dict[str, str | int] = {
        "date": initial_upper(paper_date(sent.on)),
        "agency": facts.agency.full_name,
        "body": addressed(facts),
        "n": len(sent.codes),
    }
    one = "_one" if len(sent.codes) == 1 else ""
    if sent.number:
        return reminder_texts().say(f"sent_letter{one}", number=sent.number, **fields)
    return reminder_texts().say(f"sent{one}", **fields)


def _asked(facts: ReminderLetterFacts) -> str:
    key = f"asked_{facts.relation.value}"
    n, agency = len(facts.issues), facts.agency.short_name
    return reminder_texts().say(key, agency=agency, body=addressed(facts), n=n)
