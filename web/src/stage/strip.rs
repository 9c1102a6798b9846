//! A replica: role, stave, cells, numbers, and the groups that stand on it.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::stage::note::{self, line_of};
use crate::stage::px::{Px, Scale};
use crate::stage::scene::{Position, Strip};
use crate::stage::sign;

/// Props of [`Replica`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The stave.
    pub strip: Rc<Strip>,
    /// Scale of the score's text.
    pub scale: Scale,
}

/// A replica: its stave and what lies on it.
#[component]
pub(super) fn Replica(props: &Props) -> Html {
    let strip = &*props.strip;
    html! {
        <g class={classes!("replica", strip.class, strip.in_dead.then_some("indead"))}>
            { stave(strip) }
            { cells(strip) }
            { frame(strip) }
        </g>
    }
}

/// What is written above and below a replica. It lies over the high watermark's bars, which run through all rows.
#[component]
pub(super) fn Said(props: &Props) -> Html {
    let strip = &*props.strip;
    let s = props.scale;
    let role = classes!("role", strip.class);
    let at = strip.role_at;
    html! {
        <g class={classes!("replica", strip.class, strip.in_dead.then_some("indead"))}>
            <rect x={(at.x - s.px(1)).to_string()} y={(at.y - s.px(11)).to_string()} width={s.px(13).to_string()}
                height={s.px(13).to_string()} class="plate" />
            { sign::draw(strip.role.0, at.x, at.y, s) }
            <text x={(strip.role_at.x + s.px(14)).to_string()} y={strip.role_at.y.to_string()} class={role}>
                { &strip.role.1 }
            </text>
            if let Some((x, text)) = &strip.note {
                <text x={x.to_string()} y={strip.role_at.y.to_string()} class="epoch">{ text }</text>
            }
            { numbers(strip) }
            { for strip.positions.iter().map(|position| group_mark(position, strip.scale)) }
        </g>
    }
}

/// The three lines of the stave.
fn lines(strip: &Strip) -> [Px; 3] {
    [24, 50, 76].map(|percent| strip.stave.y + Px(strip.stave.h.0 * percent / 100))
}

fn stave(strip: &Strip) -> Html {
    let stave = strip.stave;
    let right = stave.x + stave.w;
    let d = lines(strip).map(|y| format!("M{} {y}H{right}", stave.x)).concat();
    html! { <path {d} class="stave" /> }
}

fn cells(strip: &Strip) -> Html {
    let hue = format!("t{}", strip.hue);
    let stave = strip.stave;
    let (left, end) = (strip.cells_x, strip.cell_x(strip.log_end));
    if end <= left {
        return fold(strip);
    }
    let watermark = strip.cell_x(strip.first + strip.committed);
    let radius = Px((strip.cell.0 * 28 / 100).min(stave.h.0 * 165 / 1000).min(strip.scale.tenths(75).0));
    let staves = lines(strip);
    let mut gaps = String::new();
    for offset in strip.first + 1..strip.log_end {
        gaps.push_str(&format!("M{} {}v{}", strip.cell_x(offset), stave.y, stave.h));
    }
    let rect = |from: Px, to: Px, class: &'static str| {
        html! {
            <rect x={from.to_string()} y={stave.y.to_string()} width={(to - from).to_string()}
                height={stave.h.to_string()} class={classes!(class, hue.clone())} />
        }
    };
    let heads = strip.notes.iter().zip(strip.first..).map(|(what, offset)| {
        let x = strip.cell_x(offset) + strip.cell / 2;
        let class = if offset < strip.first + strip.committed { "solid" } else { "hollow" };
        note::draw(*what, x, staves[line_of(*what)], radius, class)
    });
    // A new file begins: a bracket that hangs under the stave.
    let segments = strip.segments.iter().map(|base| {
        let (x, bottom) = (strip.cell_x(*base), strip.stave.y + strip.stave.h);
        let d = format!("M{x} {}V{}h{}", strip.stave.y - Px::of(3), bottom + Px::of(5), Px::of(6));
        html! { <path {d} class="segbar"><title>{ crate::words::segment_at(*base) }</title></path> }
    });
    let epochs = strip.epochs.iter().map(|offset| {
        let d = format!("M{} {}v{}", strip.cell_x(*offset), stave.y - Px::of(5), stave.h + Px::of(9));
        html! { <path {d} class="epochbar" /> }
    });
    let own = strip.own_mark.map(|mark| {
        let d = format!("M{} {}v{}", strip.cell_x(mark), stave.y - Px::of(2), stave.h + Px::of(4));
        html! { <path {d} class="hw own"><title>{ crate::words::own_high_watermark(mark) }</title></path> }
    });
    html! {
        <>
            { rect(left, watermark, "cells") }
            { rect(watermark, end, "cells-open") }
            <path d={staves.map(|y| format!("M{left} {y}H{end}")).concat()} class={classes!("stave-on", hue.clone())} />
            <path d={gaps} class="cellgap" />
            { for heads }
            { for epochs }
            { for segments }
            { for own }
            { fold(strip) }
        </>
    }
}

/// The torn stub of records that are gone or folded, with their number.
fn fold(strip: &Strip) -> Html {
    if strip.folded <= 0 {
        return Html::default();
    }
    let stave = strip.stave;
    let (x, y, h, quarter) = (stave.x, stave.y, stave.h, stave.h / 4);
    let right = strip.cells_x - Px::of(3);
    let d = format!("M{x} {y}H{right}l-3 {quarter}l3 {quarter}l-3 {quarter}l3 {quarter}V{}H{x}Z", y + h);
    let number = if strip.folded > 999 { "999+".into() } else { strip.folded.to_string() };
    // A number wider than its stub would lie on the records beside it.
    // Letters are never smaller than designed, thin as the stave may be.
    let fits = width(&number, Scale(strip.scale.0.max(100))) + Px::of(2) <= right - x;
    html! {
        <>
            <path {d} class={classes!("fold", format!("t{}", strip.hue))} />
            if fits {
                <text x={(x + (right - x) / 2).to_string()} y={(y + h / 2 + strip.scale.tenths(45)).to_string()}
                    class="tick foldn" text-anchor="middle">{ number }</text>
            }
        </>
    }
}

/// Width of a number.
fn width(number: &str, s: Scale) -> Px {
    s.tenths(72 * i32::try_from(number.len()).unwrap_or(0))
}

/// Frame, heavy start of a leader, closing bracket at the log end, hatching when offline.
fn frame(strip: &Strip) -> Html {
    let hue = format!("t{}", strip.hue);
    let stave = strip.stave;
    let (x, y, h) = (stave.x, stave.y, stave.h);
    let end = strip.cell_x(strip.log_end);
    let start = if strip.leads { Px::of(4) } else { Px(15) };
    html! {
        <>
            <path d={format!("M{x} {y}H{end}M{x} {}H{end}", y + h)} class={classes!("frame", strip.class, hue.clone())} />
            <rect x={(x - start).to_string()} y={(y - Px(7)).to_string()} width={start.to_string()}
                height={(h + Px(15)).to_string()} class={classes!("bar-start", hue.clone())} />
            <path d={format!("M{} {}h4v{}h-4", end - Px::of(4), y - Px::of(3), h + Px::of(6))} class={classes!("bar-end", hue)} />
            if strip.class == "offline" {
                <rect x={(x - Px::of(4)).to_string()} y={(y - Px::of(4)).to_string()} width={(stave.w + Px::of(4)).to_string()}
                    height={(h + Px::of(8)).to_string()} class="hatch" />
            }
        </>
    }
}

fn numbers(strip: &Strip) -> Html {
    let Some((y, every)) = strip.numbers else { return Html::default() };
    let number = |offset: i64, class: &'static str| {
        let x = strip.cell_x(offset) + strip.cell / 2;
        html! { <text x={x.to_string()} y={y.to_string()} {class} text-anchor="middle">{ offset }</text> }
    };
    let shown = (strip.first..strip.log_end).filter(|offset| (strip.log_end - offset) % every == 0);
    // The next offset stands under its empty slot, clear of the high watermark's bars at the left of it.
    let end = strip.log_end.to_string();
    let x = strip.cell_x(strip.log_end) + (strip.cell / 2).max(width(&end, strip.scale) / 2 + Px::of(4));
    html! {
        <>
            { for shown.map(|offset| number(offset, "tick")) }
            <text x={x.to_string()} y={y.to_string()} class="tick end" text-anchor="middle">{ end }</text>
        </>
    }
}

/// A group's boxed letter at its position; a tie to a dot at the committed offset where that is behind.
fn group_mark(position: &Position, s: Scale) -> Html {
    let half = s.tenths(75);
    let (x, y, to) = (position.x, position.y, position.points_to);
    let fill = if position.full { "full" } else { "open" };
    let caret = format!(
        "M{} {top}L{to} {}L{} {top}z",
        x - s.px(4),
        y - half - s.tenths(45),
        x.min(to) + s.px(4),
        top = y - half
    );
    html! {
        <>
            if let Some(committed) = position.committed {
                <path d={format!("M{committed} {0}H{x}V{1}", y + half + s.tenths(42), y + half)} class="tie" />
                <circle cx={committed.to_string()} cy={(y + half + s.tenths(42)).to_string()} r={s.px(3).to_string()} class="com" />
            }
            <path d={caret} class="caret" />
            <rect x={(x - half).to_string()} y={(y - half).to_string()} width={(half * 2).to_string()}
                height={(half * 2).to_string()} class={classes!("reh", fill)} />
            <text x={x.to_string()} y={(y + s.tenths(43)).to_string()} class={classes!("rehn", fill)} text-anchor="middle">
                { &position.mark }
            </text>
        </>
    }
}
