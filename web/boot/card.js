// The card that stands where the app was when the engine has stopped.

import { copyText } from "./copy.js";
import { story } from "./hold.js";
import { texts } from "./texts.js";

/**
 * Draws the card into the body.
 * @param {{title: string, lead: string, what: string, again: string, restart: () => void}} card its title, a sentence
 *   before what happened, and the first button: its name and what it does
 */
export function showCard({ title: heading, lead, what, again: label, restart }) {
  const report = reportOf(what, story());
  const text = element("textarea", "boot-card__report");
  text.readOnly = true;
  text.value = report;
  text.setAttribute("aria-label", texts().reportName());

  const told = element("p", "boot-card__told");
  told.setAttribute("role", "status");

  const card = element("section", "boot-card");
  card.setAttribute("role", "alertdialog");
  card.setAttribute("aria-labelledby", "boot-card-title");
  const title = element("h1", "boot-card__title", heading);
  title.id = "boot-card-title";

  const again = button(label, () => {
    card.remove();
    restart();
  });
  const copy = button(texts().copyReport(), async () => {
    told.textContent = (await copyText(text.value, text)) ? texts().copied() : texts().notCopied();
  });

  card.append(title, element("p", "boot-card__what", `${lead} ${what.split("\n", 1)[0]}`), text, again, copy, told);
  document.body.append(card);
  again.focus();
}

function reportOf(what, replays) {
  const say = texts();
  const tale = replays === "" ? say.noStory() : `${say.storyFollows()}\n\n${replays}`;
  return `${say.stopped(what)}\n\nBrowser: ${navigator.userAgent}\n\n${tale}\n`;
}

function button(label, onClick) {
  const made = element("button", "boot-card__button", label);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

function element(kind, name, text = "") {
  const made = document.createElement(kind);
  made.className = name;
  made.textContent = text;
  return made;
}
