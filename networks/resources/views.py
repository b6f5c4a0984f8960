"""Members' views of resources: list and search, details, add, change, remove and restore."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from networks.memberships.directory import member_name
from networks.models import Resource, ResourceTag, ResourceVersion
from networks.optimistic_lock import EditConflictError
from networks.resources import services
from networks.resources.forms import ResourceCreateForm, ResourceUpdateForm, ResourceVersionForm
from networks.space.forms import SearchForm
from networks.space.mixins import SpaceFormView, SpaceMixin
from pages.listing import Listing

MAX_TAGS_LISTED = 200


class ResourceSearchForm(SearchForm):
    """Searches resources by words and by a tag."""

    tag = forms.CharField(required=False, max_length=40, widget=forms.Select)

    def __init__(self, tags: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].widget.choices = [("", "Any"), *((tag, tag) for tag in tags)]


class ResourcesMixin(SpaceMixin):
    """A view of a network's resources."""

    section = "resources"

    def get_resources(self) -> Any:
        """Return the network's resources that the user may see."""
        visible = Resource.objects.visible_to(self.request.user).filter(network=self.network)
        return visible.select_related("network")


class ResourceListView(ResourcesMixin, TemplateView):
    """Lists resources by search words and by tag, latest first."""

    template_name = "networks/resources/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the search results."""
        tags = ResourceTag.objects.visible_to(self.request.user).filter(
            resource__network=self.network, resource__removed_at=None
        )
        names = tags.order_by("name").values_list("name", flat=True).distinct()
        form = ResourceSearchForm(list(names[:MAX_TAGS_LISTED]), self.request.GET)
        params = form.params()
        resources = self.get_resources().not_removed()
        if "q" in params:
            resources = resources.search(params["q"])
        if "tag" in params:
            resources = resources.filter(tags__name=params["tag"])
        return super().get_context_data(**kwargs) | {
            "form": form,
            "listing": Listing(resources.for_listing(), self.request, params),
        }


class ResourceCreateView(ResourcesMixin, SpaceFormView):
    """Adds a file or a link."""

    form_class = ResourceCreateForm
    heading = "Add a file or a link"
    button = "Add resource"
    explanation = "Only members of this network will see it."

    def get_cancel_url(self) -> str:
        """Return the list of resources."""
        return reverse("networks:resources", args=[self.network.slug])

    def form_valid(self, form: ResourceCreateForm) -> HttpResponse:
        """Add the resource, once for each form token and content."""
        key = self.form_token.fingerprint(form.submitted_content())
        resource = services.add_resource(self.network, self.request.user, form.cleaned_data, key)
        messages.success(self.request, "Resource added. Members can see it in the list.")
        return redirect(resource)


class SingleResourceMixin(ResourcesMixin):
    """A view of one resource.

    Attributes:
        requires_editable: Whether only members who may change the resource reach the view.
        resource: The resource, loaded after the membership check.
        can_change: Whether the user may change the resource.
    """

    requires_editable = False

    resource: Resource
    can_change: bool

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Extend the membership check by loading the resource.

        Raises:
            Http404: The network has no such resource, or the user may not reach it.
        """
        super().load_objects(request, slug)
        editable = self.get_resources().editable_by(request.user)
        resource = editable.filter(pk=self.kwargs["pk"]).first()
        self.can_change = resource is not None
        if resource is None and self.requires_editable:
            raise Http404
        # A removed resource is visible only to those who can restore it.
        self.resource = resource or get_object_or_404(
            self.get_resources().not_removed(), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the resource."""
        return super().get_context_data(**kwargs) | {
            "resource": self.resource,
            "can_change": self.can_change,
        }


class ResourceDetailView(SingleResourceMixin, TemplateView):
    """Shows a resource with its versions."""

    template_name = "networks/resources/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, latest first, and the name of the member who added the resource."""
        visible = ResourceVersion.objects.visible_to(self.request.user)
        versions = list(visible.filter(resource=self.resource))
        for version in versions:
            version.resource = self.resource
        return super().get_context_data(**kwargs) | {
            "latest": versions[0] if versions else None,
            "earlier": versions[1:],
            "tags": self.resource.tags.all(),
            "added_by": member_name(self.request.user, self.network, self.resource.added_by_id),
        }


class SingleResourceFormView(SingleResourceMixin, SpaceFormView):
    """A form about one resource, for members who may change it."""

    requires_editable = True

    def get_cancel_url(self) -> str:
        """Return the resource's page."""
        return self.resource.get_absolute_url()


class ResourceUpdateView(SingleResourceFormView):
    """Changes the description of a resource."""

    form_class = ResourceUpdateForm
    heading = "Edit details"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the resource as the form's instance, and its tags as initial value."""
        initial = {"tags": [tag.name for tag in self.resource.tags.all()]}
        return super().get_form_kwargs() | {"instance": self.resource, "initial": initial}

    def form_valid(self, form: ResourceUpdateForm) -> HttpResponse:
        """Save the resource, or show the form again if another member has saved it since."""
        try:
            services.update_resource(self.resource, self.request.user, form.cleaned_data)
        except EditConflictError:
            self.resource.refresh_from_db()
            return self.form_conflict(form, self.resource.edit_version)
        messages.success(self.request, "Resource updated.")
        return redirect(self.resource)


class ResourceVersionCreateView(SingleResourceFormView):
    """Adds a newer file to a resource, which keeps its earlier versions."""

    form_class = ResourceVersionForm
    heading = "Add a new version"
    button = "Add new version"
    explanation = "Members will see the new file first. Earlier versions stay below it."

    def form_valid(self, form: ResourceVersionForm) -> HttpResponse:
        """Add the version, once for each form token and content."""
        file, note = form.cleaned_data["file"], form.cleaned_data["note"]
        content = [{"resource": self.resource.pk}, *form.submitted_content()]
        key = self.form_token.fingerprint(content)
        services.add_version(self.resource, self.request.user, file, note, key)
        messages.success(self.request, "New version added.")
        return redirect(self.resource)


class ResourceRemoveView(SingleResourceFormView):
    """Removes a resource, after confirmation."""

    form_class = forms.Form
    heading = "Remove resource"
    button = "Remove resource"
    explanation = (
        "Other members will no longer see it. You and the organisers can restore it for 30 days. "
        "After that we delete it, with its files."
    )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Remove the resource."""
        services.remove_resource(self.resource)
        messages.success(self.request, "Resource removed. You can restore it for 30 days.")
        return redirect(self.resource)


class ResourceRestoreView(SingleResourceMixin, FormView):
    """Restores a removed resource."""

    form_class = forms.Form
    requires_editable = True
    http_method_names = ["post", "options"]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Restore the resource."""
        services.restore_resource(self.resource)
        messages.success(self.request, "Resource restored.")
        return redirect(self.resource)
