"""Where a kind of paper meets the register: what it is about, its facts, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dialogue_app.documents.kind import PaperKind, paper_kinds
from dialogue_app.domain.errors.papers import UnknownPaper, WrongPaperFile
from dialogue_app.domain.papers import Lack
from dialogue_app.exchange.reading import (
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
from dialogue_app.services.case import Case
from dialogue_app.whole_files import write_for_others

if TYPE_CHECKING:
    from dialogue_app.documents.parts import Paper

K = TypeVar("K")
F = TypeVar("F")
Renderer = Callable[["Paper", Callable[[int], None]], bytes]  # tells how many pages it has


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a paper, and what the paper lacks, letters that cannot be printed among it."""

    content: bytes
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class PaperSource(Generic[K, F]):
    """The services' half of a kind of paper; `K` says what one paper is about.

    `chosen` finds it by the codes and the body that were typed, `codes` are those its files are
    named after. Where the kind has something to be typed for one paper, `K` holds it as `typed`,
    as `chosen` proposes it.
    """

    kind: PaperKind[F]
    chosen: Callable[[Case, Sequence[str], str], K]
    facts: Callable[[Case, K], F]
    codes: Callable[[Case, K], str]

    def paper(self, case: Case, about: K) -> Paper:
        """The paper as parts. Raises what `facts` raises."""
        return self.kind.paper(self.facts(case, about))

    def pdf(
        self,
        case: Case,
        about: K,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> Written:
        """The paper as PDF; the pages so far are told, as nobody knows yet how many there will be.

        Raises what `facts` raises, `LettersMissing`, `Cancelled`.
        """
        return self._rendered(case, about, _pdf, progress, should_stop)

    def file_name(self, case: Case, about: K, ending: str = ".pdf") -> str:
        """A name for its file: Bien-ban-2026-K3.pdf."""
        codes = self.codes(case, about)
        safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in codes)
        return f"{self.kind.file_stem}-{safe}{ending}"

    def write(
        self,
        case: Case,
        about: K,
        path: Path,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> Written:
        """Write the paper to `path`, whole or not at all, as PDF or Word by the path's ending.

        Raises `WrongPaperFile`, `FileNotWritable`, `DiskFull` and what `pdf` raises.
        """
        render = RENDERERS.get(path.suffix.lower())
        if render is None:
            raise WrongPaperFile(path)
        written = self._rendered(case, about, render, progress, should_stop)
        write_for_others(path, written.content)
        return written

    def _rendered(
        self,
        case: Case,
        about: K,
        render: Renderer,
        progress: Progress,
        should_stop: ShouldStop,
    ) -> Written:
        from dialogue_app.documents.faces import letters_of, paper_face

        facts = self.facts(case, about)
        paper = self.kind.paper(facts)
        lacks = self.kind.lacks(facts, paper, letters_of(paper_face()))

        def tell(pages: int) -> None:
            report(pages, 0, progress, should_stop)

        return Written(render(paper, tell), lacks)


def _pdf(paper: Paper, on_page: Callable[[int], None]) -> bytes:
    from dialogue_app.documents.pdf import render_pdf

    return render_pdf(paper, on_page=on_page)


def _docx(paper: Paper, on_page: Callable[[int], None]) -> bytes:
    from dialogue_app.documents.docx import render_docx

    return render_docx(paper, on_page=on_page)


RENDERERS: Mapping[str, Renderer] = {".pdf": _pdf, ".docx": _docx}


def source_of(key: str) -> PaperSource[Any, Any]:
    """The source of a kind of paper, from the module of its key. Raises `UnknownPaper`."""
    if key not in paper_kinds():
        raise UnknownPaper(key)
    source: PaperSource[Any, Any] = import_module(f"{__package__}.{key}").SOURCE
    return source
