"""One module a noun; each adds its commands by `add_to`."""
