"""The search form of the lists in a private space."""

from django import forms

from search_index.backend import MAX_QUERY_LENGTH, MAX_QUERY_WORDS


class SearchForm(forms.Form):
    """Search and filters of a list; invalid values count as not given."""

    q = forms.CharField(label="Search for", required=False, max_length=MAX_QUERY_LENGTH)
    q.widget.input_type = "search"

    def clean_q(self) -> str:
        """Return the first words of the search text."""
        return " ".join(self.cleaned_data["q"].split()[:MAX_QUERY_WORDS])

    def params(self) -> dict[str, str]:
        """Return the valid values that are not empty, by query parameter."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
