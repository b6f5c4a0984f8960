"""Forms of networks and join forms in the admin: data, submission and approval."""

from django.test import Client

from editorial.workflow.snippets import WorkflowSnippet
from networks.models import JoinForm, Network

FORMS = "/admin/snippets/networks/joinform/"
NETWORKS = "/admin/snippets/networks/network/"
RICH = '{"blocks": [{"key": "a", "text": "Words.", "type": "unstyled", "depth": 0, \
"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'


def form_data(*questions: dict, **changes: str) -> dict:
    """Return the data of a join form's edit form."""
    data = {
        "title": "Join the third",
        "slug": "third",
        "introduction": RICH,
        "privacy": RICH,
        "thank_you": RICH,
        "retention_months": "12",
        "notify_organisers": "on",
        **formset("fields", *questions),
        **formset("notification_recipients"),
    }
    return data | changes


def formset(name: str, *rows: dict) -> dict:
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 99}
    data = {f"{name}-{key}": str(value) for key, value in counts.items()}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
        data[f"{name}-{number}-ORDER"] = str(number + 1)
    return data


def question(label: str, kind: str, **changes: str) -> dict:
    return {
        "label": label, "field_type": kind, "required": "on", "choices": "", "help_text": "",
        "meaning": "", **changes,
    }  # fmt: skip


NAME = question("Your name", "singleline", meaning="name")
EMAIL = question("E-mail address", "email")


def network_data(form: JoinForm | None, **changes: str) -> dict:
    return {
        "name": "A third network",
        "short_name": "ATN",
        "slug": "third",
        "summary": "For people who meet here.",
        "purpose": RICH,
        "intended_members": "Whoever likes.",
        "joining_policy": "by-request",
        "join_form": str(form.pk) if form else "",
        **formset("stories"),
        **changes,
    }


def submit(client: Client, address: str, data: dict, follow: bool = True):
    return client.post(address, data | {"action-submit": "Submit"}, follow=follow)


def approve(client: Client, model: str, pk: int, follow: bool = True):
    state = (Network if model == "network" else JoinForm).objects.get(pk=pk)
    task = state.current_workflow_task_state
    address = f"/admin/snippets/networks/{model}/workflow/action/{pk}/approve/{task.pk}/"
    return client.post(address, {"comment": ""}, follow=follow)


def approve_in_edit_form(
    client: Client, record: WorkflowSnippet, data: dict, address: str = NETWORKS
):
    """Approve a record by the button of its edit form."""
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return client.post(f"{address}edit/{record.pk}/", {**data, **approval}, follow=True)
