"""Cards name the kind of each page, and a date only where the page shows the same."""

from django.utils import timezone

from tests import factories as make


def test_topic_is_labelled_and_campaign_has_no_date_of_publication(client, hub):
    make.make_topic(hub.topics, "Okapi safety", summary="About okapis.")
    make.make_campaign(hub.campaigns, "Okapi campaign", first_published_at=timezone.now())
    found = client.get("/search/?q=okapi").text
    assert '<p class="card__meta">Topic</p>' in found
    assert '<p class="card__meta">Campaign</p>' in found
    assert '<p class="card__meta">Campaign</p>' in client.get("/campaigns/").text


def test_interview_shows_one_text_about_its_person(client, hub):
    person = make.make_person("Amina Yusuf", about="<p>Words of the record.</p>")
    page = make.make_interview(hub.interviews, "Spotlight: a nurse", person)
    assert "Words of the record." in client.get(page.url).text
    page.about = "<p>Words of the page.</p>"
    page.save()
    text = client.get(page.url).text
    assert "Words of the page." in text
    assert "Words of the record." not in text
