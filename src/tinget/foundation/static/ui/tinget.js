// Small comforts on pages that work without them: "/" searches, arrows walk a list, a press on a row opens it, Escape closes a menu.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const rows = (element) => [...element.closest("table").querySelectorAll("a.row")];

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing(event.target)) {
      const search = document.querySelector('form[role="search"] input');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.key === "ArrowDown" && event.target.matches("input[data-results]")) {
      const first = document.querySelector("table.list a.row");
      if (first) { event.preventDefault(); first.focus(); }
    }
    if (!event.target.matches("table.list a.row")) return;
    const links = rows(event.target);
    const next = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("table.list tbody tr");
    if (!row || event.button !== 0 || event.target.closest("a, button, input, label, select, summary")) return;
    if (String(getSelection()) !== "") return;
    const link = row.querySelector("a.row");
    if (!link) return;
    if (event.ctrlKey || event.metaKey) window.open(link.href); else link.click();
  });

  // "Visa fler" brings the next rows into the list; without this it is a page of its own.
  document.addEventListener("click", async (event) => {
    const more = event.target.closest("a[data-grows]");
    if (!more || event.button !== 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(more.href);
      if (!answer.ok) throw new Error(answer.statusText);
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const added = [...next.querySelectorAll("table.list tbody tr")];
      document.querySelector("table.list tbody").append(...added);
      const following = next.querySelector("a[data-grows]");
      if (following) more.setAttribute("href", more.pathname + following.getAttribute("href")); else more.parentElement.remove();
      const first = added[0] && added[0].querySelector("a.row");
      if (first) first.focus();
    } catch { location.href = more.href; }
  });

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });

  const summary = document.getElementById("felsammanfattning");
  if (summary) summary.focus();

  // Long text is kept in this tab while it is written, and offered again if it may not have been saved.
  for (const text of document.querySelectorAll("textarea[data-keep]")) {
    const key = `tinget:${location.pathname}:${text.name}`;
    const drop = () => sessionStorage.removeItem(key);
    const kept = sessionStorage.getItem(key);
    text.addEventListener("input", () => sessionStorage.setItem(key, text.value));
    if (kept === null || kept === text.value) { drop(); continue; }
    const offer = document.createElement("p");
    offer.className = "kept";
    offer.setAttribute("role", "status");
    const choose = (words, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = words;
      button.addEventListener("click", () => { act(); offer.remove(); text.focus(); });
      return button;
    };
    offer.append(text.dataset.keep, choose(text.dataset.keepFetch, () => { text.value = kept; }), choose(text.dataset.keepDrop, drop));
    text.before(offer);
  }

  // One press, one action: a second press on the same button while the first is under way is ignored.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent && event.target.method === "post") event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // What is kept on this device for reading without a network belongs to one person, and goes when another signs in.
  const { person } = document.body.dataset;
  if (person && "caches" in window) caches.keys().then((names) => {
    for (const name of names) if (/^tinget[:~]/.test(name) && !name.startsWith(`tinget:${person}:`)) caches.delete(name);
  });
})();
