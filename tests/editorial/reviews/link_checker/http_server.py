"""Another site, on this machine, for links that lead away from the hub."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(ThreadingHTTPServer):
    """Another site: it answers what its path says, and notes what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked = []
        self.down = set()
        self.poured = 0

    def at(self, path, name="127.0.0.1"):
        return f"http://{name}:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/knows-no-head":
            return self.say(405 if self.command == "HEAD" else 200)
        if self.path.startswith("/to/"):
            return self.say(302, self.path.removeprefix("/to/"))
        if self.path == "/loop":
            return self.say(301, "/loop")
        if self.path == "/letter-by-letter":
            return self.drip()
        if self.path == "/endless" and self.command == "GET":
            return self.pour()
        if self.path == "/endless":
            return self.say(405)
        if self.path in self.server.down:
            return self.say(404)
        return self.say(int(self.path.strip("/") or 200) if self.path[1:].isdigit() else 200)

    do_GET = do_HEAD

    def say(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self):
        for _ in range(30):
            self.wfile.write(b"H")
            time.sleep(0.2)

    def pour(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(2000):  # far more than fits between the two
            self.server.poured += self.wfile.write(b"x" * 65536)

    def log_message(self, *args):
        """Say nothing."""
