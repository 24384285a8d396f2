"""The words of the field as enumerations: the same names in classes, columns, screens and commands.

Each value is what the database and `--json` show; what people read stands beside it.
"""

from __future__ import annotations

from dialogue_app.domain.worded import N_, Worded


class Relation(Worded):
    """What a body is to our agency; the verb, the tone and the meaning of "late" follow from it."""

    OWN = "own", N_("Our own unit")  # we may command it: giao
    # works in our area under another command: đề nghị phối hợp
    LOCAL = "local", N_("Body in our area")
    OTHER = "other", N_("Equal or higher body")  # equal or higher: chuyển, kính đề nghị
    SUPERIOR = "superior", N_("City or ministry")  # the city and the ministries: kiến nghị


class AuthorityLevel(Worded):
    """Who has the power to settle an issue."""

    LOCAL = "local", N_("Ward")
    CITY = "city", N_("City")
    CENTRAL = "central", N_("Central government")
    UNKNOWN = "unknown", N_("Not determined")


class IssueKind(Worded):
    """What an enterprise brings forward."""

    QUESTION = "question", N_("Question")
    OBSTACLE = "obstacle", N_("Obstacle")
    REPORT = "report", N_("Observation")
    REQUEST = "request", N_("Request")
    SUGGESTION = "suggestion", N_("Suggestion")
    # These two are handled by laws of their own; they set the mark of a complaint.
    COMPLAINT = "complaint", N_("Complaint")
    DENUNCIATION = "denunciation", N_("Denunciation")


COMPLAINT_KINDS = frozenset({IssueKind.COMPLAINT, IssueKind.DENUNCIATION})


class Moment(Worded):
    """When an issue was raised, seen from its session."""

    BEFORE = "before", N_("Before the session")
    AT_MEETING = "at_meeting", N_("At the session")
    AFTER = "after", N_("After the session")
    UNKNOWN = "unknown", N_("Not known")  # nobody typed it and no file said it


class Medium(Worded):
    """How an issue reached us."""

    SPOKEN = "spoken", N_("Spoken")
    SLIP = "slip", N_("Paper slip")
    ONLINE_FORM = "online_form", N_("Online form")
    ZALO = "zalo", "Zalo"
    PHONE = "phone", N_("Telephone")
    EMAIL = "email", N_("E-mail")
    LETTER = "letter", N_("Official letter")
    ASSOCIATION = "association", N_("Through an association")
    OTHER = "other", N_("Another way")
    UNKNOWN = "unknown", N_("Not known")


class Signing(Worded):
    """By which right a letter is signed (NĐ 30/2020, Phụ lục I, II.7.a)."""

    UNKNOWN = "unknown", N_("Not known")
    HEAD = "head", N_("The head signs")
    ACTING = "acting", N_("The acting head signs (Q.)")
    DEPUTY = "deputy", N_("A deputy signs for the head (KT.)")
    BY_ORDER = "by_order", N_("Signed by order of the head (TL.)")
    AUTHORISED = "authorised", N_("Signed as authorised by the head (TUQ.)")


class RaiserKind(Worded):
    """What a raiser of an issue is."""

    ENTERPRISE = "enterprise", N_("Enterprise, household business")
    ASSOCIATION = "association", N_("Association")
    # as it was written; Xác định đơn vị sau
    UNIDENTIFIED = "unidentified", N_("To be identified later")


class IssueState(Worded):
    """Where an issue stands. Lateness is derived from dates and is no state."""

    RECEIVED = "received", N_("Received")
    ASSIGNED = "assigned", N_("Assigned")
    # meant for a body that is not ours, to which nothing has been sent yet
    NOT_SENT = "not_sent", N_("Letter not sent yet")
    TRANSFERRED = "transferred", N_("Transferred, awaiting an answer")
    PARTLY_ANSWERED = "partly_answered", N_("Partly answered")
    PROMISED = "promised", N_("Promised")  # answered with a promise not kept yet
    ANSWERED = "answered", N_("Answered")
    WAITING = "waiting", N_("Waiting for the enterprise")  # for the enterprise's papers
    SENT_UP = "sent_up", N_("Sent to a higher level")
    REOPENED = "reopened", N_("Being reconsidered")
    CLOSED = "closed", N_("Follow-up ended")


class AssignmentRole(Worded):
    """Chủ trì or phối hợp."""

    LEAD = "lead", N_("Lead")
    SUPPORTING = "supporting", N_("Supporting")


class AssignmentState(Worded):
    """Where the assignment of an issue to a body stands."""

    PROPOSED = "proposed", N_("Proposed, not assigned yet")  # imported or typed, not yet given out
    GIVEN = "given", N_("Assigned or transferred")
    ANSWERED = "answered", N_("Answered")
    RETURNED = "returned", N_("Sent back")  # sent back: không thuộc thẩm quyền
    WITHDRAWN = "withdrawn", N_("No longer in charge")  # given to another body instead


class WithdrawalCause(Worded):
    """Why a body has an issue no more though it did not send it back."""

    COMPLAINT = "complaint", N_("Shows signs of a complaint or denunciation")
    REROUTED = "rerouted", N_("Given to another body in its place")


class SendingKind(Worded):
    """How a transfer really went out to a body that is not ours."""

    LETTER = "letter", N_("by letter")
    CALL = "call", N_("by telephone")
    HAND_OVER = "hand_over", N_("handed over in person")


class ContactMeans(Worded):
    """How somebody was spoken with or written to."""

    CALL = "call", N_("by telephone")
    ZALO = "zalo", N_("by Zalo")
    LETTER = "letter", N_("by letter")
    EMAIL = "email", N_("by e-mail")
    MET = "met", N_("in person")


class ContactPurpose(Worded):
    """What somebody was spoken with or written to for; of bodies it follows from the relation."""

    REMIND = "remind", N_("Reminder")  # an own unit before its date: nhắc việc
    URGE = "urge", N_("Urging after the time limit")  # an own unit that is late: đôn đốc
    ASK = "ask", N_("Request for an answer")  # a body that is not ours: đề nghị trả lời
    TALK = "talk", N_("Other contact")  # about it, to no purpose the program knows
    TOLD_WHERE = "told_where", N_("Told where it went")
    TOLD_ANSWER = "told_answer", N_("Told what was answered")
    # of a complaint or denunciation this is all its raiser is told
    GUIDED = "guided", N_("Guided to file a complaint or denunciation")


class DueBasis(Worded):
    """How a due date came about."""

    TYPED = "typed", N_("Typed date")
    WORKING_DAYS = "working_days", N_("Counted in working days")
    EXTENDED = "extended", N_("Extended")  # gia hạn; the days of before stay beside it


class WaitingClock(Worded):
    """What becomes of a body's clock while the enterprise is to bring papers.

    The enterprise's own clock never stops.
    """

    RUNS = "runs", N_("The clock of the body runs on")
    STOPS = "stops", N_("The clock of the body stops")


class Punctuality(Worded):
    """Whether a body kept its time limit. Late means the day after."""

    IN_TIME = "in_time", N_("In time")
    LATE = "late", N_("Late")


class AnswerKind(Worded):
    """When and in what form an answer was given."""

    BEFORE_MEETING = "before_meeting", N_("Answered before the session")
    AT_MEETING = "at_meeting", N_("Answered at the session")
    IN_WRITING = "in_writing", N_("Answered in writing")
    FROM_ABOVE = "from_above", N_("Answer from a higher level")
    UNKNOWN = "unknown", N_("Answered, not known how")  # no file said in what form


class PromiseState(Worded):
    """What became of a promise. That it is late is derived from its date and is no state."""

    OPEN = "open", N_("Not kept yet")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Broken")


class Outcome(Worded):
    """How an issue ended. Closed is not settled: the two are never added up."""

    SETTLED = "settled", N_("Settled")
    PARTLY_SETTLED = "partly_settled", N_("Partly settled")
    EXPLAINED = "explained", N_("Explained, guided")
    NOTED = "noted", N_("Noted")  # suggestions only
    UNFOUNDED = "unfounded", N_("No grounds to settle it")
    REDIRECTED = "redirected", N_("Guided to file a complaint or denunciation")  # khiếu nại, tố cáo
    WITHDRAWN = "withdrawn", N_("Withdrawn by the enterprise")
    DUPLICATE = "duplicate", N_("Followed together with another issue")


class VerdictLevel(Worded):
    """What a raiser thinks of the answer: the five official levels and what cannot be graded."""

    VERY_SATISFIED = "very_satisfied", N_("Very satisfied")
    SATISFIED = "satisfied", N_("Satisfied")
    NEUTRAL = "neutral", N_("Neutral")
    DISSATISFIED = "dissatisfied", N_("Dissatisfied")
    VERY_DISSATISFIED = "very_dissatisfied", N_("Very dissatisfied")
    BESIDE_THE_POINT = "beside_the_point", N_("The answer misses the point")
    NOT_REACHED = "not_reached", N_("Not reached yet")
    NO_OPINION = "no_opinion", N_("No opinion")


class AgendaKind(Worded):
    """What an item of the agenda is about."""

    OPENING = "opening", N_("Opening")
    REPORT = "report", N_("Report on the last session")
    CONCLUSION = "conclusion", N_("Conclusion")


class ParticipantRole(Worded):
    """What a named person or group is to a session."""

    CHAIR = "chair", N_("Chair")
    CO_CHAIR = "co_chair", N_("Co-chair")
    SECRETARY = "secretary", N_("Secretary of the session")
    INVITED = "invited", N_("Invited delegate")  # đại biểu mời
    OWN_UNIT = "own_unit", N_("Of our People's Committee")  # thuộc Ủy ban nhân dân
    ABSENT = "absent", N_("Absent")


class Role(Worded):
    """What one of our people may do. On SQLite this is bookkeeping, not security."""

    OFFICER = "officer", N_("Officer")
    SECRETARY = "secretary", N_("Secretary")
    CLERK = "clerk", N_("Records clerk")  # văn thư
    FOLLOW_UP = "follow_up", N_("Follow-up clerk")
    LEADER = "leader", N_("Leader")
    ADMINISTRATOR = "administrator", N_("Administrator")


class SourceLabel(Worded):
    """How sure we are of an entry of the reference data."""

    FOUND = "found", N_("From a published source")  # in a published source
    RECALL = "recall", N_("To be checked")  # from memory, to be checked
    PROPOSAL = "proposal", N_("Proposed by the program")  # ours
    TYPED = "typed", N_("Typed here")  # by the office


class TaxCodeKind(Worded):
    """Which kind of code a tax code is."""

    ENTERPRISE = "enterprise", N_("Tax code of an enterprise")  # 10 digits
    BRANCH = "branch", N_("Tax code of a branch")  # 10 digits, hyphen, 3 digits
    # 12 digits: a person's ID, kept out of papers
    PERSON = "person", N_("Personal identification number")


class SessionGap(Worded):
    """What a session still lacks, shown at the step it belongs to."""

    NO_CHAIR = "no_chair", N_("no chair named")
    NO_SECRETARY = "no_secretary", N_("no secretary named")
    NO_START = "no_start", N_("no starting time")
    NO_END = "no_end", N_("no closing time")
    NO_ISSUE = "no_issue", N_("no issue yet")
    ISSUES_WITHOUT_BODY = "issues_without_body", N_("without a body in charge")
    ISSUES_UNIDENTIFIED = "issues_unidentified", N_("without an identified raiser")
    ISSUES_NOT_SENT = "issues_not_sent", N_("whose letter has not been sent")


class Standing(Worded):
    """Where an issue stands, seen from its session; each stands in one place only."""

    IN_HAND = "in_hand", N_("In hand")
    OVERDUE = "overdue", N_("Overdue")
    WAITING = "waiting", N_("Waiting for others")
    DONE = "done", N_("Answered, ended")


class View(Worded):
    """The named views of the list of issues."""

    ALL = "all", N_("All")
    NEW = "new", N_("New")
    NOT_GIVEN = "not_given", N_("Not assigned yet")
    NOT_SENT = "not_sent", N_("Letter not sent yet")
    TODAY = "today", N_("Due today")
    THIS_WEEK = "this_week", N_("Due this week")
    OVERDUE = "overdue", N_("Overdue")
    WAITING_FOR_OTHERS = "waiting_for_others", N_("Waiting for other bodies")
    PROMISED = "promised", N_("Promised")
    PROMISE_PASSED = "promise_passed", N_("Day promised has passed")
    NOT_TOLD = "not_told", N_("Enterprise not told yet")
    NOT_ASKED = "not_asked", N_("Opinion not asked yet")
    NOT_ELSEWHERE = "not_elsewhere", N_("Number of 1022, PAKN missing")
    ANSWERED = "answered", N_("Answered")
    CLOSED = "closed", N_("Follow-up ended")


class EnterpriseView(Worded):
    """The named views of the register."""

    ALL = "all", N_("All")
    WITH_ISSUES = "with_issues", N_("Raised an issue")
    WITHOUT_TAX_CODE = "without_tax_code", N_("Without a tax code")


class BodyView(Worded):
    """The named views of the list of bodies."""

    ALL = "all", N_("All")
    IN_BEING = "in_being", N_("Existing today")
    WITH_WORK = "with_work", N_("With issues in hand")
    TO_CHECK = "to_check", N_("To be checked")
    ENDED = "ended", N_("No longer existing")


class SessionView(Worded):
    """The named views of the list of sessions."""

    ALL = "all", N_("All")
    TO_COME = "to_come", N_("To come")
    HELD = "held", N_("Held")
    WITH_OPEN_ISSUES = "with_open_issues", N_("With issues still open")


class RowStatus(Worded):
    """What importing a row of a workbook would do."""

    NEW = "new", N_("New")
    CHANGED = "changed", N_("Changes")
    SAME = "same", N_("Same")
    REPEATED = "repeated", N_("Repeats a row")  # a later row of the same thing
    WARNING = "warning", N_("New, worth a look")
    REFUSED = "refused", N_("Error")
    ASKED = "asked", N_("To be answered")  # not written until somebody says so
    ABOVE = "above", N_("With row above")  # the answer to what the row above asks
    LEFT_OUT = "left_out", N_("Not taken")  # no entry, or left out by hand

    @property
    def verdict(self) -> RowStatus:
        """One of the five that `--json` tells: new, changed, same, refused or asked."""
        return {RowStatus.REPEATED: RowStatus.SAME, RowStatus.WARNING: RowStatus.NEW}.get(
            self, self
        )


class StoryKind(Worded):
    """The kinds of events in the story of an issue."""

    RECEIVED = "received", N_("Receipt")
    PROPOSED = "proposed", N_("Proposed for")
    ASSIGNED = "assigned", N_("Assigned to")
    TO_SEND = "to_send", N_("To be transferred to")
    TRANSFERRED = "transferred", N_("Transferred to")
    ANSWERED = "answered", N_("Answered by")
    PROMISED = "promised", N_("Promised by")
    KEPT = "kept", N_("Promise kept by")
    BROKEN = "broken", N_("Promise broken by")
    DIRECTED = "directed", N_("Direction of the chair")
    EXTENDED = "extended", N_("Time limit extended for")
    RETURNED = "returned", N_("Sent back by")
    NOT_TRANSFERRED = "not_transferred", N_("Never sent, no more to be transferred to")
    REROUTED = "rerouted", N_("Given to another body in place of")
    WITHDRAWN = "withdrawn", N_("Withdrawn from")
    WAITING = "waiting", N_("Waiting for the enterprise")
    RESUMED = "resumed", N_("No longer waiting")
    SENT_UP = "sent_up", N_("Sent to a higher level")
    CAME_BACK = "came_back", N_("Came back from the higher level")
    ATTACHED = "attached", N_("Attached")
    CONTACT = "contact", N_("Contact")
    VERDICT = "verdict", N_("Opinion of the enterprise")
    CLOSED = "closed", N_("Follow-up ended")
    REOPENED = "reopened", N_("Reconsidered")
