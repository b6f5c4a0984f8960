"""System checks of the project."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register()
def check_site_is_not_a_package(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Check that `site/` has no `__init__.py`: it would shadow the standard library's `site`."""
    if (Path(settings.ROOT) / "site" / "__init__.py").exists():
        return [
            Error(
                "site/ has become a package.",
                hint="Remove site/__init__.py: the standard library owns the name `site`.",
                id="hub.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_second_factor_required(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Check that the second factor is required, unless on a development machine."""
    if not settings.HUB_SECOND_FACTOR_REQUIRED:
        return [
            Error(
                "The admin opens without two-step verification.",
                hint="Leave HUB_SECOND_FACTOR_REQUIRED at True.",
                id="hub.E002",
            )
        ]
    return []
