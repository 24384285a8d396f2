"""Seeded faults, one at a time, and which of them no test notices."""
