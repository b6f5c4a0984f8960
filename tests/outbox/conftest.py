"""A mail server for the outbox, and the site and the users of the editorial tests."""

import pytest

from tests.editorial.conftest import as_user, hub, people
from tests.outbox.mail_server import MailServer

__all__ = ["as_user", "hub", "people"]


@pytest.fixture
def mailbox(settings, db):
    """Run a mail server, and deliver to it."""
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        yield server.mailbox
