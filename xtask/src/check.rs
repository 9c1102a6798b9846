//! `cargo xtask check`: what a change must pass before it is shown to others, in a minute or two.

use lexopt::Parser;

use crate::stages::Stages;
use crate::step::{cargo, run};
use crate::{Failure, needs, no_more};

/// The crates that promise to do without the standard library.
const WITHOUT_STD: [&str; 7] = [
    "partita-wire",
    "partita-machine",
    "partita-view",
    "partita-core",
    "partita-client",
    "partita-shell",
    "partita-sim",
];

/// A target that has no standard library, so that a use of it cannot hide.
const NO_STD_TARGET: &str = "wasm32v1-none";

/// All lints, and the tests that need neither a world nor a browser.
pub(crate) fn run_command(arguments: Parser) -> Result<(), Failure> {
    no_more(arguments)?;
    let mut stages = Stages::default();
    lints(&mut stages);
    stages.run("fast tests: the rules beside their code", || {
        run(&mut cargo(&["test", "--locked", "--workspace", "--lib", "--bins", "--no-fail-fast"]))
    });
    stages.finish()
}

/// Format, clippy, documentation, the builds without std: each with warnings as errors.
pub(crate) fn lints(stages: &mut Stages) {
    stages.run("format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    stages.run("clippy", || {
        let clippy = [
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--",
            "--deny",
            "warnings",
        ];
        run(&mut cargo(&clippy))
    });
    stages.run("clippy of the page as wasm", || {
        needs::wasm_target("wasm32-unknown-unknown")?;
        let clippy = ["clippy", "--locked", "--package", "partita-web", "--target", "wasm32-unknown-unknown"];
        run(cargo(&clippy).args(["--", "--deny", "warnings"]))?;
        // Its tests of what only a browser has are compiled for no other target.
        run(cargo(&clippy).args(["--lib", "--profile", "test", "--", "--deny", "warnings"]))
    });
    stages.run("documentation", || {
        run(cargo(&["doc", "--locked", "--workspace", "--no-deps", "--keep-going"])
            .env("RUSTDOCFLAGS", "--deny warnings"))
    });
    stages.run("builds without std", || {
        needs::wasm_target(NO_STD_TARGET)?;
        let packages = WITHOUT_STD.iter().flat_map(|name| ["--package", name]);
        run(cargo(&["check", "--locked", "--target", NO_STD_TARGET]).args(packages))
    });
}
