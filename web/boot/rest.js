// The rest of the app's code. `cargo xtask dist` cuts the wasm in two: what the first view runs, which boot.js starts, and
// the rest, which is fetched here once that view is up. A call into the rest that comes earlier waits for it. Once in
// place, its functions are called through the table of the main module, without us.
//
// A page of one module (`cargo xtask play`, Trunk) has no rest, and nobody asks for it.

import { texts } from "./texts.js";

const REST = new URL("./partita-web_rest.wasm", import.meta.url);
// The same under another name, as a browser's cache makes a second request for one address wait for the first.
const REST_NOW = new URL("?now", REST);

/** The rest could not be loaded, or does not fit: the message says why. */
export class RestMissing extends Error {}

// Compiled once, for all instances that this page starts.
let compiled = null;
// What the running instance exports, and whether its rest is in place.
let main = {};
let placed = false;
// Ends the download that runs.
let arriving = null;

/** From now on the rest is the one of the instance with these exports. */
export function attach(exports) {
  main = exports;
  placed = false;
}

/** Gets the rest and puts it in place, without haste. If that fails nobody is troubled before it is needed. */
export async function fetchRest() {
  if (main.functions === undefined || arriving !== null) return;
  arriving = new AbortController();
  try {
    compiled ??= await download(arriving.signal);
    place();
  } catch (error) {
    if (error.name !== "AbortError") console.warn(`Partita will ask for the rest of its code again: ${error.message}`);
  } finally {
    arriving = null;
  }
}

/** The rest is in place when this returns; throws `RestMissing`. */
export function needRest() {
  arriving?.abort();
  compiled ??= compileNow();
  place();
}

async function download(signal) {
  const response = await fetch(REST, { signal, priority: "low" });
  if (!response.ok) throw new RestMissing(gone(response.status));
  // Some hosts do not know the type of wasm; streaming compilation insists on it.
  return WebAssembly.compileStreaming(new Response(response.body, { headers: { "content-type": "application/wasm" } }));
}

/** In the middle of a call of the app there is no other way to wait than a synchronous request. */
function compileNow() {
  const request = new XMLHttpRequest();
  request.open("GET", REST_NOW, false);
  // Synchronous requests give text only: this is the encoding that keeps each byte.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    throw new RestMissing(texts().silent());
  }
  if (request.status !== 200) throw new RestMissing(gone(request.status));
  const text = request.responseText;
  const bytes = Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 0xff);
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    throw new RestMissing(texts().damaged(error.message));
  }
}

function gone(status) {
  return texts().gone(REST.pathname, status);
}

/** Puts the rest into the running instance: what it imports are exports by name, functions by their slots. */
function place() {
  if (placed) return;
  const slot = (name) => main.functions.get(Number(name));
  const names = WebAssembly.Module.imports(compiled).map(({ name }) => name);
  try {
    const imports = Object.fromEntries(names.map((name) => [name, /^\d/.test(name) ? slot(name) : main[name]]));
    new WebAssembly.Instance(compiled, { main: imports });
  } catch (error) {
    // A fresh start may find two halves that fit.
    compiled = null;
    throw new RestMissing(texts().changedBecause(error.message));
  }
  placed = true;
}
