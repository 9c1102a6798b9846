//! What the app listens to as long as it is there: keys, and what the browser tells of itself.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::Context;

use super::keyboard::Keyboard;
use super::{App, Msg};

/// Listens to the keyboard, to the system's theme and motion, to whether the page is seen, and to its fonts.
pub(super) fn listen(ctx: &Context<App>, keyboard: Rc<Keyboard>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let link = ctx.link().clone();
    let options = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if let Some(msg) = keyboard.message(event) {
            event.prevent_default();
            link.send_message(msg);
        }
    });
    let link = ctx.link().clone();
    let mut listeners = super::keeping::listen(ctx, &window);
    listeners.push(keys);
    if let Ok(Some(scheme)) = window.match_media("(prefers-color-scheme: dark)") {
        listeners.push(EventListener::new(&scheme, "change", move |_| link.send_message(Msg::Resized)));
    }
    if let Ok(Some(motion)) = window.match_media("(prefers-reduced-motion: reduce)") {
        let link = ctx.link().clone();
        listeners.push(EventListener::new(&motion, "change", move |_| link.send_message(Msg::Motion)));
    }
    if let Some(document) = window.document() {
        let link = ctx.link().clone();
        listeners
            .push(EventListener::new(&document, "visibilitychange", move |_| link.send_message(Msg::Seen)));
    }
    // Words on the canvas are drawn again once their font is there.
    if let Some(document) = window.document() {
        let link = ctx.link().clone();
        let fonts = document.fonts();
        listeners.push(EventListener::new(&fonts, "loadingdone", move |_| link.send_message(Msg::Changed)));
    }
    listeners
}
