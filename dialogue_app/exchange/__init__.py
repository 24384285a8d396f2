"""Workbooks in and out: reading sheets, finding columns, checking rows. Knows no database."""
