"""Issues: registered, assigned, answered, ended, listed, shown, imported."""
