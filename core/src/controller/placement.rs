//! Where the replicas of new partitions go: striped over racks and over the brokers inside each rack, unfenced brokers
//! first, with random starting points (Kafka's default placement).

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use partita_machine::Name;

/// A broker that replicas may be placed on.
pub(crate) struct Usable {
    pub(crate) id: i32,
    pub(crate) rack: Option<Name>,
    pub(crate) fenced: bool,
}

/// Why partitions cannot be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unplaceable {
    NotPositive(i16),
    AllFenced,
    TooFewBrokers { factor: i16, registered: usize },
}

impl fmt::Display for Unplaceable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPositive(factor) => {
                write!(f, "Invalid replication factor {factor}: the replication factor must be positive.")
            }
            Self::AllFenced => {
                f.write_str("All brokers are currently fenced, or have all their log directories cordoned.")
            }
            Self::TooFewBrokers { factor, registered } => write!(
                f,
                "The target replication factor of {factor} cannot be reached because only {registered} broker(s) are \
                 registered or some brokers have all their log directories cordoned."
            ),
        }
    }
}

impl Unplaceable {
    /// The text as an error message has it.
    pub(crate) fn message(self) -> String {
        self.to_string()
    }
}

/// Replica lists for `partitions` new partitions. `pick(n)` is a random number below `n`.
pub(crate) fn place(
    brokers: &[Usable],
    partitions: u32,
    factor: i16,
    pick: &mut dyn FnMut(u64) -> u64,
) -> Result<Vec<Vec<i32>>, Unplaceable> {
    let Some(replicas) = usize::try_from(factor).ok().filter(|&factor| factor > 0) else {
        return Err(Unplaceable::NotPositive(factor));
    };
    if brokers.iter().all(|broker| broker.fenced) {
        return Err(Unplaceable::AllFenced);
    }
    if replicas > brokers.len() {
        return Err(Unplaceable::TooFewBrokers { factor, registered: brokers.len() });
    }
    let mut racks = Racks::new(brokers, pick);
    Ok((0..partitions).map(|_| racks.place(replicas, pick)).collect())
}

/// Brokers to go round, from another start in each round.
#[derive(Default)]
struct Ring {
    brokers: Vec<i32>,
    taken: usize,
    offset: usize,
    round: usize,
}

impl Ring {
    fn start(&mut self, pick: &mut dyn FnMut(u64) -> u64) {
        if !self.brokers.is_empty() {
            self.brokers.sort_unstable();
            self.offset = below(self.brokers.len(), pick);
        }
    }

    /// The next broker of this round, if one is left.
    fn next(&mut self, round: usize) -> Option<i32> {
        if self.brokers.is_empty() {
            return None;
        }
        if self.round != round {
            self.round = round;
            self.taken = 0;
            self.offset = (self.offset + 1) % self.brokers.len();
        }
        if self.taken >= self.brokers.len() {
            return None;
        }
        let broker = self.brokers[(self.taken + self.offset) % self.brokers.len()];
        self.taken += 1;
        Some(broker)
    }
}

#[derive(Default)]
struct Rack {
    unfenced: Ring,
    fenced: Ring,
}

struct Racks {
    racks: Vec<Rack>,
    unfenced: usize,
    round: usize,
    offset: usize,
}

impl Racks {
    fn new(brokers: &[Usable], pick: &mut dyn FnMut(u64) -> u64) -> Self {
        let mut racks: BTreeMap<Option<Name>, Rack> = BTreeMap::new();
        for broker in brokers {
            let rack = racks.entry(broker.rack.clone()).or_default();
            let ring = if broker.fenced { &mut rack.fenced } else { &mut rack.unfenced };
            ring.brokers.push(broker.id);
        }
        let mut racks: Vec<Rack> = racks.into_values().collect();
        for rack in &mut racks {
            rack.fenced.start(pick);
            rack.unfenced.start(pick);
        }
        let offset = below(racks.len(), pick);
        let unfenced = brokers.iter().filter(|broker| !broker.fenced).count();
        Self { racks, unfenced, round: 0, offset }
    }

    /// One replica list. There is at least one unfenced broker and there are enough brokers, so both searches end.
    fn place(&mut self, replicas: usize, pick: &mut dyn FnMut(u64) -> u64) -> Vec<i32> {
        if self.round == self.unfenced && self.unfenced > 1 {
            self.shuffle(pick);
            self.round = 0;
        }
        let count = self.racks.len();
        self.offset %= count;
        let mut placed = Vec::with_capacity(replicas);
        let mut leader_rack = self.offset;
        for _ in 0..count {
            if let Some(broker) = self.racks[leader_rack].unfenced.next(self.round) {
                placed.push(broker);
                break;
            }
            leader_rack = (leader_rack + 1) % count;
        }
        // The leader's rack has given one already: it is passed over once.
        let mut pass_over = Some(leader_rack);
        let mut rack = self.offset;
        while placed.len() < replicas {
            if pass_over == Some(rack) {
                pass_over = None;
            } else {
                let Rack { unfenced, fenced } = &mut self.racks[rack];
                placed.extend(unfenced.next(self.round).or_else(|| fenced.next(self.round)));
            }
            rack = (rack + 1) % count;
        }
        self.round += 1;
        self.offset += 1;
        placed
    }

    fn shuffle(&mut self, pick: &mut dyn FnMut(u64) -> u64) {
        shuffle(&mut self.racks, pick);
        for rack in &mut self.racks {
            shuffle(&mut rack.fenced.brokers, pick);
            shuffle(&mut rack.unfenced.brokers, pick);
        }
    }
}

fn shuffle<T>(list: &mut [T], pick: &mut dyn FnMut(u64) -> u64) {
    for end in (2..=list.len()).rev() {
        list.swap(end - 1, below(end, pick));
    }
}

fn below(count: usize, pick: &mut dyn FnMut(u64) -> u64) -> usize {
    let picked = u64::try_from(count).map(pick).unwrap_or(0);
    usize::try_from(picked).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn brokers(list: &[(i32, &str, bool)]) -> Vec<Usable> {
        let rack = |name: &str| (!name.is_empty()).then(|| name.into());
        list.iter().map(|&(id, name, fenced)| Usable { id, rack: rack(name), fenced }).collect()
    }

    #[test]
    fn without_racks_the_leader_moves_on() {
        let three = brokers(&[(1, "", false), (2, "", false), (3, "", false)]);
        let placed = place(&three, 3, 3, &mut |_| 0).unwrap();
        assert_eq!(placed, [[1, 2, 3], [2, 3, 1], [3, 1, 2]]);
    }

    #[test]
    fn racks_take_turns() {
        let six = brokers(&[
            (1, "A", false),
            (2, "A", false),
            (3, "B", false),
            (4, "B", false),
            (5, "C", false),
            (6, "C", false),
        ]);
        let placed = place(&six, 6, 3, &mut |_| 0).unwrap();
        assert_eq!(placed, [[1, 3, 5], [4, 6, 2], [5, 1, 3], [2, 4, 6], [3, 5, 1], [6, 2, 4]]);
    }

    #[test]
    fn fenced_brokers_come_last() {
        let three = brokers(&[(1, "", false), (2, "", true), (3, "", false)]);
        let placed = place(&three, 4, 2, &mut |_| 0).unwrap();
        assert_eq!(placed, [[1, 3], [3, 1], [3, 1], [1, 3]]);
        assert_eq!(place(&three, 1, 3, &mut |_| 0).unwrap(), [[1, 3, 2]]);
    }

    #[test]
    fn impossible_factors_are_refused() {
        let one = brokers(&[(1, "", false)]);
        let refused = |brokers: &[Usable], factor| place(brokers, 1, factor, &mut |_| 0).unwrap_err();
        assert_eq!(refused(&one, 0), Unplaceable::NotPositive(0));
        assert_eq!(refused(&one, 2), Unplaceable::TooFewBrokers { factor: 2, registered: 1 });
        assert_eq!(refused(&brokers(&[(1, "", true)]), 1), Unplaceable::AllFenced);
        assert_eq!(place(&one, 3, 1, &mut |_| 0).unwrap(), vec![vec![1]; 3]);
    }
}
