"""The reference data a new database starts with, each row with the label of its source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import DayKind
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Relation, SourceLabel, VerdictLevel
from dialogue_app.storage.models.calendar import CalendarDayRevision
from dialogue_app.storage.models.people import Body, BodySuccession
from dialogue_app.storage.models.reference import LegalType, SatisfactionLevel, Topic, Unit


def seed(session: Session) -> None:
    """Add calendar, units, legal types, levels of satisfaction, bodies with successors, topics."""
    seed_calendar(session)
    session.add_all(
        Unit(
            code=row["code"],
            name=row["full_name"],
            name_folded=fold(row["full_name"]),
            source=SourceLabel.FOUND,
        )
        for row in _rows("units.csv")
    )
    _seed_lists(session)
    bodies = {row["name"]: _body(row) for row in _rows("bodies.csv")}
    session.add_all(bodies.values())
    session.flush()
    for row in _rows("bodies.csv"):
        for successor in filter(None, row["successors"].split(";")):
            session.add(
                BodySuccession(
                    predecessor_id=bodies[row["name"]].id,
                    successor_id=bodies[successor.strip()].id,
                )
            )
    for position, row in enumerate(_rows("topics.csv")):
        usual = bodies.get(row["usual_body_of_a_ward_session"])
        session.add(
            Topic(
                name=row["topic"],
                name_folded=fold(row["topic"]),
                usual_body_id=usual.id if usual else None,
                position=position,
                source=SourceLabel(row["label"]),
            )
        )


def seed_calendar(session: Session) -> None:
    """Add the first revision of the calendar: 2020 to 2027, what is not decided yet as estimates.

    Made once from the package `holidays` 0.109 and corrected where it is known to be wrong.
    """
    session.add_all(
        CalendarDayRevision(
            revision=1,
            day=date.fromisoformat(row["day"]),
            kind=DayKind(row["kind"]),
            name=row["name"],
            source=row["source"],
            is_estimate=row["is_estimate"] == "1",
        )
        for row in _rows("calendar.csv")
    )


def area_bodies() -> dict[str, str]:
    """What bodies are called that every area has under a name of its own, with their level."""
    return {row["name"]: row["level"] for row in _rows("area_bodies.csv")}


def _seed_lists(session: Session) -> None:
    for position, row in enumerate(_rows("legal_types.csv")):
        session.add(
            LegalType(
                name=row["name"],
                name_folded=fold(row["name"]),
                household=row["household"] == "1",
                position=position,
                source=SourceLabel(row["label"]),
            )
        )
    for row in _rows("satisfaction_levels.csv"):
        session.add(
            SatisfactionLevel(
                level=VerdictLevel(row["level"]),
                name=row["name"],
                rank=int(row["rank"]) if row["rank"] else None,
                source=SourceLabel(row["label"]),
            )
        )


def _body(row: dict[str, str]) -> Body:
    return Body(
        name=row["name"],
        name_folded=fold(row["name"]),
        name_sort=sort_key(row["name"]),
        abbreviation=row["abbreviation"],
        level=row["level"],
        relation=Relation(row["relation_to_a_ward"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=SourceLabel(row["label"]),
        note=row["note"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("resources") / "reference" / name).read_text("utf-8-sig")
    return iter(list(csv.DictReader(text.splitlines())))
