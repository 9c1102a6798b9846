//! A copy of the module that remembers which of its functions ran.

use walrus::ir::{Const, GlobalSet, Value};
use walrus::{ConstExpr, FunctionId, Module, ValType};

use crate::Failure;

/// What the exported global of function `number` begins with: `ran12` is function 12's. `first-view.mjs` reads them.
const MARK: &str = "ran";

/// Each function defined in `wasm` sets an exported global of its own when it is entered.
pub(crate) fn instrument(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut module = Module::from_buffer(wasm)?;
    let local: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for function in local {
        let mark = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(&format!("{MARK}{}", function.index()), mark);
        let function = module.funcs.get_mut(function).kind.unwrap_local_mut();
        let mut body = function.builder_mut().func_body();
        body.instr_at(0, GlobalSet { global: mark });
        body.instr_at(0, Const { value: Value::I32(1) });
    }
    Ok(module.emit_wasm())
}

/// All functions of a module that was just read. A function's place is its number, the same in every module read from the
/// same bytes.
pub(crate) fn numbered(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}
