"""Rows taken along to another computer and brought back, each known by its identity for life."""
