//! The clock, which is a field as soon as it is pressed: a time typed there is gone to.

use partita_view::Micros;
use web_sys::HtmlInputElement;
use yew::{
    Callback, FocusEvent, Html, KeyboardEvent, Properties, TargetCast, component, html, use_effect_with,
    use_node_ref, use_state,
};

use crate::words;

/// Props of [`GoTo`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Now.
    pub(super) now: Micros,
    /// Somebody wants to be at another moment.
    pub(super) on_seek: Callback<Micros>,
}

/// The clock.
#[component]
pub(super) fn GoTo(props: &Props) -> Html {
    let typed = use_state(|| None::<bool>);
    let (field, button) = (use_node_ref(), use_node_ref());
    {
        let (field, button) = (field.clone(), button.clone());
        use_effect_with(*typed, move |typed| {
            // Open: the field has the focus. Closed again: the clock has it back.
            if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| typed.is_some()) {
                let _ = field.focus();
                field.select();
            } else if let Some(button) = button.cast::<web_sys::HtmlElement>()
                && *typed == Some(true)
            {
                let _ = button.focus();
            }
        });
    }
    let Some(wrong) = *typed else {
        let on_open = {
            let typed = typed.clone();
            move |_: yew::MouseEvent| typed.set(Some(false))
        };
        return html! {
            <button type="button" class="goto" ref={button} title={words::GO_TO_TIME.text()} aria-label={words::go_to_from(props.now)} onclick={on_open}>
                { words::time(props.now) }
            </button>
        };
    };
    let on_key = {
        let (typed, on_seek) = (typed.clone(), props.on_seek.clone());
        Callback::from(move |event: KeyboardEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
            match (&*event.key(), text.as_deref().and_then(words::time_of)) {
                ("Escape", _) => typed.set(None),
                ("Enter", Some(at)) => {
                    on_seek.emit(at);
                    typed.set(None);
                }
                ("Enter", None) => typed.set(Some(true)),
                _ => {}
            }
        })
    };
    let on_blur = move |_: FocusEvent| typed.set(None);
    html! {
        <input type="text" class="goto" ref={field} aria-label={words::GO_TO_TIME.text()} aria-invalid={wrong.then_some("true")}
            inputmode="decimal" autocomplete="off" maxlength="16" defaultvalue={words::time(props.now)} onkeydown={on_key} onblur={on_blur} />
    }
}
