"""What the forms of a page would send, read in one go: a walk reads thousands of pages."""

from html.parser import HTMLParser

from django.http import HttpResponse, QueryDict


class _FormParser(HTMLParser):
    """Gathers the fields of each form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[QueryDict] = []
        self._form: QueryDict | None = None
        self._area = self._select = ""
        self._is_chosen = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            posts = (given.get("method") or "").lower() == "post"
            self._form = QueryDict(mutable=True) if posts else None
            if posts:
                self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and name not in {"", "csrfmiddlewaretoken"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self._form.appendlist(name, given.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self._form[name] = ""
        elif tag == "select":
            self._select, self._is_chosen = name, False
        elif tag == "option" and self._select and not self._is_chosen:
            # The first option stands until a chosen one comes.
            self._is_chosen = "selected" in given
            if self._is_chosen or self._select not in self._form:
                self._form[self._select] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            self._form[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def parse_forms(answer: HttpResponse) -> list[QueryDict]:
    """Return what each form of an answer would send, as it is drawn."""
    if answer.streaming or "html" not in answer.get("Content-Type", ""):
        return []
    reader = _FormParser()
    reader.feed(answer.content.decode())
    for form in reader.forms:
        form["body-count"] = "0"  # the blocks' own field is drawn by a script
    return reader.forms
