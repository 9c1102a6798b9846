// The page's own tests of what only a browser has (`web/src/in_a_browser`), made with wasm-bindgen-test: each runs in a page of
// its own. `cargo xtask test` and `cargo xtask browser` build them and name where they are in PARTITA_WASM_TESTS.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { launch, newPage, serve } from "./harness.mjs";

const dir = process.env.PARTITA_WASM_TESTS;
if (!dir) throw new Error("PARTITA_WASM_TESTS does not say where the tests are built: cargo xtask browser only_a_browser builds them");
const server = await serve(dir);
const browser = await launch();
after(async () => {
  await browser.close();
  server.stop();
});

/** A page with the module of the tests in it. */
async function loaded() {
  const page = await newPage(browser, {});
  await page.goto(server.url);
  await page.evaluate(async () => {
    // What wasm-bindgen-test calls a test through, so that what it throws arrives.
    globalThis.__wbg_test_invoke = (test) => test();
    globalThis.glue = await import("./tests.js");
    globalThis.tests = await glue.default({ module_or_path: new URL("./tests_bg.wasm", location.href) });
  });
  return page;
}

const first = await loaded();
const names = await first.evaluate(() => Object.keys(tests).filter((name) => name.startsWith("__wbgt_")));
await first.context().close();

test("there are tests that need a browser", () => assert.ok(names.length >= 15, names.join("\n")));

for (const name of names) {
  const [, told] = /in_a_browser::(.*)$/.exec(name) ?? [null, name];
  test(told.replaceAll("_", " ").replace("::", ": "), async () => {
    const page = await loaded();
    const good = await page.evaluate((name) => new glue.WasmBindgenTestContext(false).run([tests[name]]), name);
    const output = await page.locator("#output").textContent();
    assert.equal(good, true, `${output}\n${page.complaints.join("\n")}`);
    assert.match(output, /1 passed; 0 failed; 0 ignored/);
    await page.context().close();
  });
}
