//! What stands above the staves: topics with their brackets, partitions with their high watermarks.

use partita_view::{PartitionView, TopicView};

use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Barline, PartitionHead, Strip, TopicHead};
use crate::words;

/// A topic's name at `x`, and the bracket over `width`.
pub(super) fn topic(
    topic: &TopicView,
    hue: u8,
    x: Px,
    width: Px,
    top: Px,
    s: Scale,
    short: bool,
) -> TopicHead {
    let letters = i32::try_from(topic.name.chars().count()).unwrap_or(0);
    let note_x = x + s.px(8 * letters + 12);
    let room = usize::try_from((x + width - note_x).0 / s.tenths(62).0.max(1)).unwrap_or(0);
    // In few words where there is room for few, and as many of them as there is room for.
    let notes = [short, true].map(|short| words::topic_note(topic, short));
    let fits = notes.iter().find(|note| note.chars().count() <= room);
    let note = fits.cloned().unwrap_or_else(|| words::fit(&notes[1], room));
    TopicHead {
        name: topic.name.clone(),
        hue,
        at: Point::at(x, top + s.px(18)),
        note,
        note_x,
        bracket: (x, x + width, top + s.tenths(245)),
    }
}

/// A partition's name and ISR at `at`.
pub(super) fn partition(topic: &TopicView, partition: &PartitionView, at: Point, s: Scale) -> PartitionHead {
    let name = words::partition(&topic.name, partition.partition);
    let letters = i32::try_from(name.chars().count()).unwrap_or(0);
    let short = partition.in_sync.len() < partition.assignment.len();
    let flag = short.then(|| {
        let enough = i32::try_from(partition.in_sync.len()).unwrap_or(0) >= topic.min_in_sync;
        let class = match (partition.leader, enough) {
            (None, _) => "bad",
            (_, false) => "warn",
            _ => "quiet",
        };
        (Point::at(at.x + s.tenths(71 * letters + 100), at.y), words::in_sync(partition), class)
    });
    let of = (topic.name.clone(), partition.partition);
    PartitionHead { of, name, at, flag, high_watermark: None, last_stable: None }
}

/// The double barline of the high watermark at `x`.
pub(super) fn barline(high_watermark: i64, x: Px, column: (Px, Px), rows: (Px, Px, Px), s: Scale) -> Barline {
    let right_half = (x - column.0).0 * 100 > column.1.0 * 55;
    let (anchor, shift) = if right_half { ("end", 3) } else { ("start", -3) };
    Barline {
        x,
        top: rows.0,
        from: rows.1,
        to: rows.2,
        gaps: Vec::new(),
        text: words::high_watermark(high_watermark),
        label: Point::at(x + Px::of(shift), rows.0 - s.px(4)),
        anchor,
    }
}

/// Where the bars at `x` would run through what is written above the staves: from, to.
pub(super) fn gaps(x: Px, strips: &[Strip], s: Scale) -> Vec<(Px, Px)> {
    let letters = |text: &str| s.tenths(66 * i32::try_from(text.chars().count()).unwrap_or(0));
    let crossed = strips.iter().filter(|strip| {
        let end = match &strip.note {
            Some((from, note)) => *from + letters(note),
            None => strip.role_at.x + s.px(14) + letters(&strip.role.1),
        };
        x >= strip.role_at.x - s.px(3) && x <= end + s.px(3)
    });
    crossed.map(|strip| (strip.role_at.y - s.px(12), strip.role_at.y + s.px(4))).collect()
}
