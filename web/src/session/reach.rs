//! Old records: what is selected of a log is read by its offset, wherever it lies, and what lies next to it is listed.
//!
//! The windows of the stage ([`super::Windows`]) hold the newest records alone. Here is what the inspector needs beside them, of one
//! selection at a time; with another moment it is read again, since what was there may be deleted by then.

use std::sync::Arc;

use partita_view::{ClusterView, Engine, Event, Name, PartitionView, Party, RecordView, ReplicaView};

use super::{Selection, Session};

/// Batches of a segment, or records of a batch, that are listed at once.
pub const LISTED: usize = 12;
/// Records read for one selection at most: a few hundred kilobytes.
pub const READ_MAX: u32 = 4096;
/// Records of a batch read at once at first: as many more each time, since most batches are small.
const READ: u32 = 64;
/// Records of a segment read at once.
const READ_ON: u32 = 512;

/// Where a replica is: topic, partition, broker.
pub(crate) type Place<'a> = (&'a Name, i32, i32);

/// What was read of the log of the selected thing.
#[derive(Debug, Default)]
pub struct Reached {
    /// The selection, and the replica as it was.
    of: Option<(Selection, Arc<ReplicaView>)>,
    /// How many events there were then: what befell a disk since is one of the later ones.
    events: usize,
    /// Where the list of what belongs to it goes on, if not at its beginning.
    from: Option<i64>,
    records: Vec<RecordView>,
    /// Where the list would go on.
    next: Option<i64>,
}

impl Reached {
    /// What was read: from a record's offset on the first record that there is; all of a batch; of a segment one record of each
    /// batch that is listed.
    pub fn records(&self) -> &[RecordView] {
        &self.records
    }

    /// Where the list goes on, if not at its beginning.
    pub fn from(&self) -> Option<i64> {
        self.from
    }

    /// Where what belongs to it goes on beyond what is listed.
    pub fn next(&self) -> Option<i64> {
        self.next
    }

    /// Reads what is selected, unless that was read of the same log already.
    fn refresh(&mut self, engine: &mut dyn Engine, view: &ClusterView, what: Option<&Selection>) {
        let there = what.and_then(|what| Some((what, place(what)?)));
        let there = there.and_then(|(what, place)| Some((what, place, replica_of(view, place)?)));
        let Some((what, (topic, partition, node), replica)) = there else {
            (self.of, self.next) = (None, None);
            return self.records.clear();
        };
        let is_same = self.of.as_ref().is_some_and(|(of, known)| of == what && Arc::ptr_eq(known, replica));
        let is_whole = !was_harmed(engine, node, self.events);
        self.events = engine.events_len();
        if is_same && is_whole {
            return;
        }
        let mut read = |from, max| engine.records(topic, partition, node, from, max);
        (self.records, self.next) = match what {
            Selection::Record(.., offset) => (read(*offset, 1), None),
            Selection::Batch(.., base) => batch(&mut read, *base, self.from),
            Selection::Segment(.., base) => {
                batches(&mut read, self.from.unwrap_or(*base), end(replica, *base))
            }
            _ => (Vec::new(), None),
        };
        self.of = Some((what.clone(), replica.clone()));
    }
}

/// Whether something has befallen the files of a node since there were so many events; a running broker does not know it, so its
/// replicas look the same. In the past of that moment nobody can tell.
fn was_harmed(engine: &dyn Engine, node: i32, since: usize) -> bool {
    let harms = |event: &Event| {
        matches!(
            event,
            Event::DiskFlipped(..)
                | Event::DiskFileLost(..)
                | Event::DiskFailed
                | Event::DiskDirectoryFailed(..)
                | Event::DiskMended
                | Event::DiskReplaced
        )
    };
    let len = engine.events_len();
    let later = engine.events(since, len.saturating_sub(since));
    len < since || later.iter().any(|happened| happened.who == Party::Node(node) && harms(&happened.event))
}

/// All records of a batch, as far as there is room, and where its list goes on.
fn batch(
    read: &mut dyn FnMut(i64, u32) -> Vec<RecordView>,
    base: i64,
    listed_from: Option<i64>,
) -> (Vec<RecordView>, Option<i64>) {
    let mut records: Vec<RecordView> = Vec::new();
    let mut max = READ;
    while max > 0 {
        let at = records.last().map_or(base, |last| last.offset.saturating_add(1));
        let before = records.len();
        records.extend(read(at, max).into_iter().take_while(|record| record.batch == base));
        if records.len() - before < max as usize {
            break;
        }
        max = (2 * max).min(READ_MAX - records.len() as u32);
    }
    let listed = records.iter().filter(|record| listed_from.is_none_or(|from| record.offset >= from));
    let next = listed.map(|record| record.offset).nth(LISTED);
    (records, next)
}

/// A record of each of the next batches below `end`, and where the list goes on.
fn batches(
    read: &mut dyn FnMut(i64, u32) -> Vec<RecordView>,
    from: i64,
    end: i64,
) -> (Vec<RecordView>, Option<i64>) {
    let mut batches: Vec<RecordView> = Vec::new();
    let (mut at, mut seen) = (from, 0);
    while seen < READ_MAX as usize {
        let window = read(at, READ_ON);
        let Some(last) = window.last().map(|record| record.offset) else { return (batches, None) };
        seen += window.len();
        for record in window {
            if record.offset >= end {
                return (batches, None);
            }
            // What began before is listed before.
            if record.batch < from || batches.last().is_some_and(|last| last.batch == record.batch) {
                continue;
            }
            if batches.len() == LISTED {
                return (batches, Some(record.batch));
            }
            batches.push(record);
        }
        at = last.saturating_add(1);
    }
    (batches, Some(at))
}

/// Where a segment ends: at the next one, or at the end of the log.
fn end(replica: &ReplicaView, base: i64) -> i64 {
    replica.segments.iter().copied().find(|other| *other > base).unwrap_or(replica.log_end)
}

/// The replica that a selection is, or a piece of whose log it is.
pub(super) fn place(what: &Selection) -> Option<Place<'_>> {
    match what {
        Selection::Replica(topic, partition, node)
        | Selection::Record(topic, partition, node, _)
        | Selection::Batch(topic, partition, node, _)
        | Selection::Segment(topic, partition, node, _) => Some((topic, *partition, *node)),
        _ => None,
    }
}

/// The replica at a place, if it is there now.
pub(crate) fn replica_of<'a>(
    view: &'a ClusterView,
    (topic, partition, node): Place<'_>,
) -> Option<&'a Arc<ReplicaView>> {
    partition_of(view, topic, partition)?.replicas.iter().find(|replica| replica.node == node)
}

/// A partition, if it is there now.
pub(crate) fn partition_of<'a>(
    view: &'a ClusterView,
    topic: &str,
    partition: i32,
) -> Option<&'a PartitionView> {
    let topic = view.topics.iter().find(|each| *each.name == *topic)?;
    topic.partitions.iter().find(|each| each.partition == partition).map(|partition| &**partition)
}

impl Session {
    /// What was read of the log of the selected thing.
    pub fn reached(&self) -> &Reached {
        &self.reached
    }

    /// The record that is selected, if it is there at this moment.
    pub fn selected_record(&self) -> Option<&RecordView> {
        let Some(Selection::Record(.., offset)) = &self.selection else { return None };
        self.reached.records.first().filter(|record| record.offset == *offset)
    }

    /// Lists what belongs to the selected segment or batch from another offset on; `None` is its beginning.
    pub fn list_from(&mut self, from: Option<i64>) {
        self.reached = Reached { from, ..Reached::default() };
        self.reach();
        self.changed();
    }

    /// Reads what is selected of a log, if that is another than before. While time runs every append makes it so: who shows it does
    /// this as often as one can read what is shown.
    pub(crate) fn reach(&mut self) {
        self.reached.refresh(&mut *self.engine, &self.view, self.selection.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories;

    const SECOND: u64 = 1_000_000;

    /// A log of batches, each of so many records.
    fn log(batches: &[i64]) -> Vec<RecordView> {
        let mut records = Vec::new();
        let mut base = 0;
        for len in batches {
            let record = |offset| RecordView { offset, batch: base, ..RecordView::default() };
            records.extend((base..base + len).map(record));
            base += len;
        }
        records
    }

    /// Reads windows of a log, and counts what it has given.
    fn reader<'a>(
        log: &'a [RecordView],
        given: &'a mut usize,
    ) -> impl FnMut(i64, u32) -> Vec<RecordView> + 'a {
        move |from, max| {
            let window = log.iter().filter(|record| record.offset >= from).take(max as usize);
            let window: Vec<RecordView> = window.cloned().collect();
            *given += window.len();
            window
        }
    }

    fn offsets(records: &[RecordView]) -> Vec<i64> {
        records.iter().map(|record| record.offset).collect()
    }

    #[test]
    fn a_batch_is_read_whole_and_nothing_beside_it() {
        let log = log(&[3, 200, 5]);
        let mut given = 0;
        let (records, next) = batch(&mut reader(&log, &mut given), 3, None);
        assert_eq!((offsets(&records), next), ((3..203).collect(), Some(15)));
        let (records, next) = batch(&mut reader(&log, &mut given), 3, Some(195));
        assert_eq!((records.len(), next), (200, None));
        assert_eq!(batch(&mut reader(&log, &mut given), 0, None).1, None);
        assert_eq!(batch(&mut reader(&log, &mut given), 300, None), (Vec::new(), None));
    }

    #[test]
    fn a_huge_batch_has_a_limit() {
        let log = log(&[9000, 1]);
        let mut given = 0;
        let (records, _) = batch(&mut reader(&log, &mut given), 0, None);
        assert_eq!((records.len(), given), (READ_MAX as usize, READ_MAX as usize));
        given = 0;
        let (batches, next) = batches(&mut reader(&log, &mut given), 0, 9001);
        assert_eq!((offsets(&batches), next, given), (vec![0], Some(4096), 4096));
        assert!(super::batches(&mut reader(&log, &mut given), 4096, 9001).0.is_empty());
        let (rest, next) = super::batches(&mut reader(&log, &mut given), 8192, 9001);
        assert_eq!((offsets(&rest), next), (vec![9000], None), "it is not listed a second time");
    }

    #[test]
    fn a_segment_lists_all_its_batches_part_by_part() {
        let log = log(&[40; 30]);
        let mut given = 0;
        let (mut from, mut seen) = (400, Vec::new());
        loop {
            let (batches, next) = batches(&mut reader(&log, &mut given), from, 1000);
            assert!(batches.len() <= LISTED);
            seen.extend(offsets(&batches));
            let Some(next) = next else { break };
            from = next;
        }
        assert_eq!(
            seen,
            (10..25).map(|n| n * 40).collect::<Vec<_>>(),
            "from its base offset to the next segment"
        );
    }

    /// A partition with two hundred records and more, looked at by its 16th second.
    fn long() -> Session {
        let story = "partita story 1\nseed 5\nbrokers 1\n4 topic orders partitions=1 replicas=1\n\
                     5 producer shop topic=orders rate=20 keys=k1,k2\n30 end\n";
        let mut session = Session::new(stories::open(story).expect("a story"));
        session.seek_now(16 * SECOND);
        session
    }

    #[test]
    fn an_old_record_is_there_and_at_a_moment_before_it_is_not() {
        let mut session = long();
        let (topic, offset) = (Name::from("orders"), 3);
        assert!(session.windows().of(&topic, 0, 0).first().is_some_and(|first| first.offset > 100));
        session.select(Some(Selection::Record(topic.clone(), 0, 0, offset)));
        let value = session.selected_record().expect("it is read").value.clone();
        assert!(value.is_some());
        assert!(session.selected_key().is_some());

        session.seek_now(4 * SECOND);
        assert!(session.selected_record().is_none());
        session.seek_now(16 * SECOND);
        assert_eq!(session.selected_record().expect("it is read again").value, value);

        // What the stage still holds of a later moment is not told of an earlier one.
        let newest = session.windows().of(&topic, 0, 0).last().expect("it is drawn").offset;
        session.select(Some(Selection::Record(topic, 0, 0, newest)));
        assert!(session.selected_record().is_some());
        session.seek_now(3 * SECOND);
        assert!(session.selected_record().is_none());

        session.select(None);
        assert!(session.reached().records().is_empty());
    }

    #[test]
    fn a_record_is_read_again_when_its_file_was_damaged_under_a_running_broker() {
        let mut session = long();
        session.select(Some(Selection::Record("orders".into(), 0, 0, 0)));
        let whole = session.selected_record().expect("it is read").clone();
        session.run("disk 0 flip orders-0/00000000000000000000.log 70").expect("a file");
        session.reach();
        assert_ne!(session.selected_record(), Some(&whole));
        // Before it was damaged it is whole.
        session.seek_now(15 * SECOND);
        assert_eq!(session.selected_record(), Some(&whole));
    }

    #[test]
    fn the_log_is_read_again_only_where_it_is_another() {
        let mut session = long();
        session.select(Some(Selection::Segment("orders".into(), 0, 0, 0)));
        let first = offsets(session.reached().records());
        assert_eq!(first.len(), LISTED);
        let next = session.reached().next();
        session.list_from(next);
        assert_eq!(session.reached().records().first().map(|record| Some(record.batch)), Some(next));
        // Where its list was is forgotten with the selection.
        session.select(Some(Selection::Segment("orders".into(), 0, 0, 0)));
        assert_eq!(offsets(session.reached().records()), first);
        let read = session.reached().records().as_ptr();
        session.reach();
        assert_eq!(session.reached().records().as_ptr(), read);
    }
}
