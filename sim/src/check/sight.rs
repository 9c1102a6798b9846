//! What a checker sees: facts about replicas and partitions, read from the logs themselves. The world shows it; a test shows
//! what a broken world would.

use alloc::string::String;
use alloc::vec::Vec;

use partita_view::{Micros, PartitionView};
use partita_wire::records::{BatchHeader, BatchView, CHECK_DECOMPRESSED_LEN_MAX, TimestampType};

use crate::world::World;

/// A replica at this moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReplicaSeen<'a> {
    /// Counts the processes of its node.
    pub(super) incarnation: u32,
    /// The last of its processes that ended by a loss of power.
    pub(super) lost_power: Option<u32>,
    /// Whether its disk keeps what it says that it has flushed: it never lied, and was never damaged.
    pub(super) keeps_flushed: bool,
    /// Up to where it says that its log is flushed.
    pub(super) flushed: i64,
    pub(super) leads: bool,
    pub(super) leader_epoch: i32,
    pub(super) log_start: i64,
    pub(super) high_watermark: i64,
    pub(super) log_end: i64,
    /// The ISR as it knows it to be committed.
    pub(super) in_sync: &'a [i32],
    /// The ISR that it has offered to the controller.
    pub(super) offered: Option<&'a [i32]>,
    /// Up to where it was compacted.
    pub(super) cleaned_to: i64,
    /// Leader epochs and their first offsets.
    pub(super) epochs: &'a [(i32, i64)],
}

/// A batch of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BatchSeen {
    pub(super) base_offset: i64,
    pub(super) last_offset: i64,
    pub(super) leader_epoch: i32,
    pub(super) crc: u32,
    /// Largest timestamp, milliseconds since 1970; -1 if it has none.
    pub(super) max_timestamp: i64,
    /// Whether its checksum holds.
    pub(super) sound: bool,
    /// Whether its header says that the record at its base offset has its largest timestamp.
    pub(super) newest_first: bool,
    pub(super) producer: Option<SequenceSeen>,
}

/// A batch's place in what its producer sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SequenceSeen {
    pub(super) id: i64,
    pub(super) epoch: i16,
    pub(super) first: i32,
    pub(super) last: i32,
}

impl BatchSeen {
    fn of(batch: &BatchView) -> Self {
        Self::of_header(batch.header(), batch.check_crc().is_ok())
    }

    /// A batch by its header; whether it is `sound` somebody else knows.
    pub(super) fn of_header(header: &BatchHeader, sound: bool) -> Self {
        let sequenced = header.has_producer_id() && header.base_sequence >= 0;
        Self {
            base_offset: header.base_offset,
            last_offset: header.last_offset(),
            leader_epoch: header.leader_epoch,
            crc: header.crc,
            max_timestamp: header.max_timestamp,
            sound,
            newest_first: is_newest_first(header),
            producer: sequenced.then(|| SequenceSeen {
                id: header.producer_id,
                epoch: header.producer_epoch,
                first: header.base_sequence,
                last: header.last_sequence(),
            }),
        }
    }
}

/// Whether the record at the base offset has the largest timestamp of its batch. The base timestamp is that of the first record, which
/// stands at the base offset as long as no cleaner has taken any.
fn is_newest_first(header: &BatchHeader) -> bool {
    let is_whole = i64::from(header.records_count) == i64::from(header.last_offset_delta) + 1;
    let appended = header.attributes.timestamp_type() == TimestampType::LogAppendTime;
    is_whole && (appended || header.base_timestamp == header.max_timestamp)
}

/// Whoever shows replicas and partitions to a checker.
pub(super) trait Sight {
    /// The present moment.
    fn now(&self) -> Micros;
    /// A replica, if its node runs and has it.
    fn replica(&self, node: i32, topic: &str, partition: i32) -> Option<ReplicaSeen<'_>>;
    /// Its batches that begin in a range of offsets.
    fn batches(&self, node: i32, topic: &str, partition: i32, from: i64, until: i64) -> Vec<BatchSeen>;
    /// What it remembers of a producer: its epoch and last sequence.
    fn last_sequence(&self, node: i32, topic: &str, partition: i32, producer: i64) -> Option<(i16, i32)>;
    /// Offset of the first record with a timestamp or a later one, as a lookup by time finds it; `Err` if its disk cannot
    /// be read.
    fn by_time(&self, node: i32, topic: &str, partition: i32, timestamp: i64) -> Result<Option<i64>, ()>;
    /// What an index of a replica says that its batches do not; nothing where a bit of its disk was flipped.
    fn false_index_entry(&self, node: i32, topic: &str, partition: i32) -> Option<String>;
    /// Whether the controller keeps an ELR (`eligible.leader.replicas.version`).
    fn keeps_eligible(&self) -> bool;
    /// Offset and timestamp of each record in the batch that begins at an offset.
    fn times(&self, node: i32, topic: &str, partition: i32, base_offset: i64) -> Vec<(i64, i64)>;
    /// The partition as the best informed node has it.
    fn state(&self, topic: &str, partition: i32) -> Option<PartitionView>;
    /// Whether a broker is fenced, as the same node has it.
    fn is_fenced(&self, broker: i32) -> bool;
    /// `min.insync.replicas` and whether the topic is compacted.
    fn settings(&self, topic: &str) -> (i32, bool);
}

impl Sight for World {
    fn now(&self) -> Micros {
        self.now.0
    }

    fn replica(&self, node: i32, topic: &str, partition: i32) -> Option<ReplicaSeen<'_>> {
        let slot = self.slot(self.machine(&partita_view::Party::Node(node))?);
        let probe = slot.node()?.replica_probe(topic, partition)?;
        let log = probe.log();
        Some(ReplicaSeen {
            incarnation: slot.incarnation,
            lost_power: slot.lost_power,
            keeps_flushed: !slot.harmed,
            flushed: log.recovery_point(),
            leads: probe.leads(),
            leader_epoch: probe.leader_epoch(),
            log_start: log.log_start(),
            high_watermark: probe.high_watermark(),
            log_end: log.log_end(),
            in_sync: probe.in_sync(),
            offered: probe.offered(),
            cleaned_to: log.cleaned_to(),
            epochs: log.epochs().entries(),
        })
    }

    fn batches(&self, node: i32, topic: &str, partition: i32, from: i64, until: i64) -> Vec<BatchSeen> {
        let Some(replica) = self.probe(node, topic, partition) else { return Vec::new() };
        let most = usize::try_from(until.saturating_sub(from)).unwrap_or(0);
        let seen = replica.batches(from, most);
        let begins = |batch: &BatchSeen| batch.base_offset >= from && batch.base_offset < until;
        seen.iter().map(BatchSeen::of).filter(begins).collect()
    }

    fn last_sequence(&self, node: i32, topic: &str, partition: i32, producer: i64) -> Option<(i16, i32)> {
        let state = self.probe(node, topic, partition)?.log().producers().by_id().get(&producer)?;
        state.last_sequence().map(|last| (state.epoch, last))
    }

    fn by_time(&self, node: i32, topic: &str, partition: i32, timestamp: i64) -> Result<Option<i64>, ()> {
        let probe = self.probe(node, topic, partition).ok_or(())?;
        let found = probe.offset_for_timestamp(timestamp).map_err(|_| ())?;
        Ok(found.map(|found| found.offset))
    }

    fn false_index_entry(&self, node: i32, topic: &str, partition: i32) -> Option<String> {
        let is_flipped = self.slot(self.machine(&partita_view::Party::Node(node))?).flipped;
        self.probe(node, topic, partition).filter(|_| !is_flipped)?.false_index_entry()
    }

    fn keeps_eligible(&self) -> bool {
        self.best_informed().is_none_or(|node| node.feature_level("eligible.leader.replicas.version") > 0)
    }

    fn times(&self, node: i32, topic: &str, partition: i32, base_offset: i64) -> Vec<(i64, i64)> {
        let Some(replica) = self.probe(node, topic, partition) else { return Vec::new() };
        let batches = replica.batches(base_offset, 1);
        let Some(batch) = batches.first().filter(|batch| batch.header().base_offset == base_offset) else {
            return Vec::new();
        };
        let Ok(records) = batch.records(CHECK_DECOMPRESSED_LEN_MAX) else { return Vec::new() };
        records.map_while(Result::ok).map(|record| (record.offset, record.timestamp)).collect()
    }

    fn state(&self, topic: &str, partition: i32) -> Option<PartitionView> {
        self.best_informed()?.partition_view(topic, partition)
    }

    fn is_fenced(&self, broker: i32) -> bool {
        self.best_informed().is_some_and(|node| node.is_fenced(broker) == Some(true))
    }

    fn settings(&self, topic: &str) -> (i32, bool) {
        let Some(node) = self.best_informed() else { return (1, false) };
        let views = node.topic_views();
        let Some(view) = views.iter().find(|view| &*view.name == topic) else { return (1, false) };
        let compacts = |(name, value): &(partita_view::Name, partita_view::Name)| {
            &**name == "cleanup.policy" && value.contains("compact")
        };
        (view.min_in_sync, view.internal || view.configs.iter().any(compacts))
    }
}

#[cfg(test)]
mod tests {
    use partita_wire::records::{BatchBuilder, BatchView, Codec};

    use super::BatchSeen;

    fn newest_first(timestamps: &[i64]) -> bool {
        let mut builder = BatchBuilder::new(Codec::None);
        for timestamp in timestamps {
            builder.append(*timestamp, None, Some(b"v"), &[]).unwrap();
        }
        BatchSeen::of(&BatchView::read(builder.build(0, -1).unwrap()).unwrap()).newest_first
    }

    #[test]
    fn which_batches_have_their_newest_record_first() {
        assert!(newest_first(&[7]));
        assert!(newest_first(&[7, 7]));
        assert!(newest_first(&[7, 3]));
        assert!(!newest_first(&[7, 8]));
    }
}
