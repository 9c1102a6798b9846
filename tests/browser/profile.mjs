// What took the time: the tasks of the page by Chromium's trace, and by function by its CPU profile. For the benchmark.
//
//   const told = await profiled(page, () => work());    // PARTITA_BENCH_PROFILE=1 prints a table of functions too

const WANTED = Number(process.env.PARTITA_BENCH_PROFILE ?? 0) > 0;
/** Lines of a table. */
const LINES = 45;
/** A task is as long as the main thread does not idle. */
const LONG_MS = 50;
/** Between two samples. */
const INTERVAL_US = 250;

/** What Chromium notes of each task of a thread, and what says which thread draws the page. */
const CATEGORIES = ["toplevel", "__metadata"];

/**
 * Does the work; what it returns, and what the tasks of the page took by the processor's own clock: what others do on the
 * machine is no part of it.
 */
export async function profiled(page, work) {
  const client = await page.context().browser().newBrowserCDPSession();
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => value.forEach((event) => events.push(event)));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES } });
  const told = await sampled(page, work);
  const complete = new Promise((done) => client.once("Tracing.tracingComplete", done));
  await client.send("Tracing.end");
  await complete;
  const ms = taskTimes(events);
  const whole = ms.reduce((sum, each) => sum + each, 0);
  return {
    ...told,
    "longest task, processor ms": Math.max(0, ...ms).toFixed(0),
    "over 50 ms of processor": ms.filter((each) => each > LONG_MS).length,
    "page's thread, processor s": (whole / 1000).toFixed(2),
  };
}

/** Milliseconds of each task of the thread that is busiest: the page's main one. */
function taskTimes(events) {
  const threads = new Map();
  for (const { name, pid, tid, args } of events) if (name === "thread_name") threads.set(`${pid} ${tid}`, args.name);
  const tasks = new Map();
  for (const { name, ph, pid, tid, tdur } of events) {
    const thread = `${pid} ${tid}`;
    if (ph !== "X" || !name.endsWith("RunTask") || threads.get(thread) !== "CrRendererMain" || tdur === undefined) continue;
    if (!tasks.has(thread)) tasks.set(thread, []);
    tasks.get(thread).push(tdur / 1000);
  }
  const sum = (all) => all.reduce((total, ms) => total + ms, 0);
  return [...tasks.values()].sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

/** Does the work; what it returns. Prints what took the time, if that is wanted. */
async function sampled(page, work) {
  if (!WANTED) return work();
  const client = await page.context().newCDPSession(page);
  await client.send("Profiler.enable");
  await client.send("Profiler.setSamplingInterval", { interval: INTERVAL_US });
  await client.send("Profiler.start");
  const told = await work();
  const { profile } = await client.send("Profiler.stop");
  const tree = read(profile);
  const all = tree.samples.map((_, at) => at);
  table("where the time went", tree, all);
  const long = tasks(tree).filter((task) => task.ms > LONG_MS).sort((a, b) => b.ms - a.ms);
  long.slice(0, 4).forEach((task) => table(`a task of ${task.ms.toFixed(0)} ms`, tree, task.at));
  return told;
}

/** Nodes by id, each with its parent, and what each sample took. */
function read({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, { name: named(node.callFrame), parent: undefined }]));
  for (const node of nodes) for (const child of node.children ?? []) byId.get(child).parent = byId.get(node.id);
  return { samples: samples.map((id) => byId.get(id)), ms: timeDeltas.map((us) => us / 1000) };
}

/** A name without the hash behind it and without what types it was made for. */
function named({ functionName, url, lineNumber }) {
  const name = functionName.replace(/::h[0-9a-f]{16}$/, "").replace(/\[[0-9a-f]{16}\]/g, "");
  return name || `(anonymous ${url.split("/").at(-1)}:${lineNumber})`;
}

/** Stretches in which the main thread was at work. */
function tasks(tree) {
  const found = [];
  let task = { ms: 0, at: [] };
  tree.samples.forEach((node, at) => {
    if (node.name === "(idle)") {
      if (task.at.length > 0) found.push(task);
      task = { ms: 0, at: [] };
    } else {
      task.ms += tree.ms[at];
      task.at.push(at);
    }
  });
  return [...found, task];
}

/** Prints the functions with the largest shares: in themselves, and with all that they called. */
function table(title, tree, at) {
  const [self, all] = [new Map(), new Map()];
  for (const n of at) {
    const add = (map, name) => map.set(name, (map.get(name) ?? 0) + tree.ms[n]);
    add(self, tree.samples[n].name);
    const seen = new Set();
    for (let node = tree.samples[n]; node; node = node.parent) seen.add(node.name);
    seen.forEach((name) => add(all, name));
  }
  console.log(`\n== ${title}`);
  for (const [what, map] of [["in itself", self], ["with what it calls", all]]) {
    console.log(`  ms, ${what}`);
    const largest = [...map].sort((a, b) => b[1] - a[1]).slice(0, LINES);
    for (const [name, ms] of largest) console.log(`  ${ms.toFixed(1).padStart(9)}  ${name.slice(0, 150)}`);
  }
}
