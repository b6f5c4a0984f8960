"""Discussions and posts: reading, writing, editing and deleting."""
