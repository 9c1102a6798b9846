import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, newPage, openSite, started } from "./harness.mjs";
import { staticHost } from "./hosts.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("from our server, with nothing to complain about", async () => {
  const page = await site.open("/");
  assert.notEqual((await page.locator("#app").innerText()).trim(), "");
  assert.deepEqual(page.complaints, []);
});

test("under a strict policy of its own and without one from the host", async () => {
  const answer = await fetch(site.url);
  assert.match(answer.headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/);
  const page = await site.open("/");
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.doesNotMatch(meta, /unsafe-inline|'unsafe-eval'/);
});

test("under any path of a static host", async () => {
  const host = await staticHost({ prefix: "/some/where/else/" });
  const page = await newPage(site.browser);
  await page.goto(host.url);
  await started(page);
  assert.deepEqual(page.complaints, []);
  host.close();
});

test("from a host that does not know the type of wasm", async () => {
  const host = await staticHost({ kinds: { ".wasm": "application/octet-stream" } });
  const page = await newPage(site.browser);
  await page.goto(host.url);
  await started(page);
  assert.deepEqual(page.complaints, []);
  host.close();
});

test("accessible, as far as a program can tell", async () => {
  const page = await site.open("/");
  assert.deepEqual(await axeFindings(page), []);
});
