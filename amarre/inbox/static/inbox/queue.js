/* Ticking requests to answer them together: all of the page at once, and how many are ticked. */
"use strict";

document.querySelectorAll("form[data-ticks]").forEach((form) => {
  const boxes = [...form.querySelectorAll("input[name=ids]")];
  const all = form.querySelector("[data-tick-all]");
  const count = form.querySelector("[data-ticked]");
  const bar = form.querySelector(".ticked");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar?.classList.toggle("ticked--some", ticked > 0);
    if (count) {
      count.hidden = !ticked;
      count.textContent = `(${ticked})`;
    }
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target === all) boxes.forEach((box) => (box.checked = all.checked));
    show();
  });
  show();
});
