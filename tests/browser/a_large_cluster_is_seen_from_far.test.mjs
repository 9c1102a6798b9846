import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Twelve brokers in three racks, sixty partitions of six topics, a group with more members than partitions; broker 5 dies. */
function story() {
  const lines = ["partita story 1", "seed 3", "brokers 12"];
  for (let n = 0; n < 12; n++) lines.push(`rack ${n} ${"abc"[Math.floor(n / 4)]}`);
  ["orders 24", "clicks 12", "billing 9", "audit 6", "search 6", "email 3"].forEach((topic, n) => {
    const [name, partitions] = topic.split(" ");
    lines.push(`${(5 + n / 10).toFixed(1)} topic ${name} partitions=${partitions} replicas=3`);
  });
  lines.push("7 producer shop topic=orders rate=20 keys=acme,acme,acme,acme,acme,k1,k2,k3");
  for (let n = 1; n <= 28; n++) lines.push(`${(8 + n / 100).toFixed(2)} consumer pay-${n} group=payment topic=orders`);
  lines.push("14 kill 5", "60 end");
  return lines.join("\n");
}

async function large(options) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, ...options });
  const wrong = await page.evaluate(async (text) => {
    const wrong = window.partita.open(text);
    window.partita.pause();
    await window.partita.seek(26_000_000);
    return wrong;
  }, story());
  assert.equal(wrong ?? null, null);
  await page.getByRole("region", { name: "What stands out" }).first().waitFor();
  return page;
}

test("what stands out comes worst first, and Show goes there", async () => {
  const page = await large();
  const finds = page.locator(".finds li");
  assert.match(await finds.first().innerText(), /Broker 5 is killed/);
  const show = page.getByRole("button", { name: "Show: Broker 5 is killed" });
  await show.click();
  assert.equal(await show.getAttribute("aria-pressed"), "true");
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("heading", { name: "Broker 5" }).waitFor();
  assert.match(await page.locator(".far").textContent(), /rack b, .*-0 to/);
  assert.deepEqual(page.complaints, []);
});

test("zoom goes from the map to blocks, bars and notes, and back to all of it", async () => {
  const page = await large();
  const what = page.locator(".sight .what");
  assert.match(await what.innerText(), /^12 brokers, 60 partitions$/);
  assert.ok(await page.locator(".far .h0, .far .h1, .far .h2").count() > 0, "a heat map");
  await page.getByRole("button", { name: "Nearer" }).click();
  assert.match(await what.innerText(), /^6 of 12 brokers, 30 of 60 partitions$/);
  assert.ok(await page.locator(".far .block").count() > 0, "blocks");
  for (let n = 0; n < 3; n++) await page.getByRole("button", { name: "Nearer" }).click();
  assert.ok(await page.locator(".far .hw, .score .hw").count() > 0, "bars or notes");
  await page.getByRole("button", { name: "To the right" }).click();
  assert.doesNotMatch(await what.innerText(), /^12 brokers/);
  await page.getByRole("button", { name: "All of it" }).click();
  assert.match(await what.innerText(), /^12 brokers, 60 partitions$/);
});

test("a search names a broker or a partition, in the field and in the terminal", async () => {
  const page = await large();
  const field = page.getByRole("searchbox", { name: "Find" });
  await field.fill("orders-12");
  await field.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("heading", { name: "orders-12" }).waitFor();
  await field.fill("nobody");
  await field.press("Enter");
  await page.getByText("Nothing of that name.").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("body").click({ position: { x: 600, y: 20 } });
  await page.keyboard.press("/");
  await page.keyboard.type("/broker 7");
  await page.keyboard.press("Enter");
  await inspector.getByRole("heading", { name: "Broker 7" }).waitFor();
});

test("one topic, one broker, one group can be looked at alone", async () => {
  const page = await large();
  for (const [name, shown] of [["email", /^only email: 9 of 12 brokers|^only email: \d+ of 12 brokers, 3 of 60/], ["broker 3", /^only Broker 3: 1 of 12/], ["payment", /^only payment: .*24 of 60/]]) {
    const field = page.getByRole("searchbox", { name: "Find" });
    await field.fill(name);
    await field.press("Enter");
    await page.locator(".tree [aria-pressed=true]").focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Look at it alone" }).click();
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector(".sight .what")?.textContent), shown.source);
    await page.getByRole("button", { name: "All of it" }).click();
  }
});

test("a key is followed from its producer to the members that read it", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await stand(page, 18_000_000);
  const leader = await page.evaluate(async () => {
    const logs = window.partita.view().topics[0].partitions.flatMap((p) => p.logs.map((log) => ({ ...log, partition: p.partition })));
    const log = logs.find((log) => log.role === "Leader" && log.records.some((record) => record.key));
    return { ...log, record: log.records.find((record) => record.key) };
  });
  await page.evaluate(({ partition, node, record }) => window.partita.select(`record kafkatask ${partition} ${node} ${record.offset}`), leader);
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Follow its key" }).click();
  const way = page.getByRole("group", { name: `The way of the key ${leader.record.key}` });
  const stations = await way.getByRole("button").allInnerTexts();
  assert.match(stations[0], /^Producer-/);
  assert.ok(stations.includes(`kafkatask-${leader.partition}`), stations.join());
  assert.ok(stations.some((name) => name.startsWith("Consumer-")), stations.join());
  assert.ok(await page.locator(".score .way").count() >= 2, "its ways are drawn");
});

for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844], [320, 640]]) {
  test(`in ${width}x${height}, light and dark, for everybody`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await large({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      assert.deepEqual(await axeFindings(page), []);
      assert.deepEqual(page.complaints, []);
    }
  });
}

test("fifty brokers, a thousand partitions and a hundred members open", async () => {
  const text = readFileSync(`${ROOT}stories/fifty-brokers.story`, "utf8");
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  assert.equal((await page.evaluate((text) => window.partita.open(text), text)) ?? null, null);
  await page.waitForFunction(() => window.partita.view().nodes.length === 50);
  assert.deepEqual(page.complaints, []);
});

test("a broker has a row for each other node: for eight, and for the others once they are asked for", async () => {
  const page = await large();
  await page.evaluate(() => window.partita.select("node 3"));
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("heading", { name: "Broker 3" }).waitFor();
  const rows = inspector.getByRole("list", { name: "Links" }).getByRole("listitem");
  assert.equal(await rows.count(), 8);
  const more = inspector.getByRole("button", { name: "3 more nodes" });
  assert.equal(await more.getAttribute("aria-expanded"), "false");
  await more.press("Enter");
  const fewer = inspector.getByRole("button", { name: "Fewer nodes" });
  await fewer.waitFor();
  assert.equal(await rows.count(), 11);
  assert.deepEqual(await axeFindings(page, ".inspect"), []);

  // The last row, back from the button by Tab: its link is cut.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /cut 3 11$/m.test(window.partita.story()));

  // Another broker begins with few again.
  await page.evaluate(() => window.partita.select("node 4"));
  await inspector.getByRole("button", { name: "3 more nodes" }).waitFor();
  assert.equal(await rows.count(), 8);
  assert.deepEqual(page.complaints, []);
});
