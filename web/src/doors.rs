//! Ways in and out of the page that a browser has: the address, the clipboard. Any of them may be closed.

use web_sys::Location;

use crate::keeping;

/// The fragment of the address, if it means to be a story.
pub(crate) fn story_in_address() -> Option<String> {
    let fragment = location()?.hash().ok()?;
    keeping::is_link(&fragment).then_some(fragment)
}

/// The address of the page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let address = location().and_then(|location| location.href().ok()).unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Takes the story out of the address: it was run, or it was declined.
pub(crate) fn forget_story_in_address() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // A sandboxed frame or `about:srcdoc` may refuse; then a reload asks again.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address_with("")));
    }
}

fn location() -> Option<Location> {
    Some(web_sys::window()?.location())
}
