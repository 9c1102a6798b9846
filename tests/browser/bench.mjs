// Measures the page and only reports: nothing here passes or fails.
//
//   node tests/browser/bench.mjs        # with PARTITA_PAGE, PARTITA_SERVER, PARTITA_CHROMIUM as for the tests
//
// For each scene: frames per second while playing, the longest task of the main thread and how many took more than 50 ms.
// For the first story played on and on: what the page's wasm and its JavaScript take, what the engine counts of it, and how long
// it takes to go to any moment of the first ten minutes.

import { readFileSync } from "node:fs";
import { newPage, openSite, started } from "./harness.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const PLAY_MS = Number(process.env.PARTITA_BENCH_MS ?? 10_000);
/** Minutes of the first story after which its memory is looked at. */
const MINUTES = (process.env.PARTITA_BENCH_MINUTES ?? "5,10,20").split(",").map(Number);
/** Which of the scenes: `busy`, `far`, `memory`; all of them. */
const SCENES = (process.env.PARTITA_BENCH_SCENES ?? "busy,far,memory").split(",");

/** Three brokers and so much traffic that some 300 records are on their way at once, several in a message. */
function busy() {
  const lines = ["partita story 1", "seed 1", "brokers 3", "latency 80000us", "4 topic orders partitions=6 replicas=3"];
  for (let n = 1; n <= 30; n++) lines.push(`6.${String(n).padStart(2, "0")} producer p${n} topic=orders rate=200 linger.ms=30`);
  for (let n = 1; n <= 6; n++) lines.push(`7 consumer c${n} group=g topic=orders`);
  lines.push("600 end");
  return lines.join("\n");
}

const site = await openSite();
if (SCENES.includes("busy")) await scene("3 brokers, 300 records in flight", busy(), 9_000_000);
if (SCENES.includes("far")) await scene("50 brokers, 1,000 partitions, 100 members", readFileSync(`${ROOT}stories/fifty-brokers.story`, "utf8"), Number(process.env.PARTITA_BENCH_FAR ?? 20) * 1_000_000);
if (SCENES.includes("memory")) await memory();
await site.close();

async function open(story) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  if (story) await page.evaluate((text) => window.partita.open(text), story);
  return page;
}

async function scene(name, story, at) {
  const page = await open(story);
  const began = Date.now();
  await page.evaluate(async (at) => {
    window.partita.pause();
    await window.partita.seek(at);
  }, at);
  const seek = Date.now() - began;
  const [flights, records] = await page.evaluate(() => {
    const { flights } = window.partita.view();
    return [flights.length, flights.reduce((sum, { what }) => sum + Number(/(\d+) record/.exec(what)?.[1] ?? 0), 0)];
  });
  const told = await measured(page, PLAY_MS);
  report(name, { "seconds to get there": (seek / 1000).toFixed(1), "messages in flight": flights, "records in them": records, ...told });
  await page.context().close();
}

/** Plays, and counts frames and long tasks. */
function measured(page, ms) {
  return page.evaluate(async (ms) => {
    const tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push(entry.duration))).observe({ entryTypes: ["longtask"] });
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
      "frames per second": (((frames.length - 1) * 1000) / (frames.at(-1) - frames[0])).toFixed(1),
      "frame, 95 %, ms": gaps[Math.floor(gaps.length * 0.95)].toFixed(1),
      "longest task, ms": Math.max(0, ...tasks).toFixed(0),
      "tasks over 50 ms": tasks.length,
      "story time played, s": (window.partita.view().now / 1e6).toFixed(3),
    };
  }, ms);
}

/** The first story, played on and on as fast as it goes. */
async function memory() {
  const page = await newPage(site.browser, { viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => {
    // The page keeps its memory to itself.
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name].bind(WebAssembly);
      WebAssembly[name] = async (...given) => {
        const made = await real(...given);
        globalThis.__memory ??= (made.instance ?? made).exports.memory;
        return made;
      };
    }
  });
  await page.goto(site.url);
  await started(page);
  for (let n = 0; n < 20; n++) await page.keyboard.press("+");
  const client = await page.context().newCDPSession(page);
  const told = { "wasm at the beginning, MB": await wasm(page) };
  for (const minutes of MINUTES) {
    await page.evaluate(playTo, minutes * 60_000_000);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    told[`wasm after ${minutes} min, MB`] = await wasm(page);
    told[`JavaScript after ${minutes} min, MB`] = mb(usedSize);
  }
  const seeks = await page.evaluate(async () => {
    const took = [];
    for (const part of [7, 3, 9, 1, 5, 8, 2, 6, 4]) {
      const from = performance.now();
      await window.partita.seek(part * 61_234_567);
      took.push(performance.now() - from);
    }
    return took.sort((a, b) => a - b);
  });
  told["going anywhere, median, ms"] = seeks[4].toFixed(0);
  told["going anywhere, longest, ms"] = seeks.at(-1).toFixed(0);
  report("the first story, played on", told);
  await page.context().close();
}

const mb = (bytes) => (bytes / 1e6).toFixed(1);
const wasm = async (page) => mb(await page.evaluate(() => globalThis.__memory?.buffer.byteLength ?? 0));

/** In the page: plays until a moment of the story; it stops by itself where the story ends. */
async function playTo(at) {
  while (window.partita.view().now < at) {
    window.partita.play();
    await new Promise((done) => setTimeout(done, 200));
  }
  window.partita.pause();
}

function report(name, told) {
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries(told)) console.log(`  ${what.padEnd(28)} ${value}`);
}
