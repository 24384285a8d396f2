"""Rules of the field in plain Python: text, codes, dates, the life of an issue."""
