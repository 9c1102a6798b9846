//! Cuts a module in two: the main one, which starts, and the rest, which is put into it later.
//!
//! In the main module a function of the rest is a gate: it makes sure that the rest is there and calls on through a slot of
//! the function table, which the rest fills when it arrives. So no JavaScript stands between the two once both are there.
//! The rest imports memory, tables and globals of the main module by name, and its functions by their slots. It writes the
//! data that only it needs into the memory.

use walrus::ir::Value;
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, GlobalId, GlobalKind,
    ImportedFunction, LocalFunction, Module, TableId, ValType,
};

use super::data;
use super::instrument::numbered;
use super::plan::{Plan, function_table};
use crate::Failure;

/// The export of the main module that puts the rest in place (`need_rest` of `web/src/boot.rs`).
const NEED_REST: &str = "needRest";
/// What the rest calls the main module in its imports.
const MAIN: &str = "main";
/// The export of the main module in whose slots the rest finds its functions.
const FUNCTIONS: &str = "functions";

/// The main module.
pub(crate) fn main_module(wasm: &[u8], plan: &Plan) -> Result<Vec<u8>, Failure> {
    let mut module = Module::from_buffer(wasm)?;
    let ids = numbered(&module);
    let table = function_table(&module)?;
    let flag = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let ready = add_ready(&mut module, flag)?;
    for (&number, &slot) in &plan.gates {
        let gate = gate(&mut module, ids[number], ready, table, slot)?;
        module.funcs.get_mut(ids[number]).kind = FunctionKind::Local(gate);
    }
    data::take(&mut module, &plan.data)?;
    make_room(&mut module, table, plan);
    if let Some(&first) = plan.needs.values().next() {
        fill(&mut module, table, first, plan.needs.keys().map(|&number| ids[number]).collect());
    }
    for (name, item) in shared(&module, flag, &plan.build(wasm)) {
        match item {
            Shared::Memory(id) => module.exports.add(&name, id),
            Shared::Table(id) => module.exports.add(&name, id),
            Shared::Global(id) => module.exports.add(&name, id),
        };
    }
    module.exports.add(FUNCTIONS, table);
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// The rest.
pub(crate) fn rest_module(wasm: &[u8], plan: &Plan) -> Result<Vec<u8>, Failure> {
    let mut module = Module::from_buffer(wasm)?;
    let ids = numbered(&module);
    let table = function_table(&module)?;
    let flag = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let bytes = data::take(&mut module, &plan.data)?;
    clear(&mut module);
    data::put(&mut module, &plan.data, bytes)?;
    make_room(&mut module, table, plan);
    for (name, item) in shared(&module, flag, &plan.build(wasm)) {
        match item {
            Shared::Memory(id) => {
                let import = module.imports.add(MAIN, &name, id);
                module.memories.get_mut(id).import = Some(import);
            }
            Shared::Table(id) => {
                let import = module.imports.add(MAIN, &name, id);
                module.tables.get_mut(id).import = Some(import);
            }
            Shared::Global(id) => {
                let import = module.imports.add(MAIN, &name, id);
                module.globals.get_mut(id).kind = GlobalKind::Import(import);
            }
        }
    }
    for (&number, slot) in &plan.needs {
        let function = ids[number];
        if let FunctionKind::Import(before) = &module.funcs.get(function).kind {
            module.imports.delete(before.import);
        }
        let import = module.imports.add(MAIN, &slot.to_string(), function);
        let ty = module.funcs.get(function).ty();
        module.funcs.get_mut(function).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    if let Some(&first) = plan.gates.values().next() {
        fill(&mut module, table, first, plan.gates.keys().map(|&number| ids[number]).collect());
    }
    for (first, numbers) in runs(plan) {
        fill(&mut module, table, first, numbers.into_iter().map(|number| ids[number]).collect());
    }
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().i32_const(1).global_set(flag);
    module.start = Some(builder.finish(Vec::new(), &mut module.funcs));
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// What both modules have, by the name under which the main one exports it.
enum Shared {
    Memory(walrus::MemoryId),
    Table(TableId),
    Global(GlobalId),
}

/// Everything shared. The flag that says whether the rest is there is named after the build: two halves of different builds
/// do not link.
fn shared(module: &Module, flag: GlobalId, build: &str) -> Vec<(String, Shared)> {
    let mut shared = Vec::new();
    for memory in module.memories.iter() {
        shared.push((format!("memory{}", memory.id().index()), Shared::Memory(memory.id())));
    }
    for table in module.tables.iter() {
        shared.push((format!("table{}", table.id().index()), Shared::Table(table.id())));
    }
    for global in module.globals.iter().filter(|global| global.id() != flag) {
        shared.push((format!("global{}", global.id().index()), Shared::Global(global.id())));
    }
    shared.push((format!("rest{build}"), Shared::Global(flag)));
    shared
}

/// A function that returns when the rest is in place.
fn add_ready(module: &mut Module, flag: GlobalId) -> Result<FunctionId, Failure> {
    let need = module.exports.get_func(NEED_REST)?;
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.name("rest_is_ready".to_owned());
    builder.func_body().global_get(flag).if_else(
        None,
        |_| {},
        |missing| {
            missing.call(need);
        },
    );
    Ok(builder.finish(Vec::new(), &mut module.funcs))
}

/// A function of the type of `function` that calls the one in `slot`.
fn gate(
    module: &mut Module,
    function: FunctionId,
    ready: FunctionId,
    table: TableId,
    slot: u32,
) -> Result<LocalFunction, Failure> {
    let ty = module.funcs.get(function).ty();
    let (params, results) = module.types.params_results(ty);
    let (params, results) = (params.to_vec(), results.to_vec());
    let arguments: Vec<_> = params.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut body = builder.func_body();
    body.call(ready);
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.i32_const(i32::try_from(slot)?).call_indirect(ty, table);
    Ok(builder.local_func(arguments))
}

/// Adds the slots that main module and rest reach each other through.
fn make_room(module: &mut Module, table: TableId, plan: &Plan) {
    let table = module.tables.get_mut(table);
    table.initial = plan.slots.into();
    table.maximum = table.maximum.map(|maximum| maximum.max(plan.slots.into()));
}

/// Fills slots from `first` on when the module is instantiated.
fn fill(module: &mut Module, table: TableId, first: u32, functions: Vec<FunctionId>) {
    let offset = ConstExpr::Value(Value::I32(first.cast_signed()));
    let kind = ElementKind::Active { table, offset };
    let element = module.elements.add(kind, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(element);
}

/// Takes away what belongs to the main module alone: exports, the start, what fills memory and tables.
fn clear(module: &mut Module) {
    module.start = None;
    for export in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    for data in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
        module.data.delete(data);
    }
    for element in module.elements.iter().map(|element| element.id()).collect::<Vec<_>>() {
        module.elements.delete(element);
    }
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
}

/// The pointers of the plan, those of slots side by side together.
fn runs(plan: &Plan) -> Vec<(u32, Vec<usize>)> {
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    let mut next = None;
    for (&slot, &number) in &plan.pointers {
        match runs.last_mut() {
            Some((_, numbers)) if next == Some(slot) => numbers.push(number),
            _ => runs.push((slot, vec![number])),
        }
        next = Some(slot + 1);
    }
    runs
}
