//! The inspector: everything about what is selected, a message down to fields and bytes, and what can be done to it.

mod facts;

use std::rc::Rc;

use partita_view::MessageView;
use yew::{Callback, Html, Properties, classes, component, html, use_state};

use crate::ui::{Button, Icon, icon};
use crate::words;

pub(crate) use facts::{Facts, inspect};

/// Fields shown of one message.
const FIELDS_MAX: usize = 2000;
/// Bytes shown of one field.
const BYTES_SHOWN: usize = 48;

/// Props of [`Inspector`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What to tell.
    pub(crate) facts: Facts,
    /// A command is to be carried out.
    pub(crate) on_command: Callback<String>,
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
            </div>
            if let Some(message) = &facts.message { <Fields message={message.clone()} /> }
        </aside>
    }
}

/// Props of [`Fields`].
#[derive(Clone, PartialEq, Properties)]
struct FieldsProps {
    message: Rc<MessageView>,
}

/// The fields of a message with their bytes.
#[component]
fn Fields(props: &FieldsProps) -> Html {
    let chosen = use_state(|| None::<usize>);
    let message = &*props.message;
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::FIELDS.text()}>
            <table class="fields">
                <colgroup><col /><col /><col /></colgroup>
                <thead><tr>
                    <th>{ words::plural(message.bytes.len() as u64, words::BYTES) }</th><th>{ words::VALUE.text() }</th><th>{ words::HEX.text() }</th>
                </tr></thead>
                <tbody>
                    { for message.fields.iter().take(FIELDS_MAX).enumerate().map(|(n, field)| {
                        let depth = format!("d{}", field.depth.min(8));
                        // What has fields of its own is a heading: its bytes are theirs.
                        let group = message.fields.get(n + 1).is_some_and(|next| next.depth > field.depth);
                        let pressed = *chosen == Some(n);
                        let chosen = chosen.clone();
                        let on_click = move |_: yew::MouseEvent| chosen.set(if pressed { None } else { Some(n) });
                        if group {
                            return html! { <tr key={n} class="grp"><th colspan="3" scope="rowgroup" class={depth}>{ &field.name }{ " " }{ words::fit(&field.value, 40) }</th></tr> };
                        }
                        html! {
                            <tr key={n} class={pressed.then_some("sel")} onclick={on_click}>
                                <th scope="row" class={depth}>{ &field.name }</th>
                                <td>{ words::fit(&field.value, 200) }</td>
                                <td class="hx" title={words::byte_range(field.start, field.len)}>{ hex(message, field.start, field.len) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn hex(message: &MessageView, start: u32, len: u32) -> String {
    let from = (start as usize).min(message.bytes.len());
    let to = from.saturating_add(len as usize).min(message.bytes.len());
    let shown = &message.bytes[from..to];
    let more = if shown.len() > BYTES_SHOWN { " …" } else { "" };
    format!("{}{more}", words::hex(&shown[..shown.len().min(BYTES_SHOWN)]))
}
