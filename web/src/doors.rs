//! Ways in and out of the page that a browser has: the address, files, paper. Any of them may be closed.

use gloo::events::EventListener;
use web_sys::{Blob, File, FileReader, Location, Storage};

use crate::keeping::{self, Arrival};
use crate::words;

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

/// Reads a file as a story, and hands on what it is. A file that is too large is not read at all.
pub(crate) fn read_story(file: &File, then: impl FnOnce(Arrival) + 'static) {
    let name = file.name();
    if file.size() > keeping::TEXT_BYTES_MAX as f64 {
        return then(Arrival::of_file(&name, Err(words::file_too_large(keeping::TEXT_BYTES_MAX))));
    }
    let unread = || Err(words::NOT_TEXT.text().to_owned());
    let blob: &Blob = file;
    let reader = match FileReader::new() {
        Ok(reader) if reader.read_as_text(blob).is_ok() => reader,
        _ => return then(Arrival::of_file(&name, unread())),
    };
    let read = reader.clone();
    let done = EventListener::once(&reader, "loadend", move |_| {
        let text = read.result().ok().and_then(|text| text.as_string());
        // A file of another kind is full of what no text has.
        let text = text.filter(|text| !text.contains(['\u{0}', '\u{fffd}'])).ok_or(());
        then(Arrival::of_file(&name, text.or_else(|()| unread())));
    });
    done.forget();
}

/// Opens the browser's way to paper.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

fn location() -> Option<Location> {
    Some(web_sys::window()?.location())
}

/// Where the session of this tab is kept: a tab has one of its own, and it ends with the tab.
const SESSION: &str = "partita.session";
/// Stands there while a kept session is gone on with: if it still stands there the next time, that ended the page.
const TRIED: &str = "partita.session.tried";

/// What became of keeping something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It is there.
    Kept,
    /// It did not fit.
    NoRoom,
    /// There is no storage.
    Nowhere,
}

/// Asking for the storage itself may throw: in a sandboxed frame, or where a person forbids it.
fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Whether anything can be kept here at all.
pub(crate) fn has_storage() -> bool {
    storage().is_some()
}

/// The session that this tab kept, and whether going on with it was tried and did not come to its end.
pub(crate) fn kept_session() -> Option<(String, bool)> {
    let storage = storage()?;
    let text = storage.get_item(SESSION).ok()??;
    Some((text, storage.get_item(TRIED).ok().flatten().is_some()))
}

/// Keeps the session.
pub(crate) fn keep_session(text: &str) -> Stored {
    match storage() {
        None => Stored::Nowhere,
        Some(storage) if storage.set_item(SESSION, text).is_ok() => Stored::Kept,
        Some(_) => Stored::NoRoom,
    }
}

/// Forgets the session.
pub(crate) fn forget_session() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(SESSION);
        let _ = storage.remove_item(TRIED);
    }
}

/// Going on with the kept session begins, or it has come to its end.
pub(crate) fn try_session(begins: bool) {
    if let Some(storage) = storage() {
        let _ = if begins { storage.set_item(TRIED, "1") } else { storage.remove_item(TRIED) };
    }
}
