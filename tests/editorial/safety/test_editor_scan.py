"""The scan while writing reads the form of a page or record as saving would, and stores nothing."""

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from editorial.safety import editor_scan
from networks.models import JoinForm
from pages.models import BlogPage, HelpSource
from tests import factories as make
from tests.editorial.editor_actions import blog_form
from tests.networks import admin_forms
from tests.snapshots import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]

URL = "/admin/desk/identifiers/"
NHS_NUMBER = "999 819 3036"


def scan(client, form_path, data):
    return client.post(f"{URL}?form={form_path}", data)


def findings_by_label(response):
    return {finding["label"]: finding for finding in response.json()["findings"]}


def texts(response):
    return {label: finding["text"] for label, finding in findings_by_label(response).items()}


def body_data(image, document, source):
    """Return the data of a body with an identifier in nested blocks, lists and chosen records."""
    picture = {"image": {"image": image.pk, "alt_text": f"NHS {NHS_NUMBER}"}, "caption": ""}
    figure = {"value": "1", "label": "call 07700 900001", "as_of": "2025-01-01", "source": ""}
    figures = {"count": 1, "0": {"value": figure, "deleted": "", "order": 0, "id": "figure"}}
    sources = {"count": 1, "0": {"value": source.pk, "deleted": "", "order": 0, "id": "source"}}
    markup = f'<p>See <a linktype="document" id="{document.pk}">this</a>, MRN 0041234.</p>'
    blocks = [
        ("text", rich_text(markup)),
        ("picture", {**picture, "caption": "Ring 07700 900002", "credit": ""}),
        ("statistics", {"figures": figures}),
        ("notice", {"text": "DOB 12/03/1957", "sources": sources}),
    ]
    data = nested_form_data({"body": streamfield(blocks)})
    return data | {f"body-{number}-id": f"block-{number}" for number in range(len(blocks))}


@pytest.fixture
@snapshot
def draft(hub):
    """Return a saved page without identifiers."""
    return make.make_blog(hub.blogs, "A quiet piece")


@pytest.fixture
@snapshot
def form(draft, document):
    """Return the data of its form, with an identifier in each part that readers see."""
    person = make.make_person("Ada Frost", about="<p>Hospital number K204518.</p>")
    image = make.make_image("Mrs Okafor’s dialysis chair")
    source = HelpSource.objects.create(name="A friend", telephone="07700 900003")
    authorship = {"person": person.pk, "id": "", "ORDER": "1", "DELETE": ""}
    return (
        blog_form(
            title="Mrs Bell had a stroke",
            slug="a-piece",
            summary="Write to aunt@home.example.",
            search_description="born on 12/03/1957",
            go_live_at="2026-12-24 09:00",
            expire_at=NHS_NUMBER,
            csrfmiddlewaretoken="9998193036",
        )
        | body_data(image, document, source)
        | {"authorships-TOTAL_FORMS": 1}
        | {f"authorships-0-{name}": value for name, value in authorship.items()}
    )


def edit_path(draft):
    return f"/admin/pages/{draft.pk}/edit/"


def test_every_text_of_a_form_is_scanned_with_its_place(draft, form, people, as_user):
    response = scan(as_user(people.writer), edit_path(draft), form)
    findings = findings_by_label(response)
    assert {label: (item["text"], item["block"]) for label, item in findings.items()} == {
        "Title": ("Mrs Bell", None),
        "Summary": ("aunt@home.example", None),
        "Meta description": ("12/03/1957", None),
        "Authorship 1, person, about": ("K204518", None),
        "Text 1": ("0041234", "block-0"),
        "Text 1, document, file name": ("9998656907", "block-0"),
        "Picture 1, alternative text": (NHS_NUMBER, "block-1"),
        "Picture 1, caption": ("07700 900002", "block-1"),
        "Picture 1, title": ("Mrs Okafor", "block-1"),
        "Picture 1, file name": ("mrs-okafors", "block-1"),
        "Statistics 1, figures 1, label": ("07700 900001", "figure"),
        "Sensitive content notice 1, text": ("12/03/1957", "block-3"),
        "Sensitive content notice 1, sources of help 1, telephone": ("07700 900003", "source"),
    }
    assert findings["Authorship 1, person, about"]["inline"] == "authorships-0"
    assert findings["Title"]["blocking"] is False
    assert findings["Summary"]["blocking"] is True
    assert response.json()["complete"]


def test_scan_stores_nothing(draft, form, people, as_user):
    scan(as_user(people.writer), edit_path(draft), form)
    stored = BlogPage.objects.get(pk=draft.pk)
    assert (stored.title, stored.authorships.count()) == ("A quiet piece", 0)
    assert stored.latest_revision_id == draft.latest_revision_id


def test_form_with_errors_is_scanned_as_typed(draft, people, as_user):
    picture = {"image": {"image": "", "alt_text": ""}, "caption": "Ring 07700 900002"}
    form = blog_form(title="", slug="no slug", summary=f"NHS {NHS_NUMBER} " + "long " * 200)
    form |= nested_form_data({"body": streamfield([("picture", picture)])})
    form |= {"authorships-TOTAL_FORMS": 1, "authorships-0-person": "x", "authorships-0-ORDER": 1}
    response = scan(as_user(people.writer), edit_path(draft), form)
    assert texts(response) == {"Summary": NHS_NUMBER, "Picture 1, caption": "07700 900002"}


def test_name_of_a_credited_author_is_not_reported(draft, people, as_user):
    person = make.make_person("Mrs Ada Bell")
    form = blog_form(title="Mrs Bell had a stroke", slug="a-piece", summary="A summary.")
    assert texts(scan(as_user(people.writer), edit_path(draft), form)) == {"Title": "Mrs Bell"}
    form |= {"authorships-TOTAL_FORMS": 1, "authorships-0-person": person.pk}
    form |= {"authorships-0-id": "", "authorships-0-ORDER": 1}
    assert texts(scan(as_user(people.writer), edit_path(draft), form)) == {}


def test_new_page_is_scanned(hub, people, as_user):
    path = f"/admin/pages/add/pages/blogpage/{hub.blogs.pk}/"
    response = scan(as_user(people.writer), path, blog_form(summary=f"NHS {NHS_NUMBER}"))
    assert texts(response) == {"Summary": NHS_NUMBER}
    assert not Page.objects.child_of(hub.blogs).exists()


def test_join_form_is_scanned_with_its_questions_and_without_recipients(people, as_user):
    question = admin_forms.question("NHS 999 819 3036?", "singleline", help_text="07700 900001")
    recipients = admin_forms.formset("notification_recipients", {"email": "me@home.example"})
    form = admin_forms.form_data(question, title="Ring 07700 900002", **recipients)
    response = scan(as_user(people.writer), f"{admin_forms.FORMS}add/", form)
    assert texts(response) == {
        "Title": "07700 900002",
        "Question 1, label": NHS_NUMBER,
        "Question 1, help text": "07700 900001",
    }
    assert findings_by_label(response)["Question 1, label"]["inline"] == "fields-0"
    assert not JoinForm.objects.exists()


def test_network_is_scanned(people, as_user):
    form = admin_forms.network_data(None, summary="Write to aunt@home.example.")
    response = scan(as_user(people.writer), f"{admin_forms.NETWORKS}add/", form)
    assert texts(response) == {"Summary": "aunt@home.example"}


def test_guest_scans_the_pages_they_may_edit(hub, draft, people, as_user):
    guest = as_user(people.guest)
    own = make.make_blog(hub.campaign, "A guest piece", owner=people.guest, live=False)
    form = blog_form(title="A title", slug="a", summary=f"NHS {NHS_NUMBER}")
    assert texts(scan(guest, edit_path(own), form)) == {"Summary": NHS_NUMBER}
    assert scan(guest, edit_path(draft), form).status_code in (302, 403)
    assert scan(guest, f"{admin_forms.NETWORKS}add/", form).status_code in (302, 403)


def test_users_without_permission_are_refused(draft, people, as_user):
    for user in (people.member, people.reviewer):
        client = as_user(user)
        assert scan(client, f"{admin_forms.FORMS}add/", {}).status_code in (302, 403)
    assert scan(as_user(people.member), edit_path(draft), {}).status_code in (302, 403)


def test_other_forms_and_malformed_requests(draft, people, as_user):
    client = as_user(people.writer)
    assert scan(client, "/admin/images/add/", {}).status_code == 204
    assert scan(client, "/admin/pages/add/pages/nothing/1/", {}).status_code == 404
    for path in ("", "nowhere", "//[", "/admin/pages/999999/edit/"):
        assert scan(client, path, {}).status_code == 404
    assert client.get(URL).status_code == 405
    assert scan(client, edit_path(draft), {"body-count": 0}).status_code == 400
    form = blog_form(title="A", slug="a", summary="B")
    form |= {"authorships-TOTAL_FORMS": 1, "authorships-0-ORDER": "x", "authorships-0-person": 1}
    assert scan(client, edit_path(draft), form).status_code == 400


def test_long_text_is_scanned_up_to_a_limit(draft, people, as_user, monkeypatch):
    monkeypatch.setattr(editor_scan, "MAX_SCANNED_LENGTH", 100)
    form = blog_form(title=f"NHS {NHS_NUMBER}", slug="a", summary="07700 900001 " * 10)
    response = scan(as_user(people.writer), edit_path(draft), form)
    assert texts(response) == {"Title": NHS_NUMBER}
    assert not response.json()["complete"]
