"""Posts while the server is killed repeatedly: none that was confirmed is lost or stored twice."""

import json
from dataclasses import dataclass

from tests.killed_server import HubServer, Submitter, form_tokens, submit_and_kill

CSRF_TOKEN = "a" * 32
SETUP_SCRIPT = """
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from django.utils import timezone
from accounts.models import CommunityRules, Profile
from accounts.models.community_rules import accept_rules
from community.models import Discussion, Space
import json
space = Space.objects.create(title="Care", slug="care", summary="About care.")
cookies = []
for number in range({members}):
    user = get_user_model().objects.create_user(f"member{{number}}@hub.example", first_name="M")
    Profile.objects.create(user=user, name=f"Member {{number}}")
    accept_rules(user, CommunityRules.objects.current().version)
    client = Client()
    client.force_login(user)
    cookies.append("; ".join(f"{{name}}={{c.value}}" for name, c in client.cookies.items()))
Discussion.objects.create(space=space, title="How was it?", slug="how-was-it", started_by=user,
                          published_at=timezone.now())
print(json.dumps(cookies))
"""
COUNT_SCRIPT = """
from collections import Counter
from community.models import Discussion, Post
import json
print(json.dumps({"stored": Counter(Post.objects.values_list("text", flat=True)),
    "positions": sorted(Post.objects.values_list("position", flat=True)),
    "last_position": Discussion.objects.get().last_position}))
"""


@dataclass
class Outcome:
    """The result of a run.

    Attributes:
        confirmed: The texts of the posts that the server confirmed.
        stored: The number of stored posts, by their text.
        positions: The positions of the stored posts, in order.
        last_position: The counter of positions.
        kills: How often the server was killed.
    """

    confirmed: set[str]
    stored: dict[str, int]
    positions: list[int]
    last_position: int
    kills: int


class Member(Submitter):
    """A member who sends a reply."""

    def is_confirmation(self, location: str) -> bool:
        """Return whether it is the address of the post."""
        return "#post-" in location or "/community/posts/" in location


def run(database: str, posts: int, kills: int) -> Outcome:
    """Let members reply while the server is killed, and count the posts.

    Args:
        database: The URL of a migrated database without discussions.
        posts: The number of posts, each by another member.
        kills: The number of kills.
    """
    hub = HubServer(database, mail_port=1)
    hub.manage("migrate", "--verbosity", "0")
    script = SETUP_SCRIPT.format(members=posts)
    cookies = json.loads(hub.manage("shell", "--verbosity", "0", "-c", script))
    members = [
        Member(
            number,
            f"Post {number}.",
            hub.port,
            "/community/care/how-was-it/reply/",
            {"text": f"Post {number}.", "form_token": token, "csrfmiddlewaretoken": CSRF_TOKEN},
            {"Cookie": f"{cookie}; csrftoken={CSRF_TOKEN}"},
        )
        for number, (token, cookie) in enumerate(zip(form_tokens(posts), cookies, strict=True))
    ]
    killed = submit_and_kill(hub, members, kills)
    counts = json.loads(hub.manage("shell", "--verbosity", "0", "-c", COUNT_SCRIPT))
    return Outcome(
        confirmed={member.name for member in members if member.is_confirmed}, kills=killed, **counts
    )
