"""The author chooser creates a person."""

from accounts.roles import EDITOR, REVIEWER
from pages.models import Person
from tests import factories as make


def test_chooser_creates_a_person(client, hub):
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    chooser = client.get("/admin/snippets/choose/pages/person/")
    assert chooser.status_code == 200 and "Create a person" in chooser.json()["html"]
    url = "/admin/snippets/choose/pages/person/create/"
    answer = client.post(url, {"name": "Tom Achebe", "role": "Porter", "organisation": "A trust"})
    person = Person.objects.get(name="Tom Achebe")
    assert answer.json()["result"]["id"] == str(person.pk)
    answer = client.post(url, {"name": "tom achebe", "organisation": "a trust"}).json()
    assert "There is already a record" in answer["htmlFragment"]
    assert 'value="tom achebe"' in answer["htmlFragment"]
    client.post(url, {"name": "Tom Achebe", "organisation": "Another trust"})
    assert Person.objects.filter(name="Tom Achebe").count() == 2


def test_only_users_who_may_add_people_create_them(client, hub):
    client.force_login(make.make_user("reviewer@hub.example", REVIEWER))
    client.post("/admin/snippets/choose/pages/person/create/", {"name": "Tom Achebe"})
    assert not Person.objects.filter(name="Tom Achebe").exists()
