//! Who votes at each point of the log, and in which `kraft.version` (KIP-853). A node goes by the newest that its log
//! says, committed or not; what is cut off the log is taken back.

use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::Address;
use partita_wire::records::BatchView;
use partita_wire::records::control::ControlType;

use crate::cx::Cx;
use crate::image::METADATA_BATCH_LEN_MAX;

use super::voter_set::{self, RECONFIGURABLE, VoterSet};
use super::{Raft, snapshot};

/// The history of the voters, as far back as the log reaches.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    /// `controller.quorum.voters`: it holds until the log says otherwise.
    configured: VoterSet,
    /// `controller.quorum.bootstrap.servers`.
    bootstrap: Vec<Address>,
    /// Each set with the offset of its record; -1 for what formatting wrote.
    sets: Vec<(i64, VoterSet)>,
    versions: Vec<(i64, i16)>,
}

impl Membership {
    pub(super) fn new(configured: VoterSet, bootstrap: Vec<Address>) -> Self {
        Self { configured, bootstrap, sets: Vec::new(), versions: Vec::new() }
    }

    /// Takes what a batch of the log or of a snapshot says. A snapshot's records all count as its last offset, `at`.
    pub(super) fn take(&mut self, batch: &BatchView, at: Option<i64>) {
        if !batch.header().attributes.is_control() {
            return;
        }
        for record in batch.records(METADATA_BATCH_LEN_MAX).into_iter().flatten().flatten() {
            let offset = at.unwrap_or(record.offset);
            let kind = ControlType::of(&record);
            let value = record.value.unwrap_or_default();
            match kind {
                Some(ControlType::KraftVoters) => {
                    self.sets.extend(VoterSet::of_record(value).map(|set| (offset, set)));
                }
                Some(ControlType::KraftVersion) => {
                    self.versions.extend(voter_set::version_of_record(value).map(|level| (offset, level)));
                }
                _ => {}
            }
        }
    }

    /// Forgets everything: a snapshot stands for all of it.
    pub(super) fn clear(&mut self) {
        self.sets.clear();
        self.versions.clear();
    }

    /// Takes back what stood at `end` or later.
    pub(super) fn truncate(&mut self, end: i64) {
        self.sets.retain(|&(offset, _)| offset < end);
        self.versions.retain(|&(offset, _)| offset < end);
    }

    /// Forgets what a newer record before `start` has replaced.
    pub(super) fn forget_before(&mut self, start: i64) {
        let old = self.sets.partition_point(|&(offset, _)| offset < start).saturating_sub(1);
        self.sets.drain(..old);
        let old = self.versions.partition_point(|&(offset, _)| offset < start).saturating_sub(1);
        self.versions.drain(..old);
    }

    /// The voters.
    pub(super) fn voters(&self) -> &VoterSet {
        self.sets.last().map_or(&self.configured, |(_, set)| set)
    }

    /// Offset of the record that names them, if a record does; -1 if formatting wrote it.
    pub(super) fn voters_offset(&self) -> Option<i64> {
        self.sets.last().map(|&(offset, _)| offset)
    }

    /// The `kraft.version`.
    pub(super) fn version(&self) -> i16 {
        self.versions.last().map_or(0, |&(_, level)| level)
    }

    /// The `kraft.version` that holds for everything before `end`.
    pub(super) fn version_before(&self, end: i64) -> i16 {
        self.versions.iter().rev().find(|&&(offset, _)| offset < end).map_or(0, |&(_, level)| level)
    }

    /// Whether voters may be added and removed.
    pub(super) fn is_reconfigurable(&self) -> bool {
        self.version() >= RECONFIGURABLE
    }

    /// The control records that a snapshot of everything before `end` begins with.
    pub(super) fn records_before(&self, end: i64) -> Vec<(ControlType, Bytes)> {
        let version = self.version_before(end);
        if version < RECONFIGURABLE {
            return Vec::new();
        }
        let set = self.sets.iter().rev().find(|&&(offset, _)| offset < end);
        let voters = set.and_then(|(_, set)| set.record());
        voter_set::version_record(version).into_iter().chain(voters).collect()
    }

    /// Where a node that knows no leader asks for one: the bootstrap servers, or the voters if there are none.
    pub(super) fn bootstrap(&self) -> &[Address] {
        &self.bootstrap
    }
}

impl Raft {
    /// Reads who votes: from the newest snapshot, then from the log behind it.
    pub(super) fn read_membership(&mut self, cx: &Cx<'_>) {
        self.membership.clear();
        let newest = self.log.newest_snapshot().and_then(|id| snapshot::read(cx.disk, id).ok());
        let from = newest.as_ref().map_or(self.log.start(), |snapshot| snapshot.id.end);
        for batch in newest.iter().flat_map(|snapshot| &snapshot.batches) {
            self.membership.take(batch, Some(from - 1));
        }
        for entry in self.log.from(from) {
            self.membership.take(&entry.batch, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;

    use partita_wire::Uuid;
    use partita_wire::records::control;

    use super::*;
    use crate::raft::voter_set::{KRAFT_VERSIONS, Voter};

    fn set(directory: u8) -> VoterSet {
        let address = Address::new("localhost", 9_093);
        [(0, Voter::at(&address, Uuid([directory; 16]), KRAFT_VERSIONS))].into_iter().collect()
    }

    fn batch(set: &VoterSet, offset: i64) -> BatchView {
        let records = [voter_set::version_record(1).unwrap(), set.record().unwrap()];
        BatchView::read(control::batch(&records, 0, offset, 1).unwrap()).unwrap()
    }

    #[test]
    fn the_newest_record_counts_and_what_is_cut_off_is_taken_back() {
        let configured = VoterSet::configured(&BTreeMap::from([(7, Address::new("a", 1))]));
        let mut membership = Membership::new(configured.clone(), Vec::new());
        assert_eq!((membership.voters(), membership.version()), (&configured, 0));
        membership.take(&batch(&set(1), 0), Some(-1));
        assert_eq!((membership.voters_offset(), membership.version()), (Some(-1), 1));
        membership.take(&batch(&set(2), 5), None);
        assert_eq!((membership.voters(), membership.voters_offset()), (&set(2), Some(6)));
        assert_eq!(
            membership.records_before(6),
            [voter_set::version_record(1).unwrap(), set(1).record().unwrap()]
        );
        membership.truncate(5);
        assert_eq!(membership.voters(), &set(1));
        membership.truncate(-1);
        assert_eq!((membership.voters(), membership.version()), (&configured, 0));
        assert!(membership.records_before(9).is_empty());
    }

    #[test]
    fn what_the_log_has_lost_is_forgotten_but_for_what_still_holds() {
        let mut membership = Membership::new(VoterSet::default(), Vec::new());
        membership.take(&batch(&set(1), 0), None);
        membership.take(&batch(&set(2), 10), None);
        membership.forget_before(11);
        assert_eq!(membership.sets.len(), 2, "the set of offset 11 is in the log still");
        membership.forget_before(12);
        assert_eq!((membership.voters(), membership.sets.len()), (&set(2), 1));
    }
}
