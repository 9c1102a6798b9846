//! What goes where: which functions stay in the main module, which the rest holds, through which slots of the function table
//! the two reach each other, and which data only the rest needs.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, Element, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, Module, TableId,
};

use super::data;
use super::pieces::Pieces;
use crate::Failure;

/// A function up to this many bytes stays in the main module: a gate for it would not be smaller.
const SMALL_BYTES: usize = 20;

/// What goes where. Functions are numbers (`instrument::numbered`).
pub(crate) struct Plan {
    /// Functions of the rest.
    pub(crate) rest: BTreeSet<usize>,
    /// Functions of the rest that the main module calls or points at: their slots, side by side.
    pub(crate) gates: BTreeMap<usize, u32>,
    /// Functions of the main module, its imports among them, that the rest calls: their slots, after those of the gates.
    pub(crate) needs: BTreeMap<usize, u32>,
    /// Slots that the original module filled with functions of the rest.
    pub(crate) pointers: BTreeMap<u32, usize>,
    /// How many slots the table then has.
    pub(crate) slots: u32,
    /// Where the data of the rest lies in memory, in order.
    pub(crate) data: Vec<Range<u32>>,
}

impl Plan {
    /// Puts what is in `ran`, and what is small, into the main module, everything else into the rest, and of the data in
    /// `pieces` what the main module does not need.
    pub(crate) fn new(module: &Module, ran: &BTreeSet<usize>, pieces: &Pieces) -> Result<Self, Failure> {
        let rest: BTreeSet<_> = sizes(module)
            .filter(|(number, bytes)| !ran.contains(number) && *bytes > SMALL_BYTES)
            .map(|(number, _)| number)
            .collect();
        let mut entered = BTreeSet::new();
        let mut needed = BTreeSet::new();
        for (id, _) in module.funcs.iter_local() {
            let here = rest.contains(&id.index());
            let others = called(module, id).into_iter().filter(|other| rest.contains(other) != here);
            if here { needed.extend(others) } else { entered.extend(others) }
        }
        for export in module.exports.iter() {
            if let ExportItem::Function(id) = export.item {
                entered.extend(rest.get(&id.index()));
            }
        }
        let table = function_table(module)?;
        let mut pointers = BTreeMap::new();
        for element in module.elements.iter() {
            for (slot, number) in filled(element, table)? {
                if rest.contains(&number) {
                    entered.insert(number);
                    pointers.insert(slot, number);
                }
            }
        }
        let first = u32::try_from(module.tables.get(table).initial)?;
        let gates: BTreeMap<_, _> = entered.into_iter().zip(first..).collect();
        let first = first + u32::try_from(gates.len())?;
        let needs: BTreeMap<_, _> = needed.into_iter().zip(first..).collect();
        let slots = first + u32::try_from(needs.len())?;
        let data = data::late(module, &rest, pieces);
        Ok(Self { rest, gates, needs, pointers, slots, data })
    }

    /// A name for this plan of the module `wasm`, which no other plan and no other module has.
    pub(crate) fn build(&self, wasm: &[u8]) -> String {
        let mut build = DefaultHasher::new();
        build.write(wasm);
        self.rest.hash(&mut build);
        self.data.hash(&mut build);
        format!("{:016x}", build.finish())
    }
}

/// The numbers of the functions a module defines, and the bytes of each.
pub(crate) fn sizes(module: &Module) -> impl Iterator<Item = (usize, usize)> {
    module.funcs.iter_local().map(|(id, function)| {
        (id.index(), function.original_range.as_ref().map_or(usize::MAX, |range| range.len()))
    })
}

/// The table that function pointers are slots of.
pub(crate) fn function_table(module: &Module) -> Result<TableId, Failure> {
    module.tables.main_function_table()?.ok_or_else(|| "the module has no table of functions".into())
}

/// The slots of `table` that `element` fills, with the functions' numbers.
fn filled(element: &Element, table: TableId) -> Result<Vec<(u32, usize)>, Failure> {
    match (&element.kind, &element.items) {
        (
            ElementKind::Active { table: filled, offset: ConstExpr::Value(Value::I32(first)) },
            ElementItems::Functions(functions),
        ) if *filled == table => {
            let first = u32::try_from(*first)?;
            Ok((first..).zip(functions.iter().map(|id| id.index())).collect())
        }
        _ => Err("the module fills its tables in a way that cutting it does not know".into()),
    }
}

/// The functions that a function calls or refers to.
fn called(module: &Module, id: FunctionId) -> Vec<usize> {
    struct Called(Vec<usize>);
    impl Visitor<'_> for Called {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.push(function.index());
        }
    }
    let mut found = Called(Vec::new());
    if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
        dfs_in_order(&mut found, function, function.entry_block());
    }
    found.0
}
