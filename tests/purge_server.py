"""A small HTTP cache on this machine, which stores responses and deletes them by PURGE."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

import requests

Kept = tuple[int, dict[str, str], bytes]


class PurgeServer:
    """A cache in front of an origin for the duration of the `with` block.

    Args:
        origin: The URL of the origin; without one it only accepts purges.
    """

    def __init__(self, origin: str = "") -> None:
        self.origin = origin
        self.kept: dict[str, Kept] = {}
        self.purged: list[str] = []
        self.connections = 0
        self.answer = 200
        self.says = b""
        self.posted: list[bytes] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "PurgeServer":
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def fetch(self, path: str) -> Kept:
        """Return the stored response of a path, or fetch and store it as its headers allow."""
        if path not in self.kept:
            answer = requests.get(self.origin + path, timeout=20, allow_redirects=False)
            found = (answer.status_code, dict(answer.headers), answer.content)
            if not re.search(r"s-maxage=[1-9]", answer.headers.get("Cache-Control", "")):
                return found
            self.kept[path] = found
        return self.kept[path]


def handler_for(cache: PurgeServer) -> type[BaseHTTPRequestHandler]:
    """Return the request handler of a cache."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            cache.connections += 1
            super().setup()

        def do_GET(self) -> None:
            status, headers, body = cache.fetch(self.path)
            self.say(status, body, headers.get("Content-Type", "text/plain"))

        def do_PURGE(self) -> None:
            if cache.answer == 200:
                cache.purged.append(f"http://{self.headers['Host']}{self.path}")
                cache.kept.pop(self.path, None)
            self.say(cache.answer, b"")

        def do_POST(self) -> None:
            cache.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            said = b'{"success": %s}' % (b"true" if cache.answer == 200 else b"false")
            self.say(cache.answer, cache.says or said, "application/json")

        def say(self, status: int, body: bytes, kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Log nothing."""

    return Handler
