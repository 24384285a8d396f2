"""Edits as an officer makes them: read, changed in some fields, saved."""

from __future__ import annotations

from dataclasses import replace

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.services.agency import reference, settings
from dialogue_app.services.agency.reference import PickList, ReferenceList
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.enterprises import editing as enterprises
from dialogue_app.services.issues import intake
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.sessions import editing as sessions


def read_issue(case: Case, issue_id: int) -> SeenDraft[IssueDraft]:
    detail = issue_detail(case, issue_id)
    return SeenDraft(issue_id, detail.version, detail.form)


def read_enterprise(case: Case, enterprise_id: int) -> SeenDraft[EnterpriseDraft]:
    detail = enterprises.enterprise_detail(case, enterprise_id)
    return SeenDraft(enterprise_id, detail.version, detail.form)


def read_session(case: Case, session_id: int) -> SeenDraft[SessionDraft]:
    detail = sessions.session_detail(case, session_id)
    return SeenDraft(session_id, detail.version, detail.form)


def read_list(case: Case, which: ReferenceList) -> SeenDraft[PickList]:
    return reference.seen_list(reference.list_reference(case, which))


def change_issue(case: Case, issue_id: int, **changes: object) -> None:
    read = read_issue(case, issue_id)
    intake.edit_issue(case, read, replace(read.draft, **changes))


def change_enterprise(case: Case, enterprise_id: int, **changes: object) -> None:
    read = read_enterprise(case, enterprise_id)
    enterprises.edit_enterprise(case, read, replace(read.draft, **changes))


def change_session(case: Case, session_id: int, **changes: object) -> None:
    read = read_session(case, session_id)
    sessions.edit_session(case, read, replace(read.draft, **changes))


def save_list(case: Case, which: ReferenceList, *rows: tuple[str, bool]) -> None:
    reference.save_reference(case, which, read_list(case, which), PickList(rows))


def name_agency(case: Case, form: AgencyDraft) -> None:
    settings.set_agency(case, settings.agency_detail(case), form)
