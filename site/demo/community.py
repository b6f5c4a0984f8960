"""The boards, discussions and moderation queue of the demonstration."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify
from modelsearch.backends import get_search_backends

from accounts.models import CommunityRules, Profile, RulesAcceptance, User
from campaigns.models import CampaignPage
from community.enums import ActionKind, HoldReason, PostState, SpaceKind
from community.models import (
    Appeal,
    ChosenName,
    Discussion,
    ModerationAction,
    Post,
    PostEdit,
    Report,
    SafetyConcern,
    Space,
)
from demo.content import ContentEntry, read_folder, read_rows
from demo.people import account
from networks.discussions import get_or_create_space
from networks.models import Membership, Network
from pages.models import BlogPage, TopicPage

MODERATOR_REASONS = {
    "hidden": ActionKind.HIDE,
    "redacted": ActionKind.REDACT,
    "returned": ActionKind.RETURN,
}
"""The action of a moderator for each key of a post that gives a reason."""


def load_boards() -> int:
    """Create the missing boards, one for each top-level topic. Returns how many were created."""
    topics = {topic.topic_path: topic for topic in TopicPage.objects.all()}
    taken = set(Space.objects.values_list("slug", flat=True))
    missing = [topic for path, topic in topics.items() if "/" not in path and path not in taken]
    Space.objects.bulk_create(
        Space(title=topic.title, slug=topic.slug, summary=topic.summary[:300], topic=topic)
        for topic in missing
    )
    return len(missing)


def load_campaign_spaces() -> int:
    """Open the discussions of the campaigns that have some. Returns how many were opened."""
    rows = read_rows("community", "campaign", "slug")
    taken = set(Space.objects.values_list("slug", flat=True))
    missing = [row for row in rows if row.slug not in taken]
    Space.objects.bulk_create(
        Space(
            kind=SpaceKind.CAMPAIGN,
            external_id=CampaignPage.objects.get(slug=row["page"]).pk,
            title=row["title"],
            slug=row.slug,
            summary=row["summary"],
            allows_chosen_names=True,
        )
        for row in missing
    )
    return len(missing)


def load_discussions() -> int:
    """Create the missing discussions with their members. Returns how many were created."""
    members = _load_members()
    taken = set(Discussion.objects.values_list("slug", flat=True))
    rows = [*read_rows("community", "discussion", "slug"), *read_folder("community")]
    missing = [row for row in rows if row.slug not in taken]
    for row in missing:
        _load_discussion(row, members)
    return len(missing)


def _load_members() -> dict[str, User]:
    """Return the invented members by slug, those that are missing created."""
    rows = read_rows("community", "member", "slug")
    emails = {row.slug: f"{row.slug}@community.example" for row in rows}
    known = set(User.objects.filter(email__in=emails.values()).values_list("email", flat=True))
    missing = [row for row in rows if emails[row.slug] not in known]
    users = User.objects.bulk_create(
        User(
            email=emails[row.slug],
            first_name=row["name"],
            password=make_password(None),
            date_joined=timezone.now() - timedelta(days=4 if row.get("is_new") else 340),
        )
        for row in missing
    )
    Profile.objects.bulk_create(Profile(user=user, name=user.first_name) for user in users)
    rules = CommunityRules.objects.current()
    if rules:
        RulesAcceptance.objects.bulk_create(
            RulesAcceptance(user=user, rules=rules, accepted_at=user.date_joined) for user in users
        )
    by_email = {user.email: user for user in User.objects.filter(email__in=emails.values())}
    return {slug: by_email[email] for slug, email in emails.items()}


def _load_discussion(row: ContentEntry, members: dict[str, User]) -> None:
    if row.get("network"):
        network = Network.objects.get(slug=row["network"])
        space, members = get_or_create_space(network), _network_members(network, row)
    else:
        space = Space.objects.get(slug=row["board"])
    entries = row["post"]
    posts = [_build_post(entry, number, members) for number, entry in enumerate(entries, 1)]
    published = [post for post in posts if post.is_published]
    topic = _find_topic(row.get("topic")) or space.topic
    discussion = Discussion.objects.create(
        space=space,
        topic=topic,
        page=BlogPage.objects.get(slug=row["page"]) if row.get("page") else None,
        title=row["title"],
        slug=slugify(row.slug),
        started_by=posts[0].author,
        created_at=posts[0].created_at,
        published_at=posts[0].published_at,
        last_post_at=max((post.created_at for post in published), default=posts[0].created_at),
        last_position=len(posts),
        published_count=len(published),
    )
    for post in posts:
        post.discussion, post.key = discussion, f"demo-{discussion.slug}-{post.position}"
    names = row.get("chosen_names", {})
    chosen = {
        members[author]: ChosenName.objects.create(
            discussion=discussion, user=members[author], name=name
        )
        for author, name in names.items()
    }
    for post in posts:
        post.chosen_name = chosen.get(post.author)
    created = Post.objects.bulk_create(posts)
    for post, entry in zip(created, entries, strict=True):
        if entry.get("reply_to"):
            post.reply_to = created[entry["reply_to"] - 1]
    if created_published := [post for post in created if post.is_published]:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Post, created_published)
    Post.objects.bulk_update(created, ["reply_to"])
    _load_history(list(zip(created, entries, strict=True)))
    Report.objects.bulk_create(
        _build_report(post, entry)
        for post, entry in zip(created, entries, strict=True)
        if entry.get("reported")
    )
    SafetyConcern.objects.bulk_create(
        SafetyConcern(post=post, created_at=post.created_at)
        for post in created
        if HoldReason.SELF_HARM in post.hold_reasons
    )


def _network_members(network: Network, row: ContentEntry) -> dict[str, User]:
    """Return the authors of a discussion of a network: accounts by name, others by number."""
    authors = {entry["author"] for entry in row["post"]}
    joined = Membership.objects.current().filter(network=network, user__email__contains="@members")
    others = [membership.user for membership in joined.select_related("user").order_by("pk")[:20]]
    return {
        author: account(author[1:]) if author[0] == "@" else others[int(author[1:])]
        for author in authors
    }


def _build_post(entry: dict[str, Any], position: int, members: dict[str, User]) -> Post:
    # The time differs by day; posts of one day are a minute apart, so that they are in order.
    days, hours = entry["days_ago"], entry["days_ago"] * 7 % 20
    written = timezone.now() - timedelta(days=days, hours=hours, minutes=120 - position)
    state = PostState(entry.get("state", PostState.PUBLISHED))
    post = Post(
        author=members[entry["author"]],
        position=position,
        state=state,
        quotes_reply_to=entry.get("quotes", False),
        created_at=written,
        published_at=None if state == PostState.HELD else written,
        edited_at=written + timedelta(minutes=20) if entry.get("edited") else None,
        followers_notified_at=written,
    )
    if state == PostState.HELD:
        post.hold_reasons = [entry.get("reason", str(HoldReason.NEW_MEMBER))]
    post.set_text(entry["text"].strip())
    return post


def _load_history(rows: list[tuple[Post, dict[str, Any]]]) -> None:
    """Store the texts before edits, and the decisions that hid posts or removed words."""
    PostEdit.objects.bulk_create(
        PostEdit(post=post, text=entry["edited"], edited_at=post.edited_at)
        for post, entry in rows
        if entry.get("edited")
    )
    actions = [
        (
            ModerationAction(
                post=post,
                actor=account("moderator"),
                kind=kind,
                reason=entry[key],
                created_at=post.created_at + timedelta(hours=1),
            ),
            entry.get("appeal"),
        )
        for post, entry in rows
        for key, kind in MODERATOR_REASONS.items()
        if entry.get(key)
    ]
    ModerationAction.objects.bulk_create(action for action, _ in actions)
    Appeal.objects.bulk_create(
        Appeal(action=action, text=text, created_at=action.created_at + timedelta(hours=5))
        for action, text in actions
        if text
    )


def _build_report(post: Post, entry: dict[str, Any]) -> Report:
    return Report(
        post=post,
        reason=entry["reported"],
        details=entry["report_details"],
        reported_text=post.text,
        key=f"demo-{post.pk}",
    )


def _find_topic(path: str) -> TopicPage | None:
    found = [topic for topic in TopicPage.objects.all() if path and topic.topic_path == path]
    return found[0] if found else None
