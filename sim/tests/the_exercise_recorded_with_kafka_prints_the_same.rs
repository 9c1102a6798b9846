//! The exercise kafkatask as it was recorded with Apache Kafka 4.3.1, replayed: every command prints what Kafka's printed,
//! on the same stream and with the same status. Masked: member ids, topic ids, which broker leads and coordinates. The frames of
//! Java's stack traces are left out: there is no Java here.

use partita_sim::Engine;
use partita_view::{Engine as _, Print, Progress};

const STORY: &str = include_str!("../../stories/kafkatask-recorded.story");
const RECORDED: &str = include_str!("../../tests/golden/rebalance-kafkatask.txt");
const USAGE: &str = include_str!("../../shell/src/usage/groups.txt");

/// A command and what it printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ran {
    command: String,
    out: String,
    err: String,
    /// `None` while it runs.
    status: Option<i32>,
}

/// The commands of the recording, in order.
fn recorded() -> Vec<Ran> {
    let mut all: Vec<Ran> = Vec::new();
    let mut on_stderr = false;
    for line in RECORDED.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            let command = command.trim_end_matches(['&', ' ']).replace("127.0.0.1:19092", "127.0.0.1:9092");
            all.push(Ran { command, ..Ran::default() });
            on_stderr = false;
        } else if let Some(comment) = line.strip_prefix("# ") {
            let Some(ran) = all.last_mut() else { continue };
            match comment {
                "stderr:" => on_stderr = true,
                "stdout:" => on_stderr = false,
                _ if comment.contains("the usage text") => ran.err.push_str(USAGE),
                _ => {
                    if let Some(status) = comment.strip_prefix("exit ") {
                        ran.status = status.parse().ok();
                    }
                }
            }
        } else if line.starts_with("\tat ") {
            // A frame of a stack trace.
        } else if let Some(ran) = all.last_mut().filter(|ran| ran.status.is_none()) {
            let stream = if on_stderr { &mut ran.err } else { &mut ran.out };
            stream.push_str(line);
            stream.push('\n');
        }
    }
    all
}

/// The commands of the story, in order; its two producers of further records are not in the recording.
fn replayed(engine: &Engine) -> Vec<Ran> {
    let mut all: Vec<(String, Ran)> = Vec::new();
    for printed in engine.printed(0).iter().filter(|printed| !printed.tool.starts_with("Producer-")) {
        if let Print::Started(line) = &printed.what {
            all.push((printed.tool.clone(), Ran { command: line.clone(), ..Ran::default() }));
        }
        let Some((_, ran)) = all.iter_mut().find(|(tool, _)| *tool == printed.tool) else { continue };
        match &printed.what {
            Print::Out(text) => ran.out.push_str(text),
            Print::Err(text) => ran.err.push_str(text),
            Print::Exit(status) => ran.status = Some(*status),
            Print::Started(_) | Print::Typed(_) => {}
        }
    }
    all.into_iter().map(|(_, ran)| ran).collect()
}

/// Every text that begins with `prefix` and has `len` characters, replaced by a letter each: the same text, the same letter.
fn lettered(text: &str, prefix: &str, len: usize) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut masked = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(prefix).filter(|at| rest.len() >= at + len) {
        let (before, from) = rest.split_at(at);
        let (id, after) = from.split_at(len);
        masked.push_str(before);
        if id.contains(' ') {
            masked.push_str(id);
        } else {
            let known = seen.iter().position(|seen| *seen == id).unwrap_or_else(|| {
                seen.push(id);
                seen.len() - 1
            });
            masked.push_str(&format!("<{prefix}{known}>"));
        }
        rest = after;
    }
    masked + rest
}

/// A line of `kafka-topics.sh --describe` with its brokers replaced by their place among the replicas.
fn placed(line: &str) -> String {
    let Some(replicas) = line.split("Replicas: ").nth(1).and_then(|rest| rest.split('\t').next()) else {
        return line.to_owned();
    };
    let place = |id: &str| match replicas.split(',').position(|replica| replica == id) {
        Some(place) => format!("<replica {place}>"),
        None => id.to_owned(),
    };
    let field = |field: &str| match field.split_once(": ") {
        Some((name @ ("Leader" | "Replicas" | "Isr"), ids)) => {
            format!("{name}: {}", ids.split(',').map(place).collect::<Vec<_>>().join(","))
        }
        _ => field.to_owned(),
    };
    line.split('\t').map(field).collect::<Vec<_>>().join("\t")
}

/// The coordinator of a group in its column of 26 characters.
fn coordinated(line: &str) -> String {
    let Some(open) = line.find("  (").filter(|_| line.contains("consumergroup")) else {
        return line.to_owned();
    };
    let start = line[..open].rfind(' ').map_or(0, |blank| blank + 1);
    let (before, column) = line.split_at(start);
    format!("{before}<coordinator>{}", column.get(26..).unwrap_or_default())
}

fn masked(text: &str) -> String {
    let text = lettered(text, "console-consumer-", 53);
    let mut masked = String::new();
    for line in text.lines() {
        let line = match line.split_once("TopicId: ") {
            Some((before, rest)) => format!("{before}TopicId: <id>{}", rest.get(22..).unwrap_or_default()),
            None => coordinated(&placed(line)),
        };
        masked.push_str(&line);
        masked.push('\n');
    }
    masked
}

/// Values that a console consumer printed, in order.
fn values(ran: &Ran) -> Vec<u32> {
    let mut values: Vec<u32> =
        ran.out.lines().map(|line| line.strip_prefix("pos ").unwrap().parse().unwrap()).collect();
    values.sort_unstable();
    values
}

#[test]
fn whole_outputs() {
    let mut engine = Engine::from_text(STORY).unwrap();
    assert_eq!(engine.run(125_000_000, u32::MAX), Progress::Done);
    assert_eq!(engine.findings(), []);
    let (recorded, replayed) = (recorded(), replayed(&engine));
    assert_eq!(recorded.len(), replayed.len());
    let mut different = Vec::new();
    for (recorded, replayed) in recorded.iter().zip(&replayed) {
        assert_eq!(recorded.command, replayed.command);
        let differ = |name: &str, recorded: &str, replayed: &str| {
            let (recorded, replayed) = (masked(recorded), masked(replayed));
            (recorded != replayed).then(|| format!("{name}\n{recorded}---- ours:\n{replayed}"))
        };
        if recorded.command.starts_with("kafka-console-consumer.sh") {
            continue;
        }
        let status = (recorded.status != replayed.status)
            .then(|| format!("status {:?}, ours {:?}", recorded.status, replayed.status));
        let all = [
            differ("stdout", &recorded.out, &replayed.out),
            differ("stderr", &recorded.err, &replayed.err),
            status,
        ];
        different.extend(all.into_iter().flatten().map(|what| format!("$ {}\n{what}", recorded.command)));
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n\n"));
}

#[test]
fn consoles() {
    let mut engine = Engine::from_text(STORY).unwrap();
    assert_eq!(engine.run(125_000_000, u32::MAX), Progress::Done);
    let replayed = replayed(&engine);
    let consumers = |group: &str| -> Vec<u32> {
        let of = replayed.iter().filter(|ran| {
            ran.command.starts_with("kafka-console-consumer.sh")
                && ran.command.contains(&format!("--group {group} "))
        });
        let mut all: Vec<u32> = of.flat_map(values).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(consumers("consumergroup1"), (1..=46).collect::<Vec<_>>(), "each record to one member, once");
    assert_eq!(consumers("consumergroup2"), (1..=32).collect::<Vec<_>>(), "nobody read the last 14");
    for ran in replayed.iter().filter(|ran| ran.status == Some(130)) {
        let count = format!("Processed a total of {} messages\n", ran.out.lines().count());
        let mut lines = ran.err.split_inclusive('\n');
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("The consumer rebalance protocol (KIP-848) is production-ready!")
        );
        assert_eq!(lines.collect::<String>(), count);
    }
}
