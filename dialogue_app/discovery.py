"""What stands in a package is found by looking into it: to add a thing, its file is enough."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any


def modules_of(package: ModuleType) -> Iterator[Any]:
    """The modules and subpackages of `package`, imported, in the order of their names."""
    for found in pkgutil.iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{found.name}")


def packages_of(package: ModuleType) -> Iterator[Any]:
    """Only its subpackages: what else stands in it is imported by whoever needs it."""
    for found in pkgutil.iter_modules(package.__path__):
        if found.ispkg:
            yield import_module(f"{package.__name__}.{found.name}")


def load_all(package: ModuleType) -> None:
    """Import every module below `package`, so that what they declare is known."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        import_module(found.name)
