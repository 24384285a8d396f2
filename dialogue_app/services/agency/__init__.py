"""Our agency and the pick-lists it keeps."""
