// Shows beneath the text of a post, while it is written, how readers will see it. The server renders it.
(() => {
  "use strict";

  const PAUSE = 800; // milliseconds without a key press
  const form = document.querySelector("form[data-preview-url]");
  const text = form?.elements.text;
  if (!text) return;
  const section = document.createElement("section");
  section.className = "post";
  section.hidden = true;
  section.setAttribute("aria-labelledby", "live-preview-heading");
  const heading = document.createElement("h2");
  heading.id = "live-preview-heading";
  heading.textContent = "Preview";
  const content = document.createElement("div");
  content.className = "prose break";
  section.append(heading, content);
  text.closest(".form-field").after(section);
  const button = form.querySelector("button[name=preview]");
  if (button) button.hidden = true;
  let timer;
  let request;

  const show = async () => {
    request?.abort();
    request = new AbortController();
    if (!text.value.trim()) {
      section.hidden = true;
      return;
    }
    const body = new URLSearchParams({ text: text.value });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const response = await fetch(form.dataset.previewUrl, { method: "POST", body, headers, signal: request.signal });
      if (!response.ok) return; // The last preview stays until the next change.
      content.innerHTML = await response.text(); // sanitised by the server
      section.hidden = false;
    } catch {
      // The network failed, or the text changed meanwhile.
    }
  };

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  if (text.value.trim()) show();
})();
