//! A button with a name, and what it says or shows.

use yew::{AttrValue, Callback, Classes, Html, MouseEvent, Properties, classes, component, html};

/// Props of [`Button`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What it does; its name for screen readers and its tooltip.
    pub(crate) name: AttrValue,
    /// The key that does the same.
    #[prop_or_default]
    pub(crate) key_hint: &'static str,
    /// Classes beside `btn`.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Whether it is held down.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    /// It was pressed.
    pub(crate) on_press: Callback<MouseEvent>,
    /// What it shows.
    pub(crate) children: Html,
}

/// A button.
#[component]
pub(crate) fn Button(props: &Props) -> Html {
    let title = if props.key_hint.is_empty() {
        props.name.clone()
    } else {
        format!("{} ({})", props.name, props.key_hint).into()
    };
    let pressed = props.pressed.map(|pressed| if pressed { "true" } else { "false" });
    html! {
        <button type="button" class={classes!("btn", props.class.clone())} {title} aria-label={props.name.clone()}
            aria-pressed={pressed} onclick={props.on_press.clone()}>
            { props.children.clone() }
        </button>
    }
}
