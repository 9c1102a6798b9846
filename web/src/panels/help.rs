//! The map of the keyboard, as a dialog: what each key does, by what it is for; and what a person may set.

use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, MouseEvent, Properties, TargetCast, classes, component, html};

use crate::keys::{Action, KEYS, LIST_KEYS, Local, MESSAGE_KEYS, PLAYHEAD_KEYS, TERMINAL_KEYS};
use crate::session::Detail;
use crate::ui::{Button, Icon, icon, use_modal};
use crate::words::{self, Language, Text};

/// Props of [`Help`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Whether letters and signs are keys.
    pub(crate) letters: bool,
    /// They are to be, or not.
    pub(crate) on_letters: Callback<()>,
    /// How much a screen reader is told.
    pub(crate) narration: Detail,
    /// It is to be told as much as this.
    pub(crate) on_narration: Callback<Detail>,
    /// Another language is wanted.
    pub(crate) on_language: Callback<Language>,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// A group of keys: its name, and what belongs to it.
type Group = (Text, fn(Action) -> bool);

/// What keys are for, in the order of the map.
const GROUPS: [Group; 4] = [
    (words::TIME, of_time),
    (words::VIEWS_AND_PANELS, of_views),
    (words::STAGE, of_stage),
    (words::ACTIONS, of_actions),
];

fn of_time(action: Action) -> bool {
    matches!(
        action,
        Action::PlayPause
            | Action::Step
            | Action::StepBack
            | Action::NextEvent
            | Action::PreviousEvent
            | Action::PreviousMark
            | Action::NextMark
            | Action::Bookmark
            | Action::Slower
            | Action::Faster
            | Action::Beginning
            | Action::End
    )
}

fn of_views(action: Action) -> bool {
    matches!(
        action,
        Action::Stage
            | Action::Sequence
            | Action::Tables
            | Action::Metrics
            | Action::Branches
            | Action::Terminal
            | Action::Log
            | Action::Verdict
            | Action::Story
            | Action::Help
    )
}

fn of_stage(action: Action) -> bool {
    matches!(
        action,
        Action::Nearer | Action::Farther | Action::Whole | Action::Find | Action::ControlTraffic | Action::Up
    )
}

fn of_actions(action: Action) -> bool {
    !of_time(action) && !of_views(action) && !of_stage(action)
}

/// The map of the keyboard.
#[component]
pub(crate) fn Help(props: &Props) -> Html {
    let dialog = use_modal();
    // Escape.
    let on_cancel = props.on_close.reform(|event: Event| event.prevent_default());
    html! {
        <dialog class="arrival keymap" ref={dialog} aria-label={words::HELP.text()} oncancel={on_cancel}>
            <div class="ititle">
                <h2>{ words::KEYS.text() }</h2>
                <Button name={words::CLOSE.text()} key_hint="Esc" class={classes!("quiet", "icon")} on_press={props.on_close.reform(|_: MouseEvent| ())}>
                    { icon(Icon::Close) }
                </Button>
            </div>
            <div class="keygroups" tabindex="0" role="region" aria-label={words::KEYS.text()}>
                { for GROUPS.iter().map(|(name, holds)| group(name.text(), *holds)) }
                { local(words::TERMINAL.text(), TERMINAL_KEYS) }
                { local(words::LIST_AND_MENUS.text(), LIST_KEYS) }
                { local(words::FIELDS.text(), MESSAGE_KEYS) }
                { local(words::PLAYHEAD_FOCUSED.text(), PLAYHEAD_KEYS) }
            </div>
            <div>
                <label class="check">
                    <input type="checkbox" checked={props.letters} onchange={props.on_letters.reform(|_: Event| ())} />
                    { words::LETTER_KEYS.text() }
                </label>
                <p class="muted">{ words::LETTER_KEYS_NOTE.text() }</p>
                { narration(props) }
                <p>{ words::LANGUAGE.text() }{ " " }{ language_switch(&props.on_language) }</p>
            </div>
        </dialog>
    }
}

/// How much a screen reader is told, to be chosen.
fn narration(props: &Props) -> Html {
    let on_choose = props.on_narration.clone();
    let onchange = move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        if let Some(detail) = chosen.and_then(|word| Detail::of_word(&word)) {
            on_choose.emit(detail);
        }
    };
    html! {
        <label class="check">
            { words::NARRATION.text() }
            <select {onchange}>
                { for Detail::ALL.into_iter().map(|detail| html! {
                    <option value={detail.word()} selected={props.narration == detail}>{ words::detail(detail) }</option>
                }) }
            </select>
        </label>
    }
}

fn group(name: &'static str, holds: fn(Action) -> bool) -> Html {
    html! {
        <section>
            <h3>{ name }</h3>
            <dl class="keys">
                { for KEYS.iter().filter(|(_, action)| holds(*action)).map(|(key, action)| html! {
                    <><dt><kbd>{ words::key_name(key) }</kbd></dt><dd>{ words::action(*action) }</dd></>
                }) }
            </dl>
        </section>
    }
}

/// Keys that mean something in one place.
fn local(name: &'static str, keys: &[(&'static str, Local)]) -> Html {
    html! {
        <section>
            <h3>{ name }</h3>
            <dl class="keys">
                { for keys.iter().map(|(key, deed)| html! {
                    <><dt><kbd>{ words::key_name(key) }</kbd></dt><dd>{ words::local_key(*deed) }</dd></>
                }) }
            </dl>
        </section>
    }
}

/// The other languages, each by its own name.
pub(crate) fn language_switch(on_choose: &Callback<Language>) -> Html {
    let others = Language::ALL.into_iter().filter(|language| *language != words::language());
    let button = |language: Language| {
        html! {
            <button type="button" class="btn quiet lang" lang={language.tag()} onclick={on_choose.reform(move |_: MouseEvent| language)}>
                { language.name() }
            </button>
        }
    };
    others.map(button).collect()
}
