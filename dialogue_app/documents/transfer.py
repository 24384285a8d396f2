"""The letter that hands issues over to a body: from facts to the parts of the paper.

Verb and tone follow from what the body is to us: a unit of ours is ordered (giao), a body in our
area is asked to work with us, an equal or higher one asked politely, the city petitioned.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.documents.common_texts import common_texts
from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.form import AS_ABOVE, POLITE_NOUNS, RECORDS
from dialogue_app.documents.kinds.transfer import names
from dialogue_app.documents.parts import (
    Addressees,
    LetterHead,
    Numbered,
    Paper,
    Paragraph,
    Part,
    Recipient,
    Recipients,
    Section,
    SignatureColumns,
)
from dialogue_app.documents.phrases import BLANK, Phrases, ended
from dialogue_app.documents.raiser_words import raisers_as_printed
from dialogue_app.documents.signing import signature
from dialogue_app.documents.transfer_facts import TransferFacts, TransferredIssue
from dialogue_app.documents.transfer_texts import transfer_texts
from dialogue_app.documents.withholding import Withholding, unless_named
from dialogue_app.domain.text import clean, initial_upper
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n.formats import paper_date, paper_day, paper_month


def transfer_parts(facts: TransferFacts) -> Paper:
    """The letter to one body, one section without an annex.

    Raises `BadText` and `UnknownField` where its texts are not those it declares.
    """
    words = transfer_texts()
    parts = (
        letter_head(facts, _subject(facts, words)),
        Addressees((facts.body,)),
        Paragraph(_intro(facts, words)),
        *_items(facts),
        *_asked(facts, words),
        signed_to(facts),
    )
    name = words.say("name", body=facts.body)
    return Paper(name, (Section(parts),), facts.agency.full_name, facts.drawn_up)


def _subject(facts: TransferFacts, words: Phrases) -> str:
    key = f"subject_{facts.relation.value}"
    if facts.session_day:
        return words.say(f"{key}_session", day=paper_day(facts.session_day))
    return words.say(key)


def letter_head(facts: TransferFacts, subject: str) -> Part:
    """The head of a letter of ours; number and day are left open."""
    agency, words = facts.agency, transfer_texts()
    month, year = paper_month(facts.drawn_up), str(facts.drawn_up.year)
    dated = words.say("place_and_date", place=agency.place_name, month=month, year=year)
    number = words.say("number", symbol=agency.symbol, unit=_drafting_unit(facts))
    return LetterHead(agency.head_lines, number, agency.superior.upper(), dated, subject)


def _drafting_unit(facts: TransferFacts) -> str:
    """Its abbreviation as symbols have it: in capitals, no blanks around hyphens."""
    return "-".join(map(str.strip, facts.letter.drafting_unit.upper().split("-")))


def addressed(facts: TransferFacts) -> str:
    """How the letter speaks of the body: a higher one politely, "Quý Sở"."""
    if facts.relation in (Relation.OWN, Relation.LOCAL):
        return facts.body
    words, name = common_texts(), f"{facts.body} "
    noun = next((noun for noun in POLITE_NOUNS if name.startswith(f"{noun} ")), "")
    return words.say("polite", noun=noun) if noun else words.say("polite_body")


def _intro(facts: TransferFacts, words: Phrases) -> str:
    key = "intro_own" if facts.relation is Relation.OWN else "intro"
    fields: dict[str, str | int] = {"agency": initial_upper(facts.agency.full_name)}
    if facts.session_day:
        key += "_session"
        fields["date"] = initial_upper(paper_date(facts.session_day))
        fields["session"] = " ".join(clean(facts.session_name).split())
    key += "_one" if len(facts.issues) == 1 else ""
    return words.say(key, n=len(facts.issues), body=addressed(facts), **fields)


def item_texts(facts: TransferFacts) -> list[str]:
    """What the letter tells of each issue, in their order."""
    others, words = _others(facts), transfer_texts()
    return [_item(issue, facts, others, words) for issue in facts.issues]


def _items(facts: TransferFacts) -> Iterator[Part]:
    items = item_texts(facts)
    if len(items) == 1:
        yield Paragraph(items[0])
    else:
        yield from (Numbered(place, item) for place, item in enumerate(items, start=1))


def _item(
    issue: TransferredIssue, facts: TransferFacts, others: Withholding, words: Phrases
) -> str:
    flags = names(issue.flags)
    hidden = issue.raisers if _is_unnamed(flags) else ()
    raiser = raisers_as_printed(issue.raisers, flags, issue.medium)
    fields = {
        "raiser": initial_upper(raiser or ""),
        "code": issue.code,
        "text": ended(Withholding(hidden, others).applied_to(issue.text)),
    }
    if issue.due is None or _common_due(facts) or facts.relation is Relation.SUPERIOR:
        return words.say("item", **fields)
    key = "item_own_due" if facts.relation is Relation.OWN else "item_due"
    return words.say(key, date=paper_date(issue.due), **fields)


def _others(facts: TransferFacts) -> Withholding:
    """Whose names stand in no text of the letter but where it names them itself."""
    named: list[RaiserFacts] = []
    hidden = list(facts.unnamed)
    for one in facts.issues:
        (hidden if _is_unnamed(names(one.flags)) else named).extend(one.raisers)
    return Withholding.elsewhere(unless_named(hidden, named))


def _is_unnamed(flags: FlagFacts) -> bool:
    return flags.withhold_name or flags.unsigned


def _common_due(facts: TransferFacts) -> bool:
    """Whether all issues have one date, which the letter then says once."""
    return len({issue.due for issue in facts.issues}) == 1


def _asked(facts: TransferFacts, words: Phrases) -> Iterator[Part]:
    key, due = f"ask_{facts.relation.value}", facts.issues[0].due
    fields = {"agency": initial_upper(facts.agency.short_name), "body": addressed(facts)}
    if facts.relation is not Relation.SUPERIOR:
        key += "_unnamed" * any(_is_unnamed(names(issue.flags)) for issue in facts.issues)
        if not _common_due(facts):
            key += "_dues"
        elif due:
            key += "_due"
            fields["date"] = paper_date(due)
    yield Paragraph(words.say(key, **fields))
    if facts.relation is not Relation.OWN:
        yield from contact_and_thanks(facts)
    else:
        yield Paragraph(words.say("closing_own", body=facts.body))


def contact_and_thanks(facts: TransferFacts) -> Iterator[Part]:
    """Whom to call here, and the last sentence to whom we do not command."""
    yield Paragraph(_contact(facts, transfer_texts()))
    yield Paragraph(transfer_texts().say("closing", body=addressed(facts)))


def _contact(facts: TransferFacts, words: Phrases) -> str:
    """Whom to call: the e-mail where one was typed, the telephone's gap only without either."""
    letter, contact = facts.letter, facts.letter.contact.rstrip(" .,;")
    if not letter.contact_email:
        return words.say("contact", contact=contact, phone=letter.contact_phone)
    if not letter.contact_phone:
        return words.say("contact_email", contact=contact, email=letter.contact_email)
    return words.say(
        "contact_both", contact=contact, phone=letter.contact_phone, email=letter.contact_email
    )


def signed_to(facts: TransferFacts) -> Part:
    """Who signs, and who gets it."""
    recipients = _recipients(facts, transfer_texts())
    return SignatureColumns(signature(facts.agency, facts.letter), recipients)


def _recipients(facts: TransferFacts, words: Phrases) -> Recipients:
    symbol, level = facts.agency.symbol, facts.agency.level
    leaders = Recipient(words.say("to_leaders", symbol=symbol, level=level))
    to = [Recipient(AS_ABOVE)]
    if facts.relation is Relation.OWN:
        to.append(leaders)
    else:
        party = words.say("to_party", level=level)
        front = words.say("to_front", level=level)
        to += [Recipient(party, words.say("for_report")), Recipient(front), leaders]
    if any(issue.raisers and not issue.flags.unsigned for issue in facts.issues):
        to.append(Recipient(words.say("to_raisers"), words.say("for_information")))
    return Recipients(tuple(to), (RECORDS, _drafting_unit(facts) or BLANK))
