//! What was sent with acks=0: nobody says whether it arrived. P2 as a legal loss.
//!
//! Such records have no offset that a producer knows, and no producer id. So they are counted: with them and with everything that
//! was acknowledged a log is to be as long as both together. What is missing then was lost on the way or with a leader; copies
//! that a producer without idempotence wrote twice hide as many.

use alloc::format;
use alloc::vec::Vec;

use partita_view::{Finding, Micros};

use super::Ghost;

/// After so long without another one, records sent with acks=0 are in a log or nowhere: no connection holds them still.
const ARRIVED_US: Micros = 60_000_000;

/// Records of a partition that were sent with acks=0, and the others beside them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unheard {
    /// Sent with acks=0.
    sent: i64,
    /// Of those, how many are known to be lost.
    lost: i64,
    /// Acknowledged with an offset, and not lost.
    pub(super) acked: i64,
    /// When the last one was sent; `None` once they were looked for.
    last_at: Option<Micros>,
}

impl Ghost {
    /// Records were sent with acks=0.
    pub(super) fn sent_unheard(&mut self, records: u32, now: Micros) {
        self.unheard.sent += i64::from(records);
        self.unheard.last_at = Some(now);
    }

    /// Whether records sent with acks=0 were not looked for yet.
    pub(in super::super) fn waits_for_unheard(&self) -> bool {
        self.unheard.last_at.is_some()
    }

    /// Whether they have arrived by now, if ever.
    pub(in super::super) fn may_miss_unheard(&self, now: Micros) -> bool {
        self.unheard.last_at.is_some_and(|last| now > last.saturating_add(ARRIVED_US))
    }

    /// P2: looks for what was sent with acks=0, in the log of the leader.
    pub(in super::super) fn look_for_unheard(&mut self, found: &mut Vec<Finding>) {
        self.unheard.last_at = None;
        let leading = self.replicas.iter().filter(|(_, replica)| replica.leads);
        let newest = leading.max_by_key(|(_, replica)| replica.leader_epoch);
        let Some((&node, log_end)) = newest.map(|(node, replica)| (node, replica.log_end)) else { return };
        let expected = self.unheard.acked + self.unheard.sent - self.unheard.lost;
        let missing = expected.saturating_sub(log_end);
        if missing <= 0 {
            return;
        }
        self.unheard.lost += missing;
        let seen = format!(
            "{missing} of {} records sent to {}-{} with acks=0 are not in the log of broker {node}, which ends at {log_end}.",
            self.unheard.sent, self.topic, self.partition
        );
        let mut finding = self.finding("P2", Some(log_end), node, seen);
        finding.allowed_by = Some("acks=0");
        found.push(finding);
    }
}
