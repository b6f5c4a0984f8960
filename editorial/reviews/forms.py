"""The form of a review date."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from editorial.reviews.chooser import chooser_viewset, responsible_people
from editorial.reviews.models import ReviewDate


class ReviewDateForm(WagtailAdminModelForm):
    """The person responsible for a page, who is an editor or a reviewer, and the date."""

    class Meta:
        model = ReviewDate
        fields = ["caretaker", "review_on"]
        widgets = {"caretaker": chooser_viewset.widget_class, "review_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caretaker"].queryset = responsible_people(self.instance.caretaker_id)
