// Plays the first view of an instrumented page in a real browser and prints the numbers of the points that were passed, one
// a line. `cargo xtask dist` names the page and the browser in the environment, as for the browser's tests.
//
// What belongs to the first view is decided here: the page starts and plays for as long as the rest of the code takes on a
// slow line, in light and dark and three sizes, with a pointer passing over it; Space and the speed keys work.
//
// The page's clock stands still but for what is told here. So each machine, slow or quick, passes the same points.

import { launch, newPage, started } from "../../tests/browser/harness.mjs";
import { staticHost } from "../../tests/browser/hosts.mjs";

// Width, height, and how long a frame takes.
const SIZES = [[1280, 720, 16], [1920, 1080, 11], [390, 844, 34]];
// At 1.6 Mbit/s the rest arrives in about as much.
const PLAY_MS = 4_500;
// What passes each time the page looks at the clock: on a quick machine and on a slow one, which ends its slices early.
const LOOK_MS = { light: 0, dark: 1 };
const KEYS = [" ", " ", "+", "-"];
const KEY_FRAMES = 6;
const POINTER_STEPS = 16;
// So long a page may take to start.
const START_MS = 60_000;

const host = await staticHost();
const browser = await launch();
const ran = new Set();
for (const [width, height, frameMs] of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    await play({ viewport: { width, height }, colorScheme, locale: "en" }, frameMs);
  }
}
await browser.close();
host.close();
console.log([...ran].sort((a, b) => a - b).join("\n"));

async function play(options, frameMs) {
  const frames = (page, count) => page.evaluate(([count, ms]) => globalThis.__frames(count, ms), [count, frameMs]);
  const page = await newPage(browser, options);
  await page.addInitScript(standingClock, LOOK_MS[options.colorScheme]);
  await page.goto(host.url);
  await begin(page);
  await page.evaluate(() => globalThis.__settled());
  await frames(page, Math.ceil(PLAY_MS / frameMs));
  await wander(page, options.viewport, frames);
  for (const key of KEYS) {
    await page.keyboard.press(key);
    await frames(page, KEY_FRAMES);
  }
  await page.evaluate(() => globalThis.__settled());
  await collect(page);
  if (page.complaints.length > 0) throw new Error(page.complaints.join("\n"));
  await page.context().close();
}

/** The first drawing waits for its turn, as all drawing does: it gets one, at the moment when the clock stands. */
async function begin(page) {
  const end = Date.now() + START_MS;
  while (Date.now() < end && (await page.locator("#boot").isVisible())) await page.evaluate(() => globalThis.__due());
  await started(page);
}

/** The pointer passes over everything, and clicks nothing. */
async function wander(page, { width, height }, frames) {
  for (let step = 0; step <= POINTER_STEPS; step += 1) {
    await page.mouse.move((width * step) / POINTER_STEPS, height * (0.5 + 0.4 * Math.sin(step * 1.7)));
    await frames(page, 1);
  }
}

/** In the page: frames, timers and the clock wait for `__frames`. */
function standingClock(lookMs) {
  const [realFrame, realTimeout] = [requestAnimationFrame, setTimeout].map((call) => call.bind(globalThis));
  const waiting = { frames: new Map(), timers: new Map() };
  let now = 0;
  let last = 0;
  const wait = (kind, what) => {
    last += 1;
    waiting[kind].set(last, what);
    return last;
  };
  const take = (kind, due) => {
    const taken = [...waiting[kind]].filter(([, what]) => due(what));
    for (const [id] of taken) waiting[kind].delete(id);
    return taken.map(([, what]) => what);
  };
  performance.now = () => (now += lookMs);
  globalThis.requestAnimationFrame = (call) => wait("frames", call);
  globalThis.cancelAnimationFrame = (id) => waiting.frames.delete(id);
  globalThis.setTimeout = (call, ms = 0) => wait("timers", { call, due: now + ms });
  globalThis.clearTimeout = (id) => waiting.timers.delete(id);
  const turn = () => new Promise((then) => realTimeout(then, 0));
  globalThis.__due = () => {
    for (const { call } of take("timers", ({ due }) => due <= now).sort((a, b) => a.due - b.due)) call();
  };
  globalThis.__frames = async (count, ms) => {
    for (let frame = 0; frame < count; frame += 1) {
      now += ms;
      globalThis.__due();
      for (const call of take("frames", () => true)) call(now);
      // What is drawn after a frame is drawn in a task of its own.
      await turn();
    }
  };
  // What comes without a clock has come: fonts, sizes of what is laid out.
  globalThis.__settled = async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((then) => realFrame(then));
    await turn();
  };
}

/** The points that were passed: bytes which the instrumented module sets (xtask/src/dist/split/instrument.rs). */
async function collect(page) {
  const numbers = await page.evaluate(async () => {
    const app = await import(new URL("partita-web.js", document.baseURI).href);
    const { memory, ranFrom, ranCount } = await app.default();
    const marks = new Uint8Array(memory.buffer, ranFrom.value, ranCount.value);
    return [...marks.keys()].filter((number) => marks[number] === 1);
  });
  for (const number of numbers) ran.add(number);
}
