"""Issues: taken in, assigned, answered, ended, listed, shown, imported."""
