"""Named scenarios timed against plain floors in the same run (`make bench`)."""
