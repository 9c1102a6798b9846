// The accessibility tree of Chromium, as text, compared with what stands in `trees/`. After a change that is meant:
// PARTITA_BLESS=1 cargo xtask browser what_a_screen_reader, and look at the difference.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const TREES = new URL("./trees/", import.meta.url);
// What says nothing by itself.
const SILENT = new Set(["none", "generic", "InlineTextBox", "LineBreak", "ListMarker", "ignored"]);
const STATES = ["pressed", "selected", "checked", "level", "expanded", "disabled", "required", "modal"];

/** The tree of a part of a page, by its role and name: a line a node, indented, role, name and states. */
async function tree(page, part) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const walk = (id, depth, inside) => {
    const node = byId.get(id);
    if (node === undefined) return;
    const role = node.ignored ? "ignored" : node.role?.value;
    const name = (node.name?.value ?? "").replace(/\s+/g, " ").trim();
    // A text that only repeats the name of what it stands in says nothing new.
    const told = !SILENT.has(role) && !(role === "StaticText" && (name === "" || inside === name));
    if (told) {
      const states = (node.properties ?? []).filter(({ name: state, value }) => STATES.includes(state) && value.value !== false && value.value !== "false");
      const words = states.map(({ name: state, value }) => ` [${state}${value.value === true || value.value === "true" ? "" : ` ${value.value}`}]`);
      lines.push(`${"  ".repeat(depth)}${role}${name === "" ? "" : ` "${name}"`}${words.join("")}`);
    }
    for (const child of node.childIds ?? []) walk(child, told ? depth + 1 : depth, told ? name : inside);
  };
  const root = nodes.find((node) => !node.ignored && node.role?.value === part.role && (part.name === undefined || node.name?.value === part.name));
  assert.ok(root, `there is no ${part.role} ${part.name}`);
  walk(root.nodeId, 0, "");
  return `${lines.join("\n")}\n`;
}

async function compare(page, part, name) {
  const file = new URL(`${name}.txt`, TREES);
  const now = await tree(page, part);
  if (process.env.PARTITA_BLESS || !existsSync(file)) {
    await writeFile(file, now);
    assert.ok(process.env.PARTITA_BLESS, `${name}.txt was not there: it is now; look at it and run again`);
    return;
  }
  assert.equal(now, await readFile(file, "utf8"));
}

/** The first story at 22 s, standing. */
async function at(locale) {
  const page = await site.open("/", { locale, viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await stand(page, 22_000_000);
  return page;
}

const LIST = { en: "The cluster in words", de: "Der Cluster in Worten" };
const INSPECTOR = { en: "Inspector", de: "Inspektor" };

for (const locale of ["en", "de"]) {
  test(`of the stage, in ${locale}: headings, lists and tables of everything on it`, async () => {
    await compare(await at(locale), { role: "region", name: LIST[locale] }, `stage-${locale}`);
  });

  test(`of a record, in ${locale}: its facts and why it is where it is`, async () => {
    const page = await at(locale);
    await page.evaluate(() => {
      const { leader } = window.partita.view().topics[0].partitions[2];
      window.partita.select(`record kafkatask 2 ${leader} 30`);
    });
    await page.locator(".reason").waitFor();
    await compare(page, { role: "complementary", name: INSPECTOR[locale] }, `record-${locale}`);
  });
}

test("of the stage with faults: each is told in words", async () => {
  const page = await at("en");
  await page.evaluate(() => {
    for (const line of ["disk 1 fill", "cut 0 2", "clock 2 +1h", "slow 0 1 80ms", "pause 1"]) window.partita.run(line);
  });
  await page.locator(".tree").getByText(/disk full/).waitFor();
  await compare(page, { role: "region", name: LIST.en }, "stage-with-faults-en");
});

/** Who leads the first partition. */
const leader = (page) =>
  page.evaluate(() => window.partita.view().topics.find((topic) => topic.name === "kafkatask").partitions[0].leader);

for (const [what, words] of [
  ["topic", () => "topic kafkatask"],
  ["replica", (leader) => `replica kafkatask 0 ${leader}`],
  ["segment", (leader) => `segment kafkatask 0 ${leader} 0`],
  ["batch", (leader) => `batch kafkatask 0 ${leader} 0`],
]) {
  test(`of the inspector of a ${what}`, async () => {
    const page = await at("en");
    assert.equal(await page.evaluate((words) => window.partita.select(words), words(await leader(page))), true);
    await page.getByRole("complementary", { name: "Inspector" }).waitFor();
    await compare(page, { role: "complementary", name: "Inspector" }, `${what}-en`);
  });
}

const INSPECTED = { role: "complementary", name: "Inspector" };
for (const [what, words] of [["group", "group consumergroup1"], ["member", "member consumergroup1 Consumer-21"], ["producer", "producer Producer-1"], ["link", "link 0 1"]]) {
  test(`of the inspector of a ${what}`, async () => {
    const page = await at("en");
    await page.evaluate((words) => window.partita.select(words), words);
    await page.getByRole("complementary", { name: "Inspector" }).waitFor();
    await compare(page, INSPECTED, `${what}-en`);
  });
}

/** The sequence, once the recent past is played again. */
async function sequence(page) {
  await page.keyboard.press("2");
  await page.locator(".seqpane:not([aria-busy]) .msg").first().waitFor();
}

test("of the inspector of a message", async () => {
  const page = await at("en");
  await sequence(page);
  await page.locator(".seq .msg").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copy as hex" }).waitFor();
  await page.locator(".fields .mean").first().waitFor();
  await compare(page, INSPECTED, "message-en");
});

test("of a form", async () => {
  const page = await at("en");
  await page.getByRole("button", { name: "Break", exact: true }).click();
  await page.getByRole("menuitem", { name: "Slow a link …" }).click();
  await page.getByRole("dialog", { name: "Slow a link" }).waitFor();
  await compare(page, { role: "dialog", name: "Slow a link" }, "form-en");
});

test("of the branches", async () => {
  const page = await at("en");
  await page.evaluate(async () => {
    await window.partita.seek(14_000_000);
    window.partita.run("pause 1");
  });
  await page.keyboard.press("5");
  await page.getByRole("region", { name: "Branches" }).waitFor();
  await compare(page, { role: "region", name: "Branches" }, "branches-en");
});

test("of two branches side by side: what differs, in words", async () => {
  const page = await at("en");
  await page.evaluate(async () => {
    await window.partita.seek(14_000_000);
    window.partita.run("kill 1");
    await window.partita.advance(8_000_000);
  });
  await page.keyboard.press("5");
  await page.locator(".branchlist").getByRole("button", { name: "Compare" }).first().click();
  // The other branch is played up to the same moment first.
  await page.getByRole("heading", { name: /at the same time$/ }).waitFor();
  await page.locator(".differences tbody tr").first().waitFor();
  await compare(page, { role: "region", name: "Branches" }, "compared-en");
});

/** The metrics, once the last seconds are played again for the table of latencies. */
async function metrics(page) {
  await page.keyboard.press("4");
  await page.locator(".latencies tbody tr").first().waitFor();
}

for (const [what, open, part] of [
  ["metrics", metrics, { role: "region", name: "Metrics" }],
  ["timeline", () => {}, { role: "group", name: "Timeline" }],
  ["library", (page) => page.keyboard.press("n"), { role: "dialog", name: "Stories" }],
  ["sequence", sequence, { role: "region", name: "Sequence" }],
  ["terminal", (page) => page.keyboard.press("/"), { role: "tabpanel", name: "Terminal" }],
  ["story", (page) => page.keyboard.press("s"), { role: "tabpanel", name: "Story" }],
  ["tables", (page) => page.keyboard.press("3"), { role: "region", name: "Tables" }],
  ["log", (page) => page.keyboard.press("l"), { role: "region", name: "Log" }],
  ["verdict", (page) => page.keyboard.press("v"), { role: "region", name: "Verdict" }],
  ["broker", (page) => page.evaluate(() => window.partita.select("node 1")), { role: "complementary", name: "Inspector" }],
  ["keys", (page) => page.keyboard.press("?"), { role: "dialog", name: "Keys and help" }],
]) {
  test(`of ${what}`, async () => {
    const page = await at("en");
    await open(page);
    await page.getByRole(part.role, { name: part.name }).first().waitFor();
    await compare(page, part, `${what}-en`);
  });
}
