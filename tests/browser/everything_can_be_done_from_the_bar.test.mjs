import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The first story, standing where everybody is there. */
async function standing(options) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, ...options });
  await stand(page, 12_000_000);
  return page;
}

const commands = (page) => page.evaluate(() => window.partita.story().split("\n").filter((line) => /^\d/.test(line)));

/** Opens a form from a menu of the bar. */
async function form(page, menu, deed) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: deed }).click();
  return page.getByRole("form", { name: deed.replace(" …", "") });
}

/** The field behind a label; the text of a choice's label has its choices in it. */
const fieldOf = (form, label) =>
  form.locator(".field").filter({ has: form.page().locator("span", { hasText: new RegExp(`^${label.replaceAll(".", "\\.")}$`) }) }).locator("input, select");

for (const [menu, deed, changes, line] of [
  ["Add", "Topic …", { partitions: "4" }, /topic-topic1: kafka-topics\.sh .*--create --topic topic1 --partitions 4 --replication-factor 3/],
  ["Add", "Producer, load …", { keys: "hot,hot,hot,cold", rate: "9" }, /producer Producer-3 topic=kafkatask rate=9 keys=hot,hot,hot,cold$/],
  ["Add", "Consumer …", { "process.ms": "50" }, /consumer Consumer-1 group=consumergroup1 topic=kafkatask auto\.offset\.reset=earliest process\.ms=50$/],
  ["Add", "Broker …", { rack: "west" }, /broker 3 rack=west$/],
  ["Add", "Controller …", {}, /controller 100$/],
  ["Change", "Vote of a controller …", {}, /quorum add 2$/],
  ["Add", "Record by hand …", { key: "key9" }, /send Producer-1 key9 hello$/],
  ["Change", "Config …", {}, /kafka-configs\.sh .*--alter --entity-type topics --entity-name kafkatask --add-config min\.insync\.replicas=2/],
  ["Change", "Offsets of a group …", {}, /kafka-consumer-groups\.sh .*--group consumergroup1 .*--reset-offsets --to-earliest/],
  ["Change", "Time per record …", {}, /pace Consumer-\w+ 500ms$/],
  ["Break", "Kill, stop, pause …", { do: "pause", who: "1" }, /pause 1$/],
  ["Break", "Cut a link …", { way: "one way" }, /cut 0 > 1$/],
  ["Break", "Slow a link …", { by: "80ms" }, /slow 0 1 80ms$/],
  ["Break", "Disk …", { node: "2" }, /disk 2 fill$/],
  ["Break", "Clock …", { who: "1" }, /clock 1 \+3600000ms$|clock 1 \+1h$/],
]) {
  test(`${menu}: ${deed.replace(" …", "")} is a command of the story, shown before it runs`, async () => {
    const page = await standing();
    const before = await commands(page);
    const shown = await form(page, menu, deed);
    for (const [label, value] of Object.entries(changes)) {
      const field = fieldOf(shown, label);
      if ((await field.evaluate((node) => node.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
    }
    assert.notEqual(await shown.locator("code").innerText(), "");
    await shown.getByRole("button", { name: "Do it" }).click();
    await shown.waitFor({ state: "hidden" });
    const after = await commands(page);
    assert.equal(after.filter((known) => !before.includes(known)).some((known) => line.test(known)), true, after.join("\n"));
    assert.deepEqual(page.complaints, []);
  });
}

test("a form says what is wrong with its command, and stays", async () => {
  const page = await standing();
  const shown = await form(page, "Break", "Slow a link …");
  await fieldOf(shown, "by").fill("soon");
  await shown.getByRole("button", { name: "Do it" }).click();
  await shown.getByRole("alert").getByText("'soon' is not a length of time").waitFor();
  await page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
});

test("of several log directories any can fail, and files of each can be harmed", async () => {
  const page = await standing();
  await page.evaluate(() => window.partita.open("partita story 1\nseed 1\nbrokers 3\nset log.dirs=/d1,/d2\n4 topic orders partitions=4 replicas=3\n20 end"));
  await stand(page, 8_000_000);
  const shown = await form(page, "Break", "Disk …");
  await fieldOf(shown, "node").selectOption("2");
  await fieldOf(shown, "do").selectOption("fail");
  const choices = (label) => fieldOf(shown, label).locator("option").allInnerTexts();
  assert.deepEqual(await choices("log directory"), ["all", "/d1", "/d2"]);
  const files = await choices("file");
  assert.ok(files.some((file) => /^orders-\d\//.test(file)) && files.some((file) => /^~1\/orders-\d\/\d{20}\.log$/.test(file)), files.join("\n"));
  await fieldOf(shown, "log directory").selectOption("/d2");
  await shown.getByRole("button", { name: "Do it" }).click();
  await shown.waitFor({ state: "hidden" });
  assert.ok((await commands(page)).some((line) => line.endsWith("disk 2 fail /d2")));
  const told = await page.evaluate(() => window.partita.events().at(-1).sentence);
  assert.match(told, /\/d2/);
  assert.deepEqual(page.complaints, []);
});

test("a broker that was added registers, and takes replicas of a new topic", async () => {
  const page = await standing();
  const said = await page.evaluate(() => window.partita.run("broker 3"));
  assert.equal(said.ok, true);
  await page.evaluate(() => window.partita.advance(8_000_000));
  const node = await page.evaluate(() => window.partita.view().nodes.find((node) => node.id === 3));
  assert.deepEqual([node.state, node.fenced], ["running", false]);
  await page.evaluate(() => window.partita.run("topic wide partitions=4 replicas=4"));
  await page.evaluate(() => window.partita.advance(3_000_000));
  const topic = await page.evaluate(() => window.partita.view().topics.find((topic) => topic.name === "wide"));
  assert.ok(topic.partitions.every((partition) => partition.isr.includes(3)));
});

test("a member is slowed, sought and made to commit from its menu, by keyboard", async () => {
  const page = await standing();
  await page.evaluate(() => window.partita.select("member consumergroup2 Consumer-21b"));
  for (const [entry, line] of [["Slow down", /pace Consumer-21b 500ms$/], ["Commit", /commit Consumer-21b$/]]) {
    await page.keyboard.press("m");
    const item = page.getByRole("menuitem", { name: entry });
    await item.focus();
    await page.keyboard.press("Enter");
    await item.waitFor({ state: "hidden" });
    assert.ok((await commands(page)).some((known) => line.test(known)), entry);
  }
});

test("the library opens a story, and the builder a cluster", async () => {
  const page = await standing();
  await page.getByRole("button", { name: "Stories" }).click();
  const library = page.getByRole("dialog", { name: "Stories" });
  assert.ok((await library.getByRole("listitem").count()) >= 8);
  await library.getByRole("button", { name: /^six-partitions/ }).click();
  await page.waitForFunction(() => window.partita.story().includes("topic orders") || window.partita.story().includes("--topic orders"));

  await page.keyboard.press("n");
  await library.getByLabel("Brokers", { exact: true }).fill("5");
  await library.getByLabel(/^Controllers apart/).fill("3");
  await library.getByLabel("Racks").fill("5");
  await library.getByLabel(/^Defaults/).fill("log.retention.ms=600000");
  await library.getByRole("button", { name: "Start" }).click();
  await page.waitForFunction(() => window.partita.view().nodes.length === 8);
  const story = await page.evaluate(() => window.partita.story());
  assert.match(story, /rack 4 e\nset log\.retention\.ms=600000/);
  assert.deepEqual(page.complaints, []);
});

for (const [width, height] of [[1280, 720], [1920, 1080], [900, 700], [390, 844], [320, 640]]) {
  test(`bar, form and library in ${width}x${height}, light and dark, for everybody`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await standing({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      assert.deepEqual(await axeFindings(page), []);
      await form(page, "Add", "Consumer …");
      assert.deepEqual(await axeFindings(page), []);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Stories" }).click();
      assert.deepEqual(await axeFindings(page), []);
    }
  });
}
