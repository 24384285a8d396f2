"""What a kind of paper is, and all kinds there are."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dialogue_app.discovery import modules_of
from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.parts import Paper
from dialogue_app.domain.papers import Lack

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class PaperKind(Generic[F]):
    """A kind of paper: how its facts become parts, which names it prints, what it lacks.

    Its facts are collected by the services' module of the same key; its texts stand in
    `resources/papers/<key>.toml`.
    """

    key: str  # as typed in commands
    label: str  # the English msgid of what it is called
    facts: type[F]
    build: Callable[[F], Paper]
    lacks: Callable[[F, Paper, Set[int]], tuple[Lack, ...]]  # printed with these code points
    names: Callable[[FlagFacts], FlagFacts]  # of an issue's flags, those that hold on this paper
    file_stem: str  # how its files' names begin
    addressed: bool = False  # it goes to one body
    typed: type[DataclassInstance] | None = None  # the draft of what is typed for one paper

    def paper(self, facts: F) -> Paper:
        """The paper as parts; no number of a person stands in it, wherever it was typed."""
        from dialogue_app.documents.masking import without_persons

        return without_persons(self.build(facts))


def paper_kinds() -> dict[str, PaperKind[Any]]:
    """All kinds of paper by their keys."""
    from dialogue_app.documents import kinds

    found = (module.KIND for module in modules_of(kinds))
    return {kind.key: kind for kind in found}
