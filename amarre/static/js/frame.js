/* The few habits of every page: menus close, errors take the focus, htmx answers errors in words. */
"use strict";

document.documentElement.classList.add("has-script");

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(except)) menu.open = false;
  });
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement && document.activeElement.closest("details.menu[open]");
  closeMenus(null);
  if (open) open.querySelector("summary").focus();
});

// Choices that take effect at once: the form still has its button for those without script.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.requestSubmit();
});

const trouble = document.querySelector("main > [data-focus], main > * > [data-focus]");
if (trouble) trouble.focus();
