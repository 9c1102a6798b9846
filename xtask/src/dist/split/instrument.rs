//! A copy of the module that remembers which points of its functions were passed.

use walrus::ir::{Const, Instr, MemArg, Store, StoreKind, Value};
use walrus::{ConstExpr, FunctionId, Module, ValType};

use super::points::points;
use crate::Failure;

/// The exported globals that say where in memory a byte is for each point, and how many. `first-view.mjs` reads them.
const MARKS: [&str; 2] = ["ranFrom", "ranCount"];
/// Bytes in a page of memory.
const PAGE: u64 = 65_536;

/// Each point sets a byte of its own when it is passed, behind the memory that the module has at first.
pub(crate) fn instrument(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut module = Module::from_buffer(wasm)?;
    let memory = module.memories.iter().next().ok_or("the module has no memory")?.id();
    let from = u32::try_from(module.memories.get(memory).initial * PAGE)?;
    let mut next = from;
    let functions: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for function in functions {
        let function = module.funcs.get_mut(function).kind.unwrap_local_mut();
        let mut marked: Vec<_> = points(function).into_iter().zip(next..).collect();
        next += u32::try_from(marked.len())?;
        // What stands further behind in a sequence is marked first: the places before it stay what they are.
        marked.sort_by_key(|((_, index), _)| std::cmp::Reverse(*index));
        for ((seq, index), byte) in marked {
            let kind = StoreKind::I32_8 { atomic: false };
            let mark: [Instr; 3] = [
                Const { value: Value::I32(byte.cast_signed()) }.into(),
                Const { value: Value::I32(1) }.into(),
                Store { memory, kind, arg: MemArg { align: 1, offset: 0 } }.into(),
            ];
            let instrs = &mut function.block_mut(seq).instrs;
            instrs.splice(index..index, mark.map(|instr| (instr, Default::default())));
        }
    }
    let count = next - from;
    module.memories.get_mut(memory).initial += u64::from(count).div_ceil(PAGE);
    for (name, value) in MARKS.into_iter().zip([from, count]) {
        let value = ConstExpr::Value(Value::I32(value.cast_signed()));
        let global = module.globals.add_local(ValType::I32, false, false, value);
        module.exports.add(name, global);
    }
    Ok(module.emit_wasm())
}

/// All functions of a module that was just read. A function's place is its number, the same in every module read from the
/// same bytes.
pub(crate) fn numbered(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}
