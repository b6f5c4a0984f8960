"""The outbox: notifications by email, stored with what caused them and delivered by the worker."""

EVENT_KEY_HEADER = "X-Hub-Event-Key"
"""The header by which an email gives its `Notification.event_key`. It is not sent."""
