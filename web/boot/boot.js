// Starts the app and outlives it: shows how far loading is, notices when the engine traps, draws the card with Restart.
//
// The page's Content-Security-Policy allows no inline script, so this is a file; index.html names it. All addresses are
// relative to this module: the page works under any path.

import { showCard } from "./card.js";
import { copyText } from "./copy.js";
import { holdPanic, holdStory, story, takePanic } from "./hold.js";
import { RestMissing, attach, fetchRest, needRest } from "./rest.js";
import { chooseLanguage, texts } from "./texts.js";

const GLUE = new URL("./partita-web.js", import.meta.url);
const WASM = new URL("./partita-web_bg.wasm", import.meta.url);

// What the card says before what happened.
const BUG = (say) => ({ title: say.bugTitle(), lead: say.bugLead(), again: say.restart() });
const MISSING = (say) => ({ title: say.missingTitle(), lead: say.missingLead(), again: say.tryAgain() });

// Instances started on this page; each has its own copy of the JavaScript around the wasm.
let instances = 0;
// Whether the instance started last is alive.
let alive = false;
// Its memory, once it has started.
let memory = null;

// A trap's instance is told by the addresses in its stack, so the stack has to reach from the wasm to the JavaScript.
Error.stackTraceLimit = 100;

// What the app may call; the Rust half is web/src/boot.rs.
globalThis.__partita = { holdStory, holdPanic, story, started, needRest: needed, save, loadText, copy };

/** The app has drawn its first view. */
function started() {
  say("");
  fetchRest();
}

/** A text is to be copied; `then` is told whether it was. */
async function copy(text, then) {
  then(await copyText(text));
}

/** Something is to be saved: `how` is what save.js calls it. */
async function save(how, ...what) {
  try {
    await (await import("./save.js"))[how](...what);
  } catch (error) {
    console.warn(`Partita could not save ${what[0]}: ${error.message}`);
  }
}

/** Loads a text of the page when something needs it, and hands it on. */
async function loadText(file, then) {
  try {
    const response = await fetch(new URL(file, import.meta.url));
    if (response.ok) then(await response.text());
  } catch (error) {
    console.warn(`Partita does without ${file}: ${error.message}`);
  }
}

/** The app calls a function of the rest of its code. Without it the call has no end, and the instance no future. */
function needed() {
  try {
    needRest();
  } catch (error) {
    queueMicrotask(() => stopped(error));
    throw error;
  }
}

async function start() {
  const glue = new URL(GLUE);
  // A module is evaluated once per address: a fresh instance needs a fresh one.
  if (instances > 0) glue.searchParams.set("instance", String(instances));
  instances += 1;
  alive = true;
  memory = null;
  say(texts().loading());
  try {
    const app = await import(glue.href);
    const exports = await app.default({ module_or_path: await download(WASM) });
    ({ memory } = exports);
    attach(exports);
    app.start();
  } catch (error) {
    failed(error);
  }
}

/** The wasm as a response that is compiled while it arrives, and counted on the way. */
async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(texts().gone(url.pathname, response.status));
  // The length of a compressed response is not the one of what we read.
  const total = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  let got = 0;
  const counter = new TransformStream({
    transform(chunk, out) {
      got += chunk.byteLength;
      say(total > 0 ? texts().loadedOf(kib(got), kib(total)) : texts().loaded(kib(got)));
      out.enqueue(chunk);
    },
  });
  // Some hosts do not know the type of wasm; streaming compilation insists on it.
  return new Response(response.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
}

function kib(bytes) {
  return Math.round(bytes / 1024);
}

/** The app could not start. A trap while starting gets the card, anything else a sentence that says what to do. */
function failed(error) {
  console.error(error);
  if (isTrap(error) || error instanceof RestMissing) {
    stopped(error);
  } else if (error instanceof WebAssembly.CompileError && /security policy|unsafe-eval/i.test(error.message)) {
    say(texts().forbidden());
  } else if (error instanceof WebAssembly.LinkError) {
    say(texts().changed());
  } else {
    say(texts().failed(error.message));
  }
}

/** A trap ends an instance: Rust's panics end as one, and so do stack and memory overflows. */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** Whether the error comes from an instance before the last: it may have had a timer left. */
function isEcho(error) {
  const found = /partita-web\.js(?:\?instance=(\d+))?/.exec(error.stack ?? "");
  return found !== null && Number(found[1] ?? 0) !== instances - 1;
}

/** The engine trapped, or lacks its rest: the card, once. What is drawn stays to be seen, but answers no more. */
function stopped(error) {
  if (!alive) return;
  alive = false;
  // A dead instance must not act, and it may have timers left. With its memory gone, whatever they call traps at once.
  if (memory) new Uint8Array(memory.buffer).fill(0xff);
  say("");
  const app = document.getElementById("app");
  app.inert = true;
  const panic = takePanic();
  if (error instanceof RestMissing) showCard({ ...MISSING(texts()), what: error.message, restart });
  else showCard({ ...BUG(texts()), what: panic || String(error), restart });
}

/** A fresh instance in a fresh element. */
function restart() {
  const old = document.getElementById("app");
  const fresh = document.createElement("div");
  fresh.id = "app";
  old.replaceWith(fresh);
  start();
}

/** One line for people and screen readers while nothing else is drawn; "" takes it away. */
function say(text) {
  const line = document.getElementById("boot");
  line.hidden = text === "";
  line.textContent = text;
}

/** What nobody caught: a trap gets the card, the echo of a dead instance nothing. */
function uncaught(event, error) {
  if (!isTrap(error)) return;
  if (!alive || isEcho(error)) event.preventDefault();
  else stopped(error);
}

addEventListener("error", (event) => uncaught(event, event.error));
addEventListener("unhandledrejection", (event) => uncaught(event, event.reason));

chooseLanguage();
if (typeof WebAssembly === "object" && typeof TransformStream === "function") {
  start();
} else {
  say(texts().noWasm());
}
