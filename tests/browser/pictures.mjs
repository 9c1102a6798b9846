// Takes pictures of the page for people to look at: every view, in several sizes, light and dark. Nothing here passes or fails.
//
//   node tests/browser/pictures.mjs OUT_DIR [SCENE]...     # PARTITA_PAGE, PARTITA_SERVER, PARTITA_CHROMIUM as for the tests
//
// Without names all scenes of pictures/scenes.mjs are taken; a name that ends with * means all that begin so. OUT_DIR/index.html
// lays them side by side, and tells beside each what a machine can find wrong with it (pictures/flaws.mjs).
//
// PARTITA_PICTURES_SIZES   1280x720,1920x1080,900x700,390x844
// PARTITA_PICTURES_THEMES  light,dark
// PARTITA_PICTURES_LANG    en; de for German
// PARTITA_PICTURES_MEDIA   forced (forced colours), reduced (reduced motion) or print; the screen as most people have it

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newPage, openSite, started } from "./harness.mjs";
import { flaws } from "./pictures/flaws.mjs";
import { SCENES } from "./pictures/scenes.mjs";

const [out, ...names] = process.argv.slice(2);
if (!out) throw new Error("node tests/browser/pictures.mjs OUT_DIR [SCENE]...");
const list = (name, otherwise) => (process.env[`PARTITA_PICTURES_${name}`] ?? otherwise).split(",");
const SIZES = list("SIZES", "1280x720,1920x1080,900x700,390x844");
const THEMES = list("THEMES", "light,dark");
const [LANG] = list("LANG", "en");
const [MEDIA] = list("MEDIA", "screen");
/** Windows so narrow are phones: they are touched. */
const PHONE = 500;
/** What is drawn a few times a second, and marks that fade, have come to rest by then. */
const SETTLE_MS = 450;

const site = await openSite();
mkdirSync(out, { recursive: true });
const taken = [];
for (const scene of chosen()) {
  for (const size of SIZES) await take(scene, size);
}
writeFileSync(join(out, "index.html"), index());
await site.close();

function chosen() {
  const all = Object.keys(SCENES);
  const means = (name) => all.filter((scene) => scene === name || (name.endsWith("*") && scene.startsWith(name.slice(0, -1))));
  const unknown = names.filter((name) => means(name).length === 0);
  if (unknown.length > 0) throw new Error(`no scene ${unknown.join(", ")}; there are ${all.join(", ")}`);
  return names.length === 0 ? all : [...new Set(names.flatMap(means))];
}

/** One scene in one size, in each theme. */
async function take(scene, size) {
  const [width, height] = size.split("x").map(Number);
  const page = await newPage(site.browser, {
    viewport: { width, height },
    hasTouch: width < PHONE,
    acceptDownloads: true,
    colorScheme: THEMES[0],
    forcedColors: MEDIA === "forced" ? "active" : "none",
    reducedMotion: MEDIA === "reduced" ? "reduce" : "no-preference",
  });
  try {
    await page.goto(new URL(`/?lang=${LANG}`, site.url).href);
    await started(page);
    await SCENES[scene](page);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, ...(MEDIA === "print" && { media: "print" }) });
      await page.waitForTimeout(SETTLE_MS);
      await keep(page, [scene, size, theme, LANG === "en" ? "" : LANG, MEDIA === "screen" ? "" : MEDIA]);
    }
  } catch (error) {
    console.log(`${scene} ${size}: FAILED ${error.message.split("\n")[0]}`);
  }
  await page.context().close();
}

async function keep(page, parts) {
  const name = parts.filter((part) => part !== "").join("-");
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: MEDIA === "print" });
  const wrong = [...page.complaints.splice(0), ...(await page.evaluate(flaws))];
  for (const each of wrong) console.log(`${name}: ${each}`);
  taken.push({ name, wrong });
}

/** All pictures on one page. */
function index() {
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const figure = ({ name, wrong }) =>
    `<figure><figcaption>${safe(name)}${wrong.map((each) => `<br>${safe(each)}`).join("")}</figcaption>` +
    `<a href="${name}.png"><img loading="lazy" src="${name}.png" alt=""></a></figure>`;
  return (
    `<!doctype html><meta charset="utf-8"><title>Pictures of Partita</title>` +
    `<style>body{background:#888;font:13px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;background:#fff;max-width:640px}img{max-width:640px;max-height:640px;display:block}figcaption{padding:4px}</style>` +
    taken.map(figure).join("\n")
  );
}
