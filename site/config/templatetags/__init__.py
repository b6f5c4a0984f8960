"""Template filters of every template of the hub."""
