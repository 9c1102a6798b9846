//! The published wasm in two modules: what the first view runs, and the rest, which comes after it.
//!
//! Which functions the first view runs is measured each time, in a real browser: nobody keeps a list. A function that the
//! measurement missed is no mistake, it only comes with the rest (`cut` and `web/boot/rest.js` say how). So does a part of a
//! function that the first view does not pass (`outline`), and constant data that only the rest has a way to (`data`).

mod copied;
mod cut;
mod data;
mod first_view;
mod instrument;
mod live;
mod outline;
mod part;
mod pieces;
mod plan;
mod points;

use std::fs;
use std::ops::Range;
use std::path::Path;

use walrus::Module;
use wasmparser::Validator;

use self::pieces::Pieces;
use self::plan::{Plan, sizes};
use self::points::Passed;
use super::share::without;
use crate::Failure;
use crate::step::step;

/// The two modules.
pub(crate) struct Split {
    pub(crate) main: Vec<u8>,
    pub(crate) rest: Vec<u8>,
    /// The module that they were.
    whole: Vec<u8>,
    /// Where the data of the rest lies in memory.
    data: Vec<Range<u32>>,
}

impl Split {
    /// The same with the two modules made smaller, if they still fill the memory as the one did.
    pub(crate) fn smaller(self, main: Vec<u8>, rest: Vec<u8>) -> Result<Self, Failure> {
        data::check(&self.whole, &main, &rest, &self.data)?;
        Ok(Self { main, rest, ..self })
    }
}

/// Cuts the wasm file `wasm` of the page in `page` by what its first view runs; it was made of the file `linked`, in which the
/// linker wrote down what it filled in. `scratch` is a directory for the copy of the page which is measured.
pub(crate) fn split(page: &Path, wasm: &Path, linked: &Path, scratch: &Path) -> Result<Split, Failure> {
    // What the linker wrote down counts in the file that it wrote.
    let whole = without(&fs::read(wasm)?, |name| name == "linking" || name.starts_with("reloc."))?;
    let pieces = Pieces::read(&fs::read(linked)?)?;
    let numbers = first_view::measure(page, wasm, &whole, scratch)?;
    step("cut the wasm in two", || {
        let passed = Passed::new(&Module::from_buffer(&whole)?, &numbers);
        let (whole, ran) = outline::outline(&whole, &passed)?;
        Validator::new().validate_all(&whole)?;
        let module = Module::from_buffer(&whole)?;
        let plan = Plan::new(&module, &ran, &pieces)?;
        tell(&module, &plan);
        let (main, rest) = (cut::main_module(&whole, &plan)?, cut::rest_module(&whole, &plan)?);
        Validator::new().validate_all(&main)?;
        Validator::new().validate_all(&rest)?;
        Ok(Split { main, rest, whole, data: plan.data })
    })
}

/// Says what goes where, before anything is made smaller.
fn tell(module: &Module, plan: &Plan) {
    for (name, rest) in [("first view", false), ("rest", true)] {
        let part = sizes(module).filter(|(number, _)| plan.rest.contains(number) == rest);
        let (functions, bytes) = part.fold((0, 0), |(count, sum), (_, bytes)| (count + 1, sum + bytes));
        eprintln!("   {name}: {functions} functions, {} KB of code", bytes / 1000);
    }
    let bytes: u32 = plan.data.iter().map(|range| range.end - range.start).sum();
    eprintln!("   {} KB of data in {} pieces come with the rest", bytes / 1000, plan.data.len());
    eprintln!("   {} ways into the rest, {} ways back", plan.gates.len(), plan.needs.len());
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, RefType, ValType};

    use super::*;

    /// A module of three exported functions: `shown` calls `opened`, `opened` calls `shown` and an import.
    fn sample() -> Vec<u8> {
        let mut module = Module::default();
        module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
        let no_type = module.types.add(&[], &[]);
        let (said, _) = module.add_import_func("page", "say", no_type);
        let need = FunctionBuilder::new(&mut module.types, &[], &[]).finish(Vec::new(), &mut module.funcs);
        let [shown, opened] = [(); 2].map(|()| {
            let argument = module.locals.add(ValType::I64);
            let builder = FunctionBuilder::new(&mut module.types, &[ValType::I64], &[]);
            builder.finish(vec![argument], &mut module.funcs)
        });
        for (caller, called) in [(shown, opened), (opened, shown)] {
            let caller = module.funcs.get_mut(caller).kind.unwrap_local_mut();
            let argument = caller.args[0];
            let mut body = caller.builder_mut().func_body();
            for _ in 0..8 {
                body.local_get(argument).call(called).call(said);
            }
        }
        for (name, function) in [("needRest", need), ("shown", shown), ("opened", opened)] {
            module.exports.add(name, function);
        }
        module.emit_wasm()
    }

    fn imports(wasm: &[u8]) -> Vec<String> {
        let module = Module::from_buffer(wasm).unwrap();
        module.imports.iter().map(|import| format!("{}.{}", import.module, import.name)).collect()
    }

    #[test]
    fn two_halves_are_valid_and_know_each_other_by_slots() {
        let wasm = sample();
        let module = Module::from_buffer(&wasm).unwrap();
        let number = |name| module.exports.get_func(name).unwrap().index();
        let plan = Plan::new(&module, &[number("shown")].into(), &Pieces::default()).unwrap();
        assert_eq!(plan.rest, [number("opened")].into());
        // Slot 0 was there before; 1 is the way in, 2 and 3 the ways back.
        assert_eq!(plan.gates, [(number("opened"), 1)].into());
        assert_eq!(plan.slots, 4);

        let main = cut::main_module(&wasm, &plan).unwrap();
        let rest = cut::rest_module(&wasm, &plan).unwrap();
        for half in [&main, &rest] {
            Validator::new().validate_all(half).unwrap();
        }
        assert_eq!(imports(&main), ["page.say"]);
        let named = imports(&rest);
        for slot in ["main.2", "main.3", "main.table0"] {
            assert!(named.iter().any(|name| name == slot), "{slot}: {named:?}");
        }
    }

    #[test]
    fn halves_of_different_builds_do_not_link() {
        let wasm = sample();
        let module = Module::from_buffer(&wasm).unwrap();
        let flag = |ran| {
            let plan = Plan::new(&module, &ran, &Pieces::default()).unwrap();
            let rest = cut::rest_module(&wasm, &plan).unwrap();
            imports(&rest).into_iter().find(|name| name.starts_with("main.rest")).unwrap()
        };
        let number = |name| module.exports.get_func(name).unwrap().index();
        assert_ne!(flag([number("shown")].into()), flag([number("opened")].into()));
    }
}
