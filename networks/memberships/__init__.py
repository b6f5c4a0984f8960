"""Memberships: joining and leaving, roles, the member directory, and their admin."""
