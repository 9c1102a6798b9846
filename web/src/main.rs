//! The page's start: a Yew app in `#app` of `index.html`, started by `web/boot/boot.js`.

use std::cell::RefCell;
use std::rc::Rc;

use partita_web::app::{App, Open, Props, Shared};
use partita_web::boot;
use partita_web::session::Session;

fn main() {
    boot::report_panics();
    let Some(root) = gloo::utils::document().get_element_by_id(boot::ROOT) else {
        gloo::console::error!("index.html has no element #app to draw the page in");
        return;
    };
    let session = Session::new(Box::new(partita_web::sample::Sample::default()));
    let open: Open = |_| Ok(Box::new(partita_web::sample::Sample::default()));
    let session = Shared(Rc::new(RefCell::new(session)), open);
    let props = Props { session, title: "kafkatask".into(), autoplay: false };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
    boot::started();
}
