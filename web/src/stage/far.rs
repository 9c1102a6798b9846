//! A cluster from far, drawn: each path as one element.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use crate::session::{Selection, Touches};
use crate::stage::scene::{Far, Rect, Target, Word};

/// Props of [`FromFar`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What.
    pub far: Rc<Far>,
    /// What stays while a pointer or the keyboard is on a thing; all of it while on none.
    pub lit: Option<Rc<Touches>>,
}

/// Bars, blocks or a heat map.
#[component]
pub(super) fn FromFar(props: &Props) -> Html {
    let drawing = html! {
        <g class="far">
            { for props.far.inks.iter().map(|(d, class)| html! { <path key={*class} d={d.clone()} class={*class} /> }) }
            { for props.far.words.iter().map(word) }
        </g>
    };
    let Some(lit) = &props.lit else { return drawing };
    // Its long paths are of many things: they are drawn twice, each time with the other things cut out.
    let stays = replicas(&props.far, lit);
    html! {
        <>
            <clipPath id="lit"><path d={stays.clone()} /></clipPath>
            <clipPath id="unlit"><path d={format!("M-9999-9999H9999V9999H-9999z{stays}")} clip-rule="evenodd" /></clipPath>
            <g class="part faint" clip-path="url(#unlit)">{ drawing.clone() }</g>
            <g class="part" clip-path="url(#lit)">{ drawing }</g>
        </>
    }
}

/// The areas of the replicas that stay.
fn replicas(far: &Far, lit: &Touches) -> String {
    let stays = |target: &Target| match target {
        Target::Thing(Selection::Replica(topic, partition, node)) => {
            lit.replicas.contains(&(topic.clone(), *partition, *node))
        }
        _ => false,
    };
    let areas = far.hits.iter().filter(|(_, target)| stays(target));
    areas.map(|(Rect { x, y, w, h }, _)| format!("M{x} {y}h{w}v{h}h{}z", -*w)).collect()
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
