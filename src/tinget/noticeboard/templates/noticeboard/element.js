// Shows a joint committee's notices where the script stands: no cookies, no second request, no third party.
// data-heading="3" on the script tag chooses the level of the heading; 2 otherwise.
((data, script) => {
  "use strict";
  if (!script) return;
  const level = Math.min(Math.max(Number(script.dataset.heading) || 2, 1), 5);
  const months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
  const inWords = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return `${day} ${months[month - 1]} ${year}`;
  };
  const host = document.createElement("div");
  host.lang = "sv";
  const root = host.attachShadow({ mode: "open" });
  const make = (parent, name, text = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    parent.append(element);
    return element;
  };
  const fact = (list, term, text) => {
    const row = make(list, "div");
    make(row, "dt", term);
    return make(row, "dd", text);
  };

  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "section{font:inherit;line-height:1.5}article{margin-block:1.5em}" +
      "dl{margin:.5em 0}dl div{display:flex;flex-wrap:wrap;gap:0 1em;padding:.25em 0}" +
      "dt{flex:0 0 13em;font-weight:600}dd{margin:0;flex:1 1 12em;overflow-wrap:anywhere}" +
      "a:focus-visible,summary:focus-visible{outline:3px solid currentColor;outline-offset:2px}"
    );
    root.adoptedStyleSheets = [sheet];
  }

  const section = make(root, "section", "", { "aria-labelledby": "rubrik" });
  make(section, `h${level}`, `Tillkännagivanden från ${data.authority.name}`, { id: "rubrik" });
  if (!data.notices.length && !data.summonses.length) make(section, "p", "Inga anslag just nu.");
  data.summonses.forEach((notice) => {
    const name = `anslag-${notice.id}`;
    const article = make(section, "article", "", { "aria-labelledby": name });
    const title = `${notice.heading} ${inWords(notice.meeting_date)}`;
    make(article, `h${level + 1}`, (notice.is_demonstration ? "DEMONSTRATION – " : "") + title, { id: name });
    const facts = make(article, "dl");
    if (notice.called !== "cancelled") fact(facts, "Tid", notice.hours);
    if (notice.called !== "cancelled" && notice.place) fact(facts, "Plats", notice.place);
    if (notice.who_may_attend) fact(facts, "Allmänheten", notice.who_may_attend);
    if (notice.completed_on) fact(facts, "Kompletterad", inWords(notice.completed_on));
    const agenda = fact(facts, "Föredragningslista", "");
    make(agenda, "a", `Läs om sammanträdet ${inWords(notice.meeting_date)}`, { href: notice.agenda_url });
    fact(facts, "Tas ned", inWords(notice.earliest_removal));
  });
  data.notices.forEach((notice) => {
    const several = /[–,]/.test(notice.paragraphs);
    const name = `anslag-${notice.id}`;
    const article = make(section, "article", "", { "aria-labelledby": name });
    const title = `Justerat protokoll ${inWords(notice.meeting_date)}, ${several ? "§§" : "§"} ${notice.paragraphs}`;
    make(article, `h${level + 1}`, (notice.is_demonstration ? "DEMONSTRATION – " : "") + title, { id: name });
    const facts = make(article, "dl");
    fact(facts, "Sammanträde", inWords(notice.meeting_date));
    if (notice.approved_on) fact(facts, "Justerat", inWords(notice.approved_on));
    fact(facts, "Anslaget sattes upp", notice.up_on ? inWords(notice.up_on) : "bekräftas av kommunen");
    fact(facts, "Tas ned tidigast", notice.earliest_removal ? inWords(notice.earliest_removal) : "när överklagandetiden har gått ut");
    if (notice.last_day_to_appeal) fact(facts, "Sista dag att överklaga", inWords(notice.last_day_to_appeal));
    const kept = fact(facts, "Protokollet finns", `${notice.kept_at} `);
    if (notice.minutes_url) make(kept, "a", `Läs protokollet ${inWords(notice.meeting_date)}`, { href: notice.minutes_url });
  });
  if (data.notices.length) {
    const how = make(section, "details");
    make(how, "summary", "Så överklagar du");
    make(how, "p", data.how_to_appeal);
  }
  script.after(host);
})(BOARD, document.currentScript);
