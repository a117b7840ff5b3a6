// Answers with what was kept on this device when the server is not reached. Keeps nothing by itself: `kept.js` does.
"use strict";
const [KEPT, OVER] = ["tinget:", "X-Tinget-Until"];
const PATIENCE = 6000; // milliseconds that a net which answers nothing is waited for, where there is a copy
const GONE = [403, 404, 410];
const SILENT = [502, 503, 504]; // what stands before the server answers in its place

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.destination !== "") event.respondWith(answer(request));
});

async function answer(request) {
  const copy = await find(request);
  if (!copy) return fetch(request);
  const reached = fetch(request).then(async (answered) => {
    if (GONE.includes(answered.status)) await drop(request.url);
    return SILENT.includes(answered.status) ? copy : answered;
  }, () => copy);
  return Promise.race([reached, new Promise((give) => setTimeout(give, PATIENCE, copy))]);
}

async function find(request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const found = await (await caches.open(name)).match(request, { ignoreVary: true });
    if (!found) continue;
    if (new Date(found.headers.get(OVER)) > new Date()) return found;
    await caches.delete(name);
  }
  return null;
}

// What somebody may not see any more is not kept: the page alone, or the whole copy where it was the copy's own page.
async function drop(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    if (name.endsWith(`:${new URL(url).pathname}`)) await caches.delete(name);
    else await (await caches.open(name)).delete(url, { ignoreVary: true });
  }
}
