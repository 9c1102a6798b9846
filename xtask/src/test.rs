//! `cargo xtask test`: every test there is. What continuous integration runs.

use lexopt::Parser;

use crate::stages::Stages;
use crate::step::{cargo, run};
use crate::{Failure, browser, check, clients, dist, no_more, page, place};

/// The test that a feature switches on: what is shipped has none of those bugs.
const MUSEUM: &str = "each_bug_that_kafka_had_is_caught";

/// Lints, Rust's tests, the page as it is published with its sizes, the browser's tests on it. Without Node or a browser
/// all the rest runs, and the stages that need them fail with the commands to type: nothing is skipped silently.
pub(crate) fn run_command(arguments: Parser) -> Result<(), Failure> {
    no_more(arguments)?;
    let mut stages = Stages::default();
    check::lints(&mut stages);
    stages.run("tests", || run(&mut cargo(&["test", "--locked", "--workspace", "--no-fail-fast"])));
    stages.run("bugs that Kafka had", || {
        run(&mut cargo(&["test", "--locked", "-p", "partita-sim", "--features", "museum", "--test", MUSEUM]))
    });
    let out = place::cache().join("dist");
    if stages.run("the page as it is published", || dist::build(&out)) {
        stages.run("browser tests", || browser::test(&out, &[]));
    } else {
        let out = place::cache().join("play");
        if stages.run("the page as one plays with it", || page::build("page", &out).map(drop)) {
            stages.run("browser tests", || browser::test(&out, &[]));
        }
    }
    stages.run("tests with other clients", clients::test);
    stages.finish()
}
