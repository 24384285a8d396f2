"""The first start: where the data are to lie, then what a new register is asked for."""
