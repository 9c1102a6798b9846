// How many simulated events a second a tab makes, with nobody watching. Measures and only reports.
//
//   cargo build --profile dist -p partita-sim --example tab --target wasm32-unknown-unknown
//   cargo build --release -p partita-sim --example tab
//   node tests/browser/events.mjs target/wasm32-unknown-unknown/dist/examples/tab.wasm target/release/examples/tab
//
// The module plays `sim/examples/tab.rs` again and again in the main thread of an empty page, each time from the start; the native
// program says how many events that has. The first runs, in which the browser still compiles, do not count.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { launch } from "./harness.mjs";

const [module, program] = process.argv.slice(2);
const WARM_UP = 3;
const RUNS = 9;

const events = Number(execFileSync(program, ["count"], { encoding: "utf8" }));
const bytes = readFileSync(module).toString("base64");
const browser = await launch();
const page = await browser.newPage();
const times = await page.evaluate(played, [bytes, WARM_UP + RUNS]);
await browser.close();
const counted = times.slice(WARM_UP).sort((a, b) => a - b);
const rate = (ms) => Math.round((events / ms) * 1000).toLocaleString("en");
console.log(`${events} events in ${counted[RUNS >> 1].toFixed(0)} ms: ${rate(counted[RUNS >> 1])} a second (median of ${RUNS}),`);
console.log(`at best ${rate(counted[0])}; load of the machine ${loadavg()[0].toFixed(1)}`);

/** In the page: milliseconds of each run, each in an instance of its own. */
async function played([bytes, runs]) {
  const module = await WebAssembly.compile(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
  const times = [];
  for (let run = 0; run < runs; run++) {
    const { exports } = await WebAssembly.instantiate(module, {});
    const from = performance.now();
    exports.main(0, 0);
    times.push(performance.now() - from);
  }
  return times;
}
