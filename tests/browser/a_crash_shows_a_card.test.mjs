import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, started } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Makes an instance of the app panic, as a bug would: from a timer of the page. */
async function crash(page, why, instance = 0) {
  const glue = instance === 0 ? "partita-web.js" : `partita-web.js?instance=${instance}`;
  await page.evaluate(async ([address, text]) => {
    const app = await import(new URL(address, document.baseURI).href);
    setTimeout(() => app.crash(text));
    await new Promise((over) => setTimeout(over, 50));
  }, [glue, why]);
}

test("with what happened and the story that replays it", async () => {
  const page = await site.open("/");
  await page.evaluate(() => globalThis.__partita.holdStory("seed 7\n1.5s kill 2"));
  await crash(page, "the log has a hole");
  const card = page.getByRole("alertdialog", { name: "The engine stopped" });
  await card.waitFor();
  const report = await card.getByRole("textbox").inputValue();
  assert.match(report, /the log has a hole/);
  assert.match(report, /seed 7\n1\.5s kill 2/);
  assert.deepEqual(await axeFindings(page, ".boot-card"), []);
});

test("and Restart makes a fresh instance", async () => {
  const page = await site.open("/");
  const card = page.getByRole("alertdialog");
  const restart = page.getByRole("button", { name: "Restart" });

  await crash(page, "once");
  assert.equal(await restart.evaluate((button) => button === document.activeElement), true);
  await restart.click();
  await started(page);
  await page.getByRole("img", { name: /^Stage at/ }).waitFor();
  assert.equal(await card.count(), 0);

  await crash(page, "a timer that the dead instance had left", 0);
  assert.equal(await card.count(), 0);

  await crash(page, "twice", 1);
  assert.match(await card.getByRole("textbox").inputValue(), /twice/);
});

test("and Copy report puts the report on the clipboard", async () => {
  const page = await site.open("/", { permissions: ["clipboard-read", "clipboard-write"] });
  await crash(page, "the log has a hole");
  await page.getByRole("button", { name: "Copy report" }).click();
  await page.getByText("Copied.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /the log has a hole/);
});
