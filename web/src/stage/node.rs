//! A node: its row, name, state and rail.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::stage::px::{Px, Scale};
use crate::stage::scene::{Link, NodeRow, Sign};
use crate::stage::sign;

/// Props of [`Node`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The row.
    pub node: Rc<NodeRow>,
    /// Scale of the score.
    pub scale: Scale,
}

/// A node's row.
#[component]
pub(super) fn Node(props: &Props) -> Html {
    let node = &props.node;
    let s = props.scale;
    if node.rail.is_none() {
        return in_line(node, s);
    }
    let (x, name_y) = (node.at.x, node.at.y);
    let mut y = name_y + s.px(17);
    let mut words = Vec::new();
    let (state_sign, state_word) = node.state;
    let state = [(Some(state_sign), state_word.to_owned(), state_class(state_sign))];
    for (mark, text, class) in state.iter().chain(&node.lines) {
        words.push(line(*mark, text, class, x, y, s));
        y += s.tenths(165);
    }
    html! {
        <g class={classes!("node", node.gone.then_some("killed"))}>
            if node.gone {
                <rect x={node.row.x.to_string()} y={node.row.y.to_string()} width={node.row.w.to_string()}
                    height={node.row.h.to_string()} class="deadrow" />
            }
            <text x={x.to_string()} y={name_y.to_string()} class="bname">{ &node.name }</text>
            { words }
            { rail(node, s) }
            if let Some((top, bottom)) = node.rack {
                <path d={format!("M{} {top}h-4V{bottom}h4", x - s.px(5))} class="brace" />
            }
        </g>
    }
}

fn line(mark: Option<Sign>, text: &str, class: &'static str, x: Px, y: Px, s: Scale) -> Html {
    html! {
        <>
            if let Some(mark) = mark { { sign::draw(mark, x, y, s) } }
            <text x={(x + s.px(14)).to_string()} y={y.to_string()} class={classes!("blabel", class)}>{ text.to_owned() }</text>
        </>
    }
}

/// Class of a state's word.
fn state_class(state: Sign) -> &'static str {
    match state {
        Sign::Killed => "st-killed",
        Sign::Running => "",
        Sign::Offline => "q",
        _ => "st-paused",
    }
}

/// A node without a row of its own: everything on one line.
fn in_line(node: &NodeRow, s: Scale) -> Html {
    let y = node.at.y;
    let (state_sign, state_word) = node.state;
    let state = [(Some(state_sign), state_word.to_owned(), state_class(state_sign))];
    let all = state.iter().chain(&node.lines).zip(node.flow(s).0);
    let words = all.map(|((mark, text, class), at)| line(*mark, text, class, at.x, at.y, s));
    let words: Vec<Html> = words.collect();
    html! {
        <g class={classes!("node", node.gone.then_some("killed"))}>
            <text x={node.at.x.to_string()} y={y.to_string()} class="mname">{ &node.name }</text>
            { words }
        </g>
    }
}

fn rail(node: &NodeRow, s: Scale) -> Html {
    let Some((y, from, to)) = node.rail else { return Html::default() };
    let straight = |class: &'static str| html! { <path d={format!("M{from} {y}H{to}")} {class} /> };
    match node.link {
        Link::Up => straight("rail"),
        Link::Slow => straight("rail slow"),
        Link::Dead => straight("rail dead"),
        Link::Cut => {
            let x = node.at.x;
            html! {
                <>
                    <path d={format!("M{from} {y}H{}M{} {y}H{to}", x, x + s.px(17))} class="rail" />
                    <path d={format!("M{} {}l5 -12m4 12l5 -12", x + Px::of(1), y + Px::of(6))} class="caesura" />
                </>
            }
        }
    }
}
