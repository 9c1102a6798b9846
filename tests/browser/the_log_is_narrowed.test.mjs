// The log with a text that is looked for: what is shown has it, and the number of older entries is of those that have it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("older entries are counted as they are looked for, on and back", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await stand(page, 60_000_000);
  await page.keyboard.press("l");
  const log = page.getByRole("region", { name: "Log" });
  const older = log.getByRole("button", { name: /older$/ });
  const entries = log.locator("li");
  await page.getByRole("button", { name: "Everything" }).click();
  await page.getByRole("searchbox", { name: "Look for" }).fill("consumer-21b");
  await page.waitForFunction(() => [...document.querySelectorAll(".log li")].every((entry) => /consumer-21b/i.test(entry.textContent)));
  const shown = await entries.count();
  assert.ok(shown >= 120, `${shown} entries`);
  const told = Number((await older.innerText()).replace(/\D/g, ""));
  assert.ok(told > 0);
  // All of them, as many as were told.
  while ((await older.count()) > 0) {
    const before = await entries.count();
    await older.click();
    await page.waitForFunction((before) => document.querySelectorAll(".log li").length > before, before);
  }
  assert.equal(await entries.count(), shown + told);
  // Back in time there are fewer, on again as many.
  await page.evaluate(() => window.partita.seek(20_000_000));
  await page.waitForFunction((all) => document.querySelectorAll(".log li").length < all, shown + told);
  await page.evaluate(() => window.partita.seek(60_000_000));
  await page.waitForFunction((all) => document.querySelectorAll(".log li").length === all, shown + told);
  assert.deepEqual(page.complaints, []);
});
