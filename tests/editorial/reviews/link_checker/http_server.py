"""An external site on this machine, for the link checker."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ExternalSite(ThreadingHTTPServer):
    """A site that responds as the path says, and records its requests."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), RequestHandler)
        self.requests = []
        self.down = set()
        self.bytes_sent = 0

    def url(self, path, host="127.0.0.1"):
        """Return the URL of a path."""
        return f"http://{host}:{self.server_port}{path}"


class RequestHandler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.requests.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/head-not-allowed":
            return self.respond(405 if self.command == "HEAD" else 200)
        if self.path.startswith("/redirect/"):
            return self.respond(302, self.path.removeprefix("/redirect/"))
        if self.path == "/loop":
            return self.respond(301, "/loop")
        if self.path == "/slow":
            return self.send_slowly()
        if self.path == "/endless" and self.command == "GET":
            return self.send_endlessly()
        if self.path == "/endless":
            return self.respond(405)
        if self.path in self.server.down:
            return self.respond(404)
        return self.respond(int(self.path.strip("/") or 200) if self.path[1:].isdigit() else 200)

    do_GET = do_HEAD

    def respond(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_slowly(self):
        for _ in range(30):
            self.wfile.write(b"H")
            time.sleep(0.2)

    def send_endlessly(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(2000):  # far more than the socket buffers hold
            self.server.bytes_sent += self.wfile.write(b"x" * 65536)

    def log_message(self, *args):
        """Log nothing."""
