// Measures the page and only reports: nothing here passes or fails.
//
//   node tests/browser/bench.mjs        # with PARTITA_PAGE, PARTITA_SERVER, PARTITA_CHROMIUM as for the tests
//
// PARTITA_BENCH_SCENES  which of the scenes: busy, heavy, far, seek, memory; all of them
// PARTITA_BENCH_MS      how long a scene is played, in milliseconds; 10,000
// PARTITA_BENCH_RUN_S   how far the story is played before moments of it are gone to, in seconds of the story; 600
// PARTITA_BENCH_MINUTES after which minutes memory is looked at; 5,10,20
// PARTITA_BENCH_PROFILE what took the time of the frames is told too, by function (names: cargo xtask play's page)
//
// `busy`, `heavy`, `far`: frames per second while playing, the longest task of the main thread and how many took more than 50 ms.
// `seek`: the first story is played for ten minutes; how long it takes to go to random moments of it, and the tasks on the way.
// `memory`: the first story is played on and on; what the page's wasm and its JavaScript take.
// The load of the machine stands beside each scene: what others do on it slows the page down.

import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { newPage, openSite, stand, started } from "./harness.mjs";
import { profiled } from "./profile.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const PLAY_MS = Number(process.env.PARTITA_BENCH_MS ?? 10_000);
/** Minutes of the first story after which its memory is looked at. */
const MINUTES = (process.env.PARTITA_BENCH_MINUTES ?? "5,10,20").split(",").map(Number);
const SCENES = (process.env.PARTITA_BENCH_SCENES ?? "busy,heavy,far,seek,memory").split(",");
/** Moments that are gone to. */
const SEEKS = 30;
/** How far the first story is played before. */
const RUN_US = Number(process.env.PARTITA_BENCH_RUN_S ?? 600) * 1_000_000;

/** Three brokers and so many producers, several records in a message. */
function story(producers) {
  const lines = ["partita story 1", "seed 1", "brokers 3", "latency 80000us", "4 topic orders partitions=6 replicas=3"];
  for (let n = 1; n <= producers; n++) lines.push(`6.${String(n).padStart(2, "0")} producer p${n} topic=orders rate=200 linger.ms=30`);
  for (let n = 1; n <= 6; n++) lines.push(`7 consumer c${n} group=g topic=orders`);
  lines.push("600 end");
  return lines.join("\n");
}

const site = await openSite();
const far = () => readFileSync(`${ROOT}stories/fifty-brokers.story`, "utf8");
const scenes = {
  busy: () => scene("3 brokers, 300 records in flight", story(12), 9_000_000),
  heavy: () => scene("3 brokers, 750 records in flight", story(30), 9_000_000),
  far: () => scene("50 brokers, 1,000 partitions, 100 members", far(), 20_000_000),
  seek,
  memory,
};
for (const name of SCENES) await scenes[name]();
await site.close();

async function scene(name, text, at) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.evaluate((text) => window.partita.open(text), text);
  const began = Date.now();
  await stand(page, at);
  const seek = Date.now() - began;
  const before = await inFlight(page);
  const told = await profiled(page, () => played(page, PLAY_MS));
  const after = await inFlight(page);
  const each = (Number(told["page's thread, processor s"]) * 1000) / told.frames;
  report(name, {
    "seconds to get there": (seek / 1000).toFixed(1),
    "messages, before and after": `${before.messages}, ${after.messages}`,
    "records in them": `${before.records}, ${after.records}`,
    ...told,
    "a frame, processor ms": each.toFixed(1),
  });
  await page.context().close();
}

/** Messages on their way that the stage draws, and records in them. */
function inFlight(page) {
  return page.evaluate(() => {
    const { flights } = window.partita.view();
    const records = flights.reduce((sum, { what }) => sum + Number(/(\d+) record/.exec(what)?.[1] ?? 0), 0);
    return { messages: flights.length, records };
  });
}

/** Plays, and counts frames and long tasks. */
function played(page, ms) {
  return page.evaluate(async (ms) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ entryTypes: ["longtask"] });
    window.partita.play();
    const frames = [];
    const from = performance.now();
    await new Promise((done) => {
      const frame = (at) => {
        frames.push(at);
        if (performance.now() - from < ms) requestAnimationFrame(frame);
        else done();
      };
      requestAnimationFrame(frame);
    });
    window.partita.pause();
    await new Promise((done) => setTimeout(done, 200));
    const gaps = frames.slice(1).map((at, n) => at - frames[n]).sort((a, b) => a - b);
    return {
      frames: frames.length - 1,
      "frames per second": (((frames.length - 1) * 1000) / (frames.at(-1) - frames[0])).toFixed(1),
      "frame, 95 %, ms": gaps[Math.floor(gaps.length * 0.95)].toFixed(1),
      "longest task, ms": Math.max(0, ...tasks).toFixed(0),
      "tasks over 50 ms": tasks.length,
      "story time played, s": (window.partita.view().now / 1e6).toFixed(3),
    };
  }, ms);
}

/** The first story, played until a moment as fast as it goes. */
async function first(until, page) {
  await page.evaluate(() => {
    for (let n = 0; n < 20; n++) dispatchEvent(new KeyboardEvent("keydown", { key: "+" }));
  });
  await page.evaluate(playTo, until);
}

async function seek() {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await first(RUN_US, page);
  const told = await profiled(page, () => page.evaluate(sought, [SEEKS, RUN_US]));
  report(`the first story, played for ${RUN_US / 1e6} s, gone to any moment of it`, told);
  await page.context().close();
}

/** In the page: goes to random moments, always the same ones. */
async function sought([count, until]) {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ entryTypes: ["longtask"] });
  let seed = 20_261_121;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const took = [];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let n = 0; n < count; n++) {
    await frame();
    const from = performance.now();
    await window.partita.seek(Math.floor(random() * until));
    took.push(performance.now() - from);
  }
  await new Promise((done) => setTimeout(done, 200));
  took.sort((a, b) => a - b);
  return {
    "median, ms": took[Math.floor(count / 2)].toFixed(0),
    "longest, ms": took.at(-1).toFixed(0),
    "longer than 100 ms": `${took.filter((ms) => ms > 100).length} of ${count}`,
    "longest task, ms": Math.max(0, ...tasks).toFixed(0),
    "tasks over 50 ms": tasks.length,
  };
}

/** The first story, played on and on as fast as it goes. */
async function memory() {
  const page = await newPage(site.browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(site.url);
  await started(page);
  const client = await page.context().newCDPSession(page);
  const told = { "wasm at the beginning, MB": await wasm(page) };
  for (const minutes of MINUTES) {
    await first(minutes * 60_000_000, page);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    told[`wasm after ${minutes} min, MB`] = await wasm(page);
    told[`JavaScript after ${minutes} min, MB`] = mb(usedSize);
  }
  report("the first story, played on", told);
  await page.context().close();
}

function mb(bytes) {
  return (bytes / 1e6).toFixed(1);
}

async function wasm(page) {
  return mb(await page.evaluate(() => window.partita.memory()));
}

/** In the page: plays until a moment of the story; it stops by itself where the story ends. */
async function playTo(at) {
  while (window.partita.view().now < at) {
    window.partita.play();
    await new Promise((done) => setTimeout(done, 200));
  }
  window.partita.pause();
}

function report(name, told) {
  const load = loadavg()[0].toFixed(1);
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries({ ...told, "load of the machine": load })) console.log(`  ${what.padEnd(28)} ${value}`);
}
