"""The tables, in the words of the field."""

from dialogue_app.storage.models.audit import AuditChange, AuditEntry, SearchDue, Touched
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import (
    Answer,
    AnswerIssue,
    Assignment,
    Escalation,
    Issue,
    Raiser,
    RaiserMember,
    Reopening,
    Verdict,
    Waiting,
)
from dialogue_app.storage.models.people import (
    Body,
    BodyAlias,
    BodySuccession,
    Official,
    OurAgency,
    Staff,
)
from dialogue_app.storage.models.reference import LegalType, SatisfactionLevel, Topic, Unit
from dialogue_app.storage.models.sessions import (
    AgendaItem,
    DialogueSession,
    Direction,
    DirectionBody,
    DirectionIssue,
    Participant,
    Series,
    Statement,
    Venue,
)

__all__ = [
    "AgendaItem",
    "Answer",
    "AnswerIssue",
    "Assignment",
    "AuditChange",
    "AuditEntry",
    "Base",
    "Body",
    "BodyAlias",
    "BodySuccession",
    "DialogueSession",
    "Direction",
    "DirectionBody",
    "DirectionIssue",
    "Enterprise",
    "Escalation",
    "Issue",
    "LegalType",
    "Official",
    "OurAgency",
    "Participant",
    "Raiser",
    "RaiserMember",
    "Reopening",
    "SatisfactionLevel",
    "SearchDue",
    "Series",
    "Staff",
    "Statement",
    "Topic",
    "Touched",
    "Unit",
    "Venue",
    "Verdict",
    "Waiting",
]
