// What the tests beside this file need of the browser and cannot say shortly in Rust.

const through = async (stream, bytes) => {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
};

export const deflated = (bytes) => through(new CompressionStream("deflate"), bytes.slice());
export const inflated = (bytes) => through(new DecompressionStream("deflate"), bytes.slice());

export function withoutStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("The document is sandboxed", "SecurityError");
      },
    });
  }
}

export function withoutRoom() {
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}

export const file = (name, bytes) => new File([bytes.slice()], name);

export function painted(canvas, x, y, w, h) {
  const { data } = canvas.getContext("2d").getImageData(x, y, w, h);
  let count = 0;
  for (let at = 3; at < data.length; at += 4) count += data[at] > 0 ? 1 : 0;
  return count;
}

export function namesInSvg(text) {
  const read = new DOMParser().parseFromString(text, "image/svg+xml");
  if (read.querySelector("parsererror")) return [];
  const all = [...read.querySelectorAll("*")];
  return [...new Set(all.flatMap((element) => [element.tagName, ...element.getAttributeNames()]))];
}
