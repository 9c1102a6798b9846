//! What stands out of a large cluster, worst first, each with a button that shows it.

use std::rc::Rc;

use yew::{Callback, Html, Properties, classes, component, html};

use crate::session::{Grade, Selection, Standing};
use crate::words;

/// Props of [`Standings`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What stands out.
    pub(crate) all: Rc<Vec<Standing>>,
    /// What is selected.
    pub(crate) selected: Option<Selection>,
    /// One is to be shown.
    pub(crate) on_show: Callback<Standing>,
}

/// The list.
#[component]
pub(crate) fn Standings(props: &Props) -> Html {
    html! {
        <section class="pane finds" aria-label={words::STANDS_OUT.text()}>
            <div class="pane-h"><h2>{ words::STANDS_OUT.text() }</h2><span class="muted">{ words::WORST_FIRST.text() }</span></div>
            <div class="pane-b" tabindex="0" role="region" aria-label={words::STANDS_OUT.text()}>
                if props.all.is_empty() { <p class="muted">{ words::NOTHING_STANDS_OUT.text() }</p> }
                <ul>
                    { for props.all.iter().map(|standing| one(props, standing)) }
                </ul>
            </div>
        </section>
    }
}

fn one(props: &Props, standing: &Standing) -> Html {
    let shown = props.selected.as_ref() == Some(&standing.what);
    let chosen = standing.clone();
    html! {
        <li key={format!("{:?}", standing.what)} class={classes!(shown.then_some("cur"))}>
            { sign(standing.grade) }
            <span><b>{ &standing.title }</b><span class="text">{ &standing.text }</span></span>
            <button type="button" class="btn" aria-pressed={if shown { "true" } else { "false" }}
                aria-label={format!("{}: {}", words::SHOW.text(), standing.title)}
                onclick={props.on_show.reform(move |_| chosen.clone())}>
                { if shown { words::SHOWN.text() } else { words::SHOW.text() } }
            </button>
        </li>
    }
}

fn sign(grade: Grade) -> Html {
    let (d, class) = match grade {
        Grade::Bad => ("M3 3l10 10M13 3L3 13", "i bad"),
        Grade::Warn => ("M8 2l6.500 12h-13zM8 6.500v3.500M8 11.500v1", "i warn"),
        Grade::Note => ("M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", "i"),
    };
    html! { <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path {d} /></svg> }
}
