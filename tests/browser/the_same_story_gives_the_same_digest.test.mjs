import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { openSite } from "./harness.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const SERVER = process.env.PARTITA_SERVER ?? `${ROOT}target/debug/partita`;
const END_US = 80_000_000;

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("natively and in the browser: every step of kafkatask, and the whole state on the way", async () => {
  const told = execFileSync(SERVER, ["story", "--quiet", `${ROOT}stories/kafkatask.story`], { encoding: "utf8" });
  const [, steps, digest] = told.match(/(\d+) deliveries; digest ([0-9a-f]{16})/);
  const page = await site.open("/");
  const seen = await page.evaluate((end) => {
    window.partita.pause();
    window.partita.seek(end);
    return [String(window.partita.view().steps), window.partita.digest()];
  }, END_US);
  assert.deepEqual(seen, [steps, digest]);
});
