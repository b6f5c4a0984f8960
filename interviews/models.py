"""Spotlight interviews, their interviewees and their index page."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from editorial.workflow.definitions import PATIENT_ACCOUNT
from pages.blocks import InterviewBodyBlock
from pages.content_kinds import ContentKind
from pages.forms import DeclarationPageForm
from pages.models import Credit, Declaration, HubPage, ListingPage
from pages.video_urls import INVALID_VIDEO_URL, embed_url


class Interviewee(Orderable, Credit):
    """One interviewee of one interview, with their role at the time and declared interests."""

    page = ParentalKey(
        "interviews.InterviewPage", on_delete=models.CASCADE, related_name="interviewees"
    )
    person = models.ForeignKey("pages.Person", on_delete=models.PROTECT, related_name="interviews")
    role = models.CharField("role at the time", max_length=200)
    organisation = models.CharField("organisation at the time", max_length=200, blank=True)
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Leave this empty to use the portrait in the person’s record.",
    )

    panels = [
        FieldPanel("person"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("portrait"),
        *Declaration.declaration_panels,
    ]

    @property
    def current_portrait(self) -> object | None:
        """Return the interview's own portrait, or the one in the person's record."""
        return self.portrait or self.person.portrait

    @property
    def affiliation(self) -> str:
        """Return role and organisation at the time, in one line."""
        return ", ".join(part for part in (self.role, self.organisation) if part)


class InterviewPage(HubPage):
    """A Spotlight interview: questions and answers, optionally with a video."""

    content_kind = ContentKind("interview", "Spotlight interview", "Spotlight interviews")
    takes_comments = True
    review_months = 36

    parent_page_types = ["interviews.InterviewIndexPage"]
    subpage_types: list[str] = []
    template = "interviews/interview.html"
    workflow_key = PATIENT_ACCOUNT
    people_relation = "interviewees"
    people_lookups = ("person__portrait", "person__current_slug", "portrait")

    introduction = RichTextField(features=["bold", "italic", "link"])
    video_url = models.URLField(
        "video",
        blank=True,
        help_text="Web address of the film on YouTube or Vimeo, if the interview was filmed.",
    )
    transcript = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="Required if the interview was filmed.",
    )
    body = StreamField(InterviewBodyBlock(), help_text="The questions and answers, in order.")
    about = RichTextField("about the author", blank=True, features=["bold", "italic", "link"])

    content_panels = [
        *HubPage.content_panels,
        InlinePanel("interviewees", label="Person", heading="People interviewed", min_num=1),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("video_url"), FieldPanel("transcript")], heading="Video"),
        FieldPanel("body"),
        FieldPanel(
            "about",
            heading="About the people interviewed",
            help_text="Shown at the end of this page, in place of what their records say about "
            "them. Leave it empty to show what the records say.",
        ),
        *HubPage.classification_panels,
    ]
    base_form_class = DeclarationPageForm
    search_fields = [
        *HubPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("transcript"),
        index.SearchField("interviewee_names"),
    ]

    class Meta:
        verbose_name = "Spotlight interview"

    def clean(self) -> None:
        """Require a playable video URL, and a transcript with it."""
        super().clean()
        if self.video_url and not embed_url(self.video_url):
            raise ValidationError({"video_url": INVALID_VIDEO_URL})
        if self.video_url and not self.transcript:
            raise ValidationError({"transcript": "Enter the transcript of the film."})

    @property
    def people_concerned(self) -> dict[str, str]:
        """Return the interviewees, who must all consent."""
        return {row.person.consent_key: row.person.name for row in self.people}

    @property
    def player_url(self) -> str:
        """Return the URL of the video's player, or an empty string."""
        return embed_url(self.video_url)

    @property
    def portraits(self) -> list:
        """Return the interviewees' portraits."""
        return [row.current_portrait for row in self.people]

    @property
    def published_person_data(self) -> list[dict[str, str]]:
        """Return the published data of the interviewees, with the affiliation at the time."""
        return [row.person.published_data | {"affiliation": row.affiliation} for row in self.people]

    def interviewee_names(self) -> str:
        """Return the names and affiliations for the search index."""
        return ", ".join(
            f"{row.person.name}, {row.affiliation}"
            for row in self.interviewees.select_related("person")
        )


class InterviewIndexPage(ListingPage):
    """Lists all Spotlight interviews."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["interviews.InterviewPage"]
    template = "pages/listing.html"
    listed = InterviewPage

    class Meta:
        verbose_name = "Spotlight interviews"
