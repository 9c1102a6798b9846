//! Logs with transactions that are compacted: batches and markers as a coordinator has them written.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::records::control::EndTransactionMarker;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::tests::{MANY, NOW, Pair, RULES, batch, batches, clean, open, shown};
use crate::disk::MemoryDisk;
use crate::log::Log;

/// A log that producers write to in transactions and outside.
struct Story {
    disk: MemoryDisk,
    log: Log,
}

impl Story {
    fn new() -> Self {
        let mut disk = MemoryDisk::new();
        let log = open(&mut disk);
        Self { disk, log }
    }

    fn append(&mut self, batch: &CheckedBatch) {
        self.log.append_as_leader(&mut self.disk, batch, 0).unwrap();
    }

    /// Records outside any transaction.
    fn plain(&mut self, pairs: &[Pair]) {
        self.append(&batch(BatchBuilder::new(Codec::None), pairs));
    }

    /// Records of a producer's transaction, the first of them with this sequence.
    fn within(&mut self, producer: i64, sequence: i32, pairs: &[Pair]) {
        let mut data = BatchBuilder::new(Codec::None).producer(producer, 0, sequence).transactional();
        for (key, value) in pairs {
            data.append(1_000, Some(key.as_bytes()), Some(value.as_bytes()), &[]).unwrap();
        }
        self.append(&CheckedBatch::from_self(data.build(0, -1).unwrap()).unwrap());
    }

    fn end(&mut self, producer: i64, commit: bool) {
        let marker = EndTransactionMarker { commit, coordinator_epoch: 1 };
        self.append(&CheckedBatch::from_self(marker.batch(producer, 0, 1_000, 0, 0).unwrap()).unwrap());
    }

    /// Enough records of other keys that segments end.
    fn others(&mut self) {
        MANY.iter().for_each(|pairs| self.plain(pairs));
    }

    fn clean(&mut self) {
        let log_end = self.log.log_end();
        self.clean_below(log_end).expect("something to clean");
    }

    /// Cleans what is stable below a high watermark; gives where that ends.
    fn clean_below(&mut self, high_watermark: i64) -> Option<i64> {
        let stable = self.log.producers().first_unstable(high_watermark).unwrap_or(high_watermark);
        let dirt = self.log.dirt(RULES, stable, NOW)?;
        self.log.clean(&mut self.disk, dirt, RULES, NOW).unwrap();
        Some(dirt.to)
    }

    /// What is left of one key.
    fn left_of(&self, key: &str) -> Vec<String> {
        let shown = shown(&self.log, &self.disk).into_iter();
        shown.filter(|shown| shown.split([' ', '=']).nth(1) == Some(key)).collect()
    }
}

#[test]
fn an_aborted_record_stands_for_no_earlier_one() {
    let mut story = Story::new();
    story.plain(&[("x", "kept"), ("y", "old")]);
    story.within(7, 0, &[("x", "aborted")]);
    story.within(8, 0, &[("y", "committed")]);
    story.end(8, true);
    story.end(7, false);
    story.others();
    story.clean();
    assert_eq!(
        (story.left_of("x"), story.left_of("y")),
        (vec!["0 x=kept".into()], vec!["3 y=committed".into()])
    );
}

#[test]
fn wherever_its_marker_is() {
    let mut story = Story::new();
    story.plain(&[("x", "kept")]);
    story.within(7, 0, &[("x", "aborted")]);
    story.others();
    let active = story.log.segments().last().unwrap();
    story.end(7, false);
    assert!(story.log.log_end() > active + 1, "the marker is in the segment that grows");
    story.clean();
    assert_eq!(story.left_of("x"), ["0 x=kept"]);
}

#[test]
fn a_second_round_knows_what_the_first_one_saw() {
    let mut story = Story::new();
    story.plain(&[("x", "kept")]);
    story.within(7, 0, &[("z", "aborted")]);
    story.others();
    let before = story.log.segments().last().unwrap();
    story.within(7, 1, &[("x", "aborted")]);
    story.end(7, false);
    story.others();
    // The transaction begins below where this round starts.
    story.log.set_cleaned_to(before);
    story.clean();
    assert_eq!((story.left_of("x"), story.left_of("z")), (vec!["0 x=kept".into()], vec![]));
}

#[test]
fn nothing_is_cleaned_from_the_first_open_transaction_on() {
    let mut story = Story::new();
    story.others();
    let first_open = story.log.log_end();
    story.within(7, 0, &[("x", "1")]);
    story.others();
    story.within(7, 1, &[("x", "2")]);
    let end = story.log.log_end();
    assert!(story.clean_below(end).unwrap() <= first_open);
    assert_eq!(story.left_of("x").len(), 2);
    // A start finds the transaction again, by snapshot or by reading.
    story.log = open(&mut story.disk);
    assert_eq!(story.log.producers().first_unstable(end), Some(first_open));
    story.end(7, true);
    story.others();
    // As long as the marker is not committed, nothing of it is.
    assert_eq!(story.log.producers().first_unstable(end), Some(first_open));
    assert!(story.clean_below(end).is_none_or(|to| to <= first_open));
    assert_eq!(story.left_of("x").len(), 2);
    let end = story.log.log_end();
    assert!(story.clean_below(end).unwrap() > first_open);
    assert_eq!(story.left_of("x").len(), 1);
}

#[test]
fn aborted_records_go_and_markers_follow() {
    let mut story = Story::new();
    story.within(7, 0, &[("x", "1")]);
    story.end(7, false);
    story.others();
    story.log.expire_producers(i64::MAX, 1);
    let mut first = |now_ms| {
        story.log.set_cleaned_to(0);
        clean(&mut story.log, &mut story.disk, now_ms).unwrap();
        batches(&story.log, &story.disk)[0].header().base_offset
    };
    assert_eq!(first(NOW), 1, "the data goes, its marker stays");
    assert_eq!(first(NOW + 1), 1, "there is nothing left to mark: its time begins");
    assert!(first(NOW + 1_001) > 1);
}
