// Keeps what a member writes on this device until it is sent: for seven days, or until they sign out.
// Only forms with the attribute data-keeps-draft; each account and each address has its own text.
(() => {
  "use strict";

  const PREFIX = "draft:";
  const SENT = "sent-draft"; // the draft that this tab is sending
  const DAYS = 7;
  const FIELDS = ["title", "text"];
  let storage;
  try {
    storage = window.localStorage;
    storage.getItem(PREFIX);
  } catch {
    return; // The browser is set to store nothing.
  }

  const keys = () => Object.keys(storage).filter((key) => key.startsWith(PREFIX));

  const read = (key) => {
    try { return JSON.parse(storage.getItem(key)); } catch { return null; }
  };

  const expire = () => {
    const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
    for (const key of keys()) if (!(read(key)?.at > oldest)) storage.removeItem(key);
  };

  // The server says by a cookie that it has stored a post; this tab knows which text it had sent.
  const forgetSent = () => {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (!/(?:^|; )post_sent=1/.test(document.cookie)) return;
    if (key) storage.removeItem(key);
    document.cookie = "post_sent=; path=/community/; max-age=0; SameSite=Lax";
  };

  const keep = (form) => {
    const key = `${PREFIX}${form.elements.form_author.value}:${location.pathname}${location.search}`;
    const fields = FIELDS.map((name) => form.elements[name]).filter(Boolean);
    const { text } = form.elements;
    const wasSubmitted = form.dataset.keepsDraft === "submitted";
    const kept = read(key);
    // A draft belongs to the text with which the form was first shown.
    const base = wasSubmitted ? kept?.base ?? "" : text.defaultValue;

    const note = document.createElement("p");
    note.className = "draft-note text-muted";
    note.hidden = true;
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--outline";
    button.textContent = "Delete the kept text";
    note.append(words, " ", button);
    text.closest(".form-field").append(note);

    const tell = (message) => {
      note.hidden = false;
      if (words.textContent !== message) words.textContent = message;
    };

    const save = () => {
      if (fields.every((field) => field.value === field.defaultValue) && !wasSubmitted) return;
      const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
      try {
        storage.setItem(key, JSON.stringify({ at: Date.now(), base, values }));
      } catch {
        return; // The storage is full.
      }
      tell("Your text is kept on this device until you send it, for up to 7 days.");
    };

    if (kept && !wasSubmitted && kept.base === base) {
      for (const field of fields) field.value = kept.values[field.name] ?? field.value;
      tell("This is the text that you wrote earlier. It is kept on this device until you send it.");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.addEventListener("input", (event) => { if (event.isTrusted) save(); });
    // Also what a script wrote, such as a quote.
    window.addEventListener("pagehide", () => { if (read(key)) save(); });
    button.addEventListener("click", () => {
      storage.removeItem(key);
      for (const field of fields) field.value = wasSubmitted ? "" : field.defaultValue;
      note.hidden = true;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
    form.addEventListener("submit", ({ submitter }) => {
      if (read(key) && submitter?.name !== "preview") sessionStorage.setItem(SENT, key);
    });
  };

  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-signs-out]")) for (const key of keys()) storage.removeItem(key);
  });
  expire();
  forgetSent();
  const form = document.querySelector("form[data-keeps-draft]");
  if (form?.elements.form_author?.value && form.elements.text) keep(form);
})();
