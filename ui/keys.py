"""The keys of the window, each said once: what listens to them and the card of keys read them here.

The key of an act stands with the act; the card finds it there.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from dialogue_app.i18n import N_


@dataclass(frozen=True)
class Key:
    """What a key does, as a msgid; `keys` as Qt reads it, and `also` what else does it."""

    keys: str
    words: str
    also: tuple[str, ...] = ()

    @property
    def sequence(self) -> QKeySequence:
        """The key as Qt has it."""
        return QKeySequence(self.keys)

    @property
    def shown(self) -> str:
        """The key as it is written on this system."""
        return shown(self.sequence)


FIND = Key("Ctrl+K", N_("Find everything, do everything"))
SEARCH = Key("Ctrl+F", N_("Search the list in front"))
BACK, FORWARD = Key("Alt+Left", N_("Back")), Key("Alt+Right", N_("Forward"))
UNDO = Key("Ctrl+Z", N_("Take back what was done last"))
HELP = Key("F1", N_("Help for this page"))
CARD = Key("Ctrl+/", N_("All keys"))
MENU = Key("Shift+F10", N_("What can be done to the row"))
OPEN = Key("Return", N_("Open the row"))
COPY = Key("Ctrl+C", N_("Copy the rows that are marked"))
SAVE = Key("Ctrl+Return", N_("Save"), also=("Ctrl+Enter", "Ctrl+S"))
SAVE_NEXT = Key("Ctrl+Shift+Return", N_("Save, next one"))
LEAVE = Key("Esc", N_("Leave the form"))
PROPOSED = Key("F3", N_("Take what is proposed"))
CALENDAR = Key("F4", N_("Open the calendar of a day"))
APART = Key("Ctrl+D", N_("The two are not one, or may be one again"))
TAKE_BACK = Key("Ctrl+T", N_("Take the import back"))
UP, DOWN = Key("Alt+Up", N_("Move a name up")), Key("Alt+Down", N_("Move a name down"))
# While a workbook is worked in.
MEND = Key("F2", N_("Mend the cell"))
EQUAL = Key("Ctrl+E", N_("Change all equal cells…"))
COLUMN = Key("Alt+Down", N_("What the column is taken as…"))
HEADINGS = Key("Ctrl+H", N_("The headings stand in this row"))
LEAVE_OUT = Key("Del", N_("Leave the rows out"))
TAKE = Key("Ins", N_("Take the rows"))
UNDO_DECISION = Key("Ctrl+Z", N_("Undo"))
REDO_DECISION = Key("Ctrl+Shift+Z", N_("Redo"), also=("Ctrl+Y",))

EVERYWHERE = (FIND, SEARCH, BACK, FORWARD, UNDO, HELP, CARD)
IN_LISTS = (OPEN, MENU, COPY)
IN_WORKBOOKS = (MEND, EQUAL, COLUMN, HEADINGS, LEAVE_OUT, TAKE, UNDO_DECISION, REDO_DECISION)
IN_FORMS = (SAVE, SAVE_NEXT, LEAVE, PROPOSED, CALENDAR, UP, DOWN)


def shown(sequence: QKeySequence) -> str:
    """A key as it is written on this system; Return as keyboards call it."""
    written = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return written.replace("Return", "Enter")


def page_key(place: int) -> Key:
    """The key that goes to a page by its place in the rail, from 0."""
    return Key(f"Ctrl+{place + 1}", "")
