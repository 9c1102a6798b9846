//! Makes functions of their own of parts that the first view does not pass, so that they can come with the rest.
//!
//! Such a part goes from a point to the end of its sequence: one enters it at its beginning only. The function made of it takes
//! the locals that the part reads. What it changed and is read later it leaves in globals, which its caller takes over at
//! once; which of several ways it left by is its result.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use walrus::ir::{
    BinaryOp, Binop, Block, Br, BrIf, Call, Const, Drop, GlobalGet, GlobalSet, Instr, InstrSeqId,
    InstrSeqType, LocalGet, LocalSet, Return, Unreachable, Value,
};
use walrus::{
    ConstExpr, FunctionBuilder, FunctionId, FunctionKind, GlobalId, LocalFunction, LocalId, Module, ValType,
};

use super::copied::{Copy, located};
use super::live::{Live, Locals};
use super::part::{Exit, Part, ends, find, is_known};
use super::points::{Passed, Point};
use crate::Failure;
use crate::dist::share::krate;

/// A part with fewer instructions than this, besides those that calling it takes, stays.
const INSTRUCTIONS_MIN: usize = 8;
/// Crates that do the same at each playing of a story: what their functions did not pass will not be passed. What is drawn, and
/// so what is asked of the views of the engine, depends on when frames fall.
const SAME_EACH_TIME: [&str; 6] =
    ["partita_client", "partita_core", "partita_machine", "partita_shell", "partita_sim", "partita_wire"];
const VIEWS: &str = "view";
/// Crates that go other ways as hashes and sizes fall: all of their functions stay.
const STAYING: [&str; 2] = ["dlmalloc", "hashbrown"];
/// What the name of a function begins with that was entered: numbers change when a module is written.
const RAN: &str = "ran ";

/// Outlines what was not passed of functions that were entered: the module, and the numbers in it of all that stay.
pub(crate) fn outline(wasm: &[u8], passed: &Passed) -> Result<(Vec<u8>, BTreeSet<usize>), Failure> {
    let mut module = Module::from_buffer(wasm)?;
    let entered = passed.functions();
    let mut functions = Vec::new();
    for (id, _) in module.funcs.iter_local() {
        let name = module.funcs.get(id).name.clone().unwrap_or_default();
        let krate = krate(&name);
        if entered.contains(&id.index()) || STAYING.contains(&&*krate) {
            let whole = !SAME_EACH_TIME.contains(&&*krate) || name.contains(VIEWS);
            functions.push((id, name, whole));
        }
    }
    let mut globals = Globals::default();
    for (id, name, whole) in functions {
        let function = module.funcs.get_mut(id);
        function.name = Some(format!("{RAN}{name}"));
        if whole {
            continue;
        }
        let ty = function.ty();
        let FunctionKind::Local(mut local) =
            mem::replace(&mut function.kind, FunctionKind::Uninitialized(ty))
        else {
            continue;
        };
        let missed = passed.missed(id.index(), &local);
        if module.types.results(ty).len() <= 1 && is_known(&local, local.entry_block()) {
            let result = module.types.results(ty).first().copied();
            Function { module: &mut module, globals: &mut globals, name: &name, result }
                .cut(&mut local, &missed);
        }
        module.funcs.get_mut(id).kind = FunctionKind::Local(local);
    }
    let outlined = module.emit_wasm();
    let module = Module::from_buffer(&outlined)?;
    let marked = module.funcs.iter().filter(|function| is_marked(function.name.as_ref()));
    let ran = marked.map(|function| function.id().index()).collect();
    Ok((outlined, ran))
}

fn is_marked(name: Option<&String>) -> bool {
    name.is_some_and(|name| name.starts_with(RAN))
}

/// The globals in which parts leave locals, by type.
#[derive(Default)]
struct Globals(HashMap<ValType, Vec<GlobalId>>);

impl Globals {
    /// One global for each of `types`.
    fn of(&mut self, module: &mut Module, types: &[ValType]) -> Option<Vec<GlobalId>> {
        let mut used: HashMap<ValType, usize> = HashMap::new();
        let mut found = Vec::new();
        for &ty in types {
            let zero = match ty {
                ValType::I32 => Value::I32(0),
                ValType::I64 => Value::I64(0),
                ValType::F32 => Value::F32(0.0),
                ValType::F64 => Value::F64(0.0),
                _ => return None,
            };
            let (used, all) = (used.entry(ty).or_default(), self.0.entry(ty).or_default());
            if *used == all.len() {
                all.push(module.globals.add_local(ty, true, false, ConstExpr::Value(zero)));
            }
            found.push(all[*used]);
            *used += 1;
        }
        Some(found)
    }
}

/// A function that parts are cut out of.
struct Function<'a> {
    module: &'a mut Module,
    globals: &'a mut Globals,
    name: &'a str,
    /// What it returns.
    result: Option<ValType>,
}

impl Function<'_> {
    fn cut(&mut self, function: &mut LocalFunction, missed: &BTreeSet<Point>) {
        let mut starts = Vec::new();
        find(function, function.entry_block(), missed, &mut starts);
        let whole: &LocalFunction = function;
        let live = Live::new(whole, starts.iter().copied());
        let cuts: Vec<_> =
            starts.into_iter().filter_map(|at| Some((at, self.part(whole, at, &live)?))).collect();
        for ((seq, index), instead) in cuts {
            let instrs = &mut function.block_mut(seq).instrs;
            instrs.truncate(index);
            instrs.extend(instead.into_iter().map(|instr| (instr, Default::default())));
        }
    }

    /// Makes a function of the part from `at` on; what stands in its place. `None` if it is not worth it, or leaves a value.
    fn part(&mut self, function: &LocalFunction, at: Point, live: &Live) -> Option<Vec<Instr>> {
        let (seq, index) = at;
        let mut part = Part::default();
        part.look(function, seq, index);
        let falls = !ends(function, seq);
        if falls {
            if seq == function.entry_block() {
                part.leaves(Exit::Return);
            } else if function.block(seq).ty == InstrSeqType::Simple(None) {
                part.leaves(Exit::End);
            } else {
                return None;
            }
        }
        for exit in &mut part.exits {
            match exit {
                Exit::Label(label) if *label == function.entry_block() => return None,
                Exit::Label(label) if function.block(*label).ty != InstrSeqType::Simple(None) => return None,
                _ => {}
            }
        }
        let mut read_later = Locals::new();
        for exit in &part.exits {
            match exit {
                Exit::Label(label) => read_later.extend(live.at_label(*label)),
                Exit::End => read_later.extend(live.at_end(seq)),
                Exit::Return => {}
            }
        }
        let here = live.at_point(at);
        let takes: Vec<LocalId> = here
            .into_iter()
            .filter(|local| part.read.contains(local) || part.written.contains(local))
            .collect();
        let leaves: Vec<LocalId> = part.written.intersection(&read_later).copied().collect();
        let costs = takes.len() + 2 * leaves.len() + 3 * part.exits.len();
        if part.instructions < costs + INSTRUCTIONS_MIN {
            return None;
        }
        self.make(function, at, &part, &takes, &leaves, falls)
    }

    fn make(
        &mut self,
        function: &LocalFunction,
        (seq, index): Point,
        part: &Part,
        takes: &[LocalId],
        leaves: &[LocalId],
        falls: bool,
    ) -> Option<Vec<Instr>> {
        let ty = |module: &Module, local: &LocalId| module.locals.get(*local).ty();
        let value = self.result.filter(|_| part.exits.contains(&Exit::Return));
        let types: Vec<_> = leaves.iter().map(|local| ty(self.module, local)).chain(value).collect();
        let globals = self.globals.of(self.module, &types)?;

        let mut locals = HashMap::new();
        for local in part.read.union(&part.written).chain(takes) {
            let ty = ty(self.module, local);
            locals.entry(*local).or_insert_with(|| self.module.locals.add(ty));
        }
        let params: Vec<_> = takes.iter().map(|local| ty(self.module, local)).collect();
        let code = (part.exits.len() > 1).then(|| self.module.locals.add(ValType::I32));
        let value = value.map(|ty| self.module.locals.add(ty));
        let results: &[ValType] = if code.is_some() { &[ValType::I32] } else { &[] };
        let mut builder = FunctionBuilder::new(&mut self.module.types, &params, results);
        builder.name(format!("{} (later)", self.name));

        // One sequence inside of the other, each left for the one way out.
        let exits: Vec<InstrSeqId> =
            part.exits.iter().map(|_| builder.dangling_instr_seq(None).id()).collect();
        let done = builder.dangling_instr_seq(None).id();
        let mut copy =
            Copy { from: function, locals: &locals, seqs: HashMap::new(), part, exits: &exits, value };
        let mut instrs = copy.suffix(&mut builder, seq, index);
        if falls {
            let exit = if part.exits.contains(&Exit::End) { Exit::End } else { Exit::Return };
            copy.leave(exit, &mut instrs);
        }
        for (number, &exit) in (0..).zip(&exits) {
            *builder.instr_seq(exit).instrs_mut() = located(mem::take(&mut instrs));
            instrs.push(Block { seq: exit }.into());
            if let Some(code) = code {
                instrs.push(Const { value: Value::I32(number) }.into());
                instrs.push(LocalSet { local: code }.into());
                instrs.push(Br { block: done }.into());
            }
        }
        if code.is_some() {
            *builder.instr_seq(done).instrs_mut() = located(mem::take(&mut instrs));
            instrs.push(Block { seq: done }.into());
        }
        let left = leaves.iter().map(|local| locals[local]).chain(value);
        for (local, &global) in left.zip(&globals) {
            instrs.push(LocalGet { local }.into());
            instrs.push(GlobalSet { global }.into());
        }
        instrs.extend(code.map(|local| Instr::from(LocalGet { local })));
        *builder.func_body().instrs_mut() = located(instrs);
        let arguments = takes.iter().map(|local| locals[local]).collect();
        let made = builder.finish(arguments, &mut self.module.funcs);
        Some(self.instead(function, part, made, takes, leaves, &globals))
    }

    /// What stands in the place of a part: the call of the function made of it.
    fn instead(
        &mut self,
        function: &LocalFunction,
        part: &Part,
        made: FunctionId,
        takes: &[LocalId],
        leaves: &[LocalId],
        globals: &[GlobalId],
    ) -> Vec<Instr> {
        let mut instrs: Vec<Instr> = takes.iter().map(|&local| LocalGet { local }.into()).collect();
        instrs.push(Call { func: made }.into());
        let code = (part.exits.len() > 1).then(|| self.module.locals.add(ValType::I32));
        instrs.extend(code.map(|local| Instr::from(LocalSet { local })));
        for (&local, &global) in leaves.iter().zip(globals) {
            instrs.push(GlobalGet { global }.into());
            instrs.push(LocalSet { local }.into());
        }
        let value = globals.get(leaves.len()).map(|&global| Instr::from(GlobalGet { global }));
        let last = part.exits.iter().position(|exit| *exit == Exit::End).or(part.exits.len().checked_sub(1));
        for (number, exit) in part.exits.iter().enumerate().filter(|(number, _)| Some(*number) != last) {
            let Some(local) = code else { continue };
            let returned = value.as_ref().filter(|_| *exit == Exit::Return);
            instrs.extend(returned.cloned());
            instrs.push(LocalGet { local }.into());
            instrs.push(Const { value: Value::I32(i32::try_from(number).unwrap_or(i32::MAX)) }.into());
            instrs.push(Binop { op: BinaryOp::I32Eq }.into());
            let block = if let Exit::Label(label) = exit { *label } else { function.entry_block() };
            instrs.push(BrIf { block }.into());
            instrs.extend(returned.map(|_| Instr::from(Drop {})));
        }
        match last.map(|last| part.exits[last]) {
            None => instrs.push(Unreachable {}.into()),
            Some(Exit::End) => {}
            Some(Exit::Label(block)) => instrs.push(Br { block }.into()),
            Some(Exit::Return) => {
                instrs.extend(value);
                instrs.push(Return {}.into());
            }
        }
        instrs
    }
}

#[cfg(test)]
mod tests {
    use wasmparser::Validator;

    use super::*;
    use crate::dist::split::points::points;

    /// A function of a number: five numbers are added to it unless it is 0, and the sum is returned at once if it is even.
    fn sample() -> Module {
        let mut module = Module::default();
        let (number, sum) = (module.locals.add(ValType::I32), module.locals.add(ValType::I32));
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        builder.func_body().block(None, |part| {
            let zero = part.id();
            part.local_get(number).unop(walrus::ir::UnaryOp::I32Eqz).br_if(zero);
            part.local_get(number);
            for added in [3, 5, 7, 9, 11] {
                part.i32_const(added).binop(BinaryOp::I32Add);
            }
            part.local_set(sum).local_get(sum).i32_const(1).binop(BinaryOp::I32And).br_if(zero);
            part.local_get(sum).return_();
        });
        builder.func_body().local_get(sum);
        let function = builder.finish(vec![number], &mut module.funcs);
        module.funcs.get_mut(function).name = Some("partita_core::sum".to_owned());
        module.exports.add("sum", function);
        module
    }

    /// The outlined sample, in which some of the four points were passed.
    fn outlined(passed: &[usize]) -> Module {
        let wasm = sample().emit_wasm();
        let module = Module::from_buffer(&wasm).unwrap();
        let passed = Passed::new(&module, &passed.iter().copied().collect());
        let (outlined, ran) = outline(&wasm, &passed).unwrap();
        Validator::new().validate_all(&outlined).unwrap();
        let module = Module::from_buffer(&outlined).unwrap();
        assert_eq!(ran, [module.exports.get_func("sum").unwrap().index()].into());
        module
    }

    #[test]
    fn a_function_has_points_after_branches_and_blocks() {
        let module = sample();
        let (_, function) = module.funcs.iter_local().next().unwrap();
        let indices: Vec<_> = points(function).into_iter().map(|(_, index)| index).collect();
        assert_eq!(indices, [0, 3, 19, 1]);
    }

    #[test]
    fn a_part_that_was_not_passed_is_a_function_of_its_own() {
        let module = outlined(&[0, 3]);
        let mut names: Vec<_> = module.funcs.iter().filter_map(|function| function.name.as_deref()).collect();
        names.sort_unstable();
        assert_eq!(names, ["partita_core::sum (later)", "ran partita_core::sum"]);
        let later = module
            .funcs
            .iter()
            .find(|function| function.name.as_deref() == Some("partita_core::sum (later)"))
            .unwrap();
        // It takes the number; its result says whether it branched or returned. The sum is in a global, for either.
        let (params, results) = module.types.params_results(later.ty());
        assert_eq!((params, results), (&[ValType::I32][..], &[ValType::I32][..]));
        assert_eq!(module.globals.iter().count(), 2);
    }

    #[test]
    fn what_draws_stays_whole() {
        let mut module = sample();
        module.funcs.iter_mut().for_each(|function| function.name = Some("partita_web::sum".to_owned()));
        let wasm = module.emit_wasm();
        let passed = Passed::new(&Module::from_buffer(&wasm).unwrap(), &[0, 3].into());
        let (outlined, ran) = outline(&wasm, &passed).unwrap();
        assert_eq!((Module::from_buffer(&outlined).unwrap().funcs.iter().count(), ran.len()), (1, 1));
    }

    #[test]
    fn what_was_passed_and_what_is_small_stays() {
        assert_eq!(outlined(&[0, 1, 2, 3]).funcs.iter().count(), 1);
        assert_eq!(outlined(&[0, 1, 3]).funcs.iter().count(), 1);
    }
}
