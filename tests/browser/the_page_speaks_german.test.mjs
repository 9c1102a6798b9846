import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, newPage, openSite, started } from "./harness.mjs";

const DESKTOP = { viewport: { width: 1280, height: 720 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const VIEWS = ["Bühne", "Ablauf", "Tabellen", "Metriken"];
const PANELS = ["Protokoll", "Terminal", "Urteil", "Story"];

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The German page, 52 s after the beginning of the first story: broker 1 is killed. */
async function german(options) {
  const page = await site.open("/?lang=de", options);
  await page.evaluate(() => {
    window.partita.pause();
    window.partita.seek(52_000_000);
  });
  await page.getByRole("button", { name: /^Broker 1: hart beendet/ }).waitFor({ state: "attached" });
  return page;
}

const language = (page) => page.evaluate(() => document.documentElement.lang);

/** Words of the page's frame that are cut off, or stand outside of the window. */
function cutOff(page) {
  return page.evaluate(() => {
    const cut = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) cut.push(`the page is ${wide} px wider than its window`);
    for (const element of document.querySelectorAll(".bar *, .pane-h *, .time *, .acts *, .filters *, th, h1, h2, h3")) {
      if (!element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) || element.closest(".vh, svg")) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      // The row of views scrolls where there is no room; then one is out of sight.
      const hides = element.matches(".bar .tabs, .bar .views") || overflowX === "hidden" || overflowX === "clip" || textOverflow === "ellipsis";
      if (hides && element.scrollWidth > element.clientWidth + 1) cut.push(`${element.className}: ${element.textContent.trim()}`);
    }
    return cut;
  });
}

for (const [name, options] of [["on a desktop", DESKTOP], ["on a phone", PHONE]]) {
  test(`${name}: every view and panel, nothing cut off, accessible`, async () => {
    const page = await german(options);
    assert.equal(await language(page), "de");
    assert.equal(await page.title(), "Partita: Apache Kafka zum Ansehen");
    for (const view of VIEWS) {
      await page.getByRole("tab", { name: view }).click();
      assert.deepEqual(await cutOff(page), [], view);
      assert.deepEqual(await axeFindings(page), [], view);
    }
    await page.getByRole("tab", { name: VIEWS[0] }).click();
    for (const panel of PANELS) {
      await page.getByRole("tab", { name: panel }).click();
      assert.deepEqual(await cutOff(page), [], panel);
      assert.deepEqual(await axeFindings(page), [], panel);
    }
    assert.deepEqual(page.complaints, []);
  });
}

test("in the log, the narration, the inspector, the verdict and the keys", async () => {
  const page = await german(DESKTOP);
  const log = page.getByRole("region", { name: "Protokoll" });
  await log.getByText("Broker 1 wird hart beendet. Was geschrieben war, bleibt auf der Platte.").waitFor();
  await log.getByText(/^Die ISR von kafkatask-0 schrumpft von \{.*\} auf \{.*\}\.$/).first().waitFor();
  await page.getByRole("img", { name: /^Bühne bei 0:52,000: 2 von 3 Broker laufen/ }).waitFor();

  await page.evaluate(() => window.partita.select("node 2"));
  const inspector = page.getByRole("complementary", { name: "Inspektor" });
  await inspector.getByText("Zustand").waitFor();
  await inspector.getByRole("button", { name: "Anhalten" }).waitFor();

  await page.getByRole("tab", { name: "Urteil" }).click();
  await page.getByText("Ein bestätigter Record bleibt.").waitFor();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Tasten und Hilfe" });
  await keys.getByText("Leertaste", { exact: true }).waitFor();
  assert.deepEqual(await axeFindings(page, ".keymap"), []);
});

test("while Kafka's tools and the interface of the page speak as always", async () => {
  const page = await german(DESKTOP);
  const answer = await page.evaluate(() => window.partita.view().nodes.map((node) => node.state));
  assert.deepEqual(answer, ["running", "killed", "running"]);
  await page.evaluate(() => window.partita.run("kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask"));
  await page.evaluate(() => window.partita.advance(5_000_000));
  await page.getByRole("tab", { name: "Terminal" }).click();
  await page.getByText(/PartitionCount: 3/).first().waitFor();
  assert.equal(await page.evaluate(() => window.partita.language()), "de");
  const sentences = await page.evaluate(() => window.partita.events(0).map((event) => event.sentence));
  assert.ok(sentences.includes("Broker 1 wird hart beendet. Was geschrieben war, bleibt auf der Platte."));
  assert.equal(await page.evaluate(() => window.partita.language("en-GB")), "en");
  await page.getByRole("tab", { name: "Stage" }).waitFor();
  assert.equal(await page.evaluate(() => window.partita.language("tlh")), "en");
});

test("by a switch that the keyboard reaches, and still does at the next visit", async () => {
  const page = await site.open("/", DESKTOP);
  assert.equal(await language(page), "en");
  const switched = page.getByRole("button", { name: "Deutsch" });
  await switched.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Bühne" }).waitFor();
  assert.equal(await language(page), "de");
  const back = page.getByRole("button", { name: "English" });
  assert.equal(await back.evaluate((button) => button === document.activeElement), true);
  // What stood there before is said again, and the stage still measures itself.
  await page.getByRole("region", { name: "Protokoll" }).getByText(/ startet\.$|besitzt|wird|ist/).first().waitFor();
  await page.setViewportSize({ width: 1100, height: 720 });
  await page.waitForFunction(() => document.querySelector(".stage svg").getBoundingClientRect().width <= 1100);

  await page.goto(site.url);
  await started(page);
  assert.equal(await language(page), "de");
  await page.getByRole("tab", { name: "Bühne" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("tab", { name: "Stage" }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("by a switch among the keys, where the bar has no room for one", async () => {
  const page = await site.open("/?lang=de", PHONE);
  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: "Tasten und Hilfe" }).click();
  const help = page.getByRole("dialog");
  await help.getByRole("button", { name: "English" }).click();
  await page.getByRole("dialog", { name: "Keys and help" }).waitFor();
  const back = help.getByRole("button", { name: "Deutsch" });
  assert.equal(await back.evaluate((button) => button === document.activeElement), true);
  assert.deepEqual(await axeFindings(page, ".keymap"), []);
});

test("of itself, where the browser does, and without storage", async () => {
  const page = await newPage(site.browser, { ...DESKTOP, locale: "de-AT" });
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto(site.url);
  await started(page);
  assert.equal(await language(page), "de");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("tab", { name: "Stage" }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("when it stops", async () => {
  const page = await german(DESKTOP);
  await page.evaluate(async () => {
    const app = await import(new URL("partita-web.js", document.baseURI).href);
    setTimeout(() => app.crash("the log has a hole"));
    await new Promise((over) => setTimeout(over, 50));
  });
  const card = page.getByRole("alertdialog", { name: "Die Engine ist stehen geblieben" });
  await card.getByRole("button", { name: "Bericht kopieren" }).waitFor();
  assert.match(await card.getByRole("textbox").inputValue(), /^Partita ist stehen geblieben: .*the log has a hole/s);
  await card.getByRole("button", { name: "Neu starten" }).click();
  await page.getByRole("tab", { name: "Bühne" }).waitFor();
});
