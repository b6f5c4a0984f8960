"""schema.org structured data of pages, for search engines."""

from wagtail.models import Page


def schema_org_data(page: Page) -> dict[str, object]:
    """Return a page's description as schema.org data.

    Args:
        page: The page; its class may have authors.

    Source of the vocabulary: schema.org, types WebPage and Article. It has no term for declared
    interests: they are in the page, the feed and the API.
    """
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article" if page.content_kind else "WebPage",
        "headline": page.title,
        "description": page.sharing_description,
        "url": page.full_url,
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if page.content_kind and page.authors:
        data["author"] = [{"@type": "Person", "name": person.name} for person in page.authors]
    return data
