"""The one spelling of what the history notes, and the digests by which it is seen to be whole.

Personal values enter a digest only as salted hashes, so a value can be removed later on while the
chain still verifies: what is left of it is the hash, without the salt by which it could be guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from json.encoder import encode_basestring
from typing import Any, NamedTuple

Aggregate = tuple[str, int]
FieldChanges = dict[str, list[Any]]  # "assignment:7.due_on" -> [old, new]
Part = tuple[str, bool, Any, Any]  # a field with its key, whether it is personal, old, new
NewColumn = tuple[str, bool, Sequence[Any]]  # name, whether it is personal, a value of each row
_REMOVED = "removed"
_NOTHING = "null"


def as_json(value: Any) -> Any:
    """A value of a row as the history notes it."""
    if type(value) is str or type(value) is int:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # one spelling for one moment
    return value.isoformat() if isinstance(value, date) else value


# One spelling for one value, so that digests can be compared.
in_one_spelling = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def sha256(text: str) -> str:
    """The digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _spelt(value: Any) -> str:
    """A value in its one spelling; of texts and numbers at once."""
    if type(value) is str:
        return encode_basestring(value)
    return str(value) if type(value) is int else in_one_spelling(value)


def is_empty(value: Any) -> bool:
    """Whether it says nothing, so that the history does not note it of a new row."""
    return value is None or value == "" or value is False  # 0 is a number


class Spelt(NamedTuple):
    """Members of JSON objects: what stands in the history, the salts, what is hashed."""

    standing: str
    salted: str
    hashed: str


def change_digest(aggregate: Aggregate, salts: Mapping[str, str], changes: FieldChanges) -> str:
    """The digest of one change row; values that have a salt take part as salted hashes."""
    parts = [(key, key in salts, *changes[key]) for key in sorted(changes)]
    given = (salts[key] for key, is_salted, _old, _new in parts if is_salted)
    return closed(aggregate, spelt_changes(parts, given))[-1]


def closed(aggregate: Aggregate, spelt: Spelt) -> tuple[str, str, str]:
    """The changes of an aggregate as they stand in the history, the salts, the digest."""
    entity, entity_id = aggregate
    digest = sha256(f'["{entity}",{entity_id},{{{spelt.hashed}}}]')
    return f"{{{spelt.standing}}}", f"{{{spelt.salted}}}", digest


def spelt_changes(parts: Iterable[Part], salts: Iterator[str]) -> Spelt:
    """Changed fields, in the order of their keys; each personal one takes a salt."""
    standing, salted, hashed = list[str](), list[str](), list[str]()
    for key, is_personal, old, new in parts:
        was = _NOTHING if old is None else _spelt(old)
        now = _NOTHING if new is None else _spelt(new)
        spelt = f'"{key}":[{was},{now}]'
        standing.append(spelt)
        if is_personal:
            salt = next(salts)
            salted.append(f'"{key}":"{salt}"')
            was = was if old is None else _hashed(salt, key, was)
            now = now if new is None else _hashed(salt, key, now)
            spelt = f'"{key}":[{was},{now}]'
        elif was[0] == "{" or now[0] == "{":
            spelt = f'"{key}":[{_hashed(None, key, was)},{_hashed(None, key, now)}]'
        hashed.append(spelt)
    return Spelt(",".join(standing), ",".join(salted), ",".join(hashed))


def spelt_new(
    prefixes: Sequence[str], columns: Iterable[NewColumn], salts: Iterator[str]
) -> Iterator[Spelt]:
    """Of each new row what `spelt_changes` gives of its fields that say something.

    The rows' keys begin with these prefixes; the columns stand in the order of their keys. To go
    through many rows column by column takes half the time.
    """
    standing, salted, hashed = list[list[str]](), list[list[str]](), list[list[str]]()
    for name, is_personal, values in columns:
        spelt = [
            (value and encode_basestring(value)) if type(value) is str else _spelt_new(value)
            for value in values
        ]
        if not any(spelt):
            continue
        keys = [prefix + name for prefix in prefixes]
        standing.append(_members(keys, spelt))
        if is_personal:
            given = [*zip(keys, spelt, islice(salts, len(keys)), strict=True)]
            salted.append([f'"{key}":"{salt}"' if now else "" for key, now, salt in given])
            hashed.append(
                [
                    f'"{key}":[null,"{sha256(f"{salt}:{key}:{now}")}"]' if now else ""
                    for key, now, salt in given
                ]
            )
        else:
            hashed.append(standing[-1])
    kinds = (_joined(members, len(prefixes)) for members in (standing, salted, hashed))
    return map(Spelt, *kinds)


def _spelt_new(value: Any) -> str:
    """A value as `_spelt`; nothing for what is empty."""
    return "" if is_empty(value) else _spelt(as_json(value))


def _members(keys: Sequence[str], spelt: Sequence[str]) -> list[str]:
    """A member for each value that is not empty."""
    return [f'"{key}":[null,{now}]' if now else "" for key, now in zip(keys, spelt, strict=True)]


def _joined(columns: Sequence[Sequence[str]], rows: int) -> Iterable[str]:
    """The members of each of so many rows."""
    if not columns:
        return [""] * rows
    members = zip(*columns, strict=True)
    if all(map(all, columns)):
        return map(",".join, members)
    return [",".join(filter(None, some)) for some in members]


def together(parts: Sequence[Spelt]) -> Spelt:
    """Parts of one aggregate as one."""
    if len(parts) == 1:
        return parts[0]
    return Spelt(*(",".join(filter(None, members)) for members in zip(*parts, strict=True)))


def _hashed(salt: str | None, key: str, spelt: str) -> str:
    """A value as it takes part in a digest; of one that was removed its hash is what stands there.

    No other value is spelt as an object.
    """
    if spelt[0] == "{":
        return '"' + str(json.loads(spelt)[_REMOVED]) + '"'
    if salt is None:
        return spelt
    return f'"{sha256(f"{salt}:{key}:{spelt}")}"'


def removed(salt: str, key: str, value: Any) -> Any:
    """What stands in the history where a value was removed; nothing for no value."""
    spelt = _spelt(value)
    is_left = value is None or spelt.startswith("{")
    return value if is_left else {_REMOVED: sha256(f"{salt}:{key}:{spelt}")}


def is_removed(value: Any) -> bool:
    """Whether a value of the history was removed from it."""
    return isinstance(value, dict)


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry over its own values and the hash of the one before."""
    fields = ("sequence", "at", "staff_id", "role", "action", "previous_hash", "digest")
    return sha256(in_one_spelling([as_json(entry[name]) for name in fields]))
