//! The page's start: a Yew app in `#app` of `index.html`, started by `web/boot/boot.js`.

use std::cell::RefCell;
use std::rc::Rc;

use partita_web::app::{self, App, Beginning, Props, Shared};
use partita_web::session::Session;
use partita_web::{boot, stories};
use wasm_bindgen::prelude::wasm_bindgen;

/// Nothing yet: the boot module has to know the instance before any of its code may call for the rest (`boot::need_rest`).
fn main() {}

/// Draws the page. The boot module calls it once for each instance.
#[wasm_bindgen]
pub fn start() {
    boot::report_panics();
    boot::speak();
    let Some(root) = gloo::utils::document().get_element_by_id(boot::ROOT) else {
        gloo::console::error!("index.html has no element #app to draw the page in");
        return;
    };
    // After a crash: the story that led to it, standing at its beginning, so that a person may look before it happens.
    let held = boot::held_story().and_then(|story| stories::open(&story).ok());
    let beginning = match held {
        Some(engine) => Beginning { session: Session::new(engine), news: None, arrival: None, fresh: false },
        None => app::begin(),
    };
    let arrival = stories::arrival().or(beginning.arrival);
    let props = Props {
        session: Shared(Rc::new(RefCell::new(beginning.session)), stories::open),
        title: stories::FIRST.into(),
        autoplay: beginning.fresh && arrival.is_none(),
        arrival,
        news: beginning.news,
    };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
