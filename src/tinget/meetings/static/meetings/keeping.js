// On the page of a sitting, for who records it: the page to write on without a network is kept, and what is not sent is told.
import * as kept from "../ui/kept.js";

const place = document.getElementById("utan-nat");
const words = place.dataset;
const { person } = document.body.dataset;
const OFTEN = 300_000; // milliseconds between two copies

// In the copy stands only what can be done without the server.
const shape = (page) => { for (const form of page.querySelectorAll("form")) if (!form.elements.clock) form.remove(); };

if (person && "serviceWorker" in navigator) {
  if ((await kept.unsent(person, words.here)).length) { place.firstElementChild.textContent = words.unsent; place.hidden = false; }
  const ready = async () => { await navigator.serviceWorker.ready; document.getElementById("beredd").hidden = false; };
  const before = await kept.told(person, words.here, `${words.here}?kopia`);
  if (!before || Date.now() - new Date(before.moment) > OFTEN) {
    try {
      const list = await (await kept.fetched(words.here, { headers: { Accept: "application/json" } })).json();
      await kept.register(words.worker, words.scope);
      await kept.keep(person, words.here, list, { words: () => words.isCopy, each: () => {}, shape });
      await ready();
    } catch (error) { if (error instanceof kept.Refused) await kept.forget(person, words.here); }
  } else await ready();
}
