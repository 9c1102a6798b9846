//! The points of a function: places that it may pass or not, each the beginning of what follows in its sequence.

use std::collections::{BTreeMap, BTreeSet};

use walrus::ir::{Instr, InstrSeqId};
use walrus::{LocalFunction, Module};

/// A place in a function: a sequence and an index in it.
pub(crate) type Point = (InstrSeqId, usize);

/// The points of a function: its beginning, and what follows a block, a loop or a branch that may be taken. The order is the
/// same in every module read from the same bytes.
pub(crate) fn points(function: &LocalFunction) -> Vec<Point> {
    let mut found = vec![(function.entry_block(), 0)];
    add(function, function.entry_block(), &mut found);
    found
}

fn add(function: &LocalFunction, seq: InstrSeqId, found: &mut Vec<Point>) {
    let instrs = &function.block(seq).instrs;
    for (index, (instr, _)) in instrs.iter().enumerate() {
        match instr {
            Instr::Block(block) => add(function, block.seq, found),
            Instr::Loop(repeated) => add(function, repeated.seq, found),
            Instr::BrIf(_) => {}
            _ => continue,
        }
        if index + 1 < instrs.len() {
            found.push((seq, index + 1));
        }
    }
}

/// Which points of which functions were passed. A function's number is its place among all of its module.
pub(crate) struct Passed(BTreeMap<usize, Vec<bool>>);

impl Passed {
    /// From the numbers of the points that were passed, counted through all functions of `module`.
    pub(crate) fn new(module: &Module, numbers: &BTreeSet<usize>) -> Self {
        let mut next = 0..;
        let functions = module.funcs.iter_local().map(|(id, function)| {
            let count = points(function).len();
            (id.index(), next.by_ref().take(count).map(|number| numbers.contains(&number)).collect())
        });
        Self(functions.collect())
    }

    /// The functions that were entered.
    pub(crate) fn functions(&self) -> BTreeSet<usize> {
        self.0.iter().filter(|(_, passed)| passed.first() == Some(&true)).map(|(number, _)| *number).collect()
    }

    /// The points of `function`, whose number is `number`, that were not passed.
    pub(crate) fn missed(&self, number: usize, function: &LocalFunction) -> BTreeSet<Point> {
        let passed = self.0.get(&number).into_iter().flatten();
        points(function)
            .into_iter()
            .zip(passed)
            .filter(|(_, passed)| !**passed)
            .map(|(point, _)| point)
            .collect()
    }
}
