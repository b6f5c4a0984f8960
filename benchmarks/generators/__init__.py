"""Generators of benchmark data: pages, workflow states, networks, members, join requests."""
