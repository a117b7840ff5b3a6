// Reading without a network: keeps a copy of the papers on this device, and notes until they can be sent.
import * as kept from "../ui/kept.js";

const place = document.getElementById("kopia");
const words = place.dataset;
const { person } = document.body.dataset;
const address = location.pathname;
const isCopy = document.documentElement.dataset.kept === "1";
const [status, what, save, drop] = ["kopians-lage", "kopians-innehall", "spara-kopia", "ta-bort-kopia"].map((id) => document.getElementById(id));

const say = (text) => { status.textContent = text; };
const itemOf = (form) => form.querySelector('[name="item"]')?.value; // not form.elements.item, which is a method
const fill = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, value), text);

function show(copy) {
  what.replaceChildren(...(copy ? copy.files : []).filter((one) => one.is_page && one.title).map((one) => {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: one.href, textContent: one.title }));
    return line;
  }));
  drop.hidden = !copy;
  save.hidden = isCopy;
  save.textContent = copy ? words.again : words.save;
  if (copy) say(fill(words.has, { since: kept.momentText(copy.moment), size: kept.sizeText(copy.size), until: kept.dayText(copy.until) }));
}

// For reading alone: what asks the server for more is left out, but notes are kept until they can be sent.
function shape(page) {
  const search = page.getElementById("handlingarnas-ord") && page.getElementById("sok-i-handlingarna");
  for (const form of page.querySelectorAll("form")) if (form !== search && !form.querySelector('[name="item"]')) form.remove();
  for (const image of page.querySelectorAll("main img")) (image.closest("p") || image).remove();
}

const listed = async () => (await kept.fetched(words.copy)).json();

async function take() {
  const each = (count, all) => say(fill(words.saving, { count: count + 1, all }));
  const copy = (moment) => fill(words.isCopy, { moment: kept.momentText(moment) });
  const list = await listed();
  await kept.register(words.worker, words.scope);
  show(await kept.keep(person, address, list, { words: copy, each, shape }));
}

async function attempt(act) {
  save.disabled = true;
  try { await act(); } catch (error) {
    if (error instanceof kept.Refused) { await kept.forget(person, address); show(null); say(words.gone); }
    else say(error.name === "QuotaExceededError" ? words.full : words.broken);
  } finally { save.disabled = false; }
}

save.addEventListener("click", () => attempt(async () => {
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  await take();
}));
drop.addEventListener("click", async () => { await kept.forget(person, address); show(null); say(words.dropped); save.focus(); });

// A note that cannot be sent stands where it was written, and stays on this device until it is sent or taken away.
function shown(entry) {
  const given = Object.fromEntries(entry.fields);
  const form = [...document.forms].find((one) => itemOf(one) === given.item);
  const note = Object.assign(document.createElement("div"), { className: "notice notice-warning", id: `osand-${entry.key}` });
  const paragraph = (text, name = "p") => { note.append(Object.assign(document.createElement(name), { textContent: text })); };
  paragraph(entry.message ? `${words.refused} ${entry.message}` : words.waiting);
  if (given.quote) paragraph(given.quote, "blockquote");
  if (given.text) paragraph(given.text);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words.drop });
  button.addEventListener("click", async () => { await kept.sent(entry.key); note.remove(); say(words.noteDropped); status.focus(); });
  note.append(button);
  document.getElementById(note.id)?.remove();
  if (form) form.closest("details").before(note); else place.after(note);
}

async function flush() {
  const waiting = (await kept.unsent(person, address)).filter((one) => !one.message);
  if (!waiting.length) return;
  const { token, person: now } = await listed();
  if (now !== person) return;
  for (const entry of waiting) {
    const answer = await kept.send(entry, token);
    if (answer.state === "done") {
      await kept.sent(entry.key);
      const note = document.getElementById(`osand-${entry.key}`);
      note.className = "notice notice-success";
      note.firstChild.textContent = words.sent;
      note.querySelector("button").remove();
    } else { await kept.later({ ...entry, message: answer.message }); shown({ ...entry, message: answer.message }); }
  }
}

// In a copy the words of the papers lie along, and are searched here as the server does it.
const [MOST_WORDS, AROUND] = [8, 80];

function found(asked) {
  const words = asked.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return JSON.parse(document.getElementById("handlingarnas-ord").textContent).flatMap(({ title, href, text }) => {
    const flat = text.replace(/\s+/g, " ");
    const folded = flat.toLocaleLowerCase("sv");
    if (!words.length || words.some((word) => !folded.includes(word))) return [];
    const at = Math.min(...words.map((word) => folded.indexOf(word)));
    const [begin, end] = [Math.max(at - AROUND, 0), at + AROUND];
    return [{ title, href, told: `${begin ? "… " : ""}${flat.slice(begin, end).trim()}${end < flat.length ? " …" : ""}` }];
  });
}

function search(event) {
  event.preventDefault();
  const places = found(event.target.elements.sok.value);
  const shownPlaces = document.getElementById("funnet") || document.createElement("section");
  const told = Object.assign(document.createElement("p"), { textContent: places.length ? words.found : words.notFound });
  told.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.append(...places.map(({ title, href, told: around }) => {
    const one = document.createElement("li");
    one.append(Object.assign(document.createElement("a"), { href, textContent: title }), document.createElement("br"), around);
    return one;
  }));
  shownPlaces.id = "funnet";
  shownPlaces.replaceChildren(told, list);
  event.target.after(shownPlaces);
}

if (isCopy) document.getElementById("sok-i-handlingarna")?.addEventListener("submit", search);

let busy = false;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!itemOf(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (busy) return;
  busy = true;
  try {
    if (!isCopy) { await listed(); form.submit(); return; }
    throw new TypeError();
  } catch {
    const [quote, text] = [form.elements.quote.value.trim(), form.elements.text.value.trim()];
    if (!quote && !text) { say(words.empty); status.focus(); return; }
    const fields = [["item", itemOf(form)], ["quote", quote], ["text", text]];
    const told = `${form.closest("section").querySelector("h2").textContent}: ${(text || quote).slice(0, 60)}`;
    const entry = { key: crypto.randomUUID(), person, address, to: words.copy, at: new Date().toISOString(), order: 0, fields, told };
    await kept.later(entry);
    shown(entry);
    form.reset();
    form.elements.text.dispatchEvent(new Event("input"));
    flush().catch(() => {});
  } finally { busy = false; }
}, true);

// Words that are selected in an item are highlighted by one press; they are a note without more words.
const bar = document.getElementById("stryk-for");
const [press, STAYS] = [bar.querySelector("button"), 400]; // a touch elsewhere takes the selection away before it is a press
let [chosen, hiding] = [null, 0];
document.getElementById("stryk-hjalp").hidden = false;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const node = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).startContainer : null;
  const text = node && (node.closest ? node : node.parentElement).closest("[data-marks]");
  clearTimeout(hiding);
  if (!text) { hiding = setTimeout(() => { bar.hidden = true; chosen = null; }, STAYS); return; }
  chosen = { quote: selection.toString().trim(), form: text.parentElement.querySelector('form [name="quote"]').form };
  bar.hidden = !chosen.quote;
});
press.addEventListener("pointerdown", (event) => event.preventDefault());
press.addEventListener("click", () => {
  if (!chosen) return;
  const { quote, form } = chosen;
  form.elements.quote.value = quote;
  bar.hidden = true;
  if (!form.elements.text.value.trim()) { form.requestSubmit(); return; }
  form.closest("details").open = true; // what is half written goes along with the words, when its writer says so
  form.elements.text.focus();
});

if (person && "serviceWorker" in navigator) {
  place.hidden = false;
  const copy = await kept.told(person, address, words.copy);
  show(copy);
  for (const entry of await kept.unsent(person, address)) shown(entry);
  addEventListener("online", () => flush().catch(() => {}));
  await flush().catch(() => {});
  if (copy && !isCopy) await attempt(take);
}
