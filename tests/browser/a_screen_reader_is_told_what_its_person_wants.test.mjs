// What is said while time goes on: politely, one sentence at a time, as much as a person chose, and once how to reach the keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, openSite, stand, started } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** A page that writes down what its live regions say, also after a reload. */
async function listening(locale = "en") {
  const page = await newPage(site.browser, { locale, viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await page.addInitScript(() => {
    window.heard = [];
    const listen = () => {
      const said = [...document.querySelectorAll("[aria-live=polite].vh")].map((region) => region.textContent).filter((text) => text !== "");
      for (const text of said) if (window.heard.at(-1) !== text) window.heard.push(text);
    };
    new MutationObserver(listen).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(site.url);
  await started(page);
  return page;
}

const hears = (page, sentence) =>
  page.waitForFunction((source) => window.heard.some((said) => new RegExp(source).test(said)), sentence.source);
const heard = (page) => page.evaluate(() => window.heard);

/** Chooses how much is told, in the map of keys, by keyboard. */
async function choose(page, label) {
  await page.keyboard.press("?");
  const choice = page.getByRole("dialog").getByLabel("A screen reader is told");
  await choice.selectOption({ label });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

const run = (page, line) => page.evaluate((line) => window.partita.run(line).ok, line);

test("how to reach the map of keys is said once, and not at the next visit", async () => {
  const page = await listening();
  await hears(page, /^The question mark shows the map of keys\.$/);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.reload();
  await started(page);
  await stand(page, 12_000_000);
  await run(page, "kill 1");
  await hears(page, /Broker 1 is killed/);
  assert.deepEqual((await heard(page)).filter((said) => /map of keys/.test(said)), []);
  assert.deepEqual(page.complaints, []);
});

test("without keys that are letters the hint names the button, and it is said in German too", async () => {
  const page = await listening("de");
  await hears(page, /^Das Fragezeichen zeigt die Übersicht der Tasten\.$/);
  await page.evaluate(() => {
    localStorage.setItem("partita.letter-keys", "off");
    localStorage.removeItem("partita.hint");
  });
  await page.reload();
  await started(page);
  await hears(page, /^Der Knopf Tasten und Hilfe zeigt die Übersicht der Tasten\.$/);
});

test("losses and errors only: a pause is not told, a kill is; the choice stays", async () => {
  const page = await listening();
  await stand(page, 12_000_000);
  await choose(page, "losses and errors only");
  await run(page, "pause 2");
  await page.waitForTimeout(2_500);
  await run(page, "kill 1");
  await hears(page, /Broker 1 is killed/);
  const said = (await heard(page)).filter((text) => /paused|pause 2/.test(text));
  assert.deepEqual(said, []);

  await page.reload();
  await started(page);
  await page.keyboard.press("?");
  const choice = page.getByRole("dialog").getByLabel("A screen reader is told");
  assert.equal(await choice.inputValue(), "losses");
  assert.deepEqual(page.complaints, []);
});

test("events of meaning tell of a pause, and of no record; everything tells of records too", async () => {
  const page = await listening();
  await stand(page, 12_000_000);
  const step = async () => {
    for (let n = 0; n < 400; n += 1) await page.evaluate(() => window.partita.step());
  };
  await run(page, "pause 2");
  await hears(page, /Broker 2 is paused/);
  await step();
  assert.deepEqual((await heard(page)).filter((text) => /^(Appends|Copies|The high watermark)/.test(text)), []);
  await choose(page, "everything");
  await step();
  await hears(page, /Appends|Copies|high watermark|Reads|acknowledged|offset/i);
  assert.deepEqual(page.complaints, []);
});
