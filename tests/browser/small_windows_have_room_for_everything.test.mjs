import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

const PHONE = { viewport: { width: 390, height: 844 } };
// A window of 1280 by 720 pixels at 400 % zoom.
const ZOOMED = { viewport: { width: 320, height: 180 } };

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function at(seconds, options) {
  const page = await site.open("/", options);
  await stand(page, seconds * 1_000_000);
  return page;
}

/** Whether something lies within the window from left to right. */
async function fits(page, locator) {
  const box = await locator.boundingBox();
  return box !== null && box.x >= 0 && box.x + box.width <= page.viewportSize().width + 0.5;
}

test("on a phone time runs down in the sequence, and lines of life stand apart", async () => {
  const page = await at(12, PHONE);
  await page.getByRole("tab", { name: "Sequence" }).click();
  await page.locator(".seqpane:not([aria-busy]) .seq .msg").first().waitFor();
  const lives = await page.locator(".seq path.life").evaluateAll((paths) => paths.map((path) => {
    const box = path.getBBox();
    return { x: box.x, width: box.width, height: box.height };
  }));
  assert.ok(lives.length >= 3, `${lives.length} lines`);
  assert.ok(lives.every(({ width, height }) => width === 0 && height > 0), "they stand upright");
  const places = [...new Set(lives.map(({ x }) => x))].sort((a, b) => a - b);
  assert.ok(places.every((x, n) => n === 0 || x - places[n - 1] >= 34), places.join(" "));
  const messages = await page.locator(".seq .msgline").evaluateAll((paths) => paths.map((path) => {
    const [, x1, y1, x2, y2] = /M(-?\d+) (-?\d+)L(-?\d+) (-?\d+)/.exec(path.getAttribute("d"));
    return { across: Number(x2) - Number(x1), along: Number(y2) - Number(y1) };
  }));
  assert.ok(messages.length > 0);
  // One that took less than a line of pixels stands level.
  assert.deepEqual(messages.filter(({ across, along }) => across === 0 || along < 0), []);
  assert.deepEqual(page.complaints, []);
});

test("on a phone the tab of the branches is seen whole", async () => {
  const page = await at(14, PHONE);
  await page.evaluate(async () => {
    await window.partita.seek(11_000_000);
    window.partita.run("kill 1");
  });
  assert.ok(await fits(page, page.getByRole("tab", { name: "Branches" })));
  assert.deepEqual(page.complaints, []);
});

test("at 400 % zoom all views can be chosen, and the keys are there to read", async () => {
  const page = await at(12, ZOOMED);
  for (const name of ["Stage", "Sequence", "Tables", "Metrics"]) {
    assert.ok(await fits(page, page.getByRole("tab", { name })), name);
  }
  await page.keyboard.press("?");
  const first = page.getByRole("dialog").locator("kbd").first();
  await first.scrollIntoViewIfNeeded();
  const box = await first.boundingBox();
  assert.ok(box.height > 10 && box.y >= 0 && box.y + box.height <= 180, JSON.stringify(box));
  assert.deepEqual(page.complaints, []);
});

test("on a phone the card of a crash does not leave the window", async () => {
  const page = await site.open("/", PHONE);
  await page.evaluate(async () => {
    const app = await import(new URL("partita-web.js", document.baseURI).href);
    setTimeout(() => app.crash("the log has a hole"));
    await new Promise((over) => setTimeout(over, 50));
  });
  const card = page.getByRole("alertdialog");
  await card.waitFor();
  for (const part of [card.getByRole("textbox"), card.getByRole("button", { name: "Copy report" })]) {
    assert.ok(await fits(page, part));
  }
});
