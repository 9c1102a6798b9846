//! What has to be on the machine: found, or installed.

use std::path::Path;
use std::process::Command;

use crate::Failure;
use crate::step::{program, run, step};

/// The compiler's library for `target`, by rustup when it is missing.
pub(crate) fn wasm_target(target: &str) -> Result<(), Failure> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    if output(&mut program(&rustc, &["--print", "target-libdir", "--target", target]))
        .is_some_and(|library| Path::new(library.trim()).is_dir())
    {
        return Ok(());
    }
    step(&format!("install Rust's library for {target} (rustup)"), || {
        run(&mut program("rustup", &["target", "add", target]))
    })
}

/// What a program prints, `None` when it is not there or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
