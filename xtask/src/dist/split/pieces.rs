//! Pieces of constant data, as the linker knew them: where they lie in memory, what they point at, and which constants of the
//! code mean them.
//!
//! For the published page the linker writes down each address that it filled in (`--emit-relocs`). Addresses stay what they
//! are when the wasm is bound to JavaScript and cut, so what is read here of the linked module holds for all that come of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{
    DataKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo,
};

use crate::Failure;

/// What the names of segments that nobody writes to begin with.
const CONSTANT: &str = ".rodata";
/// The most zeros that the linker puts between two symbols.
const PADDING_MAX: usize = 15;

/// The constant data of a module. A piece is told by its number.
#[derive(Default)]
pub(crate) struct Pieces {
    /// Where each piece lies: in order, no byte in two of them.
    pub(crate) ranges: Vec<Range<u32>>,
    /// The pieces that each piece points at.
    pub(crate) points_at: Vec<BTreeSet<usize>>,
    /// The pieces that data outside of all pieces points at.
    pub(crate) pointed_at: BTreeSet<usize>,
    /// The pieces that a constant of the code means, be it an address or the offset of a load.
    pub(crate) meant: BTreeMap<u32, BTreeSet<usize>>,
}

impl Pieces {
    /// Reads what the linker wrote into `linked`; no pieces if it wrote nothing down.
    pub(crate) fn read(linked: &[u8]) -> Result<Self, Failure> {
        let linked = Linked::read(linked)?;
        let mut pieces = Self { ranges: linked.constant(), ..Self::default() };
        pieces.points_at.resize_with(pieces.ranges.len(), BTreeSet::new);
        for relocation in &linked.in_code {
            let Some((symbol, piece)) = linked.target(relocation, &pieces)? else { continue };
            let constant = i64::from(symbol) + relocation.addend;
            // Addresses wrap around: the one before an array at 0 is the last of all.
            let constant = (constant & i64::from(u32::MAX)).try_into()?;
            pieces.meant.entry(constant).or_default().insert(piece);
        }
        for relocation in &linked.in_data {
            let Some((_, piece)) = linked.target(relocation, &pieces)? else { continue };
            match pieces.at(linked.address(relocation.offset)?) {
                Some(from) => pieces.points_at[from].insert(piece),
                None => pieces.pointed_at.insert(piece),
            };
        }
        Ok(pieces)
    }

    /// The piece that the byte at `address` belongs to.
    fn at(&self, address: u32) -> Option<usize> {
        let next = self.ranges.partition_point(|range| range.start <= address);
        next.checked_sub(1).filter(|&number| self.ranges[number].contains(&address))
    }
}

/// What a linked module has of data.
#[derive(Default)]
struct Linked<'a> {
    segments: Vec<Segment<'a>>,
    /// Names of segments.
    names: Vec<&'a str>,
    /// Symbols of data that are somewhere in memory, by their numbers: segment and bytes.
    symbols: BTreeMap<u32, (usize, Range<u32>)>,
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

/// A segment of data.
struct Segment<'a> {
    /// Where it begins in memory.
    address: u32,
    /// Where it is in the section of data, as relocations count.
    inside: Range<u32>,
    bytes: &'a [u8],
}

impl<'a> Linked<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self, Failure> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::DataSection(section) => {
                    let start = section.range().start;
                    for data in section {
                        let data = data?;
                        let end = data.range.end - start;
                        linked.segments.push(Segment {
                            address: address_of(&data.kind)?,
                            inside: u32::try_from(end - data.data.len())?..u32::try_from(end)?,
                            bytes: data.data,
                        });
                    }
                }
                Payload::CustomSection(section) => match (section.name(), section.as_known()) {
                    ("linking", KnownCustom::Linking(found)) => {
                        for part in found.subsections() {
                            linked.add(part?)?;
                        }
                    }
                    ("reloc.CODE", KnownCustom::Reloc(found)) => {
                        linked.in_code = found.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    ("reloc.DATA", KnownCustom::Reloc(found)) => {
                        linked.in_data = found.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(linked)
    }

    fn add(&mut self, part: Linking<'a>) -> Result<(), Failure> {
        match part {
            Linking::SegmentInfo(segments) => {
                for segment in segments {
                    self.names.push(segment?.name);
                }
            }
            Linking::SymbolTable(symbols) => {
                for (number, symbol) in (0..).zip(symbols) {
                    let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol? else { continue };
                    let segment = usize::try_from(symbol.index)?;
                    // What the linker made up, as the end of all data, is in no segment.
                    let Some(Segment { address, inside, .. }) = self.segments.get(segment) else { continue };
                    if symbol.size > 0 && symbol.offset + symbol.size <= inside.end - inside.start {
                        let start = address + symbol.offset;
                        self.symbols.insert(number, (segment, start..start + symbol.size));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Where constant symbols lie, those that share bytes as one, each with the zeros behind it that are its padding.
    fn constant(&self) -> Vec<Range<u32>> {
        let constant =
            |segment: usize| self.names.get(segment).is_some_and(|name| name.starts_with(CONSTANT));
        let symbols = self.symbols.values().filter(|(segment, _)| constant(*segment));
        let mut ranges: Vec<Range<u32>> = symbols.map(|(_, range)| range.clone()).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup_by(|next, before| {
            let shares = next.start < before.end;
            before.end = if shares { before.end.max(next.end) } else { before.end };
            shares
        });
        for number in 0..ranges.len() {
            let next = ranges.get(number + 1).map_or(u32::MAX, |next| next.start);
            let Range { start, end } = ranges[number];
            let next = next.min(self.segment_end(start));
            let zeros = (end..next).take(PADDING_MAX).take_while(|address| self.byte(*address) == Some(0));
            ranges[number].end = zeros.last().map_or(end, |last| last + 1);
        }
        ranges
    }

    /// Where the segment ends that holds an address.
    fn segment_end(&self, address: u32) -> u32 {
        let begun = self.segments.iter().rev().find(|segment| segment.address <= address);
        begun.map_or(0, |segment| segment.address + (segment.inside.end - segment.inside.start))
    }

    /// The byte at an address.
    fn byte(&self, address: u32) -> Option<u8> {
        self.segments.iter().find_map(|segment| {
            let inside = address.checked_sub(segment.address)?;
            segment.bytes.get(usize::try_from(inside).ok()?).copied()
        })
    }

    /// The address of the symbol that a relocation means, and its piece; `None` for what is not constant data.
    fn target(&self, relocation: &RelocationEntry, pieces: &Pieces) -> Result<Option<(u32, usize)>, Failure> {
        use RelocationType as Kind;
        match relocation.ty {
            Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32 => {
                let Some((_, range)) = self.symbols.get(&relocation.index) else { return Ok(None) };
                Ok(pieces.at(range.start).map(|piece| (range.start, piece)))
            }
            Kind::FunctionIndexLeb
            | Kind::TableIndexSleb
            | Kind::TableIndexI32
            | Kind::TypeIndexLeb
            | Kind::GlobalIndexLeb
            | Kind::TableNumberLeb => Ok(None),
            other => Err(format!(
                "the linker wrote down a relocation of a kind that cutting does not know: {other:?}"
            )
            .into()),
        }
    }

    /// Where in memory a byte of the section of data comes to lie.
    fn address(&self, inside: u32) -> Result<u32, Failure> {
        let segment = self.segments.iter().find(|segment| segment.inside.contains(&inside));
        let segment = segment.ok_or("the linker filled in an address outside of all data")?;
        Ok(segment.address + (inside - segment.inside.start))
    }
}

/// Where a segment begins.
pub(crate) fn address_of(kind: &DataKind) -> Result<u32, Failure> {
    if let DataKind::Active { memory_index: 0, offset_expr } = kind {
        let mut offset = offset_expr.get_operators_reader();
        if let Operator::I32Const { value } = offset.read()? {
            return Ok(value.cast_unsigned());
        }
    }
    Err("the module fills its memory in a way that cutting it does not know".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section of a module.
    fn section(id: u8, name: &str, contents: &[u8]) -> Vec<u8> {
        let name = if id == 0 { [&[name.len() as u8], name.as_bytes()].concat() } else { Vec::new() };
        [&[id, (name.len() + contents.len()) as u8][..], &name, contents].concat()
    }

    /// A constant symbol of `size` bytes at `offset` of segment 0.
    fn symbol(offset: u8, size: u8) -> Vec<u8> {
        vec![1, 0, 1, b's', 0, offset, size]
    }

    #[test]
    fn what_the_linker_wrote_down_is_read() {
        let header = b"\0asm\x01\0\0\0".to_vec();
        // Segment 0 at address 64: symbol 0 with a pointer to symbol 1, two bytes of symbol 1, padding, symbol 2.
        let data = [&[1, 0, 0x41, 0xc0, 0, 0x0b, 12][..], &[68, 0, 0, 0, 7, 7, 0, 0, 9, 9, 9, 9]].concat();
        let symbols = [vec![3], symbol(0, 4), symbol(4, 2), symbol(8, 4)].concat();
        let named = [&[1, 7][..], b".rodata", &[2, 0]].concat();
        let linking = [vec![2, 5, named.len() as u8], named, vec![8, symbols.len() as u8], symbols].concat();
        // A constant of the code is the byte before symbol 2, a pointer of the data is symbol 1.
        let [in_code, in_data] = [[10, 1, 4, 20, 2, 0x7f], [11, 1, 5, 7, 1, 0]];
        let module = [
            header,
            section(11, "", &data),
            section(0, "linking", &linking),
            section(0, "reloc.CODE", &in_code),
            section(0, "reloc.DATA", &in_data),
        ];
        let pieces = Pieces::read(&module.concat()).unwrap();
        assert_eq!(pieces.ranges, [64..68, 68..72, 72..76]);
        assert_eq!(pieces.meant, [(71, [2].into())].into());
        assert_eq!(pieces.points_at, [[1].into(), BTreeSet::new(), BTreeSet::new()]);
        assert!(pieces.pointed_at.is_empty());
    }

    #[test]
    fn without_the_linkers_notes_there_are_no_pieces() {
        assert!(Pieces::read(b"\0asm\x01\0\0\0").unwrap().ranges.is_empty());
    }
}
