//! Stories to begin with, and a cluster of one's own.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    Callback, Event, Html, InputEvent, Properties, SubmitEvent, TargetCast, classes, component, html,
    use_state,
};

use crate::session::{BROKERS_MAX, Builder, CONTROLLERS_MAX};
use crate::stories::LIBRARY;
use crate::ui::{Button, Icon, icon, use_modal};
use crate::words;

/// Props of [`Library`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What was wrong with the cluster that was to be started.
    pub(crate) error: Option<String>,
    /// A story is to be opened.
    pub(crate) on_open: Callback<String>,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// The library, and the builder below it.
#[component]
pub(crate) fn Library(props: &Props) -> Html {
    let dialog = use_modal();
    // Escape.
    let on_cancel = props.on_close.reform(|event: Event| event.prevent_default());
    let built = use_state(Builder::default);
    let on_submit = {
        let built = built.clone();
        props.on_open.reform(move |event: SubmitEvent| {
            event.prevent_default();
            built.story()
        })
    };
    let number = |label: &'static str, value: u32, least: u32, most: u32, set: fn(&mut Builder, u32)| {
        let built = built.clone();
        let on_input = Callback::from(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = event.target_dyn_into();
            let Some(value) = field.and_then(|field| field.value().parse::<u32>().ok()) else { return };
            let mut next = (*built).clone();
            set(&mut next, value.clamp(least, most));
            built.set(next);
        });
        html! {
            <label class="field"><span>{ label }</span>
                <input type="number" min={least.to_string()} max={most.to_string()} value={value.to_string()} oninput={on_input} />
            </label>
        }
    };
    let on_defaults = {
        let built = built.clone();
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlTextAreaElement> = event.target_dyn_into();
            let defaults = field.map(|field| field.value()).unwrap_or_default();
            built.set(Builder { defaults, ..(*built).clone() });
        })
    };
    html! {
        <dialog class="over library" ref={dialog} aria-label={words::STORIES.text()} oncancel={on_cancel}>
            <div class="ititle">
                <h2>{ words::READY_STARTS.text() }</h2>
                <Button name={words::CLOSE.text()} key_hint="Esc" class={classes!("quiet", "icon")} on_press={props.on_close.reform(|_| ())}>
                    { icon(Icon::Close) }
                </Button>
            </div>
            <ul class="ready">
                { for LIBRARY.iter().enumerate().map(|(n, ready)| html! {
                    <li key={ready.name}>
                        <button type="button" autofocus={n == 0} onclick={props.on_open.reform(move |_| ready.story.to_owned())}>
                            <b>{ ready.name }</b><span>{ ready.note.text() }</span>
                        </button>
                    </li>
                }) }
            </ul>
            <form onsubmit={on_submit} aria-label={words::BUILD.text()}>
                <h2>{ words::PLACE_OF_ITS_OWN.text() }</h2>
                { number(words::BROKERS_FIELD.text(), built.brokers, 1, BROKERS_MAX, |built, value| built.brokers = value) }
                { number(words::CONTROLLERS_FIELD.text(), built.controllers, 0, CONTROLLERS_MAX, |built, value| built.controllers = value) }
                { number(words::RACKS_FIELD.text(), built.racks, 0, 26, |built, value| built.racks = value) }
                { number(words::LATENCY_FIELD.text(), built.latency_us, 1, 1_000_000, |built, value| built.latency_us = value) }
                <label class="field tall"><span>{ words::DEFAULTS_FIELD.text() }</span>
                    <textarea rows="3" oninput={on_defaults} spellcheck="false" placeholder={words::DEFAULTS_HINT.text()} />
                </label>
                if let Some(error) = &props.error { <p class="bad" role="alert">{ error }</p> }
                <div class="acts"><button type="submit" class="btn primary">{ words::START_IT.text() }</button></div>
            </form>
        </dialog>
    }
}
