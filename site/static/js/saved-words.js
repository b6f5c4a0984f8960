// Inserts the saved words that a moderator chooses into the reason, without loading the page again.
(() => {
  const data = document.getElementById('saved-words');
  const select = document.querySelector('[data-saved-words]');
  const reason = document.querySelector('textarea[name="reason"]');
  if (!data || !select || !reason) return;
  const texts = new Map(JSON.parse(data.textContent).map(({ pk, text }) => [String(pk), text]));
  const button = document.querySelector('button[name="use_saved"]');
  if (!button) return;
  button.addEventListener('click', (event) => {
    const text = texts.get(select.value);
    event.preventDefault();
    if (!text) return;
    reason.value = [reason.value.trim(), text].filter(Boolean).join('\n\n');
    reason.dispatchEvent(new Event('input', { bubbles: true }));
    reason.focus();
  });
})();
