// The exercise kafkatask as one types it on the page: a shell for each console, Kafka's own command lines.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite } from "./harness.mjs";

const SECOND = 1_000_000;
const SERVER = "--bootstrap-server localhost:9092";
// A request to a leader whose follower was killed is answered when the ISR has shrunk, after the broker's session has
// ended: the console producer's own 1.5 s would give up three times before that.
const PRODUCER = `kafka-console-producer.sh ${SERVER} --topic kafkatask --command-property acks=all --request-timeout-ms 30000`
  + " --reader-property parse.key=true --reader-property key.separator=::";
const consumer = (name, group) =>
  `kafka-console-consumer.sh ${SERVER} --topic kafkatask --group ${group} --from-beginning --command-property client.id=${name}`;

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The page with an empty cluster of three brokers, and what a person does at its terminal. */
async function sit() {
  const page = await site.open("/");
  const wrong = await page.evaluate(() => {
    window.partita.pause();
    return window.partita.open("partita story 1\nseed 21\nbrokers 3\n");
  });
  assert.equal(wrong, undefined);
  const advance = (seconds) => page.evaluate((us) => window.partita.advance(us), seconds * SECOND);
  const shells = page.getByRole("group", { name: "Shells" });
  const field = page.getByRole("textbox", { name: /^(Command|Line for .*)$/ });
  await advance(4);
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Command");
  return {
    page,
    advance,
    view: () => page.evaluate(() => window.partita.view()),
    /** Types a line into the shell that is shown, then lets time pass. */
    async type(line, seconds = 0.1) {
      await field.fill(line);
      await page.keyboard.press("Enter");
      await advance(seconds);
    },
    /** Opens another shell and starts a console in it. */
    async window(line, seconds = 0.2) {
      await shells.getByRole("button", { name: "Another shell" }).click();
      await this.type(line, seconds);
    },
    /** Goes to the shell of a tool. */
    async to(tool) {
      await shells.getByRole("button", { name: new RegExp(`^\\d+ ${tool}(,|$)`) }).click();
    },
    async shell(number) {
      await shells.getByRole("button", { name: new RegExp(`^Shell ${number}(,|$)`) }).click();
    },
    async interrupt() {
      await field.focus();
      await page.keyboard.press("Control+c");
    },
    /** What the last command of the shell that is shown has printed. */
    async said() {
      const lines = await page.evaluate(() => window.partita.terminal());
      const last = lines.findLastIndex(({ voice }) => voice === "command");
      const out = lines.slice(last + 1).filter(({ voice }) => voice === "out");
      return out.flatMap(({ text }) => text.split("\n")).filter((text) => text !== "");
    },
    /** Runs a tool in the first shell and gives the rows it printed, each as its words. */
    async rows(line, seconds = 2) {
      await this.shell(1);
      await this.type(line, seconds);
      return (await this.said()).map((text) => text.trim().split(/\s+/)).filter((words) => words.length > 1);
    },
  };
}

/** Partition, committed, end, lag and client of each row of `kafka-consumer-groups.sh --describe`. */
function described(rows, group) {
  const [head, ...body] = rows;
  assert.deepEqual(head, [
    "GROUP", "TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG", "CONSUMER-ID", "HOST", "CLIENT-ID",
  ]);
  return body.map(([id, topic, partition, at, end, lag, member, host, client]) => {
    assert.deepEqual([id, topic], [group, "kafkatask"]);
    assert.match(member, new RegExp(`^${client}-[0-9a-f-]{36}$`));
    assert.match(host, /^\//);
    return [Number(partition), Number(at), Number(end), Number(lag), client];
  }).sort(([a], [b]) => a - b);
}

/** Leader and ISR of each partition, from `kafka-topics.sh --describe`. */
async function leaders(at) {
  await at.rows(`kafka-topics.sh ${SERVER} --describe --topic kafkatask`);
  const lines = (await at.said()).filter((text) => /Partition: \d/.test(text));
  return lines.map((text) => {
    const [, partition, leader, replicas, isr] = /Partition: (\d+)\s+Leader: (\w+)\s+Replicas: ([\d,]+)\s+Isr: ([\d,]*)/.exec(text);
    const ids = (list) => list.split(",").filter(Boolean).map(Number);
    return { partition: Number(partition), leader: Number(leader), replicas: ids(replicas), isr: ids(isr) };
  });
}

/** Keys of each partition, as its leader has them. */
function keysOf({ topics }) {
  const topic = topics.find(({ name }) => name === "kafkatask");
  return topic.partitions.map(({ leader, logs }) => logs.find(({ node }) => node === leader).records.map(({ key }) => key));
}

test("typed line by line, with a shell for each console, ends as with Kafka", async () => {
  const at = await sit();
  await at.type(`kafka-topics.sh --create --topic kafkatask ${SERVER} --partitions 3 --replication-factor 2`, 2);
  assert.deepEqual(await at.said(), ["Created topic kafkatask."]);

  await at.window(PRODUCER);
  await at.window(PRODUCER);
  for (const name of ["Consumer-11", "Consumer-21", "Consumer-31"]) await at.window(consumer(name, "consumergroup1"));
  await at.window(consumer("Consumer-21", "consumergroup2"));
  await at.advance(8);

  await at.to("console-producer-1");
  await at.type("key1::one");
  await at.type("key2::two");
  await at.to("console-producer-2");
  await at.type("key3::three");
  await at.type("key4::four", 8);

  // murmur2 puts key1 and key2 into partition 2, key3 into 1, key4 into 0.
  assert.deepEqual(keysOf(await at.view()), [["key4"], ["key3"], ["key1", "key2"]]);
  await at.to("console-consumer-4");
  assert.deepEqual([...await at.said()].sort(), ["four", "one", "three", "two"]);

  const describe = (group) => `kafka-consumer-groups.sh ${SERVER} --describe --group ${group}`;
  assert.deepEqual(described(await at.rows(describe("consumergroup1")), "consumergroup1"), [
    [0, 1, 1, 0, "Consumer-11"], [1, 1, 1, 0, "Consumer-21"], [2, 2, 2, 0, "Consumer-31"],
  ]);
  assert.deepEqual(described(await at.rows(describe("consumergroup2")), "consumergroup2"), [
    [0, 1, 1, 0, "Consumer-21"], [1, 1, 1, 0, "Consumer-21"], [2, 2, 2, 0, "Consumer-21"],
  ]);

  // Consumer-11 leaves by Ctrl-C: its shell has its prompt again, and its partition another owner.
  await at.to("console-consumer-1");
  await at.interrupt();
  await at.advance(8);
  await at.page.getByRole("textbox", { name: "Command" }).waitFor();
  const left = described(await at.rows(describe("consumergroup1")), "consumergroup1");
  assert.deepEqual(left.map(([partition, at, end, lag]) => [partition, at, end, lag]), [[0, 1, 1, 0], [1, 1, 1, 0], [2, 2, 2, 0]]);
  assert.deepEqual(left.map((row) => row[4]), ["Consumer-21", "Consumer-21", "Consumer-31"]);

  // Consumer-22 joins the second group and takes a part of it.
  await at.window(consumer("Consumer-22", "consumergroup2"), 8);
  const joined = described(await at.rows(describe("consumergroup2")), "consumergroup2");
  assert.deepEqual(joined.map((row) => row[4]), ["Consumer-21", "Consumer-21", "Consumer-22"]);

  // Broker 1 is killed: with acks=all nothing is lost, leaders and ISR move, and come back.
  const before = await leaders(at);
  assert.ok(before.every(({ replicas, isr }) => isr.length === 2 && replicas.length === 2), JSON.stringify(before));
  assert.ok(before.some(({ leader }) => leader === 1), JSON.stringify(before));
  await at.shell(1);
  await at.type("kill 1");
  await at.to("console-producer-1");
  for (const line of ["key1::five", "key2::six", "key3::seven", "key4::eight"]) await at.type(line);
  await at.advance(14);
  const without = await leaders(at);
  assert.ok(without.every(({ leader, isr }) => leader !== 1 && !isr.includes(1)), JSON.stringify(without));
  assert.deepEqual(keysOf(await at.view()).map((keys) => keys.length), [2, 2, 4]);

  await at.shell(1);
  await at.type("restart 1", 20);
  const again = await leaders(at);
  assert.ok(again.every(({ replicas, isr }) => isr.length === replicas.length), JSON.stringify(again));
  await at.type("kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type PREFERRED --all-topic-partitions", 4);
  const back = await leaders(at);
  assert.deepEqual(back.map(({ leader, replicas }) => leader === replicas[0]), [true, true, true], JSON.stringify(back));

  const { producers, findings } = await at.view();
  assert.deepEqual(findings, []);
  assert.deepEqual(producers.map(({ acked, failed }) => [acked, failed]), [[6, 0], [2, 0]]);
  assert.deepEqual(at.page.complaints, []);
});

test("and what is typed right after / goes to the terminal, not to the page", async () => {
  const page = await site.open("/");
  await page.evaluate(() => window.partita.pause());
  await page.keyboard.type("/kafka-topics.sh --list");
  const field = page.getByRole("textbox", { name: "Command" });
  assert.equal(await field.inputValue(), "kafka-topics.sh --list");
});

test("and letters are no keys of the page once they are switched off", async () => {
  const page = await site.open("/");
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Letters and signs are keys" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  assert.equal(await page.getByRole("tab", { name: /^Log/ }).getAttribute("aria-selected"), "true");
  await page.reload();
  await page.getByRole("button", { name: "Keys and help" }).waitFor();
  await page.locator("body").press("v");
  assert.equal(await page.getByRole("tab", { name: /^Log/ }).getAttribute("aria-selected"), "true");
});
