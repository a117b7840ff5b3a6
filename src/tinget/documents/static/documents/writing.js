// Writing a staff report: the editor in the textarea's place, saved by itself, kept in the tab until it is.
const form = document.querySelector("form[data-editor]");
const area = form.elements.body;
const source = document.getElementById("skriven").content.textContent;
const key = `tinget:skriv:${location.pathname}`;
const PAUSE = 1500, AGAIN = 5000;

const prose = await import(form.dataset.editor);
const Footnote = prose.Mark.create({
  name: "footnote", inclusive: false,
  parseHTML: () => [{ tag: "small" }], renderHTML: () => ["small", 0],
});

// What could not be saved last time is written again, upon what it was written upon; the server keeps both.
const kept = (() => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } })();
let revision = kept ? kept.revision : Number(form.elements.revision.value);
const writing = kept ? kept.writing : form.elements.writing.value;
form.elements.writing.value = writing;
form.elements.revision.value = revision;

const place = document.createElement("div");
const tools = document.createElement("div");
tools.className = "tools";
tools.setAttribute("role", "toolbar");
tools.setAttribute("aria-label", "Form");
const status = document.createElement("p");
status.className = "saving help";
status.setAttribute("role", "status");

const field = area.closest(".field");
const label = field.querySelector("label");
const help = field.querySelector(".help");
if (help) help.hidden = true;
area.hidden = true;
area.removeAttribute("data-keep");
area.before(tools, place, status);
label.removeAttribute("for");
label.id = "etikett-text";

const editor = new prose.Editor({
  element: place, content: kept ? kept.body : source, injectCSS: false,
  editorProps: { attributes: { "role": "textbox", "aria-multiline": "true", "aria-labelledby": label.id, "lang": "sv" } },
  extensions: [
    prose.Document, prose.Paragraph, prose.Text, prose.Heading.configure({ levels: [2, 3] }), prose.Bold, prose.Italic,
    prose.BulletList, prose.OrderedList, prose.ListItem, prose.HardBreak, prose.Table.configure({ resizable: false }),
    prose.TableRow, prose.TableHeader, prose.TableCell, prose.UndoRedo, Footnote,
  ],
});

const inTable = () => editor.isActive("table");
const buttons = [
  ["Rubrik", (c) => c.toggleHeading({ level: 2 }), () => editor.isActive("heading", { level: 2 })],
  ["Underrubrik", (c) => c.toggleHeading({ level: 3 }), () => editor.isActive("heading", { level: 3 })],
  ["Fet", (c) => c.toggleBold(), () => editor.isActive("bold")],
  ["Kursiv", (c) => c.toggleItalic(), () => editor.isActive("italic")],
  ["Punktlista", (c) => c.toggleBulletList(), () => editor.isActive("bulletList")],
  ["Numrerad lista", (c) => c.toggleOrderedList(), () => editor.isActive("orderedList")],
  ["Fotnot", (c) => c.toggleMark("footnote"), () => editor.isActive("footnote")],
  ["Tabell", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, () => !inTable()],
  ["Ny rad", (c) => c.addRowAfter(), null, inTable],
  ["Ny kolumn", (c) => c.addColumnAfter(), null, inTable],
  ["Ta bort rad", (c) => c.deleteRow(), null, inTable],
  ["Ta bort kolumn", (c) => c.deleteColumn(), null, inTable],
  ["Ta bort tabell", (c) => c.deleteTable(), null, inTable],
  ["Ångra", (c) => c.undo(), null],
  ["Gör om", (c) => c.redo(), null],
].map(([text, act, pressed, shown]) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", () => act(editor.chain().focus()).run());
  tools.append(button);
  return { button, pressed, shown };
});
const refresh = () => {
  for (const { button, pressed, shown } of buttons) {
    if (pressed) button.setAttribute("aria-pressed", String(pressed()));
    if (shown) button.hidden = !shown();
  }
};
editor.on("transaction", refresh);
refresh();
// Along the tools with the arrows, as on any toolbar.
tools.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const there = buttons.map(({ button }) => button).filter((button) => !button.hidden);
  const next = there[there.indexOf(document.activeElement) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

let timer = 0, saved = kept ? null : editor.getHTML(), busy = false;
const say = (text, wrong = false) => { status.textContent = text; status.classList.toggle("wrong", wrong); };
const keep = (body) => { try { sessionStorage.setItem(key, JSON.stringify({ body, revision, writing })); } catch { /* full */ } };
const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };

async function save() {
  const body = editor.getHTML();
  if (busy || body === saved) return;
  busy = true;
  say("Sparar …");
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ body, revision, writing }),
    });
    const told = await answer.json();
    if (told.state === "refused") { say(told.message, true); return; }
    saved = body;
    if (told.state === "saved") revision = form.elements.revision.value = told.revision;
    say(told.message, told.state === "aside");
    if (editor.getHTML() === body) sessionStorage.removeItem(key); else later(PAUSE);
  } catch {
    say("Inte sparat än: ingen kontakt med servern. Texten finns kvar här och sparas när kontakten är tillbaka.", true);
    later(AGAIN);
  } finally {
    busy = false;
  }
}
editor.on("update", () => { keep(editor.getHTML()); later(PAUSE); });
addEventListener("online", () => later(0));
if (kept) { say("Texten från förra gången är hämtad och sparas nu."); later(0); }

// Saved first, so that a page that cannot be reached takes nothing with it; then sent, as it would be without scripts.
let sent = false;
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  area.value = editor.getHTML();
  form.elements.written_as.value = "html";
  form.elements.revision.value = revision;
  if (area.value === saved) { sent = true; return; }
  event.preventDefault();
  event.stopPropagation();
  await save();
  if (editor.getHTML() === saved) form.requestSubmit(event.submitter);
});
addEventListener("beforeunload", (event) => { if (!sent && saved !== null && editor.getHTML() !== saved) event.preventDefault(); });
