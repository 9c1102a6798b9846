// Every way through time has a button: steps, events, marks, bookmarks, the speed, the clock; and the playhead is a slider.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function standing(at = 22_000_000, options = {}) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, ...options });
  await stand(page, at);
  return page;
}

const moment = (page) => page.evaluate(() => window.partita.view().now);
const steps = (page) => page.evaluate(() => window.partita.view().steps);
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("on by one event and back by one, by their buttons", async () => {
  const page = await standing();
  const before = await steps(page);
  await button(page, "Next event").click();
  await page.waitForFunction((before) => window.partita.view().steps > before, before);
  const later = await moment(page);
  await button(page, "Previous event").click();
  await page.waitForFunction((later) => window.partita.view().now < later, later);
});

test("back by one delivery is one delivery", async () => {
  const page = await standing();
  await button(page, "One step").click();
  const after = await steps(page);
  await button(page, "Back one delivery").click();
  await page.waitForFunction((after) => window.partita.view().steps === after - 1, after);
});

test("a bookmark is set and taken away by its button, and survives a reload", async () => {
  const page = await standing();
  await button(page, "Bookmark").click();
  const flag = page.locator(".bookmark");
  await flag.waitFor();
  assert.equal(await button(page, "Bookmark").getAttribute("aria-pressed"), "true");
  await page.reload();
  await flag.waitFor();
  await page.evaluate(() => window.partita.seek(5_000_000));
  await flag.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.partita.view().now === 22_000_000);
  await button(page, "Bookmark").click();
  await flag.waitFor({ state: "detached" });
});

test("the speed goes to both of its ends and no further", async () => {
  const page = await standing();
  const rate = page.locator(".rate");
  for (let n = 0; n < 20; n += 1) await button(page, "Faster").click();
  assert.equal(await rate.innerText(), "max");
  for (let n = 0; n < 20; n += 1) await button(page, "Slower").click();
  assert.equal(await rate.innerText(), "1/2000×");
});

test("the playhead is a slider that arrows, pages, Home and End move", async () => {
  const page = await standing();
  const slider = page.getByRole("slider");
  assert.equal(await slider.getAttribute("aria-valuetext"), "0:22.000");
  await slider.focus();
  for (const [key, at] of [["ArrowLeft", 21_900_000], ["PageDown", 16_900_000], ["Home", 0], ["End", 22_000_000]]) {
    await page.keyboard.press(key);
    await page.waitForFunction((at) => window.partita.view().now === at, at);
  }
});

test("a time typed into the clock is gone to; nonsense is not", async () => {
  const page = await standing();
  await page.getByRole("button", { name: /go to another time/ }).click();
  const field = page.getByRole("textbox", { name: /Go to a time/ });
  await field.fill("soon");
  await page.keyboard.press("Enter");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("0:12.5");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.partita.view().now === 12_500_000);
});

test("every branch is on the timeline, and opens the comparison", async () => {
  const page = await standing();
  for (const at of [20_000_000, 18_000_000, 16_000_000]) {
    await page.evaluate(async (at) => {
      await window.partita.seek(at);
      window.partita.run("pause 1");
    }, at);
  }
  const branches = page.getByRole("button", { name: /^Branch .: compare|^Branch ., from/ });
  assert.equal(await branches.count(), 3);
  await branches.first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".twostages").waitFor();
});

test("while the page is hidden time stands, and it does not make up for it", async () => {
  const page = await standing();
  const hide = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await page.evaluate(() => window.partita.play());
  await page.waitForFunction(() => window.partita.view().now > 22_000_000);
  await hide(true);
  const stood = await moment(page);
  await page.waitForTimeout(600);
  assert.equal(await moment(page), stood);
  await hide(false);
  await page.waitForFunction((stood) => window.partita.view().now > stood, stood);
});

test("motion that is to be reduced from now on is", async () => {
  const page = await standing();
  for (let n = 0; n < 20; n += 1) await button(page, "Slower").click();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => window.partita.play());
  // At 1/2000 five milliseconds would take ten seconds: now it goes from event to event.
  await page.waitForFunction(() => window.partita.view().now > 22_005_000, undefined, { timeout: 8_000 });
});
