"""The schedule: periodic jobs that a worker process runs beside the web server."""
