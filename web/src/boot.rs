//! What the app tells `web/boot/boot.js`, the JavaScript around it which outlives a crash of the engine.
//!
//! The other half is `web/boot/hold.js`. On a trap the boot module shows a card with the last panic and the last story
//! it was given.

use crate::{browser, words};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

/// The id of the element of `index.html` that the app draws in.
pub const ROOT: &str = "app";

#[wasm_bindgen(js_namespace = ["globalThis", "__partita"])]
extern "C" {
    #[wasm_bindgen(js_name = holdPanic)]
    fn hold_panic(text: &str);
    #[wasm_bindgen(js_name = holdStory)]
    fn hold_story_there(text: &str);
    #[wasm_bindgen(js_name = story)]
    fn story_there() -> String;
    #[wasm_bindgen(js_name = started)]
    fn started_there();
    #[wasm_bindgen(js_name = needRest)]
    fn need_rest_there();
    #[wasm_bindgen(js_name = loadText)]
    fn load_text_there(file: &str, then: &JsValue);
    #[wasm_bindgen(js_name = copy)]
    fn copy_there(text: &str, then: &JsValue);
    #[wasm_bindgen(js_name = save)]
    fn save_text_there(how: &str, name: &str, kind: &str, text: &str);
    #[wasm_bindgen(js_name = save)]
    fn save_picture_there(how: &str, name: &str, svg: &str, width: f64, height: f64);
}

/// Makes each panic leave its text with the boot module before the module traps. Through Yew: it would put a hook of its
/// own in the place of one set elsewhere.
pub fn report_panics() {
    yew::set_custom_panic_hook(Box::new(|info| hold_panic(&info.to_string())));
}

/// Leaves the story that replays what the page shows with the boot module, which outlives us.
pub(crate) fn hold_story(text: &str) {
    hold_story_there(text);
}

/// The story of the instance before this one, if that one crashed.
pub fn held_story() -> Option<String> {
    Some(story_there()).filter(|story| !story.is_empty())
}

/// Speaks the language that the boot module chose for the document, before any word was shown.
pub fn speak() {
    words::set_language(browser::language());
}

/// Loads a text that belongs to the page, and hands it on once; not at all where it cannot be had.
pub(crate) fn load_text(file: &str, then: impl FnOnce(String) + 'static) {
    load_text_there(file, &Closure::once_into_js(then));
}

/// Puts a text on the clipboard, and says whether it is there: a browser may refuse.
pub(crate) fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    copy_there(text, &Closure::once_into_js(then));
}

/// Offers a text as a file.
pub(crate) fn save_text(name: &str, text: &str) {
    save_text_there("saveText", name, "text/plain;charset=utf-8", text);
}

/// Offers a drawing as a file: as it is, or as pixels.
pub(crate) fn save_picture(name: &str, svg: &str, pixels: Option<(f64, f64)>) {
    let (width, height) = pixels.unwrap_or_default();
    save_picture_there(if pixels.is_some() { "savePng" } else { "saveSvg" }, name, svg, width, height);
}

/// The first view is drawn: the boot module takes its line away.
pub(crate) fn started() {
    started_there();
}

/// Has the boot module put the rest of the code in place, or throw. `cargo xtask dist` cuts the published module in two and
/// makes the first half call this before it calls into the second; in a page of one module nobody does.
#[wasm_bindgen(js_name = needRest)]
pub fn need_rest() {
    need_rest_there();
}

/// Ends the engine as a bug would. The browser tests call it, to see what a person sees then.
#[wasm_bindgen(js_name = crash)]
pub fn crash(why: &str) {
    panic!("{why}");
}
