// Keeps the page of a sitting fresh: asks for its version, and shows the new state within a second of an event.
// Whoever writes is only told that somebody else has written, so that nothing half written is lost.
// Counts the votes while they are marked, without asking anybody.
"use strict";
(() => {
  const page = document.querySelector("[data-version-url]");
  if (!page) return;
  const status = document.getElementById("laget");
  const say = (words) => { if (status.textContent !== words) status.textContent = words; };
  const [OFTEN, SELDOM, GONE] = [500, 4000, 20000]; // slow after SELDOM; not reached after GONE
  let version = page.dataset.version;
  let waiting = OFTEN;

  const renew = async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["[data-version-url]", ".lead"]) {
      const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
      if (old && now) old.replaceChildren(...now.childNodes);
    }
    const told = fresh.getElementById("senast");
    say(told ? told.textContent : "");
  };

  const ask = async () => {
    try {
      const answer = await fetch(page.dataset.versionUrl, { headers: { "If-None-Match": `"${version}"` }, cache: "no-store", signal: AbortSignal.timeout(GONE) });
      if (answer.status === 200) {
        const now = (await answer.json()).version;
        if (page.dataset.writes) say(page.dataset.changed); else await renew();
        version = now;
      } else if (answer.status !== 304) throw new Error(answer.statusText);
      else if (waiting === SELDOM) say("");
      waiting = OFTEN;
    } catch { say(page.dataset.broken); waiting = SELDOM; }
    setTimeout(ask, document.hidden ? SELDOM : waiting);
  };
  setTimeout(ask, OFTEN);

  // What is sent while the server is not reached stays on the page, with the way to where it is kept until it is.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!page.dataset.writes || form.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.sent) return;
    form.dataset.sent = "1";
    const slow = setTimeout(() => say(page.dataset.slow), SELDOM);
    try {
      await fetch(page.dataset.versionUrl, { cache: "no-store", signal: AbortSignal.timeout(GONE) });
      clearTimeout(slow);
      form.submit();
    } catch {
      clearTimeout(slow);
      if (status.textContent === page.dataset.slow) say("");
      delete form.dataset.sent;
      const place = document.getElementById("utan-nat");
      place.firstElementChild.textContent = place.dataset.unreached;
      place.hidden = false;
    }
  }, true);

  // The words stand on the page; only the figures are filled in here.
  const count = (form) => {
    const told = form && form.querySelector(".tally");
    if (!told) return;
    const votes = [...form.querySelectorAll('input[name^="seat-"]')];
    const marked = votes.filter((vote) => vote.checked).map((vote) => vote.value);
    const seats = new Set(votes.map((vote) => vote.name)).size;
    for (const place of told.querySelectorAll("[data-count]")) {
      const { count: kind } = place.dataset;
      const now = String(kind === "unmarked" ? seats - marked.length : marked.filter((vote) => vote === kind).length);
      if (place.textContent !== now) place.textContent = now;
    }
    told.hidden = false;
  };
  document.addEventListener("change", (event) => count(event.target.form));
  window.addEventListener("pageshow", () => [...document.forms].forEach(count)); // what was marked comes back with the page
})();
