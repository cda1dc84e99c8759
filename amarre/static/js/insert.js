/* A button with data-insert="id" puts the text of that element where the caret was last, among the words being typed.
   Without JavaScript the buttons stay hidden, and the text is there to be copied. */
"use strict";

let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea.input--words")) last = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const field = last?.offsetParent ? last : [...document.querySelectorAll("textarea.input--words")].find((each) => each.offsetParent);
  if (!field) return;
  const words = document.getElementById(button.dataset.insert).textContent;
  const from = field.selectionStart;
  const before = field.value.slice(0, from);
  const lead = !before || before.endsWith("\n") ? "" : "\n\n";
  field.setRangeText(`${lead}${words}\n`, from, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

document.querySelectorAll("[data-insert]").forEach((button) => {
  button.hidden = false;
});
