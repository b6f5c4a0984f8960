"""Another site, what its names mean, and a public page that leads there."""

import socket
import threading

import pytest

from tests.editorial.reviews.link_checker.http_server import Site
from tests.editorial.reviews.test_review_dates import published

__all__ = ["published"]


@pytest.fixture
def site():
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch):
    """What names mean: a list of addresses, given one after the other, the last for ever."""
    known = {}
    look_up = socket.getaddrinfo

    def answer(host, port, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in known:
            return look_up(host, port, *args, **kwargs)
        meant = known[name]
        if isinstance(meant, OSError):
            raise meant
        address = meant.pop(0) if len(meant) > 1 else meant[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return known


@pytest.fixture
def lead(published, settings):
    """Let the published page lead to some addresses."""
    settings.HUB_CHECK_LINKS = True
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"

    def write(*addresses):
        page = published.specific
        links = "".join(f'<a href="{address}">x</a>' for address in addresses)
        page.body = [{"type": "text", "value": f"<p>{links}</p>"}]
        page.save()
        return page

    return write
