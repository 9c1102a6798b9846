import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The first story at 22 s, something selected by its words. */
async function at(what, options = {}) {
  const page = await site.open("/", options);
  await stand(page, 22_000_000);
  if (what) assert.equal(await page.evaluate((words) => window.partita.select(words), what), true);
  return page;
}

const inspector = (page) => page.getByRole("complementary", { name: "Inspector" });

/** The newest record of a partition: its offset, its key, its leader. */
const newest = (page, partition) =>
  page.evaluate((n) => {
    const found = window.partita.view().topics[0].partitions[n];
    const log = found.logs.find((each) => each.node === found.leader);
    return { leader: found.leader, ...log.records.at(-1) };
  }, partition);

test("a record says why it is in its partition, its key worked out down to the last step", async () => {
  const page = await at();
  for (const partition of [0, 1, 2]) {
    const { leader, offset, key } = await newest(page, partition);
    await page.evaluate((what) => window.partita.select(what), `record kafkatask ${partition} ${leader} ${offset}`);
    const why = inspector(page).locator(".reason");
    await why.getByText(/By its key: murmur2/).waitFor();
    const rows = await why.getByRole("row").allInnerTexts();
    // key1 and its like: the seed, one block of four bytes, the last mixing, the sign, the remainder.
    assert.equal(rows.length, 5);
    const hex = [...Buffer.from(key)].map((byte) => byte.toString(16)).join(" ");
    assert.match(rows[1], new RegExp(`^${hex} mixed to [0-9a-f]{8}`));
    const [hash, positive, remainder] = rows.slice(2).map((row) => row.split(/\s/).at(-1));
    assert.equal(BigInt(`0x${hash}`) & 0x7fffffffn, BigInt(positive));
    assert.equal(Number(positive) % 3, Number(remainder));
    assert.equal(Number(remainder), partition);
  }
  assert.deepEqual(await axeFindings(page, ".inspect"), []);
  assert.deepEqual(page.complaints, []);
});

test("a record without a key tells of the sticky choice", async () => {
  const page = await site.open("/");
  const story = "partita story 1\nseed 5\nbrokers 3\n4 topic t partitions=3 replicas=1\n5 producer p topic=t rate=5\n20 end\n";
  await page.evaluate(async (text) => {
    window.partita.open(text);
    window.partita.pause();
    await window.partita.seek(9_000_000);
    const topic = window.partita.view().topics.find((each) => each.name === "t");
    const { partition, leader, logs } = topic.partitions.find((each) => each.logs.some((log) => log.records.length > 0));
    const log = logs.find((each) => each.node === leader);
    window.partita.select(`record t ${partition} ${leader} ${log.records.at(-1).offset}`);
  }, story);
  await inspector(page).getByText(/no key[\s\S]*batch\.size[\s\S]*KIP-794/).waitFor();
});

test("from a record to its batch, its segment, its replica, and up again by Escape", async () => {
  const page = await at();
  const { leader, offset } = await newest(page, 2);
  await page.evaluate((what) => window.partita.select(what), `record kafkatask 2 ${leader} ${offset}`);
  await inspector(page).getByRole("button", { name: /^Batch at/ }).click();
  await inspector(page).getByRole("heading", { name: /kafkatask-2, batch at/ }).waitFor();
  await inspector(page).getByRole("button", { name: `Record ${offset}` }).click();
  await inspector(page).getByRole("button", { name: "Segment from 0" }).click();
  await inspector(page).getByText("active: appended to").waitFor();
  await inspector(page).getByText("kafkatask-2/00000000000000000000.log").waitFor();
  await page.keyboard.press("Escape");
  await inspector(page).getByRole("heading", { name: "kafkatask-2", exact: true }).waitFor();
});

test("a controller, and the link between two brokers, which it can cut in one direction", async () => {
  const page = await at("node 0");
  await inspector(page).getByText("Active controller").waitFor();
  await inspector(page).getByText("Voters").waitFor();
  await inspector(page).getByRole("button", { name: "Link to Broker 1" }).click();
  await inspector(page).getByRole("heading", { name: "Link Broker 0, Broker 1" }).waitFor();
  await inspector(page).getByText(/Broker 0 to Broker 1: as usual/).waitFor();
  await inspector(page).getByRole("button", { name: "Cut 0 to 1 only" }).click();
  await inspector(page).getByText(/Broker 0 to Broker 1: cut/).waitFor();
  await inspector(page).getByText(/Broker 1 to Broker 0: as usual/).waitFor();
  assert.deepEqual(page.complaints, []);
});

/** A produce request on its way, selected. */
async function produce(options) {
  const page = await at(undefined, options);
  const id = await page.evaluate(() => {
    for (let n = 0; n < 2000; n += 1) {
      const found = window.partita.view().flights.find((flight) => flight.api === "Produce" && !flight.response);
      if (found) {
        window.partita.select(`message ${found.id}`);
        return found.id;
      }
      window.partita.step();
    }
  });
  assert.ok(id);
  return page;
}

test("every field of a message has its meaning in a sentence, and its bytes beside it", async () => {
  const page = await produce();
  const fields = inspector(page).getByRole("region", { name: "Fields and bytes" });
  await fields.getByText("What the producer waits for: 0 nothing, 1 the leader, -1 all in-sync replicas.").waitFor();
  const seen = await fields.locator("tbody").evaluate((body) => {
    const rows = [...body.rows];
    const told = (row) => row.querySelector("th")?.innerText.trim().split(/\s/)[0];
    return rows.flatMap((row, n) => (row.className.includes("mean") ? [] : [[told(row), rows[n + 1]?.className === "mean"]]));
  });
  const silent = seen.filter(([name, means]) => !means && !/^\[\d+\]$|Header$|Request$|^RecordBatch$/.test(name)).map(([name]) => name);
  assert.deepEqual(silent, []);
  assert.ok(seen.length > 30, `${seen.length} fields`);
  assert.deepEqual(await axeFindings(page, ".inspect"), []);
});

test("the fields that changed the state are marked once the message has arrived", async () => {
  const page = await produce();
  assert.equal(await page.locator(".did").count(), 0, "nothing is changed while it is on its way");
  await page.evaluate(() => window.partita.advance(100_000));
  // Selected again, it is opened from the past.
  await inspector(page).getByText("What it changed").waitFor();
  await inspector(page).getByText(/Appends .*kafkatask/).first().waitFor();
  assert.match(await page.locator(".fields tr:has(.did)").first().innerText(), /^records/);
});

test("a field marks its bytes and a byte its field, by keys alone, both ways", async () => {
  const page = await produce({ viewport: { width: 1280, height: 720 } });
  const grid = inspector(page).getByRole("grid", { name: "Bytes of the message" });
  await grid.waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const marked = () => grid.locator("[aria-selected=true]").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.n)));

  // The names of the fields are one stop of Tab; arrows walk through them, each marks its bytes.
  await inspector(page).getByRole("button", { name: "Copy as JSON" }).focus();
  for (let n = 0; n < 6 && !(await page.evaluate(() => document.activeElement.matches(".fname"))); n += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "RequestHeader");
  const header = await marked();
  assert.ok(header[0] === 4 && header.length > 8, `${header}`);
  const { steps } = await page.evaluate(() => window.partita.view());
  for (let n = 0; (await focused()) !== "api_version"; n += 1) {
    assert.ok(n < 8, await focused());
    await page.keyboard.press("ArrowDown");
  }
  assert.deepEqual(await marked(), [6, 7]);

  // Enter leads to its first byte, whose name says the field; arrows go on from byte to byte, and the field follows.
  await page.keyboard.press("Enter");
  const byte = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.waitForFunction(() => document.activeElement.dataset.n === "6");
  assert.match(await byte(), /^00, byte 6, of api_version$/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.dataset.n === "8");
  assert.match(await byte(), /of correlation_id$/);
  assert.deepEqual(await marked(), [8, 9, 10, 11]);
  assert.match(await page.locator(".fields tr.sel").innerText(), /^correlation_id/);

  // Escape and Enter lead back to the field; a byte far below is reached, and its field is seen.
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "correlation_id");
  await page.keyboard.press("Enter");
  for (let n = 0; n < 2; n += 1) await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.activeElement.dataset.n === "136");
  const row = await page.locator(".fields tr.sel").boundingBox();
  const pane = await inspector(page).getByRole("region", { name: "Fields and bytes" }).boundingBox();
  assert.ok(row.y >= pane.y && row.y + row.height <= pane.y + pane.height + 1, JSON.stringify({ row, pane }));
  assert.equal((await page.evaluate(() => window.partita.view())).steps, steps, "no key went to the page");
  assert.deepEqual(await axeFindings(page, ".inspect"), []);
  assert.deepEqual(page.complaints, []);
});

test("a byte that is clicked marks its field, a field that is clicked its bytes", async () => {
  const page = await produce({ viewport: { width: 1280, height: 720 } });
  await inspector(page).getByRole("gridcell", { name: /byte 9, of correlation_id$/ }).click();
  await page.locator(".fields tr.sel", { hasText: "correlation_id" }).waitFor();
  await page.locator(".fields tr:not(.grp)", { hasText: /^api_key/ }).locator("td").first().click();
  await page.waitForFunction(() => document.querySelectorAll(".bytes [aria-selected=true]").length === 2);
  assert.deepEqual(page.complaints, []);
});

test("as hex and as JSON on the clipboard", async () => {
  const page = await produce({ permissions: ["clipboard-read", "clipboard-write"] });
  await inspector(page).getByRole("button", { name: "Copy as hex" }).click();
  const bytes = Buffer.from((await page.evaluate(() => navigator.clipboard.readText())).replaceAll(" ", ""), "hex");
  assert.equal(bytes.readUInt32BE(0), bytes.length - 4, "the frame says its size");
  await inspector(page).getByRole("button", { name: "Copy as JSON" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("{"));
  const json = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.match(JSON.stringify(json), /"acks":-1/);
  assert.match(JSON.stringify(json), /"client_id":"Producer-\d"/);
  assert.deepEqual(page.complaints, []);
});

for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844]]) {
  test(`in ${width}x${height}, light and dark, for everybody`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await produce({ viewport: { width, height }, colorScheme });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width);
      assert.deepEqual(await axeFindings(page, ".inspect"), []);
    }
  });
}
