//! Builds the page from the `data-trunk` tags of `index.html`, without Trunk.

mod assemble;
mod bind;
mod in_a_browser;
mod index;

use std::path::{Path, PathBuf};

pub(crate) use self::assemble::copy;
pub(crate) use self::in_a_browser::build_tests;
pub(crate) use self::index::Index;
use crate::step::{cargo, run, step};
use crate::{Failure, needs, place};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles with Cargo's profile `profile` and writes the whole page into `out`, which is emptied before; its description.
pub(crate) fn build(profile: &str, out: &Path) -> Result<Index, Failure> {
    build_with(profile, &[], out)
}

/// The same with arguments of its own for the compiler of the program.
pub(crate) fn build_with(profile: &str, arguments: &[&str], out: &Path) -> Result<Index, Failure> {
    needs::wasm_target(TARGET)?;
    let index = index::read(&place::root().join("index.html"))?;
    compile(&index, profile, arguments)?;
    let bound = bind::bind(
        &linked(&index, profile)?,
        &index.program()?.name,
        &place::cache().join("bound").join(profile),
    )?;
    assemble::assemble(&index, &bound, out)?;
    Ok(index)
}

/// The wasm of the program that index.html names, as the linker leaves it.
pub(crate) fn linked(index: &Index, profile: &str) -> Result<PathBuf, Failure> {
    Ok(place::target().join(TARGET).join(profile).join(format!("{}.wasm", index.program()?.name)))
}

/// Compiles the program that index.html names.
fn compile(index: &Index, profile: &str, arguments: &[&str]) -> Result<(), Failure> {
    let program = index.program()?;
    let manifest = program.manifest.to_string_lossy();
    let built =
        ["--manifest-path", &manifest, "--bin", &program.name, "--target", TARGET, "--profile", profile];
    step(&format!("compile the page ({}, profile {profile})", program.name), || {
        run(cargo(&["rustc", "--locked"]).args(built).arg("--").args(arguments))
    })
}
