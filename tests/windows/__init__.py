"""The Windows folder and its installer, run under Wine (`make test-windows`)."""
