// Opens the dialog of the publishing schedule when one of its dates has an error.
window.addEventListener("load", () => {
  const dialog = document.getElementById("schedule-publishing-dialog");
  const button = document.querySelector('[data-a11y-dialog-show="schedule-publishing-dialog"]');
  if (dialog && button && dialog.querySelector(".error-message")) button.click();
});
