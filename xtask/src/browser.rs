//! `cargo xtask browser [file]...`: the browser's tests, on the page as one plays with it.

use std::path::Path;

use lexopt::{Arg, Parser};

use crate::step::{program, run, step};
use crate::{Failure, needs, page, place, play};

/// Where the tests are, from the root of the workspace.
pub(crate) const TESTS: &str = "tests/browser";

/// The file that runs the page's own tests of what only a browser has.
const OF_WASM: &str = "only_a_browser_has_it.test.mjs";

/// Reads the command line: the test files to run, as paths or as the beginnings of their names; none means all.
pub(crate) fn run_command(mut arguments: Parser) -> Result<(), Failure> {
    let mut names = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => names.push(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let out = place::cache().join("play");
    page::build("page", &out)?;
    test(&out, &names)
}

/// Runs the tests of `names` (all when empty) on the page in `dir`, with the native server and a real browser.
pub(crate) fn test(dir: &Path, names: &[String]) -> Result<(), Failure> {
    let browser = needs::browser()?;
    let tests = place::root().join(TESTS);
    needs::npm_packages(&tests)?;
    let server = play::compile_server()?;
    let files = files(&tests, names)?;
    let of_wasm = place::cache().join("tests");
    if files.iter().any(|file| file.ends_with(OF_WASM)) {
        page::build_tests(&of_wasm)?;
    }
    step("run the browser's tests", || {
        run(program("node", &["--test", "--test-reporter=spec"])
            .args(files)
            .env("PARTITA_CHROMIUM", browser)
            .env("PARTITA_PAGE", dir)
            .env("PARTITA_SERVER", server)
            .env("PARTITA_WASM_TESTS", of_wasm))
    })
}

/// The test files that `names` mean.
fn files(tests: &Path, names: &[String]) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(tests)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let meant = names.is_empty() || names.iter().any(|wanted| name.starts_with(last_part(wanted)));
        if name.ends_with(".test.mjs") && meant {
            files.push(format!("{TESTS}/{name}"));
        }
    }
    files.sort();
    if files.is_empty() {
        Err(format!("no test in {TESTS} begins with {}", names.join(", ")).into())
    } else {
        Ok(files)
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
