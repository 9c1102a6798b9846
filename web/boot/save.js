// Hands things over to the person: files to save, pictures. Loaded when the first of them is asked for.

const FONT = new URL("./fonts/atkinson-next-400-700.woff2", import.meta.url);
const FAMILY = "Atkinson Next";
// Pixels of a picture for one of the page, and the most of a side: what every browser's canvas can do.
const SHARPNESS = 2;
const SIDE_MAX = 8192;

/** Offers a text as a file. */
export function saveText(name, kind, text) {
  save(name, new Blob([text], { type: kind }));
}

/** Offers a drawing as a file, with the page's font in it. */
export async function saveSvg(name, svg) {
  save(name, new Blob([await withFont(svg)], { type: "image/svg+xml" }));
}

/** Offers a drawing of that size as a picture of pixels. */
export async function savePng(name, svg, width, height) {
  const scale = Math.min(SHARPNESS, SIDE_MAX / width, SIDE_MAX / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const image = new Image(canvas.width, canvas.height);
  // The policy of the page allows pictures from `data:`, and none from `blob:`.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withFont(svg))}`;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  save(name, await new Promise((made) => canvas.toBlob(made, "image/png")));
}

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has to get hold of it first.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The drawing with the font in it; without it where the font cannot be had, and the next best one is taken. */
async function withFont(svg) {
  try {
    const response = await fetch(FONT);
    if (!response.ok) return svg;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const face = `@font-face{font-family:"${FAMILY}";src:url(data:font/woff2;base64,${btoa(letters)})format("woff2");font-weight:400 700}`;
    return svg.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${face}</style>`);
  } catch {
    return svg;
  }
}
