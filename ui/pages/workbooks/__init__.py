"""The import of a workbook: the file, its rows to work in, what was written."""
