"""The least a program must do for each scenario: short, plain, not slowed down."""
