"""A real mail server on this machine, that can also refuse, hang, dawdle and die."""

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
    """Takes letters, except from or to whom it was told to refuse."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.refuses = "550 No such mailbox"
        self.busy = False

    async def handle_RCPT(  # the library's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.refused:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter, or say that it should come again later."""
        if self.busy:
            return "451 Try again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(letter)
        return "250 Taken"

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters to somebody."""
        return [letter for letter in self.letters if letter["To"] == address]


class MailServer:
    """A mail server that stands while the `with` lasts."""

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
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@contextmanager
def scripted_server(script: list[bytes], hang: float = 0) -> Iterator[int]:
    """Speak some lines of SMTP to whoever comes, and then hang or die. Yields the port.

    Args:
        script: What is answered to each line of the other side, the greeting first.
        hang: For how many seconds the line is held when the script is over.
    """
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen()
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line:
                for answer in script:
                    line.sendall(answer)
                    if not line.recv(4096):
                        break
                time.sleep(hang)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        stopped.set()
        door.close()
