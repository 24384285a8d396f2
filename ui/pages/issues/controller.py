"""What is done to issues beside a list of them: shown, added, corrected, moved on, one or many.

Forms and their services are imported when they are first needed: the list comes before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import AnswerKind, ParticipantRole
from dialogue_app.i18n import _, ngettext
from dialogue_app.services.case import Seen, SeenDraft
from ui.pages.list_page import ListPage

if TYPE_CHECKING:
    from dialogue_app.services.issues.assigning import GivenOut
    from dialogue_app.services.issues.detail import IssueDetail
    from ui.pages.issues.form import IssueFormLists
    from ui.widgets.form_panel import FormPanel

_MANY = "many_issues"
SHOWN_OF_MANY = 50  # by their text; who chooses more knows what they have in common
USUAL_DAYS = 7  # where our agency has not said how long its units have


class IssueController(QObject):
    """Works beside the list of `page`; new issues go to `session_id` where one is given."""

    def __init__(
        self, page: ListPage, session_id: int | None = None, speaker: Callable[[], str] = str
    ) -> None:
        """`speaker` is who directs, asked when a direction is to be typed."""
        super().__init__(page)
        self.page, self.context = page, page.context
        self._session_id, self._speaker = session_id, speaker
        self._shown: int | None = None
        page.list.current_changed.connect(self.look_at)
        page.list.opened.connect(self.edit)
        page.list.selection_changed.connect(self._select)

    def refresh(self) -> None:
        """Read what is shown anew; a form that was just opened stays."""
        if self._shown is not None and not self.page.is_filling_in():
            self.look_at(self._shown)

    def look_at(self, issue_id: int | None) -> None:
        """Show an issue, unless a form is being filled in."""
        if self.page.unsaved() is not None:
            return
        self._shown = issue_id
        if issue_id is None:
            self.page.put_beside(None)
        else:
            self.page.read_beside(lambda: self._read(issue_id), self._show)

    def _read(self, issue_id: int) -> IssueDetail:
        from dialogue_app.services.issues.detail import issue_detail

        return issue_detail(self.context.case, issue_id)

    def add(self) -> None:
        """Open an empty form."""
        from dialogue_app.domain.fields.issues import IssueDraft
        from ui.pages.issues.form import read_lists

        self.context.read(self, lambda: read_lists(self.context, IssueDraft("")), self._fill_in)

    def edit(self, issue_id: int) -> None:
        """Open the form of an issue; one that has ended is only read."""
        from ui.pages.issues.form import read_lists

        def read() -> tuple[IssueFormLists, IssueDetail]:
            detail = self._read(issue_id)
            return read_lists(self.context, detail.form), detail

        def open_form(found: tuple[IssueFormLists, IssueDetail]) -> None:
            lists, detail = found
            if Move.EDIT in detail.moves:
                self._fill_in(lists, detail)
            elif self.page.unsaved() is None:
                self._show(detail)
                self.page.side.focusNextChild()

        self.context.read(self, read, open_form)

    def move(self, move: Move, detail: IssueDetail) -> None:
        """Open the form of a move, or do at once what needs none."""
        from ui.pages.issues import move_forms as forms

        context, seen = self.context, [detail.seen]
        session_id = detail.form.session_id
        match move:
            case Move.ASSIGN:
                self._open_assign(detail)
            case Move.ANSWER:
                self._open_answer(seen, session_id, detail)
            case Move.DIRECT:
                self._open_direction(seen, session_id)
            case Move.RETURN:
                self._open(forms.ReturnPanel(context, detail))
            case Move.WAIT:
                self._open(forms.WaitPanel(context, detail))
            case Move.CLOSE:
                self._open(forms.ClosePanel(context, detail))
            case Move.REOPEN:
                self._open(forms.ReopenPanel(context, detail))
            case Move.RESUME:
                self._resume(detail.seen)

    def _open_assign(self, detail: IssueDetail) -> None:
        from ui.pages.issues import move_forms as forms

        def open_form(days: int) -> None:
            self._open(forms.AssignPanel(self.context, detail, days))

        self.context.read(self, lambda: self._usual_days(), open_form)  # noqa: PLW0108

    def _open_direction(self, seen: list[Seen], session_id: int | None) -> None:
        """The form of a direction, once it is known who chairs the session."""
        from ui.pages.issues import move_forms as forms

        def open_form(chair: str) -> None:
            speaker = self._speaker() or chair
            self._open(forms.DirectionPanel(self.context, seen, session_id, speaker))

        self.context.read(self, lambda: self._chair(session_id), open_form)

    def _chair(self, session_id: int | None) -> str:
        from dialogue_app.services.sessions.editing import session_detail

        if session_id is None:
            return ""
        people = session_detail(self.context.case, session_id).form.participants
        chairs = (each.person.name for each in people if each.role is ParticipantRole.CHAIR)
        return next(chairs, "")

    def _open_answer(
        self, seen: list[Seen], session_id: int | None, detail: IssueDetail | None = None
    ) -> None:
        """The form of an answer, once the day of the session is known."""
        from dialogue_app.services.issues.answering import proposed_day
        from ui.pages.issues import move_forms as forms

        context, at_meeting = self.context, AnswerKind.AT_MEETING

        def open_form(day: date) -> None:
            self._open(forms.AnswerPanel(context, seen, day, detail, session_id))

        context.read(self, lambda: proposed_day(context.case, at_meeting, session_id), open_form)

    def _resume(self, seen: Seen) -> None:
        from dialogue_app.services.issues.ending import resume

        context = self.context
        context.write(self, lambda: resume(context.case, seen), self._saved)

    def give_out(self, issue_ids: Sequence[int]) -> None:
        """Open the form that gives out what is proposed for these issues."""
        if not issue_ids:
            self.context.messages.error(_("There is nothing to give out."))
            return

        from ui.pages.issues import move_forms as forms

        def open_form(found: tuple[list[Seen], int]) -> None:
            self._open(forms.GiveOutPanel(self.context, *found), self._given_out)

        self.context.read(self, lambda: (self._seen(issue_ids), self._usual_days()), open_form)

    def _seen(self, issue_ids: Sequence[int]) -> list[Seen]:
        from dialogue_app.services.issues.lists import seen_issues

        return seen_issues(self.context.case, issue_ids)

    def _with_seen(
        self, issue_ids: Sequence[int], act: Callable[[list[Seen], int | None], None]
    ) -> None:
        """Do something to chosen issues as they stand now."""
        self.context.read(
            self, lambda: self._seen(issue_ids), lambda seen: act(seen, self._session_id)
        )

    def _usual_days(self) -> int:
        from dialogue_app.services.agency.settings import agency

        ours = agency(self.context.case)
        return ours.default_days if ours else USUAL_DAYS

    def _show(self, detail: IssueDetail) -> None:
        from ui.pages.issues.detail import IssueView

        if len(self.page.list.selected_ids()) < 2:
            self.page.put_beside(IssueView(detail, self.move, self.edit, self.context.case.today()))

    def _fill_in(self, lists: IssueFormLists, known: IssueDetail | None = None) -> None:
        from ui.pages.issues.form import IssuePanel

        seen = SeenDraft(known.id, known.version, known.form) if known else None
        code = known.code if known else ""
        panel = IssuePanel(self.context, lists, seen, code, self._session_id)
        self._open(panel, self._issue_saved)

    def _open(self, panel: FormPanel, saved: Callable[[Any], None] | None = None) -> None:
        self.page.fill_in(panel, saved or self._saved, self._close)

    def _issue_saved(self, issue_id: int) -> None:
        self._shown = issue_id
        self._saved(issue_id)

    def _saved(self, _result: object) -> None:
        self.context.messages.done(_("Saved."))
        self._close()

    def _given_out(self, result: GivenOut) -> None:
        n = result.given
        said = ngettext("{n} issue was given out.", "{n} issues were given out.", n).format(n=n)
        if result.left:
            explain = self.context.messages.explain
            left = len(result.left)
            reasons = "\n".join(f"{code}: {explain(error)}" for code, error in result.left[:5])
            reasons += "\n…" if left > 5 else ""
            said += " " + ngettext("{n} was left:", "{n} were left:", left).format(n=left)
            self.context.messages.error(f"{said}\n{reasons}")
        else:
            self.context.messages.done(said)
        self._close()

    def _close(self) -> None:
        """Back from a form: to the issue it was about, and to the list with the keyboard."""
        self.page.put_beside(None)
        shown = self._shown if self._shown is not None else self.page.list.current_id()
        if shown is not None and self.page.list.select_id(shown):
            self.page.list.setFocus()
        else:
            self.page.focus_search()
        self.look_at(shown)
        self._select()

    def _select(self) -> None:
        """Several chosen issues have their own small sheet."""
        chosen, beside = self.page.list.selected_ids(), self.page.beside()
        if len(chosen) > 1 and self.page.unsaved() is None:
            self.page.put_beside(self._many(chosen))
        elif beside is not None and beside.objectName() == _MANY:
            self.look_at(self.page.list.current_id())

    def _many(self, chosen: list[int]) -> QWidget:
        from ui.pages.issues.many import ManyView

        rows = self.page.table.rows_of(chosen)
        known = [self.page.table.row_at(rows[key]) for key in chosen[:SHOWN_OF_MANY] if key in rows]
        acts = [
            ("give_out", _("Give out as proposed"), lambda: self.give_out(chosen)),
            (
                "answer",
                _("Answer several at once"),
                lambda: self._with_seen(chosen, self._open_answer),
            ),
            (
                "direct",
                _("Direction of the chair"),
                lambda: self._with_seen(chosen, self._open_direction),
            ),
        ]
        view = ManyView(len(chosen), [row for row in known if row is not None], acts)
        view.setObjectName(_MANY)
        return view
