"""The email backend that queues every email, so that no request waits for a mail server."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from outbox import EVENT_KEY_HEADER
from outbox.attachments import encode_attachment
from outbox.models import Notification
from outbox.services import initial_status_for


class OutboxBackend(BaseEmailBackend):
    """Queues the emails that Django, allauth and Wagtail send.

    Wagtail marks its emails about comments as `Auto-Submitted`: they are sent at the frequency
    that their recipient has chosen. Every other email, such as a link to reset a password, was
    requested by its recipient: it is sent at once, and is secret.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each email for each of its recipients. Returns the number of emails."""
        for message in email_messages:
            for email_address in message.recipients():
                self._queue(message, email_address)
        return len(email_messages)

    def _queue(self, message: EmailMessage, email_address: str) -> None:
        delivery_fields = self._delivery_fields(message, email_address)
        if delivery_fields is None:
            return
        notification = Notification(
            kind="mail",
            idempotency_key=f"mail-{uuid4()}",
            event_key=message.extra_headers.get(EVENT_KEY_HEADER, "")[:100],
            subject=" ".join(str(message.subject).split())[:200],
            text=message.body,
            html=self._html(message),
            reply_to=list(message.reply_to),
            attachments=[encode_attachment(part) for part in message.attachments],
            **delivery_fields,
        )
        notification.message_id = notification.generate_message_id()
        notification.save()

    @staticmethod
    def _delivery_fields(message: EmailMessage, email_address: str) -> dict[str, Any] | None:
        """Return the recipient, status and secrecy; None when the recipient wants no such email."""
        if "Auto-Submitted" in message.extra_headers:
            user = get_user_model().objects.filter(email__iexact=email_address).first()
            if user is not None:
                status = initial_status_for(user)
                return {"user": user, "status": status} if status else None
        return {"email_address": email_address, "is_secret": True}

    @staticmethod
    def _html(message: EmailMessage) -> str:
        if not isinstance(message, EmailMultiAlternatives):
            return ""
        parts = (str(part) for part, mimetype in message.alternatives if mimetype == "text/html")
        return next(parts, "")
