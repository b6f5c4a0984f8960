"""A real SMTP server on this machine, and a scripted one that hangs or drops connections."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Stores emails, except to the addresses in `refused`."""

    def __init__(self) -> None:
        self.emails: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.refusal = "550 No such mailbox"
        self.busy = False

    async def handle_RCPT(  # the name that aiosmtpd requires
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept or refuse a recipient."""
        if address in self.refused:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Store an email, or reply with a temporary error."""
        if self.busy:
            return "451 Try again later"
        email = message_from_bytes(envelope.content, policy=policy.default)
        self.emails.append(email)
        return "250 Taken"

    def to(self, address: str) -> list[EmailMessage]:
        """Return the emails to an address."""
        return [email for email in self.emails if email["To"] == address]


class MailServer:
    """An SMTP server that runs while the `with` block lasts."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        self.port = free_port()

    def __enter__(self) -> "MailServer":
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.controller.stop()


def free_port() -> int:
    """Return a port without a listener."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def scripted_server(script: list[bytes], hang: float = 0) -> Iterator[int]:
    """Run a server that sends some lines of SMTP, then hangs or closes. Yields the port.

    Args:
        script: The reply to each line of the client, the greeting first.
        hang: For how many seconds the connection is held when the script is over.
    """
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                for reply in script:
                    connection.sendall(reply)
                    if not connection.recv(4096):
                        break
                time.sleep(hang)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        stopped.set()
        listener.close()
