"""Spaces: what holds discussions, and decides who reads and writes in them."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxInput
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from community.enums import HUB_KINDS, SpaceKind, max_value_length
from community.querysets import SpaceQuerySet

RESERVED_SLUGS = {
    *("blocked", "email-settings", "new", "posts", "rules", "saved", "unsubscribe"),
    *("your-discussions", "warnings", "preview"),
}
"""First parts of addresses below /community/ that are no space."""


class Space(models.Model):
    """A space with discussions; editors make a public board for each top-level topic."""

    kind = models.CharField(
        max_length=max_value_length(SpaceKind), choices=SpaceKind.choices, default=SpaceKind.BOARD
    )
    external_id = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The id of the network, or of the page of the campaign.",
    )
    title = models.CharField(max_length=150)
    slug = models.SlugField(
        "address",
        max_length=60,
        unique=True,
        help_text="The last part of the web address, as in /community/hysteroscopy/.",
    )
    summary = models.CharField(
        max_length=300, help_text="One sentence about what people discuss here."
    )
    topic = models.OneToOneField(
        "pages.TopicPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="space",
        help_text="The top-level topic of this board. Its discussions are about this topic or one "
        "beneath it.",
    )

    allows_chosen_names = models.BooleanField(
        "members may choose a name for each discussion",
        null=True,
        blank=True,
        help_text="Readers and moderators see the chosen name in place of the display name.",
    )

    objects = SpaceQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        PageChooserPanel("topic", "pages.TopicPage"),
        FieldPanel("allows_chosen_names", widget=CheckboxInput),
    ]

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "external_id"], name="space_of_external_object")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the URL of the list of its discussions."""
        return reverse("community:space", args=[self.slug])

    @cached_property
    def is_public(self) -> bool:
        """Return whether everyone may read in the space.

        The space of a campaign is public while the page of the campaign is.
        """
        if self.kind != SpaceKind.CAMPAIGN:
            return self.kind == SpaceKind.BOARD
        return Space.objects.visible_to(AnonymousUser()).filter(pk=self.pk).exists()

    @property
    def is_moderated_by_hub(self) -> bool:
        """Return whether the moderators of the hub moderate the space."""
        return self.kind in HUB_KINDS

    def clean(self) -> None:
        """Refuse a reserved address, and a topic beneath another."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "This address is reserved. Choose another."})
        if self.topic and self.topic.level:
            raise ValidationError({"topic": "Choose a top-level topic."})
