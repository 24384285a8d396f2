"""Forms without their widgets: what was read, what is typed now, what is wrong."""
