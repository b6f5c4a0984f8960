"""Forms that start a discussion, and write and edit a post."""

from typing import Any

from django import forms

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from community.discussions.chosen_names import find_chosen_name_error
from community.models import Post, Space
from community.models.chosen_name import NAME_MAX_LENGTH
from community.models.post import TEXT_MAX_LENGTH
from pages.models import TopicPage

TITLE_MAX_LENGTH = 150
TEXT_HELP = (
    "Leave an empty line between paragraphs. Do not include anything that could identify a "
    "patient, such as a name or a date of birth."
)


class PostTextField(forms.CharField):
    """The Markdown of a post, of the length that a post may have."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TEXT_MAX_LENGTH, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with line breaks of one character, as the browser counts them."""
        return super().to_python(value).replace("\r\n", "\n")


class PostForm(RejectPatientIdentifiersMixin, forms.Form):
    """The text of a post, and the community rules where the user has not accepted them."""

    text = PostTextField(
        label="Your post",
        help_text=TEXT_HELP,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Enter your post."},
    )
    accepts_rules = forms.BooleanField(
        label="I am 18 or over, and I accept the community rules",
        error_messages={"required": "Tick the box to accept the community rules."},
    )

    follows = forms.BooleanField(
        label="Email me about new posts in this discussion", required=False, initial=True
    )

    chosen_name = forms.CharField(
        label="Your name in this discussion",
        required=False,
        max_length=NAME_MAX_LENGTH,
        help_text="Leave this empty to write under your display name. You choose once: all your "
        "posts in this discussion will have this name. Readers and moderators do not see your "
        "display name. The safeguarding lead can see your account if a person is in danger, or "
        "if the law requires it.",
    )

    def __init__(
        self,
        *args: Any,
        asks_rules: bool = False,
        asks_follow: bool = False,
        asks_name: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["chosen_name"]
        if not asks_rules:
            del self.fields["accepts_rules"]
        if not asks_follow:
            del self.fields["follows"]

    def clean_chosen_name(self) -> str:
        """Refuse a name that claims a role or is the display name of an account.

        Raises:
            ValidationError: The name is such.
        """
        name = " ".join(self.cleaned_data["chosen_name"].split())
        if name and (error := find_chosen_name_error(name)):
            raise forms.ValidationError(error)
        return name


class StartDiscussionForm(PostForm):
    """The title, the topic and the first post of a discussion."""

    title = forms.CharField(
        max_length=TITLE_MAX_LENGTH,
        help_text="What do you want to talk about? For example, “How was your recovery?”",
        error_messages={"required": "Enter a title."},
    )
    topic = forms.ModelChoiceField(
        TopicPage.objects.none(), empty_label=None, help_text="Choose the closest topic."
    )
    field_order = ["title", "topic", "text", "chosen_name", "follows", "accepts_rules"]

    def __init__(self, space: Space, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Your first post"
        if space.topic is None:
            del self.fields["topic"]
            return
        topics = TopicPage.objects.visible_to(user).filter(path__startswith=space.topic.path)
        self.fields["topic"].queryset = topics.order_by("path")
        self.fields["topic"].initial = space.topic_id


class ReplyForm(PostForm):
    """A reply, with or without a quote of the post that it answers."""

    quotes_reply_to = forms.BooleanField(
        label="Quote this post above my reply",
        required=False,
        help_text="Readers see the post as it is now. If it changes, the quote changes too.",
    )
    field_order = ["text", "quotes_reply_to", "chosen_name", "follows", "accepts_rules"]

    def __init__(self, *args: Any, reply_to: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reply_to is None:
            del self.fields["quotes_reply_to"]


class EditPostForm(PostForm):
    """A new text of a post; for a first post that was never published, also the title."""

    title = forms.CharField(max_length=TITLE_MAX_LENGTH)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["title", "text"]

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not post.is_first or post.published_at:
            del self.fields["title"]
