/* Work is never lost. A form with data-autosave="name" keeps its words in this browser while they are typed, and
   brings them back if the page was closed or the session ended. With data-autosave-url it also saves on the server
   (POST of the whole form) after a pause. An element with data-autosave-state inside says what happened:
   data-kept, data-saved and data-back hold its words.

   Words leave this browser when their form was sent and answered, and when the person signs out. They are kept by
   person, since colleagues may share a computer. */
"use strict";

const PAUSE = 1500;
const PREFIX = "amarre:draft:";

function keepable(field) {
  return field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type);
}

function ticks(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!keepable(field) || (ticks(field) && !field.checked)) continue;
    (values[field.name] ||= []).push(field.value);
  }
  return values;
}

function write(form, values) {
  const left = structuredClone(values);
  for (const field of form.elements) {
    if (!keepable(field)) continue;
    if (ticks(field)) field.checked = (values[field.name] || []).includes(field.value);
    else if (left[field.name]?.length) field.value = left[field.name].shift();
  }
}

function say(form, word) {
  const place = form.querySelector("[data-autosave-state]");
  if (place) place.textContent = place.dataset[word] || "";
}

function keep(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden store: the page still works, the words are only on the screen.
  }
}

function drafts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

async function saveOnServer(form) {
  try {
    const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: new FormData(form) });
    say(form, answer.ok && !answer.redirected ? "saved" : "kept");
  } catch {
    say(form, "kept");
  }
}

function watch(form) {
  const key = `${PREFIX}${document.body.dataset.person || ""}:${location.pathname}:${form.dataset.autosave}`;
  const first = read(form);
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  if (kept?.sent) {
    localStorage.removeItem(key);
  } else if (kept && JSON.stringify(kept.values) !== JSON.stringify(first)) {
    write(form, kept.values);
    say(form, "back");
  }
  let timer;
  form.addEventListener("input", () => {
    keep(key, { values: read(form) });
    clearTimeout(timer);
    timer = setTimeout(() => (form.dataset.autosaveUrl ? saveOnServer(form) : say(form, "kept")), PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(key, { values: read(form), sent: true });
  });
}

// A page that says the session ended, or the form was stale: what was just sent did not arrive.
if (document.querySelector("[data-not-received]")) {
  for (const key of drafts()) {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept.sent) keep(key, { values: kept.values });
  }
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget-drafts]")) drafts().forEach((key) => localStorage.removeItem(key));
});
