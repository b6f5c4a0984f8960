"""Every mail of the hub goes through the outbox: no request waits for a mail server."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from editorial.models import Notice


class OutboxBackend(BaseEmailBackend):
    """Takes what Django and Wagtail send by themselves, such as a link for a new password.

    What it holds may be a secret, and so is forgotten as soon as it was sent.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each message for each of its recipients. Returns how many messages there were."""
        for message in email_messages:
            for address in message.recipients():
                self._queue(message, address)
        return len(email_messages)

    def _queue(self, message: EmailMessage, address: str) -> None:
        notice = Notice(
            kind="mail",
            key=f"mail-{uuid4()}",
            address=address,
            subject=" ".join(str(message.subject).split())[:200],
            text=message.body,
            html=self._html(message),
            is_secret=True,
        )
        notice.message_id = notice.new_message_id()
        notice.save()

    @staticmethod
    def _html(message: EmailMessage) -> str:
        if not isinstance(message, EmailMultiAlternatives):
            return ""
        parts = (str(part) for part, kind in message.alternatives if kind == "text/html")
        return next(parts, "")
