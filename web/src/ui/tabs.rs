//! A row of tabs.

use yew::{Callback, Html, Properties, component, html};

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
    /// The tabs.
    pub(crate) tabs: Vec<Tab<T>>,
    /// The chosen one.
    pub(crate) chosen: T,
    /// Another was chosen.
    pub(crate) on_choose: Callback<T>,
}

/// A row of tabs.
#[component]
pub(crate) fn Tabs<T: PartialEq + Clone + 'static>(props: &Props<T>) -> Html {
    html! {
        <div class="tabs" role="tablist" aria-label={props.name}>
            { for props.tabs.iter().map(|tab| {
                let selected = if tab.value == props.chosen { "true" } else { "false" };
                let on_choose = props.on_choose.clone();
                let value = tab.value.clone();
                html! {
                    <button type="button" role="tab" aria-selected={selected} onclick={move |_| on_choose.emit(value.clone())}>
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
