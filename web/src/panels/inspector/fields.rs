//! The fields of an opened message: each with its value, its bytes, its meaning, and whether it changed something.

use std::rc::Rc;

use partita_view::{FieldView, MessageView};
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_effect_with, use_state};

use crate::meanings::{self, Meanings};
use crate::{boot, words};

use super::changed::Changed;
use super::json::json;

/// Fields shown of one message.
const FIELDS_MAX: usize = 2000;
/// Bytes shown of one field.
const BYTES_SHOWN: usize = 48;

/// Props of [`Fields`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The message.
    pub(super) message: Rc<MessageView>,
    /// What it changed.
    pub(super) changed: Changed,
}

/// The fields of a message with their bytes.
#[component]
pub(super) fn Fields(props: &Props) -> Html {
    let chosen = use_state(|| None::<usize>);
    let copied = use_state(|| None::<(bool, bool)>);
    let meanings = use_state(|| None::<Rc<Meanings>>);
    {
        let meanings = meanings.clone();
        use_effect_with((), move |()| meanings::load(move |loaded| meanings.set(Some(loaded))));
    }
    {
        // What was copied was another message.
        let copied = copied.clone();
        use_effect_with(props.message.flight.id, move |_| copied.set(None));
    }
    let copy = |text: fn(&MessageView) -> String, is_json: bool| {
        let (message, copied) = (props.message.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            boot::copy(&text(&message), move |done| copied.set(Some((is_json, done))));
        })
    };
    let name = |is_json: bool, text: words::Text| match *copied {
        Some((of_json, done)) if of_json == is_json => words::copied(done),
        _ => text.text(),
    };
    let message = &*props.message;
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::FIELDS.text()}>
            <div class="acts">
                <button type="button" class="btn" onclick={copy(|message| words::hex(&message.bytes), false)}>{ name(false, words::COPY_HEX) }</button>
                <button type="button" class="btn" onclick={copy(json, true)}>{ name(true, words::COPY_JSON) }</button>
            </div>
            <table class="fields">
                <colgroup><col /><col /><col /></colgroup>
                <thead><tr>
                    <th>{ words::plural(message.bytes.len() as u64, words::BYTES) }</th><th>{ words::VALUE.text() }</th><th>{ words::HEX.text() }</th>
                </tr></thead>
                <tbody>
                    { for message.fields.iter().take(FIELDS_MAX).enumerate().map(|(n, field)| {
                        let pressed = *chosen == Some(n);
                        let chosen = chosen.clone();
                        let on_click = Callback::from(move |_: MouseEvent| chosen.set(if pressed { None } else { Some(n) }));
                        let means = meanings.as_ref().and_then(|known| known.of(message.flight.api_name, &field.name));
                        let did = props.changed.fields.contains(&n);
                        // What has fields of its own is a heading: its bytes are theirs.
                        let group = message.fields.get(n + 1).is_some_and(|next| next.depth > field.depth);
                        if group { heading(n, field, did, means) } else { line(message, n, pressed, did, means, on_click) }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn depth(field: &FieldView) -> String {
    format!("d{}", field.depth.min(8))
}

/// The sign of a field that changed something, and its word.
fn mark(did: bool) -> Html {
    if !did {
        return Html::default();
    }
    html! { <span class="did" title={words::DID_CHANGE.text()}>{ "●" }<span class="vh">{ words::DID_CHANGE.text() }</span></span> }
}

fn meaning(n: usize, field: &FieldView, means: Option<&str>) -> Html {
    let Some(means) = means else { return Html::default() };
    html! { <tr key={format!("m{n}")} class="mean"><td colspan="3" class={depth(field)}>{ means.to_owned() }</td></tr> }
}

fn heading(n: usize, field: &FieldView, did: bool, means: Option<&str>) -> Html {
    html! { <>
        <tr key={n} class="grp"><th colspan="3" scope="rowgroup" class={depth(field)}>{ &field.name }{ " " }{ words::fit(&field.value, 40) }{ mark(did) }</th></tr>
        { meaning(n, field, means) }
    </> }
}

fn line(
    message: &MessageView,
    n: usize,
    pressed: bool,
    did: bool,
    means: Option<&str>,
    on_click: Callback<MouseEvent>,
) -> Html {
    let field = &message.fields[n];
    html! { <>
        <tr key={n} class={pressed.then_some("sel")} onclick={on_click}>
            <th scope="row" class={depth(field)}>{ &field.name }{ mark(did) }</th>
            <td>{ words::fit(&field.value, 200) }</td>
            <td class="hx" title={words::byte_range(field.start, field.len)}>{ hex(message, field.start, field.len) }</td>
        </tr>
        { meaning(n, field, means) }
    </> }
}

fn hex(message: &MessageView, start: u32, len: u32) -> String {
    let from = (start as usize).min(message.bytes.len());
    let to = from.saturating_add(len as usize).min(message.bytes.len());
    let shown = &message.bytes[from..to];
    let more = if shown.len() > BYTES_SHOWN { " …" } else { "" };
    format!("{}{more}", words::hex(&shown[..shown.len().min(BYTES_SHOWN)]))
}
