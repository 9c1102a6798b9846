// What the inspector and its menu offer for each kind of thing: each entry is chosen from the page, its command stands in the
// story, and its effect is seen in the cluster.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const commands = (page) => page.evaluate(() => window.partita.story().split("\n").filter((line) => /^\d/.test(line) && !line.endsWith(" end")));
const view = (page) => page.evaluate(() => window.partita.view());

/** Lets so many seconds pass. */
const pass = (page, seconds) =>
  page.evaluate(async (us) => {
    window.partita.pause();
    await window.partita.advance(us);
  }, Math.round(seconds * 1e6));

/** The first story, standing where everybody is there, after some commands. */
async function standing(lines = []) {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await stand(page, 12_000_000);
  for (const line of lines) {
    assert.equal(await page.evaluate((line) => window.partita.run(line).ok, line), true, line);
    await pass(page, 1);
  }
  return page;
}

/** Selects something and chooses an entry of its menu; says which commands are new in the story. */
async function choose(page, what, entry) {
  const known = await commands(page);
  await page.evaluate((what) => window.partita.select(what), what);
  await page.keyboard.press("m");
  const item = page.getByRole("menuitem", { name: new RegExp(`^${entry}(?! …)`) }).first();
  await item.click();
  await item.waitFor({ state: "hidden" });
  return (await commands(page)).filter((line) => !known.includes(line));
}

const node = (id, state) => (seen) => seen.nodes.find((node) => node.id === id).state === state;
const producer = (name, state) => (seen) => seen.producers.find((known) => known.name === name)?.state === state;
const member = (name, state) => (seen) =>
  seen.groups.flatMap((group) => group.members).find((known) => known.name === name)?.state === state;
const topic = (seen) => seen.topics.find((topic) => topic.name === "kafkatask");
const MEMBER = "member consumergroup2 Consumer-21b";

// What is selected, what was done before, the entry, its command, how long it takes, what is seen then.
for (const [what, first, entry, line, seconds, seen] of [
  ["node 1", [], "Kill", /kill 1$/, 1, node(1, "killed")],
  ["node 1", [], "Power off", /poweroff 1$/, 1, node(1, "killed")],
  ["node 1", [], "Stop", /stop 1$/, 8, node(1, "stopped")],
  ["node 1", [], "Pause", /pause 1$/, 1, node(1, "paused")],
  ["node 1", ["pause 1"], "Resume", /resume 1$/, 3, node(1, "running")],
  ["node 1", ["kill 1"], "Restart", /restart 1$/, 20, node(1, "running")],
  ["node 1", ["kill 1"], "Put in an empty disk", /disk 1 replace$/, 1, (seen) =>
    topic(seen).partitions.flatMap((each) => each.logs).filter((log) => log.node === 1).every((log) => log.logEnd === 0)],
  ["link 0 1", [], "Cut both ways", /cut 0 1$/, 1, (seen) => seen.links.filter((link) => link.cut).length === 2],
  ["link 0 1", [], "Slow both ways", /slow 0 1 100ms$/, 1, (seen) => seen.links.filter((link) => link.slow > 0).length === 2],
  ["node 1", ["cut 0 1"], "Heal to 0", /heal 1 0$/, 1, (seen) => seen.links.length === 0],
  ["link 0 1", ["cut 0 1"], "Heal both ways", /heal 0 1$/, 1, (seen) => seen.links.length === 0],
  ["producer Producer-1", [], "Kill", /kill Producer-1$/, 2, producer("Producer-1", "killed")],
  ["producer Producer-1", [], "Pause", /pause Producer-1$/, 1, producer("Producer-1", "paused")],
  ["producer Producer-1", ["pause Producer-1"], "Resume", /resume Producer-1$/, 1, producer("Producer-1", "running")],
  ["producer Producer-1", ["kill Producer-1"], "Start again", /restart Producer-1$/, 2, producer("Producer-1", "running")],
  [MEMBER, [], "Kill", /kill Consumer-21b$/, 2, member("Consumer-21b", "killed")],
  [MEMBER, ["kill Consumer-21b"], "Start again", /restart Consumer-21b$/, 2, member("Consumer-21b", "running")],
  [MEMBER, [], "Leave", /leave Consumer-21b$/, 15, (seen) =>
    seen.groups.every((group) => group.members.every((known) => known.name !== "Consumer-21b"))],
  ["topic kafkatask", [], "Add a partition", /--alter --topic kafkatask --partitions 4$/, 6, (seen) => topic(seen).partitions.length === 4],
  // Whoever asks for it may make it anew, with one partition.
  ["topic kafkatask", [], "Delete", /--delete --topic kafkatask$/, 8, (seen) => (topic(seen)?.partitions.length ?? 1) === 1],
]) {
  test(`${what}${first.map((line) => `, after ${line}`)}: ${entry}`, async () => {
    const page = await standing(first);
    const given = await choose(page, what, entry);
    assert.equal(given.length, 1, given.join("\n"));
    assert.match(given[0], line);
    await pass(page, seconds);
    const now = await view(page);
    assert.equal(seen(now), true, JSON.stringify({ nodes: now.nodes, links: now.links, producers: now.producers, groups: now.groups }));
    assert.deepEqual(page.complaints, []);
  });
}

test("who was killed stays on the stage, grey, and says so", async () => {
  const page = await standing(["kill Producer-1", "kill Consumer-21b"]);
  await page.locator(".producer .cname.gone", { hasText: "Producer-1" }).waitFor();
  await page.locator(".producer .cset.bad", { hasText: "killed" }).first().waitFor();
  await page.locator(".member.gone", { hasText: "killed" }).first().waitFor();
});

for (const [entry, word] of [["Flip a bit of it", "flip"], ["Lose the file", "lose"]]) {
  test(`a segment: ${entry}`, async () => {
    const page = await standing();
    const at = topic(await view(page)).partitions[0];
    const follower = at.replicas.find((id) => id !== at.leader);
    const file = "kafkatask-0/00000000000000000000.log";
    const given = await choose(page, `segment kafkatask 0 ${follower} 0`, entry);
    assert.equal(given.length, 1);
    assert.ok(given[0].includes(`disk ${follower} ${word} ${file}`), given[0]);
    const told = await page.evaluate(() => window.partita.events().at(-1).sentence);
    assert.match(told, /disk|file|bit/i);
  });
}

/** A request with records on its way, by its id. */
async function request(page) {
  const id = await page.evaluate(() => {
    for (let n = 0; n < 2_000; n += 1) {
      const found = window.partita.view().flights.find((flight) => !flight.response && flight.api === "Produce");
      if (found) return found.id;
      window.partita.step();
    }
    return undefined;
  });
  assert.notEqual(id, undefined, "a Produce request");
  return id;
}

const isUnderWay = async (page, id) => (await view(page)).flights.some((flight) => flight.id === id);

for (const [entry, line, stays] of [
  ["Hold", (id) => `hold ${id}`, true],
  ["Delay", (id) => `delay ${id} 500ms`, true],
  ["Break and deliver late", (id) => `late ${id} 2000ms`, true],
  ["Drop", (id) => `drop ${id}`, false],
]) {
  test(`a message: ${entry}`, async () => {
    const page = await standing();
    const id = await request(page);
    const given = await choose(page, `message ${id}`, entry);
    assert.equal(given.length, 1);
    assert.ok(given[0].endsWith(line(id)), given[0]);
    await pass(page, 0.2);
    assert.equal(await isUnderWay(page, id), stays);
    if (entry === "Hold") {
      const released = await choose(page, `message ${id}`, "Release");
      assert.ok(released[0].endsWith(`release ${id}`), released.join("\n"));
      await pass(page, 0.2);
      assert.equal(await isUnderWay(page, id), false);
    } else if (stays) {
      await pass(page, 3);
      assert.equal(await isUnderWay(page, id), false);
    }
  });
}

test("a message is delayed by a length of one's own, by a form", async () => {
  const page = await standing();
  const id = await request(page);
  await page.evaluate((id) => window.partita.select(`message ${id}`), id);
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Delay …" }).click();
  const form = page.getByRole("form", { name: "Delay" });
  await form.locator("input").last().fill("1200ms");
  await form.getByRole("button", { name: "Do it" }).click();
  await form.waitFor({ state: "hidden" });
  assert.ok((await commands(page)).some((line) => line.endsWith(`delay ${id} 1200ms`)));
  await pass(page, 1);
  assert.equal(await isUnderWay(page, id), true);
});

/** The field behind a label of a form. */
const fieldOf = (form, label) =>
  form.locator(".field").filter({ has: form.page().locator("span", { hasText: new RegExp(`^${label}$`) }) }).locator("input, select");

/** Opens a form of the bar. */
async function open(page, menu, deed) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: `${deed} …` }).click();
  return page.getByRole("form", { name: deed });
}

test("a consumer seeks by the form", async () => {
  const page = await standing();
  const group = (await view(page)).groups.find((group) => group.members.some((member) => member.owned.length > 0));
  const { name, owned } = group.members.find((member) => member.owned.length > 0);
  const [, number] = /-(\d+)$/.exec(owned[0]);
  const form = await open(page, "Change", "Seek");
  await fieldOf(form, "consumer").selectOption(name);
  await fieldOf(form, "partition").fill(number);
  await form.getByRole("button", { name: "Do it" }).click();
  await form.waitFor({ state: "hidden" });
  assert.ok((await commands(page)).some((line) => line.endsWith(`seek ${name} kafkatask ${number} 0`)));
});

test("a record by hand with a key of two words, and a tombstone for it", async () => {
  const page = await standing();
  for (const [isNull, line] of [["text", /send Producer-1 'a b' hello$/], ["null", /tombstone Producer-1 'a b'$/]]) {
    const form = await open(page, "Add", "Record by hand");
    await fieldOf(form, "key").fill("a b");
    await fieldOf(form, "value is").selectOption(isNull);
    await form.getByRole("button", { name: "Do it" }).click();
    await form.waitFor({ state: "hidden" });
    assert.ok((await commands(page)).some((known) => line.test(known)), (await commands(page)).join("\n"));
  }
  await pass(page, 3);
  const records = topic(await view(page)).partitions.flatMap((partition) => partition.logs.flatMap((log) => log.records));
  const values = records.filter((record) => record.key === "a b").map((record) => record.value);
  assert.ok(values.includes("hello") && values.includes(null), JSON.stringify(values));
});

test("a topic that cannot be says why, whatever panel was open", async () => {
  const page = await standing();
  await page.keyboard.press("l");
  const form = await open(page, "Add", "Topic");
  await fieldOf(form, "replicas").fill("9");
  await form.getByRole("button", { name: "Do it" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByText(/replication factor of 9/i).first().waitFor({ timeout: 20_000 });
});

/** Leader and ISR of the first partition. */
const first = async (page) => topic(await view(page)).partitions[0];

test("the preferred leader is elected from the menu of a replica", async () => {
  const page = await standing();
  const { leader, replicas } = await first(page);
  assert.equal(leader, replicas[0]);
  for (const [line, seconds] of [[`kill ${leader}`, 12], [`restart ${leader}`, 15]]) {
    assert.equal(await page.evaluate((line) => window.partita.run(line).ok, line), true);
    await pass(page, seconds);
  }
  const before = await first(page);
  assert.notEqual(before.leader, leader);
  assert.ok(before.isr.includes(leader), `${before.isr}`);
  const given = await choose(page, `replica kafkatask 0 ${leader}`, "Elect the preferred leader");
  assert.match(given[0], /kafka-leader-election\.sh .*--election-type PREFERRED --topic kafkatask --partition 0$/);
  await pass(page, 5);
  assert.equal((await first(page)).leader, leader);
  assert.deepEqual(page.complaints, []);
});

test("where nobody may lead an unclean leader is elected from the menu, and it was out of the ISR", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const story = "partita story 1\nseed 5\nbrokers 3\n4 topic kafkatask partitions=1 replicas=2\n5 producer p topic=kafkatask rate=2\n90 end\n";
  await page.evaluate((text) => window.partita.open(text), story);
  await stand(page, 10_000_000);
  const { leader, replicas } = await first(page);
  const follower = replicas.find((id) => id !== leader);
  // The follower is left behind; then the one that is left fails, and who comes back may not lead.
  for (const [line, seconds] of [[`kill ${follower}`, 40], [`kill ${leader}`, 12], [`restart ${follower}`, 15]]) {
    assert.equal(await page.evaluate((line) => window.partita.run(line).ok, line), true, line);
    await pass(page, seconds);
  }
  assert.equal((await first(page)).leader ?? null, null);
  const given = await choose(page, `replica kafkatask 0 ${follower}`, "Elect any leader \\(unclean\\)");
  assert.match(given[0], /--election-type UNCLEAN --topic kafkatask --partition 0$/);
  await pass(page, 5);
  assert.equal((await first(page)).leader, follower);
});

test("a voter leaves the quorum by the form, and comes back by it", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await page.evaluate(() => window.partita.open("partita story 1\nseed 5\nbrokers 3\nquorum dynamic\n60 end\n"));
  await stand(page, 8_000_000);
  const voters = async () => {
    await page.evaluate(() => window.partita.select("node 0"));
    const facts = page.getByRole("complementary", { name: "Inspector" });
    return facts.locator("dt", { hasText: /^Voters$/ }).locator("xpath=following-sibling::dd[1]").innerText();
  };
  assert.equal(await voters(), "0,1,2");
  for (const [verb, known] of [["remove", "0,1"], ["add", "0,1,2"]]) {
    const form = await open(page, "Change", "Vote of a controller");
    await fieldOf(form, "do").selectOption(verb);
    await fieldOf(form, "controller").selectOption("2");
    await form.getByRole("button", { name: "Do it" }).click();
    await form.waitFor({ state: "hidden" });
    assert.ok((await commands(page)).some((line) => line.endsWith(`quorum ${verb} 2`)), verb);
    await pass(page, 8);
    assert.equal(await voters(), known, verb);
  }
  assert.deepEqual(page.complaints, []);
});

for (const [what, word, told] of [
  ["slow", "slow 50ms", "disk +50 ms"],
  ["tear", "tear", "disk tears"],
  ["flush-fails", "flush-fails", "flushes fail"],
  ["flush-lies", "flush-lies", "flushes lie"],
]) {
  test(`a disk by the form: ${what}, and mended again`, async () => {
    const page = await standing();
    for (const [chosen, line] of [[what, `disk 1 ${word}`], ["mend", "disk 1 mend"]]) {
      const form = await open(page, "Break", "Disk");
      await fieldOf(form, "node").selectOption("1");
      await fieldOf(form, "do").selectOption(chosen);
      await form.getByRole("button", { name: "Do it" }).click();
      await form.waitFor({ state: "hidden" });
      assert.ok((await commands(page)).some((known) => known.endsWith(line)), line);
      const said = page.locator(".tree").getByText(told);
      await said.first().waitFor({ state: chosen === "mend" ? "detached" : "attached" });
    }
    assert.deepEqual(page.complaints, []);
  });
}

test("a tool that reads is ended by Ctrl-C of its menu", async () => {
  const page = await standing(["kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --from-beginning"]);
  const { name } = (await view(page)).tools[0];
  const given = await choose(page, `tool ${name}`, "Ctrl-C");
  assert.ok(given[0].endsWith(`interrupt ${name}`), given.join("\n"));
  await pass(page, 3);
  assert.deepEqual((await view(page)).tools.map((tool) => tool.name).filter((known) => known === name), []);
});

test("what is marked in the inspector is copied by Ctrl-C, and nothing else is done", async () => {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"] });
  await stand(page, 12_000_000);
  await page.evaluate(() => window.partita.select("topic kafkatask"));
  const known = await commands(page);
  const id = page.getByRole("complementary", { name: "Inspector" }).locator("dd").first();
  await id.click({ clickCount: 3 });
  await page.keyboard.press("Control+c");
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), (await id.innerText()).trim());
  assert.deepEqual(await commands(page), known);
  await page.getByRole("button", { name: "More", exact: true }).click();
  assert.equal(await page.getByRole("menuitem", { name: "✓ Control traffic" }).count(), 0, "c alone would show control traffic");
  assert.deepEqual(page.complaints, []);
});
