"""Form widgets of the editor."""

from typing import Any

from django import forms


class TopicCheckboxes(forms.CheckboxSelectMultiple):
    """Topics as boxes to tick, each set in beneath the topic it belongs to."""

    option_template_name = "widgets/topic_option.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how deep the topic stands, 0 for the top level."""
        option = super().create_option(*args, **kwargs)
        topic = getattr(option["value"], "instance", None)
        option["level"] = topic.level if topic else 0
        return option
