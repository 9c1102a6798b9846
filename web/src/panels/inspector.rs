//! The inspector: everything about what is selected, a message down to fields and bytes, and what can be done to it.

mod bytes;
mod changed;
mod facts;
mod fields;
mod json;
mod peers;
mod pieces;
mod placement;
mod tools;

use yew::{Callback, Html, Properties, classes, component, html};

use crate::session::Selection;
use crate::ui::{Button, Icon, icon};
use crate::words;

pub(crate) use facts::{Facts, inspect};
use fields::Fields;
use peers::Peers;
use placement::Why;

/// Props of [`Inspector`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What to tell.
    pub(crate) facts: Facts,
    /// A command is to be carried out.
    pub(crate) on_command: Callback<String>,
    /// Something that belongs to it is to be opened.
    pub(crate) on_select: Callback<Selection>,
    /// What belongs to it is to be listed from an offset on, or from its beginning.
    pub(crate) on_list: Callback<Option<i64>>,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// The inspector.
#[component]
pub(crate) fn Inspector(props: &Props) -> Html {
    let facts = &props.facts;
    html! {
        <aside class="pane inspect" aria-label={words::INSPECTOR.text()}>
            <div class="ihead">
                <div class="ititle">
                    <h2>{ &facts.title }</h2>
                    <Button name={words::CLOSE.text()} key_hint="Esc" class={classes!("quiet", "icon")} on_press={props.on_close.reform(|_| ())}>
                        { icon(Icon::Close) }
                    </Button>
                </div>
                <dl class="facts">
                    { for facts.rows.iter().map(|(name, value, class)| html! {
                        <><dt>{ *name }</dt><dd class={*class}>{ value }</dd></>
                    }) }
                </dl>
                if let Some(why) = &facts.why { { explained(why) } }
                if !facts.told.is_empty() {
                    <section class="reason">
                        <h3>{ words::WHAT_IT_CHANGED.text() }</h3>
                        <ul>{ for facts.told.iter().map(|told| html! { <li>{ told }</li> }) }</ul>
                    </section>
                }
                if !facts.leads.is_empty() || facts.list.is_some() {
                    <div class="acts leads" role="group" aria-label={words::OPEN_TOO.text()}>
                        { for facts.leads.iter().map(|(name, what)| {
                            let (on_select, what) = (props.on_select.clone(), what.clone());
                            html! { <button type="button" class="btn quiet lead" onclick={move |_| on_select.emit(what.clone())}>{ name }</button> }
                        }) }
                        if let Some((name, from)) = facts.list.clone() {
                            <button type="button" class="btn quiet" onclick={props.on_list.reform(move |_| from)}>{ name }</button>
                        }
                    </div>
                }
                if !facts.actions.is_empty() {
                    <div class="acts">
                        { for facts.actions.iter().map(|(what, command)| {
                            let (on_command, line) = (props.on_command.clone(), command.clone());
                            html! {
                                <button type="button" class="btn" title={line.clone()} onclick={move |_| on_command.emit(line.clone())}>
                                    { what }
                                </button>
                            }
                        }) }
                    </div>
                }
                if !facts.peers.is_empty() {
                    <Peers key={facts.title.clone()} peers={facts.peers.clone()} on_select={props.on_select.clone()} on_command={props.on_command.clone()} />
                }
            </div>
            if let Some(message) = &facts.message { <Fields message={message.clone()} changed={facts.changed.clone()} /> }
        </aside>
    }
}

/// Why a record is in its partition.
fn explained(why: &Why) -> Html {
    html! {
        <section class="reason">
            <h3>{ words::WHY_HERE.text() }</h3>
            <p>{ &why.sentence }</p>
            if !why.steps.is_empty() {
                <table class="steps">
                    <caption class="vh">{ words::WORKED_OUT.text() }</caption>
                    <tbody>{ for why.steps.iter().map(|(what, gives)| html! { <tr><th scope="row">{ what }</th><td>{ gives }</td></tr> }) }</tbody>
                </table>
            }
        </section>
    }
}
