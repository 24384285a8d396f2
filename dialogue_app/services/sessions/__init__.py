"""Dialogue sessions: planned, edited, listed, what each still lacks."""
