"""The resources of a room: found, read, added, renewed and removed by its members."""

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
from networks.space.mixins import SpaceFormView, SpaceMixin
from networks.space.search import SearchForm
from pages.listing import Listing

MAX_TAGS_LISTED = 200


class ResourceSearchForm(SearchForm):
    """Words, and a tag."""

    tag = forms.CharField(required=False, max_length=40, widget=forms.Select)

    def __init__(self, tags: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].widget.choices = [("", "Any"), *((tag, tag) for tag in tags)]


class ResourcesMixin(SpaceMixin):
    """A view about resources of the room."""

    section = "resources"

    def resources(self) -> Any:
        """Return the resources of this room that this person may see."""
        own = Resource.objects.visible_to(self.request.user).filter(network=self.network)
        return own.select_related("network")


class ResourceListView(ResourcesMixin, TemplateView):
    """Lists the resources, by words and by tag; the newest first."""

    template_name = "networks/resources/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what was found."""
        tags = ResourceTag.objects.visible_to(self.request.user).filter(
            resource__network=self.network, resource__removed_at=None
        )
        names = tags.order_by("name").values_list("name", flat=True).distinct()
        form = ResourceSearchForm(list(names[:MAX_TAGS_LISTED]), self.request.GET)
        params = form.params()
        found = self.resources().present()
        if "q" in params:
            found = found.search(params["q"])
        if "tag" in params:
            found = found.filter(tags__name=params["tag"])
        return super().get_context_data(**kwargs) | {
            "form": form,
            "listing": Listing(found.for_listing(), self.request, params),
        }


class ResourceCreateView(ResourcesMixin, SpaceFormView):
    """Adds a file or a link."""

    form_class = ResourceCreateForm
    heading = "Add a file or a link"
    button = "Add it"
    explanation = "Everybody in this network will see it, and nobody else."

    def get_cancel_url(self) -> str:
        """Return the list."""
        return reverse("networks:resources", args=[self.network.slug])

    def form_valid(self, form: ResourceCreateForm) -> HttpResponse:
        """Keep it, once."""
        key = self.showing.fingerprint(form.said())
        resource = services.add_resource(self.network, self.request.user, form.cleaned_data, key)
        messages.success(self.request, "Added. Members find it in the list.")
        return redirect(resource)


class SingleResourceMixin(ResourcesMixin):
    """A view about one resource.

    Attributes:
        resource: The resource.
        may_change: Whether this person may change it.
    """

    resource: Resource
    may_change: bool
    requires_editable = False

    def enter(self, request: HttpRequest, slug: str) -> None:
        """Find the room, and the resource in it.

        Raises:
            Http404: There is no such resource for this person.
        """
        super().enter(request, slug)
        cared_for = self.resources().editable_by(request.user)
        own = cared_for.filter(pk=self.kwargs["pk"]).first()
        self.may_change = own is not None
        if own is None and self.requires_editable:
            raise Http404
        # What was removed is there for those alone who can put it back.
        self.resource = own or get_object_or_404(self.resources().present(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the resource."""
        return super().get_context_data(**kwargs) | {
            "resource": self.resource,
            "may_change": self.may_change,
        }


class ResourceDetailView(SingleResourceMixin, TemplateView):
    """Shows a resource, with its versions."""

    template_name = "networks/resources/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the versions, the newest first."""
        versions = ResourceVersion.objects.visible_to(self.request.user)
        own = list(versions.filter(resource=self.resource))
        for version in own:
            version.resource = self.resource
        return super().get_context_data(**kwargs) | {
            "newest": own[0] if own else None,
            "earlier": own[1:],
            "tags": self.resource.tags.all(),
            "added_by": member_name(self.request.user, self.network, self.resource.added_by_id),
        }


class SingleResourceFormView(SingleResourceMixin, SpaceFormView):
    """A form about one resource, for whoever may change it."""

    requires_editable = True

    def get_cancel_url(self) -> str:
        """Return the resource's page."""
        return self.resource.get_absolute_url()


class ResourceUpdateView(SingleResourceFormView):
    """Changes the words of a resource."""

    form_class = ResourceUpdateForm
    heading = "Change the description"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what is there."""
        initial = {"tags": [tag.name for tag in self.resource.tags.all()]}
        return super().get_form_kwargs() | {"instance": self.resource, "initial": initial}

    def form_valid(self, form: ResourceUpdateForm) -> HttpResponse:
        """Change it, unless somebody else did meanwhile."""
        try:
            services.update_resource(self.resource, self.request.user, form.cleaned_data)
        except EditConflictError:
            self.resource.refresh_from_db()
            return self.form_conflict(form, self.resource.version)
        messages.success(self.request, "Changed.")
        return redirect(self.resource)


class ResourceVersionCreateView(SingleResourceFormView):
    """Adds a newer file; the earlier ones stay."""

    form_class = ResourceVersionForm
    heading = "A new version"
    button = "Add the version"
    explanation = "Members then get the new file first. The earlier ones stay beneath it."

    def form_valid(self, form: ResourceVersionForm) -> HttpResponse:
        """Keep it, once."""
        said = form.cleaned_data
        key = self.showing.fingerprint([{"resource": self.resource.pk}, *form.said()])
        services.add_version(self.resource, self.request.user, said["file"], said["note"], key)
        messages.success(self.request, "The new version is there.")
        return redirect(self.resource)


class ResourceRemoveView(SingleResourceFormView):
    """Removes a resource, after asking."""

    form_class = forms.Form
    heading = "Remove this from the network?"
    button = "Remove it"
    explanation = (
        "Nobody in the network finds it any more. You and the organisers can put it back for 30 "
        "days; then it is deleted, with its files."
    )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Remove it."""
        services.remove_resource(self.resource)
        messages.success(self.request, "Removed.")
        return redirect(self.resource)


class ResourceRestoreView(SingleResourceMixin, FormView):
    """Puts back what was removed."""

    form_class = forms.Form
    requires_editable = True
    http_method_names = ["post", "options"]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Put it back."""
        services.restore_resource(self.resource)
        messages.success(self.request, "It is back.")
        return redirect(self.resource)
