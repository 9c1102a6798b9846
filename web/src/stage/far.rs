//! A cluster from far, drawn: each path as one element.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use crate::stage::scene::{Far, Word};

/// Props of [`FromFar`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What.
    pub far: Rc<Far>,
}

/// Bars, blocks or a heat map.
#[component]
pub(super) fn FromFar(props: &Props) -> Html {
    html! {
        <g class="far">
            { for props.far.inks.iter().map(|(d, class)| html! { <path key={*class} d={d.clone()} class={*class} /> }) }
            { for props.far.words.iter().map(word) }
        </g>
    }
}

fn word(word: &Word) -> Html {
    let (x, y) = (word.at.x.to_string(), word.at.y.to_string());
    if word.turn == 0 {
        return html! { <text {x} {y} class={word.class} text-anchor={word.anchor}>{ &word.text }</text> };
    }
    html! {
        <text transform={format!("translate({x} {y}) rotate({})", word.turn)} class={word.class} text-anchor={word.anchor}>{ &word.text }</text>
    }
}
