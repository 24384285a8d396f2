"""Issues: named views, the list, one issue with its story, and the forms of its moves."""
