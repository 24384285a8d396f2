"""Series of sessions (kế hoạch định kỳ): edited, their next session, what goes over to it."""
