//! Parts of functions: from a point to the end of its sequence, so that one enters a part at its beginning only.

use std::collections::BTreeSet;

use walrus::LocalFunction;
use walrus::ir::{Block, Instr, InstrSeqId, InstrSeqType, Loop};

use super::live::Locals;
use super::points::Point;

/// A way out of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// To a label around it.
    Label(InstrSeqId),
    /// Over its end.
    End,
    /// Out of the function.
    Return,
}

/// What is known of a part.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) instructions: usize,
    pub(crate) read: Locals,
    pub(crate) written: Locals,
    pub(crate) exits: Vec<Exit>,
    /// Sequences inside of it.
    inside: BTreeSet<InstrSeqId>,
}

impl Part {
    /// Looks at a sequence from an index on.
    pub(crate) fn look(&mut self, function: &LocalFunction, seq: InstrSeqId, from: usize) {
        for (instr, _) in &function.block(seq).instrs[from..] {
            self.instructions += 1;
            match instr {
                Instr::LocalGet(get) => {
                    self.read.insert(get.local);
                }
                Instr::LocalSet(set) => {
                    self.written.insert(set.local);
                }
                Instr::LocalTee(tee) => {
                    self.written.insert(tee.local);
                }
                Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => {
                    self.inside.insert(*seq);
                    self.look(function, *seq, 0);
                }
                Instr::Br(br) => self.branches(br.block),
                Instr::BrIf(br) => self.branches(br.block),
                Instr::BrTable(br) => {
                    br.blocks.iter().chain([&br.default]).for_each(|block| self.branches(*block))
                }
                Instr::Return(_) => self.leaves(Exit::Return),
                _ => {}
            }
        }
    }

    fn branches(&mut self, block: InstrSeqId) {
        if !self.inside.contains(&block) {
            self.leaves(Exit::Label(block));
        }
    }

    pub(crate) fn leaves(&mut self, exit: Exit) {
        if !self.exits.contains(&exit) {
            self.exits.push(exit);
        }
    }
}

/// Where the parts of a sequence begin that were not passed.
pub(crate) fn find(
    function: &LocalFunction,
    seq: InstrSeqId,
    missed: &BTreeSet<Point>,
    starts: &mut Vec<Point>,
) {
    let instrs = &function.block(seq).instrs;
    for (index, (instr, _)) in instrs.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &instrs[before].0);
        if missed.contains(&(seq, index)) && before.is_some_and(|before| leaves_nothing(function, before)) {
            starts.push((seq, index));
            return;
        }
        match instr {
            Instr::Block(block) => find(function, block.seq, missed, starts),
            Instr::Loop(repeated) => find(function, repeated.seq, missed, starts),
            _ => {}
        }
    }
}

/// Whether an instruction that ends a block of code leaves no value behind.
fn leaves_nothing(function: &LocalFunction, instr: &Instr) -> bool {
    let seq = match instr {
        Instr::Block(block) => block.seq,
        Instr::Loop(repeated) => repeated.seq,
        Instr::BrIf(br) => br.block,
        _ => return false,
    };
    function.block(seq).ty == InstrSeqType::Simple(None)
}

/// Whether nothing gets over the end of a sequence.
pub(crate) fn ends(function: &LocalFunction, seq: InstrSeqId) -> bool {
    let last = function.block(seq).instrs.last();
    matches!(last, Some((Instr::Br(_) | Instr::BrTable(_) | Instr::Return(_) | Instr::Unreachable(_), _)))
}

/// Whether a sequence has only blocks, loops and branches.
pub(crate) fn is_known(function: &LocalFunction, seq: InstrSeqId) -> bool {
    function.block(seq).instrs.iter().all(|(instr, _)| match instr {
        Instr::Block(block) => is_known(function, block.seq),
        Instr::Loop(repeated) => is_known(function, repeated.seq),
        Instr::IfElse(_)
        | Instr::Try(_)
        | Instr::TryTable(_)
        | Instr::ReturnCall(_)
        | Instr::ReturnCallIndirect(_)
        | Instr::ReturnCallRef(_) => false,
        _ => true,
    })
}
