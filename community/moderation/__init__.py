"""Moderation: what is held, reports, the queue, and actions on posts."""
