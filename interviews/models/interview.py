"""An interview, the people in it, and the shelf it stands on."""

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
from pages.blocks.media import embed_url
from pages.content_kinds import ContentKind
from pages.forms import DeclarationPageForm
from pages.models import Declaration, HubPage, ListingPage


class Interviewee(Orderable, Declaration):
    """Somebody interviewed, with what they did at the time and what they declare."""

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
        help_text="Only where it should differ from the portrait in the person’s record.",
    )

    panels = [
        FieldPanel("person"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("portrait"),
        *Declaration.declaration_panels,
    ]

    @property
    def picture(self) -> object | None:
        """Return the portrait of this interview, or else of the record."""
        return self.portrait or self.person.portrait

    @property
    def standing(self) -> str:
        """Return role and organisation at the time, in one line."""
        return ", ".join(part for part in (self.role, self.organisation) if part)


class InterviewPage(HubPage):
    """A Spotlight interview: who they are, what they were asked, what they answered."""

    kind = ContentKind("interview", "Spotlight interview", "Spotlight interviews", "interviews")
    review_months = 36

    parent_page_types = ["interviews.InterviewIndexPage"]
    subpage_types: list[str] = []
    template = "interviews/interview.html"
    workflow_key = PATIENT_ACCOUNT
    people_relation = "interviewees"
    people_lookups = ("person__portrait", "portrait")

    introduction = RichTextField(features=["bold", "italic", "link"])
    video_url = models.URLField(
        "video", blank=True, help_text="Its page on YouTube or Vimeo, if the interview was filmed."
    )
    transcript = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A filmed interview needs its transcript.",
    )
    body = StreamField(InterviewBodyBlock(), help_text="The questions and answers, in order.")
    about = RichTextField("about the author", blank=True, features=["bold", "italic", "link"])

    content_panels = [
        *HubPage.content_panels,
        InlinePanel("interviewees", label="Person", heading="Who is interviewed", min_num=1),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("video_url"), FieldPanel("transcript")], heading="Video"),
        FieldPanel("body"),
        FieldPanel("about"),
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
        """Ask that a video can play, and can be read."""
        super().clean()
        if self.video_url and not embed_url(self.video_url):
            raise ValidationError({"video_url": "Give the address of a video on YouTube or Vimeo."})
        if self.video_url and not self.transcript:
            raise ValidationError({"transcript": "Add what is said and shown in the video."})

    @property
    def people_concerned(self) -> dict[str, str]:
        """Return who must agree: everybody who is interviewed."""
        return {f"person-{row.person_id}": row.person.name for row in self.people}

    @property
    def player(self) -> str:
        """Return the address of the video's player, or an empty string."""
        return embed_url(self.video_url)

    @property
    def portraits(self) -> list:
        """Return the portraits of who is interviewed."""
        return [row.picture for row in self.people]

    @property
    def published_person_data(self) -> list[dict[str, str]]:
        """Return what the page tells of who is interviewed; what they do is the page's own."""
        return [row.person.shown | {"standing": row.standing} for row in self.people]

    def interviewee_names(self) -> str:
        """Return what search may find the interview by."""
        return ", ".join(
            f"{row.person.name}, {row.standing}"
            for row in self.interviewees.select_related("person")
        )


class InterviewIndexPage(ListingPage):
    """All Spotlight interviews."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["interviews.InterviewPage"]
    template = "pages/listing.html"
    listed = InterviewPage

    class Meta:
        verbose_name = "Spotlight interviews"
