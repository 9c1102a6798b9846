//! The marks above the line: where they have room, what several that have none share, and their signs.

use yew::{Callback, Html, KeyboardEvent, PointerEvent, classes, html};

use super::Props;
use super::axis::Axis;
use crate::session::{Mark, MarkKind};
use crate::words;

/// Marks closer than this stand beside each other.
const MARK_GAP: i64 = 17;
/// A mark moves aside at most so far.
const ASIDE_MAX: i64 = 40;

/// All of them.
pub(super) fn marks(props: &Props, axis: &Axis, mark_y: i64, line_y: i64) -> Html {
    let clusters = clusters(&props.marks, axis);
    let next = |n: usize| clusters.get(n + 1).map_or(axis.width, |next| next.x);
    clusters
        .iter()
        .enumerate()
        .map(|(n, cluster)| one_mark(props, axis, (mark_y, line_y), cluster, next(n)))
        .collect()
}

fn one_mark(props: &Props, axis: &Axis, (mark_y, line_y): (i64, i64), cluster: &Cluster, next: i64) -> Html {
    let marks = &props.marks[cluster.from..cluster.to];
    let Some(first) = marks.first() else { return Html::default() };
    let main = marks.iter().rev().max_by_key(|mark| importance(mark.kind)).unwrap_or(first);
    let others = marks.iter().map(|mark| mark.count).sum::<u32>() - 1;
    let x = cluster.x;
    let text = if others > 0 { format!("{} +{others}", main.word) } else { main.word.clone() };
    let end = x + 16 + i64::try_from(text.chars().count()).unwrap_or(0) * 7 * i64::from(props.scale) / 100;
    let word = !props.tight && end < next.min(axis.width);
    let to = main.at;
    let (on_seek, on_press) = (props.on_seek.clone(), props.on_seek.clone());
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if matches!(&*event.key(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            on_seek.emit(to);
        }
    });
    let mut label = words::mark(main.at, &main.word, &main.sentence);
    if others > 0 {
        // What it shows is a part of what it is called.
        label = format!("{text}: {label} {}", words::more_marks(others));
    }
    let stems: String =
        marks.iter().map(|mark| format!("M{x} {}L{} {line_y}", mark_y + 7, axis.x(mark.at))).collect();
    html! {
        <g class={classes!("tmark", (first.at > props.now).then_some("ahead"))} tabindex="0" role="button" aria-label={label.clone()}
            onkeydown={on_key} onclick={move |_| on_press.emit(to)}
            onpointerdown={|event: PointerEvent| event.stop_propagation()}>
            <title>{ label }</title>
            <rect x={(x - 12).to_string()} y={(mark_y - 12).to_string()} width="24" height="24" class="target" />
            <path d={stems} class="tstem" />
            { sign(main.kind, x, mark_y) }
            if word {
                <text x={(x + 10).to_string()} y={(mark_y + 4).to_string()} class="ttext">{ text }</text>
            }
        </g>
    }
}

/// Marks that have room for one sign only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cluster {
    x: i64,
    from: usize,
    to: usize,
}

/// Where the marks stand, none on another. A mark moves aside a little; where that is not enough it joins the one before,
/// and a command joins at once: what it did has a sign.
fn clusters(marks: &[Mark], axis: &Axis) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (n, mark) in marks.iter().enumerate() {
        let x = axis.x(mark.at);
        let free = clusters.last().map_or(i64::MIN, |last| last.x + MARK_GAP);
        let aside = if mark.kind == MarkKind::Command { 0 } else { ASIDE_MAX };
        match clusters.last_mut() {
            Some(last) if free > x + aside || free > axis.width - 8 => last.to = n + 1,
            _ => clusters.push(Cluster { x: x.max(free), from: n, to: n + 1 }),
        }
    }
    clusters
}

/// Which of several marks gives a cluster its sign.
fn importance(kind: MarkKind) -> u8 {
    match kind {
        MarkKind::Loss => 7,
        MarkKind::Fault => 6,
        MarkKind::Heal => 5,
        MarkKind::Election => 4,
        MarkKind::InSync => 3,
        MarkKind::Move => 2,
        MarkKind::Rebalance => 1,
        MarkKind::Command => 0,
    }
}

/// The sign of a mark.
pub(crate) fn sign(kind: MarkKind, x: i64, y: i64) -> Html {
    let (d, class) = match kind {
        MarkKind::Fault => ("M-4.5 -4.5l9 9m0 -9l-9 9", "tm bad"),
        MarkKind::Election => ("M-4 5v-10l9 3.500l-9 3.500", "tm fill"),
        MarkKind::InSync => ("M-5 -5v10h3M5 -5v10h-3M-2 0h4", "tm warn"),
        MarkKind::Move => ("M-6 0h11m-4 -4l4 4l-4 4M-6 -4v8", "tm"),
        MarkKind::Rebalance => ("M-6 -2.500h10l-3 -3M6 2.500h-10l3 3", "tm"),
        MarkKind::Loss => ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M-6.500 6.500l13 -13", "tm bad"),
        MarkKind::Command => ("M-3 -4l5 4l-5 4", "tm"),
        MarkKind::Heal => ("M-4.500 0a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0 -9 0", "tm ok"),
    };
    html! { <path {d} class={class} transform={format!("translate({x} {y})")} /> }
}
