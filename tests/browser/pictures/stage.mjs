// Pictures of the stage.

import { advance, at, faulted, flying, key, open, ready, run, select, until } from "./moments.mjs";

const CLIENTS = [
  "6 producer shop topic=orders rate=6 keys=a,b,c,d",
  "6 producer till topic=payments rate=4 keys=x,y",
  "7 consumer c1 group=billing topic=orders",
  "7 consumer c2 group=billing topic=orders",
  "8 consumer d1 group=audit topic=payments",
];

export const stage = {
  async first_visit(page) {
    await page.waitForTimeout(900);
    await key(page, " ");
  },
  stage: (page) => at(page, 12),
  stage_flights: flying,
  async stage_control_traffic(page) {
    await flying(page);
    await key(page, "c");
  },
  stage_faults: faulted,
  async stage_killed(page) {
    await at(page, 12);
    await run(page, "kill 1");
    await advance(page, 11);
  },
  async stage_rebalance(page) {
    await at(page, 12);
    await run(page, "consumer extra group=consumergroup1 topic=kafkatask");
    await until(page, () => window.partita.view().groups.some(({ state }) => /Prepar|Complet|Assign|Reconc/.test(state)));
  },
  async stage_rebalanced(page) {
    await at(page, 12);
    await run(page, "consumer extra group=consumergroup1 topic=kafkatask");
    await advance(page, 5);
  },
  async stage_reassignment(page) {
    await open(page, ["seed 3", "brokers 4", "4 topic orders partitions=3 replicas=2", CLIENTS[0], CLIENTS[2]], 12);
    await run(page, 'run move: kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --execute --reassignment-json-file {"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[3,2]},{"topic":"orders","partition":1,"replicas":[3,0]}]}');
    await until(page, () => window.partita.view().topics.some(({ partitions }) => partitions.some(({ replicas }) => replicas.length > 2)), 0.02);
  },
  async stage_cut(page) {
    await at(page, 12);
    await run(page, "cut 0 1", "cut Producer-1 > 2", "slow Consumer-11 0 300ms");
    await advance(page, 3);
  },
  async stage_disk(page) {
    await at(page, 12);
    await run(page, "disk 0 fill", "disk 1 slow 50ms", "disk 2 fail");
    await advance(page, 3);
  },
  async stage_retries(page) {
    await open(page, ["seed 3", "brokers 3", "4 topic orders partitions=2 replicas=3", "6 producer shop topic=orders rate=200 keys=a,b,c,d buffer.memory=20000 batch.size=1000", "6 producer till topic=orders rate=4 keys=x,y", CLIENTS[2], "9 kill 0", "9 kill 1"], 16);
  },
  stage_empty: (page) => open(page, ["seed 1", "brokers 3"], 5),
  stage_two_topics: (page) => open(page, ["seed 3", "brokers 3", "4 topic orders partitions=2 replicas=3", "4.2 topic payments partitions=2 replicas=2", ...CLIENTS], 12),
  stage_three_topics: (page) => open(page, ["seed 3", "brokers 3", "4 topic orders partitions=2 replicas=3", "4.2 topic payments partitions=1 replicas=2", "4.4 topic clicks partitions=1 replicas=3", ...CLIENTS, "8 consumer e1 group=web topic=clicks"], 12),
  stage_apart: (page) => open(page, ["seed 3", "brokers 3", "controllers 3", "4 topic orders partitions=2 replicas=3", CLIENTS[0], CLIENTS[2]], 12),
  stage_one_broker: (page) => open(page, ready("my-first-application"), 12),
  stage_racks: (page) => open(page, ready("rack-aware"), 14),
  stage_bars: (page) => open(page, ready("six-partitions"), 20),
  stage_blocks: (page) => open(page, ready("scalabatch2"), 20),
  stage_twelve: (page) => open(page, twelve(), 20),
  stage_fifty: (page) => open(page, ready("fifty-brokers"), 42),
  async stage_fifty_nearer(page) {
    await stage.stage_fifty(page);
    await key(page, "z");
  },
  async stage_fifty_focus(page) {
    await stage.stage_fifty(page);
    await find(page, "kafkatask");
  },
  async stage_focus_topic(page) {
    await stage.stage_two_topics(page);
    await alone(page, "topic payments");
  },
  async stage_focus_broker(page) {
    await at(page, 12);
    await alone(page, "node 1");
  },
  async stage_focus_group(page) {
    await stage.stage_two_topics(page);
    await alone(page, "group audit");
  },
  async stage_followed(page) {
    await flying(page);
    const record = await page.evaluate(() => {
      const [topic] = window.partita.view().topics;
      const { partition, leader, logs } = topic.partitions[0];
      return `record ${topic.name} ${partition} ${leader} ${logs.find(({ node }) => node === leader).records.at(-1).offset}`;
    });
    await select(page, record);
    await key(page, "m");
    await page.getByRole("menuitem", { name: /^(Follow its key|Seinem Schlüssel folgen)/ }).first().click();
  },
};

/** Twelve brokers in racks, one of them killed. */
function twelve() {
  const lines = ["partita story 1", "seed 3", "brokers 12"];
  for (let n = 0; n < 12; n++) lines.push(`rack ${n} ${"abc"[Math.floor(n / 4)]}`);
  ["orders 24", "clicks 12", "billing 9"].forEach((topic, n) => lines.push(`${5 + n / 10} topic ${topic.replace(" ", " partitions=")} replicas=3`));
  lines.push("7 producer shop topic=orders rate=20 keys=acme,k1,k2,k3");
  for (let n = 1; n <= 8; n++) lines.push(`${8 + n / 100} consumer pay-${n} group=payment topic=orders`);
  return [...lines, "14 kill 5", "60 end"].join("\n");
}

async function find(page, name) {
  await key(page, "f");
  await page.keyboard.type(name);
  await key(page, "Enter");
}

/** The stage shows one thing alone. */
async function alone(page, what) {
  await select(page, what);
  await key(page, "m");
  await page.getByRole("menuitem", { name: /^(Look at it alone|Nur das ansehen)/ }).first().click();
}
