// Copying says whether it worked: in a secure context, without one, and where both ways are refused.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function story(change) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.evaluate(change);
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  return page;
}

test("where there is a clipboard the text is on it", async () => {
  const page = await story(() => {
    window.written = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => window.written.push(text) } });
  });
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.match((await page.evaluate(() => window.written))[0], /^partita story 1/);
});

test("without one the older way is taken", async () => {
  const page = await story(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = (what) => what === "copy" && document.activeElement.value.startsWith("partita story");
  });
  await page.getByRole("button", { name: "Copied" }).waitFor();
});

test("where both are refused that is said", async () => {
  const page = await story(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } });
    document.execCommand = () => false;
  });
  await page.getByRole("button", { name: "Could not copy" }).waitFor();
});
