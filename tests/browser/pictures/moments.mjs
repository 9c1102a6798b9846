// How a scene gets to its moment.

import { readFileSync } from "node:fs";
import { stand } from "../harness.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
export const ready = (name) => readFileSync(`${ROOT}stories/${name}.story`, "utf8");

export const at = (page, seconds) => stand(page, Math.round(seconds * 1e6));
export const select = (page, what) => page.evaluate((what) => window.partita.select(what), what);
export const key = (page, name) => page.keyboard.press(name);
export const press = (page, selector) => page.locator(selector).first().click();
export const advance = (page, seconds) => page.evaluate((us) => window.partita.advance(us), Math.round(seconds * 1e6));

export async function run(page, ...lines) {
  for (const line of lines) {
    const answer = await page.evaluate((line) => window.partita.run(line), line);
    if (!answer.ok) throw new Error(`${line}: ${answer.error}`);
  }
}

export async function open(page, lines, seconds) {
  const story = typeof lines === "string" ? lines : ["partita story 1", ...lines, "60 end"].join("\n");
  const wrong = await page.evaluate((story) => window.partita.open(story), story);
  if (wrong) throw new Error(wrong);
  await at(page, seconds);
}

/** Goes on in small steps until something is so. */
export async function until(page, so, step = 0.05, most = 12) {
  for (let passed = 0; passed < most; passed += step) {
    if (await page.evaluate(so)) return;
    await advance(page, step);
  }
}

/** A link cut one way, a slow one, a full disk, a broker killed. */
export async function faulted(page) {
  await at(page, 10);
  await run(page, "cut 0 > 1", "slow 1 2 120ms", "disk 2 fill");
  await advance(page, 2);
  await run(page, "kill 0");
  await advance(page, 1.5);
}

/** Time stands while messages are on their way. */
export async function flying(page) {
  await at(page, 12.5);
  // Some records on their way to a leader, to a follower or to a member.
  const carries = () => window.partita.view().flights.filter(({ what }) => /^\d+ records? of/.test(what)).length > 0;
  await until(page, carries, 0.0002, 0.02);
}
