//! `cargo xtask dist`: the page as plain files for any static host, as small as we can make them.

mod share;
mod sizes;
mod split;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use lexopt::Parser;

use self::split::Split;
use crate::step::{program, run, step};
use crate::{Failure, needs, no_more, page, place};

/// The first view of the page as browsers load it, brotli: more fails.
const FIRST_VIEW_BYTES_MAX: u64 = 500_000;
/// And what we want it to stay below.
const FIRST_VIEW_BYTES_GOAL: u64 = 400_000;

/// Where wasm-opt and the scripts of `dist` live, from the root of the workspace.
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
    // Where the linker filled in which address tells what data the first view needs.
    let page = page::build_with("dist", &["-C", "link-arg=--emit-relocs"], out)?;
    let name = &page.program()?.name;
    let linked = page::linked(&page, "dist")?;
    let (main, rest) = (format!("{name}_bg.wasm"), PathBuf::from(format!("{name}_rest.wasm")));
    let split = split::split(out, &out.join(&main), &linked, &place::cache().join("first-view"))?;
    let named = optimize(split, &tools)?;
    let names = |section: &str| section == "name";
    fs::write(out.join(&main), share::without(&named.main, names)?)?;
    fs::write(out.join(&rest), share::without(&named.rest, names)?)?;
    println!("{}", share::table(&named.main, "wasm of the first view by crate")?);
    println!("{}", share::table(&named.rest, "wasm of the rest by crate")?);
    let later = [page.later(), vec![rest]].concat();
    let (table, first_view) = sizes::measure(out, &later, &tools)?;
    println!("{table}");
    within_budget(first_view)
}

/// Makes the modules small; the bytes, still with the names of functions.
fn optimize(split: Split, tools: &Path) -> Result<Split, Failure> {
    step("make the wasm small (wasm-opt -Oz)", || {
        let (main, rest) = thread::scope(|scope| {
            let main =
                scope.spawn(|| smaller(&split.main, "main", tools).map_err(|failure| failure.to_string()));
            let rest = smaller(&split.rest, "rest", tools)?;
            let main = main.join().map_err(|_| "wasm-opt's thread ended")??;
            Ok::<_, Failure>((main, rest))
        })?;
        split.smaller(main, rest)
    })
}

/// One module made small.
fn smaller(wasm: &[u8], name: &str, tools: &Path) -> Result<Vec<u8>, Failure> {
    let wasm_opt: PathBuf = tools.join("node_modules/.bin/wasm-opt");
    let [before, after] = ["wasm", "small.wasm"].map(|end| place::cache().join(format!("{name}.{end}")));
    fs::write(&before, wasm)?;
    // No --all-features: the module lists the ones it uses, and browsers have those.
    run(program(&wasm_opt.to_string_lossy(), &["-Oz", "--debuginfo"])
        .arg(&before)
        .arg("--output")
        .arg(&after))?;
    Ok(fs::read(&after)?)
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
