//! Which bytes of constant data come with the rest, and that none is lost on the way.
//!
//! A piece of constant data stays with the main module if one of its functions has a constant that means it, or if a piece that
//! stays points at it. The others are read by functions of the rest alone, which run when the rest is there; its data came with
//! it. What is not understood stays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use walrus::ir::{Const, Load, Store, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataKind, Module};
use wasmparser::{Parser, Payload};

use super::pieces::{Pieces, address_of};
use crate::Failure;

/// Fewer bytes side by side than this stay: what says where they belong would not be smaller.
const BYTES_MIN: u32 = 12;

/// Where the data lies that nobody needs but the functions in `rest`, in order.
pub(crate) fn late(module: &Module, rest: &BTreeSet<usize>, pieces: &Pieces) -> Vec<Range<u32>> {
    let early = early(module, rest, pieces);
    let mut late: Vec<Range<u32>> = Vec::new();
    for (_, range) in pieces.ranges.iter().enumerate().filter(|(number, _)| !early.contains(number)) {
        match late.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => late.push(range.clone()),
        }
    }
    late.retain(|range| range.end - range.start >= BYTES_MIN);
    late
}

/// The pieces that functions outside of `rest` need.
fn early(module: &Module, rest: &BTreeSet<usize>, pieces: &Pieces) -> BTreeSet<usize> {
    let (mut here, mut anywhere) = (BTreeSet::new(), BTreeSet::new());
    for (id, function) in module.funcs.iter_local() {
        let mut found = Constants::default();
        dfs_in_order(&mut found, function, function.entry_block());
        let known = found.0.into_iter().filter(|constant| pieces.meant.contains_key(constant));
        let known: Vec<_> = known.collect();
        anywhere.extend(known.iter().copied());
        if !rest.contains(&id.index()) {
            here.extend(known);
        }
    }
    let mut early = pieces.pointed_at.clone();
    for (constant, meant) in &pieces.meant {
        // One that no function has is one that we could not find.
        if here.contains(constant) || !anywhere.contains(constant) {
            early.extend(meant);
        }
    }
    let mut next: Vec<_> = early.iter().copied().collect();
    while let Some(piece) = next.pop() {
        next.extend(pieces.points_at[piece].iter().filter(|piece| early.insert(**piece)));
    }
    early
}

/// What may be an address in a function: the constants, and the offsets of loads and stores.
#[derive(Default)]
struct Constants(BTreeSet<u32>);

impl Visitor<'_> for Constants {
    fn visit_const(&mut self, constant: &Const) {
        if let Value::I32(value) = constant.value {
            self.0.insert(value.cast_unsigned());
        }
    }

    fn visit_load(&mut self, load: &Load) {
        self.0.extend(u32::try_from(load.arg.offset));
    }

    fn visit_store(&mut self, store: &Store) {
        self.0.extend(u32::try_from(store.arg.offset));
    }
}

/// Takes the bytes in `late` out of a module: zeros are in their place. The bytes that were there.
pub(crate) fn take(module: &mut Module, late: &[Range<u32>]) -> Result<Vec<Vec<u8>>, Failure> {
    let mut starts = BTreeMap::new();
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else {
            return Err("the module fills its memory in a way that cutting it does not know".into());
        };
        starts.insert(start.cast_unsigned(), data.id());
    }
    let mut taken = Vec::new();
    for range in late {
        let (start, data) =
            starts.range(..=range.start).next_back().ok_or("constant data is in no segment")?;
        let bytes = usize::try_from(range.start - start)?..usize::try_from(range.end - start)?;
        let bytes = module.data.get_mut(*data).value.get_mut(bytes);
        let bytes = bytes.ok_or("constant data is in no segment")?;
        taken.push(bytes.to_vec());
        bytes.fill(0);
    }
    Ok(taken)
}

/// Has a module write bytes to the places of `late` when it is instantiated.
pub(crate) fn put(module: &mut Module, late: &[Range<u32>], bytes: Vec<Vec<u8>>) -> Result<(), Failure> {
    for (range, bytes) in late.iter().zip(bytes) {
        let memory = module.memories.iter().next().ok_or("the module has no memory")?.id();
        let offset = ConstExpr::Value(Value::I32(range.start.cast_signed()));
        let data = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(data);
    }
    Ok(())
}

/// That `main` and then `rest` fill the memory as `whole` does, and that the rest writes within `late` only: by then the main
/// module has run.
pub(crate) fn check(whole: &[u8], main: &[u8], rest: &[u8], late: &[Range<u32>]) -> Result<(), Failure> {
    let mut memory = Vec::new();
    fill(&mut memory, main)?;
    for written in fill(&mut memory, rest)? {
        if !late.iter().any(|range| range.start <= written.start && written.end <= range.end) {
            return Err(format!("the rest writes where it may not, at {}", written.start).into());
        }
    }
    let mut expected = Vec::new();
    fill(&mut expected, whole)?;
    let length = memory.len().max(expected.len());
    memory.resize(length, 0);
    expected.resize(length, 0);
    match memory.iter().zip(&expected).position(|(is, should)| is != should) {
        Some(at) => Err(format!("the two modules do not fill the memory as the one did, at {at}").into()),
        None => Ok(()),
    }
}

/// Fills `memory` as the module `wasm` does; where it wrote.
fn fill(memory: &mut Vec<u8>, wasm: &[u8]) -> Result<Vec<Range<u32>>, Failure> {
    let mut written = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::DataSection(section) = payload? else { continue };
        for data in section {
            let data = data?;
            let start = address_of(&data.kind)?;
            let end = start + u32::try_from(data.data.len())?;
            let (from, to) = (usize::try_from(start)?, usize::try_from(end)?);
            memory.resize(memory.len().max(to), 0);
            memory[from..to].copy_from_slice(data.data);
            written.push(start..end);
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    /// A module of two functions, each with a constant, and 64 bytes of data from 64 on; and the functions' numbers.
    fn sample(constants: [i32; 2]) -> (Module, [usize; 2]) {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let numbers = constants.map(|constant| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().i32_const(constant).drop();
            builder.finish(Vec::new(), &mut module.funcs).index()
        });
        put(&mut module, &[64..96, 96..128], vec![(64..96).collect(), (96..128).collect()]).unwrap();
        (module, numbers)
    }

    /// Four pieces of 16 bytes, each meant by its address; the first points at the second.
    fn pieces() -> Pieces {
        let starts = [64, 80, 96, 112];
        Pieces {
            ranges: starts.map(|start| start..start + 16).into(),
            points_at: vec![[1].into(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new()],
            pointed_at: BTreeSet::new(),
            meant: starts.into_iter().zip([0, 1, 2, 3].map(|piece| [piece].into())).collect(),
        }
    }

    #[test]
    fn what_a_function_that_stays_has_a_way_to_stays() {
        let (module, [_, opened]) = sample([64, 96]);
        // Nobody has the constant of the last piece: it is not understood.
        assert_eq!(late(&module, &[opened].into(), &pieces()), std::slice::from_ref(&(96..112)));
        assert_eq!(late(&module, &BTreeSet::new(), &pieces()), []);
        let outside = Pieces { pointed_at: [2].into(), ..pieces() };
        assert_eq!(late(&module, &[opened].into(), &outside), []);
    }

    #[test]
    fn two_modules_fill_the_memory_as_the_one_did() {
        let (mut main, _) = sample([64, 96]);
        let whole = main.emit_wasm();
        let late = [80..96, 112..124];
        let bytes = take(&mut main, &late).unwrap();
        let mut rest = Module::default();
        let memory = rest.memories.add_local(false, false, 1, None, None);
        rest.exports.add("memory", memory);
        put(&mut rest, &late, bytes.clone()).unwrap();
        let (main, rest) = (main.emit_wasm(), rest.emit_wasm());
        check(&whole, &main, &rest, &late).unwrap();
        assert!(check(&whole, &main, &main, &late).is_err(), "bytes are lost");
        assert!(check(&whole, &whole, &rest, &late[..1]).is_err(), "bytes are written that may have changed");
        assert_eq!(bytes[1], (112..124).collect::<Vec<_>>());
    }
}
