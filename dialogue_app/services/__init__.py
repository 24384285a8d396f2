"""One function is one use case, one transaction and one audit entry."""
