"""Settings: rules that propose time limits and supporting bodies, the narrowest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton

from dialogue_app.domain.errors.policies import DaysAndDay, RuleSaysNothing
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.policies import Policies
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import Choice
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.policies.editing import (
    RuleBook,
    add_policy,
    edit_policy,
    policy_detail,
    remove_policy,
    rule_book,
)
from dialogue_app.services.policies.words import rule_words
from ui import theme
from ui.context import Context
from ui.forms.input import Option
from ui.pages.issues.searches import bodies
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.draft_panel import NO_NAMES, Names
from ui.widgets.inputs import ChoiceField
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Picker

_NEW = SeenDraft(0, 0, PolicyDraft())
_EMPTY = RuleBook(Policies(), {}, {}, {})
_SHOWN_AT_ONCE = 5


class PoliciesPanel(SettingsPanel[PolicyDraft]):
    """A list of the rules; the one chosen, or a new one, stands in the form below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _NEW.draft)
        self._book = _EMPTY
        self._rules = QListWidget()
        self._rules.setObjectName("rules")
        self._rules.setAccessibleName(_("Rules, the narrowest first"))
        theme.set_role(self._rules, role="names")
        self._rules.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_above(self._rules)
        self._topic = ChoiceField([(None, "")], self.name_of("topic"))
        self._body = Picker(bodies(context), context.tasks)
        supporters = MultiPicker(bodies(context), context.tasks)
        special = {"topic": self._topic, "body": self._body, "supporters": supporters}
        self.add_inputs(fields_of(PolicyDraft), special=special)
        self.help_picking("body", self._body)
        self.help_picking("supporters", supporters.field)
        for key, hint in (
            ("topic", _("Empty: of any topic")),
            ("body", _("Empty: whichever body leads")),
            ("kind", _("Empty: of any kind")),
            ("waiting", _("That of the enterprise never stops")),
        ):
            self.form.fields[key].hint = hint
        self._remove = QPushButton(_("Remove the rule"))
        self._remove.setObjectName("remove_rule")
        # else Qt passes it `checked`
        self._remove.clicked.connect(lambda: self._ask_to_remove())  # noqa: PLW0108
        self.add_button(self._remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._rules)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self._rules.currentRowChanged.connect(lambda _row: self._show_chosen())
        self._show_rules()
        self.take(_NEW)

    def show_rules(self, book: RuleBook, topics: Sequence[Choice]) -> None:
        """Show the rules there are; what is being typed stays."""
        self._book = book
        self.names |= {"topic": book.topics, "bodies": book.bodies}
        self._topic.offer([(None, ""), *((one.id, one.name) for one in topics)])
        self._show_rules()
        if not self.is_dirty and not self.is_saving:
            self._show_chosen()

    def take(self, seen: SeenDraft[PolicyDraft], names: Names = NO_NAMES, keys: Any = None) -> None:
        """Show one rule."""
        super().take(seen, names, keys)
        self._mark(seen.id)

    def values(self, draft: PolicyDraft) -> dict[str, Any]:
        """Bodies by what they are called."""
        called = self.names.get("bodies", {})
        body = draft.body_id
        return {
            **super().values(draft),
            "topic": draft.topic_id,
            "body": None if body is None else Option(body, called.get(body, "")),
            "supporters": tuple(Option(key, called.get(key, "")) for key in draft.supporter_ids),
        }

    def typed(self) -> PolicyDraft:
        """The rule as it is typed."""
        body = self.value("body")
        return replace(
            super().typed(),
            topic_id=self.value("topic"),
            body_id=body.id if body else None,
            supporter_ids=tuple(one.id for one in self.value("supporters") or ()),
        )

    def check(self) -> None:
        """A rule says something, and one limit at most."""
        draft = self.typed()
        if draft.due_days is not None and draft.due_on is not None:
            self.state.errors["due_days"] = self.context.messages.explain(DaysAndDay())
        elif replace(draft, topic_id=None, body_id=None, kind=None) == PolicyDraft():
            self.state.errors["due_days"] = self.context.messages.explain(RuleSaysNothing())

    def store(self, known: SeenDraft[PolicyDraft] | None, draft: PolicyDraft) -> int:
        """Add or save."""
        if known is None or known.id == _NEW.id:
            return add_policy(self.context.case, draft)
        edit_policy(self.context.case, known, draft)
        return known.id

    def read(self, result: int) -> SeenDraft[PolicyDraft]:
        """The rule as it stands now."""
        return policy_detail(self.context.case, result)

    def read_names(self, draft: PolicyDraft) -> Names:
        """What topics and bodies of rules are called."""
        book = rule_book(self.context.case)
        return {"topic": book.topics, "bodies": book.bodies}

    def take_keyboard(self) -> None:
        """The keyboard goes into the list."""
        self._rules.setFocus()

    def _show_rules(self) -> None:
        chosen = self.known.id if self.known else _NEW.id
        self._rules.blockSignals(True)
        self._rules.clear()
        for rule in self._book.policies.rules:
            self._add_row(rule.id, rule_words(self._book, rule.draft))
        self._add_row(_NEW.id, _("A new rule"))
        self._rules.blockSignals(False)
        rows = min(self._rules.count(), _SHOWN_AT_ONCE)
        self._rules.setFixedHeight(rows * self._rules.sizeHintForRow(0) + 8)
        self._mark(chosen)

    def _add_row(self, key: int, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, key)
        self._rules.addItem(item)

    def _mark(self, key: int) -> None:
        """The rule of that number is the chosen one of the list, a new one where it is gone."""
        keys = [self._rule_at(row) for row in range(self._rules.count())]
        self._rules.blockSignals(True)
        self._rules.setCurrentRow(keys.index(key) if key in keys else len(keys) - 1)
        self._rules.blockSignals(False)
        self._remove.setEnabled(key != _NEW.id)

    def _rule_at(self, row: int) -> int:
        return int(self._rules.item(row).data(Qt.ItemDataRole.UserRole))

    def _chosen(self) -> SeenDraft[PolicyDraft]:
        key = self._rule_at(self._rules.currentRow())
        rules = (rule for rule in self._book.policies.rules if rule.id == key)
        return next((self._book.seen(rule) for rule in rules), _NEW)

    def _show_chosen(self) -> None:
        """Show the rule chosen; typed text that would be lost is asked for first."""
        chosen = self._chosen()
        if self.known is not None and self.known == chosen:
            return
        if self.is_dirty:
            self._keep(lambda: self.take(chosen))
        else:
            self.take(chosen)

    def _keep(self, then: Callable[[], None]) -> None:
        question = _("What is typed in this rule is not saved.")
        self._mark(self.known.id if self.known else _NEW.id)
        self.context.messages.ask(question, _("Give it up"), then, about=self)

    def _ask_to_remove(self) -> None:
        chosen, case = self._chosen(), self.context.case
        if chosen.id == _NEW.id:
            return

        def remove() -> None:
            self.context.write(self, lambda: remove_policy(case, chosen), self._tell_removed)

        said = rule_words(self._book, chosen.draft)
        question = _("“{rule}” will propose nothing any more.").format(rule=said)
        self.context.messages.ask(question, _("Remove"), remove)

    def _tell_removed(self, _result: object) -> None:
        self.take(_NEW)
        self.context.messages.done(_("The rule is removed."))
