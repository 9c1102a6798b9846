import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The first story at a moment with messages on their way, the panel Story open. */
async function at(us, options = { viewport: { width: 1280, height: 720 } }) {
  const page = await site.open("/", options);
  await page.evaluate(async (moment) => {
    window.partita.pause();
    await window.partita.seek(moment);
    while (!window.partita.view().flights.some((flight) => !flight.control)) window.partita.step();
  }, us);
  await page.getByRole("tab", { name: "Story" }).click();
  return page;
}

/** What a button hands out: its file name and bytes. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Opens a text as a file of that name, by the button. */
async function openFile(page, name, text) {
  await page.getByLabel("Open file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

test("the story as a file, which opens again and runs to the same digest", async () => {
  const page = await at(22_000_000);
  await page.evaluate(() => window.partita.run("kill 1"));
  const story = await saved(page, "Save as file");
  assert.match(story.name, /^partita-\d+s\.story$/);
  assert.match(story.bytes.toString(), /^partita story 1\n[\s\S]* kill 1\n/);
  const digest = await page.evaluate(async () => {
    await window.partita.seek(25_000_000);
    return window.partita.digest();
  });

  const other = await at(5_000_000);
  await openFile(other, story.name, story.bytes.toString());
  const card = other.getByRole("dialog", { name: "A story from a file" });
  assert.match(await card.innerText(), new RegExp(story.name));
  await card.getByRole("button", { name: "Run it" }).click();
  await other.waitForFunction(() => / kill 1/.test(window.partita.story()));
  const there = await other.evaluate(async () => {
    await window.partita.seek(25_000_000);
    return window.partita.digest();
  });
  assert.equal(there, digest);
  assert.deepEqual(page.complaints.concat(other.complaints), []);
});

test("a file that is no story, too large, or not even text, says so", async () => {
  const page = await at(5_000_000);
  const told = async (name, text) => {
    await openFile(page, name, text);
    const card = page.getByRole("dialog", { name: "This cannot be read" });
    const words = await card.innerText();
    await card.getByRole("button").click();
    return words;
  };
  assert.match(await told("a.txt", "Dear diary"), /line 1/);
  assert.match(await told("b.png", "\u0089PNG\u0000\u0000"), /not be read as text/);
  assert.match(await told("c.story", "#".repeat(1_100_000)), /more than 1,048,576 bytes/);
  assert.deepEqual(page.complaints, []);
});

test("a file or a text that is dropped on the page", async () => {
  const page = await at(5_000_000);
  const drop = (how, what) =>
    page.evaluate(
      ([kind, text]) => {
        const data = new DataTransfer();
        if (kind === "file") data.items.add(new File([text], "dropped.story", { type: "text/plain" }));
        else data.setData("text/plain", text);
        document.querySelector(".sheet").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [how, what],
    );
  await drop("file", "partita story 1\nseed 3\nbrokers 1\n9 end\n");
  const card = page.getByRole("dialog", { name: "A story from a file" });
  assert.match(await card.innerText(), /dropped\.story[\s\S]*1 broker/);
  await card.getByRole("button", { name: "Not now" }).click();
  await drop("text", "partita story 1\nseed 4\nbrokers 1\n9 end\n");
  await card.getByRole("button", { name: "Run it" }).click();
  await page.waitForFunction(() => /seed 4/.test(window.partita.story()));
  assert.deepEqual(page.complaints, []);
});

test("the log as a text: when, who, what", async () => {
  const page = await at(22_000_000);
  const log = await saved(page, "Save log");
  assert.match(log.name, /\.log\.txt$/);
  const lines = log.bytes.toString().trimEnd().split("\n");
  assert.match(lines[0], /^What happened up to 0:22\./);
  assert.ok(lines.length > 10);
  assert.ok(lines.slice(1).every((line) => /^\d+:\d\d\.\d{6}\t[^\t]+\t[^\t]+$/.test(line)), lines[1]);
});

test("the stage as SVG: it stands alone, with the messages in flight, and without a style sheet", async () => {
  const page = await at(22_000_000);
  const { name, bytes } = await saved(page, "Stage as SVG");
  assert.match(name, /\.svg$/);
  const svg = bytes.toString();
  assert.doesNotMatch(svg, /<script|javascript:| style=| class=| onload|<foreignObject|https?:\/\/(?!www\.w3\.org)/);
  assert.equal(await page.locator(".flat").count(), 0, "the shapes are gone again");
  assert.deepEqual(page.complaints, [], "the page's policy was kept");
  // What reads a picture is held to the policy of its page, and the picture brings its font in a style sheet of its own.
  const elsewhere = await page.context().newPage();
  const facts = await elsewhere.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml");
    const drawn = picture.documentElement;
    return {
      error: picture.querySelector("parsererror")?.textContent,
      title: picture.querySelector("title").textContent,
      words: [...picture.querySelectorAll("text")].map((word) => word.textContent),
      layers: [...drawn.children].filter((child) => child.tagName === "g").length,
      flights: drawn.lastElementChild.children.length,
      filled: [...picture.querySelectorAll("path")].filter((path) => path.getAttribute("fill")?.startsWith("rgb")).length,
    };
  }, svg);
  assert.equal(facts.error, undefined);
  assert.match(facts.title, /^Partita: kafkatask at 0:22\./);
  for (const word of ["Broker 1", "kafkatask-0", "Consumer-21"]) assert.ok(facts.words.includes(word), word);
  const flights = await page.evaluate(() => window.partita.view().flights.filter((flight) => !flight.control).length);
  assert.equal(facts.layers, 2);
  assert.ok(facts.flights >= 1 && facts.flights <= flights, `${facts.flights} of ${flights}`);
  assert.ok(facts.filled > 20);
  await elsewhere.close();
});

test("the stage as PNG, sharper than the screen", async () => {
  const page = await at(22_000_000);
  const { name, bytes } = await saved(page, "Stage as PNG");
  assert.match(name, /\.png$/);
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const stage = await page.locator(".score:not(.flat)").boundingBox();
  assert.ok(Math.abs(width - 2 * stage.width) <= 2 && height > 300, `${width}x${height}`);
  // More than paper: what is drawn takes room in the file.
  assert.ok(bytes.length > 30_000, `${bytes.length} bytes`);
  assert.deepEqual(page.complaints, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`paper: the present moment as a clean page, from a ${colorScheme} screen`, async () => {
    const page = await at(22_000_000, { viewport: { width: 1280, height: 720 }, colorScheme });
    await page.getByRole("tab", { name: "Log" }).click();
    await page.emulateMedia({ media: "print", colorScheme });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.locator(".flat").waitFor();
    for (const hidden of [".tools", ".deck", ".trackbox", ".play", "canvas.flights", ".panelpane .tabs"]) {
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    }
    assert.ok(await page.locator(".clock").isVisible());
    assert.ok(await page.locator(".flat .pill").first().isVisible());
    // The way back to this very story, as a link on paper.
    const address = page.locator(".onpaper a");
    assert.ok(await address.isVisible());
    assert.match(await address.innerText(), /^http\S+#p1\.z\.[\w-]+$/);
    const back = await site.open(new URL(await address.getAttribute("href")).hash);
    await back.getByRole("dialog").getByRole("button", { name: "Run it" }).waitFor();
    await back.context().close();
    const paper = await page.evaluate(() => getComputedStyle(document.querySelector(".stage")).backgroundColor);
    assert.equal(paper, "rgb(255, 255, 255)");
    const pages = (await page.pdf({ format: "A4", landscape: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages <= 2, `${pages} pages`);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.locator(".flat").waitFor({ state: "detached" });
    assert.equal(await page.locator(".onpaper").count(), 0);
  });
}

test("paper: the view that is shown, whole and in the place of the stage", async () => {
  const page = await at(22_000_000, { viewport: { width: 1280, height: 720 } });
  await page.evaluate(async () => {
    await window.partita.seek(20_000_000);
    window.partita.run("kill 1");
    window.partita.advance(1_000_000);
  });
  const views = { 2: [".sequence", ".seq .msg"], 3: [".tables", ".tables td"], 4: [".metrics", ".metrics .plot"], 5: [".branches", ".branchlist li"] };
  for (const [key, [view, part]] of Object.entries(views)) {
    await page.emulateMedia({ media: "screen" });
    await page.keyboard.press(key);
    await page.locator(part).first().waitFor();
    await page.emulateMedia({ media: "print" });
    const { top, height, bar, clock, hidden } = await page.evaluate((view) => {
      const box = (what) => document.querySelector(what).getBoundingClientRect();
      const pane = document.querySelector(view);
      const { top, height } = pane.getBoundingClientRect();
      return { top, height, bar: box(".bar").bottom, clock: box(".clock").top, hidden: pane.parentElement.scrollHeight - pane.parentElement.clientHeight };
    }, view);
    assert.ok(height > 50 && top - bar < 20, `${view}: ${height} high at ${top}, below ${bar}`);
    assert.ok(clock >= top + height - 1 && hidden <= 1, `${view}: ends at ${top + height}, the clock at ${clock}, ${hidden} hidden`);
  }
  assert.deepEqual(page.complaints, []);
});
