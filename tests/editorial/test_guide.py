"""The editors' guide is read in the admin, with pictures and links that work."""

import re

import pytest

GUIDE = "/admin/desk/guide/"


@pytest.mark.parametrize("role", ["writer", "guest"])
def test_guide_is_linked_and_its_links_and_pictures_work(people, as_user, role):
    client = as_user(getattr(people, role))
    assert GUIDE in client.get("/admin/").text
    text = client.get(GUIDE).text
    anchors = set(re.findall(r'href="#([^"]+)"', text.split('class="nice-padding guide"')[1]))
    assert anchors
    assert anchors <= set(re.findall(r'id="([^"]+)"', text))
    pictures = re.findall(r'src="(/admin/desk/guide/pictures/[^"]+)"', text)
    assert len(pictures) > 20
    response = client.get(pictures[0])
    assert response["Content-Type"] == "image/png"
    assert client.get(f"{GUIDE}pictures/none.png").status_code == 404
    assert "docs/" not in text


def test_guide_needs_access_to_the_admin(people, as_user, client):
    assert as_user(people.member).get(GUIDE).status_code == 403
    assert client.get(GUIDE).status_code == 302
