// Measures the page and only reports: nothing here passes or fails.
//
//   node tests/browser/bench.mjs        # with PARTITA_PAGE, PARTITA_SERVER, PARTITA_CHROMIUM as for the tests
//
// For each scene: frames per second while playing, the longest task of the main thread and how many took more than 50 ms,
// and the memory of the page's heap and of its wasm before and after.

import { readFileSync } from "node:fs";
import { openSite } from "./harness.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const PLAY_MS = Number(process.env.PARTITA_BENCH_MS ?? 10_000);
const MINUTES = Number(process.env.PARTITA_BENCH_MINUTES ?? 1);

/** Three brokers and so much traffic that some 300 messages with records are on their way at once. */
function busy() {
  const lines = ["partita story 1", "seed 1", "brokers 3", "latency 80000us", "4 topic orders partitions=6 replicas=3"];
  for (let n = 1; n <= 30; n++) lines.push(`6.${String(n).padStart(2, "0")} producer p${n} topic=orders rate=200 linger.ms=0 batch.size=1`);
  for (let n = 1; n <= 6; n++) lines.push(`7 consumer c${n} group=g topic=orders`);
  lines.push("600 end");
  return lines.join("\n");
}

const site = await openSite();
await scene("3 brokers, 300 messages in flight", busy(), 9_000_000);
await scene("50 brokers, 1,000 partitions, 100 members", readFileSync(`${ROOT}stories/fifty-brokers.story`, "utf8"), Number(process.env.PARTITA_BENCH_FAR ?? 20) * 1_000_000);
await memory();
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
  const flights = await page.evaluate(() => window.partita.view().flights.length);
  const told = await measured(page, PLAY_MS);
  report(name, { "seconds to get there": (seek / 1000).toFixed(1), "messages in flight": flights, ...told });
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

async function memory() {
  const page = await open();
  const heap = async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const bytes = await page.evaluate(async () => (performance.measureUserAgentSpecificMemory ? (await performance.measureUserAgentSpecificMemory().catch(() => ({ bytes: 0 }))).bytes : 0));
    return { heap: usedSize, all: bytes };
  };
  for (let n = 0; n < 6; n++) await page.keyboard.press("+");
  const before = await heap();
  await page.evaluate(() => window.partita.play());
  await page.waitForTimeout(MINUTES * 60_000);
  await page.evaluate(() => window.partita.pause());
  const after = await heap();
  const mb = (bytes) => (bytes / 1e6).toFixed(1);
  report(`the first story, ${MINUTES} min of play`, { "JavaScript heap before, MB": mb(before.heap), "JavaScript heap after, MB": mb(after.heap) });
  await page.context().close();
}

function report(name, told) {
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries(told)) console.log(`  ${what.padEnd(28)} ${value}`);
}
