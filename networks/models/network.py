"""Networks: a public page, a joining policy, and the pages featured as stories of a network."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PreviewableMixin
from wagtail.search import index

from editorial.safety.models import IdentifierFreeMixin
from editorial.workflow.snippets import WorkflowSnippet
from networks.enums import JoiningPolicy
from networks.forms import name_panel, slug_panel
from networks.querysets import NetworkQuerySet
from pages.forms import TopicCheckboxes
from pages.models import HubPage


class Network(
    IdentifierFreeMixin, WorkflowSnippet, PreviewableMixin, index.Indexed, ClusterableModel
):
    """The public side of a network: its purpose, and how to join.

    It is drafted and approved in the editorial workflow. The content of the private space is not
    part of it: that has no drafts, and belongs to the members.
    """

    name = models.CharField(max_length=150, unique=True)
    short_name = models.CharField(
        max_length=20, blank=True, help_text="For example PSMN. Shown where there is little space."
    )
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of the web address, as in /networks/psmn/. It is made from the "
        "name. You can shorten it. You cannot change it after the network is published.",
    )
    summary = models.TextField(
        max_length=500,
        help_text="Describe the network in 2 sentences. Shown in lists and when shared.",
    )
    purpose = RichTextField(features=["bold", "italic", "link", "ul", "ol", "h3"])
    intended_members = models.TextField("who it is for", max_length=500)
    meeting_frequency = models.CharField(
        "how often it meets",
        max_length=200,
        blank=True,
        help_text="For example “Every Friday at 13:00, with a guest speaker”.",
    )
    founded_on = models.DateField("founded", null=True, blank=True)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="picture",
    )
    image_alt = models.CharField(
        "description of the picture",
        max_length=255,
        blank=True,
        help_text="For people who cannot see the picture. Leave it empty if the picture is only "
        "decoration.",
    )
    topics = ParentalManyToManyField("pages.TopicPage", blank=True, related_name="networks")
    joining_policy = models.CharField(
        "how to join",
        max_length=max(len(value) for value in JoiningPolicy.values),
        choices=JoiningPolicy.choices,
        default=JoiningPolicy.BY_REQUEST,
    )
    join_form = models.ForeignKey(
        "networks.JoinForm",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="networks",
        help_text="The questions people answer when they ask to join. Networks can share a form.",
    )

    objects = NetworkQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                name_panel("name"),
                FieldRowPanel([FieldPanel("short_name"), slug_panel()]),
                FieldPanel("summary"),
            ],
            heading="Name and summary",
        ),
        FieldPanel("purpose"),
        FieldPanel("intended_members"),
        FieldRowPanel([FieldPanel("meeting_frequency"), FieldPanel("founded_on")]),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading="Picture"),
        MultiFieldPanel([FieldPanel("joining_policy"), FieldPanel("join_form")], heading="Joining"),
        InlinePanel("stories", label="Story", heading="Public stories"),
        FieldPanel("topics", widget=TopicCheckboxes),
    ]
    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("short_name", boost=5),
        index.SearchField("summary"),
        index.SearchField("purpose"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Require a join form unless the network is closed."""
        super().clean()
        if self.joining_policy != JoiningPolicy.CLOSED and self.join_form_id is None:
            raise ValidationError(
                {"join_form": "Choose a join form, or set “How to join” to closed."}
            )

    @property
    def display_name(self) -> str:
        """Return the short name, or else the name."""
        return self.short_name or self.name

    @property
    def full_name(self) -> str:
        """Return the name, with the short name that members use in brackets."""
        return f"{self.name} ({self.short_name})" if self.short_name else self.name

    @property
    def accepts_requests(self) -> bool:
        """Return whether the join form of the network can be submitted today."""
        return self.live and self.is_joinable and self.join_form.live

    @property
    def is_joinable(self) -> bool:
        """Return whether it accepts requests once it and its form are published."""
        return self.joining_policy != JoiningPolicy.CLOSED and self.join_form is not None

    def publication_blockers(self, approver: Any = None) -> list[str]:
        """Add that the join form must be published, to the validation errors of the network."""
        return super().publication_blockers(approver) + self.unpublished_form_messages()

    def unpublished_form_messages(self) -> list[str]:
        """Return the message to editors that the join form is not published, if it is not."""
        if not self.is_joinable or self.join_form.live:
            return []
        waits = self.join_form.workflow_in_progress
        first = "It is waiting for approval." if waits else "Submit it for approval first."
        return [
            f"The join form “{self.join_form}” is not published. {first} Any editor or reviewer "
            "who did not write it can approve it, under Networks, Join forms. Or close the network "
            "to new members."
        ]

    def get_absolute_url(self) -> str:
        """Return the URL of the public page."""
        return reverse("networks:network", args=[self.slug])

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Return the template of the public page."""
        return "networks/network.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict:
        """Return the context of the public page, without member counts."""
        return self.get_context(request)

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return the context of the public page for the reader who made a request."""
        user = request.user
        stories = HubPage.objects.visible_to(user).filter(
            pk__in=[story.page_id for story in self.stories.all()]
        )
        return {
            "network": self,
            "today": timezone.localdate(),
            "next_open_session": self.next_open_session(),
            "stories": list(stories.newest_first().for_cards()),
            "can_enter_space": type(self).objects.open_to(user).filter(pk=self.pk).exists(),
        }

    def next_open_session(self) -> Any:
        """Return the next session that guests may attend; None for a network not saved yet."""
        if self.pk is None:
            return None
        return self.sessions.filter(is_open=True).upcoming().not_cancelled().first()


class NetworkStory(Orderable):
    """A published page about the network, such as a blog or an interview."""

    network = ParentalKey(Network, on_delete=models.CASCADE, related_name="stories")
    page = models.ForeignKey("pages.HubPage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    def __str__(self) -> str:
        return str(self.page)
