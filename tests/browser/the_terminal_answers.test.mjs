import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The page at a moment when the topic is there, with the terminal open. */
async function terminal() {
  const page = await site.open("/");
  await stand(page, 19_000_000);
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Command");
  return page;
}

async function type(page, line) {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

const said = (page) => page.evaluate(() => window.partita.terminal().map(({ voice, text }) => `${voice}: ${text}`));

test("kafka-topics.sh, over links of the cluster", async () => {
  const page = await terminal();
  await type(page, "kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask");
  await page.evaluate(() => window.partita.advance(2_000_000));
  const lines = await said(page);
  assert.ok(lines.some((line) => /Topic: kafkatask.*PartitionCount: 3.*ReplicationFactor: 2/.test(line)), lines.join("\n"));
  assert.deepEqual(page.complaints, []);
});

test("a slip with a pointer to its word", async () => {
  const page = await terminal();
  await type(page, "kil 2");
  const lines = await said(page);
  assert.ok(lines.includes("err:   ^^^"), lines.join("\n"));
});

test("with history, and with Tab", async () => {
  const page = await terminal();
  await type(page, "help");
  await page.keyboard.press("ArrowUp");
  const field = page.getByRole("textbox", { name: "Command" });
  assert.equal(await field.inputValue(), "help");
  await field.fill("kafka-top");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "kafka-topics.sh ");
});

test("a console producer that takes lines until its input ends", async () => {
  const page = await terminal();
  await type(
    page,
    "kafka-console-producer.sh --bootstrap-server localhost:9092 --topic kafkatask --property parse.key=true --property key.separator=::",
  );
  await page.evaluate(() => window.partita.advance(1_000_000));
  await page.getByRole("textbox", { name: /^Line for/ }).fill("key4::typed by hand");
  await page.keyboard.press("Enter");
  await page.evaluate(() => window.partita.advance(3_000_000));
  const values = await page.evaluate(() =>
    window.partita.view().topics.flatMap(({ partitions }) => partitions.flatMap(({ logs }) => logs[0]?.records ?? []))
      .map(({ key, value }) => `${key} ${value}`));
  assert.ok(values.includes("key4 typed by hand"), values.slice(-8).join("\n"));
});
