"""The calendar of working days, and the dates that are counted by it."""
