// A command behind a button or in a menu that fails: the terminal, which says why, is opened, whatever panel was there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const STORY = "partita story 1\nseed 1\nbrokers 3\nset delete.topic.enable=false\n4 topic orders partitions=1 replicas=3\n60 end";

async function standing() {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.evaluate((story) => window.partita.open(story), STORY);
  await stand(page, 8_000_000);
  await page.keyboard.press("l");
  return page;
}

async function choose(page, what, entry) {
  await page.evaluate((what) => window.partita.select(what), what);
  await page.keyboard.press("m");
  const item = page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).first();
  await item.click();
  await item.waitFor({ state: "hidden" });
}

const shown = (page) => page.getByRole("tab", { name: "Terminal" }).getAttribute("aria-selected");

test("a tool of a menu that ends with an error", async () => {
  const page = await standing();
  await choose(page, "topic orders", "Delete");
  await page.getByRole("tabpanel", { name: "Terminal" }).getByText(/deletion is disabled/i).first().waitFor({ timeout: 20_000 });
  assert.equal(await shown(page), "true");
  assert.deepEqual(page.complaints, []);
});

test("a command of a menu that is refused, while time stands", async () => {
  const page = await standing();
  const node = await page.evaluate(() => window.partita.view().topics.find(({ name }) => name === "orders").partitions[0].replicas[1]);
  await choose(page, `segment orders 0 ${node} 0`, "Lose the file");
  assert.equal(await shown(page), "false", "what is carried out changes no panel");
  await choose(page, `segment orders 0 ${node} 0`, "Lose the file");
  await page.getByRole("tabpanel", { name: "Terminal" }).locator(".err, .bad").first().waitFor();
  assert.equal(await shown(page), "true");
  assert.deepEqual(page.complaints, []);
});

test("a button of the inspector", async () => {
  const page = await standing();
  await page.evaluate(() => window.partita.select("topic orders"));
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("tabpanel", { name: "Terminal" }).getByText(/deletion is disabled/i).first().waitFor({ timeout: 20_000 });
});

test("a tool of a menu that only tells is called for what it prints", async () => {
  const page = await standing();
  await choose(page, "topic orders", "Describe");
  await page.getByRole("tabpanel", { name: "Terminal" }).getByText(/PartitionCount: 1/).first().waitFor({ timeout: 20_000 });
  assert.equal(await shown(page), "true");
  assert.deepEqual(page.complaints, []);
});

test("a tool of a form that tells of an error and ends well", async () => {
  const page = await standing();
  await page.evaluate(async () => {
    window.partita.run("consumer c1 group=billing topic=orders");
    window.partita.pause();
    await window.partita.advance(12_000_000);
  });
  assert.equal(await shown(page), "false");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("menuitem", { name: "Offsets of a group …" }).click();
  const form = page.getByRole("form", { name: "Offsets of a group" });
  await form.getByRole("button", { name: "Do it" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByRole("tabpanel", { name: "Terminal" }).getByText(/Assignments can only be reset if the group 'billing' is inactive/).first().waitFor({ timeout: 20_000 });
  assert.equal(await shown(page), "true");
});
