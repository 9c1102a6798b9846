//! The timeline: density of events below the line, marks above it, and the playhead that can be dragged.

mod axis;
mod futures;
mod marks;

use std::rc::Rc;

use partita_view::{Micros, Past};
use wasm_bindgen::JsCast;
use yew::{Callback, Html, KeyboardEvent, PointerEvent, Properties, classes, component, html, use_state};

use crate::session::Mark;
use crate::words;

use axis::{Axis, FOLD, PAD};
use futures::other_futures;
use marks::marks;
pub(crate) use marks::sign;

/// Half the width of the time of now, and a little.
const HEAD_HALF: i64 = 44;
/// Width of a bar of density.
const BAR: i64 = 4;

/// Props of [`Timeline`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Width in pixels.
    pub(crate) width: i32,
    /// Whether there is little room.
    pub(crate) tight: bool,
    /// Scale in percent, at most 120.
    pub(crate) scale: i32,
    /// Now.
    pub(crate) now: Micros,
    /// The latest moment reached.
    pub(crate) end: Micros,
    /// Marks.
    pub(crate) marks: Rc<Vec<Mark>>,
    /// Deliveries in each tenth of a second.
    pub(crate) density: Rc<Vec<u32>>,
    /// Long silences.
    pub(crate) silences: Rc<Vec<(Micros, Micros)>>,
    /// Futures that were given up: name, where they part, how far they came.
    pub(crate) branches: Vec<(String, Micros, Micros)>,
    /// Bookmarks.
    pub(crate) bookmarks: Rc<Vec<Micros>>,
    /// What is remembered of the past.
    pub(crate) past: Past,
    /// Somebody wants to be at another moment.
    pub(crate) on_seek: Callback<Micros>,
    /// A branch is to stand beside the present one, by its number.
    pub(crate) on_compare: Callback<usize>,
}

/// The line reaches a little further than the story has come, in steps, so that it rests most of the time.
pub(crate) fn until(end: Micros) -> Micros {
    const SHORTEST: Micros = 10_000_000;
    let wanted = (end + end / 10).max(SHORTEST);
    let step = if wanted > 60_000_000 { 30_000_000 } else { 5_000_000 };
    wanted.div_ceil(step) * step
}

/// The timeline.
#[component]
pub(crate) fn Timeline(props: &Props) -> Html {
    let unfolded = use_state(|| false);
    let until =
        until(props.branches.iter().map(|(.., end)| *end).fold(props.end.max(props.now), Micros::max));
    let width = i64::from(props.width.max(100));
    let folded = Axis::new(width, until, &props.silences);
    let silences: Vec<(Micros, Micros)> = folded.folds().map(|(_, from, to)| (from, to)).collect();
    let axis = if *unfolded { Axis::new(width, until, &[]) } else { folded };
    let s = |design: i64| design * i64::from(props.scale) / 100;
    let (mark_y, line_y) = match (props.tight, props.branches.is_empty()) {
        (true, _) => (s(10), s(22)),
        (false, true) => (s(14), s(36)),
        (false, false) => (s(12), s(32)),
    };
    let height = if props.tight { 52 } else { s(76) };
    let now_x = axis.x(props.now);
    let seek = {
        let (on_seek, axis) = (props.on_seek.clone(), axis.clone());
        move |event: &PointerEvent| on_seek.emit(axis.at(i64::from(event.offset_x())))
    };
    let on_down = {
        let seek = seek.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(target) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            seek(&event);
        })
    };
    let on_move = Callback::from(move |event: PointerEvent| {
        let target = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // A press that began on a mark or a fold is no drag of the playhead.
        if target.is_some_and(|target| target.has_pointer_capture(event.pointer_id())) {
            seek(&event);
        }
    });
    let fold = {
        let unfolded = unfolded.clone();
        Callback::from(move |()| unfolded.set(!*unfolded))
    };
    let axis = &axis;
    html! {
        <div class="track" onpointerdown={on_down} onpointermove={on_move}>
            <svg width={axis.width.to_string()} height={height.to_string()} role="group" aria-label={words::TIMELINE.text()}>
                <path d={density(&props.density, axis, line_y, s(if props.tight { 6 } else { 13 }))} class="tdens" />
                <path d={format!("M{PAD} {line_y}H{}", axis.width - PAD)} class="taxis" />
                <path d={format!("M{PAD} {line_y}H{now_x}")} class="tdone" />
                { numbers(axis, line_y, if props.tight { s(22) } else { s(32) }, now_x, said_of_past(props, s(7))) }
                { thinned(props.past, axis, line_y, (!props.tight).then_some(height - s(4))) }
                { for silences.iter().map(|silence| rest(*silence, axis, line_y, *unfolded, &fold)) }
                { other_futures(props, axis, line_y, height) }
                { for props.bookmarks.iter().map(|at| bookmark(props, *at, axis, line_y)) }
                { marks(props, axis, mark_y, line_y) }
                { head(props, axis, line_y, s(20), now_x) }
            </svg>
        </div>
    }
}

fn density(density: &[u32], axis: &Axis, y: i64, tallest: i64) -> String {
    let mut path = String::new();
    let most = i64::from(density.iter().copied().max().unwrap_or(1).max(1));
    let mut x = PAD;
    while x < axis.width - PAD {
        let bucket = |x: i64| usize::try_from(axis.at(x) / 100_000).unwrap_or(0);
        let (from, to) = (bucket(x), bucket(x + BAR).max(bucket(x) + 1));
        let events = density.get(from..to.min(density.len()).max(from)).unwrap_or(&[]);
        let events = events.iter().copied().max().unwrap_or(0);
        if events > 0 {
            // The fourth root: a single message can still be seen beside a storm.
            let part = u64::from(events) * 100_000_000 / u64::try_from(most).unwrap_or(1);
            let h = (i64::try_from(part.isqrt().isqrt()).unwrap_or(0) * tallest / 100).max(1);
            path.push_str(&format!("M{x} {}v{h}", y + 4));
        }
        x += BAR;
    }
    path
}

/// Where the words about the thinned past end, which stand where the first numbers would.
fn said_of_past(props: &Props, letter: i64) -> i64 {
    let until = props.past.close_from.max(props.past.told_from);
    if props.tight || until == 0 {
        return 0;
    }
    PAD + i64::try_from(words::past_thinned_until(until).chars().count()).unwrap_or(0) * letter
}

fn numbers(axis: &Axis, y: i64, below: i64, now_x: i64, from_x: i64) -> Html {
    let every = axis.every();
    let count = axis.until / 1_000_000 / every;
    (0..=count)
        .map(|n| {
            let at = n * every * 1_000_000;
            let x = axis.x(at);
            let anchor = if n == 0 { "start" } else { "middle" };
            html! {
                <>
                    <path d={format!("M{x} {}v6", y - 3)} class="ttick" />
                    if (x - now_x).abs() > 62 && !axis.hides(at) && (x >= from_x + 20 || from_x == 0) {
                        <text x={x.to_string()} y={(y + below).to_string()} class="ttext" text-anchor={anchor}>
                            { words::short_time(at) }
                        </text>
                    }
                </>
            }
        })
        .collect()
}

/// A long silence: a bar with its length where it is folded, and a line to fold it by where it is not.
fn rest((from, to): (Micros, Micros), axis: &Axis, y: i64, unfolded: bool, on_fold: &Callback<()>) -> Html {
    let (left, right) = (axis.x(from), axis.x(to));
    let length = words::span(to - from);
    let name = words::silence(&length, unfolded);
    let (on_press, on_enter) = (on_fold.clone(), on_fold.clone());
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if matches!(&*event.key(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            on_enter.emit(());
        }
    });
    let middle = (left + right) / 2;
    html! {
        <g class={classes!("trest", unfolded.then_some("open"))} role="button" tabindex="0" aria-label={name.clone()}
            aria-expanded={if unfolded { "true" } else { "false" }} onkeydown={on_key} onclick={move |_| on_press.emit(())}
            onpointerdown={|event: PointerEvent| event.stop_propagation()}>
            <title>{ name }</title>
            <rect x={(middle - FOLD / 2).to_string()} y={(y - 12).to_string()} width={FOLD.to_string()} height="24" class="target" />
            if unfolded {
                <path d={format!("M{} {1}H{2}M{0} {3}v10M{2} {3}v10", left + 2, y - 6, right - 2, y - 11)} class="trestline" />
            } else {
                <path d={format!("M{} {y}H{}", left + 1, right - 1)} class="trestgap" />
                <path d={format!("M{} {y}H{}", left + 6, right - 6)} class="trestbar" />
                <path d={format!("M{} {2}v14M{} {2}v14", left + 6, right - 6, y - 7)} class="trestline" />
            }
            <text x={middle.to_string()} y={(y - 9).to_string()} class="ttext b" text-anchor="middle">{ length }</text>
        </g>
    }
}

/// The older part of the line, where the past is thinned: dashed, and said in words.
fn thinned(past: Past, axis: &Axis, y: i64, below: Option<i64>) -> Html {
    let until = past.close_from.max(past.told_from);
    if until == 0 {
        return Html::default();
    }
    let whole = words::past_thinned(past.close_from, past.told_from);
    html! {
        <g class="thinned" role="img" aria-label={whole.clone()}>
            <title>{ whole }</title>
            <rect x={PAD.to_string()} y={(y - 6).to_string()} width={(axis.x(until) - PAD).to_string()} height="12" class="target" />
            <path d={format!("M{PAD} {y}H{}", axis.x(until))} class="tthin" />
            if let Some(below) = below {
                <text x={PAD.to_string()} y={below.to_string()} class="ttext">{ words::past_thinned_until(until) }</text>
            }
        </g>
    }
}

/// A bookmark: a small flag that hangs below the line.
fn bookmark(props: &Props, at: Micros, axis: &Axis, y: i64) -> Html {
    let x = axis.x(at);
    let go = move |on_seek: &Callback<Micros>| on_seek.emit(at);
    let (on_click, on_key) = (props.on_seek.clone(), props.on_seek.clone());
    let name = words::bookmark_at(at);
    html! {
        <g class="bookmark" role="button" tabindex="0" aria-label={name.clone()}
            onpointerdown={|event: PointerEvent| event.stop_propagation()}
            onclick={move |_| go(&on_click)}
            onkeydown={move |event: KeyboardEvent| if matches!(&*event.key(), "Enter" | " ") { event.prevent_default(); event.stop_propagation(); go(&on_key); }}>
            <title>{ name }</title>
            <rect x={(x - 12).to_string()} y={y.to_string()} width="24" height="24" class="target" />
            <path d={format!("M{} {y}v14l4 -4l4 4v-14z", x - 4)} />
        </g>
    }
}

fn head(props: &Props, axis: &Axis, y: i64, below: i64, x: i64) -> Html {
    let text = words::time(props.now);
    let width = i64::try_from(text.len()).unwrap_or(0) * 7 * i64::from(props.scale) / 100 + 12;
    let left = (x - width / 2).clamp(2, (axis.width - width - 2).max(2));
    let below = if props.tight { below / 2 } else { below };
    let tall = 18 * i64::from(props.scale) / 100;
    let on_key = {
        let (on_seek, now, end) = (props.on_seek.clone(), props.now, props.end);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(at) = slid(&event.key(), now, end) {
                event.prevent_default();
                event.stop_propagation();
                on_seek.emit(at);
            }
        })
    };
    let seconds = |at: Micros| (at / 1_000_000).to_string();
    html! {
        <g class="playhead" role="slider" tabindex="0" aria-label={words::PLAYHEAD.text()} aria-valuemin="0" aria-valuemax={seconds(props.end)}
            aria-valuenow={seconds(props.now)} aria-valuetext={text.clone()} onkeydown={on_key}>
            <path d={format!("M{x} {}V{}M{} {}h10l-5 7z", y - 9, y + below, x - 5, y - 11)} class="thead" />
            <rect x={left.to_string()} y={(y + below).to_string()} width={width.to_string()} height={tall.to_string()} class="theadbox" />
            <text x={(left + width / 2).to_string()} y={(y + below + tall * 13 / 18).to_string()} class="theadn" text-anchor="middle">{ text }</text>
        </g>
    }
}

/// Where a key takes the playhead: arrows by a tenth of a second, pages by five.
fn slid(key: &str, now: Micros, end: Micros) -> Option<Micros> {
    const SMALL: Micros = 100_000;
    const LARGE: Micros = 5_000_000;
    Some(match key {
        "ArrowRight" | "ArrowUp" => (now + SMALL).min(end.max(now)),
        "ArrowLeft" | "ArrowDown" => now.saturating_sub(SMALL),
        "PageUp" => (now + LARGE).min(end.max(now)),
        "PageDown" => now.saturating_sub(LARGE),
        "Home" => 0,
        "End" => end,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_slide_the_playhead_within_what_has_happened() {
        let slid = |key| slid(key, 2_000_000, 4_000_000);
        assert_eq!((slid("ArrowRight"), slid("ArrowDown")), (Some(2_100_000), Some(1_900_000)));
        assert_eq!((slid("PageUp"), slid("PageDown")), (Some(4_000_000), Some(0)));
        assert_eq!((slid("Home"), slid("End"), slid("x")), (Some(0), Some(4_000_000), None));
    }

    #[test]
    fn the_line_reaches_further_than_the_story() {
        assert_eq!(until(0), 10_000_000);
        assert_eq!(until(23_418_000), 30_000_000);
        assert_eq!(until(80_000_000), 90_000_000);
    }
}
