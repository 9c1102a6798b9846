// Escape closes what is open, from wherever in it the focus is; and the focus goes back to whoever opened it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function standing() {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await stand(page, 22_000_000);
  return page;
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());
const inTree = (page) => page.evaluate(() => document.activeElement.closest(".tree") !== null);

async function openForm(page, menu, deed) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: deed }).click();
  const form = page.getByRole("form", { name: deed.replace(" …", "") });
  await form.waitFor();
  return form;
}

test("Escape in a field of a form closes it, and its button has the focus again", async () => {
  const page = await standing();
  const form = await openForm(page, "Add", "Topic …");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "INPUT");
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  assert.equal(await focused(page), "Add");
});

test("Cancel of a form, and a command that was carried out, give the focus back", async () => {
  const page = await standing();
  for (const button of ["Cancel", "Do it"]) {
    const form = await openForm(page, "Break", "Kill, stop, pause …");
    await form.getByRole("button", { name: button }).focus();
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "detached" });
    assert.equal(await focused(page), "Break", button);
  }
});

test("Escape of a menu of the bar gives its button the focus", async () => {
  const page = await standing();
  await page.getByRole("button", { name: "Change", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  assert.equal(await focused(page), "Change");
});

test("Escape in a field of the builder closes the library", async () => {
  const page = await standing();
  await page.getByRole("button", { name: "Stories" }).click();
  const library = page.getByRole("dialog", { name: "Stories" });
  await library.getByLabel("Brokers", { exact: true }).focus();
  await page.keyboard.press("Escape");
  await library.waitFor({ state: "detached" });
  assert.equal(await focused(page), "Stories");
});

test("closing the inspector gives the focus to what opened it", async () => {
  const page = await standing();
  await page.keyboard.press("3");
  const row = page.getByRole("button", { name: "kafkatask-1", exact: true }).first();
  await row.focus();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  await inspector.waitFor({ state: "detached" });
  assert.equal(await focused(page), "kafkatask-1");
});

for (const words of ["link 0 1", "topic kafkatask", "node 1"]) {
  test(`the menu of ${words}, closed, leaves the focus in the tree`, async () => {
    const page = await standing();
    await page.evaluate((words) => window.partita.select(words), words);
    await page.keyboard.press("m");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assert.equal(await inTree(page), true);
  });
}

/** A future that was given up, and its row among the branches. */
async function branched() {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await stand(page, 26_000_000);
  await stand(page, 22_000_000);
  await page.evaluate(() => {
    window.partita.run("kill 1");
    window.partita.advance(1_000_000);
  });
  return page;
}

test("a comparison is closed by its button, by Escape from wherever in it the focus is, and its opener has the focus", async () => {
  const page = await branched();
  await page.getByRole("tab", { name: "Branches" }).click();
  const compare = page.getByRole("button", { name: "Compare", exact: true });
  const left = page.getByRole("combobox", { name: "Branch on the left" });
  const close = page.getByRole("button", { name: "Close the comparison" });
  const ways = {
    "the button, by mouse": () => close.click(),
    "the button, by keys": () => close.press("Enter"),
    "Escape in the choice": () => left.press("Escape"),
    "Escape in what differs": () => page.getByRole("region", { name: "At the same time" }).press("Escape"),
    "Escape on its opener": () => compare.press("Escape"),
  };
  for (const [way, closeIt] of Object.entries(ways)) {
    await compare.press("Enter");
    await left.waitFor();
    assert.equal(await compare.getAttribute("aria-pressed"), "true");
    await closeIt();
    await left.waitFor({ state: "detached" });
    assert.equal(await focused(page), "Compare", way);
    assert.equal(await compare.getAttribute("aria-pressed"), "false", way);
  }
  assert.deepEqual(page.complaints, []);
});

test("what is selected goes before the comparison, unless the focus is in that", async () => {
  const page = await branched();
  await page.getByRole("tab", { name: "Branches" }).click();
  const compare = page.getByRole("button", { name: "Compare", exact: true });
  const left = page.getByRole("combobox", { name: "Branch on the left" });
  await compare.press("Enter");
  await left.waitFor();
  await page.evaluate(() => window.partita.select("node 2"));
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.waitFor();
  await compare.press("Escape");
  await inspector.waitFor({ state: "detached" });
  assert.equal(await left.count(), 1);
  await compare.press("Escape");
  await left.waitFor({ state: "detached" });
  assert.deepEqual(page.complaints, []);
});

test("a comparison that was opened on the timeline gives the focus back to its branch there", async () => {
  const page = await branched();
  await page.getByRole("button", { name: /^Branch A, from/ }).press("Enter");
  const close = page.getByRole("button", { name: "Close the comparison" });
  await close.press("Enter");
  await close.waitFor({ state: "detached" });
  assert.match(await focused(page), /^Branch A, from/);
  assert.deepEqual(page.complaints, []);
});
