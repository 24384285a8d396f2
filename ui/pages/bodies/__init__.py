"""Bodies: cơ quan, đơn vị, with their relation to us and what follows them."""
