//! The fields of an opened message: each with its value, its bytes, its meaning, and whether it changed something.

use std::rc::Rc;

use partita_view::{FieldView, MessageView};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    Callback, FocusEvent, Html, KeyboardEvent, MouseEvent, Properties, TargetCast, classes, component, html,
    use_effect_with, use_state,
};

use crate::meanings::{self, Meanings};
use crate::{boot, words};

use super::bytes::{Bytes, Chosen};
use super::changed::Changed;
use super::json::json;

/// Fields shown of one message.
const FIELDS_MAX: usize = 2000;
/// What the bytes take at the top of the pane, in pixels: what lies under them is not seen.
const ROOM_OF_BYTES: f64 = 150.0;
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
    let chosen = use_state(|| None::<Chosen>);
    // How often a byte was to get the focus.
    let leads = use_state(|| 0_u32);
    let copied = use_state(|| None::<(bool, bool)>);
    let meanings = use_state(|| None::<Rc<Meanings>>);
    {
        let meanings = meanings.clone();
        use_effect_with((), move |()| meanings::load(move |loaded| meanings.set(Some(loaded))));
    }
    {
        // What was copied, and what was chosen, was of another message.
        let (copied, chosen) = (copied.clone(), chosen.clone());
        use_effect_with(props.message.flight.id, move |_| {
            copied.set(None);
            chosen.set(None);
        });
    }
    {
        // Whoever is on a byte sees its field.
        let message = props.message.clone();
        use_effect_with(*chosen, move |chosen| {
            if let Some(Chosen::Byte(_)) = chosen
                && let Some(n) = chosen.and_then(|chosen| chosen.field(&message))
            {
                show(n);
            }
        });
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
    // Which field is on, and is reached by Tab.
    let field = chosen.and_then(|chosen| chosen.field(message));
    let choose = |what: fn(usize) -> Chosen| {
        let chosen = chosen.clone();
        Callback::from(move |n: usize| chosen.set(Some(what(n))))
    };
    let on_field = {
        let choose = choose(Chosen::Field);
        Callback::from(move |target: Option<Element>| {
            if let Some(n) = target.and_then(|target| place(&target)) {
                choose.emit(n);
            }
        })
    };
    let on_lead = {
        let (choose, leads) = (choose(Chosen::Byte), leads.clone());
        Callback::from(move |at: usize| {
            choose.emit(at);
            leads.set(*leads + 1);
        })
    };
    let on_key = {
        let (message, on_lead) = (props.message.clone(), on_lead.clone());
        let fields = message.fields.len().min(FIELDS_MAX);
        Callback::from(move |event: KeyboardEvent| {
            let Some(n) = event.target_dyn_into::<Element>().and_then(|name| place(&name)) else { return };
            let next = match &*event.key() {
                "ArrowDown" => (n + 1).min(fields.saturating_sub(1)),
                "ArrowUp" => n.saturating_sub(1),
                "Home" => 0,
                "End" => fields.saturating_sub(1),
                "Enter" | " " => {
                    event.prevent_default();
                    if let Some(at) = Chosen::Field(n).byte(&message) {
                        on_lead.emit(at);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            focus(&field_id(next));
        })
    };
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::FIELDS.text()}>
            <div class="acts">
                <button type="button" class="btn" onclick={copy(|message| words::hex(&message.bytes), false)}>{ name(false, words::COPY_HEX) }</button>
                <button type="button" class="btn" onclick={copy(json, true)}>{ name(true, words::COPY_JSON) }</button>
            </div>
            <Bytes message={props.message.clone()} chosen={*chosen} on_byte={choose(Chosen::Byte)} {on_lead} leads={*leads}
                on_field={move |()| focus(&field_id(field.unwrap_or(0)))} />
            <table class="fields" onkeydown={on_key} onclick={on_field.reform(|event: MouseEvent| event.target_dyn_into())}
                onfocusin={on_field.reform(|event: FocusEvent| event.target_dyn_into())}>
                <colgroup><col /><col /><col /></colgroup>
                <thead><tr>
                    <th>{ words::plural(message.bytes.len() as u64, words::BYTES) }</th><th>{ words::VALUE.text() }</th><th>{ words::HEX.text() }</th>
                </tr></thead>
                <tbody>
                    { for message.fields.iter().take(FIELDS_MAX).enumerate().map(|(n, field_of)| {
                        let means = meanings.as_ref().and_then(|known| known.of(message.flight.api_name, &field_of.name));
                        let did = props.changed.fields.contains(&n);
                        // What has fields of its own is a heading: its bytes are theirs.
                        let group = message.fields.get(n + 1).is_some_and(|next| next.depth > field_of.depth);
                        let name = Name { n, on: field == Some(n), stop: field.unwrap_or(0) == n, did };
                        if group { heading(name, field_of, means) } else { line(message, name, field_of, means) }
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

/// What a field's name shows beside itself.
#[derive(Clone, Copy)]
struct Name {
    n: usize,
    /// Whether it is chosen, or a byte of it is.
    on: bool,
    /// Whether Tab stops there.
    stop: bool,
    /// Whether it changed something.
    did: bool,
}

impl Name {
    /// The name, to be walked to: its bytes are marked while it has the focus.
    fn button(self, field: &FieldView) -> Html {
        html! {
            <button type="button" class="fname" id={field_id(self.n)} data-n={self.n.to_string()}
                tabindex={if self.stop { "0" } else { "-1" }} aria-pressed={self.on.then_some("true")}>{ &field.name }</button>
        }
    }
}

fn heading(name: Name, field: &FieldView, means: Option<&str>) -> Html {
    html! { <>
        <tr key={name.n} class={classes!("grp", name.on.then_some("sel"))} data-n={name.n.to_string()}>
            <th colspan="3" scope="rowgroup" class={depth(field)}>{ name.button(field) }{ " " }{ words::fit(&field.value, 40) }{ mark(name.did) }</th>
        </tr>
        { meaning(name.n, field, means) }
    </> }
}

fn line(message: &MessageView, name: Name, field: &FieldView, means: Option<&str>) -> Html {
    html! { <>
        <tr key={name.n} class={name.on.then_some("sel")} data-n={name.n.to_string()}>
            <th scope="row" class={depth(field)}>{ name.button(field) }{ mark(name.did) }</th>
            <td>{ words::fit(&field.value, 200) }</td>
            <td class="hx" title={words::byte_range(field.start, field.len)}>{ hex(message, field.start, field.len) }</td>
        </tr>
        { meaning(name.n, field, means) }
    </> }
}

/// What a field's name is found by.
fn field_id(n: usize) -> String {
    format!("field-{n}")
}

/// The field whose name or row this is in.
fn place(target: &Element) -> Option<usize> {
    target.closest("[data-n]").ok()??.get_attribute("data-n")?.parse().ok()
}

fn found(id: &str) -> Option<HtmlElement> {
    gloo::utils::document().get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the focus to a name or a byte.
fn focus(id: &str) {
    if let Some(element) = found(id) {
        let _ = element.focus();
    }
}

/// Scrolls a field into the pane, if it is not seen there.
fn show(n: usize) {
    let name = found(&field_id(n));
    let pane = name.as_ref().and_then(|name| name.closest(".pane-b").ok().flatten());
    let (Some(name), Some(pane)) = (name, pane) else { return };
    let (name_at, pane_at) = (name.get_bounding_client_rect(), pane.get_bounding_client_rect());
    if name_at.top() < pane_at.top() + ROOM_OF_BYTES || name_at.bottom() > pane_at.bottom() {
        name.scroll_into_view();
    }
}

fn hex(message: &MessageView, start: u32, len: u32) -> String {
    let from = (start as usize).min(message.bytes.len());
    let to = from.saturating_add(len as usize).min(message.bytes.len());
    let shown = &message.bytes[from..to];
    let more = if shown.len() > BYTES_SHOWN { " …" } else { "" };
    format!("{}{more}", words::hex(&shown[..shown.len().min(BYTES_SHOWN)]))
}
