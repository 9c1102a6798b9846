//! `kafka-e2e-latency.sh` sends one record after the other and reads it: what it prints is how long that took in the world, slow links and
//! all.

use partita_sim::Engine as Sim;
use partita_view::{Engine, Print};

const NAMED: &str = "kafka-e2e-latency.sh --bootstrap-server 127.0.0.1:9092 --topic perf2 --num-records 300 --producer-acks all \
                     --record-size 100";

fn run(sim: &mut Sim, seconds: u64) {
    let until = sim.now() + seconds * 1_000_000;
    while sim.now() < until {
        sim.run(until, 100_000);
    }
}

fn world() -> Sim {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 3\n").unwrap();
    run(&mut sim, 5);
    sim
}

/// What a tool prints on standard output and on standard error, and its status.
fn tool(sim: &mut Sim, name: &str, line: &str) -> (String, String, Option<i32>) {
    sim.command(&format!("run {name}: {line}")).unwrap();
    run(sim, 90);
    let (mut out, mut err, mut status) = (String::new(), String::new(), None);
    for printed in sim.printed(0).iter().filter(|printed| printed.tool == name) {
        match &printed.what {
            Print::Out(text) => out += text,
            Print::Err(text) => err += text,
            Print::Exit(code) => status = Some(*code),
            _ => {}
        }
    }
    (out, err, status)
}

/// The average that a run told, in tenths of microseconds.
fn average(out: &str) -> u64 {
    let line =
        out.lines().find_map(|line| line.strip_prefix("Avg latency: ")).unwrap_or_else(|| panic!("{out}"));
    let (whole, rest) = line.strip_suffix(" ms").and_then(|ms| ms.split_once('.')).unwrap();
    assert_eq!(rest.len(), 4, "{line}");
    whole.parse::<u64>().unwrap() * 10_000 + rest.parse::<u64>().unwrap()
}

#[test]
fn a_topic_that_is_not_there_is_made() {
    let mut sim = world();
    let by_place = "kafka-e2e-latency.sh 127.0.0.1:9092 perf2 300 all 100";
    let (out, err, status) = tool(&mut sim, "e1", by_place);
    assert_eq!((err.as_str(), status), ("", Some(0)), "{out}");
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("WARNING: Positional argument usage is deprecated"), "{out}");
    let made =
        "Topic \"perf2\" does not exist. Will create topic with 1 partition(s) and replication factor = 1";
    assert_eq!(lines[1], made);
    assert!(lines[2].starts_with("0\t") && lines[3].starts_with("Avg latency: "), "{out}");
    assert!(lines[4].starts_with("Percentiles: 50th = ") && lines.len() == 5, "{out}");
    assert_eq!(
        sim.view().topics.iter().find(|t| &*t.name == "perf2").unwrap().partitions[0].high_watermark,
        300
    );

    // With names, and the topic there already.
    let (out, err, status) = tool(&mut sim, "e2", NAMED);
    assert_eq!((err.as_str(), status, out.lines().count()), ("", Some(0), 3), "{out}");
}

#[test]
fn a_slow_link_is_in_every_record() {
    let mut sim = world();
    let quick = average(&tool(&mut sim, "e1", NAMED).0);
    let leader = sim.view().topics.iter().find(|topic| &*topic.name == "perf2").unwrap().partitions[0].leader;
    sim.command(&format!("run e2: {NAMED}")).unwrap();
    sim.command(&format!("slow e2 {} 20ms", leader.unwrap())).unwrap();
    run(&mut sim, 90);
    let out: String = sim
        .printed(0)
        .iter()
        .filter(|printed| printed.tool == "e2")
        .filter_map(|p| match &p.what {
            Print::Out(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    // To the leader and back for the record, and to it and back to read it; some of that goes side by side.
    assert!(average(&out) > quick + 400_000, "{quick} and then {out}");
}

#[test]
fn what_is_wrong_with_the_line() {
    let mut sim = world();
    for (line, says) in [
        ("kafka-e2e-latency.sh", "This tool measures end-to-end latency in Kafka by sending messages"),
        (
            "kafka-e2e-latency.sh a b c",
            "Invalid number of arguments. Expected 5 or 6 positional arguments, but got 3. Usage:",
        ),
        ("kafka-e2e-latency.sh --topic t", "Missing required argument \"[bootstrap-server]\""),
        (
            &NAMED.replace("all", "0"),
            "Invalid value for --producer-acks. Latency testing requires synchronous",
        ),
        (&NAMED.replace("300", "0"), "Value for --num-records must be a positive integer."),
        (&NAMED.replace("100", "-1"), "Value for --record-size must be a non-negative integer."),
        (&NAMED.replace("100", "x"), "Cannot parse argument 'x' of option record-size"),
    ] {
        sim.command(&format!("run wrong: {line}")).unwrap();
        run(&mut sim, 1);
        let last = sim.printed(0).iter().rev().find_map(|printed| match &printed.what {
            Print::Err(text) => Some(text.clone()),
            _ => None,
        });
        assert!(last.as_deref().is_some_and(|text| text.starts_with(says)), "{line}: {last:?}");
    }
}
