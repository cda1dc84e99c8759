/* Keyboard for what is done more than ten times a day.
   In a list with data-keys: j and k move, Enter or o opens, x ticks. Anywhere: / searches, g then 1-9 goes to a verb,
   ? shows the shortcuts of this page. A link or button with data-key="r" answers to that letter. */
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
let here = -1;
let going = false;

function rows() {
  return [...document.querySelectorAll("[data-keys] .row, [data-keys] tbody tr")];
}

function moveTo(index) {
  const all = rows();
  if (!all.length) return;
  all.forEach((row) => row.classList.remove("row--here"));
  here = Math.max(0, Math.min(index, all.length - 1));
  all[here].classList.add("row--here");
  all[here].scrollIntoView({ block: "nearest" });
  const link = all[here].querySelector("a.row__title, a");
  if (link) link.focus({ preventScroll: true });
}

function showKeys() {
  const panel = document.getElementById("keys");
  if (!panel) return;
  panel.hidden = !panel.hidden;
  if (!panel.hidden) panel.focus();
}

const habits = {
  j: () => moveTo(here + 1),
  k: () => moveTo(here - 1),
  o: () => rows()[here]?.querySelector("a")?.click(),
  x: () => rows()[here]?.querySelector("input[type=checkbox]")?.click(),
  "?": showKeys,
  "/": () => document.querySelector("[data-key-search]")?.focus(),
  g: () => {
    going = true;
    setTimeout(() => {
      going = false;
    }, 1500);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (going && /^[1-9]$/.test(event.key)) {
    document.querySelector(`[data-key-go="${event.key}"]`)?.click();
    return;
  }
  const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const habit = own ? () => own.click() : habits[event.key];
  if (!habit) return;
  event.preventDefault();
  habit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) showKeys();
});
