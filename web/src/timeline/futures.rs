//! The futures that were given up, below the line: each leaves it where they parted, on a lane of its own, and is a button.

use partita_view::Micros;
use yew::{Callback, Html, KeyboardEvent, PointerEvent, classes, html};

use crate::words;

use super::axis::Axis;
use super::{HEAD_HALF, Props};

/// Least room between the line and the first lane, and between the last one and the edge.
const ABOVE: i64 = 10;
const BELOW: i64 = 6;
/// Lanes stand so far from each other where there is room.
const LANE: i64 = 12;

/// Heights of so many lanes between the line and the lower edge, the newest lowest.
fn lanes(count: usize, line_y: i64, height: i64) -> impl Iterator<Item = i64> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let room = (height - BELOW - line_y - ABOVE).max(0);
    let apart = if count > 1 { (room / (count - 1)).clamp(1, LANE) } else { 0 };
    (0..count).map(move |n| height - BELOW - apart * (count - 1 - n))
}

/// All of them.
pub(super) fn other_futures(props: &Props, axis: &Axis, line_y: i64, height: i64) -> Html {
    let lanes = lanes(props.branches.len(), line_y, height);
    let all = props.branches.iter().enumerate().zip(lanes);
    all.map(|((at, branch), below)| future(props, at, branch, axis, (line_y, below))).collect()
}

fn future(
    props: &Props,
    at: usize,
    (name, parted, end): &(String, Micros, Micros),
    axis: &Axis,
    (y, below): (i64, i64),
) -> Html {
    let (from, to) = (axis.x(*parted), axis.x(*end));
    let right = to.max(from + 14);
    // Its letter stands at its end, and beside the time of now where that would be in the way.
    let (letter, now_x) = (right + 6, axis.x(props.now));
    let letter = if (letter - now_x).abs() < HEAD_HALF { now_x + HEAD_HALF } else { letter };
    let label = words::compare_with(name, *parted, *end);
    let (on_click, on_enter) = (props.on_compare.clone(), props.on_compare.clone());
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if matches!(&*event.key(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            on_enter.emit(at);
        }
    });
    let path = format!("M{from} {y}C{from} {below} {from} {below} {} {below}H{right}", from + 12);
    html! {
        <g key={name.clone()} class={classes!("future")} role="button" tabindex="0" aria-label={label.clone()} onkeydown={on_key}
            onclick={move |_| on_click.emit(at)} onpointerdown={|event: PointerEvent| event.stop_propagation()}>
            <title>{ label }</title>
            <path d={path.clone()} class="tbranchhit" />
            <path d={path} class="tbranch" />
            <circle cx={from.to_string()} cy={y.to_string()} r="4" class="tfork" />
            <text x={letter.to_string()} y={(below + 3).to_string()} class="ttext b">{ name }</text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_stand_below_the_line_however_many_there_are() {
        assert_eq!(lanes(1, 32, 76).collect::<Vec<_>>(), [70]);
        assert_eq!(lanes(3, 32, 76).collect::<Vec<_>>(), [46, 58, 70]);
        let twelve: Vec<i64> = lanes(12, 32, 76).collect();
        assert!(twelve[0] >= 42 && twelve[11] == 70 && twelve.windows(2).all(|two| two[0] < two[1]));
        assert!(lanes(12, 22, 52).all(|y| (22..52).contains(&y)));
    }
}
