"""The entry point: with a command the command line, without one the window.

Qt is imported only inside the functions that open the window, so a command never pays for it.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app import collect_rarely, machine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from dialogue_app.domain.people import Actor
    from dialogue_app.services.case import Case
    from ui.main_window import MainWindow
    from ui.messages import Action, Messages
    from ui.rail import Rail
    from ui.tasks import TaskRunner

NO_SCREEN = 3  # what `main` gives where there is no screen, so that `make run` can go on without
DONE, TROUBLE = 0, 1
SETTLED = 500  # milliseconds after which the first page mostly stands
Note = Callable[[BaseException], None]
BETWEEN_SETTLINGS = 5 * 60 * 1000  # milliseconds, after which the log is brought into the file
AFTER_THE_START = 3000  # milliseconds, when nobody waits for the first list any more
WINDOW_FILE = "window.ini"  # in the data folder: where the window stood, its language and colours
_WINDOW_OPTIONS = frozenset({"--data", "--lang", "--session"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on `--data DIR` in `--lang vi|en` at `--session CODE`.

    Returns the exit code: 0, 1 trouble, 2 wrong use, or `NO_SCREEN`.
    """
    collect_rarely()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not _only_window_options(arguments):
        from dialogue_app.cli import main as run_command

        return run_command(arguments)
    options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    if not has_screen():
        return _say_no_screen(options.get("--lang"))
    return start(options.get("--data"), options.get("--lang"), options.get("--session"))


def has_screen() -> bool:
    """Whether a window can be shown: always but on a Linux machine without a display."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _say_no_screen(lang: str | None) -> int:
    from dialogue_app import i18n

    i18n.install(lang if lang in i18n.LANGUAGES else "vi")
    sentence = i18n._(
        "This machine has no screen to open a window on. The commands work: see dialogue-app --help"
    )
    print(sentence, file=sys.stderr)
    return NO_SCREEN


def _only_window_options(arguments: list[str]) -> bool:
    return len(arguments) % 2 == 0 and set(arguments[::2]) <= _WINDOW_OPTIONS


def load_qt() -> None:
    """Import Qt in the way that is quickest for all that is imported after it.

    What is loaded stays, so nobody looks for dead objects meanwhile. PySide6 puts an import in
    place of Python's own that reads the source of every later module, looking for
    `from __feature__ import …`. Nothing here says that, so the own is put back.
    """
    gc.disable()
    own_import = builtins.__import__
    import_module("PySide6.QtWidgets")
    builtins.__import__ = own_import


def start(data: str | None, lang: str | None, session: str | None = None) -> int:
    """Open the register in `data` (or where this user's lies) and show the window on it.

    With `session` the one of that code is opened in it. Where a window shows the folder already,
    that one comes to the front. Without `data`, and without a register where it would lie, somebody
    is asked first.
    """
    load_qt()
    from dialogue_app import trouble_log
    from dialogue_app.domain.errors.store import NoDataFolder
    from dialogue_app.services.opening import data_folder

    def note(error: BaseException) -> None:
        trouble_log.note(lambda: data_folder(data), machine.now, error)

    try:
        folder = _where(data, lang, note)
    except NoDataFolder as error:
        make_application("", lang)
        _tell(_explain(error, note))
        return TROUBLE
    if folder is None:
        return DONE
    return _run(make_application(folder / WINDOW_FILE, lang), folder, session, note)


def _where(data: str | None, lang: str | None, note: Note) -> Path | None:
    """Where the register lies or is to be begun; None where somebody was asked and went away."""
    from dialogue_app.domain.errors.store import DataFolderGone
    from dialogue_app.services.first_start.places import holds_register
    from dialogue_app.services.opening import data_folder

    gone: Path | None = None
    try:
        folder = data_folder(data)
        if data is not None or holds_register(folder):
            return folder
    except DataFolderGone as error:
        gone = error.file
    app = make_application("", lang)
    from ui.first_start import ask_where

    return ask_where(app, lambda error: _explain(error, note), machine.now, gone)


def _run(
    app: QApplication, folder: Path, session: str | None, note: Note, *, put_back: bool = False
) -> int:
    """Show the window until it is closed, then on the folder somebody went over to.

    A register that was `put_back` is not backed up again.
    """
    from dialogue_app import trouble_log
    from dialogue_app.domain.deep_paths import openable
    from dialogue_app.services.first_start.places import is_sample

    folder = openable(folder)
    refusal: Exception | None = None
    following: Path | None = None
    with ExitStack() as opened:
        try:
            window = _open(folder, session, opened, backs_up=not put_back)
        except Exception as error:
            refusal = error
        else:
            if window is None:
                return DONE
            trouble_log.install_hooks(window.report, note)
            gc.freeze()  # `ui.garbage` need not go through what was loaded
            window.show()
            code = app.exec()
            following = window.following
    if refusal is not None:
        again = not put_back and _is_put_back(folder, refusal, note)
        return _run(app, folder, session, note, put_back=True) if again else TROUBLE
    if not put_back and not is_sample(folder):
        from ui.backing_up import back_up_after_closing

        back_up_after_closing(folder, machine.now())
    if following is not None:
        if (following / WINDOW_FILE).exists():  # else it looks as this one does
            make_application(following / WINDOW_FILE, None)
        return _run(app, following, None, note)
    return code


def _is_put_back(folder: Path, refusal: Exception, note: Note) -> bool:
    """Say why the register cannot be opened; whether a backup was put in its place."""
    from dialogue_app.domain.errors.base import DialogueError
    from dialogue_app.domain.errors.store import StoreRefused

    said = refusal
    if isinstance(refusal, StoreRefused) and refusal.backup is not None:
        from ui.backing_up import offer_to_put_back

        try:
            return offer_to_put_back(folder, refusal, refusal.backup, machine.now())
        except DialogueError as error:
            said = error
    _tell(_explain(said, note))
    return False


def _tell(sentence: str) -> None:
    from ui.widgets.plain import Box

    Box(Box.Icon.Critical, sentence).exec()


def _open(
    folder: Path, session: str | None, opened: ExitStack, *, backs_up: bool
) -> MainWindow | None:
    """The window on a folder, none where another shows it; `opened` closes what it works with."""
    from dialogue_app.services.first_start.places import is_sample
    from dialogue_app.services.one_window import take_folder
    from dialogue_app.services.opening import open_case
    from ui.one_window import ComesWhenCalled

    user = machine.user_name()
    lock = take_folder(folder, machine.now(), user)
    if lock is None:
        return None
    opened.callback(lock.release)
    case = open_case(folder, machine.now, user)
    opened.callback(case.store.close)
    case.store.is_looked_through_first = True
    if is_sample(folder):
        from dialogue_app.services.sample import fill_sample

        fill_sample(case)
        backs_up = False
    window = make_window(case, backs_up=backs_up, greets=True)
    ComesWhenCalled(window, lock.path)
    if session:
        open_session(window, _session_called(case, session))
    return window


def _session_called(case: Case, code: str) -> int:
    from dialogue_app.services.sessions.finding import find_session

    return find_session(case, code)


def open_session(window: MainWindow, session_id: int) -> None:
    """Bring one session to the front."""
    from ui.places import Place

    window.go(Place("sessions", session_id))


def make_application(settings: object, lang: str | None) -> QApplication:
    """The application in the language and colours remembered in the file `settings`."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from dialogue_app import i18n
    from ui.look import dress

    remembered = QSettings(str(settings), QSettings.Format.IniFormat)
    language = lang or str(remembered.value("look/language", "vi"))
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    known = language if language in i18n.LANGUAGES else "vi"
    dress(app, known, dark=remembered.value("look/dark", "false") == "true")
    return app


def make_window(case: Case, *, backs_up: bool = True, greets: bool = False) -> MainWindow:
    """The window on a database, with everything its pages work with.

    It `backs_up` by itself, but not what was just put back from a backup. It `greets` whoever
    opens a register that nobody has begun, or the sample.
    """
    from PySide6.QtCore import QTimer

    from dialogue_app.services.feed import follow
    from ui.context import Context
    from ui.feed import FeedWatcher
    from ui.garbage import GarbageCollector
    from ui.main_window import MainWindow
    from ui.rail import Rail
    from ui.remembered import WindowFile
    from ui.tasks import TaskRunner, is_unwanted

    messages = _make_messages(case)
    tasks = TaskRunner(messages.error)
    garbage = GarbageCollector(tasks)  # before any worker begins
    case.store.is_unwanted = is_unwanted
    watcher = FeedWatcher(follow(case), tasks, messages.error, case.today)
    settings = case.store.folder / WINDOW_FILE
    context = Context(case, tasks, messages, watcher, WindowFile(settings))
    rail = Rail(context, settings)
    window = MainWindow(rail.entries(), messages, tasks, settings)
    rail.attach(window, _who)
    if greets:
        _greet(case, rail)
    window.closed.connect(rail.forget_typed)
    window.closed.connect(tasks.shutdown)
    window.closed.connect(watcher.close)
    window.closed.connect(garbage.stop)
    QTimer.singleShot(SETTLED, window, partial(look_after, window, case, tasks))
    watcher.start()
    QTimer.singleShot(AFTER_THE_START, window, partial(_begin_later, case, rail, backs_up))
    return window


def _make_messages(case: Case) -> Messages:
    """What shows messages: sentences of errors, and what can be done about them."""
    from dialogue_app import trouble_log
    from ui.messages import Messages

    note = partial(trouble_log.note, lambda: case.store.folder, case.clock)
    messages: Messages = Messages(
        lambda error: _explain(error, note), lambda error: _ways_out(case, messages, error)
    )
    return messages


def _greet(case: Case, rail: Rail) -> None:
    """What a register that nobody has begun, or the sample, is opened with."""
    from dialogue_app.services.first_start.beginning import is_untouched
    from dialogue_app.services.first_start.places import is_sample

    if is_sample(case.store.folder):
        rail.open_tour()
    elif is_untouched(case):
        rail.greet(machine.full_name)


def look_after(window: MainWindow, case: Case, tasks: TaskRunner) -> None:
    """What the file needs and nobody waits for, once the first page stands."""
    from PySide6.QtCore import QTimer

    from ui.tasks import Lane

    if tasks.busy:
        QTimer.singleShot(SETTLED, window, partial(look_after, window, case, tasks))
        return
    tasks.run(window, case.store.write_due_search_texts, lane=Lane.WRITE)
    tasks.run(window, case.store.clean, lane=Lane.WRITE)
    tasks.run(window, case.store.require_sound, lane=Lane.CHECK)
    tasks.run(window, case.store.require_own_rules, lane=Lane.CHECK)
    resting = QTimer(window)
    resting.timeout.connect(lambda: tasks.run(window, case.store.settle, lane=Lane.CHECK))
    resting.start(BETWEEN_SETTLINGS)


def _begin_later(case: Case, rail: Rail, backs_up: bool) -> None:
    """What nobody waits for."""
    rail.offer_unsaved()
    if backs_up:
        rail.watch_backups()
    if case.store.ended_uncleanly:
        rail.check_data()
    rail.warn_of_folder()


def _who(actor: Actor) -> str:
    """Who works here; a name that only the computer gave is called so."""
    from dialogue_app.i18n import _
    from dialogue_app.i18n.words import word

    if actor.name != machine.user_name():
        return f"{word(actor.role)}: {actor.name}"
    sentence = _("{role}; signed in to this computer as “{name}”")
    return sentence.format(role=word(actor.role), name=actor.name)


def _ways_out(case: Case, messages: Messages, error: Exception) -> tuple[Action, ...]:
    """What can be done about an error beside what its sentence says."""
    from dialogue_app import trouble_log
    from dialogue_app.domain.errors.base import DialogueError
    from dialogue_app.domain.errors.store import ClockDoubted
    from dialogue_app.i18n import _
    from ui.messages import Action

    def believe() -> None:
        case.store.clock_is_right = True

    def copy_report() -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(report)
        messages.done(_("The report is copied; it holds nobody's data. Paste it into a letter."))

    if isinstance(error, ClockDoubted):
        return (Action(_("The clock is right"), believe),)
    if isinstance(error, DialogueError):
        return ()
    report = trouble_log.report_of(error, case.clock())
    return (Action(_("Copy the report"), copy_report),)


def _explain(error: Exception, note: Note) -> str:
    """The sentence of an error; what nobody foresaw is noted in the log."""
    from dialogue_app.domain.errors.base import DialogueError
    from dialogue_app.i18n.sentences import explain

    if not isinstance(error, DialogueError):
        note(error)
    return explain(error)
