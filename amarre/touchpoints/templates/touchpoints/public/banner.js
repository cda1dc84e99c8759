{% autoescape off %}/* The banner of amarre. <script src=".../banner.js" async></script> puts it at the head of the page, in the page's language;
   data-into="#place" puts it elsewhere, data-lang="fr" chooses the language. It keeps to itself: nothing is read from your page, and nothing is sent. */
(() => {
  "use strict";
  const words = {{ words }};
  const main = {{ main }};
  const drill = {{ drill }};
  const script = document.currentScript;
  const wanted = (script?.dataset.lang || document.documentElement.lang || main).slice(0, 2).toLowerCase();
  const said = words[wanted] || words[main] || Object.values(words)[0];
  if (!said) return;

  function show() {
    const host = document.createElement("div");
    host.setAttribute("role", "region");
    host.setAttribute("aria-label", said.text);
    host.lang = words[wanted] ? wanted : main;
    const inside = host.attachShadow({ mode: "open" });
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.href = said.url;
    link.textContent = (drill ? "(exercice / drill) " : "") + said.text;
    line.append(link);
    inside.append(line);
    if ("adoptedStyleSheets" in inside) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        ":host{all:initial;display:block}p{margin:0;padding:12px 16px;background:#fdf1d8;color:#663f00;" +
          "border-bottom:2px solid #d3921a;font:16px/1.5 system-ui,sans-serif;text-align:center}" +
          "a{color:inherit;font-weight:600;text-underline-offset:.2em}a:focus-visible{outline:3px solid #1564c0;outline-offset:2px}",
      );
      inside.adoptedStyleSheets = [sheet];
    }
    const place = script?.dataset.into && document.querySelector(script.dataset.into);
    if (place) place.append(host);
    else document.body.prepend(host);
  }

  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
{% endautoescape %}
