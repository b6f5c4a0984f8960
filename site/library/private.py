"""Private files: they lie outside anything that a web server gives out by itself."""

from django.core.files.storage import Storage, storages


def private_files() -> Storage:
    """Return where private files lie; a view that asks who is asking gives them out."""
    return storages["private"]
