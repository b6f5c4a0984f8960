"""Validity of the demo content, without a database."""

import re
from collections import Counter

import pytest

from accounts.roles import EDITOR, MEMBER, MODERATOR, PARTNER, REVIEWER, SAFEGUARDING_LEAD
from demo.content import (
    CONTENT,
    ContentEntry,
    read_file,
    read_folder,
    read_people,
    read_rows,
    read_topics,
)
from demo.people import ACCOUNTS, GUEST_WRITER
from demo.pictures import PICTURES
from pages.filters import AUDIENCES

FOLDERS = ("blogs", "campaigns", "interviews", "pages", "resources")
ITEMS = [item for folder in FOLDERS for item in read_folder(folder)]
TOPICS = {item.ref.removeprefix("topics/") for item in read_topics()}
DRAFTS = read_rows("desk", "piece", "title")
REFERENCES = {item.ref for item in ITEMS} | {item.ref for item in read_topics()}
PEOPLE = {person.slug for person in read_people()}
# Email addresses and NHS numbers.
CONTACT_DETAILS = re.compile(r"[\w.]+@[\w.]+\.\w{2,}|\b(?:\d{3}[ -]?){2}\d{4}\b")


def item_ref(item: ContentEntry) -> str:
    return item.ref


def people_in(item: ContentEntry) -> list[dict]:
    return [*item.get("authors", []), *item.get("interviewees", [])]


every_item = pytest.mark.parametrize("item", ITEMS, ids=item_ref)
every_text = pytest.mark.parametrize(
    "item", [*ITEMS, *read_topics(), read_file("home"), read_file("impact"), *DRAFTS], ids=item_ref
)


def test_content_has_the_minimum_number_of_items():
    assert len(read_folder("interviews")) >= 30
    assert len(read_folder("blogs")) + len(read_folder("resources")) >= 40
    assert len(read_folder("campaigns")) >= 6


def test_topics_have_an_existing_parent():
    assert max(topic.count("/") for topic in TOPICS) >= 2
    assert all(topic.rpartition("/")[0] in TOPICS for topic in TOPICS if "/" in topic)


def test_slugs_are_unique_by_content_kind():
    blogs = Counter(item.slug for item in [*read_folder("blogs"), *read_folder("campaigns")])
    assert max(blogs.values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item.slug) for item in ITEMS)


@pytest.mark.parametrize("item", [*ITEMS, *DRAFTS], ids=item_ref)
def test_referenced_topics_and_audiences_exist(item):
    assert set(item["topics"]) <= TOPICS
    assert set(item["audiences"]) <= {slug for slug, _ in AUDIENCES}
    assert item.get("campaign", None) is None or f"campaigns/{item['campaign']}" in REFERENCES


@every_item
def test_items_have_listing_fields(item):
    assert item["title"] and len(item["title"]) <= 255
    assert 40 <= len(item["summary"]) <= 500
    assert item["date"].year >= 2021
    assert set(item["picture"]) == {"alt"}
    assert item.get("body") or item.get("link")


@every_item
def test_referenced_people_exist(item):
    assert {row["person"] for row in people_in(item)} <= PEOPLE


@pytest.mark.parametrize("item", [*ITEMS, *DRAFTS], ids=item_ref)
def test_every_author_has_declared_interests(item):
    unnamed = [item.data] if item.get("anonymous", False) or item in DRAFTS else []
    for row in [*people_in(item), *unnamed]:
        assert bool(row.get("interests")) != row.get("nothing_to_declare", False)


def test_some_authors_have_interests_to_declare():
    for folder in ("blogs", "interviews", "resources"):
        items = read_folder(folder)
        assert any(row.get("interests") for item in items for row in people_in(item)), folder


def test_people_have_unique_names():
    people = read_people()
    assert len({person.slug for person in people}) == len(people)
    assert len({person["name"] for person in people}) == len(people)


@pytest.mark.parametrize(
    "person", [person for person in read_people() if person.slug != "hub-team"], ids=item_ref
)
def test_fictional_people_are_marked_as_fictional(person):
    assert "invented person, written for this demonstration" in person["about"]
    assert "(invented)" in person["organisation"]


@pytest.mark.parametrize("item", read_folder("interviews"), ids=item_ref)
def test_interview_says_that_its_people_are_fictional(item):
    assert "invented" in item["introduction"]
    assert sum(block["kind"] == "question" for block in item["body"]) >= 3


def test_anonymous_blog_contains_no_names():
    anonymous = [item for item in read_folder("blogs") if item.get("anonymous", False)]
    assert anonymous
    assert not any(item.get("authors", []) for item in anonymous)


@every_text
def test_references_resolve(item):
    refs = {ref.strip("/") for ref in re.findall(r"hub:([\w/-]+)", repr(item.data))}
    assert refs <= REFERENCES


@every_text
def test_texts_have_no_contact_details_or_unsafe_html(item):
    text = re.sub(r"https?://\S+", "", repr(item.data))
    assert not CONTACT_DETAILS.search(text)
    assert not re.search(r"<(?:script|style|img|iframe)|style=|javascript:", text)


@pytest.mark.parametrize("item", [*ITEMS, *DRAFTS], ids=item_ref)
def test_figures_have_date_and_source(item):
    for block in item.get("body", []):
        if block["kind"] == "statistics":
            assert all(figure["as_of"] and figure["source"] for figure in block["items"])


def test_impact_page_references_items_and_dates_its_figures():
    claims = [claim for theme in read_file("impact")["theme"] for claim in theme["claim"]]
    assert all(set(claim["evidence"]) <= REFERENCES and claim["evidence"] for claim in claims)
    assert all(claim.get("as_of") for claim in claims if claim.get("figure"))


def test_home_page_references_existing_items():
    assert set(read_file("home")["featured"]) <= REFERENCES


def test_help_sources_of_content_notices_exist():
    sources = {row.slug for row in read_rows("help", "source", "slug")}
    notices = [
        block for item in ITEMS for block in item.get("body", []) if block["kind"] == "notice"
    ]
    assert notices
    assert all(block["sources"] and set(block["sources"]) <= sources for block in notices)


def test_drafts_cover_every_workflow_stage():
    stages = {piece["stage"] for piece in DRAFTS}
    tasks = {"submitted", "partner-agrees", "sign-off"}
    assert stages == tasks | {"draft", "changes-requested", "scheduled"}


def test_every_role_has_an_account():
    assert {role for *_, role in ACCOUNTS} == {
        None,
        *(EDITOR, REVIEWER, PARTNER, MEMBER, MODERATOR, SAFEGUARDING_LEAD),
    }
    email, person, campaign = GUEST_WRITER
    assert email in {account[0] for account in ACCOUNTS}
    assert person in PEOPLE
    assert f"campaigns/{campaign}" in REFERENCES


def test_image_files_total_at_most_six_megabytes():
    assert sum(file.stat().st_size for file in PICTURES.glob("*.webp")) <= 6 * 1024 * 1024


def test_every_content_file_is_read():
    read_files = {item.file for item in [*ITEMS, *read_topics(), *read_people(), *DRAFTS]}
    read_files |= {row.file for row in read_folder("community")}
    single = ("community", "help", "home", "impact", "networks", "members", "sealed_questions")
    read_files |= {CONTENT / f"{name}.toml" for name in single}
    assert read_files == set(CONTENT.rglob("*.toml"))


def test_public_discussion_has_a_hundred_posts_by_thirty_members_over_eleven_months():
    [row] = [row for row in read_folder("community") if row.slug == "was-your-hysteroscopy-painful"]
    posts = row["post"]
    published = [post for post in posts if post.get("state", "published") == "published"]
    assert len(published) >= 95
    assert len({post["author"] for post in published}) >= 30
    assert max(post["days_ago"] for post in posts) >= 330


@pytest.mark.parametrize("row", read_folder("community"), ids=item_ref)
def test_discussions_have_known_authors_and_replies_to_earlier_posts(row):
    members = {member.slug for member in read_rows("community", "member", "slug")}
    accounts = {f"@{email.partition('@')[0]}" for email, *_ in ACCOUNTS}
    numbered = {f"#{number}" for number in range(20)}
    known = accounts | numbered if row.get("network") else members
    posts = row["post"]
    assert {post["author"] for post in posts} <= known
    assert not row.get("topic") or row["topic"] in TOPICS
    assert not row.get("page") or f"blogs/{row['page']}" in REFERENCES
    days = [post["days_ago"] for post in posts]
    assert days == sorted(days, reverse=True)
    assert all(post.get("reply_to", 0) < number for number, post in enumerate(posts, 1))


def test_networks_reference_existing_forms_topics_and_stories():
    forms = {row["slug"] for row in read_rows("networks", "form", "slug")}
    topics = {topic.ref.removeprefix("topics/") for topic in read_topics()}
    slugs = {item.slug for item in ITEMS}
    networks = read_rows("networks", "network", "slug")
    for network in networks:
        assert network["form"] in forms
        assert set(network["topics"]) <= topics
        assert set(network["stories"]) <= slugs
    known = {network["slug"] for network in networks} | {None}
    for table, key in (("resource", "title"), ("request", "days")):
        for row in read_rows("networks", table, key):
            assert row.get("network", None) in known


def test_only_forms_promise_when_the_hub_team_answers():
    promise = re.compile(
        r"within (?:a|an|one|two|\d+) (?:working )?(?:days?|weeks?)", re.IGNORECASE
    )
    forms = read_rows("networks", "form", "slug")
    assert all(form["answer_days"] for form in forms)
    texts = [str(item) for item in [*read_folder("pages"), *forms]]
    assert not [found.group() for text in texts for found in [promise.search(text)] if found]
