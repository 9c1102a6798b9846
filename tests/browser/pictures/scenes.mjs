// What pictures are taken of: each scene brings a fresh page with the first story to what is to be seen.

import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { started } from "../harness.mjs";
import { advance, at, faulted, flying, key, open, press, ready, run, select, until } from "./moments.mjs";
import { stage } from "./stage.mjs";

const views = {
  async sequence(page) {
    await at(page, 12);
    await key(page, "2");
  },
  async sequence_faults(page) {
    await faulted(page);
    await key(page, "2");
  },
  async tables(page) {
    await at(page, 14);
    await key(page, "3");
  },
  async tables_faults(page) {
    await faulted(page);
    await advance(page, 10);
    await key(page, "3");
  },
  async tables_below(page) {
    await views.tables_faults(page);
    await page.evaluate(() => {
      for (const pane of document.querySelectorAll(".tables, .main")) pane.scrollTop = 520;
    });
  },
  async tables_end(page) {
    await views.tables_faults(page);
    await page.evaluate(() => {
      for (const pane of document.querySelectorAll(".tables")) pane.scrollTop = 1e5;
    });
  },
  async metrics(page) {
    await at(page, 22);
    await key(page, "4");
  },
  async metrics_faults(page) {
    await faulted(page);
    await advance(page, 14);
    await key(page, "4");
  },
  async branches(page) {
    await at(page, 14);
    await at(page, 11);
    await run(page, "kill 1");
    await advance(page, 4);
    await key(page, "5");
    await press(page, ".branchlist button");
    await page.waitForTimeout(2500);
  },
};

const panels = {
  async log(page) {
    await faulted(page);
    await key(page, "l");
  },
  async verdict(page) {
    await at(page, 14);
    await key(page, "v");
  },
  async verdict_lost(page) {
    await open(page, ready("lost-with-acks-one"), 60);
    await key(page, "v");
  },
  async terminal(page) {
    await at(page, 14);
    await key(page, "/");
    for (const line of ["kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic kafkatask", "kafka-topics.sh --zookeeper localhost:2181 --list"]) {
      await page.keyboard.type(line);
      await key(page, "Enter");
      await advance(page, 3);
    }
    await page.keyboard.type("kil 2");
    await key(page, "Enter");
  },
  async story(page) {
    await at(page, 14);
    await key(page, "s");
  },
};

/** Something selected, where everybody is there. */
const inspected = (what) => async (page) => {
  await at(page, 14);
  await select(page, what);
};

/** The first message in flight that is so, opened. */
const message = (so) => async (page) => {
  await at(page, 12.6);
  await until(page, so, 0.004, 2);
  const id = await page.evaluate(`(${so})()`);
  await select(page, `message ${id}`);
};

const inspectors = {
  inspector_broker: inspected("node 1"),
  async inspector_broker_in_trouble(page) {
    await faulted(page);
    await select(page, "node 1");
  },
  async inspector_controller(page) {
    await stage.stage_apart(page);
    await select(page, "node 100");
  },
  inspector_topic: inspected("topic kafkatask"),
  inspector_replica: inspected("replica kafkatask 0 1"),
  inspector_segment: inspected("segment kafkatask 0 1 0"),
  inspector_batch: inspected("batch kafkatask 0 1 3"),
  inspector_record: inspected("record kafkatask 0 1 3"),
  inspector_group: inspected("group consumergroup1"),
  inspector_member: inspected("member consumergroup2 Consumer-21b"),
  inspector_producer: inspected("producer Producer-1"),
  async inspector_producer_blocked(page) {
    await stage.stage_retries(page);
    await select(page, "producer shop");
  },
  inspector_link: inspected("link 0 1"),
  inspector_message: message(() => window.partita.view().flights.find(({ api, response }) => api === "Produce" && !response)?.id),
  inspector_answer: message(() => window.partita.view().flights.find(({ api, response }) => api === "Fetch" && response)?.id),
};

/** A menu of the bar, and its n-th form. */
const form = (menu, entry) => async (page) => {
  await at(page, 14);
  await page.locator(".deck button").nth(menu).click();
  if (entry !== undefined) await page.getByRole("menuitem").nth(entry).click();
};

const dialogs = {
  async menu_broker(page) {
    await inspectors.inspector_broker(page);
    await key(page, "m");
  },
  async menu_more(page) {
    await at(page, 14);
    await page.locator(".tools button[aria-haspopup], .tools button").nth(-1).press("Tab");
    await page.getByRole("button", { name: /^(More|Mehr)/ }).first().click();
  },
  menu_add: form(0),
  menu_change: form(1),
  menu_break: form(2),
  form_topic: form(0, 0),
  form_producer: form(0, 1),
  form_consumer: form(0, 2),
  form_change: form(1, 1),
  form_break: form(2, 1),
  async library(page) {
    await at(page, 14);
    await key(page, "n");
  },
  async builder(page) {
    await dialogs.library(page);
    await page.evaluate(() => document.querySelector("dialog.library form")?.scrollIntoView());
  },
  async help(page) {
    await at(page, 14);
    await key(page, "?");
  },
  link: (page) => linked(page, `#p1.z.${deflateSync(ready("two-topics")).toString("base64url")}`),
  link_wrong: (page) => linked(page, "#p1.z.eNorSCwq"),
  link_newer: (page) => linked(page, "#p9.q.AAAA"),
  async crash(page) {
    await at(page, 12);
    await page.evaluate(async () => {
      const app = await import(new URL("partita-web.js", document.baseURI).href);
      setTimeout(() => app.crash("the log has a hole"));
      await new Promise((over) => setTimeout(over, 50));
    });
    page.complaints.length = 0;
  },
};

/** The page as a link opens it. */
async function linked(page, fragment) {
  const { origin, search } = new URL(page.url());
  await page.goto("about:blank");
  await page.goto(`${origin}/${search}${fragment}`);
  await started(page);
}

/** The picture that the panel Story gives, as a picture. */
const exported = (kind) => async (page) => {
  await flying(page);
  await key(page, "s");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: new RegExp(`${kind}$`) }).first().click()]);
  const data = readFileSync(await download.path()).toString("base64");
  const type = kind === "SVG" ? "svg+xml" : "png";
  await page.goto("about:blank");
  await page.setContent(`<body style="margin:0"><img src="data:image/${type};base64,${data}" style="max-width:100%">`);
};

const taken_along = { exported_svg: exported("SVG"), exported_png: exported("PNG") };

/** Every scene by its name. */
export const SCENES = { ...stage, ...views, ...panels, ...inspectors, ...dialogs, ...taken_along };
