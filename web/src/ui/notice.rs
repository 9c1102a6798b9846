//! A sentence that the page has to say, above everything, until it is closed.

use yew::{Callback, Html, Properties, classes, component, html};

use crate::ui::{Button, Icon, icon};
use crate::words;

/// Props of [`Notice`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What it says.
    pub(crate) text: String,
    /// What can be done about it.
    #[prop_or_default]
    pub(crate) act: Option<&'static str>,
    /// That was pressed.
    #[prop_or_default]
    pub(crate) on_act: Callback<()>,
    /// It was closed.
    pub(crate) on_close: Callback<()>,
}

/// A notice.
#[component]
pub(crate) fn Notice(props: &Props) -> Html {
    html! {
        <div class="notice">
            <p role="status">{ &props.text }</p>
            if let Some(act) = props.act {
                <button type="button" class="btn" onclick={props.on_act.reform(|_| ())}>{ act }</button>
            }
            <Button name={words::CLOSE.text()} class={classes!("quiet", "icon")} on_press={props.on_close.reform(|_| ())}>
                { icon(Icon::Close) }
            </Button>
        </div>
    }
}
