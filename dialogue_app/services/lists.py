"""What all lists share."""

FIRST_PAGE = 50  # rows read before anything is counted
