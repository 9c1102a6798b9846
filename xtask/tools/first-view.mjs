// Plays the first view of an instrumented page in a real browser and prints the numbers of the functions that ran, one a
// line. `cargo xtask dist` names the page and the browser in the environment, as for the browser's tests.
//
// What belongs to the first view is decided here: the page starts and plays for as long as the rest of the code takes on a
// slow line, in light and dark and three sizes, with a pointer passing over it; Space and the speed keys work.

import { launch, newPage, started } from "../../tests/browser/harness.mjs";
import { staticHost } from "../../tests/browser/hosts.mjs";

// What the exported globals of the instrumented module begin with (xtask/src/dist/split/instrument.rs).
const MARK = "ran";
const SIZES = [[1280, 720], [1920, 1080], [390, 844]];
// At 1.6 Mbit/s the rest arrives in less.
const PLAY_MS = 2_500;
const KEYS = [" ", " ", "+", "-"];
const KEY_MS = 100;
const POINTER_STEPS = 16;
const POINTER_MS = 30;

const host = await staticHost();
const browser = await launch();
const ran = new Set();
for (const [width, height] of SIZES) {
  for (const colorScheme of ["light", "dark"]) await play({ viewport: { width, height }, colorScheme });
}
await browser.close();
host.close();
console.log([...ran].sort((a, b) => a - b).join("\n"));

async function play(options) {
  const page = await newPage(browser, options);
  await page.goto(host.url);
  await started(page);
  await page.waitForTimeout(PLAY_MS);
  await wander(page, options.viewport);
  for (const key of KEYS) {
    await page.keyboard.press(key);
    await page.waitForTimeout(KEY_MS);
  }
  await collect(page);
  if (page.complaints.length > 0) throw new Error(page.complaints.join("\n"));
  await page.context().close();
}

/** The pointer passes over everything, and clicks nothing. */
async function wander(page, { width, height }) {
  for (let step = 0; step <= POINTER_STEPS; step += 1) {
    await page.mouse.move((width * step) / POINTER_STEPS, height * (0.5 + 0.4 * Math.sin(step * 1.7)));
    await page.waitForTimeout(POINTER_MS);
  }
}

async function collect(page) {
  const numbers = await page.evaluate(async (mark) => {
    const app = await import(new URL("partita-web.js", document.baseURI).href);
    const marks = Object.entries(await app.default()).filter(([name]) => name.startsWith(mark));
    return marks.filter(([, global]) => global.value === 1).map(([name]) => Number(name.slice(mark.length)));
  }, MARK);
  for (const number of numbers) ran.add(number);
}
