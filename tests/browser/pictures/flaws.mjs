/**
 * What a machine can find wrong with what is drawn now, as readable lines; [] when it finds nothing. Runs in the page.
 * It sees texts of the stage that lie over each other, what is wider than the window, and texts that are cut without a sign.
 */
export function flaws() {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} wide, the window ${innerWidth}`);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const drawing of document.querySelectorAll(".score, .seq, .time svg, .charts svg")) {
    if (shown(drawing)) found.push(...collisions(drawing));
  }
  for (const element of document.querySelectorAll("button, h1, h2, h3, th, td, label, select, .crumb, .acts, .tabs")) {
    if (!shown(element) || element.closest(".vh, .tree")) continue;
    const style = getComputedStyle(element);
    const cut = style.overflowX === "hidden" && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
    const box = element.getBoundingClientRect();
    const scrolls = element.closest(".tabs, .tsec, .seqpane, .pane-h, .shells, .way, table");
    if (cut) found.push(`cut: ${element.textContent.trim().slice(0, 40)}`);
    if (!scrolls && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`beside the window: ${element.textContent.trim().slice(0, 40)}`);
  }
  return [...new Set(found)];

  /** Pairs of texts of a drawing whose letters lie over each other. */
  function collisions(drawing) {
    const texts = [...drawing.querySelectorAll("text")].filter((text) => text.textContent.trim() && !text.closest("[transform*=rotate]") && shown(text));
    const boxes = texts.map((text) => ({ said: text.textContent.trim(), ...letters(text) }));
    boxes.sort((a, b) => a.left - b.left);
    const pairs = [];
    for (const [n, a] of boxes.entries()) {
      for (let m = n + 1; m < boxes.length && boxes[m].left < a.right - 1.5; m++) {
        const b = boxes[m];
        if (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5) pairs.push(`"${a.said}" over "${b.said}"`);
      }
    }
    return pairs.slice(0, 12);
  }

  /** Where the letters of a text are, without the room above and below them. */
  function letters(text) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const size = Number.parseFloat(getComputedStyle(text).fontSize);
    const spare = Math.max(0, (bottom - top - size * 0.8) / 2);
    return { left, right, top: top + spare, bottom: bottom - spare };
  }
}
