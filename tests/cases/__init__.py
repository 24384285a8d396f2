"""Workbooks of the shapes offices send, through the command line."""
