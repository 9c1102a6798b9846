//! Lines of life and what happened on them, as SVG.

use yew::{Html, classes, html};

use super::layout::{Diagram, Life};
use super::marks::{Kind, Living, Mark};
use super::plane::{Plane, TIMES};

/// Room that the word of a mark may need.
const WORD_MAX: i64 = 90;

/// How many degrees a name that has no room to stand level is turned, from the upper left to its line.
const ASLANT: i64 = 50;
/// Where time runs to the right: above this, folds and below them times.
pub(super) const HEAD: i64 = 46;

/// A time, and its stroke across all lines.
pub(super) fn tick(diagram: &Diagram, at: i64, text: &str) -> Html {
    let (d, x, y) = match diagram.plane {
        Plane::Right => (format!("M{at} {HEAD}V{}", diagram.height), at + 2, HEAD - 6),
        Plane::Down => (format!("M{TIMES} {at}H{}", diagram.width), 4, at + 4),
    };
    // At the right edge it stands at the other side of its stroke.
    let turned = diagram.plane == Plane::Right && x + TIMES > diagram.width;
    let (x, anchor) = if turned { (at - 3, "end") } else { (x, "start") };
    html! {
        <>
            <path {d} class="grid" />
            <text x={x.to_string()} y={y.to_string()} text-anchor={anchor} class="ax">{ text.to_owned() }</text>
        </>
    }
}

/// A folded silence, drawn as bars of rest.
pub(super) fn fold(diagram: &Diagram, from: i64, to: i64, length: &str) -> Html {
    let middle = (from + to) / 2;
    let (rect, bar, text) = match diagram.plane {
        Plane::Right => (
            (from + 6, HEAD, to - from - 12, diagram.height - HEAD),
            format!("M{} 22H{}M{0} 17v10M{1} 17v10", from + 10, to - 10),
            (middle, 12, "middle"),
        ),
        Plane::Down => {
            let x = diagram.width / 2;
            let bar = format!("M{} {middle}H{x}M{0} {1}v10M{x} {1}v10", x - 60, middle - 5);
            ((0, from + 10, diagram.width, to - from - 20), bar, (x + 10, middle + 4, "start"))
        }
    };
    html! {
        <g class="fold">
            <rect x={rect.0.to_string()} y={rect.1.to_string()} width={rect.2.to_string()} height={rect.3.to_string()} class="restbg" />
            <path d={bar} class="restbar" />
            <text x={text.0.to_string()} y={text.1.to_string()} text-anchor={text.2} class="foldn">{ length.to_owned() }</text>
        </g>
    }
}

/// A machine's line: its name, its parts, and the times of its leadership.
pub(super) fn life(diagram: &Diagram, row: &Life) -> Html {
    let (y, plane) = (row.y, diagram.plane);
    let part = |(from, to, living): &(i64, i64, Living)| {
        let how = match living {
            Living::Up => None,
            Living::Held => Some("held"),
            Living::Gone => Some("gone"),
        };
        html! { <path d={plane.along(y, *from, *to)} class={classes!("life", how)} /> }
    };
    html! {
        <g>
            { name(diagram, row) }
            { for row.parts.iter().map(part) }
            { for row.ribbons.iter().map(|(from, to, word)| {
                let (x, y) = plane.at(*from, row.y);
                let (x, y) = if plane == Plane::Right { (x + 6, y + 17) } else { (x + 7, y + 15) };
                html! {
                    <>
                        <path d={plane.along(row.y, *from, *to)} class="life leads" />
                        <text x={x.to_string()} y={y.to_string()} class="mlabel">{ word }</text>
                    </>
                }
            }) }
        </g>
    }
}

/// What a line is called: left of it, or above it.
fn name(diagram: &Diagram, row: &Life) -> Html {
    let y = row.y;
    match diagram.plane {
        Plane::Right => html! {
            <>
                <text x="12" y={(y - 3).to_string()} class="lname">{ &row.name }</text>
                <text x="12" y={(y + 14).to_string()} class="lnote">{ &row.note }</text>
            </>
        },
        Plane::Down if diagram.aslant => html! {
            <text transform={format!("translate({} {}) rotate({ASLANT})", y + 3, diagram.left - 8)} text-anchor="end" class="lname">
                { &row.name }<title>{ &row.note }</title>
            </text>
        },
        Plane::Down => html! {
            <>
                <text x={y.to_string()} y="18" text-anchor="middle" class="lname">{ &row.name }</text>
                <text x={y.to_string()} y="34" text-anchor="middle" class="lnote">{ &row.note }</text>
            </>
        },
    }
}

/// What happened to a machine, or to a link between two.
pub(super) fn mark(diagram: &Diagram, mark: &Mark) -> Html {
    let (d, class) = match mark.kind {
        Kind::End => ("M-6 -6l12 12m0 -12l-12 12", "lm bad"),
        Kind::Begin => ("M-4 -5.500l9 5.500l-9 5.500z", "lm fill"),
        Kind::Hold => ("M-3.500 -6v12M3.500 -6v12", "lm warn"),
        Kind::GoOn => ("M-4 -5.500l9 5.500l-9 5.500z", "lm ok"),
        Kind::Cut => ("M-5 6l4 -12M1 6l4 -12", "lm bad"),
        Kind::Slow => ("M-6 0q3 -5 6 0t6 0", "lm warn"),
        Kind::Heal => ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", "lm ok"),
        Kind::Controller => ("M-4 7v-13l10 4l-10 4", "lm fill"),
        Kind::Disk => ("M-5 -5h10v10h-10zM-3 2.500h6", "lm warn"),
    };
    // The sign of a link stands in the middle of it.
    let across = mark.other.map_or(mark.y, |other| (mark.y + other) / 2);
    let (x, at) = diagram.plane.at(mark.x, across);
    let turned = diagram.plane == Plane::Down && x + WORD_MAX > diagram.width;
    let (word_x, anchor) = if turned { (x - 11, "end") } else { (x + 11, "start") };
    let word_y = if diagram.plane == Plane::Right { at - 7 } else { at + 4 };
    let link = mark.other.map(|other| {
        let class = match mark.kind {
            Kind::Cut => "lmlink bad",
            Kind::Slow => "lmlink warn",
            _ => "lmlink ok",
        };
        html! { <path d={diagram.plane.across(mark.x, mark.y, other)} {class} /> }
    });
    html! {
        <g role="img" aria-label={mark.name.clone()}>
            <title>{ &mark.name }</title>
            { for link }
            <circle cx={x.to_string()} cy={at.to_string()} r="8.5" class="lmback" />
            <path {d} class={class} transform={format!("translate({x} {at})")} />
            if !mark.word.is_empty() {
                <text x={word_x.to_string()} y={word_y.to_string()} text-anchor={anchor} class={classes!("mlabel", "lmword", class.strip_prefix("lm ").map(str::to_owned))}>{ &mark.word }</text>
            }
        </g>
    }
}
