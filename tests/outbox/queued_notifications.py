"""Notifications that wait for delivery."""

from outbox.models import Notification


def queue_notifications(number=1, **fields):
    """Queue notifications to different addresses, and return them."""
    return [
        Notification.objects.create(
            kind="editorial/page_published",
            idempotency_key=f"notification-{each}",
            email_address=f"reader-{each}@home.example",
            subject=f"Notification {each}",
            text="Words",
            html="<p>Words</p>",
            message_id=f"<notification-{each}@hub.example>",
            **fields,
        )
        for each in range(number)
    ]
