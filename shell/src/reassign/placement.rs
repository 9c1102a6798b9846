//! Where `--generate` puts replicas: striped over racks and over the brokers of each rack, from random starts, as the
//! controller does for new topics. All brokers here are alive.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_client::ClientError;
use partita_wire::ErrorCode;

use crate::thrown::Thrown;

/// A broker that may get replicas.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) id: i32,
    pub(super) rack: Option<String>,
}

/// A rack: its brokers, from which of them this round began, and how many of them it has taken.
struct Rack {
    brokers: Vec<i32>,
    start: usize,
    taken: usize,
    round: usize,
}

impl Rack {
    fn next(&mut self, round: usize) -> Option<i32> {
        if self.round != round {
            (self.round, self.taken) = (round, 0);
            self.start = (self.start + 1) % self.brokers.len();
        }
        if self.taken >= self.brokers.len() {
            return None;
        }
        self.taken += 1;
        Some(self.brokers[(self.start + self.taken - 1) % self.brokers.len()])
    }
}

/// Replicas of `partitions` partitions. `pick(n)` is a random number below `n`.
pub(super) fn place(
    candidates: &[Candidate],
    partitions: usize,
    factor: usize,
    pick: &mut dyn FnMut(u64) -> u64,
) -> Result<Vec<Vec<i32>>, Thrown> {
    if factor > candidates.len() || factor == 0 {
        let message = format!(
            "The target replication factor of {factor} cannot be reached because only {} broker(s) are registered or \
             some brokers have all their log directories cordoned.",
            candidates.len()
        );
        return Err(ClientError::new(ErrorCode::InvalidReplicationFactor, message).into());
    }
    let mut below = |count: usize| usize::try_from(pick(count as u64)).unwrap_or(0);
    let mut by_rack: BTreeMap<Option<&str>, Vec<i32>> = BTreeMap::new();
    for candidate in candidates {
        by_rack.entry(candidate.rack.as_deref()).or_default().push(candidate.id);
    }
    let mut racks: Vec<Rack> = by_rack
        .into_values()
        .map(|mut brokers| {
            brokers.sort_unstable();
            let start = below(brokers.len());
            Rack { brokers, start, taken: 0, round: 0 }
        })
        .collect();
    let mut first = below(racks.len());
    let mut placed = Vec::new();
    let mut round = 0;
    for _ in 0..partitions {
        if round == candidates.len() && candidates.len() > 1 {
            round = 0;
            shuffle(&mut racks, &mut below);
            racks.iter_mut().for_each(|rack| shuffle(&mut rack.brokers, &mut below));
        }
        placed.push(one(&mut racks, first, round, factor));
        (round, first) = (round + 1, (first + 1) % racks.len());
    }
    Ok(placed)
}

/// The replicas of one partition: the leader from the first rack, then one from each rack after it, and round again.
fn one(racks: &mut [Rack], first: usize, round: usize, factor: usize) -> Vec<i32> {
    let mut replicas = Vec::with_capacity(factor);
    let mut at = first;
    while replicas.len() < factor {
        replicas.extend(racks[at].next(round));
        at = (at + 1) % racks.len();
    }
    replicas
}

fn shuffle<T>(items: &mut [T], below: &mut dyn FnMut(usize) -> usize) {
    for end in (2..=items.len()).rev() {
        items.swap(end - 1, below(end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rack_gets_a_replica_and_no_broker_two() {
        let racks = ["a", "a", "b", "b", "c"];
        let candidates: Vec<Candidate> =
            (0..).zip(racks).map(|(id, rack)| Candidate { id, rack: Some(rack.into()) }).collect();
        let mut seed = 7;
        let mut pick = |below: u64| {
            seed = (seed * 31 + 11) % 1_009;
            seed % below
        };
        for replicas in place(&candidates, 40, 3, &mut pick).unwrap() {
            let mut of: Vec<&str> = replicas.iter().map(|id| racks[usize::try_from(*id).unwrap()]).collect();
            of.sort_unstable();
            assert_eq!(of, ["a", "b", "c"]);
        }
        for replicas in place(&candidates, 40, 5, &mut pick).unwrap() {
            let mut ids = replicas.clone();
            ids.sort_unstable();
            assert_eq!(ids, [0, 1, 2, 3, 4]);
        }
        assert!(place(&candidates, 1, 6, &mut pick).is_err());
        assert!(place(&[], 1, 1, &mut pick).is_err());
    }
}
