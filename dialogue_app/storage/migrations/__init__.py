"""Migrations of the store, shipped in the wheel and run at start."""
