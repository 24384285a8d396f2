"""What every test starts from: no screen, and no data or settings of the person who runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from dialogue_app import i18n
from tests.closing_lines import pytest_sessionfinish, pytest_terminal_summary
from tests.in_memory import lay_out_in_memory
from tests.one_dialect import share_compiled_statements

__all__ = ["pytest_sessionfinish", "pytest_terminal_summary"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Qt reads it once, when it is first imported
# Compiled modules are kept, also by the many commands that are run: as in an installation.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The same examples each time and no clock: a busy machine takes 200 ms for any of them. A new
# example that fails is looked for by `--hypothesis-profile default`.
settings.load_profile("ci")
lay_out_in_memory()
share_compiled_statements()
OWN_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory):
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_FOLDERS:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """No test hands its language on to the next."""
    yield
    if i18n.language() != "en":
        i18n.install("en")
