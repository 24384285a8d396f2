"""Floors: for each scenario the shortest program that does the same work."""
