"""What is typed of each noun, field by field: a module a noun, with its drafts."""
