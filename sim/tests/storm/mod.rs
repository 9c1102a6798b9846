//! One storm: made from its seed, played, judged, shortened.

mod faults;
mod play;

use std::panic::{AssertUnwindSafe, catch_unwind};

use partita_machine::Rng;

use faults::Faults;
use play::Played;

/// What a storm is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// Whatever the seed gives.
    Any,
    /// Kafka's defaults everywhere.
    Defaults,
    /// Three replicas, two of them in sync at least, and producers with acks=all.
    Durable,
    /// Leaders that lack what was committed rather than none.
    Unclean,
}

/// A world and what happens to it.
#[derive(Clone, Debug)]
pub(crate) struct Storm {
    /// Lines of the setup.
    pub(crate) setup: Vec<String>,
    /// Second, and the playground's words. `#N` in them is some message on its way: which one is found when the line comes.
    pub(crate) lines: Vec<(f64, String)>,
}

/// What is wrong with a storm, if anything is, and the shortest story of it that was found.
pub(crate) fn failure(seed: u64, aim: Aim) -> Option<String> {
    let storm = storm(seed, aim);
    let what = wrong(&storm)?;
    // Told at once: making it short takes its time.
    let lines: String = storm.lines.iter().map(line).collect();
    eprintln!("{aim:?}, seed {seed}: {what}\n{}\n{lines}", storm.setup.join("\n"));
    let short = shortened(storm, kind(&what));
    let story =
        play::play(&short).map_or_else(|_| short.lines.iter().map(line).collect(), |played| played.story);
    Some(format!("{aim:?}, seed {seed}: {what}\n{story}"))
}

fn line((at, words): &(f64, String)) -> String {
    format!("{at} {words}\n")
}

/// The first thing that is wrong at the end, or on the way.
fn wrong(storm: &Storm) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(|| play::play(storm))) {
        Ok(Ok(Played { wrong, .. })) => wrong,
        Ok(Err(error)) => Some(format!("story {error}")),
        Err(_) => Some("panic".into()),
    }
}

/// What kind of failure it is: its first word, the promise.
fn kind(what: &str) -> String {
    what.split(' ').next().unwrap_or_default().into()
}

/// Leaves out of a storm whatever it fails without in the same way.
fn shortened(mut storm: Storm, kind_of_it: String) -> Storm {
    let fails = |storm: &Storm| wrong(storm).is_some_and(|what| kind(&what) == kind_of_it);
    let mut size = storm.lines.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < storm.lines.len() {
            let mut shorter = storm.clone();
            shorter.lines.drain(at..(at + size).min(storm.lines.len()));
            if fails(&shorter) {
                storm = shorter;
            } else {
                at += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    storm
}

/// The storm of a seed.
fn storm(seed: u64, aim: Aim) -> Storm {
    let mut rng = Rng::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5707);
    let brokers = match aim {
        Aim::Any | Aim::Defaults => 1 + rng.below(5),
        Aim::Durable | Aim::Unclean => 3 + rng.below(3),
    };
    let controllers = pick(&mut rng, &[0, 1, 3, 3]);
    let mut setup = vec![
        "partita story 1".into(),
        format!("seed {}", seed + 1),
        format!("brokers {brokers}"),
        format!("controllers {controllers}"),
        format!("latency {}us", pick(&mut rng, &[200, 500, 5_000])),
    ];
    if aim != Aim::Defaults {
        setup.push("set offsets.topic.num.partitions=2".into());
        setup.push("set log.retention.check.interval.ms=5000".into());
        if rng.below(3) == 0 {
            setup.push("set log.flush.interval.messages=1".into());
        }
        if rng.below(4) == 0 {
            setup.push("set log.dirs=/d1,/d2".into());
        }
    }
    if controllers == 3 && rng.below(2) == 0 {
        setup.push("quorum dynamic".into());
    }
    let mut storm = Storm { setup, lines: Vec::new() };
    let topics = topics(&mut rng, &mut storm, brokers, aim);
    let clients = clients(&mut rng, &mut storm, &topics, aim);
    let nodes: Vec<i32> =
        (0..brokers).chain(100..100 + controllers).map(|id| i32::try_from(id).unwrap()).collect();
    let mut faults = Faults { nodes, clients, topics, joined: 0 };
    // Swarm: each storm has its own few kinds of faults.
    let mut kinds: Vec<u64> = (0..4).map(|_| rng.below(Faults::KINDS)).collect();
    if let Some(asked) = super::kind() {
        kinds[..2].fill(asked);
    }
    let mut at = 8.0;
    for _ in 0..6 + rng.below(18) {
        at += f64::from(u32::try_from(rng.below(3_000)).unwrap()) / 1_000.0;
        let kind = kinds[usize::try_from(rng.below(4)).unwrap()];
        let line = faults.line(&mut rng, kind);
        storm.lines.push((at, line));
    }
    storm
}

fn topics(rng: &mut Rng, storm: &mut Storm, brokers: u64, aim: Aim) -> Vec<String> {
    let names: Vec<String> = (0..1 + rng.below(2)).map(|n| format!("t{n}")).collect();
    for name in &names {
        let replicas = match aim {
            Aim::Any => 1 + rng.below(brokers.min(3)),
            Aim::Defaults | Aim::Durable | Aim::Unclean => brokers.min(3),
        };
        let mut line = format!("topic {name} partitions={} replicas={replicas}", 1 + rng.below(3));
        match aim {
            Aim::Any | Aim::Defaults => {}
            Aim::Durable => line.push_str(" min.insync.replicas=2"),
            Aim::Unclean => line.push_str(" unclean.leader.election.enable=true"),
        }
        if aim != Aim::Any {
            storm.lines.push((4.0, line));
            continue;
        }
        let of = |rng: &mut Rng, line: &mut String, one_in: u64, config: &str| {
            if rng.below(one_in) == 0 {
                line.push(' ');
                line.push_str(config);
            }
        };
        of(rng, &mut line, 3, &format!("min.insync.replicas={}", replicas.min(2)));
        of(rng, &mut line, 10, "unclean.leader.election.enable=true");
        of(rng, &mut line, 4, "segment.ms=5000");
        of(rng, &mut line, 5, "message.timestamp.type=LogAppendTime");
        of(rng, &mut line, 6, "compression.type=lz4");
        match rng.below(6) {
            0 => line.push_str(" cleanup.policy=compact min.cleanable.dirty.ratio=0.1"),
            1 => line.push_str(" retention.ms=15000"),
            _ => {}
        }
        storm.lines.push((4.0, line));
    }
    names
}

/// Producers and consumers; gives their names.
fn clients(rng: &mut Rng, storm: &mut Storm, topics: &[String], aim: Aim) -> Vec<String> {
    let mut names = Vec::new();
    for number in 0..1 + rng.below(3) {
        let name = format!("p{number}");
        let acks = match aim {
            Aim::Any | Aim::Unclean => pick(rng, &["all", "all", "1", "0"]),
            Aim::Defaults | Aim::Durable => "all",
        };
        let topic = &topics[usize::try_from(rng.below(topics.len() as u64)).unwrap()];
        let mut line = format!("producer {name} topic={topic}");
        if aim == Aim::Defaults {
            line.push_str(&format!(" rate={} keys=a,b,c", pick(rng, &[2, 10, 40])));
            storm.lines.push((5.0, line));
            names.push(name);
            continue;
        }
        line.push_str(&format!(" acks={acks}"));
        if acks != "all" || rng.below(3) == 0 {
            line.push_str(" enable.idempotence=false");
        }
        line.push_str(&format!(" rate={} linger.ms={}", pick(rng, &[2, 10, 40]), pick(rng, &[0, 20])));
        line.push_str(pick(rng, &[" keys=a,b,c", " keys=a", " keys=a,b,c,d,e,f,g"]));
        line.push_str(pick(rng, &["", "", " compression.type=gzip", " compression.type=snappy"]));
        storm.lines.push((5.0, line));
        names.push(name);
    }
    for number in 0..1 + rng.below(4) {
        let name = format!("c{number}");
        storm.lines.push((6.0, consumer(rng, &name, topics)));
        names.push(name);
    }
    names
}

/// A line that starts a consumer. Groups `eager`, `old` and `new` have a protocol each; some members are static. A minute between
/// polls: for so long a rebalance may wait for a commit to a partition that was deleted (KAFKA-16235).
pub(crate) fn consumer(rng: &mut Rng, name: &str, topics: &[String]) -> String {
    let group = pick(rng, &["group=old", "group=eager", "group=new group.protocol=consumer"]);
    let topics = topics.join(",");
    let mut line = format!("consumer {name} {group} topic={topics} auto.offset.reset=earliest");
    if group == "group=old" {
        line.push_str(" partition.assignment.strategy=org.apache.kafka.clients.consumer.");
        line.push_str("CooperativeStickyAssignor");
    }
    if rng.below(4) == 0 {
        line.push_str(&format!(" group.instance.id={name}"));
    }
    line.push_str(pick(rng, &["", " commit=after-batch", " commit=after-record"]));
    line.push_str(" max.poll.interval.ms=60000");
    line
}

/// One of a few.
pub(crate) fn pick<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[usize::try_from(rng.below(of.len() as u64)).unwrap()]
}
