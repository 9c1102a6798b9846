// What has no button in the bar of a phone is in its menu; two fingers zoom; the log can be filtered, and shows older entries.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function phone() {
  const page = await site.open("/", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await stand(page, 22_000_000);
  return page;
}

const choose = async (page, entry) => {
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: entry, exact: true }).tap();
};

test("undo, redo, bookmarks and control traffic are in the menu of the bar", async () => {
  const page = await phone();
  await page.evaluate(() => window.partita.run("pause 1"));
  await choose(page, "Undo");
  await page.waitForFunction(() => !/pause 1/.test(window.partita.story()));
  await choose(page, "Redo");
  await page.waitForFunction(() => /pause 1/.test(window.partita.story()));
  await choose(page, "Bookmark");
  await page.locator(".bookmark").waitFor();
  await choose(page, "Control traffic");
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: "✓ Control traffic" }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test("zoom and search are there from the beginning, and two fingers zoom", async () => {
  const page = await phone();
  const group = page.getByRole("group", { name: "Zoom" });
  await group.getByRole("button", { name: "Nearer" }).waitFor();
  await group.getByRole("searchbox").waitFor();
  const before = await group.locator(".what").innerText();
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, apart) => cdp.send("Input.dispatchTouchEvent", {
    type, touchPoints: apart === 0 ? [] : [{ x: 195 - apart, y: 300, id: 1 }, { x: 195 + apart, y: 300, id: 2 }],
  });
  await touch("touchStart", 30);
  for (const apart of [36, 44, 54, 66]) await touch("touchMove", apart);
  await touch("touchEnd", 0);
  await page.waitForFunction((before) => document.querySelector(".sight .what")?.textContent !== before, before);
});

test("a future that was given up is on the timeline, and a tap compares it", async () => {
  const page = await phone();
  await page.evaluate(async () => {
    await window.partita.seek(14_000_000);
    window.partita.run("pause 1");
  });
  const future = page.getByRole("button", { name: /^Branch A, from 0:14/ });
  await future.waitFor();
  // A point of its lane, which a finger can hit: nothing else lies there.
  const at = await future.evaluate((group) => {
    const path = group.querySelector("path");
    const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.7).matrixTransform(path.getScreenCTM());
    return { x, y, hit: document.elementFromPoint(x, y)?.closest(".future") === group };
  });
  assert.ok(at.x > 0 && at.x < 390 && at.y > 0 && at.y < 844, `${at.x} ${at.y}`);
  assert.equal(at.hit, true);
  await page.touchscreen.tap(at.x, at.y);
  await page.locator(".twostages .score").nth(1).waitFor();
  assert.equal(await page.getByRole("tab", { name: "Branches" }).getAttribute("aria-selected"), "true");
  assert.deepEqual(page.complaints, []);
});

test("the log has its filter, and older entries when asked", async () => {
  const page = await phone();
  await page.locator(".logfilter input").fill("kafkatask");
  await page.locator(".log li").first().waitFor();
  await page.locator(".logfilter input").fill("");
  await page.evaluate(() => window.partita.seek(60_000_000));
  const shown = await page.locator(".log li").count();
  const older = page.getByRole("button", { name: /older$/ });
  if (shown >= 120) {
    await older.tap();
    await page.waitForFunction((shown) => document.querySelectorAll(".log li").length > shown, shown);
  }
  assert.ok(shown > 0);
});
