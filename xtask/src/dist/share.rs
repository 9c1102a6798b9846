//! Which crate has which share of the wasm, by the names of its functions.

use std::collections::BTreeMap;
use std::fmt::Write;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::Failure;

/// Shares below this are one line.
const SHARE_PERCENT_MIN: u64 = 1;

/// The module without its custom sections of certain names.
pub(crate) fn without(wasm: &[u8], unwanted: impl Fn(&str) -> bool) -> Result<Vec<u8>, Failure> {
    let mut kept = Vec::with_capacity(wasm.len());
    let mut at = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let end = match &payload? {
            Payload::Version { range, .. } => range.end,
            Payload::CustomSection(section) if unwanted(section.name()) => {
                at = section.range().end;
                continue;
            }
            payload => match payload.as_section() {
                Some((_, range)) => range.end,
                None => continue,
            },
        };
        kept.extend_from_slice(&wasm[at..end]);
        at = end;
    }
    Ok(kept)
}

/// A table of bytes by crate, headed by `what`.
pub(crate) fn table(wasm: &[u8], what: &str) -> Result<String, Failure> {
    let mut shares: Vec<_> = shares(wasm)?.into_iter().collect();
    shares.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let total: u64 = shares.iter().map(|(_, bytes)| bytes).sum();
    let mut table = format!("{:>10} {:>6}  {what}\n", "raw", "share");
    let mut rest = 0;
    for (name, bytes) in shares {
        if bytes * 100 < total * SHARE_PERCENT_MIN {
            rest += bytes;
        } else {
            line(&mut table, bytes, total, &name);
        }
    }
    line(&mut table, rest, total, "(others)");
    Ok(table)
}

fn line(table: &mut String, bytes: u64, total: u64, name: &str) {
    // Writing into a String cannot fail.
    let _ = writeln!(table, "{bytes:>10} {:>5}%  {name}", bytes * 100 / total.max(1));
}

/// Bytes by crate; what is no code by its section.
fn shares(wasm: &[u8]) -> Result<BTreeMap<String, u64>, Failure> {
    let mut shares = BTreeMap::new();
    let mut add = |name: &str, bytes: usize| *shares.entry(name.to_owned()).or_insert(0) += bytes as u64;
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                add("(imports)", imports.range().len());
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::DataSection(data) => add("(data)", data.range().len()),
            Payload::ElementSection(elements) => add("(tables)", elements.range().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(found) = section.as_known() else { continue };
                for part in found {
                    let Name::Function(functions) = part? else { continue };
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, krate(naming.name));
                    }
                }
            }
            _ => {}
        }
    }
    for (index, bytes) in (imported..).zip(bodies) {
        add(names.get(&index).map_or("(no name)", String::as_str), bytes);
    }
    Ok(shares)
}

/// The crate that a function's name begins with, as in `<alloc::vec::Vec<T> as core::ops::Drop>::drop`.
pub(crate) fn krate(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let Some((before, _)) = name.split_once("::") else { return "(no crate)".to_owned() };
    // With the newer mangling a crate's hash stands behind its name.
    let before =
        before.strip_suffix(']').and_then(|hashed| hashed.rsplit_once('[')).map_or(before, |(name, _)| name);
    let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |found| found + 1);
    before[start..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_of_its_name() {
        for (name, expected) in [
            ("core::fmt::write", "core"),
            ("<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop", "alloc"),
            ("<&mut partita_wire::Codec as partita_core::Log>::append", "partita_wire"),
            ("_ZN4core3fmt5write17h0123456789abcdefE", "core"),
            ("<dlmalloc[e24a27700634d609]::Dlmalloc<dlmalloc[e24a27700634d609]::System>>::free", "dlmalloc"),
            ("memcpy", "(no crate)"),
        ] {
            assert_eq!(krate(name), expected, "{name}");
        }
    }

    #[test]
    fn the_section_of_names_goes_and_the_rest_stays() {
        let header = b"\0asm\x01\0\0\0";
        let other = [0, 3, 2, b'h', b'i'];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let module = [&header[..], &names, &other].concat();
        assert_eq!(without(&module, |name| name == "name").unwrap(), [&header[..], &other].concat());
    }
}
