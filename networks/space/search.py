"""The search form of the private space's lists."""

from django import forms

MAX_QUERY_LENGTH = 200


class SearchForm(forms.Form):
    """Search and filters of a list; invalid values count as not given."""

    q = forms.CharField(label="Words to look for", required=False, max_length=MAX_QUERY_LENGTH)
    q.widget.input_type = "search"

    def params(self) -> dict[str, str]:
        """Return the valid values that are not empty, by query parameter."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
