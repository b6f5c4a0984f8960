"""Pictures for organisers of networks, and for editors of networks and join forms."""

from playwright.sync_api import Page

from docs.guide_pictures.registry import picture, scroll_to

NETWORK = "/networks/psmn/"


@picture("editor")
def form_questions(page: Page) -> None:
    """A question in a join form."""
    page.goto("/admin/snippets/networks/joinform/")
    page.get_by_role("link", name="Join a network").first.click()
    scroll_to(page, "text=Question 1", above=150)


@picture("editor", height=620)
def network_joining(page: Page) -> None:
    """Joining, in the editor of a network: by request, with the form to be used."""
    page.goto("/admin/snippets/networks/network/")
    page.get_by_role("link", name="Patient Safety Management Network").first.click()
    scroll_to(page, "[name=joining_policy]", above=160)


@picture("editor", height=700)
def inbox(page: Page) -> None:
    """The requests: applicant, state, waiting time, assignment and filters."""
    page.goto("/admin/networks/joinrequest/")


@picture("lead", height=720)
def request(page: Page) -> None:
    """One request: the possible decisions, the answers of the applicant, and the history."""
    page.goto("/admin/networks/joinrequest/")
    page.get_by_role("link", name="Tariq Mossley").first.click()


@picture("lead", height=560)
def request_decline(page: Page) -> None:
    """Declining: the reason, which the applicant gets by email."""
    request(page)
    page.get_by_role("link", name="Decline").click()
    page.locator("textarea").first.fill(
        "Thank you for asking. This network is for people whose work is patient safety in an "
        "organisation. Our topics and resources are open to you."
    )


@picture("lead", height=560)
def reconciliation(page: Page) -> None:
    """Delivery check."""
    page.goto("/admin/networks/joinrequest/")
    page.get_by_role("link", name="Delivery check").click()


@picture("lead", height=680)
def space_run(page: Page) -> None:
    """Manage the network."""
    page.goto(f"{NETWORK}space/run/")
    scroll_to(page, "main", above=0)


@picture("lead", height=700)
def space_message(page: Page) -> None:
    """A message before it is sent."""
    page.goto(f"{NETWORK}space/run/messages/write/")
    page.fill("[name=subject]", "Friday: bring one report")
    page.fill(
        "[name=text]",
        "Dear all,\n\non Friday Ottoline Mbeki-Farrant shows how she reads a hundred incident "
        "reports in a morning.\n\nBring one of your own, without names, and ten quiet minutes.",
    )
    page.get_by_role("button", name="Preview message").click()
    scroll_to(page, "main", above=0)


@picture("lead")
def space_series(page: Page) -> None:
    """A new recurring session: title, description, and frequency."""
    page.goto(f"{NETWORK}space/series/new/")
    scroll_to(page, "main", above=0)


@picture("lead", height=640)
def space_session(page: Page) -> None:
    """A session."""
    page.goto(f"{NETWORK}space/sessions/")
    page.locator(f"main a[href*='{NETWORK}space/sessions/']:has-text('incident reports')").click()
    scroll_to(page, "text=For organisers", above=40)
