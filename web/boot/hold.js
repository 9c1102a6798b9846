// What must outlive a crash of the engine is held here, in JavaScript: the story that leads to this moment, and the text
// of a panic. The app calls these through `globalThis.__partita` (web/src/boot.rs); boot.js reads them for its card.

// Characters of a story or a panic we keep: more is no help in a report.
const TEXT_MAX = 1_000_000;

const held = { story: "", panic: "" };

/** Keeps the text of the story that replays what the page shows now. Call it whenever the story grows. */
export function holdStory(text) {
  held.story = String(text).slice(0, TEXT_MAX);
}

/** Keeps the text of a panic. The app's panic hook calls it just before the engine traps. */
export function holdPanic(text) {
  held.panic = String(text).slice(0, TEXT_MAX);
}

/** The story held last, "" without one. It survives Restart, so that a fresh app can offer to replay it. */
export function story() {
  return held.story;
}

/** The text of the last panic, "" without one. Asking forgets it. */
export function takePanic() {
  const panic = held.panic;
  held.panic = "";
  return panic;
}
