//! Tests of what only a browser has: storage that fails, its own deflate, styles, measured text, a canvas, files.
//! `cargo xtask test` and `cargo xtask browser` build them for wasm and run each in a page of its own: what one breaks no other
//! finds broken.

mod canvas;
mod links;
mod pictures;
mod storage;
mod surroundings;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, File, HtmlCanvasElement};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/src/in_a_browser/helpers.js")]
extern "C" {
    /// Bytes as the browser deflates them, as a zlib stream.
    #[wasm_bindgen(catch)]
    async fn deflated(bytes: &[u8]) -> Result<JsValue, JsValue>;
    /// Bytes that the browser inflates.
    #[wasm_bindgen(catch)]
    async fn inflated(bytes: &[u8]) -> Result<JsValue, JsValue>;
    /// Takes both storages away, as a sandboxed frame does: asking for one throws.
    #[wasm_bindgen(js_name = withoutStorage)]
    fn without_storage();
    /// Leaves both storages where they are, without any room.
    #[wasm_bindgen(js_name = withoutRoom)]
    fn without_room();
    /// A file with these bytes.
    fn file(name: &str, bytes: &[u8]) -> File;
    /// Pixels of a canvas that something was painted on, inside of a rectangle in pixels of the canvas.
    fn painted(canvas: &HtmlCanvasElement, x: f64, y: f64, w: f64, h: f64) -> u32;
    /// A text as the browser reads SVG: the names of its elements and attributes, or nothing where it is none.
    #[wasm_bindgen(js_name = namesInSvg)]
    fn names_in_svg(text: &str) -> Array;
}

/// The bytes that a promise of the browser brought.
fn bytes(promised: Result<JsValue, JsValue>) -> Vec<u8> {
    js_sys::Uint8Array::new(&promised.expect("the browser can")).to_vec()
}

/// The document.
fn document() -> web_sys::Document {
    gloo::utils::document()
}

/// An element of a kind at the end of the page.
fn put(kind: &str) -> Element {
    let element = document().create_element(kind).expect("a kind of element");
    gloo::utils::body().append_child(&element).expect("the page takes it");
    element
}
