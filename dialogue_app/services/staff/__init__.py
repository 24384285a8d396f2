"""Our people, and who of them works at this computer."""
