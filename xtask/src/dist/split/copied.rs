//! A part of a function as it stands in a function of its own.

use std::collections::HashMap;

use walrus::ir::{
    Block, Br, BrIf, BrTable, Instr, InstrLocId, InstrSeqId, LocalGet, LocalSet, LocalTee, Loop,
};
use walrus::{FunctionBuilder, LocalFunction, LocalId};

use super::part::{Exit, Part};

/// Copies a part into a function of its own.
pub(crate) struct Copy<'a> {
    pub(crate) from: &'a LocalFunction,
    pub(crate) part: &'a Part,
    pub(crate) locals: &'a HashMap<LocalId, LocalId>,
    /// The copies of sequences inside of the part.
    pub(crate) seqs: HashMap<InstrSeqId, InstrSeqId>,
    /// The sequences to leave for each way out.
    pub(crate) exits: &'a [InstrSeqId],
    /// Where the value goes that is returned.
    pub(crate) value: Option<LocalId>,
}

impl Copy<'_> {
    fn seq(&mut self, builder: &mut FunctionBuilder, seq: InstrSeqId) -> InstrSeqId {
        let copy = builder.dangling_instr_seq(self.from.block(seq).ty).id();
        self.seqs.insert(seq, copy);
        let instrs = self.suffix(builder, seq, 0);
        *builder.instr_seq(copy).instrs_mut() = located(instrs);
        copy
    }

    pub(crate) fn suffix(
        &mut self,
        builder: &mut FunctionBuilder,
        seq: InstrSeqId,
        from: usize,
    ) -> Vec<Instr> {
        let mut copied = Vec::new();
        let function = self.from;
        for (instr, _) in &function.block(seq).instrs[from..] {
            copied.push(match instr {
                Instr::Block(block) => Block { seq: self.seq(builder, block.seq) }.into(),
                Instr::Loop(repeated) => Loop { seq: self.seq(builder, repeated.seq) }.into(),
                Instr::LocalGet(get) => LocalGet { local: self.locals[&get.local] }.into(),
                Instr::LocalSet(set) => LocalSet { local: self.locals[&set.local] }.into(),
                Instr::LocalTee(tee) => LocalTee { local: self.locals[&tee.local] }.into(),
                Instr::Br(br) => Br { block: self.label(br.block) }.into(),
                Instr::BrIf(br) => BrIf { block: self.label(br.block) }.into(),
                Instr::BrTable(br) => {
                    let blocks = br.blocks.iter().map(|block| self.label(*block)).collect();
                    BrTable { blocks, default: self.label(br.default) }.into()
                }
                Instr::Return(_) => {
                    self.leave(Exit::Return, &mut copied);
                    continue;
                }
                other => other.clone(),
            });
        }
        copied
    }

    /// Where a branch goes.
    fn label(&self, block: InstrSeqId) -> InstrSeqId {
        self.seqs.get(&block).copied().unwrap_or_else(|| self.exit(Exit::Label(block)))
    }

    fn exit(&self, exit: Exit) -> InstrSeqId {
        let number = self.part.exits.iter().position(|other| *other == exit);
        self.exits[number.expect("each way out of a part was looked at")]
    }

    pub(crate) fn leave(&self, exit: Exit, instrs: &mut Vec<Instr>) {
        if exit == Exit::Return {
            instrs.extend(self.value.map(|local| Instr::from(LocalSet { local })));
        }
        instrs.push(Br { block: self.exit(exit) }.into());
    }
}

/// Instructions of no place in a source.
pub(crate) fn located(instrs: Vec<Instr>) -> Vec<(Instr, InstrLocId)> {
    instrs.into_iter().map(|instr| (instr, InstrLocId::default())).collect()
}
