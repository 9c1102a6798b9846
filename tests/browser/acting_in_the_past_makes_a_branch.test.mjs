import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The first story, known up to 30 s, standing at 22 s. */
async function at(options) {
  const page = await site.open("/", options);
  await page.evaluate(() => {
    window.partita.pause();
    window.partita.seek(30_000_000);
    window.partita.seek(22_000_000);
  });
  return page;
}

const stateOf = (page, node) => page.evaluate((id) => window.partita.view().nodes[id].state, node);

test("which stands beside the other one, with their differences, and either can be continued", async () => {
  const page = await at();
  await page.evaluate(() => {
    window.partita.run("kill 1");
    window.partita.advance(3_000_000);
  });
  await page.getByRole("tab", { name: "Branches" }).click();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const row = page.getByRole("row", { name: "different Broker 1 killed running" });
  await row.waitFor();
  assert.equal(await page.getByRole("region", { name: "Branches" }).getByRole("img", { name: /^Stage at 0:25/ }).count(), 2);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole("button", { name: "Continue here" }).click();
  await page.waitForFunction(() => window.partita.view().nodes[1].state === "running" && window.partita.view().now > 24_000_000);
  assert.doesNotMatch(await page.evaluate(() => window.partita.story()), /22\.\d* kill 1/);
  assert.deepEqual(page.complaints, []);
});

test("and undo takes a command back, redo gives it again", async () => {
  const page = await at();
  await page.evaluate(() => {
    window.partita.run("kill 1");
    window.partita.advance(1_000_000);
  });
  const digest = await page.evaluate(() => window.partita.digest());
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => window.partita.view().nodes[1].state === "running");
  assert.doesNotMatch(await page.evaluate(() => window.partita.story()), /kill 1/);
  await page.getByRole("button", { name: "Redo" }).click();
  await page.waitForFunction(() => window.partita.view().nodes[1].state === "killed");
  const left = await page.evaluate(() => 23_000_001 - window.partita.view().now);
  await page.evaluate((us) => window.partita.advance(us), left);
  assert.equal(await page.evaluate(() => window.partita.digest()), digest);
  assert.deepEqual(page.complaints, []);
});

test("and everything on the stage has a menu, by pointer and by keyboard", async () => {
  const page = await at();
  await page.locator(".score .bname", { hasText: "Broker 2" }).first().click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Broker 2" });
  await menu.getByRole("menuitem", { name: /^Pause/ }).click();
  assert.equal(await stateOf(page, 2), "paused");
  assert.equal(await menu.count(), 0);

  await page.getByRole("button", { name: /^Broker 0: running/ }).press("Enter");
  await page.keyboard.press("m");
  const second = page.getByRole("menu", { name: "Broker 0" });
  await second.getByRole("menuitem", { name: "Inspect" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const entries = await second.getByRole("menuitem").count();
  for (let step = 1; step < entries && !/^Kill/.test(await focused()); step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  assert.match(await focused(), /^Kill/);
  assert.deepEqual(await axeFindings(page, ".menu"), []);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.partita.view().nodes[0].state === "killed");
  assert.deepEqual(page.complaints, []);
});
