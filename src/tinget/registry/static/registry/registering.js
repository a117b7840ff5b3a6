// Help while registering, on pages that work without it: suggestions as one types, and a subject for each file.
"use strict";
(() => {
  const form = document.querySelector("form[data-suggest]");
  if (!form) return;

  // Each place that shows suggestions names the field it listens to; an older answer never replaces a newer one.
  for (const place of document.querySelectorAll("[data-suggest-for]")) {
    const field = form.elements[place.dataset.suggestFor];
    if (!field) continue;
    let waiting, asked;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        if (asked) asked.abort();
        asked = new AbortController();
        const query = new URLSearchParams({ vad: place.dataset.suggestWhat, text: field.value });
        try {
          const answer = await fetch(`${form.dataset.suggest}?${query}`, { signal: asked.signal });
          if (answer.ok) place.innerHTML = await answer.text();
        } catch { /* no help this time; the page works without */ }
      }, 200);
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-fill]");
    const field = button && form.elements[button.dataset.fill];
    if (!field) return;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.value = button.dataset.value;
    field.focus();
  });

  const files = form.querySelector('input[type="file"][multiple]');
  const words = document.getElementById("rubriker");
  if (!files || !words) return;
  const subject = (name) => name.replace(/\.[^.]+$/, "").replaceAll("_", " ").trim();
  const rows = document.createElement("div");
  files.closest(".field").after(rows);
  files.addEventListener("change", () => {
    rows.replaceChildren();
    const title = form.elements.title;
    if (files.files.length === 1 && title.value === "") title.value = subject(files.files[0].name);
    if (files.files.length < 2) return;
    [...files.files].forEach((file, number) => {
      const row = document.createElement("div"), label = document.createElement("label"), input = document.createElement("input");
      row.className = "field";
      input.type = "text"; input.name = "titles"; input.id = `rubrik-${number}`; input.maxLength = 300; input.value = subject(file.name);
      label.htmlFor = input.id; label.textContent = `${words.dataset.label} ${file.name}`;
      row.append(label, input);
      rows.append(row);
    });
  });
  if (!("drop" in form.dataset)) return;
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    files.dispatchEvent(new Event("change"));
  });
})();
