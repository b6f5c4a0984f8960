"""Form widgets of the editor."""

from django import forms


class TopicCheckboxes(forms.CheckboxSelectMultiple):
    """Topics as boxes to tick, each set in beneath the topic it belongs to."""

    option_template_name = "widgets/topic_option.html"

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):  # type: ignore[no-untyped-def]
        """Add how deep the topic stands, 0 for the top level."""
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        topic = getattr(value, "instance", None)
        option["level"] = max(0, topic.depth - 4) if topic else 0
        return option
