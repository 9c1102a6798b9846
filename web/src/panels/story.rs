//! The run as a text: what replays it, to copy, to change and to run.

use web_sys::HtmlTextAreaElement;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_node_ref, use_state};

use crate::browser;
use crate::words;

/// Props of [`Story`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The text.
    pub(crate) story: String,
    /// What is wrong with the text that was to be run.
    pub(crate) error: Option<String>,
    /// A text is to be run.
    pub(crate) on_open: Callback<String>,
}

/// The story.
#[component]
pub(crate) fn Story(props: &Props) -> Html {
    let field = use_node_ref();
    let copied = use_state(|| false);
    let text = {
        let field = field.clone();
        move || field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
    };
    let on_run = {
        let (text, on_open) = (text.clone(), props.on_open.clone());
        Callback::from(move |_: MouseEvent| on_open.emit(text()))
    };
    let on_copy = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| copied.set(browser::copy(&text())))
    };
    html! {
        <div class="story">
            <textarea ref={field} aria-label={words::STORY_TEXT.text()} spellcheck="false" defaultvalue={props.story.clone()} />
            <div class="acts">
                <button type="button" class="btn" onclick={on_run}>{ words::RUN_STORY.text() }</button>
                <button type="button" class="btn" onclick={on_copy}>{ if *copied { words::COPIED.text() } else { words::COPY.text() } }</button>
                if let Some(error) = &props.error { <span class="bad" role="alert">{ error }</span> }
            </div>
        </div>
    }
}
