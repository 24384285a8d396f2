"""Papers: facts collected from the database, and the files made of them."""
