"""Enterprises: the register, its form, and what each enterprise raised."""
