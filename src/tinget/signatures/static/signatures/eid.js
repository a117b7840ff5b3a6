// Follows a signature in the app: a new code each second while it is to be read, a question each other second.
// Who leaves the page, but for the app on the same device, says so: the order is closed unless they are soon back.
"use strict";
(() => {
  const form = document.getElementById("se-efter");
  if (!form) return;
  const [code, status] = [document.getElementById("kod"), document.getElementById("laget")];
  const [SECOND, PAUSE, BROKEN] = [1000, 2000, 6000];
  const image = code && code.querySelector("img");
  const source = image && image.getAttribute("src");
  form.hidden = true;
  let isFollowed = true;
  const own = document.getElementById("oppna-har");
  if (own) own.addEventListener("click", () => { isFollowed = false; });
  document.getElementById("avbryt").addEventListener("submit", () => { isFollowed = false; });
  addEventListener("pagehide", () => {
    if (!isFollowed) return;
    const left = new FormData(form);
    left.set("do", "leave");
    navigator.sendBeacon(form.action, left);
  });

  const renew = () => { if (image && !code.hidden) image.src = `${source}?${Date.now()}`; };
  const timer = setInterval(renew, SECOND);

  const ask = async () => {
    let pause = PAUSE;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      if (told.over) { isFollowed = false; clearInterval(timer); location.assign(told.over); return; }
      if (status.textContent !== told.words) status.textContent = told.words;
      if (code) code.hidden = !told.scanned;
    } catch { status.textContent = form.dataset.broken; pause = BROKEN; }
    setTimeout(ask, pause);
  };
  setTimeout(ask, PAUSE);
})();
