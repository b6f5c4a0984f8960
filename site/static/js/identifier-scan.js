// Lists the identifiers found in each field of the page editor below that field, while an editor writes.
(() => {
  const form = document.getElementById("page-edit-form");
  if (!form) return;
  const url = document.currentScript.dataset.url;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let lastBody = "";

  // Maps the name of each input to its text and to the element that findings are appended to.
  const fields = () => {
    const result = new Map();
    form.querySelectorAll("input[type=text][name], textarea[name]").forEach((input) => {
      if (input.offsetParent) result.set(input.name, [input.value, input.parentElement]);
    });
    form.querySelectorAll("[data-draftail-input]").forEach((input) => {
      const editor = input.parentElement.querySelector("[contenteditable]");
      if (editor) result.set(input.name, [editor.innerText, input.parentElement]);
    });
    return result;
  };

  const show = (containers, findings) => {
    form.querySelectorAll(".identifier-findings").forEach((old) => old.remove());
    Object.entries(findings).forEach(([name, list]) => {
      const container = containers.get(name);
      if (!container) return;
      const box = document.createElement("ul");
      box.className = "identifier-findings";
      box.setAttribute("role", "status");
      list.forEach(({ text, advice, blocking }) => {
        const line = document.createElement("li");
        line.className = blocking ? "identifier-findings__item--blocking" : "identifier-findings__item--warning";
        const quote = document.createElement("strong");
        quote.textContent = `“${text}”`;
        line.append(quote, ` ${advice}`);
        box.append(line);
      });
      container[1].append(box);
    });
  };

  const scan = async () => {
    const containers = fields();
    const texts = {};
    containers.forEach(([text], name) => { if (text.trim()) texts[name] = text; });
    const body = JSON.stringify(texts);
    if (body === lastBody) return;
    lastBody = body;
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
    }).catch(() => null);
    if (response && response.ok && body === lastBody) show(containers, await response.json());
  };

  let timer;
  const schedule = (delay) => { clearTimeout(timer); timer = setTimeout(scan, delay); };
  form.addEventListener("input", () => schedule(1200));
  form.addEventListener("change", () => schedule(1200));
  form.addEventListener("focusout", () => schedule(300));
  schedule(1500);
})();
