"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const entries = [...document.querySelectorAll("article.entry")];
  const marks = [...document.querySelectorAll("g[data-ids]")].map((g) => [g, g.dataset.ids.split(" ")]);
  const sections = [...document.querySelectorAll("section.period")];
  const words = new Map(entries.map((e) => [e, e.textContent.toLowerCase()]));
  const apply = () => {
    const type = form.elements.type.value;
    const country = form.elements.country.value;
    const text = form.elements.text.value.trim().toLowerCase();
    const seen = new Set();
    for (const e of entries) {
      const show = (!type || e.dataset.type === type) && (!country || e.dataset.country === country) &&
        (!text || words.get(e).includes(text));
      e.hidden = !show;
      if (show) seen.add(e.id);
    }
    for (const [g, ids] of marks) g.style.display = ids.some((id) => seen.has(id)) ? "" : "none";
    for (const s of sections) s.hidden = !s.querySelector("article.entry:not([hidden])");
    form.elements.shown.value = `${seen.size} of ${entries.length} shown`;
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
})();
