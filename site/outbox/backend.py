"""Every mail of the hub goes through the outbox: no request waits for a mail server."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from accounts.emails import OCCASION_HEADER
from outbox.models import Notification
from outbox.services import initial_status_for


class OutboxBackend(BaseEmailBackend):
    """Takes what Django and Wagtail send by themselves.

    Wagtail's letters about remarks on a page bear the mark of what nobody asked for; they come as
    each of their readers likes to be told. Anything else, such as a link for a new password, was
    asked for. It is sent at once, may hold a secret, and so is forgotten as soon as it was sent.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each message for each of its recipients. Returns how many messages there were."""
        for message in email_messages:
            for address in message.recipients():
                self._queue(message, address)
        return len(email_messages)

    def _queue(self, message: EmailMessage, address: str) -> None:
        how = self._as_its_reader_likes(message, address)
        if how is None:
            return
        notice = Notification(
            kind="mail",
            key=f"mail-{uuid4()}",
            event_key=message.extra_headers.get(OCCASION_HEADER, "")[:100],
            subject=" ".join(str(message.subject).split())[:200],
            text=message.body,
            html=self._html(message),
            **how,
        )
        notice.message_id = notice.generate_message_id()
        notice.save()

    @staticmethod
    def _as_its_reader_likes(message: EmailMessage, address: str) -> dict[str, Any] | None:
        """Return to whom and when a message goes; None for somebody who does not want it."""
        if "Auto-Submitted" in message.extra_headers:
            user = get_user_model().objects.filter(email__iexact=address).first()
            if user is not None:
                status = initial_status_for(user)
                return {"user": user, "status": status} if status else None
        return {"address": address, "is_secret": True}

    @staticmethod
    def _html(message: EmailMessage) -> str:
        if not isinstance(message, EmailMultiAlternatives):
            return ""
        parts = (str(part) for part, kind in message.alternatives if kind == "text/html")
        return next(parts, "")
