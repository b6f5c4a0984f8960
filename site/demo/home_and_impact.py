"""Content of the home page and the impact page."""

from typing import Any

from demo.content import read_file
from demo.pages import PageWriter
from demo.publishing import publish
from pages.models import FeaturedItem, HomePage, HubPage, ImpactPage

IMPACT_SLUG = "impact"


def fill_home_page(writer: PageWriter) -> int:
    """Fill the home page, unless it features items already. Returns how many pages were filled."""
    home = HomePage.objects.get()
    if home.featured.exists():
        return 0
    entry = read_file("home")
    home.heading = entry["heading"]
    home.introduction = entry["introduction"]
    writer.illustrate(home, entry)
    action = entry["call_to_action"]
    home.action_text = action["text"]
    home.action_page_id = writer.references.find(action["url"], entry.file)
    purposes = [_purpose(row, home) for row in entry["purpose"]]
    home.purposes = writer.stream(home, "purposes", purposes, entry)
    home.featured = [
        FeaturedItem(item_id=writer.references.find(ref, entry.file)) for ref in entry["featured"]
    ]
    publish(home, entry.day, writer.editor)
    return 1


def _purpose(row: dict[str, str], home: HomePage) -> dict[str, Any]:
    page = HubPage.objects.get(url_path=f"{home.url_path}{row['page']}/")
    return {"type": "purpose", "value": row | {"page": page.pk, "url": ""}}


def fill_impact_page(writer: PageWriter) -> int:
    """Create the impact page if it is missing. Returns how many pages were created."""
    home = HomePage.objects.get()
    if home.get_children().filter(slug=IMPACT_SLUG).exists():
        return 0
    entry = read_file(IMPACT_SLUG)
    page = ImpactPage(
        title=entry["title"],
        slug=IMPACT_SLUG,
        summary=entry["summary"],
        introduction=writer.html(ImpactPage, "introduction", entry),
        show_in_menus=True,
        owner=writer.editor,
        live=False,
    )
    themes = [
        {
            "type": "theme",
            "value": {
                "heading": theme["heading"],
                "introduction": theme["introduction"],
                "claims": [_claim(claim, writer) for claim in theme["claim"]],
            },
        }
        for theme in entry["theme"]
    ]
    page.themes = writer.stream(page, "themes", themes, entry)
    home.add_child(instance=page)
    publish(page, entry.day, writer.editor)
    return 1


def _claim(claim: dict[str, Any], writer: PageWriter) -> dict[str, Any]:
    file = read_file(IMPACT_SLUG).file
    as_of = claim.get("as_of")
    return {
        "claim": claim["claim"],
        "figure": claim.get("figure", ""),
        "figure_label": claim.get("figure_label", ""),
        "as_of": as_of.isoformat() if as_of else None,
        "what_changed": claim.get("what_changed", ""),
        "confirmed_by": claim.get("confirmed_by", ""),
        "evidence": [writer.references.find(ref, file) for ref in claim["evidence"]],
    }
