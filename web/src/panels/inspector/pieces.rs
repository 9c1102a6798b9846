//! Pieces of a log and links: segment, batch, record, link.

use partita_view::{ClusterView, Party, RecordKind, RecordView, ReplicaView};

use super::facts::{Facts, Rows, row};
use super::placement::why;
use crate::session::{Selection, Session, folder};
use crate::words;

/// Records of a batch that can be gone to.
const RECORDS_LISTED: usize = 12;

/// Where a replica is: topic, partition, broker.
pub(super) type Place<'a> = (&'a partita_view::Name, i32, i32);

pub(super) fn replica_of<'a>(
    view: &'a ClusterView,
    (topic, partition, node): Place<'_>,
) -> Option<&'a ReplicaView> {
    let topic = view.topics.iter().find(|each| each.name == *topic)?;
    let partition = topic.partitions.iter().find(|each| each.partition == partition)?;
    partition.replicas.iter().find(|replica| replica.node == node).map(|replica| &**replica)
}

/// The segment that an offset lies in.
pub(super) fn segment_of(replica: &ReplicaView, offset: i64) -> Option<i64> {
    replica.segments.iter().rev().find(|base| **base <= offset).copied()
}

pub(super) fn record(session: &Session, place: Place<'_>, offset: i64) -> Option<Facts> {
    let (topic, partition, node) = place;
    let record = session.windows().record(topic, partition, node, offset)?;
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    row(&mut rows, words::KEY.text(), record.key.as_ref().map_or("null".into(), |key| words::bytes(key)));
    row(
        &mut rows,
        words::VALUE.text(),
        record.value.as_ref().map_or("null".into(), |value| words::bytes(value)),
    );
    for (name, value) in record.headers.iter().take(20) {
        let value = value.as_ref().map_or("null".into(), |value| words::bytes(value));
        row(&mut rows, words::HEADER.text(), format!("{}: {value}", words::bytes(name)));
    }
    row(&mut rows, words::TIMESTAMP.text(), words::wall_time(record.timestamp_ms));
    row(&mut rows, words::BATCH.text(), words::batch_of(record.batch, record.codec));
    row(&mut rows, words::LEADER_EPOCH.text(), record.leader_epoch.to_string());
    if let Some((id, epoch, sequence)) = record.producer {
        row(&mut rows, words::PRODUCER_ID.text(), words::producer_id(id, epoch));
        row(&mut rows, words::SEQUENCE.text(), sequence.to_string());
    }
    if record.kind != RecordKind::Data {
        row(&mut rows, words::KIND.text(), words::kind(record.kind));
    }
    let mut leads =
        vec![(words::batch_at(record.batch), Selection::Batch(topic.clone(), partition, node, record.batch))];
    if let Some(base) = replica_of(session.view(), place).and_then(|replica| segment_of(replica, offset)) {
        leads.push((words::segment_at(base), Selection::Segment(topic.clone(), partition, node, base)));
    }
    let why = (record.kind == RecordKind::Data).then(|| why(session, topic, partition, record));
    Some(Facts { title: words::record_title(topic, partition, offset), rows, leads, why, ..Facts::default() })
}

pub(super) fn batch(session: &Session, place: Place<'_>, base: i64) -> Option<Facts> {
    let (topic, partition, node) = place;
    let window = session.windows().of(topic, partition, node);
    let records: Vec<&RecordView> = window.iter().filter(|record| record.batch == base).collect();
    let (first, last) = (records.first()?, records.last()?);
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    row(&mut rows, words::OFFSETS.text(), words::offsets(base, last.offset));
    row(&mut rows, words::RECORDS_IN_IT.text(), records.len().to_string());
    row(&mut rows, words::COMPRESSION.text(), if first.codec.is_empty() { "none" } else { first.codec });
    row(&mut rows, words::LEADER_EPOCH.text(), first.leader_epoch.to_string());
    let times = records.iter().map(|record| record.timestamp_ms);
    row(&mut rows, words::TIMESTAMP.text(), words::from_to(times.clone().min()?, times.max()?));
    if let Some((id, epoch, sequence)) = first.producer {
        row(&mut rows, words::PRODUCER_ID.text(), words::producer_id(id, epoch));
        row(
            &mut rows,
            words::SEQUENCE.text(),
            words::from_to(sequence.into(), last.producer.map_or(sequence, |p| p.2).into()),
        );
    } else {
        row(&mut rows, words::PRODUCER_ID.text(), words::NOT_IDEMPOTENT.text());
    }
    let lead = |record: &&RecordView| {
        let what = Selection::Record(topic.clone(), partition, node, record.offset);
        (words::record_at(record.offset), what)
    };
    let leads = records.iter().take(RECORDS_LISTED).map(lead).collect();
    Some(Facts { title: words::batch_title(topic, partition, base), rows, leads, ..Facts::default() })
}

/// The byte of a segment that a bit is flipped in: behind the header of its first batch, in a record.
const FLIPPED_BYTE: u32 = 70;

pub(super) fn segment(session: &Session, place: Place<'_>, base: i64) -> Option<Facts> {
    let (topic, partition, node) = place;
    let replica = replica_of(session.view(), place)?;
    let at = replica.segments.iter().position(|each| *each == base)?;
    let next = replica.segments.get(at + 1).copied();
    let end = next.unwrap_or(replica.log_end);
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    let file = format!("{}/{base:020}.log", folder(replica, topic, partition));
    row(&mut rows, words::FILE_NAME.text(), file.clone());
    let state = if next.is_none() { words::SEGMENT_ACTIVE } else { words::SEGMENT_CLOSED };
    row(&mut rows, words::STATE.text(), state.text());
    row(&mut rows, words::OFFSETS.text(), words::offsets(base.max(replica.log_start), end - 1));
    let epochs: Vec<(i32, i64)> = replica.epochs.iter().copied().filter(|(_, from)| *from < end).collect();
    let first = epochs.iter().rposition(|(_, from)| *from <= base).unwrap_or(0);
    row(&mut rows, words::EPOCHS.text(), words::epochs(&epochs[first.min(epochs.len())..]));
    if let Some(flushed) = replica.flushed {
        row(&mut rows, words::FLUSHED.text(), words::below(flushed.min(end)));
    }
    let mut leads = Vec::new();
    for record in session.windows().of(topic, partition, node) {
        let what = Selection::Batch(topic.clone(), partition, node, record.batch);
        if (base..end).contains(&record.offset) && !leads.iter().any(|(_, known)| *known == what) {
            leads.push((words::batch_at(record.batch), what));
        }
    }
    let skip = leads.len().saturating_sub(RECORDS_LISTED);
    let leads = leads.split_off(skip);
    let actions = vec![
        (words::FLIP_A_BIT.text().into(), format!("disk {node} flip {file} {FLIPPED_BYTE}")),
        (words::LOSE_THE_FILE.text().into(), format!("disk {node} lose {file}")),
    ];
    Some(Facts {
        title: words::segment_title(topic, partition, base),
        rows,
        actions,
        leads,
        ..Facts::default()
    })
}

/// A link between two nodes, or between a client and a node: both directions, and what is on it now.
pub(super) fn link(view: &ClusterView, a: &Party, b: &Party) -> Facts {
    let mut rows = Rows::new();
    let mut bad = false;
    for (from, to) in [(a, b), (b, a)] {
        let found = view.links.iter().find(|link| link.from == *from && link.to == *to);
        bad |= found.is_some();
        let state = found.map_or_else(|| words::LINK_AS_USUAL.text().into(), words::link_state);
        let on_it = view.flights.iter().filter(|flight| flight.from == *from && flight.to == *to).count();
        let direction = words::direction(&words::party(from, view), &words::party(to, view));
        row(&mut rows, words::DIRECTION.text(), words::link_now(&direction, &state, on_it));
    }
    let name = |party: &Party| match party {
        Party::Node(id) => id.to_string(),
        Party::Client(name) => name.to_string(),
    };
    let (a_name, b_name) = (name(a), name(b));
    let actions = if bad {
        vec![(words::HEAL_BOTH.text().to_owned(), format!("heal {a_name} {b_name}"))]
    } else {
        vec![
            (words::CUT_BOTH.text().to_owned(), format!("cut {a_name} {b_name}")),
            (words::cut_one(&a_name, &b_name), format!("cut {a_name} > {b_name}")),
            (words::cut_one(&b_name, &a_name), format!("cut {b_name} > {a_name}")),
            (words::SLOW_BOTH.text().to_owned(), format!("slow {a_name} {b_name} 100ms")),
        ]
    };
    let lead = |party: &Party| match party {
        Party::Node(id) => Some((words::party(party, view), Selection::Node(*id))),
        Party::Client(_) => None,
    };
    let leads = [a, b].into_iter().filter_map(lead).collect();
    let title = words::link_title(&words::party(a, view), &words::party(b, view));
    Facts { title, rows, actions, leads, ..Facts::default() }
}
