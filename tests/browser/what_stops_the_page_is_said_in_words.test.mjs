import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./harness.mjs";
import { staticHost } from "./hosts.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What the page says instead of starting. */
async function said(host, pattern, prepare = async () => {}, options = {}) {
  const page = await newPage(browser, options);
  await prepare(page);
  await page.goto(host.url);
  await page.getByRole("status").filter({ hasText: pattern }).waitFor();
  assert.equal(await page.getByRole("alertdialog").count(), 0);
  host.close();
}

test("a policy that forbids WebAssembly", async () => {
  const host = await staticHost({ headers: { "content-security-policy": "script-src 'self'" } });
  await said(host, /Content-Security-Policy forbids WebAssembly.*wasm-unsafe-eval/);
});

test("a browser without WebAssembly", async () => {
  await said(await staticHost(), /this browser does not have/, (page) =>
    page.addInitScript(() => delete globalThis.WebAssembly));
});

test("a file that is not there", async () => {
  await said(await staticHost({ gone: ["partita-web_bg.wasm"] }), /partita-web_bg\.wasm is not there \(HTTP 404\)/);
});

test("a browser without JavaScript", async () => {
  await said(await staticHost(), /needs JavaScript/, undefined, { javaScriptEnabled: false });
});
