"""Caches in front of the hub are told to drop what has changed, and told again until they do."""
