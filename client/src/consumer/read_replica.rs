//! Which replica a partition is read from: its leader, unless that has named a better one (KIP-392).

use partita_machine::Now;

use super::Consumer;
use super::positions::{Place, Preferred, Tracked};
use crate::metadata::Broker;

impl Consumer {
    /// The broker that a partition is read from; none where it has no leader.
    pub(super) fn read_from(&self, place: &Place, tracked: &Tracked) -> Option<&Broker> {
        let leader = self.net.metadata.leader(&place.0, place.1)?;
        let preferred = tracked.preferred.and_then(|known| self.net.metadata.brokers.get(&known.replica));
        Some(preferred.unwrap_or(leader))
    }

    /// Notes where the leader sends us; -1 for nowhere else. It is asked again once metadata of now are old.
    pub(super) fn go_where_told(&mut self, now: Now, place: &Place, replica: i32) {
        let until = now.at.after_ms(self.settings.common.metadata_max_age_ms);
        let leader_epoch = self.leader_epoch_of(place);
        let Some(tracked) = self.positions.get_mut(place).filter(|_| replica >= 0) else { return };
        if tracked.preferred.is_none_or(|known| known.replica != replica) {
            tracked.preferred = Some(Preferred { replica, until, leader_epoch });
        }
    }

    /// Turns to the leader again. Says whether that is a change.
    pub(super) fn forget_replica(&mut self, place: &Place) -> bool {
        self.positions.get_mut(place).is_some_and(|tracked| tracked.preferred.take().is_some())
    }

    /// Turns to the leader again wherever it was asked too long ago, where it is another one by now, and where the replica
    /// is gone or offline. Says whether one is, which newer metadata may explain.
    pub(super) fn forget_lost_replicas(&mut self, now: Now) -> bool {
        let mut any_lost = false;
        for (place, tracked) in &mut self.positions {
            let Some(known) = tracked.preferred else { continue };
            let partition = self.net.metadata.partition(&place.0, place.1);
            let is_old = known.until < now.at
                || partition.is_some_and(|partition| partition.leader_epoch != known.leader_epoch);
            let is_lost = !self.net.metadata.brokers.contains_key(&known.replica)
                || partition.is_some_and(|partition| partition.offline.contains(&known.replica));
            if is_old || is_lost {
                tracked.preferred = None;
            }
            any_lost |= is_lost;
        }
        any_lost
    }

    fn leader_epoch_of(&self, place: &Place) -> i32 {
        self.net.metadata.partition(&place.0, place.1).map_or(-1, |partition| partition.leader_epoch)
    }
}
