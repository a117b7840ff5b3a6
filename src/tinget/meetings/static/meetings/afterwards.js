// Writing down without a network: all is kept on this device first, and sent in its order when the server is reached.
// What is refused stops what comes after it, until it is put right or struck out with a reason.
import * as kept from "../ui/kept.js";

const place = document.getElementById("osant");
const words = place.dataset;
const { person } = document.body.dataset;
const address = words.here;
const isCopy = document.documentElement.dataset.kept === "1";
const [status, list] = [document.getElementById("osant-lage"), document.getElementById("osant-lista")];
const AGAIN = 5000;
const UNSENT = ["csrfmiddlewaretoken", "key"];

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const say = (text) => { status.textContent = text; place.hidden = false; };
const clockNow = () => new Intl.DateTimeFormat("sv", { timeStyle: "short", timeZone: "Europe/Stockholm" }).format(new Date());

function toldBy(form) {
  const chosen = [...form.elements].flatMap((one) => {
    if (one.type === "select-one") return [one.selectedOptions[0].text];
    if (one.type === "number") return Number(one.value) ? [`${one.labels[0].textContent.trim()}: ${one.value}`] : [];
    if (one.type === "checkbox" || one.type === "radio") return one.checked ? [one.labels[0].textContent.trim()] : [];
    return one.type === "textarea" && one.value ? [one.value] : [];
  });
  const heading = form.closest("details").querySelector("summary").textContent;
  return `${form.elements.clock.value} ${[heading, chosen.join(", ")].filter(Boolean).join(": ")}`.slice(0, 900);
}

// Another key: what is changed is another thing than what was refused.
async function replace(entry, change) {
  await kept.later({ ...entry, state: "", message: "", key: crypto.randomUUID(), ...change });
  await kept.sent(entry.key);
  await flush();
}

function asked(label, input, button, act) {
  const id = `falt-${crypto.randomUUID()}`;
  const press = make("button", { type: "button", className: "quiet", textContent: button });
  press.addEventListener("click", () => { if (input.value.trim()) act(input.value.trim()); else input.focus(); });
  return make("div", { className: "field" }, make("label", { htmlFor: id, textContent: label }), Object.assign(input, { id }), press);
}

function line(entry) {
  const state = entry.message ? words.stopped : words.waiting;
  const shown = make("li", {}, make("p", {}, `${entry.told}. `, make("strong", { textContent: state })));
  const without = (name) => entry.fields.filter(([field]) => field !== name);
  if (entry.message) shown.append(make("p", { textContent: entry.message }));
  if (entry.state === "reason") {
    shown.append(asked(words.reason, make("textarea", { rows: 2 }), words.withReason, (reason) =>
      replace(entry, { fields: [...without("reason"), ["reason", reason]] })));
  } else if (entry.message) {
    shown.append(asked(words.clock, make("input", { type: "time", value: entry.at }), words.again, (clock) =>
      replace(entry, { at: clock, told: entry.told.replace(entry.at, clock), fields: [...without("clock"), ["clock", clock]] })));
  }
  if (entry.to_drop) return shown;
  const drop = asked(words.why, make("input", { type: "text", maxLength: 500 }), words.drop, (why) =>
    replace(entry, { to_drop: true, told: `${words.dropped} ${entry.told}`, fields: [["do", "struket"], ["told", entry.told], ["why", why]] }));
  shown.append(make("details", {}, make("summary", { textContent: words.drop }), drop));
  return shown;
}

// Only lines that have changed are drawn anew, so that nothing half written in the others is lost.
const lines = new Map();
async function render() {
  const waiting = await kept.unsent(person, address);
  const wanted = waiting.map((entry) => {
    const name = [entry.key, entry.state, entry.message].join(" ");
    if (!lines.has(name)) lines.set(name, line(entry));
    return lines.get(name);
  });
  for (const one of [...list.children]) if (!wanted.includes(one)) one.remove();
  wanted.forEach((one, at) => { if (list.children[at] !== one) list.insertBefore(one, list.children[at] || null); });
  if (waiting.length) place.hidden = false;
  return waiting;
}

async function sendAll() {
  const waiting = await render();
  if (!waiting.length) return;
  const { token, person: now } = await (await kept.fetched(address, { headers: { Accept: "application/json" } })).json();
  if (now !== person) throw new kept.SignedOut();
  let last = "";
  for (const entry of waiting) {
    if (entry.message) { say(words.stop); return; }
    const answer = await kept.send(entry, token);
    if (answer.state === "done") await kept.sent(entry.key);
    else await kept.later({ ...entry, state: answer.state, message: answer.message });
    await render();
    if (answer.state !== "done") { say(words.stop); return; }
    last = answer.message;
  }
  say(`${words.all} ${last}`);
}

const flush = () => navigator.locks.request("tinget-osant", async () => {
  try { await sendAll(); } catch (error) { say(error instanceof TypeError ? words.offline : words.signedOut); }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.elements.clock) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!form.reportValidity()) return;
  const [clock, fields] = [form.elements.clock.value, [...new FormData(form)].filter(([name]) => !UNSENT.includes(name))];
  await kept.later({ key: crypto.randomUUID(), person, address, to: address, at: clock, order: Date.now(), fields, told: toldBy(form) });
  form.reset();
  form.elements.clock.value = isCopy ? clockNow() : clock;
  await flush();
}, true);

if (person && "serviceWorker" in navigator) {
  if (isCopy) for (const form of document.forms) if (form.elements.clock) form.elements.clock.value = clockNow();
  await flush();
  addEventListener("online", flush);
  setInterval(async () => {
    const [first] = await kept.unsent(person, address);
    if (first && !first.message) await flush();
  }, AGAIN);
}
