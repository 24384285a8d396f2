"""What is timed: one function for each scenario, from the register to its two times."""
