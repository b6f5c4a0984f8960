// Shows the identifiers found in the form of a page or record beside their fields, while an editor writes.
(() => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  const url = new URL(document.currentScript.dataset.url, location.href);
  url.searchParams.set("form", new URL(form.action, location.href).pathname);
  const PAUSE = 1200;
  let timer;
  let request;
  let duration = 0; // of the last scan, in milliseconds
  let lastData = "";
  let isScanned = true;

  const summary = document.createElement("section");
  summary.className = "identifier-summary";
  summary.setAttribute("aria-label", "Identifiers");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const links = document.createElement("ul");
  summary.append(status, links);
  form.prepend(summary);

  const announce = (text) => {
    if (status.textContent !== text) status.textContent = text;
    summary.classList.toggle("identifier-summary--empty", !text);
  };

  // Returns the element that shows a field path such as body.picture.caption, or the form.
  const findPlace = ({ field, block, inline }) => {
    const boundary = "[data-contentpath], [data-inline-panel-child]";
    let place = (inline && document.getElementById(`inline_child_${inline}`))
      || (block && form.querySelector(`[data-contentpath="${CSS.escape(block)}"]`)) || form;
    field.split(".").forEach((part) => {
      const name = part === "alt" ? "alt_text" : part;
      const inner = [...place.querySelectorAll(`[data-contentpath="${CSS.escape(name)}"]`)].find((element) => {
        const outer = element.parentElement.closest(boundary);
        return !outer || outer.contains(place);
      });
      if (inner) place = inner;
    });
    return place;
  };

  const findControl = (place) => place.querySelector("[contenteditable=true], textarea, input:not([type=hidden]), select")
    || place.querySelector("button");

  // Opens the tab and the collapsed panels around a field, and moves the focus to it.
  const goTo = (place) => {
    for (let element = place; element && element !== form; element = element.parentElement) {
      if (element.matches("[role=tabpanel][hidden]")) {
        document.querySelector(`[role=tab][aria-controls="${element.id}"], [role=tab][href="#${element.id}"]`)?.click();
      } else if (element.hasAttribute("hidden")) {
        document.querySelector(`[data-panel-toggle][aria-controls="${element.id}"]`)?.click();
      }
    }
    (place.querySelector(".identifier-findings") || place).scrollIntoView({ block: "center" });
    (findControl(place) || place).focus({ preventScroll: true });
  };

  const describe = (control, id) => {
    const ids = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    control.setAttribute("aria-describedby", [...ids, id].join(" "));
  };

  const clear = () => {
    form.querySelectorAll(".identifier-findings").forEach((box) => {
      form.querySelectorAll(`[aria-describedby~="${box.id}"]`).forEach((control) => {
        const ids = control.getAttribute("aria-describedby").split(" ").filter((id) => id !== box.id);
        if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
        else control.removeAttribute("aria-describedby");
      });
      box.remove();
    });
    links.replaceChildren();
  };

  const itemFor = ({ text, advice, blocking }) => {
    const item = document.createElement("li");
    item.className = `identifier-findings__item--${blocking ? "blocking" : "warning"}`;
    const quote = document.createElement("strong");
    quote.textContent = `${blocking ? "Blocks publication" : "Warning"}: “${text}”`;
    item.append(quote, ` ${advice}`);
    return item;
  };

  const linkFor = (place, label) => {
    const item = document.createElement("li");
    if (place === form) {
      item.textContent = label;
      return item;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => goTo(place));
    item.append(button);
    return item;
  };

  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  const show = ({ findings, complete }) => {
    clear();
    const places = new Map();
    findings.forEach((finding) => {
      const place = findPlace(finding);
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(finding);
    });
    [...places].forEach(([place, list], index) => {
      const labels = new Set(list.map(({ label }) => label));
      links.append(...[...labels].map((label) => linkFor(place, label)));
      const box = document.createElement("ul");
      box.className = "identifier-findings";
      box.id = `identifier-findings-${index}`;
      box.append(...list.map(itemFor));
      if (place === form) {
        summary.append(box);
        return;
      }
      const control = findControl(place);
      if (control) describe(control, box.id);
      place.append(box);
    });
    const blocking = findings.filter((finding) => finding.blocking).length;
    const warnings = findings.length - blocking;
    const parts = [
      blocking && count(blocking, "identifier to remove", "identifiers to remove"),
      warnings && count(warnings, "warning to check", "warnings to check"),
    ].filter(Boolean);
    const end = complete ? "" : " The end of this text is too long to check now. It is checked before publication.";
    announce(parts.length ? `This text may identify a patient: ${parts.join(", ")}.${end}` : end.trim());
  };

  const formData = () => {
    const data = new FormData(form);
    [...data].forEach(([name, value]) => { if (value instanceof File) data.delete(name); });
    return data;
  };

  const scan = async () => {
    const data = formData();
    const text = JSON.stringify([...data]);
    if (text === lastData) return;
    lastData = text;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const started = performance.now();
    try {
      // The server reads this encoding faster than multipart.
      const response = await fetch(url, { method: "POST", body: new URLSearchParams(data), signal });
      duration = performance.now() - started;
      isScanned = response.status !== 204;
      if (response.ok && isScanned) show(await response.json());
      else if (isScanned) announce("This text could not be checked for identifiers. It is checked before publication.");
    } catch {
      if (!signal.aborted) lastData = ""; // the network failed: the next change scans again
    }
  };

  // A long page takes longer to scan, and is scanned less often.
  const schedule = (pause) => {
    clearTimeout(timer);
    if (isScanned) timer = setTimeout(scan, Math.max(pause, Math.min(3 * duration, 10_000)));
  };

  const isOwn = (node) => node.parentElement?.closest(".identifier-summary, .identifier-findings")
    || node.classList?.contains("identifier-findings");

  announce("");
  ["input", "change"].forEach((event) => form.addEventListener(event, () => schedule(PAUSE)));
  // Blocks and inline forms that are added, moved or deleted cause no event.
  new MutationObserver((records) => {
    const nodes = records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
    if (!nodes.every(isOwn)) schedule(PAUSE);
  }).observe(form, { childList: true, subtree: true });
  schedule(300);
})();
