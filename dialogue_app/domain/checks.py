"""What a check of the database may find wrong."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.worded import N_, Worded


class Fault(Worded):
    """What is wrong with a database."""

    REFUSED = "refused", N_("The register cannot be opened")
    DAMAGED = "damaged", N_("The data file is damaged")
    DANGLING = "dangling", N_("What is referred to is missing")
    LACKING = "lacking", N_("What the program needs is missing")
    FOREIGN = "foreign", N_("The data file holds what the program did not make")
    FOREIGN_RULE = (
        "foreign_rule",
        N_("Another program put a rule into the data file that may change what is saved"),
    )
    ALTERED = "altered", N_("A value was changed beside the history")
    DROPPED = "dropped", N_("A row was removed beside the history")
    ADDED = "added", N_("A row was added beside the history")
    HISTORY_ALTERED = "history_altered", N_("The history itself was changed")
    HISTORY_CUT = "history_cut", N_("Entries of the history are missing")
    OTHER_HISTORY = "other_history", N_("The history does not hold the entry it is held against")
    REMOVED_UNRECORDED = (
        "removed_unrecorded",
        N_("Values were removed from the history without a record"),
    )
    FILE_MISSING = "file_missing", N_("An attached file is missing")
    FILE_NOT_CITED = "file_not_cited", N_("A kept file belongs to nothing any more")
    FILE_DAMAGED = "file_damaged", N_("An attached file is damaged")
    NOT_FOUND = "not_found", N_("The search does not find it by its words")
    OUT_OF_DATE = "out_of_date", N_("What follows from other values is out of date")
    NUMBERED_TWICE = "numbered_twice", N_("A number is given twice or is none")
    NOT_CLEANED = (
        "not_cleaned",
        N_("What was removed of personal data may still stand in free parts of the file"),
    )
    UNREADABLE = "unreadable", N_("A value cannot be read")


# What is taken out, or follows from the rest and is brought up to date, without a loss.
MENDABLE = frozenset(
    {
        Fault.LACKING,
        Fault.FOREIGN_RULE,
        Fault.FILE_NOT_CITED,
        Fault.NOT_FOUND,
        Fault.OUT_OF_DATE,
        Fault.NOT_CLEANED,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong, with where it is or what SQLite says of it."""

    fault: Fault
    detail: str

    @property
    def can_be_mended(self) -> bool:
        """Whether the program can put it right by itself."""
        return self.fault in MENDABLE
