//! Pieces of a log and links: segment, batch, record, link.

use partita_view::{ClusterView, Party, RecordKind, RecordView, ReplicaView};

use super::facts::{Facts, Rows, row};
use super::placement::why;
use crate::session::{LISTED, Place, READ_MAX, Reached, Selection, Session, folder, replica_of};
use crate::words;

/// The segment that an offset lies in.
pub(super) fn segment_of(replica: &ReplicaView, offset: i64) -> Option<i64> {
    replica.segments.iter().rev().find(|base| **base <= offset).copied()
}

pub(super) fn record(session: &Session, place: Place<'_>, offset: i64) -> Option<Facts> {
    let (topic, partition, node) = place;
    let Some(record) = session.selected_record() else {
        let leads = session.reached().records().iter().map(|next| lead(place, next)).collect();
        return Some(Facts {
            leads,
            ..absent(session, place, offset, words::record_title(topic, partition, offset))
        });
    };
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
    let (reached, title) = (session.reached(), words::batch_title(topic, partition, base));
    let records = reached.records();
    let (Some(first), Some(last)) = (records.first(), records.last()) else {
        return Some(absent(session, place, base, title));
    };
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    let or_more = records.len() >= READ_MAX as usize;
    row(&mut rows, words::OFFSETS.text(), words::offsets_read(base, last.offset, or_more));
    row(&mut rows, words::RECORDS_IN_IT.text(), words::records_read(records.len(), or_more));
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
    let from = reached.from().unwrap_or(base);
    let listed = records.iter().filter(|record| record.offset >= from).take(LISTED);
    let leads = listed.map(|record| lead(place, record)).collect();
    Some(Facts { title, rows, leads, list: list(reached), ..Facts::default() })
}

/// Opens a record.
fn lead((topic, partition, node): Place<'_>, record: &RecordView) -> (String, Selection) {
    let what = Selection::Record(topic.clone(), partition, node, record.offset);
    (words::record_at(record.offset), what)
}

/// Where a list goes on; from its last part on it begins again.
fn list(reached: &Reached) -> Option<(String, Option<i64>)> {
    match (reached.next(), reached.from()) {
        (Some(next), _) => Some((words::more_from(next), Some(next))),
        (None, Some(_)) => Some((words::FROM_THE_BEGINNING.text().into(), None)),
        (None, None) => None,
    }
}

/// A record or a batch that is not there at this moment, and why.
fn absent(session: &Session, place: Place<'_>, offset: i64, title: String) -> Facts {
    let node = place.2;
    let why = match replica_of(session.view(), place) {
        None => words::no_replica_now(node),
        Some(replica) if offset < replica.log_start => words::deleted_below(replica.log_start),
        Some(replica) if offset >= replica.log_end => words::beyond_log_end(replica.log_end),
        Some(_) => words::GONE_FROM_LOG.text().into(),
    };
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    rows.push((words::STATE.text(), why, "warn"));
    Facts { title, rows, ..Facts::default() }
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
    let batch = |base: i64| (words::batch_at(base), Selection::Batch(topic.clone(), partition, node, base));
    let mut leads: Vec<_> = session.reached().records().iter().map(|record| batch(record.batch)).collect();
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    for other in beside.filter_map(|at| replica.segments.get(at)) {
        leads.push((words::segment_at(*other), Selection::Segment(topic.clone(), partition, node, *other)));
    }
    let actions = vec![
        (words::FLIP_A_BIT.text().into(), format!("disk {node} flip {file} {FLIPPED_BYTE}")),
        (words::LOSE_THE_FILE.text().into(), format!("disk {node} lose {file}")),
    ];
    Some(Facts {
        title: words::segment_title(topic, partition, base),
        rows,
        actions,
        leads,
        list: list(session.reached()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panels::inspect;
    use crate::stories;

    const SECOND: u64 = 1_000_000;

    /// The page at a moment of a story of one broker, with a topic `orders` of one partition.
    fn at(producer: &str, at: u64) -> Session {
        let story = format!(
            "partita story 1\nseed 5\nbrokers 1\n4 topic orders partitions=1 replicas=1\n5 producer shop topic=orders {producer}\n60 end\n"
        );
        let mut session = Session::new(stories::open(&story).expect("a story"));
        session.seek_now(at);
        session
    }

    fn inspected(session: &mut Session, words: &str) -> Facts {
        session.select(Selection::from_words(words));
        inspect(session).expect("the inspector is open")
    }

    fn told(facts: &Facts, name: words::Text) -> Vec<&str> {
        let rows = facts.rows.iter().filter(|(row, ..)| *row == name.text());
        rows.map(|(_, value, _)| value.as_str()).collect()
    }

    fn leads(facts: &Facts) -> Vec<&str> {
        facts.leads.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn an_old_record_has_its_facts_and_what_it_belongs_to() {
        let mut session = at("rate=20 keys=k1", 16 * SECOND);
        let facts = inspected(&mut session, "record orders 0 0 3");
        assert_eq!(told(&facts, words::KEY), ["k1"]);
        assert_eq!(leads(&facts), ["Batch at 3", "Segment from 0"]);
        let facts = inspected(&mut session, "batch orders 0 0 3");
        assert_eq!((told(&facts, words::OFFSETS), leads(&facts)), (vec!["3"], vec!["Record 3"]));
    }

    #[test]
    fn what_is_not_there_says_why_and_what_comes_next() {
        let mut session = at("rate=20 keys=k1", 16 * SECOND);
        let json = r#"{"partitions":[{"topic":"orders","partition":0,"offset":50}],"version":1}"#;
        let line =
            format!("kafka-delete-records.sh --bootstrap-server localhost:9092 --offset-json-file '{json}'");
        session.run(&line).expect("it is started");
        session.select(Selection::from_words("record orders 0 0 3"));
        session.seek_now(20 * SECOND);
        let facts = inspect(&session).expect("the inspector stays open");
        assert_eq!(told(&facts, words::STATE), [words::deleted_below(50)]);
        assert_eq!(leads(&facts), ["Record 50"]);
        let facts = inspected(&mut session, "batch orders 0 0 3");
        assert_eq!(told(&facts, words::STATE), [words::deleted_below(50)]);
        let end = replica_of(session.view(), (&"orders".into(), 0, 0)).expect("it is there").log_end;
        for far in [end, i64::MAX] {
            let facts = inspected(&mut session, &format!("record orders 0 0 {far}"));
            assert_eq!(
                (told(&facts, words::STATE), leads(&facts).len()),
                (vec![&*words::beyond_log_end(end)], 0)
            );
        }
        let facts = inspected(&mut session, "record orders 0 7 3");
        assert_eq!(told(&facts, words::STATE), [words::no_replica_now(7)]);
    }

    #[test]
    fn a_segment_is_listed_from_its_base_offset_and_begins_again_after_its_end() {
        let mut session = at("rate=20 keys=k1", 6 * SECOND + SECOND / 2);
        let mut facts = inspected(&mut session, "segment orders 0 0 0");
        let end = replica_of(session.view(), (&"orders".into(), 0, 0)).expect("it is there").log_end;
        let mut seen: Vec<String> = Vec::new();
        let mut parts = 0;
        loop {
            seen.extend(leads(&facts).into_iter().map(str::to_owned));
            parts += 1;
            let (_, from) = facts.list.clone().expect("there is more, or it begins again");
            session.list_from(from);
            if from.is_none() {
                break;
            }
            facts = inspect(&session).expect("the inspector stays open");
        }
        assert_eq!(seen, (0..end).map(words::batch_at).collect::<Vec<_>>());
        assert_eq!(parts, (usize::try_from(end).expect("a few")).div_ceil(LISTED));
        let facts = inspect(&session).expect("the inspector stays open");
        assert_eq!(leads(&facts).first(), Some(&"Batch at 0"));
    }

    #[test]
    fn a_batch_larger_than_the_windows_of_the_stage_is_told_whole() {
        let mut session = at("rate=200 keys=k1 linger.ms=2000", 16 * SECOND);
        let facts = inspected(&mut session, "batch orders 0 0 0");
        let records: usize = told(&facts, words::RECORDS_IN_IT)[0].parse().expect("a number");
        assert!(records > 64, "{records}");
        assert_eq!(leads(&facts).len(), LISTED);
        let (name, from) = facts.list.expect("there are more");
        assert_eq!((name, from), (words::more_from(12), Some(12)));
        session.list_from(from);
        let facts = inspect(&session).expect("the inspector stays open");
        assert_eq!(leads(&facts)[0], "Record 12");
        assert_eq!(told(&facts, words::RECORDS_IN_IT)[0], records.to_string(), "it is the same batch");
    }

    #[test]
    fn a_huge_batch_says_that_it_is_not_read_to_its_end() {
        let mut session = at("rate=3000 keys=k1 linger.ms=2000 batch.size=900000 count=6000", 9 * SECOND);
        let facts = inspected(&mut session, "batch orders 0 0 0");
        assert_eq!(told(&facts, words::RECORDS_IN_IT), ["4,096 or more"]);
        assert_eq!(told(&facts, words::OFFSETS), ["0 to 4095 or further"]);
    }
}
