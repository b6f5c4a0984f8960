// Conveniences; everything works without them.
(() => {
  "use strict";

  // A video loads nothing from elsewhere until a reader asks for it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-player]");
    if (!link || !link.dataset.player || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    const player = new URL(link.dataset.player);
    player.searchParams.set("autoplay", "1");
    frame.src = player;
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
    button.className = "button button--outline";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    });
    field.after(button);
  }

  // Buttons that need the browser's help are shown where it can give it.
  const buttons = [
    ["button[data-copy-link]", navigator.clipboard, async (button) => {
      const status = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(button.dataset.copyLink);
        status.textContent = "Link copied";
      } catch {
        status.textContent = "Your browser did not allow this. Copy the address of the page.";
      }
    }],
    ["button[data-share]", navigator.share, (button) => {
      const { share, title } = button.dataset;
      navigator.share({ title, url: share }).catch(() => {}); // The reader closed the dialogue.
    }],
    ["button[data-print]", window.print, () => window.print()],
  ];
  for (const [selector, isSupported, press] of buttons) {
    for (const button of isSupported ? document.querySelectorAll(selector) : []) {
      button.hidden = false;
      button.addEventListener("click", () => press(button));
    }
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
