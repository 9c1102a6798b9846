import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { PAGE_DIR, launch, newPage, started } from "./harness.mjs";
import { staticHost } from "./hosts.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const SERVER = process.env.PARTITA_SERVER ?? `${ROOT}target/debug/partita`;
const REST = "partita-web_rest.wasm";
const PREFIX = "/some/where/else/";
const END_US = 80_000_000;
// Only the published page comes in two parts (`cargo xtask dist`).
const skip = existsSync(`${PAGE_DIR}/${REST}`) ? false : "this page is one module";

let browser;
// Steps and digest of the whole story, as the native program has them.
let expected;
before(async () => {
  browser = await launch();
  if (skip) return;
  const told = execFileSync(SERVER, ["story", "--quiet", `${ROOT}stories/kafkatask.story`], { encoding: "utf8" });
  expected = told.match(/(\d+) deliveries; digest ([0-9a-f]{16})/).slice(1);
});
after(() => browser.close());

/** Uses what is in the rest: a tool, the inspector, the whole story. What the story came to. */
async function use(page) {
  await page.evaluate(() => {
    window.partita.pause();
    window.partita.seek(19_000_000);
  });
  await page.getByRole("button", { name: /^Broker 1: running/ }).press("Enter");
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("button", { name: "Kill" }).waitFor();
  const seen = await page.evaluate((end) => {
    window.partita.seek(end);
    return [String(window.partita.view().steps), window.partita.digest()];
  }, END_US);
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Command");
  await page.keyboard.type("kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask");
  await page.keyboard.press("Enter");
  await page.evaluate(() => window.partita.advance(2_000_000));
  const lines = await page.evaluate(() => window.partita.terminal().map(({ text }) => text));
  assert.ok(lines.some((line) => /PartitionCount: 3.*ReplicationFactor: 2/.test(line)), lines.join("\n"));
  return seen;
}

/** A host of the page, as long as test `t` runs. */
async function hostFor(t, options = {}) {
  const host = await staticHost({ prefix: PREFIX, ...options });
  t.after(() => host.close());
  return host;
}

test("of itself, once the first view is up", { skip }, async (t) => {
  const host = await hostFor(t);
  const page = await newPage(browser);
  const rest = page.waitForResponse((response) => response.url().endsWith(REST));
  await page.goto(host.url);
  await started(page);
  assert.equal((await rest).status(), 200);
  assert.deepEqual(await use(page), expected);
  assert.deepEqual(page.complaints, []);
});

test("at once when something needs it sooner", { skip }, async (t) => {
  // The request that comes of itself never has an answer.
  const host = await hostFor(t, { answers: (name, count) => name !== REST || count > 1 });
  const page = await newPage(browser);
  const asked = [];
  page.on("request", (request) => request.url().includes(REST) && asked.push(new URL(request.url()).search));
  await page.goto(host.url);
  await started(page);
  assert.deepEqual(await use(page), expected);
  assert.deepEqual(asked, ["", "?now"]);
});

test("or a card says that it is missing, and Try again finds it", { skip }, async (t) => {
  const gone = [REST];
  const host = await hostFor(t, { gone });
  const page = await newPage(browser);
  await page.goto(host.url);
  await started(page);
  await page.evaluate(() => window.partita.seek(19_000_000)).catch(() => {});
  const card = page.getByRole("alertdialog", { name: "A part of Partita is missing" });
  await card.waitFor();
  await card.getByText(/partita-web_rest\.wasm is not there \(HTTP 404\)/).first().waitFor();
  gone.pop();
  await card.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("img", { name: /^Stage at/ }).waitFor();
  assert.deepEqual(await use(page), expected);
});

test("and into a fresh instance after a crash", { skip }, async (t) => {
  const host = await hostFor(t);
  const page = await newPage(browser);
  await page.goto(host.url);
  await started(page);
  await page.evaluate(async () => {
    const app = await import(new URL("partita-web.js", document.baseURI).href);
    setTimeout(() => app.crash("as a bug would"));
  });
  await page.getByRole("button", { name: "Restart" }).click();
  await page.getByRole("img", { name: /^Stage at/ }).waitFor();
  assert.deepEqual(await use(page), expected);
});
