"""Campaign pages, their partners and guest writers, and the index of campaigns."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection, Orderable
from wagtail.search import index

from campaigns import discussions
from pages.blocks import BodyBlock, LinkCardBlock
from pages.content_kinds import ContentKind
from pages.models import HubPage, ListingPage


class Partner(Orderable):
    """An organisation the campaign is run with."""

    campaign = ParentalKey(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="partners"
    )
    name = models.CharField(max_length=150)
    url = models.URLField("address", blank=True)

    panels = [FieldPanel("name"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.name


class NextStepsBlock(blocks.StreamBlock):
    """Links shown at the end of a campaign."""

    link = LinkCardBlock()


class CampaignPage(HubPage):
    """A campaign with partners; its guest blogs are its child pages."""

    class Status(models.TextChoices):
        """The stage of a campaign."""

        GATHERING = "gathering", "Gathering experiences"
        ACTIVE = "active", "In progress"
        CHANGED = "changed", "Changes made"
        CLOSED = "closed", "Closed"

    # Its page says since when a campaign runs; the date of publication on the hub is another.
    content_kind = ContentKind("campaign", "Campaign", "Campaigns", has_date=False)
    review_months = 6

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = ["pages.BlogPage"]
    template = "campaigns/campaign.html"

    aim = models.TextField(max_length=400, help_text="What should change, in one or two sentences.")
    status = models.CharField(
        max_length=max(len(value) for value in Status.values),
        choices=Status.choices,
        default=Status.GATHERING,
    )
    started = models.DateField(null=True, blank=True)
    body = StreamField(BodyBlock(), blank=True)
    next_steps = StreamField(NextStepsBlock(), blank=True, verbose_name="where to go next")

    content_panels = [
        *HubPage.content_panels,
        InlinePanel("partners", label="Partner", heading="Partners"),
        MultiFieldPanel(
            [FieldPanel("aim"), FieldPanel("status"), FieldPanel("started")],
            heading="About the campaign",
        ),
        FieldPanel("body"),
        FieldPanel("next_steps"),
        *HubPage.classification_panels,
    ]
    search_fields = [
        *HubPage.search_fields,
        index.SearchField("aim"),
        index.SearchField("body"),
        index.SearchField("partner_names"),
    ]

    class Meta:
        verbose_name = "campaign"

    def partner_names(self) -> str:
        """Return the partners' names for the search index."""
        return ", ".join(partner.name for partner in self.partners.all())

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the campaign's partners and visible blogs."""
        context = super().get_context(request, *args, **kwargs)
        visible = HubPage.objects.visible_to(request.user)
        context["partners"] = list(self.partners.all())
        context["space"] = discussions.get_space(self, request.user)
        context["discussions"] = discussions.newest_in(context["space"], request.user)
        context["blogs"] = visible.child_of(self).newest_first().for_cards()
        return context


class CampaignIndexPage(ListingPage):
    """Lists all campaigns."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]
    template = "pages/listing.html"
    listed = CampaignPage

    class Meta:
        verbose_name = "campaigns"


class CampaignWorkspace(models.Model):
    """The group and the collection through which a campaign's guest writers get permissions."""

    campaign = models.OneToOneField(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="workspace"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="campaign_workspace")
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="campaign_workspace"
    )

    def __str__(self) -> str:
        return f"Workspace of {self.campaign}"


class GuestWriter(models.Model):
    """A user who may write guest blogs for one campaign."""

    campaign = models.ForeignKey(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="guest_writers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="guest_writer_rows",
        verbose_name="account",
        help_text="An account with the role “Campaign partners”.",
    )
    since = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["campaign__title", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "user"], name="one_guest_writer_per_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.campaign}"
