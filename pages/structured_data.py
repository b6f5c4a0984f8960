"""What a page says of itself to search engines, in schema.org's words."""

from wagtail.models import Page


def schema_org_data(page: Page) -> dict[str, object]:
    """Return a page's description as schema.org data.

    Args:
        page: The page; its class may name authors and a voice.

    Source of the vocabulary: schema.org, types WebPage and Article. It has no word for what authors
    declare of their interests: that stands in the page, the feed and the interface for programs.
    """
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article" if page.kind else "WebPage",
        "headline": page.title,
        "description": page.sharing_description,
        "url": page.full_url,
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if page.kind and page.authors:
        data["author"] = [{"@type": "Person", "name": person.name} for person in page.authors]
    return data
