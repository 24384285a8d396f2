"""The one spelling of what the history notes, and the digests by which it is seen to be whole.

Personal values enter a digest only as salted hashes, so a value can be removed later on while the
chain still verifies: what is left of it is the hash, without the salt by which it could be guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any

Aggregate = tuple[str, int]
FieldChanges = dict[str, list[Any]]  # "assignment:7.due_on" -> [old, new]
Part = tuple[str, bool, Any, Any]  # a field with its key, whether it is personal, old, new
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


def change_digest(aggregate: Aggregate, salts: Mapping[str, str], changes: FieldChanges) -> str:
    """The digest of one change row; values that have a salt take part as salted hashes."""
    parts = [(key, key in salts, *changes[key]) for key in sorted(changes)]
    given = (salts[key] for key, is_salted, _old, _new in parts if is_salted)
    return spelt_changes(aggregate, parts, given)[-1]


def spelt_changes(
    aggregate: Aggregate, parts: Iterable[Part], salts: Iterator[str]
) -> tuple[str, str, str]:
    """The changes as they stand in the history, the salts of the personal ones, the digest.

    The parts stand in the order of their keys.
    """
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
    entity, entity_id = aggregate
    digest = sha256(f'["{entity}",{entity_id},{_object(hashed)}]')
    return _object(standing), _object(salted), digest


def _object(members: list[str]) -> str:
    """Members of a JSON object that are spelt already."""
    return "{" + ",".join(members) + "}"


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
