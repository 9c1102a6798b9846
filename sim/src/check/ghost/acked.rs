//! What producers were told, and what consumers got: P2 and R8.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::Finding;

use super::super::promises::broken;
use super::super::replica::Replica;
use super::{Ghost, POWER, UNCLEAN};

/// Acknowledgements that are remembered of a partition. When there are more, the older half goes: whether their records are lost is
/// still seen (R2), but it is told no more that a producer relied on them.
const ACKED_MAX: usize = 100_000;

/// Records that a producer was told are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acked {
    base_offset: i64,
    records: u32,
    acks: i16,
    crc: Option<u32>,
    lost: bool,
}

impl Acked {
    pub(super) fn end(&self) -> i64 {
        self.base_offset + i64::from(self.records)
    }
}

impl Ghost {
    /// P2.
    pub(super) fn missed(
        &mut self,
        node: i32,
        replica: &Replica,
        allowed_by: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        let mut lost = Vec::new();
        self.acked_end = 0;
        for (index, acked) in self.acked.iter().enumerate().filter(|(_, acked)| !acked.lost) {
            let there = acked.end() <= replica.log_end
                && acked
                    .crc
                    .is_none_or(|crc| replica.batch(acked.base_offset).is_none_or(|held| held.crc == crc));
            if there {
                self.acked_end = self.acked_end.max(acked.end());
            } else {
                lost.push(index);
            }
        }
        for index in lost {
            let acked = Acked { lost: true, ..self.acked[index] };
            self.unheard.acked -= i64::from(acked.records);
            self.acked.replace(index, acked);
            found.push(self.loss(node, replica.leader_epoch, acked, allowed_by));
        }
    }

    pub(super) fn loss(
        &self,
        node: i32,
        leader_epoch: i32,
        acked: Acked,
        allowed_by: Option<&'static str>,
    ) -> Finding {
        let last = acked.end() - 1;
        let acks = if acked.acks == -1 { String::from("all") } else { format!("{}", acked.acks) };
        let seen = format!(
            "Offsets {} to {last} of {}-{} were acknowledged with acks={acks}; broker {node}, which leads in epoch {leader_epoch}, does not have them.",
            acked.base_offset, self.topic, self.partition
        );
        let mut finding = self.finding("P2", Some(acked.base_offset), node, seen);
        finding.lost = Some((acked.base_offset, last));
        finding.allowed_by = allowed_by.or(match acked.acks {
            1 => Some("acks=1"),
            _ => None,
        });
        finding
    }

    /// P2 at the moment of the acknowledgement: what was promised is there.
    pub(super) fn acknowledged(
        &mut self,
        base_offset: i64,
        records: u32,
        acks: i16,
        found: &mut Vec<Finding>,
    ) {
        if base_offset < 0 {
            return;
        }
        if self.acked.len() >= ACKED_MAX {
            self.acked.forget_first(ACKED_MAX / 2);
        }
        let end = base_offset + i64::from(records);
        let newest = self
            .replicas
            .iter()
            .filter(|(_, replica)| replica.leads)
            .max_by_key(|(_, replica)| replica.leader_epoch);
        let leader = newest.map(|(&id, replica)| (id, replica.leader_epoch, replica.log_end));
        let crc = newest.and_then(|(_, replica)| replica.batch(base_offset)).map(|batch| batch.crc);
        let mut acked = Acked { base_offset, records, acks, crc, lost: false };
        if acks == -1 && end > self.readable_end {
            // Told here, it is not told again when the next leader does not have it.
            acked.lost = true;
            let node = leader.map_or(-1, |(node, ..)| node);
            let seen = format!(
                "Offsets {base_offset} to {} of {}-{} were acknowledged with acks=all; the high watermark never passed {}.",
                end - 1,
                self.topic,
                self.partition,
                self.readable_end
            );
            found.push(self.finding("P2", Some(base_offset), node, seen));
        }
        match leader {
            // The leader that acknowledged it is gone, and with it the record.
            Some((node, epoch, log_end)) if end > log_end => {
                acked.lost = true;
                let allowed_by =
                    self.unclean.then_some(UNCLEAN).or((!self.lossy.is_empty()).then_some(POWER));
                found.push(self.loss(node, epoch, acked, allowed_by));
            }
            _ if acked.lost => {}
            _ => {
                self.acked_end = self.acked_end.max(end);
                self.unheard.acked += i64::from(records);
            }
        }
        self.acked.push(acked);
    }

    /// R8.
    pub(super) fn processed(&self, last: i64, client: &Name, found: &mut Vec<Finding>) {
        if last < self.readable_end {
            return;
        }
        let seen = format!(
            "{client} processed offset {last} of {}-{}; the high watermark never passed {}.",
            self.topic, self.partition, self.readable_end
        );
        found.push(Finding {
            about: Some((self.topic.clone(), self.partition)),
            offset: Some(last),
            ..broken("R8", seen)
        });
    }
}
