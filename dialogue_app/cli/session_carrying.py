"""`session take`, `bring` and `open`: a session on another computer, and back."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import Commands, Parser, add_command, filled
from dialogue_app.cli.progress import progress_line, stoppable
from dialogue_app.domain.bringing import Keep
from dialogue_app.domain.deep_paths import readable, typed_path
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.sessions.bringing import Bringing, Choices
    from dialogue_app.services.sessions.brought_words import Conflict, LastHand

DONE, INCOMPLETE = 0, 1


def add_carrying(verbs: Commands[Parser]) -> None:
    """Add `session take`, `bring` and `open`."""
    taking = add_command(
        verbs, "take", _("write a session into a file, to work on it on another computer"), take
    )
    taking.add_argument("session", metavar=_("CODE"), help=_("code of the session"))
    taking.add_argument(
        "-o", "--output", type=filled, required=True, metavar=_("FILE"),
        help=_("this file, wherever it is"),
    )  # fmt: skip
    taking.add_argument(
        "--carrier", default="", metavar=_("TEXT"), help=_("on whose machine it goes")
    )
    bringing = add_command(verbs, "bring", _("bring a session back from another computer"), bring)
    bringing.add_argument("file", type=filled, metavar=_("FILE"), help=_("the file from there"))
    bringing.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))
    bringing.add_argument(
        "--keep", type=_keep, action="append", default=[], metavar=_("CODE") + "=ours|theirs",
        help=_("what is kept where both sides changed the same: “ours” or “theirs”, of all or of "
               "one thing by its code (KN-2026-0015=theirs); may be repeated"),
    )  # fmt: skip
    bringing.add_argument("--json", action="store_true", help=_("as JSON, for scripts"))
    opening = add_command(
        verbs, "open", _("open a session that was taken along, in a new folder (--data)"), open_copy
    )
    opening.add_argument("file", type=filled, metavar=_("FILE"), help=_("the file from there"))


def _keep(text: str) -> tuple[str, Keep]:
    """`ours`, or `KN-2026-0015=ours`: of what, if not of all, and which side."""
    code, _equals, side = text.rpartition("=")
    try:
        return code.strip(), Keep(side.strip())
    except ValueError:
        sentence = _("“{value}” is not one of {choices}")
        raise ArgumentTypeError(sentence.format(value=side, choices=", ".join(Keep))) from None


def take(options: Namespace) -> int:
    """Write the file: exit code 1 where an attachment is missing in it."""
    from dialogue_app.services.sessions import taking
    from dialogue_app.services.sessions.finding import find_session

    target = typed_path(options.output).absolute()
    with opened(options) as case, stoppable() as should_stop, progress_line() as progress:
        found = find_session(case, options.session)
        made = taking.take(case, found, target, options.carrier, progress, should_stop)
    said = _("The session {code} was saved and read back, with {issues} and {enterprises}: {file}")
    issues = ngettext("{n} issue", "{n} issues", made.issues).format(n=made.issues)
    enterprises = ngettext("{n} enterprise", "{n} enterprises", made.enterprises)
    enterprises = enterprises.format(n=made.enterprises)
    say(said.format(code=made.code, issues=issues, enterprises=enterprises, file=made.file))
    if not made.lacking:
        return DONE
    lacking = ngettext(
        "{n} attachment is missing in it: “check” names it.",
        "{n} attachments are missing in it: “check” names them.",
        made.lacking,
    )
    say(lacking.format(n=made.lacking))
    return INCOMPLETE


def open_copy(options: Namespace) -> int:
    """Make the file the register of the folder."""
    from dialogue_app.services.opening import data_folder
    from dialogue_app.services.sessions import opening

    folder, file = data_folder(options.data), typed_path(options.file).absolute()
    code = opening.open_copy(folder, file, options.clock())
    said = _(
        "The session {code} can be worked on in {folder}. Take it along from there to go back."
    )
    say(said.format(code=code, folder=readable(folder)))
    return DONE


def bring(options: Namespace) -> int:
    """Bring the file back, or only show what that would do."""
    from dialogue_app.services.sessions import bringing

    file = typed_path(options.file).absolute()
    with opened(options) as case, stoppable() as should_stop, progress_line() as progress:
        told = bringing.preview_bringing(case, file, progress, should_stop)
        if not options.dry_run:
            chosen = _chosen(told.conflicts, options.keep)
            told = bringing.bring(case, file, chosen, progress, should_stop)
    if options.json:
        say_json(told)
    else:
        _say(told, options.dry_run)
    return DONE


def _chosen(conflicts: Iterable[Conflict], kept: Iterable[tuple[str, Keep]]) -> Choices:
    """Which side of each conflict is kept: what is said of a thing goes before what is of all."""
    for_all = {code: side for code, side in kept if not code}
    by_code = {code.casefold(): side for code, side in kept if code}
    found = {}
    for one in conflicts:
        code = one.code.split()[0].casefold() if one.code else ""
        side = by_code.get(code, for_all.get(""))
        if side is not None:
            found[one.group] = side
    return found


def _say(told: Bringing, is_dry: bool) -> None:
    from dialogue_app.services.sessions.words import bringing_words

    for line in bringing_words(told):
        say(line)
    for conflict in told.conflicts:
        say()
        say(f"{conflict.code} – {conflict.what}")
        say_facts(
            [
                (_side(_("Here"), conflict.changed_here), conflict.ours or "–"),
                (_side(_("There"), conflict.changed_there), conflict.theirs or "–"),
            ]
        )
    if is_dry:
        say()
        say(_("Nothing was changed."))


def _side(label: str, hand: LastHand | None) -> str:
    from dialogue_app.i18n.formats import screen_moment

    return f"{label} ({hand.by}, {screen_moment(hand.at)})" if hand else label
