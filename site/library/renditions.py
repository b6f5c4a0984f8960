"""The sizes in which the templates show pictures."""

from django_tasks import task
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

FORMATS = "format-{avif,webp,jpeg}"
# What `{% picture %}` is asked for, operations in this order: a rendition is found again by the
# text of its filter, so that "format-webp|width-800" would be another.
RENDITION_SPECS = {
    "card": ("fill-{400x250,800x500}", FORMATS),
    "hero": ("width-{800,1600}", FORMATS),
    "portrait": ("fill-{160x160,320x320}", FORMATS),
    "text": ("width-{400,800}", FORMATS),
    "sharing": ("fill-1200x630", "format-jpeg"),
}


def filter_specs(*purposes: str) -> list[str]:
    """Return the filters for some purposes, each once.

    Args:
        purposes: Keys of `TAGS`; none means all.

    Raises:
        KeyError: There is no such purpose.
    """
    found = [
        spec
        for purpose in purposes or RENDITION_SPECS
        for spec in Filter.expand_spec(RENDITION_SPECS[purpose])
    ]
    return list(dict.fromkeys(found))


def generate_renditions(image: AbstractImage, *purposes: str) -> dict[str, AbstractRendition]:
    """Make the renditions of a picture that are still missing.

    Args:
        image: The picture, stored.
        purposes: Keys of `TAGS`; none means all.

    Returns:
        The renditions by their filters.

    Raises:
        KeyError: There is no such purpose.
    """
    # One read of the file, one query, one insert, and three threads for the work between.
    return image.get_renditions(*filter_specs(*purposes))


@task()
def generate_renditions_task(image_pk: int) -> None:
    """Make every rendition of a picture, if it is still there."""
    from library.models import HubImage

    image = HubImage.objects.filter(pk=image_pk).first()
    if image:
        generate_renditions(image)
