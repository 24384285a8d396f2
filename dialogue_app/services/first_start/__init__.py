"""The first start: where data lie or are to lie, and what a new register is asked for."""
