"""Qt models: what lists show."""
