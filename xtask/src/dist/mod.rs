//! `cargo xtask dist`: the page as plain files for any static host, as small as we can make them.

mod share;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

use lexopt::Parser;

use crate::step::{program, run, step};
use crate::{Failure, needs, no_more, page, place};

/// The first view of the page as browsers load it, brotli: more fails. It should be 500 KB; with the whole engine in one
/// module it is not, and until the engine comes in parts this number may only go down.
const FIRST_VIEW_BYTES_MAX: u64 = 900_000;
/// And what we want it to stay below.
const FIRST_VIEW_BYTES_GOAL: u64 = 400_000;

/// Where wasm-opt and the measuring of sizes live, from the root of the workspace.
const TOOLS: &str = "xtask/tools";

/// Builds into `dist/`.
pub(crate) fn run_command(arguments: Parser) -> Result<(), Failure> {
    no_more(arguments)?;
    let out = place::root().join("dist");
    build(&out)?;
    eprintln!("== {} is ready for any static host", out.display());
    Ok(())
}

/// Builds into `out`, which is emptied before, and says the sizes; too large a first view is a failure.
pub(crate) fn build(out: &Path) -> Result<(), Failure> {
    let tools = place::root().join(TOOLS);
    needs::npm_packages(&tools)?;
    let page = page::build("dist", out)?;
    let wasm = out.join(format!("{}_bg.wasm", page.program()?.name));
    let named = optimize(&wasm, &tools)?;
    fs::write(&wasm, share::without_names(&named)?)?;
    println!("{}", share::table(&named)?);
    let (table, first_view) = sizes::measure(out, &page.later(), &tools)?;
    println!("{table}");
    within_budget(first_view)
}

/// Makes the wasm small; the bytes, still with the names of functions.
fn optimize(wasm: &Path, tools: &Path) -> Result<Vec<u8>, Failure> {
    let wasm_opt: PathBuf = tools.join("node_modules/.bin/wasm-opt");
    let named = place::cache().join("named.wasm");
    step("make the wasm small (wasm-opt -Oz)", || {
        // No --all-features: the module lists the ones it uses, and browsers have those.
        run(program(&wasm_opt.to_string_lossy(), &["-Oz", "--debuginfo"])
            .arg(wasm)
            .arg("--output")
            .arg(&named))
    })?;
    Ok(fs::read(&named)?)
}

fn within_budget(first_view: u64) -> Result<(), Failure> {
    let kb = first_view / 1000;
    if first_view > FIRST_VIEW_BYTES_MAX {
        return Err(format!(
            "the first view is {kb} KB with brotli, above {} KB",
            FIRST_VIEW_BYTES_MAX / 1000
        )
        .into());
    }
    let goal = if first_view > FIRST_VIEW_BYTES_GOAL { "above the goal of" } else { "within the goal of" };
    println!("The first view is {kb} KB with brotli, {goal} {} KB.", FIRST_VIEW_BYTES_GOAL / 1000);
    Ok(())
}
