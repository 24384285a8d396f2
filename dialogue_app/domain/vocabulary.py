"""The words of the field as enumerations: the same names in classes, columns, screens and commands.

Each value is what the database and `--json` show. What people read stands in
`dialogue_app.i18n.words`.
"""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """What a body is to our agency; the verb, the tone and the meaning of "late" follow from it."""

    OWN = "own"  # we may command it: giao
    LOCAL = "local"  # works in our area under another command: đề nghị phối hợp
    OTHER = "other"  # equal or higher: chuyển, kính đề nghị
    SUPERIOR = "superior"  # the city and the ministries: kiến nghị


class AuthorityLevel(StrEnum):
    """Who has the power to settle an issue."""

    LOCAL = "local"
    CITY = "city"
    CENTRAL = "central"
    UNKNOWN = "unknown"


class IssueKind(StrEnum):
    """What an enterprise brings forward."""

    QUESTION = "question"
    OBSTACLE = "obstacle"
    REPORT = "report"
    REQUEST = "request"
    SUGGESTION = "suggestion"


class Moment(StrEnum):
    """When an issue was raised, seen from its session."""

    BEFORE = "before"
    AT_MEETING = "at_meeting"
    AFTER = "after"


class Medium(StrEnum):
    """How an issue reached us."""

    SPOKEN = "spoken"
    SLIP = "slip"
    ONLINE_FORM = "online_form"
    ZALO = "zalo"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    ASSOCIATION = "association"
    OTHER = "other"


class RaiserKind(StrEnum):
    """Who stands behind a raiser of an issue."""

    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    UNIDENTIFIED = "unidentified"  # as it was written; Xác định đơn vị sau


class IssueState(StrEnum):
    """Where an issue stands. Lateness is derived from dates and is no state."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"
    WAITING = "waiting"  # for the enterprise's papers
    SENT_UP = "sent_up"
    REOPENED = "reopened"
    CLOSED = "closed"


class AssignmentRole(StrEnum):
    """Chủ trì or phối hợp."""

    LEAD = "lead"
    SUPPORTING = "supporting"


class AssignmentState(StrEnum):
    """Where the part of one body in one issue stands."""

    PROPOSED = "proposed"  # imported or typed, not yet given out
    GIVEN = "given"
    ANSWERED = "answered"
    RETURNED = "returned"  # sent back: không thuộc thẩm quyền
    WITHDRAWN = "withdrawn"  # given to another body instead


class DueBasis(StrEnum):
    """How a due date came about."""

    TYPED = "typed"
    WEEKDAYS = "weekdays"  # counted Monday to Friday, without holidays


class AnswerKind(StrEnum):
    """When and in what form an answer was given."""

    BEFORE_MEETING = "before_meeting"
    AT_MEETING = "at_meeting"
    IN_WRITING = "in_writing"
    FROM_ABOVE = "from_above"


class Outcome(StrEnum):
    """How an issue ended. Closed is not settled: the two are never added up."""

    SETTLED = "settled"
    PARTLY_SETTLED = "partly_settled"
    EXPLAINED = "explained"
    NOTED = "noted"  # suggestions only
    UNFOUNDED = "unfounded"
    REDIRECTED = "redirected"  # khiếu nại, tố cáo
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class VerdictLevel(StrEnum):
    """What a raiser thinks of the answer: the five official levels and what cannot be graded."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"
    BESIDE_THE_POINT = "beside_the_point"
    NOT_REACHED = "not_reached"
    NO_OPINION = "no_opinion"


class Rhythm(StrEnum):
    """How often a series of sessions meets."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"


class AgendaKind(StrEnum):
    """What an item of the agenda is about."""

    OPENING = "opening"
    REPORT = "report"
    ISSUE = "issue"
    CONCLUSION = "conclusion"
    OTHER = "other"


class ParticipantRole(StrEnum):
    """What a named person or group is to a session."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARY = "secretary"
    INVITED = "invited"  # đại biểu mời
    OWN_UNIT = "own_unit"  # thuộc Ủy ban nhân dân
    ABSENT = "absent"


class Role(StrEnum):
    """What one of our people may do. On SQLite this is bookkeeping, not security."""

    OFFICER = "officer"
    SECRETARY = "secretary"
    CLERK = "clerk"  # văn thư
    FOLLOW_UP = "follow_up"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


class SourceLabel(StrEnum):
    """How sure we are of an entry of the reference data."""

    FOUND = "found"  # in a published source
    RECALL = "recall"  # from memory, to be checked
    PROPOSAL = "proposal"  # ours
    TYPED = "typed"  # by the office


class TaxCodeKind(StrEnum):
    """Which kind of code a tax code is."""

    ENTERPRISE = "enterprise"  # 10 digits
    BRANCH = "branch"  # 10 digits, hyphen, 3 digits
    PERSON = "person"  # 12 digits: a person's ID, kept out of papers


class SessionGap(StrEnum):
    """What a session still lacks, shown at the step it belongs to."""

    NO_CHAIR = "no_chair"
    NO_SECRETARY = "no_secretary"
    NO_START = "no_start"
    NO_END = "no_end"
    NO_ISSUE = "no_issue"
    ISSUES_WITHOUT_BODY = "issues_without_body"
    ISSUES_UNIDENTIFIED = "issues_unidentified"


class View(StrEnum):
    """The named views of the list of issues."""

    ALL = "all"
    NEW = "new"
    NOT_GIVEN = "not_given"
    THIS_WEEK = "this_week"
    OVERDUE = "overdue"
    WAITING_FOR_OTHERS = "waiting_for_others"
    ANSWERED = "answered"
    CLOSED = "closed"


class RowStatus(StrEnum):
    """What taking in a row of a workbook would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "repeated"  # a later row of the same thing
    WARNING = "warning"
    ERROR = "error"
    CONFLICT = "conflict"


class StoryKind(StrEnum):
    """What happened in the story of an issue."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    DIRECTED = "directed"
    RETURNED = "returned"
    WAITING = "waiting"
    RESUMED = "resumed"
    SENT_UP = "sent_up"
    CAME_BACK = "came_back"
    VERDICT = "verdict"
    CLOSED = "closed"
    REOPENED = "reopened"
