import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Presses Tab until the focus is where `there` says, or Shift and Tab, back; the way there, as names. */
async function tabTo(page, there, presses = 80, key = "Tab") {
  const way = [];
  for (let n = 0; n < presses; n += 1) {
    await page.keyboard.press(key);
    const [name, arrived] = await page.evaluate((source) => {
      const focused = document.activeElement;
      const name = focused.getAttribute("aria-label") ?? focused.textContent.trim();
      return [name, new Function("element", "name", `return ${source}`)(focused, name)];
    }, there);
    way.push(name);
    if (arrived) return way;
  }
  throw new Error(`Tab never came to ${there}: ${way.join(" > ")}`);
}

test("play, step, look at a broker, kill it, read what happened, undo: by keys alone", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  const facts = () => page.evaluate(() => window.partita.view());
  await page.keyboard.press("Space");
  assert.equal((await facts()).playing, false);
  await page.evaluate(() => window.partita.seek(22_000_000));
  await page.waitForFunction(() => window.partita.view().now === 22_000_000);

  // Step on, by message and by event.
  const { steps } = await facts();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((before) => window.partita.view().steps > before, steps);

  // The list of everything on the stage is one stop of Tab; arrows walk in it.
  await tabTo(page, "element.closest('.tree') !== null");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Inspector" }).waitFor();
  await page.keyboard.press("ArrowDown");
  const selected = page.locator(".tree [aria-pressed=true]");
  await selected.waitFor();
  assert.match(await selected.innerText(), /^Broker/);

  // Its menu, and a command from it.
  await page.keyboard.press("m");
  await page.getByRole("menu").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  const chosen = () => page.evaluate(() => document.activeElement.textContent.trim());
  for (let presses = 0; !(await chosen()).startsWith("Kill"); presses += 1) {
    assert.ok(presses < 20, "Kill is in the menu");
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.partita.view().nodes.some((node) => node.state === "killed"));

  // What happened, in the log; then as a table; then back.
  await page.keyboard.press("l");
  await page.getByRole("region", { name: "Log" }).getByText(/is killed/).first().waitFor();
  await page.keyboard.press("3");
  await page.getByRole("table").first().waitFor();
  await page.keyboard.press("1");
  await page.keyboard.press("u");
  await page.waitForFunction(() => window.partita.view().nodes.every((node) => node.state !== "killed"));

  // A command of Kafka's in the terminal; Escape leads out of the field.
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  await page.keyboard.type("kafka-topics.sh --bootstrap-server localhost:9092 --list");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.tagName !== "INPUT");
  await page.waitForFunction(() => window.partita.terminal().some((line) => line.voice === "command" && /--list/.test(line.text)));

  // The map of keys, and out of it.
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("deliver one message or timer").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual(page.complaints, []);
});

test("break and add by forms, open a message of the sequence, compare branches: by keys alone", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.keyboard.press("Space");
  await page.evaluate(() => window.partita.seek(14_000_000));
  await page.evaluate(() => window.partita.seek(12_000_000));
  await page.waitForFunction(() => window.partita.view().now === 12_000_000);

  // Break: the third entry of its menu, a value in its form.
  await tabTo(page, "name === 'Break'");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("form", { name: "Slow a link" }).waitFor();
  await tabTo(page, "element.value === '100ms'");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("90ms");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /slow 0 1 90ms/.test(window.partita.story()));

  // The button of the menu has the focus again. Add, two before it: a controller, as its form begins.
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === "Break");
  await tabTo(page, "name === 'Add'", 4, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  for (let n = 0; n < 4; n += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("form", { name: "Controller" }).waitFor();
  await tabTo(page, "name === 'Do it'");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.partita.view().nodes.some((node) => node.id === 100));

  // A line of the sequence opens its message.
  await page.keyboard.press("2");
  await page.locator(".seq .msg").first().waitFor();
  await tabTo(page, "element.classList.contains('msg')");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("button", { name: "Copy as hex" }).waitFor();
  await page.keyboard.press("Escape");

  // What was given up stands beside what is.
  await page.keyboard.press("5");
  await tabTo(page, "name === 'Compare'");
  await page.keyboard.press("Enter");
  await page.locator(".twostages .score").nth(1).waitFor();
  assert.deepEqual(page.complaints, []);
});

for (const [what, line, state] of [
  ["node 1", /kill 1$/, (seen) => seen.nodes.find((node) => node.id === 1).state],
  ["producer Producer-1", /kill Producer-1$/, (seen) => seen.producers.find(({ name }) => name === "Producer-1").state],
  ["member consumergroup2 Consumer-21b", /kill Consumer-21b$/, (seen) => seen.groups.flatMap(({ members }) => members).find(({ name }) => name === "Consumer-21b").state],
]) {
  test(`k kills ${what}`, async () => {
    const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
    await stand(page, 12_000_000);
    await page.evaluate((what) => window.partita.select(what), what);
    await page.keyboard.press("k");
    await page.waitForFunction((line) => window.partita.story().split("\n").some((known) => new RegExp(line).test(known)), line.source);
    assert.equal(state(await page.evaluate(() => window.partita.view())), "killed");
    assert.deepEqual(page.complaints, []);
  });
}

test("messages of the sequence come when all of them are played again: what has the focus stays", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await stand(page, 22_000_000);
  await page.evaluate(() => {
    window.seen = [];
    const look = () => window.seen.push([document.querySelector(".seqpane")?.ariaBusy === "true", document.querySelectorAll(".seq .msg").length]);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 12 });
  await page.keyboard.press("2");
  // What would have half of them drawn: a window of another size.
  await page.waitForFunction(() => window.seen.some(([busy]) => busy));
  await page.setViewportSize({ width: 1240, height: 700 });
  await page.locator(".seq .msg").first().focus();
  await page.locator(".seqpane:not([aria-busy])").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.matches(".msg")), true);
  const half = await page.evaluate(() => window.seen.filter(([busy, messages]) => busy && messages > 0));
  assert.deepEqual(half, []);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  // Another moment: the old picture stays until the new one is there.
  await page.evaluate(() => { window.seen = []; });
  await page.evaluate(() => window.partita.seek(9_000_000));
  assert.equal(await page.evaluate(() => window.seen.every(([, messages]) => messages > 0)), true);
  assert.deepEqual(page.complaints, []);
});

test("Tab comes round: nothing holds the focus, and what has it can be seen", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.keyboard.press("Space");
  const way = await tabTo(page, "element === document.body || name === 'Faster'", 120);
  assert.ok(way.length > 12, way.join(" > "));
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, style.outlineWidth];
  });
  assert.ok(outline[0] !== "none" && outline[1] !== "0px", outline.join(" "));
});

test("changes of meaning are said politely, one at a time", async () => {
  const page = await site.open("/");
  await page.evaluate(async () => {
    window.partita.pause();
    await window.partita.seek(22_000_000);
    window.partita.run("kill 1");
  });
  const regions = page.locator("[aria-live=polite].vh");
  assert.equal(await regions.count(), 4);
  await page.waitForFunction(() => [...document.querySelectorAll("[aria-live=polite].vh")].some((region) => /Broker 1 is killed/.test(region.textContent)));
  const speaking = await regions.evaluateAll((all) => all.filter((region) => region.textContent !== "").length);
  assert.equal(speaking, 1);
});
