// Three comforts; everything works without them.
(() => {
  "use strict";

  // A video loads nothing from elsewhere until a reader asks for it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-player]");
    if (!link || !link.dataset.player || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    const mark = link.dataset.player.includes("?") ? "&" : "?";
    frame.src = `${link.dataset.player}${mark}autoplay=1`;
    frame.title = link.dataset.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.className = "video__player";
    link.replaceWith(frame);
    frame.focus();
  });

  // An address to be copied is copied by a press, where the browser lets us.
  for (const field of navigator.clipboard ? document.querySelectorAll("input[data-copy]") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--ghost";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    });
    field.after(button);
  }

  // What folds out over the page folds back: with Escape, or on a press elsewhere.
  const folds = () => document.querySelectorAll("details[data-fold][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of folds()) {
      const inside = fold.contains(document.activeElement);
      fold.open = false;
      if (inside) fold.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const fold of folds()) {
      if (!fold.contains(event.target)) fold.open = false;
    }
  });
})();
