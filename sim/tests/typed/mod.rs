//! Tools typed into a story, for the tests that compare what they print.

use partita_sim::Engine as Sim;
use partita_view::{Engine, Print};

/// The bootstrap server of every world here, as an option.
pub(crate) const SERVER: &str = "--bootstrap-server 127.0.0.1:9092";

/// A world of so many brokers that has run for five seconds.
pub(crate) fn brokers(count: u32) -> Sim {
    let mut sim = Sim::from_text(&format!("partita story 1\nseed 7\nbrokers {count}\n")).unwrap();
    run(&mut sim, 5_000);
    sim
}

/// Lets so many milliseconds pass.
pub(crate) fn run(sim: &mut Sim, ms: u64) {
    let until = sim.now() + ms * 1_000;
    while sim.now() < until {
        sim.run(until, 100_000);
    }
}

/// Runs a tool for two seconds under a name of its own: what it printed on both streams, and its exit status if it has ended.
pub(crate) fn tool(sim: &mut Sim, name: &str, line: &str) -> (String, Option<i32>) {
    sim.command(&format!("run {name}: {line}")).unwrap();
    run(sim, 2_000);
    let (mut text, mut status) = (String::new(), None);
    for printed in sim.printed(0).iter().filter(|printed| printed.tool == name) {
        match &printed.what {
            Print::Out(line) | Print::Err(line) => {
                text.push_str(line);
                text.push_str(if line.ends_with('\n') { "" } else { "\n" });
            }
            Print::Exit(code) => status = Some(*code),
            _ => {}
        }
    }
    (text, status)
}
