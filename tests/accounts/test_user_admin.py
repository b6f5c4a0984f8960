"""Users in the admin: staff by invitation, members in a list of their own, choosers that search."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.roles import EDITOR, MEMBER, REVIEWER
from campaigns.models import GuestWriter
from pages.models import Person
from tests import factories as make
from tests.accounts.conftest import emails_to, is_signed_in, sign_in
from tests.accounts.test_invitations import NEW, invitation_path
from tests.pages.conftest import hub

__all__ = ["hub"]


def invite_staff(client: Client, *roles: str, email: str = NEW, **fields: object):
    """Submit the form that invites to the staff."""
    groups = Group.objects.filter(name__in=roles).values_list("pk", flat=True)
    data = {"email": email, "first_name": "Jo", "last_name": "Bloggs", "groups": list(groups)}
    return client.post("/admin/users/new/", data | fields, follow=True)


def make_members(number: int) -> None:
    """Create members without a query for each."""
    first = User.objects.count()
    User.objects.bulk_create(
        User(email=f"m{first + each}@members.example", first_name="Sam", last_name=f"Nr{each}")
        for each in range(number)
    )


def test_staff_choose_their_own_password(people):
    admin = sign_in(people.admin.email)
    form = admin.get("/admin/users/new/").content.decode()
    assert 'name="email"' in form and 'type="password"' not in form
    response = invite_staff(admin, EDITOR, REVIEWER, password1="given", password2="given")
    assert f"Invitation sent to {NEW}" in response.content.decode()
    assert not User.objects.filter(email=NEW).exists()
    assert "Hello Jo Bloggs," in emails_to(NEW)[-1].text
    client = Client()
    names = {"first_name": "Jo", "last_name": "Bloggs"}
    client.post(invitation_path(NEW), names | {"password": "four otters share a boat"})
    user = User.objects.get(email=NEW)
    assert set(user.groups.values_list("name", flat=True)) == {EDITOR, REVIEWER}
    assert client.get("/admin/").status_code == 200
    assert not user.check_password("given")
    assert is_signed_in(sign_in(NEW, "four otters share a boat"))


def test_invited_staff_need_a_second_factor(people, settings):
    invite_staff(sign_in(people.admin.email), EDITOR)
    settings.HUB_SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.post(invitation_path(NEW), {"first_name": "Jo", "last_name": "Bloggs"})
    assert client.get("/admin/").url.startswith("/account/")


def test_member_accepts_with_their_own_account(people):
    invite_staff(sign_in(people.admin.email), REVIEWER, email=people.member.email)
    link = invitation_path(people.member.email)
    sign_in(people.member.email).post(link)
    assert people.member.groups.filter(name=REVIEWER).exists()


def test_administrator_is_made_by_invitation_of_an_administrator(people):
    invite_staff(sign_in(people.admin.email), is_superuser="on")
    Client().post(invitation_path(NEW), {"first_name": "Jo", "last_name": "Bloggs"})
    assert User.objects.get(email=NEW).is_superuser
    assert sign_in(people.editor.email).get("/admin/users/new/").status_code in (302, 403)


def test_invitation_of_a_former_administrator_is_not_accepted(people):
    invite_staff(sign_in(people.admin.email), is_superuser="on")
    User.objects.filter(pk=people.admin.pk).update(is_superuser=False)
    client, names = Client(), {"first_name": "Jo", "last_name": "Bloggs"}
    link = invitation_path(NEW)
    for response in (client.get(link), client.post(link, names)):
        assert response.status_code == 403
        assert "can no longer invite staff" in response.content.decode()
    assert not User.objects.filter(email=NEW).exists()
    second = make.make_admin("second@hub.example")
    page = sign_in(second.email).get("/admin/users/invitations/").content.decode()
    assert "can no longer invite staff" in page
    pk = Invitation.objects.get().pk
    sign_in(second.email).post("/admin/users/invitations/", {"resend": pk})
    client.post(invitation_path(NEW), names)
    assert User.objects.get(email=NEW).is_superuser


def test_only_administrators_invite_administrators(people):
    people.editor.user_permissions.add(Permission.objects.get(codename="add_user"))
    editor = sign_in(people.editor.email)
    assert 'name="is_superuser"' not in editor.get("/admin/users/new/").content.decode()
    invite_staff(editor, REVIEWER, is_superuser="on")
    assert not Invitation.objects.get().staff.is_superuser
    invite_staff(sign_in(people.admin.email), is_superuser="on")
    open_invitation = Invitation.objects.get(revoked_at=None)
    data = {"resend": open_invitation.pk}
    page = editor.post("/admin/users/invitations/", data, follow=True).content.decode()
    assert "Only administrators can invite administrators." in page
    assert list(Invitation.objects.filter(revoked_at=None)) == [open_invitation]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"email": "no address"}, "Enter an email address in the correct format"),
        ({"email": ""}, "This field is required"),
        ({"groups": []}, "Select at least one role"),
        ({"groups": ["x"]}, "is not a valid value"),
        ({"email": "Editor@hub.example"}, "already has a staff account"),
    ],
)
def test_wrong_invitation_is_refused_beside_the_field(people, fields, error):
    response = invite_staff(sign_in(people.admin.email), EDITOR, **fields)
    assert error in response.content.decode()
    assert 'value="Bloggs"' in response.content.decode()
    assert not Invitation.objects.exists()


def test_invitations_can_be_sent_again_and_cancelled(people):
    admin = sign_in(people.admin.email)
    invite_staff(admin, EDITOR)
    first = invitation_path(NEW)
    Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(first).status_code == 404
    [invitation] = Invitation.objects.all()
    page = admin.get("/admin/users/invitations/").content.decode()
    assert NEW in page and "Editors" in page and "(expired)" in page
    assert f"{timezone.localdate():%-d %B %Y} by {people.admin}" in page
    assert "Invitations not accepted (1)" in admin.get("/admin/users/").content.decode()
    admin.post("/admin/users/invitations/", {"resend": invitation.pk})
    second = invitation_path(NEW)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    pk = Invitation.objects.get(revoked_at=None).pk
    admin.post("/admin/users/invitations/", {"cancel": pk})
    assert Client().get(second).status_code == 404
    assert NEW not in admin.get("/admin/users/invitations/").content.decode().split("<h1")[-1]
    for value in ("x", "9" * 40, ""):
        assert admin.post("/admin/users/invitations/", {"cancel": value}).status_code == 404
    editor = sign_in(people.editor.email)
    assert editor.get("/admin/users/invitations/").status_code in (302, 403)


def test_staff_and_members_are_separate_lists_that_search(people):
    make_members(60)
    admin = sign_in(people.admin.email)
    urls = ("/admin/users/", "/admin/members/")
    users, members = (admin.get(url).content.decode() for url in urls)
    assert people.editor.email in users and people.member.email not in users
    assert people.editor.email not in members and "members.example" in members
    found = admin.get("/admin/members/?q=nr59+sam").content.decode()
    assert "Nr59" in found and "Nr58" not in found
    assert (
        f'href="/admin/users/edit/{people.member.pk}/'
        in admin.get(f"/admin/members/results/?q={people.member.email}").content.decode()
    )
    assert sign_in(people.editor.email).get("/admin/members/").status_code in (302, 403)


def test_no_administrator_changes_the_password_of_another(people):
    admin = sign_in(people.admin.email)
    url = f"/admin/users/edit/{people.editor.pk}/"
    assert 'type="password"' not in admin.get(url).content.decode()
    data = {"email": people.editor.email, "first_name": "A", "last_name": "B", "is_active": "on"}
    admin.post(url, data | {"password1": "given", "password2": "given"})
    people.editor.refresh_from_db()
    assert people.editor.first_name == "A" and not people.editor.check_password("given")


FORMS = (
    "/admin/campaigns/guestwriter/create/",
    "/admin/snippets/pages/person/add/",
    "/admin/choose-user/",
    "/admin/choose-user/results/?q=sam",
    "/admin/members/",
    "/admin/users/",
    "/admin/reports/site-history/",
)


def measure(client: Client, url: str) -> tuple[int, int]:
    """Return the number of queries and the size of a response."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(queries), len(response.content)


def test_forms_and_lists_do_not_grow_with_the_members(people, hub):
    admin = sign_in(people.admin.email)
    make_members(60)
    [admin.get(url) for url in FORMS]
    few = [measure(admin, url) for url in FORMS]
    make_members(2000)
    for url, (queries, size) in zip(FORMS, few, strict=True):
        more_queries, more_size = measure(admin, url)
        assert more_queries <= queries and more_size < size + 3000, url


def test_user_chooser_searches_names_and_addresses(people):
    make.make_user("zoe@trust.example", MEMBER, first_name="Zoë", last_name="Achebe")
    editor = sign_in(people.editor.email)
    for query in ("zoe ACH", "trust.example"):
        found = editor.get("/admin/choose-user/results/", {"q": query}).content.decode()
        assert "Achebe" in found and people.member.email not in found
    user = User.objects.get(email="zoe@trust.example")
    chosen = editor.get(f"/admin/choose-user/chosen/{user.pk}/").json()
    assert chosen["result"]["id"] == str(user.pk)
    for pk in ("x", "9" * 30, "0"):
        assert editor.get(f"/admin/choose-user/chosen/{pk}/").status_code == 404
    assert editor.get("/admin/choose-user/chosen-multiple/?id=x").status_code == 400
    reviewer = sign_in(make.make_user("r@hub.example", REVIEWER).email)
    for url in ("", "results/", f"chosen/{user.pk}/", f"chosen-multiple/?id={user.pk}"):
        response = reviewer.get(f"/admin/choose-user/{url}")
        assert response.status_code in (302, 403) and "Achebe" not in response.content.decode()


def test_guest_writer_and_person_are_given_an_account_by_the_chooser(people, hub):
    editor = sign_in(people.editor.email)
    page = editor.get("/admin/campaigns/guestwriter/create/").content.decode()
    assert "/admin/choose-user/" in page and people.member.email not in page
    user = make.make_user("guest@trust.example", "Campaign partners")
    data = {"campaign": hub.campaign.pk, "user": user.pk}
    editor.post("/admin/campaigns/guestwriter/create/", data)
    assert GuestWriter.objects.filter(user=user).exists()
    for value in ("x", "9" * 30, ""):
        response = editor.post("/admin/campaigns/guestwriter/create/", data | {"user": value})
        assert response.status_code == 200, value
    person = Person.objects.create(name="Tom", user=user)
    page = editor.get(f"/admin/snippets/pages/person/edit/{person.pk}/").content.decode()
    assert "guest@trust.example" in page and people.member.email not in page
