// Keeps what is being written when the login session ends: warns before, and offers to sign in
// again on another tab while the form stays as it is. Nothing is stored in the browser.
(() => {
  "use strict";

  const { url, signInUrl, maxFields, maxBytes } = document.currentScript.dataset;
  const FRESH = 60_000; // A session that was checked a minute ago is not checked again.
  const WARN_BEFORE = 300; // seconds
  let author;
  let checkedAt = Date.now(); // The server has just shown the page.
  let timer;
  let dialog;
  let afterSignIn; // Sends the form that was stopped.

  const guarded = (form) =>
    form instanceof HTMLFormElement &&
    form.method === "post" &&
    !form.closest(".modal, [role=dialog], .session-dialog") &&
    form.querySelector("textarea, [data-draftail-input], [contenteditable], [type=text], [type=email]");

  const hasForm = () => [...document.forms].some(guarded);

  const request = async (method = "GET") => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    if (method === "POST") headers["X-CSRFToken"] = token;
    const response = await fetch(url, { method, headers, cache: "no-store" });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  };

  const button = (label, press, isPrimary = true) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = isPrimary ? "button" : "button button-secondary button--ghost";
    element.textContent = label;
    element.addEventListener("click", press);
    return element;
  };

  const close = () => { dialog?.close(); dialog?.remove(); dialog = undefined; };

  const show = (kind, heading, text, ...actions) => {
    if (dialog?.open && dialog.dataset.kind === kind) return;
    close();
    dialog = document.createElement("dialog");
    dialog.className = "session-dialog";
    dialog.dataset.kind = kind;
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "session-dialog-heading");
    dialog.setAttribute("aria-describedby", "session-dialog-text");
    const title = document.createElement("h2");
    title.id = "session-dialog-heading";
    title.textContent = heading;
    const paragraph = document.createElement("p");
    paragraph.id = "session-dialog-text";
    paragraph.textContent = text;
    const row = document.createElement("p");
    row.className = "session-dialog__actions";
    row.append(...actions);
    dialog.append(title, paragraph, row);
    document.body.append(dialog);
    dialog.showModal();
  };

  const signInLink = () => {
    const link = document.createElement("a");
    link.href = signInUrl;
    link.target = "_blank";
    link.className = "button";
    link.textContent = "Sign in (opens in a new tab)";
    return link;
  };

  const showSignedOut = () => show(
    "signed-out", "You are signed out",
    "Your text is still on this page and is not saved yet. Sign in on the new tab, then come back to this tab.",
    signInLink(), button("Back to my text", close, false),
  );

  const showOtherUser = (name) => show(
    "other-user", "You are signed in to another account",
    `This text was written in another account. You are signed in as ${name}. To save it, sign out on another tab and sign in to the first account.`,
    button("Back to my text", close, false),
  );

  const showOffline = (retry) => show(
    "offline", "We could not reach the website",
    "Your text is still on this page and is not saved yet. Check your connection, then try again.",
    button("Try again", () => { close(); retry?.(); }), button("Back to my text", close, false),
  );

  const showWarning = (seconds) => show(
    "warning", "You will be signed out soon",
    `You will be signed out in about ${Math.max(1, Math.round(seconds / 60))} minutes. Stay signed in to continue writing.`,
    button("Stay signed in", async () => {
      close();
      try { accept(await request("POST")); } catch { showOffline(); }
    }), button("Back to my text", close, false),
  );

  const showSignedIn = () => {
    const send = afterSignIn;
    afterSignIn = undefined;
    show(
      "signed-in", "You are signed in again", "Your text is not saved yet.",
      ...(send ? [button("Save now", () => { close(); send(); })] : []),
      button("Back to my text", close, !send),
    );
  };

  // Takes over a state of the session; returns whether the writer is signed in.
  const accept = (state) => {
    author ??= state.author;
    clearTimeout(timer);
    if (!author) return true; // a form for visitors
    if (!state.author) { showSignedOut(); return false; }
    if (state.author !== author) { showOtherUser(state.name); return false; }
    checkedAt = Date.now();
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => { input.value = state.csrf_token; });
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = state.csrf_token;
    const wait = Math.max(0, state.seconds - WARN_BEFORE) * 1000;
    if (state.seconds <= WARN_BEFORE) {
      showWarning(state.seconds);
      timer = setTimeout(check, state.seconds * 1000 + 1000);
    } else {
      timer = setTimeout(check, Math.min(wait + 1000, 2 ** 31 - 1));
      if (["signed-out", "other-user"].includes(dialog?.dataset.kind)) showSignedIn();
    }
    return true;
  };

  const check = async () => {
    try { return accept(await request()); } catch { return false; }
  };

  // Marks the author in the form, for the page that holds its fields if the session ends meanwhile.
  const mark = (form) => {
    if (!author || form.elements.form_author) return;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "form_author", value: author });
    form.append(input);
  };

  const isTooLarge = (form) => {
    if (!maxFields || !form.matches("[data-edit-form]")) return false;
    const fields = new URLSearchParams(new FormData(form));
    const bytes = fields.toString().length;
    if ([...fields].length <= Number(maxFields) && bytes <= Number(maxBytes)) return false;
    show(
      "too-large", "This page is too large to save",
      "Your text is still on this page and is not saved yet. Copy some of its blocks to a second page, remove them here, then save again.",
      button("Back to my text", close),
    );
    return true;
  };

  const onSubmit = (event) => {
    const form = event.target;
    if (!guarded(form)) return;
    const stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (isTooLarge(form)) { stop(); return; }
    mark(form);
    if (!author || Date.now() - checkedAt < FRESH) return;
    stop();
    const { submitter } = event;
    const send = () => {
      const isDisabled = submitter?.disabled;
      if (isDisabled) submitter.disabled = false;
      form.requestSubmit(submitter);
    };
    const attempt = async () => {
      try {
        afterSignIn = send;
        if (!accept(await request())) return;
        afterSignIn = undefined;
        close();
        send();
      } catch { showOffline(attempt); }
    };
    attempt();
  };

  const onReturn = () => {
    if (document.visibilityState !== "visible" || !author) return;
    if (dialog || Date.now() - checkedAt > FRESH) check();
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!hasForm()) return;
    window.addEventListener("submit", onSubmit, true);
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("focus", onReturn);
    check();
  });
})();
