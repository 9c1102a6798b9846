// Every tool of Kafka's, typed into the terminal of the page as a person types it: each prints what Kafka's prints. And Tab
// completes the names of tools, their flags, topics and groups.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, stand } from "./harness.mjs";

let site;
let page;
before(async () => {
  site = await openSite();
  page = await terminal();
});
after(() => site.close());

/** The page at a moment when everybody is there, with the terminal open. */
async function terminal() {
  const page = await site.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await stand(page, 19_000_000);
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Command");
  return page;
}

const said = (page) => page.evaluate(() => window.partita.terminal().map(({ voice, text }) => `${voice}: ${text}`));

/** Types a line and lets time pass until a new line says this, and the tool has ended. */
async function answers(line, pattern, seconds = 10) {
  const before = (await said(page)).length;
  const field = page.getByRole("textbox", { name: "Command" });
  await field.fill(line);
  await page.keyboard.press("Enter");
  for (let n = 0; n < seconds; n += 1) {
    await page.evaluate(() => {
      window.partita.pause();
      return window.partita.advance(1_000_000);
    });
    const ended = await field.isVisible();
    if (ended && (await said(page)).slice(before).some((told) => pattern.test(told))) return;
  }
  assert.fail(`${line}\n${(await said(page)).slice(before).join("\n")}`);
}

const S = "--bootstrap-server localhost:9092";
const MOVE = JSON.stringify({ version: 1, partitions: [{ topic: "kafkatask", partition: 0, replicas: [0, 1, 2] }] });

for (const [line, pattern, seconds] of [
  [`kafka-topics.sh ${S} --list`, /^(out: )?kafkatask$/m],
  [`kafka-configs.sh ${S} --describe --entity-type topics --entity-name kafkatask`, /^out: Dynamic configs for topic kafkatask are:/],
  [`kafka-get-offsets.sh ${S} --topic kafkatask`, /^out: kafkatask:0:\d+/],
  [`kafka-delete-records.sh ${S} --offset-json-file '{"partitions":[{"topic":"kafkatask","partition":0,"offset":1}],"version":1}'`,
    /partition: kafkatask-0\tlow_watermark: 1/],
  [`kafka-reassign-partitions.sh ${S} --reassignment-json-file '${MOVE}' --execute`, /Successfully started partition reassignment for kafkatask-0/],
  [`kafka-reassign-partitions.sh ${S} --list`, /No partition reassignments found\.|Current partition reassignments:/],
  [`kafka-log-dirs.sh ${S} --describe --topic-list kafkatask`, /"partition":"kafkatask-0"/],
  [`kafka-metadata-quorum.sh ${S} describe --status`, /^out: LeaderId: +\d+/m],
  [`kafka-metadata-quorum.sh ${S} describe --replication`, /NodeId\s+DirectoryId\s+LogEndOffset/],
  [`kafka-broker-api-versions.sh ${S}`, /\(id: 0 rack: .* -> \($/m],
  ["kafka-dump-log.sh --cluster-metadata-decoder --files /tmp/kafka-logs-0/__cluster_metadata-0/00000000000000000000.log", /Log starting offset: 0/],
  [`kafka-cluster.sh cluster-id ${S}`, /^out: Cluster ID: /],
  [`kafka-features.sh ${S} describe`, /Feature: metadata\.version/],
  [`kafka-transactions.sh ${S} list`, /TransactionalId\s+Coordinator\s+ProducerId\s+TransactionState/],
  [`kafka-groups.sh ${S} --list`, /consumergroup1/],
  [`kafka-consumer-groups.sh ${S} --describe --group consumergroup1`, /^out: GROUP +TOPIC +PARTITION|consumergroup1 +kafkatask/m],
  ["kafka-consumer-groups.sh --validate-regex 'a('", /The regular expression `a\(` is invalid: missing closing \)\./],
  [`kafka-leader-election.sh ${S} --election-type preferred --path-to-json-file '{"partitions":[{"topic":"kafkatask","partition":0}]}'`,
    /Valid replica already elected for partitions kafkatask-0|Successfully completed leader election \(PREFERRED\) for partitions kafkatask-0/],
  [`kafka-producer-perf-test.sh ${S} --topic kafkatask --num-records 50 --record-size 20 --throughput -1`, /50 records sent, .* records\/sec/],
  [`kafka-consumer-perf-test.sh ${S} --topic kafkatask --num-records 5`, /start\.time, end\.time, data\.consumed\.in\.MB/],
  [`kafka-e2e-latency.sh ${S} --topic latency --num-records 20 --producer-acks all --record-size 10`, /Percentiles: 50th = \d+, 99th = \d+/, 20],
  ["jps", /^out: \d+ Kafka$/],
  [`./bin/kafka-topics.sh ${S} --list`, /^(out: )?kafkatask$/m],
  [`/opt/kafka/bin/kafka-topics.sh ${S} --list`, /^(out: )?kafkatask$/m],
]) {
  test(line.replace(` ${S}`, ""), async () => {
    await answers(line, pattern, seconds);
    assert.deepEqual(page.complaints, []);
  });
}

test("Tab completes tools, flags, topics and groups", async () => {
  const field = page.getByRole("textbox", { name: "Command" });
  for (const [typed, completed] of [
    ["kafka-e2", "kafka-e2e-latency.sh "],
    ["./bin/kafka-feat", "./bin/kafka-features.sh "],
    ["jp", "jps "],
    ["kafka-leader-election.sh --path", "kafka-leader-election.sh --path-to-json-file "],
    ["kafka-consumer-groups.sh --validate", "kafka-consumer-groups.sh --validate-regex "],
    ["kafka-topics.sh --describe --topic kaf", "kafka-topics.sh --describe --topic kafkatask "],
    ["kafka-consumer-groups.sh --group consumergroup", "kafka-consumer-groups.sh --group consumergroup"],
    ["kafka-consumer-groups.sh --group consumergroup2", "kafka-consumer-groups.sh --group consumergroup2 "],
  ]) {
    await field.fill(typed);
    await page.keyboard.press("Tab");
    assert.equal(await field.inputValue(), completed, typed);
    await field.focus();
  }
  assert.deepEqual(page.complaints, []);
});
