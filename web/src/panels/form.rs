//! A form for a deed: its fields, the command that they make, and what is wrong with it.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, InputEvent, Properties, SubmitEvent, TargetCast, classes, component, html};

use crate::session::{Field, Form, deed_name};
use crate::ui::{Button, Icon, icon, use_modal};
use crate::words;

/// Props of the form.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The form.
    pub(crate) form: Form,
    /// What was wrong with the command.
    pub(crate) error: Option<String>,
    /// A field has another value: which, and what.
    pub(crate) on_change: Callback<(usize, String)>,
    /// The command is to be carried out.
    pub(crate) on_run: Callback<()>,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// The form.
#[component]
pub(crate) fn DeedForm(props: &Props) -> Html {
    let form = &props.form;
    let title = deed_name(form.deed).text();
    let dialog = use_modal();
    // Escape.
    let on_cancel = props.on_close.reform(|event: Event| event.prevent_default());
    let on_submit = props.on_run.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <dialog class="over deed" ref={dialog} aria-label={title} oncancel={on_cancel}>
        <form aria-label={title} onsubmit={on_submit}>
            <div class="ititle">
                <h2>{ title }</h2>
                <Button name={words::CLOSE.text()} key_hint="Esc" class={classes!("quiet", "icon")} on_press={props.on_close.reform(|_| ())}>
                    { icon(Icon::Close) }
                </Button>
            </div>
            { for form.fields.iter().enumerate().map(|(n, field)| row(props, n, field)) }
            <p class="muted">{ words::THE_LINE.text() }</p>
            <code class="line">{ form.line() }</code>
            if !form.is_possible() { <p class="warn">{ words::NOT_YET.text() }</p> }
            if let Some(error) = &props.error { <p class="bad" role="alert">{ error }</p> }
            <div class="acts">
                <button type="submit" class="btn primary" disabled={!form.is_possible()}>{ words::DO_IT.text() }</button>
                <button type="button" class="btn" onclick={props.on_close.reform(|_| ())}>{ words::CANCEL.text() }</button>
            </div>
        </form>
        </dialog>
    }
}

fn row(props: &Props, n: usize, field: &Field) -> Html {
    let input = if field.choices.is_empty() {
        let on_input = props.on_change.reform(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = event.target_dyn_into();
            (n, field.map(|field| field.value()).unwrap_or_default())
        });
        html! { <input type="text" value={field.value.clone()} oninput={on_input} autofocus={n == 0} autocomplete="off" spellcheck="false" maxlength="2000" /> }
    } else {
        let on_choose = props.on_change.reform(move |event: Event| {
            let field: Option<HtmlSelectElement> = event.target_dyn_into();
            (n, field.map(|field| field.value()).unwrap_or_default())
        });
        html! {
            <select onchange={on_choose} autofocus={n == 0}>
                { for field.choices.iter().map(|choice| html! {
                    <option value={choice.clone()} selected={*choice == field.value}>{ words::field_choice(choice) }</option>
                }) }
            </select>
        }
    };
    html! { <label key={field.label} class="field"><span>{ words::field_label(field.label) }</span>{ input }</label> }
}
