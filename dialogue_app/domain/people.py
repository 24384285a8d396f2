"""People: who acts, made once at start, and who is named in what papers print."""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import Role


@dataclass(frozen=True)
class Actor:
    """A member of our staff (by id and name) acting in a role."""

    staff_id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Person:
    """A person with title and body as they were when papers named them.

    `name` may begin with "Ông" or "Bà" and is empty where only the title or the body is known.
    With `staff_id` it is one of our staff; two are the same where papers would print the same.
    """

    name: str = ""
    title: str = ""
    body: str = ""
    staff_id: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name in ("name", "title", "body"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))

    @classmethod
    def typed(cls, name: str, title: str = "", body: str = "") -> Person:
        """The person as typed: `name` may hold the title, too, after a comma."""
        name, _comma, behind = map(str.strip, clean_line(name).partition(","))
        titles = dict.fromkeys(filter(None, (behind, clean_line(title))))
        return cls(name, ", ".join(titles), body)

    @property
    def written(self) -> str:
        """Name, title and body in one line."""
        return ", ".join(filter(None, (self.name, self.title, self.body)))


NOBODY = Person()
