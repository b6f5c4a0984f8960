// Removes from pasted text what its author deleted, hid or wrote as a comment, in Word, Google Docs
// and LibreOffice: it is in the clipboard's HTML, and would come back as ordinary text.
(() => {
  "use strict";

  const OWN = "data-draftjs-conductor-fragment"; // text copied from an editor of the hub
  const REMOVED = [
    "del", "s", "strike", "[hidden]", "script", "style", "title", "xml", "template", "noscript",
    // Word
    ".msoDel", ".MsoCommentReference", ".MsoCommentText", ".MsoCommentSubject",
    "a.msocomanchor", ".msocomtxt", ".msocomhide", "hr.msocomoff", "[id^=_com_]", "[id^=_msocom]",
    // Google Docs
    "a[href^='#cmnt']", "a[id^='cmnt']",
  ].join(",");
  const HIDING_STYLE = /display:none|visibility:(?:hidden|collapse)|mso-hide:all|text-decoration(?:-line)?:[^;]*line-through|mso-element:comment(?!-ref)|font-size:0(?:pt|px|em|rem|%)?(?:;|$)/;

  const hides = (style) => HIDING_STYLE.test(style.toLowerCase().replace(/\s+|!important/g, ""));

  // The selectors of the style sheet in the pasted HTML that hide text.
  const hidingSelectors = (page) => {
    const selectors = [];
    page.querySelectorAll("style").forEach((sheet) => {
      const css = sheet.textContent.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, "");
      for (const [, names, style] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        if (hides(style)) selectors.push(names.trim());
      }
    });
    return selectors;
  };

  const matches = (page, selector) => {
    try { return [...page.body.querySelectorAll(selector)]; } catch { return []; }
  };

  // Returns the cleaned document, or null if nothing had to be removed.
  const clean = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    // A comment of Google Docs at the end of the text: its box begins with a link to the reference.
    const boxes = matches(page, "a[href^='#cmnt_ref']").map((link) => link.closest("div"));
    const styled = matches(page, "[style]").filter((element) => hides(element.getAttribute("style")));
    const removed = new Set([
      ...boxes, ...styled, ...hidingSelectors(page).flatMap((selector) => matches(page, selector)),
      ...matches(page, REMOVED),
    ]);
    removed.delete(null);
    removed.delete(page.body);
    let hasText = false;
    for (const element of removed) {
      hasText ||= Boolean(element.textContent.trim());
      // A reference to a comment may stand in a superscript of its own.
      const parent = element.parentElement;
      element.remove();
      if (parent?.localName === "sup" && !parent.textContent.trim()) parent.remove();
    }
    return hasText ? page : null;
  };

  // The text of a document, with its paragraphs as lines.
  const plainText = (page) => {
    const lines = [];
    const blocks = "p, li, h1, h2, h3, h4, h5, h6, td, th, div, blockquote";
    page.body.querySelectorAll("br").forEach((br) => br.replaceWith("\u2028"));
    const all = [...page.body.querySelectorAll(blocks)].filter((block) => !block.querySelector(blocks));
    for (const block of all.length ? all : [page.body]) lines.push(block.textContent.replace(/[ \t\r\n]+/g, " ").replace(/ ?\u2028 ?/g, "\n").trim());
    return lines.filter(Boolean).join("\n\n");
  };

  const pasteInEditor = (target, page) => {
    const data = new DataTransfer();
    data.setData("text/html", page.body.innerHTML);
    data.setData("text/plain", plainText(page));
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    cleaned.add(event);
    target.dispatchEvent(event);
  };

  const cleaned = new WeakSet();

  document.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html || cleaned.has(event) || html.includes(OWN)) return;
    const { target } = event;
    const isField = target.matches?.("textarea, input");
    if (!isField && !target.closest?.("[contenteditable=true]")) return;
    const page = clean(html);
    if (!page) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isField) { pasteInEditor(target, page); return; }
    const text = plainText(page);
    const isLine = target.localName === "input";
    // The one way to insert text that can be undone.
    document.execCommand("insertText", false, isLine ? text.replace(/\s*\n+\s*/g, " ") : text);
  }, true);
})();
