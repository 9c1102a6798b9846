//! The page: a Yew app mounted into `#app` of `index.html`, started by `web/boot/boot.js`.

mod boot;

use yew::{Html, component, html};

#[component]
fn App() -> Html {
    html! { <h1>{ "Partita" }</h1> }
}

fn main() {
    boot::report_panics();
    let Some(root) = gloo::utils::document().get_element_by_id(boot::ROOT) else {
        gloo::console::error!("index.html has no element #app to draw the page in");
        return;
    };
    yew::Renderer::<App>::with_root(root).render();
    boot::started();
}
