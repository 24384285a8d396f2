"""Bodies (cơ quan, đơn vị): added, edited, ended, found by any name people write."""
