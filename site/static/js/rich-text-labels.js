// Gives each rich text field the name of its block or field, which Wagtail shows but does not connect.
(() => {
  "use strict";

  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  const connect = () => {
    form.querySelectorAll(".public-DraftEditor-content:not([aria-labelledby], [aria-label])").forEach((field) => {
      const label = field.closest(".w-field__wrapper")?.querySelector(":scope > label[id]")
        || field.closest("section")?.querySelector("[data-panel-heading][id]");
      if (label) field.setAttribute("aria-labelledby", label.id);
    });
  };

  connect();
  new MutationObserver(connect).observe(form, { childList: true, subtree: true });
})();
