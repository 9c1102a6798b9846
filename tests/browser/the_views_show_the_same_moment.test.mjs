import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** A view of the first story, 52 s after its beginning: broker 1 is killed. */
async function at(view, options) {
  const page = await site.open("/", options);
  await stand(page, 52_000_000);
  await page.getByRole("tab", { name: view }).click();
  return page;
}

test("as tables: sorted by any column, a row selects what it is about", async () => {
  const page = await at("Tables");
  const groups = page.getByRole("table").filter({ hasText: "Committed" });
  await groups.locator("tbody tr").nth(5).waitFor();
  await groups.getByRole("button", { name: "Sort by Lag" }).or(groups.getByRole("button", { name: "Lag" })).click();
  const lags = (await groups.locator("tbody tr td:last-child").allInnerTexts()).map(Number);
  assert.equal(lags.length, 6);
  assert.deepEqual(lags, [...lags].sort((a, b) => b - a));
  assert.equal(await groups.locator("th[aria-sort=descending]").count(), 1);

  await page.getByRole("button", { name: "Broker 1", exact: true }).first().click();
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("heading", { name: "Broker 1" }).waitFor();
  await page.getByRole("tab", { name: "Stage" }).click();
  assert.equal(await page.getByRole("button", { name: /^Broker 1: killed/ }).getAttribute("aria-pressed"), "true");
});

test("as tables with every config, its default and its source", async () => {
  const page = await at("Tables");
  await page.getByRole("button", { name: "All, with defaults" }).click();
  const row = page.getByRole("row", { name: /retention\.ms 604800000 604800000 DEFAULT_CONFIG/ });
  await row.first().waitFor();
});

test("as metrics: a change names its cause and leads there", async () => {
  const page = await at("Metrics");
  const chart = page.getByRole("img", { name: "Under-replicated: 2 partitions now" });
  await chart.waitFor();
  const causes = page.getByRole("region", { name: "Metrics" }).locator(".causes");
  await causes.getByText("Broker 1 is killed").waitFor();
  await page.getByRole("button", { name: /ISR of kafkatask-0 shrinks/ }).first().click();
  await page.waitForFunction(() => Math.abs(window.partita.view().now - 48_400_000) < 1_000_000);
  assert.deepEqual(page.complaints, []);
});

/** Links that become slow, and nothing else. */
const SLOW = `partita story 1
seed 5
brokers 3
4 topic orders partitions=1 replicas=3
5 producer p topic=orders rate=5
20 slow 0 1 200ms
20 slow 0 2 200ms
20 slow 1 2 200ms
60 end
`;

test("as metrics: how long requests took has a course of its own, by kind, with its cause", async () => {
  const page = await site.open("/");
  await page.evaluate((story) => window.partita.open(story), SLOW);
  await stand(page, 27_000_000);
  await page.getByRole("tab", { name: "Metrics" }).click();
  const course = page.locator(".course");
  await course.getByRole("img", { name: /^Latency of Produce: median .*, longest \d/ }).waitFor();
  await course.getByRole("button", { name: /takes 200 ms more/ }).click();
  await page.waitForFunction(() => Math.abs(window.partita.view().now - 20_000_000) < 1_000_000);
  await course.getByRole("combobox").selectOption("Fetch");
  await course.getByRole("img", { name: /^Latency of Fetch/ }).waitFor();
  assert.deepEqual(await axeFindings(page, ".metrics"), []);
  // Another future has another course: the seconds after now are gone.
  const end = () => {
    const line = document.querySelector(".course .line").getAttribute("d");
    return Number(/H([\d.]+)$/.exec(line)[1]);
  };
  assert.ok((await page.evaluate(end)) > 801);
  await page.evaluate(async () => {
    await window.partita.seek(19_000_000);
    window.partita.run("pause 2");
  });
  await page.waitForFunction(`(${end})() <= 801`);
  assert.deepEqual(page.complaints, []);
});

test("as a diagram of messages: filtered, each line opens its message", async () => {
  const page = await at("Sequence");
  const diagram = page.getByRole("group", { name: "Sequence" });
  const answer = diagram.getByRole("button", { name: /^Produce answer from Broker \d to Producer-\d, .* after the request/ });
  await answer.first().waitFor();
  await page.getByRole("combobox", { name: "Requests" }).selectOption("Produce");
  const names = await diagram.getByRole("button").evaluateAll((lines) => lines.map((line) => line.getAttribute("aria-label")));
  assert.ok(names.length > 4 && names.every((name) => name.startsWith("Produce")), names.join("\n"));
  await answer.last().press("Enter");
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("heading", { name: "Produce answer" }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("as a diagram of messages: of one partition, whose leaders have ribbons, and of one machine", async () => {
  const page = await at("Sequence");
  const diagram = page.getByRole("group", { name: "Sequence" });
  const names = () =>
    diagram.getByRole("button").evaluateAll((lines) => lines.map((line) => line.getAttribute("aria-label")));
  await diagram.getByRole("button").first().waitFor();
  // Several partitions and none chosen: nobody has a ribbon.
  assert.equal(await diagram.locator(".life.leads").count(), 0);
  const all = (await names()).length;

  const partition = page.getByRole("combobox", { name: "Partition" });
  // A ribbon is a line without height: it is there, whatever a browser says of its box.
  await partition.selectOption({ index: 1 });
  await diagram.locator(".life.leads").first().waitFor({ state: "attached" });
  const ofPartition = await names();
  assert.ok(ofPartition.length > 0 && ofPartition.length < all, ofPartition.join("\n"));

  await partition.selectOption({ index: 0 });
  await diagram.locator(".life.leads").first().waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "Machine" }).selectOption("Producer-1");
  await page.waitForFunction((all) => document.querySelectorAll(".seq .msg").length < all, all);
  const ofMachine = await names();
  assert.ok(ofMachine.length > 0 && ofMachine.every((name) => /(from|to) Producer-1[, ]/.test(name)), ofMachine.join("\n"));
  assert.deepEqual(page.complaints, []);
});

test("as a diagram of messages, also of a past that was not watched", async () => {
  const page = await at("Sequence");
  await page.evaluate(() => window.partita.seek(19_000_000));
  const first = page.getByRole("group", { name: "Sequence" }).getByRole("button").first();
  await first.waitFor();
  assert.match(await first.getAttribute("aria-label"), /sent 0:1[5-9]\./);
});

for (const view of ["Sequence", "Tables", "Metrics"]) {
  for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844]]) {
    test(`as ${view.toLowerCase()}, in ${width}x${height}, light and dark, for everybody`, async () => {
      for (const colorScheme of ["light", "dark"]) {
        const page = await at(view, { viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width);
        assert.deepEqual(await axeFindings(page), []);
        assert.deepEqual(page.complaints, []);
      }
    });
  }
}
