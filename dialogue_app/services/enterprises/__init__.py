"""Enterprises: registered, edited, listed, imported."""
