"""Posts of discussions, and the previous texts of edited ones."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.search import index

from community.enums import APPEALABLE_ACTIONS, ActionKind, HoldReason, PostState, max_value_length
from community.models.discussion import Discussion, display_name
from community.querysets import PostQuerySet
from community.rendering import RENDERER_VERSION, render_markdown, to_plain_text

TEXT_MAX_LENGTH = 10_000
SEALED_AUTHOR_NAME = "A member of this network"


class Post(index.Indexed, models.Model):
    """A post in a discussion. Who sees it is decided by its space and its state alone."""

    wagtail_reference_index_ignore = True

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="posts")
    position = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text="Empty for a sealed question, and for nothing else.",
    )
    is_sealed = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether it was a sealed question, whose author is not stored.",
    )
    chosen_name = models.ForeignKey(
        "community.ChosenName",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="posts",
        help_text="Shown in place of the author’s display name.",
    )
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    quotes_reply_to = models.BooleanField(
        default=False,
        help_text="Whether the answered post is shown as a quote. It is shown as it is now.",
    )
    text = models.TextField(max_length=TEXT_MAX_LENGTH, blank=True, help_text="Markdown.")
    html = models.TextField(blank=True, editable=False)
    renderer_version = models.PositiveSmallIntegerField(default=RENDERER_VERSION, editable=False)
    state = models.CharField(
        max_length=max_value_length(PostState), choices=PostState.choices, default=PostState.HELD
    )
    hold_reasons = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts changes, so that no decision is outdated."
    )
    key = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Idempotency key: a form submitted twice makes one post.",
    )
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="When readers first saw it."
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    followers_notified_at = models.DateTimeField(null=True, blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="claimed_posts",
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a moderator looked at this text."
    )
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="seen_posts",
    )

    objects = PostQuerySet.as_manager()

    search_fields = [
        index.SearchField("searchable_title", boost=3),
        index.SearchField("plain_text"),
        index.FilterField("id"),
    ]

    class Meta:
        ordering = ["discussion", "position"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "position"], name="post_position"),
            # A sealed question has no author, no chosen name and no edits; every other post has an
            # author.
            models.CheckConstraint(
                condition=models.Q(is_sealed=False, author__isnull=False)
                | models.Q(is_sealed=True, author=None, chosen_name=None, edited_at=None),
                name="post_author_unless_sealed",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "state"], name="post_author_state"),
            models.Index(
                fields=["discussion", "position"],
                condition=models.Q(followers_notified_at=None, published_at__isnull=False),
                name="post_not_notified",
            ),
            models.Index(
                fields=["published_at"],
                condition=models.Q(seen_at=None, state=PostState.PUBLISHED),
                name="post_not_seen",
            ),
        ]
        permissions = [("moderate_post", "Can moderate posts")]

    def __str__(self) -> str:
        return f"Post {self.position} in “{self.discussion}”"

    def get_absolute_url(self) -> str:
        """Return the stable URL, which redirects to the page and the anchor."""
        return reverse("community:post", args=[self.pk])

    @classmethod
    def get_indexed_objects(cls) -> QuerySet:
        """Return the posts that the search index may contain."""
        return cls._default_manager.filter(
            state=PostState.PUBLISHED, discussion__published_at__isnull=False
        )

    @property
    def plain_text(self) -> str:
        """Return the text without markup."""
        return to_plain_text(self.html)

    @property
    def searchable_title(self) -> str:
        """Return the title of the discussion for its first post."""
        return self.discussion.title if self.is_first else ""

    @property
    def is_first(self) -> bool:
        """Return whether the post starts its discussion; the comments of a page have none such."""
        return self.position == 1 and self.discussion.page_id is None

    @property
    def is_published(self) -> bool:
        """Return whether readers see its text."""
        return self.state == PostState.PUBLISHED

    @property
    def author_name(self) -> str:
        """Return the name that readers and moderators see."""
        if self.author is None:
            return SEALED_AUTHOR_NAME
        if self.chosen_name and not self.author.closed_at:
            return self.chosen_name.name
        return display_name(self.author)

    @property
    def hold_reason_labels(self) -> list[str]:
        """Return why the post was held, in words."""
        return [str(HoldReason(value).label) for value in self.hold_reasons]

    @cached_property
    def public_reason(self) -> str:
        """Return the reason of the moderator who hid or removed it, or returned it."""
        kinds = {ActionKind.RETURN, ActionKind.HIDE, ActionKind.REMOVE}
        reasons = [action.reason for action in self.actions.all() if action.kind in kinds]
        return reasons[-1] if reasons else ""

    @cached_property
    def redaction_reason(self) -> str:
        """Return the reason of the moderator who last removed words from it."""
        actions = self.actions.all()
        reasons = [action.reason for action in actions if action.kind == ActionKind.REDACT]
        return reasons[-1] if reasons else ""

    def get_appealable_action(self) -> Any:
        """Return the decision against which the author can appeal; None without one.

        The caller has loaded the actions with their appeals.
        """
        if self.state == PostState.DELETED:
            return None
        kinds = set(APPEALABLE_ACTIONS)
        if self.state not in {PostState.HIDDEN, PostState.REMOVED}:
            kinds = {ActionKind.REDACT}
        actions = [action for action in self.actions.all() if action.kind in kinds]
        return actions[-1] if actions and not hasattr(actions[-1], "appeal") else None

    def mark_as_seen(self, moderator: Any) -> None:
        """Store that a moderator has looked at the text, without saving."""
        self.seen_at, self.seen_by = timezone.now(), moderator

    def set_text(self, text: str) -> None:
        """Set the text and its HTML, without saving."""
        self.text, self.html = text, render_markdown(text)
        self.renderer_version = RENDERER_VERSION

    def can_be_edited_by(self, user: Any) -> bool:
        """Return whether a user may edit the post now: its author, unless it was withdrawn."""
        editable = {PostState.HELD, PostState.RETURNED, PostState.PUBLISHED}
        return self.is_by(user) and self.state in editable and self.discussion.is_open

    def can_be_deleted_by(self, user: Any) -> bool:
        """Return whether a user may delete the post: its author, at any time."""
        return self.is_by(user) and self.state != PostState.DELETED

    def is_by(self, user: Any) -> bool:
        """Return whether a user is the author; no one is the author of a sealed question.

        A visitor without an account has no primary key, as that question has no author.
        """
        return self.author_id is not None and self.author_id == user.pk


class PostEdit(models.Model):
    """The text of a post before an edit, for moderators."""

    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="edits")
    text = models.TextField()
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.post}, until {timezone.localtime(self.edited_at):%d %B %Y}"
