import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

const SECOND = 1_000_000;
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The page, standing at a moment of its first story. */
async function at(seconds, options) {
  const page = await site.open("/", options);
  await stand(page, seconds * SECOND);
  return page;
}

const view = (page) => page.evaluate(() => window.partita.view());

test("at once, and stops where Space is pressed", async () => {
  const page = await site.open("/");
  await page.waitForFunction(() => window.partita.view().now > 500_000);
  await page.keyboard.press("Space");
  const { now, playing } = await view(page);
  assert.equal(playing, false);
  await page.waitForTimeout(300);
  assert.equal((await view(page)).now, now);
  assert.deepEqual(page.complaints, []);
});

test("but not for those who asked for less motion", async () => {
  const page = await site.open("/", { reducedMotion: "reduce" });
  assert.equal((await view(page)).playing, false);
});

test("and goes back to the same moment as before", async () => {
  const page = await at(25);
  const before = await page.evaluate(() => window.partita.digest());
  await page.evaluate(() => window.partita.seek(9_000_000));
  assert.notEqual(await page.evaluate(() => window.partita.digest()), before);
  await page.evaluate(() => window.partita.seek(25_000_000));
  assert.equal(await page.evaluate(() => window.partita.digest()), before);
});

test("and each key has its partition", async () => {
  const page = await at(19);
  const { topics } = await view(page);
  const keys = topics
    .find((topic) => topic.name === "kafkatask")
    .partitions.map(({ logs }) => [...new Set(logs[0].records.map((record) => record.key))].sort());
  assert.deepEqual(keys, [["key4"], ["key3"], ["key1", "key2"]]);
});

test("and a broker killed with its button is drawn as killed", async () => {
  const page = await at(15);
  await page.getByRole("button", { name: /^Broker 1: running/ }).press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("button", { name: "Kill" }).click();
  await page.getByRole("button", { name: /^Broker 1: killed/ }).waitFor({ state: "attached" });
  assert.equal((await view(page)).nodes[1].state, "killed");
  assert.match(await page.evaluate(() => window.partita.story()), /kill 1/);
});

test("and a message opens down to its bytes", async () => {
  const page = await at(19);
  for (let steps = 0; steps < 400; steps += 1) {
    const open = await page.evaluate(() => window.partita.view().flights.some((flight) => flight.api === "Produce" && !flight.response));
    if (open) break;
    await page.evaluate(() => window.partita.step());
  }
  const opened = await page.evaluate(() => {
    const flight = window.partita.view().flights.find((each) => each.api === "Produce" && !each.response);
    return window.partita.select(`message ${flight.id}`);
  });
  assert.equal(opened, true);
  const fields = page.getByRole("region", { name: "Fields and bytes" });
  await fields.getByText("transactional_id", { exact: false }).first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("and the arrows walk over everything on it", async () => {
  const page = await at(19);
  await page.getByRole("button", { name: /^Broker 0: running/ }).focus();
  const focused = (name) =>
    page.waitForFunction((source) => new RegExp(source).test(document.activeElement.textContent), name);
  await page.keyboard.press("ArrowRight");
  await focused("^kafkatask-\\d on Broker 0");
  await page.keyboard.press("ArrowDown");
  await focused("^kafkatask-\\d on Broker [12]|^Broker 1");
});

for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844]]) {
  test(`and fits into ${width}x${height}, in light and dark`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await at(21, { viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} wide`);
      assert.deepEqual(await axeFindings(page), []);
      assert.deepEqual(page.complaints, []);
    }
  });
}
