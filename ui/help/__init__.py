"""Help in the window: guides to read, the card of keys, and the tour of the sample."""
