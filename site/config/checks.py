"""What must hold for the hub to be itself, as system checks with an id and a hint."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def site_is_a_plain_folder(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """`site/` is a folder on the path; as a package it would shadow the standard library's."""
    if (Path(settings.ROOT) / "site" / "__init__.py").exists():
        return [
            Error(
                "site/ has become a package.",
                hint="Remove site/__init__.py: the standard library owns the name `site`.",
                id="hub.E001",
            )
        ]
    return []
