"""Named scenarios, each timed against a minimal program, its floor, in one run (`make bench`)."""
