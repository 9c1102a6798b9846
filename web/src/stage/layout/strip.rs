//! A replica as a stave with its records.

use partita_view::{GroupView, PartitionView, RecordKind, RecordView, ReplicaRole, ReplicaView, TopicView};

use crate::session::KeyBook;
use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Note, Position, Rect, Sign, Slot, Strip};
use crate::words;

use super::{Drawing, letter, position};

/// Where a stave goes and how many cells it has.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) stave: Rect,
    pub(super) role_at: Point,
    pub(super) cell: Px,
    pub(super) first: i64,
    pub(super) scale: Scale,
    pub(super) hue: u8,
    pub(super) in_dead: bool,
    /// Whether there is room for offsets and group marks below.
    pub(super) below: bool,
}

/// Room for the stub of folded records.
const FOLD: i32 = 30;

pub(super) fn strip(
    drawing: &Drawing,
    topic: &TopicView,
    partition: &PartitionView,
    replica: &ReplicaView,
    place: Place,
) -> Strip {
    let first = place.first;
    let folded = (first.min(replica.log_end) - replica.log_start).max(0);
    let s = place.scale;
    let shared_fold = partition.replicas.iter().any(|r| place.first > r.log_start);
    let cells_x = if shared_fold { place.stave.x + s.px(FOLD) } else { place.stave.x };
    let records = drawing.windows.of(&topic.name, partition.partition, replica.node);
    let notes = (place.first..replica.log_end).map(|offset| note(records, offset, drawing.keys)).collect();
    let mut strip = Strip {
        topic: topic.name.clone(),
        partition: partition.partition,
        node: replica.node,
        hue: place.hue,
        stave: place.stave,
        scale: s,
        role_at: place.role_at,
        role: (sign(replica.role), words::role(replica.role).into()),
        class: class(replica.role),
        note: role_note(partition, replica).map(|text| {
            let word = i32::try_from(words::role(replica.role).len()).unwrap_or(0);
            (place.role_at.x + s.tenths(140 + 66 * word + 70), text)
        }),
        cells_x,
        cell: place.cell,
        first,
        folded,
        log_end: replica.log_end.max(first),
        committed: (high_watermark(partition, replica) - first).clamp(0, (replica.log_end - first).max(0)),
        own_mark: own_mark(partition, replica).filter(|mark| (first..=replica.log_end).contains(mark)),
        notes,
        epochs: replica
            .epochs
            .iter()
            .map(|(_, offset)| *offset)
            .filter(|offset| *offset > place.first && *offset < replica.log_end)
            .collect(),
        segments: replica
            .segments
            .iter()
            .copied()
            .filter(|base| *base > place.first && *base <= replica.log_end)
            .collect(),
        numbers: (place.below && replica.log_end >= first).then(|| {
            let y = place.stave.y + place.stave.h + s.tenths(135);
            (y, number_every(replica.log_end, place.cell, s))
        }),
        positions: Vec::new(),
        in_dead: place.in_dead,
        leads: replica.role == ReplicaRole::Leader,
        name: words::replica(&topic.name, partition.partition, replica),
    };
    if strip.leads && place.below {
        strip.positions = positions(&drawing.view.groups, topic, &strip);
    }
    strip
}

/// Where messages to and from this replica begin and end.
pub(super) fn slot(strip: &Strip, gutter: Px) -> Slot {
    Slot {
        x: strip.cell_x(strip.log_end) + strip.cell / 2,
        bottom: strip.stave.y + strip.stave.h,
        middle: strip.stave.y + strip.stave.h / 2,
        gutter,
        cell: strip.cell,
    }
}

/// What readers see ends at the partition's high watermark, on a follower too; its leader's own is the newest.
fn high_watermark(partition: &PartitionView, replica: &ReplicaView) -> i64 {
    match replica.role {
        ReplicaRole::Leader => replica.high_watermark.unwrap_or(0).max(partition.high_watermark),
        _ => partition.high_watermark,
    }
}

/// A follower hears of the high watermark with its next fetch: until then its own is behind.
fn own_mark(partition: &PartitionView, replica: &ReplicaView) -> Option<i64> {
    let follows = matches!(replica.role, ReplicaRole::Follower | ReplicaRole::OutOfSync);
    replica.high_watermark.filter(|mark| follows && *mark < partition.high_watermark)
}

/// What stands in the cell of an offset.
pub(super) fn note(records: &[RecordView], offset: i64, keys: &KeyBook) -> Note {
    let Ok(at) = records.binary_search_by_key(&offset, |record| record.offset) else { return Note::Unknown };
    let record = &records[at];
    match (record.kind, &record.key) {
        (RecordKind::Commit, _) => Note::Control('C'),
        (RecordKind::Abort, _) => Note::Control('A'),
        (RecordKind::Control, _) => Note::Control('•'),
        (RecordKind::Data, None) => Note::NoKey,
        (RecordKind::Data, Some(key)) => {
            let (head, again) = keys.head(key);
            if record.value.is_none() { Note::Tombstone(head) } else { Note::Key(head, again) }
        }
    }
}

fn sign(role: ReplicaRole) -> Sign {
    match role {
        ReplicaRole::Leader => Sign::Leader,
        ReplicaRole::Follower => Sign::Follower,
        ReplicaRole::OutOfSync => Sign::OutOfSync,
        ReplicaRole::Offline => Sign::Offline,
    }
}

fn class(role: ReplicaRole) -> &'static str {
    match role {
        ReplicaRole::Leader => "leader",
        ReplicaRole::Follower => "follower",
        ReplicaRole::OutOfSync => "behind",
        ReplicaRole::Offline => "offline",
    }
}

/// What stands behind the role: the epoch of a leader after the first, how far a replica is behind.
fn role_note(partition: &PartitionView, replica: &ReplicaView) -> Option<String> {
    let behind = partition.replicas.iter().map(|r| r.log_end).max().unwrap_or(0) - replica.log_end;
    match replica.role {
        ReplicaRole::Leader => (replica.leader_epoch > 0).then(|| words::epoch(replica.leader_epoch)),
        ReplicaRole::OutOfSync if behind > 0 => Some(words::behind(behind)),
        ReplicaRole::Offline if partition.leader == Some(replica.node) => {
            Some(words::WAS_LEADER.text().into())
        }
        _ => None,
    }
}

/// Every how many offsets a number has room.
fn number_every(end: i64, cell: Px, s: Scale) -> i64 {
    let digits = i32::try_from(end.max(1).ilog10() + 1).unwrap_or(1);
    let wanted = s.tenths(72 * digits + 40);
    if wanted <= cell {
        1
    } else if digits > 3 {
        4
    } else {
        2
    }
}

/// Boxes of the groups under a leader's stave, pushed apart where they stand at the same offset.
fn positions(groups: &[std::sync::Arc<GroupView>], topic: &TopicView, strip: &Strip) -> Vec<Position> {
    let s = strip.scale;
    let half = s.tenths(75);
    let y = strip.stave.y + strip.stave.h + s.px(29);
    let mut wanted: Vec<(i64, Option<i64>, String)> = groups
        .iter()
        .enumerate()
        .filter_map(|(n, group)| {
            let (at, committed) = position(group, topic, strip.partition)?;
            Some((at, committed, letter(n)))
        })
        .collect();
    wanted.sort_by_key(|(at, ..)| *at);
    let centre = |offset: i64| strip.cell_x(offset.clamp(strip.first, strip.log_end)) + strip.cell / 2;
    let mut free = Px(i32::MIN / 2);
    wanted
        .into_iter()
        .map(|(at, committed, mark)| {
            let points_to = centre(at);
            let x = points_to.max(free);
            free = x + half * 2 + s.tenths(15);
            let full = committed.is_some_and(|committed| committed >= at);
            let committed = committed.filter(|_| !full).map(centre);
            Position { mark, x, y, points_to, full, committed }
        })
        .collect()
}
