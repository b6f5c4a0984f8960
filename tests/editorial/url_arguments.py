"""One object for every argument that a URL of the admin takes."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, Task, TaskState, Workflow, WorkflowState

from accounts.models import CommunityRules
from campaigns.models import GuestWriter
from community.models import Discussion, Post, SavedReply, Space, WatchedPhrase
from editorial.consent.models import Consent, FurtherUse
from editorial.reviews.models import ReviewDate
from editorial.safety.models import AllowedContact
from library.models import HubDocument
from networks.models import JoinForm, JoinRequest, Membership, Network
from pages.models import HelpSource
from tests import factories as make


def create_url_arguments(
    word: str, pages: Iterable[Page], writer: GuestWriter, collection: Collection
) -> dict[str, list]:
    """Create the objects, and return the values for `UrlTemplate.fill` by argument.

    Args:
        word: Part of the name of every object.
        pages: The pages to use as arguments; one of them with a workflow in progress.
        writer: A guest writer of a campaign.
        collection: The collection of the image and the document.
    """
    return {
        **_page_arguments(list(pages)),
        **_library_arguments(word, collection),
        **_editorial_arguments(word, next(iter(pages))),
        **_site_arguments(writer, collection),
        **_network_arguments(word, writer),
        **_community_arguments(word),
    }


def _page_arguments(pages: list[Page]) -> dict[str, list]:
    current = [Page.objects.get(pk=page.pk) for page in pages]
    ids = [page.pk for page in pages]
    states = WorkflowState.objects.filter(object_id__in=[str(pk) for pk in ids])
    steps = TaskState.objects.filter(workflow_state__in=states, status=TaskState.STATUS_IN_PROGRESS)
    versions = [page.latest_revision_id for page in current if page.latest_revision_id]
    return {
        "page_id": ids,
        "object_id": ids[:1],
        "page_pk": ids[:1],
        "page_to_move_id": ids,
        "parent_page_id": [pages[0].get_parent().pk],
        "destination_id": [pages[0].get_parent().pk],
        "wagtailadmin_api:pages|pk": ids,
        "api:pages|pk": ids,
        "revision_id": versions,
        "revision_id_a": ["earliest", *versions[:1]],
        "revision_id_b": ["latest", *versions[-1:]],
        "first_version": ["earliest", *versions[:1]],
        "second_version": ["latest", *versions[-1:]],
        "workflow_state_id": [state.pk for state in states],
        "task_state_id": [step.pk for step in steps],
        "state_id": [step.pk for step in steps],
        "page_path": ["", *(page.url_path.split("/", 2)[2] for page in current)],
    }


def _library_arguments(word: str, collection: Collection) -> dict[str, list]:
    image = make.make_image(f"{word} picture")
    image.collection = collection
    image.save()
    person = make.make_person(f"{word} person")
    document = HubDocument.objects.create(
        title=f"{word} document",
        file=ContentFile(word.encode(), name="notes.txt"),
        collection=collection,
    )
    return {
        "image_id": [image.pk],
        "document_id": [document.pk],
        "doc_id": [document.pk],
        "wagtailimages|pk": [image.pk],
        "wagtailadmin_api:images|pk": [image.pk],
        "wagtaildocs|pk": [document.pk],
        "wagtailadmin_api:documents|pk": [document.pk],
        "wagtailsnippets_pages_person|pk": [person.pk],
        "person|slug": [person.current_slug.slug],
    }


def _editorial_arguments(word: str, page: Page) -> dict[str, list]:
    # Without the word: every guest may choose sources of help.
    source = HelpSource.objects.create(name="Everybody’s helpline", description="Day and night.")
    contact = AllowedContact.objects.create(
        contact_type="email",
        contact=f"press@{word.lower()}.example",
        organisation=f"{word} press",
        reason="Public.",
    )
    consent = Consent.objects.create(
        page=page,
        page_title=f"{word} page",
        person_key="patient",
        name=f"{word} patient",
        relation="patient",
        uses=["site"],
        fingerprint="of other words",
        expires_on=timezone.localdate() + timedelta(days=900),
    )
    use = FurtherUse.objects.create(consent=consent, use="press", where=f"{word} times")
    today = timezone.localdate()
    review, _ = ReviewDate.objects.get_or_create(
        page_id=page.pk, defaults={"checked_on": today, "review_on": today}
    )
    return {
        "wagtailsnippets_pages_helpsource|pk": [source.pk],
        "wagtailsnippetchoosers_pages_helpsource|pk": [source.pk],
        "wagtailsnippetchoosers_pages_person|pk": [make.make_person(f"{word} speaker").pk],
        "editorial_allowedcontact|instance_pk": [contact.pk],
        "editorial_consent|instance_pk": [consent.pk],
        "editorial_furtheruse|instance_pk": [use.pk],
        "editorial_reviewdate|instance_pk": [review.pk],
    }


def _site_arguments(writer: GuestWriter, collection: Collection) -> dict[str, list]:
    site = Site.objects.get(is_default_site=True)
    redirect = Redirect.objects.create(old_path="/gone", site=site, redirect_link="/")
    workflow = Workflow.objects.order_by("pk").first()
    tasks = list(Task.objects.values_list("pk", flat=True))
    return {
        "task_id": tasks[:1],
        "wagtailadmin_workflows|pk": [workflow.pk],
        "wagtailadmin_workflows:edit_task|pk": tasks,
        "wagtailadmin_workflows:disable_task|pk": tasks,
        "wagtailadmin_workflows:enable_task|pk": tasks,
        "workflow_pk": [workflow.pk],
        "collection_id": [collection.pk],
        "wagtailadmin_collections|pk": [collection.pk],
        "redirect_id": [redirect.pk],
        "wagtailsites|pk": [site.pk],
        "user_chooser|pk": [writer.user_id],
        "responsible_person_chooser|pk": [writer.user_id],
        "wagtailusers_users|pk": [writer.user_id],
        "wagtailusers_groups|pk": [Group.objects.order_by("pk").first().pk],
        "campaigns_guestwriter|instance_pk": [writer.pk],
    }


def _network_arguments(word: str, writer: GuestWriter) -> dict[str, list]:
    form = JoinForm.objects.create(
        title=f"{word} form", slug="of-others", privacy=word, thank_you=word, live=False
    )
    network = Network.objects.create(
        name=f"{word} network",
        slug="of-others",
        summary=word,
        purpose=word,
        intended_members=word,
        join_form=form,
        live=False,
    )
    request = JoinRequest.objects.create(
        fingerprint="of another",
        form=form,
        network=network,
        name=f"{word} person",
        email=f"somebody@{word.lower()}.example",
        expires_on=timezone.localdate() + timedelta(days=30),
    )
    user = make.make_user(f"member@{word.lower()}.example")
    membership = Membership.objects.create(network=network, user=user)
    return {
        "account_picture|pk": [writer.user_id],
        "wagtailsnippets_networks_network|pk": [network.pk],
        "wagtailsnippetchoosers_networks_network|pk": [network.pk],
        "wagtailsnippets_networks_joinform|pk": [form.pk],
        "wagtailsnippetchoosers_networks_joinform|pk": [form.pk],
        "networks_admin|pk": [request.pk],
        "networks_joinrequest|instance_pk": [request.pk],
        "networks_membership|instance_pk": [membership.pk],
    }


def _community_arguments(word: str) -> dict[str, list]:
    space = Space.objects.create(title=f"{word} board", slug="of-others", summary=word)
    user = make.make_user(f"poster@{word.lower()}.example")
    discussion = Discussion.objects.create(
        space=space, title=f"{word} discussion", slug="of-others", started_by=user
    )
    post = Post(discussion=discussion, author=user, position=1, key="of another")
    post.set_text(f"{word} post")
    post.save()
    phrase = WatchedPhrase.objects.create(text=f"{word} phrase")
    saved = SavedReply.objects.create(title=f"{word} saved", text=word)
    return {
        "community|pk": [post.pk],
        "community_moderation|pk": [post.pk],
        "tool": ["pause", "pin", "move", "split", "merge"],
        "community_saved_replies|pk": [saved.pk],
        "community_watched_phrases|pk": [phrase.pk],
        "community_spaces|pk": [space.pk],
        "community_rules|pk": [CommunityRules.objects.current().pk],
    }
