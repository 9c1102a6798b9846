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

/** Two futures that were given up, A as it was and B with broker 1 killed, and a present C with broker 2 paused; the present and A side by side. */
async function three(options) {
  const page = await at(options);
  for (const [moment, line, on] of [[undefined, "kill 1", 3_000_000], [21_000_000, "pause 2", 4_500_000]]) {
    await page.evaluate(async ([moment, line, on]) => {
      if (moment) await window.partita.seek(moment);
      window.partita.run(line);
      window.partita.advance(on);
    }, [moment, line, on]);
  }
  await page.getByRole("tab", { name: "Branches" }).click();
  await page.getByRole("button", { name: "Compare", exact: true }).first().click();
  await page.getByRole("combobox", { name: "Branch on the left" }).waitFor();
  return page;
}

const heads = (page) => page.locator(".differ thead th").allInnerTexts();

test("any two of which stand side by side, on the clock of the present one", async () => {
  const page = await three();
  const left = page.getByRole("combobox", { name: "Branch on the left" });
  const right = page.getByRole("combobox", { name: "Branch on the right" });
  assert.deepEqual((await heads(page)).slice(1), ["C", "A"]);
  await left.selectOption({ index: 2 });
  await page.getByRole("row", { name: "different Broker 1 killed running" }).waitFor();
  assert.deepEqual((await heads(page)).slice(1), ["B", "A"]);
  // Neither is the present one, whose paused broker is running in both.
  assert.equal(await page.getByRole("row", { name: "the same Broker 2 running running" }).count(), 1);
  const now = await page.evaluate(() => window.partita.view().now);
  assert.equal(await page.getByRole("region", { name: "Branches" }).getByRole("img", { name: /^Stage at 0:25/ }).count(), 2);
  assert.ok(now > 25_000_000);

  // What is put in the place of itself changes places.
  await right.selectOption({ index: 2 });
  await page.getByRole("row", { name: "different Broker 1 running killed" }).waitFor();
  assert.deepEqual((await heads(page)).slice(1), ["A", "B"]);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(page.complaints, []);
});

test("with a frame around each cell that differs, and leaders before records", async () => {
  const page = await three();
  await page.getByRole("combobox", { name: "Branch on the left" }).selectOption({ index: 2 });
  // Until the controller fences broker 1 and others lead; both follow the clock.
  await page.evaluate(() => window.partita.advance(10_000_000));
  await page.getByRole("row", { name: /^different Leader of/ }).first().waitFor();
  await page.locator(".twostages .diffcell").first().waitFor();
  const rows = await page.locator(".differ tbody tr.hi td:first-child").allInnerTexts();
  const first = (pattern) => rows.findIndex((row) => pattern.test(row));
  assert.ok(first(/Broker 1$/) >= 0 && first(/Leader of/) > first(/Broker 1$/), rows.join("\n"));
  const record = first(/offset \d+$/);
  assert.ok(record < 0 || record > first(/Leader of/), rows.join("\n"));
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
