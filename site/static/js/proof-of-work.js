// A form that asks the browser for a little work: it looks for a number while somebody types.
// Without it the form is sent all the same.
(() => {
  "use strict";

  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function find(work) {
    const encoder = new TextEncoder();
    for (let number = 0; number <= work.maxNumber; number += 1) {
      const tried = await crypto.subtle.digest(
        work.algorithm,
        encoder.encode(work.salt + number),
      );
      if (hex(tried) === work.challenge) return number;
    }
    return null;
  }

  async function doWork(form) {
    const work = JSON.parse(form.dataset.work);
    const number = await find(work);
    if (number === null) return;
    const { algorithm, challenge, salt, signature } = work;
    const done = JSON.stringify({ algorithm, challenge, number, salt, signature });
    form.querySelector("[data-work-done]").value = btoa(done);
  }

  if (!globalThis.crypto?.subtle) return;
  for (const form of document.querySelectorAll("form[data-work]")) doWork(form);
})();
