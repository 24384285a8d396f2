"""The workbooks that were imported, and one of them taken back."""
