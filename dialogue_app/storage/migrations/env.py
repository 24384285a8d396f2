"""Runs the migrations on the connection that `storage.schema` passes."""

from __future__ import annotations

from typing import Any

from alembic import context

from dialogue_app.storage.models import whole_schema


def _ours(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """The search indexes are SQLite's own tables, not models."""
    return not (kind == "table" and (name or "").startswith("search_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole_schema(),
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
    include_object=_ours,
)
context.run_migrations()
