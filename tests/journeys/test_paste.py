"""What an author deleted, hid or wrote as a comment does not come back by pasting."""

import re

import pytest
from playwright.sync_api import expect

from pages.models import BlogPage
from tests import factories as make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:View>Gone view</w:View></xml><![endif]-->
<style><!--
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;}
 span.Secret {mso-style-name:Secret; display:none; mso-hide:all;}
 span.msoDel {mso-style-type:export-only; text-decoration:line-through; color:red;}
--></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoNormal>Kept <b>bold</b> words <del cite="mailto:A%20B" datetime="2026-01-02T10:00"
>Gone deleted </del><ins cite="mailto:A%20B" datetime="2026-01-02T10:00">kept inserted</ins><span
style='display:none;mso-hide:all'>Gone hidden</span><span class=Secret>Gone by class</span><span
class=msoDel>Gone by change</span> <a style='mso-comment-reference:AB_1;mso-comment-date:20260102'
>kept commented</a><span class=MsoCommentReference><span style='font-size:8.0pt'><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[Gone1]</a><span
style='mso-special-character:comment'>&nbsp;</span></span></span><o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>Kept
item <s>Gone struck</s></p>
<!--EndFragment-->
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff><![endif]>
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText><a
class=msocomoff href="#_msoanchor_1">[Gone2]</a>Gone comment</p></div></div></div>
</body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-5f1c">
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;
text-decoration:none;vertical-align:baseline;">Kept words </span><span style="color:#188038;
font-weight:400;text-decoration:underline;">kept suggested </span><span style="color:#c5221f;
font-weight:400;text-decoration: line-through;text-decoration-skip-ink: none;">Gone suggested</span>
<span style="font-weight:700;">kept bold</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>
</p></b><br class="Apple-interchange-newline"><div style="border:1px solid black;margin:5px"><p><a
href="#cmnt_ref1" id="cmnt1">[a]</a><span>Gone comment</span></p></div>"""

PASTE = """([selector, html]) => {
  const target = document.querySelector(selector);
  target.focus();
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", html.replace(/<[^>]*>/g, ""));
  target.dispatchEvent(new ClipboardEvent("paste", {
    clipboardData: data, bubbles: true, cancelable: true,
  }));
}"""
EDITOR = ".public-DraftEditor-content"


def test_paste_leaves_out_deleted_hidden_and_commented_text(hub_with_staff, open_browser):
    draft = make.make_blog(
        hub_with_staff.blogs, "A draft", live=False, body=[{"type": "text", "value": "<p>A</p>"}]
    )
    draft.save_revision(user=hub_with_staff.editor)
    page = open_browser("editor@hub.example").visit(f"/admin/pages/{draft.pk}/edit/")
    editor = page.locator(EDITOR).first
    for html, kept in (
        (WORD, ("Kept", "bold", "kept inserted", "kept commented", "item")),
        (GOOGLE_DOCS, ("Kept words", "kept suggested", "kept bold")),
    ):
        editor.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        page.evaluate(PASTE, [EDITOR, html])
        for text in kept:
            expect(editor).to_contain_text(text)
        assert "Gone" not in editor.inner_text()
        assert "[a]" not in editor.inner_text()

        page.locator("[name=summary]").fill("")
        page.evaluate(PASTE, ["[name=summary]", html])
        summary = page.locator("[name=summary]").input_value()
        assert all(text in summary for text in kept)
        assert "Gone" not in summary
    # Draftail writes to its input a moment after a change.
    stored = page.locator("[name=body-0-value]")
    expect(stored).to_have_value(re.compile("kept suggested"))
    page.locator("button.action-save:visible").click()
    expect(page.locator(".messages")).to_contain_text("has been updated", timeout=20_000)
    body = str(BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object().body)
    assert "<b>kept bold</b>" in body
    assert "<b>Kept words" not in body


def test_ordinary_text_is_pasted_as_it_is(hub_with_staff, open_browser):
    draft = make.make_blog(hub_with_staff.blogs, "A draft", live=False)
    draft.save_revision(user=hub_with_staff.editor)
    page = open_browser("editor@hub.example").visit(f"/admin/pages/{draft.pk}/edit/")
    editor = page.locator(EDITOR).first
    editor.click()
    page.evaluate(PASTE, [EDITOR, "<p>One <i>slanted</i></p><ul><li>item</li></ul>"])
    expect(editor.locator("li")).to_have_text("item")
