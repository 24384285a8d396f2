"""Arguments read: the parser that speaks the user's language, and what single values may be."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any, NoReturn, TypeVar, cast

from dialogue_app.domain.calendar import Clock
from dialogue_app.domain.dates import parse_date, parse_time
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import LANGUAGES, N_, _

_MOST_DIGITS = 6
Run = Callable[[argparse.Namespace], int]
Member = TypeVar("Member", bound=Worded)
Value = TypeVar("Value")

# What argparse says, and what people read instead.
_SAID = (
    (
        r"argument .+?: invalid choice: (?P<quote>['\"])(?P<what>.*?)(?P=quote) \(choose from.*",
        N_("“{what}” is no command here; see “{help}”."),
    ),
    (r"the following arguments are required: (?P<what>.*)", N_("{what} is missing; see “{help}”.")),
    (
        r"one of the arguments (?P<what>.+) is required",
        N_("One of {what} is missing; see “{help}”."),
    ),
    (r"argument (?P<what>.+?): expected .*", N_("{what} needs a value; see “{help}”.")),
    (
        r"argument (?P<what>.+?): not allowed with argument (?P<other>.+)",
        N_("{what} and {other} do not go together; see “{help}”."),
    ),
    (
        r"argument (?P<what>.+?): ignored explicit argument .*",
        N_("{what} takes no value; see “{help}”."),
    ),
    (r"argument (?P<what>.+?): (?P<other>.+)", N_("{what}: {other}; see “{help}”.")),
)


class WrongUse(Exception):
    """The command cannot be understood; the message is the sentence people read."""


class _Formatter(argparse.HelpFormatter):
    """Help without argparse's own English."""

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """The line of use, begun by a word of ours."""
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are sentences of ours."""

    def __init__(self, *, clock: Clock, **settings: Any) -> None:
        """By `clock` a date without a year is understood."""
        self.clock = clock
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self._positionals.title, self._optionals.title = _("What"), _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help and stop"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse. Raises `WrongUse` for what is left over, naming the command it was given to."""
        parsed, rest = super().parse_known_args(args, namespace)
        if rest:
            unknown = _("“{what}” is not known here; see “{help}”.")
            raise WrongUse(unknown.format(what=" ".join(rest), help=f"{self.prog} --help"))
        return parsed, rest

    def day(self, text: str) -> date:
        """A date as people type it. Raises `ImpossibleDate`."""
        from dialogue_app.i18n.formats import local

        return parse_date(text, local(self.clock()).date())

    def moment(self, text: str) -> datetime | time:
        """A date and a time on the office's clock, as it is stored; or a time without its day.

        Raises `ImpossibleDate`.
        """
        from dialogue_app.i18n.formats import stored

        written, _blank, clock = text.strip().partition(" ")
        try:
            day = self.day(written)
        except ImpossibleDate:
            return parse_time(text)
        if not clock.strip():
            raise ImpossibleDate(text)
        return stored(datetime.combine(day, parse_time(clock)))

    def error(self, message: str) -> NoReturn:
        """Raise `WrongUse` with one sentence."""
        for pattern, sentence in _SAID:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                raise WrongUse(_(sentence).format(help=f"{self.prog} --help", **found.groupdict()))
        raise WrongUse(message)


Commands = argparse._SubParsersAction  # argparse has no public name for it


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, found before anything is parsed; Vietnamese by default."""
    for place, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--lang":
            chosen = value or "".join(arguments[place + 1 : place + 2])
            return chosen if chosen in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def add_commands(parser: Parser) -> Commands[Parser]:
    """The commands that follow what the parser has read."""
    return parser.add_subparsers(
        title=_("Commands"),
        metavar=_("COMMAND"),
        dest="command",
        required=True,
        parser_class=cast(type[Parser], partial(Parser, clock=parser.clock)),
    )


def add_noun(nouns: Commands[Parser], name: str, about: str) -> Commands[Parser]:
    """A noun with commands of its own: `session`, `issue`."""
    return add_commands(nouns.add_parser(name, help=about, description=_sentence(about)))


def add_command(commands: Commands[Parser], name: str, about: str, run: Run) -> Parser:
    """A command that calls `run`."""
    parser = commands.add_parser(name, help=about, description=_sentence(about))
    parser.set_defaults(run=run)
    return parser


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def add_json(parser: Parser) -> None:
    """`--json`, for listing and showing commands."""
    parser.add_argument("--json", action="store_true", help=_("as JSON, for scripts"))


def add_seen(parser: Parser) -> None:
    """`--seen N`: refuse where the thing was changed after version N."""
    parser.add_argument(
        "--seen",
        type=count,
        metavar="N",
        help=_("refuse if it was changed after this version (“version” of show --json)"),
    )


def add_day(parser: Parser, about: str, *, required: bool = False) -> None:
    """`--on DATE`: the day it happened."""
    parser.add_argument("--on", type=parser.day, metavar=_("DATE"), required=required, help=about)


def add_choice(
    parser: Parser,
    option: str,
    kind: type[Member],
    about: str,
    *,
    short: Mapping[str, Member] | None = None,
    **more: Any,
) -> None:
    """An option whose value is one of the vocabulary; the help lists the choices."""
    named = short or names_of(kind)
    parser.add_argument(
        option,
        type=member_of(kind, named),
        metavar=_("CHOICE"),
        help=f"{about} ({choices_words(named)})",
        **more,
    )


def names_of(kind: type[Member]) -> dict[str, Member]:
    """The members of a vocabulary by what is typed for them."""
    return {member.value.replace("_", "-"): member for member in kind}


def choices_words(named: Mapping[str, Worded]) -> str:
    """What may be typed, and what it means."""
    from dialogue_app.i18n.words import word

    return "; ".join(f"{name} = {word(member)}" for name, member in named.items())


def member_of(kind: type[Member], named: Mapping[str, Member]) -> Callable[[str], Member]:
    """A value by its name here, or as the vocabulary has it, with "-" or "_"."""

    def value(text: str) -> Member:
        name = text.strip().lower()
        if name in named:
            return named[name]
        try:
            return kind(name.replace("-", "_"))
        except ValueError:
            raise _not_among(text, named) from None

    return value


def _not_among(text: str, choices: Sequence[str] | Mapping[str, Any]) -> Exception:
    sentence = _("“{value}” is not one of {choices}")
    return argparse.ArgumentTypeError(sentence.format(value=text, choices=", ".join(choices)))


def language_code(text: str) -> str:
    """One of the languages of the program."""
    if text not in LANGUAGES:
        raise _not_among(text, LANGUAGES)
    return text


def count(text: str) -> int:
    """A whole number from 0 to a million less one."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(_("“{value}” is not a whole number").format(value=text))
    return int(text)


def whole(text: str) -> int:
    """A whole number, below zero too: the sentence about its limits is the service's."""
    try:
        return int(text)
    except ValueError:
        sentence = _("“{value}” is not a whole number")
        raise argparse.ArgumentTypeError(sentence.format(value=text)) from None


def filled(text: str) -> str:
    """A name or code that is not empty: an unset variable of a script must not widen a command."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("nothing is named"))
    return text


def or_nothing(read: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """The same, but an empty text empties the field."""

    def value(text: str) -> Value | None:
        return read(text) if text.strip() else None

    return value
