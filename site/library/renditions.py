"""Rendition specifications of the templates, and their generation ahead of time."""

from django_tasks import task
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

FORMATS = "format-{avif,webp,jpeg}"
# The arguments of `{% picture %}`, in this order of operations: a rendition is looked up by the
# text of its filter, so "format-webp|width-800" would be another.
RENDITION_SPECS = {
    "card": ("fill-{400x250,800x500}", FORMATS),
    "hero": ("width-{800,1600}", FORMATS),
    "portrait": ("fill-{160x160,320x320}", FORMATS),
    "text": ("width-{400,800}", FORMATS),
    "sharing": ("fill-1200x630", "format-jpeg"),
}


def filter_specs(*purposes: str) -> list[str]:
    """Return the filter specs of some purposes, each once.

    Args:
        purposes: Keys of `TAGS`; none means all.

    Raises:
        KeyError: There is no such purpose.
    """
    specs = [
        spec
        for purpose in purposes or RENDITION_SPECS
        for spec in Filter.expand_spec(RENDITION_SPECS[purpose])
    ]
    return list(dict.fromkeys(specs))


def generate_renditions(image: AbstractImage, *purposes: str) -> dict[str, AbstractRendition]:
    """Generate the missing renditions of an image.

    Args:
        image: The picture, stored.
        purposes: Keys of `TAGS`; none means all.

    Returns:
        The renditions by their filters.

    Raises:
        KeyError: There is no such purpose.
    """
    # Wagtail reads the file once, queries and inserts once, and encodes in threads.
    return image.get_renditions(*filter_specs(*purposes))


@task()
def generate_renditions_task(image_pk: int) -> None:
    """Generate all renditions of an image, if it still exists."""
    from library.models import HubImage

    image = HubImage.objects.filter(pk=image_pk).first()
    if image:
        generate_renditions(image)
