// What every browser test starts with: the page served by Partita's own server, and a real browser in front of it.
//
//   const site = await openSite();            // in `before`, with `after(() => site.close())`
//   const page = await site.open("/");        // a Playwright page; `page.complaints` lists what went wrong in it
//
// `cargo xtask test` and `cargo xtask browser` build what is served and name it in the environment:
// PARTITA_PAGE (a directory), PARTITA_SERVER (the program `partita`), PARTITA_CHROMIUM (a browser).

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import axe from "axe-core";
import { chromium } from "playwright-core";

const ROOT = new URL("../../", import.meta.url).pathname;
export const PAGE_DIR = process.env.PARTITA_PAGE ?? `${ROOT}target/xtask/play`;
const SERVER = process.env.PARTITA_SERVER ?? `${ROOT}target/debug/partita`;
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
// No GPU, no sandbox (containers have neither), no traffic of the browser's own.
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// How long the server may take until it says its address.
const SERVER_WAIT_MS = 10_000;

/** Starts the server and a browser; `close()` ends both. */
export async function openSite() {
  const server = await serve(PAGE_DIR);
  const browser = await launch();
  return {
    url: server.url,
    browser,
    /** Opens `path` of the page in a context of its own, and waits until the app has drawn. */
    async open(path = "/", options = {}) {
      const page = await newPage(browser, options);
      await page.goto(new URL(path, server.url).href);
      await started(page);
      return page;
    },
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/** A headless browser. */
export async function launch() {
  const named = process.env.PARTITA_CHROMIUM;
  const executablePath = named ?? BROWSERS.find(existsSync);
  if (!executablePath) throw new Error(`no browser: ${BROWSERS.join(", ")} or PARTITA_CHROMIUM`);
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * An empty page which collects in `page.complaints` each error of the console, uncaught exception, failed request and
 * violation of the Content-Security-Policy. `options` are those of Playwright's `newContext`.
 */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  const complain = (text) => page.complaints.push(text);
  page.on("console", (message) => message.type() === "error" && complain(`console: ${message.text()}`));
  page.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What the page itself ended did not fail: a download of the rest of the code gives way to a more urgent one.
    if (why !== "net::ERR_ABORTED") complain(`request: ${request.url()} ${why}`);
  });
  await page.exposeFunction("__complain", complain);
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.__complain(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return page;
}

/** Waits until the boot module's line has gone: the app has drawn its first view. */
export async function started(page) {
  await page.locator("#boot").waitFor({ state: "hidden" });
}

/** Time stands at a moment, in microseconds of the story, once what led there is played. */
export const stand = (page, moment) =>
  page.evaluate(async (moment) => {
    window.partita.pause();
    await window.partita.seek(moment);
  }, moment);

/** What axe finds against accessibility (WCAG 2.2 A and AA) inside `within`, as readable lines; [] is good. */
export async function axeFindings(page, within = "body") {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (selector) => axe.run(selector, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
    within,
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
}

/** Partita's own server on a free port, with the pages of a directory; `stop()` ends it. */
export async function serve(dir) {
  const server = spawn(SERVER, ["page", "--until-stdin-ends", "--dir", dir, "--port", "0"], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  const told = [];
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${SERVER} is silent`)), SERVER_WAIT_MS);
    late.unref();
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`${SERVER} ended: ${told.join("\n")}`)));
    createInterface({ input: server.stderr }).on("line", (line) => {
      told.push(line);
      const address = /http:\/\/\S+/.exec(line);
      if (address) resolve(address[0]);
    });
  });
  return { url, stop: () => server.kill() };
}
