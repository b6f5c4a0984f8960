"""A network with a room: an organiser, members, and people who do not belong to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.roles import EDITOR, PARTNER
from networks.memberships.services import end_membership
from networks.models import Membership, Network, Resource
from tests import factories as make

SPACE_URL = "/networks/psmn/space/"
RESOURCE_LIST_URL, RESOURCE_ADD_URL = f"{SPACE_URL}resources/", f"{SPACE_URL}resources/add/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def make_network(name: str, slug: str) -> Network:
    """Make a public network that takes no members at present."""
    return Network.objects.create(
        name=name,
        slug=slug,
        summary="For people who manage patient safety.",
        purpose="<p>To learn together.</p>",
        intended_members="Whoever works in patient safety.",
        joining=Network.Joining.CLOSED,
    )


def signed_in(user: Any) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def psmn(db: None) -> Network:
    """The network."""
    return make_network("Patient Safety Management Network", "psmn")


@pytest.fixture
def join(psmn: Network) -> Callable[..., Membership]:
    """Make members: `join("ann@trust.example")`, `join("lead@…", organiser=True)`."""

    def let_in(email: str, network: Network | None = None, organiser: bool = False) -> Membership:
        role = Membership.Role.ORGANISER if organiser else Membership.Role.MEMBER
        user = make.make_user(email)
        return Membership.objects.create(network=network or psmn, user=user, role=role)

    return let_in


@pytest.fixture
def lead(join: Callable) -> Membership:
    """Somebody who runs the network."""
    return join("lead@hub.example", organiser=True)


@pytest.fixture
def ann(join: Callable) -> Membership:
    """A member."""
    return join("ann@trust.example")


@pytest.fixture
def ben(join: Callable) -> Membership:
    """Another member."""
    return join("ben@trust.example")


@pytest.fixture
def stranger(join: Callable) -> Membership:
    """A member of another network, and its organiser."""
    other = make_network("Neonatal Nurses Network", "nnn")
    return join("nia@trust.example", other, organiser=True)


@pytest.fixture
def by_lead(lead: Membership) -> Client:
    """The organiser's browser."""
    return signed_in(lead.user)


@pytest.fixture
def by_ann(ann: Membership) -> Client:
    """A member's browser."""
    return signed_in(ann.user)


@pytest.fixture
def by_ben(ben: Membership) -> Client:
    """Another member's browser."""
    return signed_in(ben.user)


@pytest.fixture
def outsiders(stranger: Membership, psmn: Network) -> dict[str, Client]:
    """Browsers of everybody who has nothing to look for in the room, by who they are."""
    left = make.make_user("left@trust.example")
    membership = Membership.objects.create(network=psmn, user=left)
    end_membership(membership)
    return {
        "nobody": Client(),
        "of another network": signed_in(stranger.user),
        "without a network": signed_in(make.make_user("new@trust.example")),
        "who left": signed_in(left),
        "an editor": signed_in(make.make_user("editor@hub.example", EDITOR)),
        "a partner": signed_in(make.make_user("partner@hub.example", PARTNER)),
        "an administrator": signed_in(make.make_admin()),
    }


def uploaded_file(name: str = "Checklist.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def submit_form(client: Client, address: str, **said: Any) -> Any:
    """Open a form in the room and send it, as a browser does."""
    shown = client.get(address)
    assert shown.status_code == 200, address
    hidden = {field.name: field.value() or "" for field in shown.context["form"].hidden_fields()}
    return client.post(address, {**hidden, "showing": shown.context["showing"], **said})


def add_resource(client: Client, title: str = "Checklist", **said: Any) -> Resource:
    """Add a resource through the form."""
    if not {"file", "link"} & said.keys():
        said["file"] = uploaded_file()
    answer = submit_form(client, f"{SPACE_URL}resources/add/", title=title, **said)
    assert answer.status_code == 302, answer.context["form"].errors
    return Resource.objects.order_by("-pk")[0]


def response_text(answer: Any) -> str:
    """Return what an answer says, however it is sent."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")


def listed_titles(answer: Any) -> list[str]:
    """Return what a list of resources shows."""
    return [resource.title for resource in answer.context["listing"].page]


def stored_files() -> list[Path]:
    """Return the files that members uploaded, as they lie in the store."""
    return [path for path in Path(storages["private"].location).rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def empty_storage() -> Iterator[None]:
    """Leave no file to the next test."""
    yield
    for path in stored_files():
        path.unlink()
