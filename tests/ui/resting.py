"""When a window has come to rest: nothing is under way, and what was read has been painted."""

from __future__ import annotations

from ui.main_window import MainWindow
from ui.models.paged_table import PagedTable
from ui.tasks import TaskRunner
from ui.widgets.list_view import ListView
from ui.widgets.page_view import PageView


def is_working(window: MainWindow, tasks: TaskRunner) -> bool:
    """Whether the window reads, writes, or has yet to paint what it read."""
    papers, lists = (window.findChildren(kind) for kind in (PageView, ListView))
    return (
        tasks.busy
        or any(view.is_waiting for view in papers)
        or any(_is_to_be_painted(view) for view in lists)
    )


def _is_to_be_painted(view: ListView) -> bool:
    table = view.model()
    assert isinstance(table, PagedTable)
    is_read = table.query is not None and not table.has_failed
    return is_read and view.isVisible() and view.is_unpainted
