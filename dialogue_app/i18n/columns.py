"""What people read for the tables and columns of the register, as the history shows them.

A column is called as its field is; here stand those that are no field, and those that another
table calls otherwise. What has no words is the program's own and shown to nobody.
"""

from __future__ import annotations

from dialogue_app.i18n import N_, _
from dialogue_app.i18n.words import field_name, is_field

_TABLES = {
    "agenda_item": N_("Agenda"),
    "answer": N_("Answer"),
    "answer_issue": N_("Answer"),
    "assignment": N_("Body in charge"),
    "attachment": N_("Attachment"),
    "body": N_("Body"),
    "body_alias": N_("Other name of the body"),
    "body_succession": N_("Followed by"),
    "calendar_day": N_("Day of the calendar"),
    "direction": N_("Direction of the chair"),
    "direction_body": N_("Direction of the chair"),
    "direction_issue": N_("Direction of the chair"),
    "distinct_pair": N_("Two different enterprises"),
    "enterprise": N_("Enterprise"),
    "extension": N_("Extension of a time limit"),
    "escalation": N_("Sent up"),
    "import_profile": N_("Profile of workbooks"),
    "issue": N_("Issue"),
    "legal_type": N_("Legal type"),
    "merged_enterprise": N_("Enterprise merged into another"),
    "our_agency": N_("Our agency"),
    "participant": N_("Who takes part"),
    "promise": N_("Promise"),
    "policy": N_("Rule for time limits"),
    "policy_supporter": N_("Supporting body of a rule"),
    "raiser": N_("Raiser"),
    "raiser_member": N_("Member an association speaks for"),
    "removal": N_("Removal of personal data"),
    "reopening": N_("Reopened"),
    "satisfaction_level": N_("Level of satisfaction"),
    "session": N_("Session"),
    "staff": N_("Our people"),
    "statement": N_("Statement"),
    "taking": N_("Taken along"),
    "topic": N_("Topic"),
    "unit": N_("Ward, commune"),
    "venue": N_("Further venue"),
    "verdict": N_("Verdict"),
    "waiting": N_("Waiting for the enterprise"),
    "workbook_import": N_("Import"),
}
_COLUMNS = {
    "active": N_("Offered"),
    "allowed_by": N_("Who allowed it"),
    "also_in_writing": N_("Also answered in writing"),
    "answer.text": N_("Text of the answer"),
    "answered_on": N_("Day of the answer"),
    "brought_at": N_("Brought back at"),
    "brought_by": N_("Brought back by"),
    "carrier": N_("On whose machine"),
    "came_back_on": N_("Came back on"),
    "day": N_("Day"),
    "directed_on": N_("Day"),
    "direction.text": N_("Text"),
    "distinct_pair.first_id": N_("One"),
    "distinct_pair.second_id": N_("The other"),
    "due_basis": N_("How the time limit is counted"),
    "due_days": N_("Working days"),
    "due_on": N_("Time limit"),
    "due_text": N_("Time limit as written"),
    "due_was": N_("Time limit before"),
    "duplicate_of_id": N_("The same as"),
    "ended_because": N_("Why it ended"),
    "ended_on": N_("Ended on"),
    "ended_reason": N_("Reason"),
    "enterprise_id": N_("Enterprise"),
    "extended_on": N_("Extended on"),
    "extension.due_on": N_("New time limit"),
    "extension.promised_on": N_("New date promised to the enterprise"),
    "given_on": N_("Given on"),
    "history_count": N_("Removed from the history"),
    "household": N_("Household business"),
    "is_estimate": N_("Still an estimate"),
    "letter_date": N_("Day of the letter"),
    "letter_number": N_("Number of the letter"),
    "members_count": N_("Members"),
    "original_due_on": N_("First time limit"),
    "promise.attachment_id": N_("Proof, as a file"),
    "promise.due_on": N_("Promised for"),
    "promise.due_text": N_("Promised for, as written"),
    "promise.ended_on": N_("Kept or broken on"),
    "promise.proof": N_("Proof, or why it was broken"),
    "promise.what": N_("What was promised"),
    "others_count": N_("Others"),
    "others_text": N_("Others, as written"),
    "outcome": N_("Outcome"),
    "outcome_note": N_("Note on the outcome"),
    "outcome_on": N_("Day of the outcome"),
    "paper": N_("Paper"),
    "person_body": N_("Organisation"),
    "person_name": N_("Full name"),
    "person_title": N_("Title"),
    "predecessor_id": N_("Follows"),
    "promised_was": N_("Date promised to the enterprise before"),
    "reopened_on": N_("Reopened on"),
    "role": N_("Role"),
    "rows_count": N_("Removed from records"),
    "sent_kind": N_("How it was sent"),
    "sent_number": N_("Number of the letter"),
    "sent_on": N_("Sent on"),
    "settles": N_("Settles the issue"),
    "since": N_("Since"),
    "state": N_("State"),
    "statement.text": N_("Text"),
    "stops_clock": N_("The clock of the bodies stops"),
    "successor_id": N_("Followed by"),
    "system_user": N_("User of the computer"),
    "taken_at": N_("Taken along at"),
    "taken_by": N_("Taken along by"),
    "until": N_("Until"),
    "usual_body_id": N_("Usual body"),
    "venue.present_count": N_("Present"),
    "workbook_import.added": N_("Added"),
    "workbook_import.changed": N_("Changed"),
    "workbook_import.file": N_("File"),
    "what": N_("What the enterprise is to bring"),
    "withdrawn_on": N_("Withdrawn on"),
    "written_name": N_("Name as written"),
}


def table_name(table: str) -> str:
    """What people call the rows of a table."""
    return _(_TABLES[table]) if table in _TABLES else table


def column_name(table: str, column: str) -> str:
    """What people call a column of a table; nothing where it is the program's own."""
    known = _COLUMNS.get(f"{table}.{column}") or _COLUMNS.get(column)
    if known is not None:
        return _(known)
    return field_name(column) if is_field(column) else ""
