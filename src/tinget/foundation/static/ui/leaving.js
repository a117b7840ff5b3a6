// Where somebody signs out: says what they wrote without a network that is not sent, since it goes with the session.
import { unsent } from "./kept.js";

const notice = document.getElementById("osant");
const left = await unsent(document.body.dataset.person || "");
for (const one of left) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("a"), { href: one.address, textContent: one.told }));
  notice.querySelector("ul").append(line);
}
notice.hidden = left.length === 0;
