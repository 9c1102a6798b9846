//! A row of tabs. One of them is in the order of Tab; arrows, Home and End go to the others.

use web_sys::{Element, HtmlElement};
use yew::{Callback, Html, KeyboardEvent, Properties, TargetCast, component, html};

/// A tab: value, name, badge and whether the badge is bad news.
#[derive(Clone, PartialEq)]
pub(crate) struct Tab<T> {
    pub(crate) value: T,
    pub(crate) name: &'static str,
    pub(crate) badge: Option<(String, bool)>,
}

/// Props of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props<T: PartialEq + Clone + 'static> {
    /// What they are for.
    pub(crate) name: &'static str,
    /// The id of what they show: see [`tab_id`].
    pub(crate) controls: &'static str,
    /// The tabs.
    pub(crate) tabs: Vec<Tab<T>>,
    /// The chosen one.
    pub(crate) chosen: T,
    /// Another was chosen.
    pub(crate) on_choose: Callback<T>,
}

/// The id of the n-th tab of what is shown.
pub(crate) fn tab_id(controls: &str, n: usize) -> String {
    format!("{controls}-tab-{n}")
}

/// A row of tabs.
#[component]
pub(crate) fn Tabs<T: PartialEq + Clone + 'static>(props: &Props<T>) -> Html {
    let at = props.tabs.iter().position(|tab| tab.value == props.chosen);
    let on_key = {
        let values: Vec<T> = props.tabs.iter().map(|tab| tab.value.clone()).collect();
        let on_choose = props.on_choose.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(to) = next(&event.key(), at.unwrap_or(0), values.len()) else { return };
            event.prevent_default();
            event.stop_propagation();
            focus(&event, to);
            on_choose.emit(values[to].clone());
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label={props.name} onkeydown={on_key}>
            { for props.tabs.iter().enumerate().map(|(n, tab)| {
                let chosen = at == Some(n);
                let on_choose = props.on_choose.clone();
                let value = tab.value.clone();
                html! {
                    <button type="button" role="tab" id={tab_id(props.controls, n)} aria-controls={props.controls}
                        aria-selected={if chosen { "true" } else { "false" }} tabindex={if n == at.unwrap_or(0) { "0" } else { "-1" }}
                        onclick={move |_| on_choose.emit(value.clone())}>
                        { tab.name }
                        if let Some((badge, bad)) = &tab.badge {
                            <span class={if *bad { "badge bad" } else { "badge" }}>{ badge }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

/// Where a key leads from the n-th of so many, round and round.
fn next(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some(if at == last { 0 } else { at + 1 }),
        "ArrowLeft" => Some(at.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// Gives the n-th tab of a row the focus.
fn focus(event: &KeyboardEvent, n: usize) {
    use wasm_bindgen::JsCast;
    let row = event.target_dyn_into::<Element>().and_then(|tab| tab.closest("[role=tablist]").ok()?);
    let tabs = row.and_then(|row| row.query_selector_all("[role=tab]").ok());
    let tab = tabs.and_then(|tabs| tabs.get(u32::try_from(n).ok()?));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        let _ = tab.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!((next("ArrowRight", 3, 4), next("ArrowLeft", 0, 4)), (Some(0), Some(3)));
        assert_eq!(
            (next("ArrowRight", 0, 4), next("End", 0, 4), next("Home", 2, 4)),
            (Some(1), Some(3), Some(0))
        );
        assert_eq!((next("x", 0, 4), next("Home", 0, 0)), (None, None));
    }
}
