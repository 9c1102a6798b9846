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

test("with several shells, turned by the keys that the map of keys names", async () => {
  const page = await terminal();
  const shells = page.getByRole("group", { name: "Shells" });
  const shown = () => shells.locator("[aria-pressed=true]").innerText();
  const first = await shown();
  await shells.getByRole("button", { name: "Another shell" }).click();
  const second = await shown();
  assert.notEqual(second, first);
  const field = page.getByRole("textbox", { name: "Command" });
  await field.focus();
  for (const [key, at] of [["ArrowUp", first], ["ArrowDown", second], ["ArrowDown", first], ["ArrowUp", second]]) {
    await page.keyboard.press(`Alt+${key}`);
    await shells.locator("[aria-pressed=true]", { hasText: at }).waitFor();
  }
  // The history is walked through by the arrows alone, and what is typed stays with its shell.
  await field.fill("help");
  await page.keyboard.press("Alt+ArrowUp");
  await shells.locator("[aria-pressed=true]", { hasText: first }).waitFor();
  assert.equal(await field.inputValue(), "");
  await page.keyboard.press("Alt+ArrowDown");
  await shells.locator("[aria-pressed=true]", { hasText: second }).waitFor();
  assert.equal(await field.inputValue(), "help");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys and help" });
  assert.equal(await keys.locator("dt:has(kbd:text-is('Alt ↑ ↓')) + dd").innerText(), "the shell before, after");
  assert.deepEqual(page.complaints, []);
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

for (const [option, line, answer, why] of [
  ["--zookeeper", "kafka-topics.sh --zookeeper localhost:2181 --list", /zookeeper is not a recognized option/, /Kafka took --zookeeper away in 3\.0/],
  [
    "--broker-list",
    "kafka-console-producer.sh --broker-list localhost:9092 --topic kafkatask",
    /broker-list is not a recognized option/,
    /Kafka took --broker-list away in 4\.0: every tool takes --bootstrap-server/,
  ],
]) {
  test(`${option} as today's Kafka does, and tells why in a line of its own`, async () => {
    const page = await terminal();
    await type(page, line);
    await page.evaluate(() => window.partita.advance(2_000_000));
    const lines = await said(page);
    const at = (pattern) => lines.findIndex((line) => pattern.test(line));
    assert.ok(at(answer) >= 0, lines.join("\n"));
    assert.ok(at(why) >= 0, lines.join("\n"));
    assert.equal(lines.filter((line) => why.test(line)).length, 1);
    assert.deepEqual(page.complaints, []);
  });
}
