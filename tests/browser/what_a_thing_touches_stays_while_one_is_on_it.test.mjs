// While a pointer or the keyboard is on a thing of the stage, it and what it works with stay as they are, and the rest steps back:
// readable still, and not a moment longer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function standing(options) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, ...options });
  await stand(page, 22_000_000);
  return page;
}

/** Which of the nodes, producers and groups on the stage are as they were, and which have stepped back. */
const parts = (page) =>
  page.evaluate(() => {
    const named = [...document.querySelectorAll(".score > .part")].filter((part) => part.querySelector(".bname, .cname, .mname"));
    const name = (part) => part.querySelector(".bname, .cname, .mname").textContent;
    const of = (faint) => named.filter((part) => part.classList.contains("faint") === faint).map(name);
    return { stay: of(false), faint: of(true) };
  });

const faint = (page) => page.locator(".score .faint").count();
const nothingFaint = (page) => page.waitForFunction(() => document.querySelectorAll(".score .faint").length === 0);
const someFaint = (page) => page.waitForFunction(() => document.querySelectorAll(".score .faint").length > 0);

/** The pointer goes to the middle of a thing's name. */
async function hover(page, name) {
  const { x, y, width, height } = await page.locator(".score :is(.bname, .cname, .mname)", { hasText: name }).first().boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
}

/** Tab until the list of everything has the focus. */
async function toTree(page) {
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".tree") !== null)) return;
  }
  throw new Error("Tab never came to the list of everything");
}

test("a pointer goes to a thing, to another one, and away", async () => {
  const page = await standing();
  assert.equal(await faint(page), 0);
  await hover(page, "Broker 1");
  await someFaint(page);
  const broker = await parts(page);
  assert.ok(broker.stay.includes("Broker 1") && broker.faint.includes("Broker 0") && broker.faint.includes("Broker 2"), JSON.stringify(broker));
  await page.waitForFunction(() => {
    const shape = document.querySelector(".score .faint :is(rect, path)");
    return Number(getComputedStyle(shape).opacity) < 0.5;
  });

  await hover(page, "Producer-1");
  await page.waitForFunction(() => [...document.querySelectorAll(".score .faint .cname")].some((name) => name.textContent === "Producer-2"));
  const producer = await parts(page);
  assert.ok(producer.stay.includes("Producer-1"), JSON.stringify(producer));
  assert.ok(producer.faint.includes("consumergroup1"), "who reads is not who it sends to");

  await page.locator(".time .track").hover();
  await nothingFaint(page);
  assert.deepEqual(page.complaints, []);
});

test("so does Tab, from thing to thing with arrows, and on", async () => {
  const page = await standing();
  await toTree(page);
  await someFaint(page);
  const first = await parts(page);
  assert.equal(first.stay.filter((name) => name.startsWith("Broker")).length, 1, JSON.stringify(first));
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((before) => {
    const faint = [...document.querySelectorAll(".score .faint .bname")].map((name) => name.textContent);
    return faint.length > 0 && faint.join() !== before;
  }, first.faint.filter((name) => name.startsWith("Broker")).join());
  await page.keyboard.press("Tab");
  await nothingFaint(page);
  assert.deepEqual(page.complaints, []);
});

test("what a pointer closes gives the focus back, and nobody is on anything", async () => {
  const page = await standing();
  await toTree(page);
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const close = inspector.getByRole("button", { name: "Close" });
  await close.click();
  await inspector.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.closest(".tree") !== null), true);
  assert.equal(await faint(page), 0);

  // By keys it is seen where the focus is.
  await page.keyboard.press("Enter");
  await close.focus();
  await page.keyboard.press("Enter");
  await inspector.waitFor({ state: "detached" });
  await someFaint(page);
  assert.deepEqual(page.complaints, []);
});

test("what goes while a pointer or the keyboard is on it leaves nothing behind", async () => {
  const page = await standing();
  await page.evaluate(() => {
    window.partita.run("kafka-topics.sh --create --topic short --bootstrap-server localhost:9092");
    window.partita.advance(4_000_000);
  });
  await page.locator(".score .tname", { hasText: "short" }).waitFor();
  const { x, y } = await page.locator(".score .tname", { hasText: "short" }).boundingBox();
  await page.mouse.move(x + 4, y + 6);
  await someFaint(page);
  await page.evaluate(() => {
    window.partita.run("kafka-topics.sh --delete --topic short --bootstrap-server localhost:9092");
    window.partita.advance(4_000_000);
  });
  await page.waitForFunction(() => window.partita.view().topics.every(({ name }) => name !== "short"));
  await page.waitForFunction(() => [...document.querySelectorAll(".score .tname")].every((name) => name.textContent !== "short"));
  // Whatever lies under the pointer now is touched or not; of what is gone nothing is left.
  await page.mouse.move(3, 3);
  await nothingFaint(page);

  // A link that is healed while the keyboard is on it.
  await page.evaluate(() => window.partita.run("cut 0 1"));
  const link = page.locator(".tree button", { hasText: /^Broker 0 to Broker 1, cut/ });
  await page.keyboard.press("Tab");
  await link.focus();
  await someFaint(page);
  assert.deepEqual((await parts(page)).stay.filter((name) => name.startsWith("Broker")), ["Broker 0", "Broker 1"]);
  await page.evaluate(() => window.partita.run("heal 0 1"));
  await link.waitFor({ state: "detached" });
  await page.waitForFunction(() => {
    // The focus goes to the first thing of the list, or to nothing: both ends of the link stay for neither.
    const faint = [...document.querySelectorAll(".score .faint .bname")].map((name) => name.textContent);
    return faint.length === 0 || faint.length > 1;
  });
  assert.deepEqual(page.complaints, []);
});

test("where replicas are bars, what a bar touches stays", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.evaluate(() => window.partita.open("partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=12 replicas=2\n5 producer shop topic=orders rate=20\n60 end"));
  await stand(page, 12_000_000);
  await page.locator(".far .frame").first().waitFor();
  const leader = await page.evaluate(() => window.partita.view().topics.find(({ name }) => name === "orders").partitions[2].leader);
  const column = await page.locator(".score .pname", { hasText: /^(orders-|p)2$/ }).boundingBox();
  const row = await page.locator(".score .bname", { hasText: `Broker ${leader}` }).boundingBox();
  await page.mouse.move(column.x + 12, row.y + row.height + 4);
  await someFaint(page);
  // The bars are drawn twice: faint, and without those of the partition, which are drawn as they were.
  assert.equal(await page.locator(".score .far").count(), 2);
  const areas = await page.locator("#lit path").getAttribute("d");
  assert.match(areas, /^(M[^M]*z){2}$/, "its leader and its follower");
  const { stay, faint } = await parts(page);
  assert.equal(faint.filter((name) => name.startsWith("Broker")).length, 1, "the one without a replica");
  assert.ok(stay.includes("shop"));
  await page.mouse.move(3, 3);
  await nothingFaint(page);
  assert.equal(await page.locator(".score .far").count(), 1);
  assert.deepEqual(page.complaints, []);
});

test("a controller with a row of its own, and the voters of its quorum", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 } });
  await page.evaluate(() => window.partita.open("partita story 1\nseed 3\nbrokers 3\ncontrollers 3\n4 topic orders partitions=2 replicas=3\n60 end"));
  await stand(page, 12_000_000);
  await hover(page, "Controller 101");
  await someFaint(page);
  const { stay, faint } = await parts(page);
  assert.deepEqual(stay, ["Controller 100", "Controller 101", "Controller 102"]);
  assert.ok(faint.includes("Broker 0"), faint.join());
  assert.deepEqual(page.complaints, []);
});

/** Texts that stepped back whose letters have too little contrast with what they stand on, or are seen through. */
function unreadable() {
  const score = document.querySelector(".score");
  const shapes = [...score.querySelectorAll("path, rect, circle, polygon")];
  const paper = colour(getComputedStyle(document.querySelector(".stage")).backgroundColor);
  const found = [];
  for (const text of score.querySelectorAll(".faint text")) {
    if (!text.textContent.trim()) continue;
    const style = getComputedStyle(text);
    if (through(text) < 1 || Number(style.fillOpacity) < 1) found.push(`${text.textContent} is seen through`);
    const ratio = contrast(colour(style.fill).slice(0, 3), below(text));
    if (ratio < 4.5) found.push(`"${text.textContent}" .${text.getAttribute("class")}: ${ratio.toFixed(2)}`);
  }
  return { found, texts: score.querySelectorAll(".faint text").length };

  /** What is painted below the middle of a text. */
  function below(text) {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    let under = paper.slice(0, 3);
    for (const shape of shapes) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (!fill.startsWith("rgb") || !shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) continue;
      const [r, g, b, a] = colour(fill);
      const alpha = a * Number(fillOpacity) * through(shape);
      under = [r, g, b].map((part, n) => part * alpha + under[n] * (1 - alpha));
    }
    return under;
  }

  function through(element) {
    let all = 1;
    for (let at = element; at && at !== document.body; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
  }

  function colour(text) {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  }

  function contrast(a, b) {
    const light = (rgb) => {
      const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  }
}

for (const colorScheme of ["light", "dark"]) {
  test(`words that step back stay readable, ${colorScheme}`, async () => {
    const page = await standing({ colorScheme });
    for (const name of ["Broker 1", "Producer-1", "consumergroup2"]) {
      await hover(page, name);
      await someFaint(page);
      await page.waitForTimeout(400);
      const { found, texts } = await page.evaluate(unreadable);
      assert.ok(texts > 10, `${texts} texts`);
      assert.deepEqual(found, [], name);
      assert.deepEqual(await axeFindings(page, ".stagepane"), []);
    }
    assert.deepEqual(page.complaints, []);
  });
}
