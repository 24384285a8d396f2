"""The n-th call to the system or to SQL fails, or ends the process; the others go through."""

from __future__ import annotations

import builtins
import errno
import io
import os
import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest

SYSTEM_CALLS = ("open", "rename", "replace", "fsync", "mkdir", "unlink", "rmdir", "write")
Harm = Callable[[], None]


class Fault:
    """What happens at the n-th call; `happened` where there were so many."""

    def __init__(self, n: int, *, kill: bool = False) -> None:
        self._left, self._kill = n, kill

    @property
    def happened(self) -> bool:
        return self._left <= 0

    def comes(self) -> bool:
        self._left -= 1
        if self._left == 0 and self._kill:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._left == 0

    def of_system(self, call: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **more: object) -> object:
            if self.comes():
                raise OSError(errno.EIO, "Input/output error")
            return call(*args, **more)

        return called

    def of_sql(self) -> None:
        if self.comes():
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
            raise error


def _connections(fault: Fault) -> type[sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, *args, **more):
            fault.of_sql()
            return super().execute(*args, **more)

        def executemany(self, *args, **more):
            fault.of_sql()
            return super().executemany(*args, **more)

    class Connection(sqlite3.Connection):
        def execute(self, *args, **more):
            fault.of_sql()
            return super().execute(*args, **more)

        def backup(self, *args, **more):
            fault.of_sql()
            return super().backup(*args, **more)

        def cursor(self, factory=Cursor):
            return super().cursor(factory)

        def commit(self):
            fault.of_sql()
            return super().commit()

    return Connection


@contextmanager
def fault_at(n: int, *, kill: bool = False) -> Iterator[Fault]:
    """The n-th call fails, or ends this process."""
    fault = Fault(n, kill=kill)
    connect, connection = sqlite3.connect, _connections(fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in SYSTEM_CALLS:
            patch.setattr(os, name, fault.of_system(getattr(os, name)))
        opened = fault.of_system(io.open)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        patch.setattr(
            sqlite3, "connect", lambda *args, **more: connect(*args, **more, factory=connection)
        )
        yield fault


def each_call_failing(work: Callable[[], None]) -> Iterator[Exception | None]:
    """Do the work with its first, second … call failing, until it goes through without.

    Gives what it raised each time, None where it said that it was done.
    """
    for n in count(1):
        raised: Exception | None = None
        with fault_at(n) as fault:
            try:
                work()
            except Exception as error:
                raised = error
        if not fault.happened:
            assert raised is None, raised
            return
        yield raised


def killed_at(n: int, work: Callable[[], None]) -> bool:
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
