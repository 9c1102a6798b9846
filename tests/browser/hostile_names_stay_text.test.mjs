import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const TAG = "<img/src=x/onerror=window.owned=1>";
const SCRIPT = "\"><script>window.owned=1</script>";
const BIDI = "key\u202egnp.exe\u200b";

/** A topic, and records and a group with such names. */
async function hostile(options = {}) {
  const page = await site.open("/", options);
  await page.evaluate(
    async ([tag, script, bidi]) => {
      window.partita.open("partita story 1\nseed 1\nbrokers 1\n4 topic t partitions=1 replicas=1\n60 end\n");
      window.partita.pause();
      await window.partita.seek(6_000_000);
      const run = (line) => {
        const answer = window.partita.run(line);
        if (!answer.ok) throw new Error(`${line.slice(0, 80)}: ${answer.error}`);
      };
      run("producer p topic=t linger.ms=0");
      run(`send p ${tag} ${script}`);
      run(`send p ${bidi} ${bidi}`);
      run(`consumer c topic=t auto.offset.reset=earliest group=${tag}`);
      await window.partita.advance(8_000_000);
    },
    [TAG, SCRIPT, BIDI],
  );
  return page;
}

/** Nothing of it became a part of the page. */
async function isText(page) {
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.locator("img, script:not([src])").count(), 0);
  assert.deepEqual(page.complaints, []);
}

test("on the stage, in every view and panel, in the inspector, in the log that is saved", async () => {
  const page = await hostile();
  const view = await page.evaluate(() => window.partita.view());
  const records = view.topics[0].partitions[0].logs[0].records;
  assert.equal(records[0].key, TAG);
  assert.equal(view.groups[0].id, TAG);
  for (const name of ["Sequence", "Tables", "Metrics", "Stage"]) {
    await page.getByRole("tab", { name }).click();
    await isText(page);
  }
  for (const name of ["Terminal", "Verdict", "Story", "Log"]) {
    await page.getByRole("tab", { name }).click();
    await isText(page);
  }
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await page.evaluate(() => window.partita.select("record t 0 0 0"));
  await inspector.getByText(TAG, { exact: true }).waitFor();
  await page.evaluate((id) => window.partita.select(`group ${id}`), TAG);
  await inspector.getByRole("heading", { name: TAG }).waitFor();
  await isText(page);
  assert.deepEqual(await axeFindings(page, ".inspect"), []);
});

test("and what hides or turns the direction of writing is named", async () => {
  const page = await hostile();
  await page.evaluate(() => window.partita.select("record t 0 0 1"));
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByText("key⟨U+202E⟩gnp.exe⟨U+200B⟩").first().waitFor();
  await isText(page);
});

test("and in a picture of the stage", async () => {
  const page = await hostile();
  await page.getByRole("tab", { name: "Story" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Stage as SVG" }).click()]);
  const svg = await (await import("node:fs/promises")).readFile(await download.path(), "utf8");
  assert.doesNotMatch(svg, /<img|<script/);
  const names = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml");
    return [...picture.querySelectorAll("text")].map((word) => word.textContent);
  }, svg);
  assert.ok(names.some((name) => name.startsWith("<img")), names.join("\n"));
});

test("a key of almost a megabyte: the page stays quick and shows its beginning", async () => {
  const page = await hostile();
  const answer = await page.evaluate(() => window.partita.run(`send p ${"k".repeat(900_000)} v`));
  await page.evaluate(() => window.partita.advance(1_000_000));
  if (answer.ok) {
    await page.evaluate(() => window.partita.select("record t 0 0 2"));
    const words = await page.getByRole("complementary", { name: "Inspector" }).innerText();
    assert.match(words, /k{40,}…/);
    assert.match(words, /more blocks of four bytes/);
    assert.ok(words.length < 5_000, `${words.length} characters`);
  } else {
    assert.match(answer.error, /\S/, "a refusal says why");
  }
  await page.getByRole("tab", { name: "Tables" }).click();
  await isText(page);
});
