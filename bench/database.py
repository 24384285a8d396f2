"""The database the scenarios run on, built once per size and kept in `.make/bench`."""

from __future__ import annotations

import hashlib
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import words
from bench.timing import KEPT
from dialogue_app import machine
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft, SpeechDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import enterprise_match_key, fold, text_digest
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    AuthorityLevel,
    DueBasis,
    IssueKind,
    Medium,
    Moment,
    Outcome,
    ParticipantRole,
    RaiserKind,
    Relation,
    TaxCodeKind,
)
from dialogue_app.i18n.formats import stored
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.models.sessions import DialogueSession, Direction, DirectionIssue
from dialogue_app.storage.schema import HEAD

CODE = "2026-K3"  # the session whose minutes are written
OF_SESSION = 40  # its issues
_DAY = date(2026, 9, 15)
NOW = datetime(2026, 10, 7, 2, 0, tzinfo=UTC)  # a Wednesday on which some limits end
_RELATIONS = (Relation.OWN, Relation.OWN, Relation.LOCAL, Relation.OTHER, Relation.SUPERIOR)
_BODIES = 20
_PAST_SESSIONS = 100
_TOPICS = 10
# So that every view has rows: of those begun, how many were given out, of these sent, and answered.
_GIVEN, _SENT, _ANSWERED_EACH, _PROMISED_EACH = 0.95, 0.9, 10, 2
_ELSEWHERE = 0.05  # must stand in the city's system, too; half of them have no number there yet
Values = dict[str, Any]


def database(issues: int, enterprises: int) -> Case:
    """A database with so many issues and enterprises.

    It is built anew when this module, `bench.words` or the schema has changed.
    """
    sources = b"".join(Path(str(file)).read_bytes() for file in (__file__, words.__file__))
    mark = hashlib.sha256(sources).hexdigest()[:8]
    folder = KEPT / f"{issues}-{enterprises}-{HEAD}-{mark}"
    if not folder.exists():
        beside = folder.with_suffix(".part")
        shutil.rmtree(beside, ignore_errors=True)
        _fill(beside, issues, enterprises)
        beside.rename(folder)
    return open_case(folder, lambda: NOW, machine.user_name())


def _fill(folder: Path, issues: int, enterprises: int) -> None:
    case = open_case(folder, lambda: NOW, machine.user_name())
    set_agency(case, agency_detail(case), AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    session_id = add_session(case, _session())
    chance = random.Random(2)
    with case.store.writing(case.actor, "bench.fill", case.clock()) as session:
        bodies = insert_rows(session, Body, [_body(n) for n in range(_BODIES)])
        known = insert_rows(session, Enterprise, _enterprises(enterprises))
        past = insert_rows(session, DialogueSession, [_past(n) for n in range(_PAST_SESSIONS)])
        values = [_issue(place, chance, session_id, past) for place in range(issues)]
        issue_ids = insert_rows(session, Issue, values)
        insert_rows(session, Raiser, [_raiser(issue_id, chance, known) for issue_id in issue_ids])
        begun = [key for place, key in enumerate(issue_ids) if place % 20 or place < OF_SESSION]
        assignments = [_assignment(issue_id, chance, bodies) for issue_id in begun]
        insert_rows(session, Assignment, assignments)
        discussed = issue_ids[:OF_SESSION] + begun[OF_SESSION::_ANSWERED_EACH]
        answers = [_answer(chance, session_id, bodies) for _ in discussed]
        answer_ids = insert_rows(session, Answer, answers)
        insert_rows(session, AnswerIssue, _links("answer_id", answer_ids, discussed))
        promised = [_promise(key, chance, bodies) for key in answer_ids[::_PROMISED_EACH]]
        insert_rows(session, Promise, promised)
        directed = discussed[:OF_SESSION:4]
        directions = [_direction(chance, session_id) for _ in directed]
        direction_ids = insert_rows(session, Direction, directions)
        insert_rows(session, DirectionIssue, _links("direction_id", direction_ids, directed))
    case.store.close()


def _links(key: str, ids: list[int], issue_ids: list[int]) -> list[Values]:
    return [
        {key: row_id, "issue_id": issue_id} for row_id, issue_id in zip(ids, issue_ids, strict=True)
    ]


def _session() -> SessionDraft:
    chance = random.Random(5)
    people = (
        ParticipantDraft(ParticipantRole.CHAIR, Person("Ông Trần Văn Mẫu", "Chủ tịch")),
        ParticipantDraft(ParticipantRole.SECRETARY, Person("Bà Lê Thị Mẫu", "Chuyên viên")),
    )
    return SessionDraft(
        CODE,
        "Hội nghị đối thoại giữa chính quyền với doanh nghiệp trên địa bàn phường Mẫu",
        planned_on=_DAY,
        place="Hội trường phường Mẫu",
        started_at=stored(datetime(2026, 9, 15, 8, 0)),
        ended_at=stored(datetime(2026, 9, 15, 11, 0)),
        invited_count=60,
        present_count=52,
        participants=people,
        opening=(SpeechDraft(people[0].person, words.sentence(chance, 60)),),
        conclusions=(words.sentence(chance, 60), words.sentence(chance, 60)),
    )


def _body(place: int) -> Values:
    name = f"Cơ quan Mẫu {place + 1}"
    return {
        "name": name,
        "name_folded": fold(name),
        "name_sort": sort_key(name),
        "relation": _RELATIONS[place % len(_RELATIONS)],
    }


def _enterprises(count: int) -> list[Values]:
    chance = random.Random(6)
    rows = []
    for number, name in enumerate(words.names(count, seed=1), start=1):
        address = f"Số {number}, đường Mẫu {number % 90}, phường Mẫu"
        rows.append(
            {
                "number": number,
                "name": name,
                "name_sort": sort_key(name),
                "match_key": enterprise_match_key(name),
                "tax_code": words.tax_code(number),
                "tax_code_kind": TaxCodeKind.ENTERPRISE,
                "address": address,
                "representative": words.person(chance),
                "phone": words.phone(number),
            }
        )
    return rows


def _past(place: int) -> Values:
    code = f"MAU-{place + 1}"
    return {"code": code, "code_folded": code.lower(), "name": f"Hội nghị Mẫu {place + 1}"}


def _issue(place: int, chance: random.Random, session_id: int, past: list[int]) -> Values:
    text = words.sentence(chance, chance.randint(20, 60))
    of_session = place < OF_SESSION
    settled = not of_session and chance.random() < 0.4
    received_on = _DAY if of_session else _DAY - timedelta(days=chance.randint(1, 2000))
    return {
        "year": received_on.year,
        "number": place + 1,
        "session_id": session_id if of_session else chance.choice([None, *past]),
        "topic_id": chance.randint(1, _TOPICS),
        "kind": chance.choice(list(IssueKind)),
        "moment": Moment.AT_MEETING if of_session else Moment.BEFORE,
        "medium": Medium.SPOKEN,
        "authority": AuthorityLevel.UNKNOWN,
        "received_on": received_on,
        "text": text,
        "text_digest": text_digest(text),
        "also_elsewhere": (elsewhere := chance.random() < _ELSEWHERE),
        "number_elsewhere": f"1022-{place}" if elsewhere and place % 2 else "",
        "outcome": Outcome.SETTLED if settled else None,
        "outcome_on": _DAY if settled else None,
    }


def _raiser(issue_id: int, chance: random.Random, enterprises: list[int]) -> Values:
    known = chance.random() < 0.9
    return {
        "issue_id": issue_id,
        "kind": RaiserKind.ENTERPRISE if known else RaiserKind.UNIDENTIFIED,
        "enterprise_id": chance.choice(enterprises) if known else None,
        "written_name": "" if known else f"Hộ kinh doanh {words.person(chance)}",
    }


def _assignment(issue_id: int, chance: random.Random, bodies: list[int]) -> Values:
    place = chance.randrange(len(bodies))
    relation = _RELATIONS[place % len(_RELATIONS)]
    given = chance.random() < _GIVEN
    sent = given and relation is not Relation.OWN and chance.random() < _SENT
    return {
        "issue_id": issue_id,
        "body_id": bodies[place],
        "relation": relation,
        "role": AssignmentRole.LEAD,
        "state": AssignmentState.GIVEN if given else AssignmentState.PROPOSED,
        "given_on": _DAY if given else None,
        "sent_on": _DAY if sent else None,
        "original_due_on": _DAY + timedelta(days=7),
        "due_on": _DAY + timedelta(days=chance.randrange(90)),
        "due_basis": DueBasis.TYPED,
    }


def _answer(chance: random.Random, session_id: int, bodies: list[int]) -> Values:
    return {
        "kind": AnswerKind.AT_MEETING,
        "session_id": session_id,
        "body_id": chance.choice(bodies),
        "person_name": f"Ông {words.person(chance)}",
        "person_title": "Trưởng phòng",
        "text": words.sentence(chance, 70),
        "answered_on": _DAY,
    }


def _promise(answer_id: int, chance: random.Random, bodies: list[int]) -> Values:
    place = chance.randrange(len(bodies))
    return {
        "answer_id": answer_id,
        "what": words.sentence(chance, 10),
        "body_id": bodies[place],
        "relation": _RELATIONS[place % len(_RELATIONS)],
        "due_on": _DAY + timedelta(days=chance.randrange(120)),
    }


def _direction(chance: random.Random, session_id: int) -> Values:
    return {
        "session_id": session_id,
        "directed_on": _DAY,
        "person_name": "Ông Trần Văn Mẫu",
        "text": words.sentence(chance, 30),
    }
