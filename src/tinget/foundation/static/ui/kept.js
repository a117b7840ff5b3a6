// What is kept on this device for somebody without a network: copies of pages and files, and what is not sent yet.
// A copy is a cache named tinget:<person>:<address of its page>; what is not sent lies in a small database.
const [OVER, TAKEN] = ["X-Tinget-Until", "X-Tinget-Taken"];
const FRESH = 3_600_000; // milliseconds: a paper's page that was kept within the hour is not fetched anew
const TOLD = ["Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options"];

export class Refused extends Error {} // not theirs any more
export class SignedOut extends Error {}

export const nameOf = (person, address) => `tinget:${person}:${address}`;

/** Let the worker answer under the scope when the server is not reached. */
export const register = (worker, scope) => navigator.serviceWorker.register(worker, { scope });

/** Fetch something for whoever is signed in; Refused where it is not theirs, SignedOut where nobody is. */
export async function fetched(address, options = {}) {
  const answer = await fetch(address, { cache: "no-store", ...options });
  if (answer.redirected && new URL(answer.url).pathname !== new URL(address, location.href).pathname) throw new SignedOut(address);
  if ([403, 404, 410].includes(answer.status)) throw new Refused(address);
  if (!answer.ok) throw new TypeError(answer.statusText);
  return answer;
}

/** Keep the pages and files of a list; the copy stands whole in the old one's place, or not at all. */
export async function keep(person, address, list, { words, each, shape }) {
  const [name, aside] = [nameOf(person, address), `tinget~${person}:${address}`];
  const [moment, beside] = [new Date().toISOString(), new Set()];
  const before = await told(person, address, list.here);
  const old = before && (await caches.open(name));
  const isFresh = before && Date.now() - new Date(before.moment) < FRESH;
  await caches.delete(aside);
  try {
    const cache = await caches.open(aside);
    let size = 0;
    const take = async (href, isPage, mayReuse, source = href) => {
      const known = old && mayReuse ? await old.match(href) : null;
      const answer = known || (await fetched(source));
      const isShaped = isPage && !known;
      const body = isShaped ? pageOf(await answer.text(), words(moment), shape) : await answer.blob();
      if (isPage) for (const one of needed(await body.text())) beside.add(one);
      size += await put(cache, href, answer, body, list.until, known ? known.headers.get(TAKEN) : moment);
    };
    for (const [count, one] of list.files.entries()) {
      each(count, list.files.length);
      await take(one.href, one.is_page, !one.is_page || (isFresh && one.href !== address), one.source || one.href);
    }
    for (const href of beside) await take(href, false, false);
    const now = { ...list, size, moment, token: "" };
    await put(cache, list.here, new Response(), new Blob([JSON.stringify(now)]), list.until, moment);
    await move(aside, name);
    return now;
  } finally { await caches.delete(aside); }
}

/** Tell what is kept of an address, or null. */
export async function told(person, address, here) {
  if (!(await caches.has(nameOf(person, address)))) return null;
  const found = await (await caches.open(nameOf(person, address))).match(here);
  return found && new Date(found.headers.get(OVER)) > new Date() ? found.json() : null;
}

export const forget = (person, address) => caches.delete(nameOf(person, address));

async function put(cache, href, answer, body, until, moment) {
  const headers = new Headers({ [OVER]: until, [TAKEN]: moment });
  for (const one of TOLD) if (answer.headers.has(one)) headers.set(one, answer.headers.get(one));
  await cache.put(href, new Response(body, { headers }));
  return body.size;
}

async function move(from, to) {
  const [source] = [await caches.open(from), await caches.delete(to)];
  const target = await caches.open(to);
  for (const request of await source.keys()) await target.put(request, await source.match(request));
}

// A kept page says that it is a copy and since when, and has nothing that asks the server for more.
function pageOf(html, words, shape) {
  const page = new DOMParser().parseFromString(html, "text/html");
  shape(page);
  page.documentElement.dataset.kept = "1";
  const notice = page.createElement("div");
  notice.className = "notice notice-info";
  notice.append(Object.assign(page.createElement("p"), { textContent: words }));
  page.querySelector("main").prepend(notice);
  return new Blob([`<!doctype html>\n${page.documentElement.outerHTML}`], { type: "text/html" });
}

// What stands beside a page: its look, and its scripts with those that they import.
function needed(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const looks = [...page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"]')].map((one) => one.getAttribute("href"));
  const scripts = [...page.querySelectorAll("script[src]")];
  const imports = scripts.flatMap((one) => (one.dataset.imports || "").split(" ").filter(Boolean));
  return [...looks, ...scripts.map((one) => one.getAttribute("src")), ...imports];
}

const database = new Promise((give, fail) => {
  const asked = indexedDB.open("tinget", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("unsent", { keyPath: "key" });
  asked.onsuccess = () => give(asked.result);
  asked.onerror = () => fail(asked.error);
});

async function within(mode, act) {
  const done = (await database).transaction("unsent", mode, { durability: "strict" });
  const asked = act(done.objectStore("unsent"));
  return new Promise((give, fail) => {
    done.oncomplete = () => give(asked.result);
    done.onerror = done.onabort = () => fail(done.error);
  });
}

/** Keep something until it is sent; `entry.key` is its own and goes along, so that it is done once. */
export const later = (entry) => within("readwrite", (store) => store.put(entry));

export const sent = (key) => within("readwrite", (store) => store.delete(key));

/** List what somebody has not sent to an address, or at all, in the order it happened. */
export async function unsent(person, address = null) {
  const all = await within("readonly", (store) => store.getAll());
  const own = all.filter((one) => one.person === person && (address === null || one.address === address));
  return own.sort((one, other) => one.at.localeCompare(other.at) || one.order - other.order);
}

/** Send one entry as a form; gives what the server says of it: `state` is done, refused or reason. */
export async function send(entry, token) {
  const body = new FormData();
  for (const [name, value] of [...entry.fields, ["key", entry.key]]) body.append(name, value);
  const answer = await fetch(entry.to, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
  if (answer.ok && !answer.redirected) return answer.json();
  if (![403, 404, 409].includes(answer.status)) throw new TypeError(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { state: "refused", message: page.querySelector(".lead").textContent.trim() };
}

/** Write an amount of bytes as people do. */
export const sizeText = (bytes) => {
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat("sv", { style: "unit", unit, maximumFractionDigits: bytes < 1e6 ? 0 : 1 }).format(amount);
};

export const dayText = (iso) => new Intl.DateTimeFormat("sv", { dateStyle: "long" }).format(new Date(iso));

export const momentText = (iso) => new Intl.DateTimeFormat("sv", { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));
