//! A story that came from outside: what it is and what will run, before it runs.

use std::rc::Rc;

use yew::{Callback, Event, Html, Properties, component, html};

use crate::keeping::{self, Outline, Source};
use crate::ui::use_modal;
use crate::words;

/// Props of [`Arrival`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What came.
    pub(crate) arrival: Rc<keeping::Arrival>,
    /// It is to be run, or not.
    pub(crate) on_answer: Callback<bool>,
}

/// What came.
#[component]
pub(crate) fn Arrival(props: &Props) -> Html {
    let dialog = use_modal();
    // Escape.
    let on_cancel = props.on_answer.reform(|event: Event| {
        event.prevent_default();
        false
    });
    let (no, yes) = (props.on_answer.reform(|_| false), props.on_answer.reform(|_| true));
    let title = match (&props.arrival.source, &props.arrival.story) {
        (_, Err(_)) => words::CANNOT_BE_READ.text(),
        (Source::Link(_), _) => words::STORY_OF_LINK.text(),
        (Source::File(_), _) => words::STORY_OF_FILE.text(),
        (Source::Tab, _) => words::STORY_OF_TAB.text(),
    };
    html! {
        <dialog class="arrival" ref={dialog} aria-labelledby="arrival-title" oncancel={on_cancel}>
            <h2 id="arrival-title">{ title }</h2>
            { match &props.arrival.story {
                Ok(story) => html! { <>
                    { facts(&props.arrival.source, story) }
                    <p>{ words::RUNS_HERE.text() }</p>
                    <pre tabindex="0" role="region" aria-label={words::WHAT_WILL_RUN.text()}>{ story.shown() }</pre>
                    <div class="acts">
                        <button type="button" class="btn primary" autofocus=true onclick={yes}>{ words::RUN_IT.text() }</button>
                        <button type="button" class="btn" onclick={no}>{ words::NOT_NOW.text() }</button>
                    </div>
                </> },
                Err(why) => html! { <>
                    <p class="bad">{ why }</p>
                    <div class="acts">
                        <button type="button" class="btn primary" autofocus=true onclick={no}>{ words::GO_ON.text() }</button>
                    </div>
                </> },
            } }
        </dialog>
    }
}

fn facts(source: &Source, story: &Outline) -> Html {
    let from = match source {
        Source::Link(characters) => {
            (words::LINK.text(), words::link_and_story(*characters, story.text.len()))
        }
        Source::File(name) => (words::FILE.text(), name.clone()),
        Source::Tab => (words::TAB.text(), words::TAB_STOPPED.text().into()),
    };
    let rows = [
        from,
        (words::CLUSTER.text(), words::cluster_of(story.brokers, story.controllers)),
        (words::COMMANDS.text(), words::commands_until(story.commands, story.end)),
        (words::SEED.text(), story.seed.to_string()),
    ];
    html! {
        <dl class="facts">{ for rows.into_iter().map(|(name, value)| html! { <><dt>{ name }</dt><dd>{ value }</dd></> }) }</dl>
    }
}
