//! A menu at a place: what can be done to a thing, each with the command that it runs.

use web_sys::{Element, HtmlElement};
use yew::{
    Callback, Html, KeyboardEvent, NodeRef, Properties, TargetCast, component, html, use_effect_with,
    use_node_ref,
};

/// Room between a menu and the edge of the window.
const EDGE: f64 = 8.0;

/// Props of [`Menu`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What it is about.
    pub(crate) name: String,
    /// Where it was asked for, in pixels of the window.
    pub(crate) at: (f64, f64),
    /// What each entry says, and the command that it runs; none for a mere look.
    pub(crate) entries: Vec<(String, Option<String>)>,
    /// An entry was chosen, by its number.
    pub(crate) on_choose: Callback<usize>,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// A menu.
#[component]
pub(crate) fn Menu(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.at, props.name.clone()), move |(at, _)| stand(&node, *at));
    }
    let on_key = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            match &*event.key() {
                "Escape" | "Tab" => {
                    event.prevent_default();
                    on_close.emit(());
                }
                "ArrowDown" => walk(&event, &node, 1),
                "ArrowUp" => walk(&event, &node, -1),
                _ => {}
            }
        })
    };
    html! {
        <>
            <div class="menuback" onclick={props.on_close.reform(|_| ())} oncontextmenu={props.on_close.reform(|event: yew::MouseEvent| event.prevent_default())}></div>
            <div class="menu" role="menu" aria-label={props.name.clone()} ref={node} onkeydown={on_key}>
                <p class="menuname" aria-hidden="true">{ &props.name }</p>
                { for props.entries.iter().enumerate().map(|(n, (text, command))| {
                    html! {
                        <button type="button" role="menuitem" tabindex="-1" onclick={props.on_choose.reform(move |_| n)}>
                            <span>{ text }</span>
                            if let Some(command) = command { <code>{ crate::words::fit(command, 44) }</code> }
                        </button>
                    }
                }) }
            </div>
        </>
    }
}

/// Puts the menu where it was asked for, inside the window, and gives it the focus.
fn stand(node: &NodeRef, (x, y): (f64, f64)) {
    let (Some(menu), Some(window)) = (node.cast::<HtmlElement>(), web_sys::window()) else { return };
    let room = |size: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        size.ok().and_then(|v| v.as_f64()).unwrap_or(800.0)
    };
    let (width, height) = (room(window.inner_width()), room(window.inner_height()));
    let left = x.min(width - f64::from(menu.offset_width()) - EDGE).max(EDGE);
    let top = y.min(height - f64::from(menu.offset_height()) - EDGE).max(EDGE);
    let _ = menu.style().set_property("left", &format!("{left}px"));
    let _ = menu.style().set_property("top", &format!("{top}px"));
    if let Ok(Some(first)) = menu.query_selector("[role=menuitem]") {
        focus(&first);
    }
}

fn focus(element: &Element) {
    use wasm_bindgen::JsCast;
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// To the entry before or after, round and round.
fn walk(event: &KeyboardEvent, node: &NodeRef, by: i32) {
    event.prevent_default();
    let Some(menu) = node.cast::<Element>() else { return };
    let Ok(entries) = menu.query_selector_all("[role=menuitem]") else { return };
    let count = i32::try_from(entries.length()).unwrap_or(0);
    let target = event.target_dyn_into::<Element>();
    let at = (0..count).find(|n| {
        let entry = entries.get(u32::try_from(*n).unwrap_or(0));
        entry.is_some_and(|entry| target.as_ref().is_some_and(|target| target.is_same_node(Some(&entry))))
    });
    let next = at.map_or(0, |at| (at + by).rem_euclid(count.max(1)));
    use wasm_bindgen::JsCast;
    if let Some(entry) =
        entries.get(u32::try_from(next).unwrap_or(0)).and_then(|entry| entry.dyn_into::<Element>().ok())
    {
        focus(&entry);
    }
}
