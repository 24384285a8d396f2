"""The calendar as the register has it, now or at an earlier revision."""

from dialogue_app.storage.working_days import calendar_of

__all__ = ["calendar_of"]
