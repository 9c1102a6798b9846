//! The page's tests that need a browser: its library compiled with `wasm-bindgen-test` and bound to JavaScript, as a page that
//! `tests/browser` opens. No driver of a browser is needed but the one that those tests have anyway.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use wasm_bindgen_cli_support::Bindgen;

use super::TARGET;
use crate::step::{cargo, line, step};
use crate::{Failure, needs};

/// What the bound module is called.
const NAME: &str = "tests";
/// The page: where `wasm-bindgen-test` writes what it does, nothing else.
const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:\">\
    <link rel=\"icon\" href=\"data:,\"><title>Tests</title></head><body><pre id=\"output\"></pre></body></html>\n";

/// Builds the tests as a page in `out`, which is emptied before.
pub(crate) fn build_tests(out: &Path) -> Result<(), Failure> {
    needs::wasm_target(TARGET)?;
    let wasm = step("compile the page's tests that need a browser", compile)?;
    step("bind them to JavaScript (wasm-bindgen)", || {
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        fs::create_dir_all(out)?;
        Bindgen::new()
            .web(true)?
            .emit_start(false)
            .typescript(false)
            .input_path(&wasm)
            .out_name(NAME)
            .generate(out)?;
        Ok(fs::write(out.join("index.html"), PAGE)?)
    })
}

/// Compiles the tests of the page's library as wasm; where they are.
fn compile() -> Result<PathBuf, Failure> {
    let mut build =
        cargo(&["test", "--locked", "--no-run", "--package", "partita-web", "--lib", "--target", TARGET]);
    let output = build.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{}: {}", line(&build), output.status).into());
    }
    let told = String::from_utf8_lossy(&output.stdout);
    executable(&told).ok_or_else(|| format!("{}: no wasm is named", line(&build)).into())
}

/// The program that Cargo's messages name: of one target there is one.
fn executable(messages: &str) -> Option<PathBuf> {
    const FIELD: &str = "\"executable\":\"";
    let mut named = messages.lines().filter_map(|line| line.split_once(FIELD)?.1.split('"').next());
    named.next_back().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_that_cargo_made_is_found() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n{\"executable\":\"/t/deps/partita_web-1.wasm\",\"fresh\":false}\n{\"reason\":\"build-finished\"}";
        assert_eq!(executable(messages), Some(PathBuf::from("/t/deps/partita_web-1.wasm")));
        assert_eq!(executable("{\"executable\":null}"), None);
    }
}
