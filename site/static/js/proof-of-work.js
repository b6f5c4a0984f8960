// Proof of work of a form: the browser looks for a number while the visitor types. The file is the
// script of the page and that of its worker, so that the page stays responsive. A browser without
// workers computes on the page, in short batches. Without JavaScript the form is sent all the same.
(() => {
  "use strict";

  const BATCH = 50;

  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const pause = () => new Promise((resume) => setTimeout(resume));

  // Return the solution of a challenge as the form submits it, or null.
  async function solve({ algorithm, challenge, maxNumber, salt, signature }, yielding) {
    const encoder = new TextEncoder();
    for (let number = 0; number <= maxNumber; number += 1) {
      const digest = await crypto.subtle.digest(algorithm, encoder.encode(salt + number));
      if (hex(digest) === challenge) {
        return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      }
      if (yielding && number % BATCH === BATCH - 1) await pause();
    }
    return null;
  }

  if (typeof document === "undefined") {
    globalThis.addEventListener("message", async ({ data }) => postMessage(await solve(data)));
    return;
  }

  const source = document.currentScript.src;

  function solveInWorker(challenge) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(source);
      worker.addEventListener("message", ({ data }) => {
        worker.terminate();
        resolve(data);
      });
      worker.addEventListener("error", reject);
      worker.postMessage(challenge);
    });
  }

  async function complete(form) {
    const challenge = JSON.parse(form.dataset.work);
    let solution;
    try {
      solution = await solveInWorker(challenge);
    } catch {
      solution = await solve(challenge, true);
    }
    if (solution) form.querySelector("[data-work-done]").value = solution;
  }

  if (!globalThis.crypto?.subtle) return;
  for (const form of document.querySelectorAll("form[data-work]")) complete(form);
})();
