"""Invalidation of the caches in front of the hub, with retries, and of cached fragments."""
