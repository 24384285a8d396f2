"""What one row of a workbook of issues means: its raisers, its topic and its bodies looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogue_app.domain.body_names import body_key, says_more
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.policies import Matter, Policy
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.text import enterprise_match_key, fold, text_digest
from dialogue_app.domain.vocabulary import COMPLAINT_KINDS, Medium, Moment, RaiserKind
from dialogue_app.exchange.cells import BETWEEN_PARTS
from dialogue_app.exchange.header_words import section_words, words_only
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.exchange.raisers import SheetRaiser
from dialogue_app.exchange.sections import bare_topic
from dialogue_app.services.bodies.editing import BodyMatch
from dialogue_app.services.imports.kept_words import can_keep, kept_words
from dialogue_app.services.issues.import_known import Identity, raiser_key
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.policies.editing import RuleBook

_LISTED = re.compile(r"\s*[,/+]\s*(?:và\s+)?|\s+[-–&]\s+|\s+và\s+")


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """What one body says, and which one it is where that is known."""

    by: str  # as it was written; empty where nobody is named
    body_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ProposedByRules:
    """What the rules of the office will propose for a row once its issue is given out.

    It is shown, and never written: a rule may change before then, and no file said it.
    """

    book: RuleBook
    due: Policy | None
    supporters: Policy | None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as it would be written, and what was noted while looking things up."""

    draft: SheetIssue
    form: IssueDraft
    bodies: tuple[BodyMatch, ...]  # each once, the first to lead where `has_lead`; unknown ones too
    has_lead: bool
    answers: tuple[SaidAnswer, ...]  # one of each body that answers
    problems: tuple[Problem, ...]
    identity: Identity
    topic: str  # as the list has it, else as it was written
    proposed: ProposedByRules | None = None

    @property
    def lead(self) -> BodyMatch | None:
        """The body that is to lead, where one is and we know it: no other one takes its place."""
        first = next(iter(self.bodies), None)
        return first if self.has_lead and first and first.body_id is not None else None

    @property
    def supporting(self) -> list[BodyMatch]:
        """The other bodies we know."""
        others = self.bodies[1:] if self.has_lead else self.bodies
        return [body for body in others if body.body_id is not None]


_OF_WORDS_KEPT = frozenset(
    {RowProblem.CHOICE_UNKNOWN, RowProblem.CHANNEL_UNKNOWN, RowProblem.DAY_UNCLEAR}
)
_MARKS = ("withhold_name", "unsigned", "also_elsewhere")


def plan_row(lookups: Lookups, draft: SheetIssue) -> PlannedRow:
    """What the row means, and what the rules of the office will propose for it."""
    row = _looked_up(lookups, draft)
    return replace(row, proposed=_proposed(lookups, row))


def _looked_up(lookups: Lookups, draft: SheetIssue) -> PlannedRow:
    """Look up whatever the row names; what is not known is kept as written, with a warning."""
    problems, kept = _words_kept(draft)
    raisers = _raisers(lookups, draft, problems)
    kept += [kept_words("contact", one.contact) for one in draft.raisers if one.contact]
    topic, left = _topic(lookups, draft.topic)
    if left:
        problems.append(Problem(RowProblem.WORDS_KEPT, "topic", {"value": left}))
        kept.append(kept_words("topic", left))
    named = [*filter(None, (draft.lead_body, *draft.supporting_bodies))]
    answers = _answers(lookups, draft)
    written = [part for name in named for part in _apart(lookups, name)]
    bodies = [_body(lookups, name, problems) for name in written or _who_answers(lookups, draft)]
    each = {body.body_id or body.written: body for body in reversed(bodies)}
    whose, has_lead = tuple(reversed(each.values())), bool(draft.lead_body) or not named
    plain = IssueDraft(draft.text)
    complaint = draft.complaint or draft.kind in COMPLAINT_KINDS
    form = IssueDraft(
        text=draft.text,
        session_id=lookups.session_id,
        kind=draft.kind or plain.kind,
        moment=_moment(lookups, draft),
        medium=draft.medium or plain.medium,
        received_on=draft.received_on or lookups.received,
        raisers=raisers,
        topic_id=topic,
        authority=draft.authority or plain.authority,
        venue_id=_venue(lookups, draft, problems),
        complaint=complaint,
        **{name: getattr(draft, name) for name in _MARKS},
        note=_note(draft, bodies, kept, complaint=complaint),
        **draft.others,
    )
    called = lookups.topic_names.get(topic, draft.topic) if topic else draft.topic
    return PlannedRow(
        draft, form, whose, has_lead, answers, tuple(problems), _identity(draft, form), called
    )


def _limit_of_nobody(draft: SheetIssue) -> list[str]:
    """For the note, a limit where nobody is known who is to keep it."""
    limit = draft.due_text or (f"{draft.due:%d/%m/%Y}" if draft.due else "")
    return [kept_words("due", limit)] if limit else []


def _who_answers(lookups: Lookups, draft: SheetIssue) -> list[str]:
    """Who gave the answers, where they are known: those had the issue."""
    by = [draft.answered_by] if draft.answered_by else [name for name, _ in draft.answers_apart]
    return [name for name in by if _body_id(lookups, name) is not None]


def _proposed(lookups: Lookups, row: PlannedRow) -> ProposedByRules | None:
    """What rules propose for the lead body: a limit where the file names none, who supports it."""
    draft, form = row.draft, row.form
    if form.complaint or row.lead is None:
        return None
    rules, matter = lookups.book.policies, Matter(form.topic_id, row.lead.body_id, form.kind)
    has_limit = draft.due is not None or draft.due_text
    due = None if has_limit else rules.due(matter, form.received_on or lookups.day)
    supporters = rules.supporters(matter)
    if due is None and supporters is None:
        return None
    return ProposedByRules(lookups.book, due, supporters)


def _answers(lookups: Lookups, draft: SheetIssue) -> tuple[SaidAnswer, ...]:
    """The answer of the row; where several bodies answer, what each says."""
    said = draft.answers_apart or ((draft.answered_by, draft.answer),)
    return tuple(SaidAnswer(by, _body_id(lookups, by), text) for by, text in said if text)


def _body_id(lookups: Lookups, written: str) -> int | None:
    return lookups.bodies.resolve(written, lookups.day).body_id if written else None


def _words_kept(draft: SheetIssue) -> tuple[list[Problem], list[str]]:
    """What was noted of the row, and for its note the words that no list has."""
    problems: list[Problem] = []
    kept: list[str] = []
    for found in draft.warnings:
        if found.problem in _OF_WORDS_KEPT and can_keep(found.field):
            kept.append(kept_words(found.field, found.values["value"]))
        is_choice = found.problem is RowProblem.CHOICE_UNKNOWN and can_keep(found.field)
        problems.append(replace(found, problem=RowProblem.WORDS_KEPT) if is_choice else found)
    cites = bool(draft.answer_number) and draft.answer_number in draft.answer_cited
    if draft.answer_cited and not cites:
        kept.append(kept_words("answer", draft.answer_cited))
    if not draft.answer and draft.answer_number:
        kept.append(
            kept_words("answer_number", draft.answer_cited if cites else draft.answer_number)
        )
    if draft.answer_date and not draft.answer and not draft.answer_cited:
        kept.append(kept_words("answer_date", f"{draft.answer_date:%d/%m/%Y}"))
    return problems, kept


def _topic(lookups: Lookups, written: str) -> tuple[int | None, str]:
    """The topic, the first known one of several, and the words that are left."""
    whole = lookups.topics.get(fold(written)) if written else None
    if whole is not None or not written:
        return whole, ""
    parts = [*filter(None, map(bare_topic, BETWEEN_PARTS.split(written)[::2]))]
    known = [lookups.topics.get(fold(part)) for part in parts]
    first = next((topic for topic in known if topic is not None), None)
    left = [part for part, topic in zip(parts, known, strict=True) if topic != first]
    return first, written if first is None else "; ".join(left)


def _moment(lookups: Lookups, draft: SheetIssue) -> Moment:
    """What the row says, else its day, else what was answered for all rows that do not say."""
    return draft.moment or _by_its_day(lookups, draft) or draft.moment_answered or Moment.UNKNOWN


def _by_its_day(lookups: Lookups, draft: SheetIssue) -> Moment | None:
    """What was received before the day of its session was sent before it; a form so after it.

    A slip of the session may be entered later, and the day of the session says neither; nor does
    the day of a row that names a session nobody knows.
    """
    is_elsewhere = any(told.problem is RowProblem.SESSION_UNKNOWN for told in draft.warnings)
    if draft.received_on is None or lookups.session_id is None or is_elsewhere:
        return None
    if draft.received_on < lookups.day:
        return Moment.BEFORE
    is_form = draft.medium is Medium.ONLINE_FORM
    return Moment.AFTER if is_form and draft.received_on > lookups.day else None


def _identity(draft: SheetIssue, form: IssueDraft) -> Identity:
    return Identity(
        draft.code,
        text_digest(form.text),
        form.text,
        tuple(raiser_key(raiser.enterprise_id, raiser.written_name) for raiser in form.raisers),
        frozenset(enterprise_match_key(raiser.written_name) for raiser in form.raisers),
        draft.ordinal,
    )


def _venue(lookups: Lookups, draft: SheetIssue, problems: list[Problem]) -> int | None:
    """The venue whose name the cell holds, the longest of several, or whose name holds the cell.

    "Điểm cầu chợ Mẫu, phường Mẫu" names the venue "Chợ Mẫu"; part of several names none.
    """
    if not draft.venue:
        return None
    said = _venue_words(draft.venue)
    names = {_venue_words(name): key for name, key in lookups.venues.items()}
    within = [name for name in names if name in said]
    if within:
        return names[max(within, key=len)]
    holding = [key for name, key in names.items() if said.strip() and said in name]
    if len(holding) == 1:
        return holding[0]
    problems.append(Problem(RowProblem.VENUE_UNKNOWN, "venue", {"value": draft.venue}))
    return None


def _venue_words(written: str) -> str:
    return f" {words_only(written)} ".replace(" diem cau ", " ").replace(" tai ", " ")


def _note(draft: SheetIssue, bodies: list[BodyMatch], kept: list[str], *, complaint: bool) -> str:
    """The note, with the names of bodies that are not proposed: what was written is not lost.

    These are bodies nobody knows, those of which more is said, and all bodies of a complaint.
    """
    left = [
        kept_words("body", body.written)
        for body in bodies
        if body.body_id is None
        or complaint
        or (says_more(body.written) and body_key(body.written) != body_key(body.name))
    ]
    has_lead = bool(draft.lead_body) or not draft.supporting_bodies
    if complaint or not (has_lead and bodies and bodies[0].body_id):
        kept = [*kept, *_limit_of_nobody(draft)]
    return "\n".join(filter(None, [draft.note, *kept, *left]))


def _raisers(
    lookups: Lookups, draft: SheetIssue, problems: list[Problem]
) -> tuple[RaiserDraft, ...]:
    """Who raised it; a tax code without a name names its enterprise."""
    written = list(draft.raisers)
    holder = lookups.by_tax_code.get(draft.tax_code.value) if draft.tax_code else None
    if not written and holder is not None:
        written = [SheetRaiser(RaiserKind.ENTERPRISE, holder.name)]
    return tuple(
        _raiser(lookups, draft, place, raiser, problems) for place, raiser in enumerate(written)
    )


def _raiser(
    lookups: Lookups,
    draft: SheetIssue,
    place: int,
    written: SheetRaiser,
    problems: list[Problem],
) -> RaiserDraft:
    coded = lookups.of_code(written.name)
    if coded is not None:
        written = replace(written, kind=RaiserKind.ENTERPRISE, name=coded.name)
    known = (
        coded.id
        if coded is not None
        else _enterprise(lookups, draft if place == 0 else None, written, problems)
    )
    kind = written.kind
    if kind is not RaiserKind.ASSOCIATION:
        kind = RaiserKind.ENTERPRISE if known else RaiserKind.UNIDENTIFIED
        if known is None:
            value = {"value": written.name}
            problems.append(Problem(RowProblem.RAISER_UNKNOWN, "raisers", value))
    return RaiserDraft(
        kind=kind,
        enterprise_id=known,
        written_name=written.name,
        speaker=draft.speaker if place == 0 else written.speaker,
        members_count=written.members_count,
        others_count=written.others_count,
        others_text=written.others_text,
    )


def _enterprise(
    lookups: Lookups, coded: SheetIssue | None, written: SheetRaiser, problems: list[Problem]
) -> int | None:
    """The enterprise by its tax code (of the first raiser), else the only one of that name.

    A namesake with another code is another enterprise.
    """
    code = coded.tax_code.value if coded and coded.tax_code else None
    key = enterprise_match_key(written.name)
    holder = lookups.by_tax_code.get(code) if code else None
    if holder is not None and code is not None:
        if enterprise_match_key(holder.name) != key:
            values = {"value": code, "name": holder.name}
            problems.append(Problem(RowProblem.CODE_OF_ANOTHER, "tax_code", values))
        return holder.id
    namesakes = [
        known for known in lookups.by_name.get(key) or [] if code is None or known.tax_code is None
    ]
    return namesakes[0].id if len(namesakes) == 1 else None


def _apart(lookups: Lookups, written: str) -> list[str]:
    """The bodies of a list with commas, where each is known; else what was written, whole."""
    pieces = _LISTED.split(written)
    if len(pieces) == 1 or lookups.bodies.is_name(written):
        return [written]
    found: list[str] = []
    most = lookups.bodies.most_words
    while pieces:
        ends = range(min(len(pieces), most), 0, -1)
        heads = ((end, ", ".join(pieces[:end])) for end in ends)
        known = next(((end, head) for end, head in heads if lookups.bodies.is_name(head)), None)
        if known is None and section_words().body.match(words_only(pieces[0])):
            known = 1, pieces[0]
        if known is None:
            return [written]
        found.append(known[1])
        pieces = pieces[known[0] :]
    return found


def _body(lookups: Lookups, written: str, problems: list[Problem]) -> BodyMatch:
    match = lookups.bodies.resolve(written, lookups.day)
    if match.body_id is None:
        problems.append(Problem(RowProblem.BODY_UNKNOWN, "lead_body", {"value": written}))
    elif not lookups.bodies.exists(written, lookups.day):
        values = {"value": written, "body": match.name}
        problems.append(Problem(RowProblem.BODY_SUCCEEDED, "lead_body", values))
    return match
