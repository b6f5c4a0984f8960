"""Periodic jobs, which a worker process runs alongside the web server."""
