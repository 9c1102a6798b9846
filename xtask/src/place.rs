//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Cargo's target directory. This program runs from `<target>/<profile>/xtask`, wherever a person moved it to.
pub(crate) fn target() -> PathBuf {
    let from_program =
        env::current_exe().ok().and_then(|program| Some(program.parent()?.parent()?.to_owned()));
    from_program.unwrap_or_else(|| root().join("target"))
}

/// What xtask itself keeps between runs: built pages, tools installed by npm.
pub(crate) fn cache() -> PathBuf {
    target().join("xtask")
}
