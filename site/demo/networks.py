"""Published networks with their space settings and session series."""

from datetime import date, time, timedelta

from demo.content import ContentEntry, read_rows
from demo.pages import PageWriter
from demo.rich_text import rich_text_field_value
from networks.models import JoinForm, Network, NetworkStory, SessionSeries, SpaceSettings
from pages.models import HubPage


def load_networks(writer: PageWriter) -> int:
    """Create the missing networks. Returns how many were created."""
    known = set(Network.objects.values_list("slug", flat=True))
    missing = [row for row in read_rows("networks", "network", "slug") if row["slug"] not in known]
    for row in missing:
        network = _network(row, writer)
        network.save_revision().publish()
        SpaceSettings.objects.create(network=network, welcome=row["welcome"])
        _series(network, row["series"])
    return len(missing)


def _network(row: ContentEntry, writer: PageWriter) -> Network:
    plain = ("name", "short_name", "slug", "summary", "intended_members", "meeting_frequency")
    network = Network(live=False, **{name: row[name] for name in plain})
    network.purpose = rich_text_field_value(Network._meta.get_field("purpose"), row["purpose"])
    network.founded_on = row["founded"]
    network.join_form = JoinForm.objects.get(slug=row["form"])
    network.image = writer.pictures.store_scene(f"network-{row['slug']}", row["name"])
    network.save()
    network.topics.set([writer.topics[path] for path in row["topics"]])
    network.save()
    for order, slug in enumerate(row["stories"]):
        page = HubPage.objects.get(slug=slug)
        NetworkStory.objects.create(network=network, page=page, sort_order=order)
    return Network.objects.get(pk=network.pk)


def _series(network: Network, row: dict) -> None:
    SessionSeries.objects.create(
        network=network,
        title=row["title"],
        about=row["about"],
        frequency=row["frequency"],
        first_date=first_session_date(row, network.founded_on),
        start_time=time.fromisoformat(row["start_time"]),
        minutes=row["minutes"],
        join_link=f"https://meet.example/{network.slug}",
        is_open=False,
        skips_bank_holidays=True,
    )


def first_session_date(row: dict, day: date) -> date:
    """Return the first date of a series on its weekday, in the weeks after a network's founding."""
    if "nth" in row:
        day = day.replace(day=1) + timedelta(weeks=row["nth"] - 1)
    return day + timedelta(days=(row["weekday"] - day.weekday()) % 7)
