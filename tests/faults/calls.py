"""The n-th call to the system or to SQL fails, or ends the process; the others go through."""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

SYSTEM_CALLS = ("open", "rename", "replace", "fsync", "mkdir", "unlink", "rmdir", "write")
_INSTALLED = ("/dev/", sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))
_IN_MEMORY = "/dev/shm/"
_OPENED_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_WRITING_SQL = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|BEGIN IMMEDIATE|PRAGMA (journal|wal_check))", re.I
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Why a call fails: what the system and what SQLite call it."""

    name: str
    system: int | None
    sqlite: int
    only_writing: bool = True


BROKEN = Kind("broken", errno.EIO, sqlite3.SQLITE_IOERR_WRITE, only_writing=False)
FULL = Kind("full", errno.ENOSPC, sqlite3.SQLITE_FULL)
READ_ONLY = Kind("read-only", errno.EROFS, sqlite3.SQLITE_READONLY)
BUSY = Kind("busy", None, sqlite3.SQLITE_BUSY, only_writing=False)
KINDS = (BROKEN, FULL, READ_ONLY, BUSY)


class Fault:
    """What happens at the n-th call of a kind; `happened` where there were so many."""

    def __init__(self, n: int, kind: Kind = BROKEN, *, kill: bool = False) -> None:
        self._n, self._left, self.kind, self._kill = n, n, kind, kill
        self.call = ""  # that failed

    @property
    def passed(self) -> int:
        """How many calls there were."""
        return self._n - self._left

    @property
    def happened(self) -> bool:
        return self._left <= 0

    def comes(self, call: str) -> bool:
        self._left -= 1
        if self._left == 0:
            self.call = call
            if self._kill:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._left == 0

    def of_system(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **more: object) -> object:
            code = self.kind.system
            can_be_hit = not self.kind.only_writing or _writes(name, args, more)
            can_be_hit = can_be_hit and not _is_of_the_program(args)
            if code is not None and can_be_hit and self.comes(f"{name} {args[:2]}"):
                raise OSError(code, os.strerror(code))
            return call(*args, **more)

        return called

    def of_sql(self, statement: str, *, writes: bool = False) -> None:
        if self.kind.only_writing and not writes and not _WRITING_SQL.match(statement):
            return
        if self.comes(statement):
            error = sqlite3.OperationalError(self.kind.name)
            error.sqlite_errorcode = self.kind.sqlite
            raise error


def _is_of_the_program(args: tuple[object, ...]) -> bool:
    """What was installed is not the data's disk; data of tests may lie in memory."""
    path = str(args[0]) if args else ""
    return path.startswith(_INSTALLED) and not path.startswith(_IN_MEMORY)


def _writes(name: str, args: tuple[object, ...], more: dict[str, object]) -> bool:
    if args and isinstance(args[0], int):
        return name in ("fsync", "write")  # what is open already
    if name == "io.open":
        mode = str(more.get("mode", args[1] if len(args) > 1 else "r"))
        return bool(set(mode) & set("wax+"))
    if name == "open":
        flags = args[1] if len(args) > 1 else more.get("flags", 0)
        return isinstance(flags, int) and bool(flags & _OPENED_TO_WRITE)
    return True


def _connections(fault: Fault) -> type[sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, sql, *args):
            fault.of_sql(sql)
            return super().execute(sql, *args)

        def executemany(self, sql, *args):
            fault.of_sql(sql)
            return super().executemany(sql, *args)

    class Connection(sqlite3.Connection):
        def execute(self, sql, *args):
            fault.of_sql(sql)
            return super().execute(sql, *args)

        def backup(self, *args, **more):
            fault.of_sql("backup", writes=True)
            return super().backup(*args, **more)

        def cursor(self, factory=Cursor):
            return super().cursor(factory)

        def commit(self):
            fault.of_sql("COMMIT", writes=True)
            return super().commit()

    return Connection


@contextmanager
def fault_at(n: int, kind: Kind = BROKEN, *, kill: bool = False) -> Iterator[Fault]:
    """The n-th call that such a fault can hit fails, or ends this process."""
    fault = Fault(n, kind, kill=kill)
    connect, connection = sqlite3.connect, _connections(fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in SYSTEM_CALLS:
            patch.setattr(os, name, fault.of_system(name, getattr(os, name)))
        opened = fault.of_system("io.open", io.open)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        patch.setattr(
            sqlite3, "connect", lambda *args, **more: connect(*args, **more, factory=connection)
        )
        yield fault


def failing(n: int, kind: Kind, work: Callable[[], object]) -> tuple[Fault, Exception | None]:
    """Do the work with its n-th call failing; what it raised, None where it said it was done."""
    raised: Exception | None = None
    with fault_at(n, kind) as fault:
        try:
            work()
        except Exception as error:
            raised = error
    return fault, raised


def each_call_failing(work: Callable[[], object]) -> Iterator[Exception | None]:
    """Do the work with its first, second … call failing, until it goes through without.

    Gives what it raised each time, None where it said that it was done.
    """
    for n in count(1):
        fault, raised = failing(n, BROKEN, work)
        if not fault.happened:
            assert raised is None, raised
            return
        yield raised


def killed_at(n: int, work: Callable[[], object]) -> bool:
    """Do the work in another process, killed at the n-th call; whether there was one."""
    child = os.fork()
    if child == 0:
        try:
            with fault_at(n, kill=True):
                work()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As on a disk that is full after so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
