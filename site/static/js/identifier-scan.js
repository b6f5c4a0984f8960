// Shows beside each field of the editor what could identify somebody, while it is being written.
(() => {
  const form = document.getElementById("page-edit-form");
  if (!form) return;
  const address = document.currentScript.dataset.address;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let last = "";

  // The text of each field by the name of its input, and the element to show findings beneath.
  const fields = () => {
    const found = new Map();
    form.querySelectorAll("input[type=text][name], textarea[name]").forEach((input) => {
      if (input.offsetParent) found.set(input.name, [input.value, input.parentElement]);
    });
    form.querySelectorAll("[data-draftail-input]").forEach((input) => {
      const editor = input.parentElement.querySelector("[contenteditable]");
      if (editor) found.set(input.name, [editor.innerText, input.parentElement]);
    });
    return found;
  };

  const show = (places, findings) => {
    form.querySelectorAll(".identifier-findings").forEach((old) => old.remove());
    Object.entries(findings).forEach(([name, list]) => {
      const place = places.get(name);
      if (!place) return;
      const box = document.createElement("ul");
      box.className = "identifier-findings";
      box.setAttribute("role", "status");
      list.forEach(({ text, advice, blocking }) => {
        const line = document.createElement("li");
        line.className = blocking ? "identifier-findings__item--blocking" : "identifier-findings__item--warning";
        const words = document.createElement("strong");
        words.textContent = `“${text}”`;
        line.append(words, ` ${advice}`);
        box.append(line);
      });
      place[1].append(box);
    });
  };

  const ask = async () => {
    const places = fields();
    const texts = {};
    places.forEach(([text], name) => { if (text.trim()) texts[name] = text; });
    const body = JSON.stringify(texts);
    if (body === last) return;
    last = body;
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
    }).catch(() => null);
    if (answer && answer.ok && body === last) show(places, await answer.json());
  };

  let wait;
  const soon = (delay) => { clearTimeout(wait); wait = setTimeout(ask, delay); };
  form.addEventListener("input", () => soon(1200));
  form.addEventListener("change", () => soon(1200));
  form.addEventListener("focusout", () => soon(300));
  soon(1500);
})();
