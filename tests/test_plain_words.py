"""What people read is in plain words: no forbidden phrase, no semicolon."""

import re

import pytest

from tests.interface_texts import InterfaceText, interface_texts, python_texts, template_texts

# Each pattern with what to write instead.
FORBIDDEN = {
    r"\b(?:some|any|every|no)body\b|\bwho(?:m)?ever\b": "the role, “you”, “everyone” or “no one”",
    r"\be-mail": "“email”",
    r"may stay empty": "“(optional)”",
    r"\b(?:the|your|their|no) desk\b": "“the admin”",
    r"\bfront page\b": "“home page”",
    r"\bwhat (?:we|the hub) holds? about\b": "“your data”",
    r"\b(?:is|be) yours\b|\bfree again\b": "“assigned to you”, “no longer assigned to you”",
    r"\bsees? to (?:it|each|them)\b": "“assign to me”, or what is to be done",
    r"\b(?:may|let) (?:\w+ )?stand\b": "“override”",
    r"\b(?:took|take|taken) (?:it|them) back\b": "“withdraw”",
    r"\bsent in(?! an?\b)|\bsend (?:it|them) in\b": "“submitted”",
    r"\bwho is who\b": "“members”",
    r"\bleads? to another site\b": "“external link”",
    r"\bis nothing lost\b": "“delivery check”",
    r"\bunwanted mail\b": "“spam or junk folder”",
    r"\bhalf (?:a|every) minute\b|\bquarter of an hour\b": "“30 seconds”, “15 minutes”",
    r"\b(?:anew|meanwhile|lately|hitherto|thereof|beforehand)\b": "a common word",
    r"\beras(?:e[ds]?|ing|ure)\b": "“delete”",
    r"this field is required": "“Enter your …” with the name of the field",
    r"\bwaits? for you\b|\byou wait for\b": "“waiting for your review”",
    r";(?=\s+(?-i:[a-z“‘({]))(?!\s*\w+=)": "two sentences",
}
_ENTITY = re.compile(r"&#?\w+;")


def problems(texts: list[InterfaceText]) -> list[str]:
    """Return each forbidden phrase with its place and what to write instead."""
    return [
        f"{path}:{line}: “{found.group()}” in “{' '.join(text.split())[:80]}”: write {instead}"
        for path, line, text in texts
        for pattern, instead in FORBIDDEN.items()
        if (found := re.search(pattern, _ENTITY.sub("", text), re.IGNORECASE))
    ]


def test_no_text_of_the_interface_has_a_forbidden_phrase():
    texts = list(interface_texts())
    assert len(texts) > 2_000
    assert not problems(texts), "\n" + "\n".join(problems(texts))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("form.html", "<p>\n{% if a %}Ask somebody{{ b }}{% endif %}</p>"),
        ("form.html", '\n<a aria-label="Leads to another site">x</a>'),
        ("form.html", '\n{% include "x.html" with label="Your e-mail" %}'),
        ("email.txt", "Hello,\n{% block a %}nobody waits for you; sign in{% endblock %}"),
        ("forms.py", 'x = 1\nname = CharField(label="Your e-mail address")'),
        ("forms.py", '\nname = CharField(help_text="The words " "may stay empty.")'),
        ("models.py", 'class A(TextChoices):\n    NOBODY = "nobody", "Nobody but me"'),
        ("views.py", '\nmessages.success(request, f"{page} is yours.")'),
        ("models.py", '\nraise ValidationError({"a": "Somebody took it."})'),
    ],
)
def test_a_forbidden_phrase_is_found_with_its_line(path, source):
    reader = template_texts if not path.endswith(".py") else python_texts
    assert problems(list(reader(path, source)))[0].startswith(f"{path}:2: ")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("page.html", "{# somebody #}{% comment %}nobody{% endcomment %}<p>AT&amp;T &lt; x</p>"),
        ("page.html", '<p style="color: red; margin: 0">Save</p><script>a = 1; b = 2</script>'),
        ("views.py", '"""Somebody reads; nobody writes."""\n# whoever'),
        ("views.py", 'logger.info("somebody signed in; nobody knows")\nKIND = "nobody"'),
    ],
)
def test_comments_docstrings_and_code_are_no_texts(path, source):
    reader = template_texts if not path.endswith(".py") else python_texts
    assert not problems(list(reader(path, source)))
