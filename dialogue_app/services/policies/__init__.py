"""Rules for time limits: kept, and what they propose."""
