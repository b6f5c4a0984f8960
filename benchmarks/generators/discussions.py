"""Generates public boards with discussions of several lengths."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from accounts.models import Profile, User
from accounts.roles import MODERATOR
from benchmarks.generators.bulk_insert import bulk_insert
from benchmarks.generators.sizes import DiscussionSize
from benchmarks.generators.text import TextGenerator
from community.enums import PostState
from community.models import Discussion, Follow, Post, Space

LONG_DISCUSSION_SLUG = "long"
_TEXTS = 200
_REPLIES = 0.4


def has_discussion_data(size: DiscussionSize) -> bool:
    """Return whether the database contains a discussion of this size."""
    longest = Discussion.objects.filter(slug=LONG_DISCUSSION_SLUG, last_position=size.posts)
    return longest.exists()


@transaction.atomic
def generate_discussion_data(size: DiscussionSize, quiet: bool = False) -> None:
    """Generate members, boards and discussions in one transaction, in an empty database.

    Args:
        size: How many.
        quiet: Whether to show no progress bar.
    """
    total = 2 * size.members + size.posts + size.boards * size.discussions * size.short_posts
    with tqdm(total=total, unit=" rows", unit_scale=True, disable=quiet) as bar:
        DiscussionGenerator(size, bar).generate()


class DiscussionGenerator:
    """Generates boards and their discussions, reproducibly.

    Args:
        size: How many.
        bar: Shows the number of rows stored.
    """

    def __init__(self, size: DiscussionSize, bar: tqdm) -> None:
        self.size, self.bar = size, bar
        self.random, self.now = Random("discussions"), timezone.now()
        text = TextGenerator("discussions")
        self.phrase = text.phrase
        self.texts = [f"{text.phrase(30)}.\n\n{text.phrase(40)}." for _ in range(_TEXTS)]

    def generate(self) -> None:
        """Create everything."""
        self.members = self._members()
        for number in range(self.size.boards):
            space = Space.objects.create(
                title=f"Board {number}", slug=f"board-{number}", summary="What people discuss."
            )
            for each in range(self.size.discussions):
                self._discussion(space, f"discussion-{each}", self.size.short_posts)
        longest = self._discussion(space, LONG_DISCUSSION_SLUG, self.size.posts)
        Follow.objects.create(user=self.members[0], discussion=longest)

    def _members(self) -> list[User]:
        """Create members with display names, and a moderator."""
        password = make_password(None)
        members = [
            User(email=f"member-{number}@crowd.example", first_name="M", password=password)
            for number in range(self.size.members)
        ]
        bulk_insert(members, self.bar.update)
        profiles = [
            Profile(user=user, name=f"Member {number}") for number, user in enumerate(members)
        ]
        bulk_insert(profiles, self.bar.update)
        moderator = User.objects.create_user("moderator@crowd.example", first_name="Moderator")
        moderator.groups.add(Group.objects.get(name=MODERATOR))
        return members

    def _discussion(self, space: Space, slug: str, number_of_posts: int) -> Discussion:
        """Create a discussion whose posts are a minute apart, the last one now."""
        started_at = self.now - timedelta(minutes=number_of_posts)
        discussion = Discussion.objects.create(
            space=space,
            title=self.phrase(6),
            slug=slug,
            started_by=self.random.choice(self.members),
            created_at=started_at,
            published_at=started_at,
            last_post_at=self.now,
            last_position=number_of_posts,
            published_count=number_of_posts,
        )
        posts = [self._post(discussion, position) for position in range(1, number_of_posts + 1)]
        bulk_insert(posts, self.bar.update)
        for before, post in pairwise(posts):
            if self.random.random() < _REPLIES:
                post.reply_to, post.quotes_reply_to = before, self.random.random() < _REPLIES
        Post.objects.bulk_update(posts, ["reply_to", "quotes_reply_to"], batch_size=400)
        return discussion

    def _post(self, discussion: Discussion, position: int) -> Post:
        written_at = discussion.created_at + timedelta(minutes=position)
        post = Post(
            discussion=discussion,
            position=position,
            author=self.random.choice(self.members),
            state=PostState.PUBLISHED,
            key=f"benchmark-{discussion.pk}-{position}",
            created_at=written_at,
            published_at=written_at,
            followers_notified_at=written_at,
        )
        post.set_text(self.random.choice(self.texts))
        return post
