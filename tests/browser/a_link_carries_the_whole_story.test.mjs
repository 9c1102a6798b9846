import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { axeFindings, openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const STORY = "partita story 1\nseed 9\nbrokers 3\n4 topic orders partitions=1 replicas=3\n5 producer p1 topic=orders rate=5\n9 kill 1\n20 end\n";

/** A text as any other program would pack it. */
const packed = (text) => `#p1.z.${deflateSync(text).toString("base64url")}`;
const dialog = (page, name) => page.getByRole("dialog", { name });
const digestAt = (page, at) =>
  page.evaluate(async (us) => {
    await window.partita.seek(us);
    return window.partita.digest();
  }, at);

test("made in one tab, read in another, and the same digest there", async () => {
  const page = await site.open("/");
  await page.evaluate((story) => window.partita.open(story), STORY);
  await page.evaluate(() => {
    window.partita.pause();
    window.partita.seek(12_000_000);
    window.partita.run("restart 1");
  });
  await page.getByRole("tab", { name: "Story" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.getByRole("textbox", { name: "Link to this story" }).inputValue();
  await page.getByText(`${link.length} characters`).waitFor();
  assert.match(link, /#p1\.z\.[\w-]+$/);
  const digest = await digestAt(page, 15_000_000);

  const other = await site.open(new URL(link).hash);
  const card = dialog(other, "A story from a link");
  assert.match(await card.innerText(), /3 brokers[\s\S]*4 commands until[\s\S]*12\.000001 restart 1/);
  assert.equal((await other.evaluate(() => window.partita.view())).now, 0, "nothing runs before it is asked for");
  assert.deepEqual(await axeFindings(other), []);
  await card.getByRole("button", { name: "Run it" }).click();
  await other.waitForFunction(() => window.partita.view().playing);
  assert.equal(await digestAt(other, 15_000_000), digest);
  assert.equal(await other.evaluate(() => location.hash), "", "a reload does not ask again");
  assert.deepEqual(other.complaints, []);
});

test("declined by Escape, it leaves the page as it was", async () => {
  const page = await site.open(packed(STORY));
  await dialog(page, "A story from a link").waitFor();
  // What is typed is the dialog's: `k` and Space act on nothing.
  await page.keyboard.press("k");
  await page.keyboard.press("Escape");
  await dialog(page, "A story from a link").waitFor({ state: "detached" });
  assert.match(await page.evaluate(() => window.partita.story()), /kafkatask/);
  assert.equal(await page.evaluate(() => location.hash), "");
});

test("pasted into the address of an open page", async () => {
  const page = await site.open("/");
  await page.evaluate((hash) => (location.hash = hash), packed(STORY));
  await dialog(page, "A story from a link").getByRole("button", { name: "Run it" }).click();
  await page.waitForFunction(() => /seed 9/.test(window.partita.story()));
  await page.evaluate(() => (location.hash = "#stage"));
  assert.equal(await page.getByRole("dialog").count(), 0, "another fragment is none of its business");
});

const whole = packed(STORY);
const BROKEN = {
  "of a version to come": ["#p2.z.AAAA", /version 'p2'/],
  "with a codec to come": ["#p1.zstd.AAAA", /packed with 'zstd'/],
  "cut off": [whole.slice(0, -20), /missing|changed/],
  "with a letter changed": [`${whole.slice(0, 40)}${whole[40] === "A" ? "B" : "A"}${whole.slice(41)}`, /changed|missing/],
  "with letters that no link has": ["#p1.z.%3Cscript%3E", /missing/],
  "without anything": ["#p1", /missing/],
  "that unfolds to too much": [packed("#".repeat(3_000_000)), /more than 1,048,576 bytes/],
  "that is too long": [`#p1.z.${"A".repeat(70_000)}`, /at most 65,536/],
  "of another text": [packed("hello"), /not a story[\s\S]*line 1/],
  "of a story with a mistake": [packed("partita story 1\nbrokers 3\n4 explode\n"), /line 3[\s\S]*explode/],
};
for (const [what, [hash, why]] of Object.entries(BROKEN)) {
  test(`broken: one ${what} gives a message, and the page goes on`, async () => {
    const page = await site.open(hash);
    const card = dialog(page, "This cannot be read");
    assert.match(await card.innerText(), why);
    await card.getByRole("button", { name: "Go on without it" }).click();
    await page.getByRole("img", { name: /^Stage at/ }).waitFor();
    assert.deepEqual(page.complaints, []);
  });
}

test("with hostile text in it, which stays text", async () => {
  const hostile = `partita story 1\n# <img src=x onerror="window.owned=1"> \u202egpj.exe \u200b\nbrokers 1\n5 end\n`;
  const page = await site.open(packed(hostile));
  const text = page.getByRole("region", { name: "What will run, word by word" });
  assert.match(await text.innerText(), /<img src=x onerror="window\.owned=1"> ⟨U\+202E⟩gpj\.exe ⟨U\+200B⟩/);
  assert.equal(await page.locator("dialog img").count(), 0);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.deepEqual(page.complaints, []);
});

for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844]]) {
  test(`in ${width}x${height}, light and dark, for everybody`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await site.open(packed(STORY), { viewport: { width, height }, colorScheme });
      await dialog(page, "A story from a link").waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width);
      assert.deepEqual(await axeFindings(page), []);
    }
  });
}
