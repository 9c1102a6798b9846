// Another story in the place of one that somebody acted in: nothing is lost, it is a branch.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function open(page, name) {
  await page.getByRole("button", { name: "Stories" }).click();
  await page.getByRole("dialog", { name: "Stories" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("what was done stays, and can be gone on with; what nobody touched goes", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await open(page, "two-topics");
  assert.equal(await page.getByRole("tab", { name: "Branches" }).count(), 0);
  assert.equal(await page.locator(".notice").count(), 0);

  await page.evaluate(async () => {
    window.partita.pause();
    await window.partita.seek(3_000_000);
    window.partita.run("pause 1");
  });
  await open(page, "first-topic");
  const notice = page.locator(".notice");
  await notice.getByText("“two-topics” is not lost: it stays as branch A.").waitFor();
  await notice.getByRole("button", { name: "Show the branches" }).click();
  await notice.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("tab", { name: "Branches" }).getAttribute("aria-selected"), "true");
  await page.getByText(/the story “two-topics” before another took its place/).waitFor();
  await page.getByRole("button", { name: "Continue here" }).first().click();
  await page.waitForFunction(() => /pause 1/.test(window.partita.story()));
});
