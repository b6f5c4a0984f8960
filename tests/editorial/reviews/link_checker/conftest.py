"""An external site, the addresses of host names, and a public page that links to the site."""

import socket
import threading

import pytest

from tests.editorial.reviews.link_checker.http_server import ExternalSite
from tests.editorial.reviews.test_review_dates import published

__all__ = ["published"]


@pytest.fixture
def site():
    """Run an external site on this machine."""
    server = ExternalSite()
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def host_addresses(monkeypatch):
    """The addresses of host names: look-ups return one after the other, and repeat the last."""
    addresses_by_host = {}
    getaddrinfo = socket.getaddrinfo

    def resolve(host, port, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in addresses_by_host:
            return getaddrinfo(host, port, *args, **kwargs)
        addresses = addresses_by_host[name]
        if isinstance(addresses, OSError):
            raise addresses
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return addresses_by_host


@pytest.fixture
def link_to(published, settings):
    """Return a function that makes the published page link to some URLs."""
    settings.HUB_CHECK_LINKS = True
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"

    def set_links(*urls):
        page = published.specific
        links = "".join(f'<a href="{url}">x</a>' for url in urls)
        page.body = [{"type": "text", "value": f"<p>{links}</p>"}]
        page.save()
        return page

    return set_links
