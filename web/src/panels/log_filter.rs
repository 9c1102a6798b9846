//! What of the log is shown: a subject, and a text to look for.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, InputEvent, Properties, TargetCast, component, html};

use crate::session::{LogFilter, Subject};
use crate::words;

/// Props of [`LogFilters`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is shown now.
    pub(crate) filter: LogFilter,
    /// Something else is to be shown.
    pub(crate) on_filter: Callback<LogFilter>,
}

/// The filters.
#[component]
pub(crate) fn LogFilters(props: &Props) -> Html {
    let on_subject = {
        let (filter, on_filter) = (props.filter.clone(), props.on_filter.clone());
        Callback::from(move |event: Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            let number = chosen.and_then(|value| value.parse::<usize>().ok());
            let subject = number.and_then(|number| Subject::ALL.get(number).copied());
            on_filter.emit(LogFilter { subject, ..filter.clone() });
        })
    };
    let on_text = {
        let (filter, on_filter) = (props.filter.clone(), props.on_filter.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
            let mut filter = filter.clone();
            filter.look_for(&text.unwrap_or_default());
            on_filter.emit(filter);
        })
    };
    html! {
        <div class="logfilter">
            <select aria-label={words::SUBJECT.text()} onchange={on_subject}>
                <option value="" selected={props.filter.subject.is_none()}>{ words::ALL_SUBJECTS.text() }</option>
                { for Subject::ALL.iter().enumerate().map(|(n, subject)| html! {
                    <option value={n.to_string()} selected={props.filter.subject == Some(*subject)}>{ words::subject(*subject) }</option>
                }) }
            </select>
            <input type="search" aria-label={words::LOOK_FOR.text()} placeholder={words::LOOK_FOR.text()} oninput={on_text} />
        </div>
    }
}
