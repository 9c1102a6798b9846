//! What is wrong with links between machines, each direction by itself.

use alloc::collections::BTreeMap;

use super::MachineId;

/// What is wrong with one direction of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fault {
    cut: bool,
    slowed_us: u64,
}

/// Links that are not as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults {
    ways: BTreeMap<(MachineId, MachineId), Fault>,
}

impl Faults {
    pub(crate) fn is_cut(&self, from: MachineId, to: MachineId) -> bool {
        self.ways.get(&(from, to)).is_some_and(|fault| fault.cut)
    }

    pub(crate) fn slowed_us(&self, from: MachineId, to: MachineId) -> u64 {
        self.ways.get(&(from, to)).map_or(0, |fault| fault.slowed_us)
    }

    pub(crate) fn cut(&mut self, from: MachineId, to: MachineId) {
        self.ways.entry((from, to)).or_default().cut = true;
    }

    pub(crate) fn slow(&mut self, from: MachineId, to: MachineId, by_us: u64) {
        self.ways.entry((from, to)).or_default().slowed_us = by_us;
    }

    /// As usual again. `false` if it was.
    pub(crate) fn heal(&mut self, from: MachineId, to: MachineId) -> bool {
        self.ways.remove(&(from, to)).is_some()
    }

    /// Every direction that is not as usual: from, to, cut, slowed by.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (MachineId, MachineId, bool, u64)> {
        self.ways.iter().map(|(&(from, to), fault)| (from, to, fault.cut, fault.slowed_us))
    }
}
