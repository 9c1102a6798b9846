// axe over every view, panel, form and inspector of one page, in both themes and both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The first story with faults and another branch, standing. */
async function faulted(options) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce", ...options });
  await page.evaluate(async () => {
    const { pause, seek, run, advance } = window.partita;
    pause();
    await seek(14_000_000);
    await seek(11_000_000);
    run("cut 0 > 1");
    run("slow 1 2 120ms");
    run("disk 2 fill");
    run("clock 1 +1h");
    await advance(2_000_000);
    run("kill 0");
    await advance(1_500_000);
  });
  return page;
}

const SELECTIONS = [
  "node 1", "topic kafkatask", "replica kafkatask 0 1", "record kafkatask 0 1 3", "batch kafkatask 0 1 3",
  "segment kafkatask 0 1 0", "group consumergroup1", "member consumergroup2 Consumer-21b", "producer Producer-1", "link 0 1",
];

for (const locale of ["en", "de"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`in ${locale}, ${colorScheme}`, async () => {
      const page = await faulted({ locale, colorScheme });
      const found = [];
      const look = async (where) => found.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`));
      const select = (what) => page.evaluate((what) => window.partita.select(what), what);

      for (const key of ["2", "3", "4", "5"]) {
        await page.keyboard.press(key);
        await page.locator(".viewpane").waitFor();
        if (key === "5") {
          await page.locator(".branchlist button").first().click();
          await page.locator(".twostages .score").nth(1).waitFor();
          await page.locator(".differ").waitFor();
        }
        await look(`view ${key}`);
      }
      await page.keyboard.press("1");
      for (const key of ["l", "v", "s", "/"]) {
        await page.keyboard.press(key);
        await look(`panel ${key}`);
      }
      await page.keyboard.press("Escape");
      for (const what of SELECTIONS) {
        await select(what);
        await page.locator(".inspect").waitFor();
        await look(what);
      }
      await select("node 1");
      await page.keyboard.press("m");
      await page.getByRole("menu").waitFor();
      await look("menu");
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.locator("dialog.keymap").waitFor();
      await look("keys");
      await page.keyboard.press("Escape");
      for (let n = 0; n < 3; n += 1) {
        await page.locator(".deck button").nth(n).click();
        await look(`menu ${n} of the bar`);
        await page.getByRole("menuitem").first().click();
        await page.locator("dialog.deed form").waitFor();
        await look(`form of menu ${n}`);
        await page.locator("dialog.deed .acts button").last().click();
      }
      assert.deepEqual(found, []);
      assert.deepEqual(page.complaints, []);
    });
  }
}

for (const [name, options] of [["forced colours", { forcedColors: "active" }], ["400 % of 1280x1024", { viewport: { width: 320, height: 256 } }]]) {
  test(`with ${name}: every view is there, nothing is wider than the window`, async () => {
    const page = await faulted(options);
    const { width } = page.viewportSize();
    for (const key of ["1", "2", "3", "4", "5"]) {
      await page.keyboard.press(key);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `view ${key}`);
      assert.deepEqual(await axeFindings(page), []);
    }
    assert.deepEqual(page.complaints, []);
  });
}
