//! Lines of life and what happened on them, as SVG.

use yew::{Html, classes, html};

use super::layout::Life;
use super::marks::{Kind, Living, Mark};

/// A machine's line: its name, its parts, and the times of its leadership.
pub(super) fn life(row: &Life) -> Html {
    let y = row.y;
    let part = |(from, to, living): &(i64, i64, Living)| {
        let how = match living {
            Living::Up => None,
            Living::Held => Some("held"),
            Living::Gone => Some("gone"),
        };
        html! { <path d={format!("M{from} {y}H{to}")} class={classes!("life", how)} /> }
    };
    html! {
        <g>
            <text x="12" y={(y - 3).to_string()} class="lname">{ &row.name }</text>
            <text x="12" y={(y + 14).to_string()} class="lnote">{ &row.note }</text>
            { for row.parts.iter().map(part) }
            { for row.ribbons.iter().map(|(from, to, word)| html! {
                <>
                    <path d={format!("M{from} {y}H{to}")} class="life leads" />
                    <text x={(from + 6).to_string()} y={(y + 17).to_string()} class="mlabel">{ word }</text>
                </>
            }) }
        </g>
    }
}

/// What happened to a machine, or to a link between two.
pub(super) fn mark(mark: &Mark) -> Html {
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
    let (x, y) = (mark.x, mark.y);
    // The sign of a link stands in the middle of it.
    let at = mark.other.map_or(y, |other| (y + other) / 2);
    let link = mark.other.map(|other| {
        let class = match mark.kind {
            Kind::Cut => "lmlink bad",
            Kind::Slow => "lmlink warn",
            _ => "lmlink ok",
        };
        html! { <path d={format!("M{x} {y}V{other}")} {class} /> }
    });
    html! {
        <g role="img" aria-label={mark.name.clone()}>
            <title>{ &mark.name }</title>
            { for link }
            <circle cx={x.to_string()} cy={at.to_string()} r="8.5" class="lmback" />
            <path {d} class={class} transform={format!("translate({x} {at})")} />
            if !mark.word.is_empty() {
                <text x={(x + 11).to_string()} y={(at - 7).to_string()} class={classes!("mlabel", "lmword", class.strip_prefix("lm ").map(str::to_owned))}>{ &mark.word }</text>
            }
        </g>
    }
}
