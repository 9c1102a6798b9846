//! Which locals of a function are still read after a point of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use walrus::ir::{Instr, InstrSeqId};
use walrus::{LocalFunction, LocalId};

use super::points::Point;

/// Locals, as those that one may add to or take from.
pub(crate) type Locals = BTreeSet<LocalId>;

/// What is read after the labels of a function, and after some of its points.
pub(crate) struct Live<'a> {
    function: &'a LocalFunction,
    /// By sequence: what is read after a branch to it.
    labels: HashMap<InstrSeqId, Locals>,
    /// By sequence: what is read after its end.
    ends: HashMap<InstrSeqId, Locals>,
    /// By point asked for.
    points: BTreeMap<Point, Option<Locals>>,
}

impl<'a> Live<'a> {
    /// Looks at `function`, most of all at `points`.
    pub(crate) fn new(function: &'a LocalFunction, points: impl IntoIterator<Item = Point>) -> Self {
        let points = points.into_iter().map(|point| (point, None)).collect();
        let mut live = Self { function, labels: HashMap::new(), ends: HashMap::new(), points };
        live.before(function.entry_block(), Locals::new());
        live
    }

    /// What is read after a branch to a sequence; a branch to the whole function is a return.
    pub(crate) fn at_label(&self, seq: InstrSeqId) -> Locals {
        self.labels.get(&seq).cloned().unwrap_or_default()
    }

    /// What is read after the end of a sequence.
    pub(crate) fn at_end(&self, seq: InstrSeqId) -> Locals {
        self.ends.get(&seq).cloned().unwrap_or_default()
    }

    /// What is read after a point that was asked for.
    pub(crate) fn at_point(&self, point: Point) -> Locals {
        self.points.get(&point).cloned().flatten().unwrap_or_default()
    }

    /// What is read from the beginning of `seq` on, if `live` is read after its end.
    fn before(&mut self, seq: InstrSeqId, mut live: Locals) -> Locals {
        let function = self.function;
        self.ends.insert(seq, live.clone());
        for (index, (instr, _)) in function.block(seq).instrs.iter().enumerate().rev() {
            match instr {
                Instr::LocalGet(get) => {
                    live.insert(get.local);
                }
                Instr::LocalSet(set) => {
                    live.remove(&set.local);
                }
                Instr::LocalTee(tee) => {
                    live.remove(&tee.local);
                }
                Instr::Block(block) => {
                    self.labels.insert(block.seq, live.clone());
                    live = self.before(block.seq, live);
                }
                Instr::Loop(repeated) => live = self.before_loop(repeated.seq, &live),
                Instr::Br(br) => live = self.at_label(br.block),
                Instr::BrIf(br) => live.extend(self.at_label(br.block)),
                Instr::BrTable(br) => {
                    live = self.at_label(br.default);
                    for block in &br.blocks {
                        live.extend(self.at_label(*block));
                    }
                }
                Instr::Return(_) | Instr::Unreachable(_) => live.clear(),
                _ => {}
            }
            if let Some(asked) = self.points.get_mut(&(seq, index)) {
                *asked = Some(live.clone());
            }
        }
        live
    }

    /// A loop may begin again: what is read then is read after its label.
    fn before_loop(&mut self, seq: InstrSeqId, after: &Locals) -> Locals {
        loop {
            let live = self.before(seq, after.clone());
            let label = self.labels.entry(seq).or_default();
            if live.is_subset(label) {
                return live;
            }
            label.extend(live);
        }
    }
}
