"""The words that go with an act on a request; the person reads them."""

from typing import Any

from django import forms


class WordsForm(forms.Form):
    """A question, or a reason."""

    words = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write it first: the person gets these words."},
    )

    def __init__(self, label: str, help_text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text
