"""Dialogue sessions: the list, and one session in its five steps."""
