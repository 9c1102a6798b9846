import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, openSite, stand, started } from "./harness.mjs";
import { staticHost } from "./hosts.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const facts = (page) => page.evaluate(() => window.partita.view());

async function reload(page) {
  await page.reload();
  await started(page);
}

/** The first story at 22 s, where broker 1 was killed and a future given up: two branches. */
async function acted() {
  const page = await site.open("/");
  await page.evaluate(async () => {
    window.partita.pause();
    await window.partita.seek(30_000_000);
    await window.partita.seek(22_000_000);
    window.partita.run("kill 1");
    await window.partita.advance(2_000_000);
  });
  await page.getByRole("tab", { name: "Tables" }).click();
  await page.getByRole("tab", { name: "Verdict" }).click();
  return page;
}

test("the moment, the view, the panel, the story and its branches", async () => {
  const page = await acted();
  const before = await page.evaluate(() => [window.partita.view().now, window.partita.digest(), window.partita.story()]);
  await reload(page);
  await page.getByText("Goes on where this tab stood.").waitFor();
  await page.waitForFunction((now) => window.partita.view().now === now, before[0]);
  assert.deepEqual(await page.evaluate(() => [window.partita.view().now, window.partita.digest(), window.partita.story()]), before);
  assert.equal((await facts(page)).playing, false);
  assert.equal(await page.getByRole("tab", { name: "Tables" }).getAttribute("aria-selected"), "true");
  assert.equal(await page.getByRole("tab", { name: "Verdict" }).getAttribute("aria-selected"), "true");
  await page.getByRole("tab", { name: "Branches" }).click();
  await page.getByText(/kill 1/).first().waitFor();
  await page.getByRole("button", { name: "Continue here" }).click();
  await page.waitForFunction(() => !/22\.\d* kill 1/.test(window.partita.story()));
  assert.deepEqual(page.complaints, []);
});

test("a console that runs has its shell again, and the arrows what was typed", async () => {
  const page = await site.open("/");
  await stand(page, 22_000_000);
  const atTheTerminal = async () => {
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  };
  const type = async (text) => {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };
  const reading = () => page.evaluate(() => window.partita.view().tools.filter((tool) => tool.reads).length);
  await atTheTerminal();
  await type("kafka-console-producer.sh --bootstrap-server localhost:9092 --topic kafkatask");
  await page.evaluate(() => window.partita.advance(2_000_000));
  assert.equal(await reading(), 1);
  await reload(page);
  await page.getByText("Goes on where this tab stood.").waitFor();
  await page.waitForFunction(() => window.partita.view().tools.some((tool) => tool.reads));
  await atTheTerminal();
  await type("hello again");
  assert.match(await page.evaluate(() => window.partita.story()), /^\S+ console-producer-1> hello again$/m);
  await page.keyboard.press("Control+c");
  await page.evaluate(() => window.partita.advance(2_000_000));
  assert.equal(await reading(), 0, "Ctrl-C reaches it");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  const typed = await page.evaluate(() => document.activeElement.value);
  assert.match(typed, /hello again|kafka-console-producer/);
  assert.deepEqual(page.complaints, []);
});

test("and can be begun afresh", async () => {
  const page = await acted();
  await reload(page);
  await page.getByRole("button", { name: "Start afresh" }).click();
  await page.waitForFunction(() => !/22\.\d* kill 1/.test(window.partita.story()));
  await reload(page);
  assert.doesNotMatch(await page.evaluate(() => window.partita.story()), /22\.\d* kill 1/);
});

test("each tab has its own", async () => {
  const page = await acted();
  await reload(page);
  const other = await page.context().newPage();
  await other.goto(site.url);
  await started(other);
  assert.doesNotMatch(await other.evaluate(() => window.partita.story()), /22\.\d* kill 1/);
});

for (const [what, kept, why] of [
  ["of a version to come", "partita session 9\nat 5\n", /version '9'/],
  ["torn in the middle", "partita session 1\nat 5000000\nletters 0\nview stage\npanel log\nstory 900\npartita story 1\n", /not what this page writes/],
  ["of something else", "{\"theme\":\"dark\"}", /not what this page writes/],
  ["with a story that no longer plays", "partita session 1\nat 5\nletters 0\nview stage\npanel log\nstory 32\npartita story 1\n4 unheard-of it\n\n", /line 2/],
]) {
  test(`one ${what} gives a message and a fresh page`, async () => {
    const page = await site.open("/");
    // The page writes when it is left: this stands there after it has.
    await page.addInitScript((text) => sessionStorage.setItem("partita.session", text), kept);
    await reload(page);
    const notice = page.getByRole("status").filter({ hasText: "cannot be read" });
    assert.match(await notice.innerText(), why);
    assert.match(await page.evaluate(() => window.partita.story()), /kafkatask/);
    await notice.locator("..").getByRole("button", { name: "Close" }).click();
    assert.equal(await notice.count(), 0);
    assert.deepEqual(page.complaints, []);
  });
}

test("one that ended the page is not run again unasked", async () => {
  const page = await acted();
  await page.evaluate(() => addEventListener("pagehide", () => sessionStorage.setItem("partita.session.tried", "1")));
  await reload(page);
  const card = page.getByRole("dialog", { name: "The session of this tab" });
  assert.match(await card.innerText(), /not run again unasked[\s\S]*kill 1/);
  await card.getByRole("button", { name: "Run it" }).click();
  await page.waitForFunction(() => / kill 1/.test(window.partita.story()));
});

test("without storage the page works, and says what a reload does", async () => {
  const page = await newPage(site.browser);
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, { get: () => { throw new DOMException("no", "SecurityError"); } });
    }
  });
  await page.goto(site.url);
  await started(page);
  await page.evaluate(() => window.partita.run("kill 1"));
  await page.getByRole("tab", { name: "Story" }).click();
  await page.getByText("keeps nothing for this page").waitFor();
  await reload(page);
  assert.doesNotMatch(await page.evaluate(() => window.partita.story()), /0\.\d* kill 1/);
  assert.deepEqual(page.complaints, []);
});

test("in a sandboxed frame, which has no storage at all", async () => {
  const host = await staticHost({ headers: { "access-control-allow-origin": "*" } });
  try {
    const page = await newPage(site.browser);
    await page.setContent(`<iframe sandbox="allow-scripts" src="${host.url}index.html" width="900" height="600"></iframe>`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("img", { name: /^Stage at/ }).waitFor();
    await frame.getByRole("tab", { name: "Story" }).click();
    await frame.getByText("keeps nothing for this page").waitFor();
  } finally {
    host.close();
  }
});

test("without room the page goes on, and says so once", async () => {
  const page = await newPage(site.browser);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await page.goto(site.url);
  await started(page);
  await page.evaluate(() => window.partita.run("kill 1"));
  const notice = page.getByRole("status").filter({ hasText: "no room left" });
  await notice.waitFor();
  await notice.locator("..").getByRole("button", { name: "Close" }).click();
  await page.evaluate(() => window.partita.run("restart 1"));
  await page.waitForTimeout(300);
  assert.equal(await notice.count(), 0);
  assert.deepEqual(page.complaints, []);
});

test("a seek over a day goes in slices: the page answers, the old picture stays, and it can be given up", async () => {
  const page = await site.open("/");
  await page.evaluate(() => window.partita.open("partita story 1\nbrokers 1\n0.5 end\n"));
  const seen = await page.evaluate(async () => {
    window.partita.pause();
    await window.partita.seek(1_000_000);
    const arrived = window.partita.seek(86_400_000_000);
    let frames = 0;
    let longest = 0;
    let last = performance.now();
    while (frames < 12) {
      await new Promise(requestAnimationFrame);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      frames += 1;
    }
    const meanwhile = window.partita.view();
    window.partita.pause();
    return { longest, now: meanwhile.now, seeking: meanwhile.seeking, arrived: await arrived };
  });
  assert.equal(seen.now, 1_000_000, "the old picture stays");
  assert.equal(seen.seeking, 86_400_000_000);
  assert.equal(seen.arrived, 1_000_000, "it says where it is");
  assert.ok(seen.longest < 1000, `a frame of ${seen.longest} ms`);
});
