//! Stories nobody would write: commands at random while producers and consumers work, and texts that are no stories.
//! Nothing panics, no promise is broken, no node spins, the cluster comes back, and the run replays to the same digest.

use partita_sim::{Engine, Story};
use partita_view::{Engine as _, Event, Progress};

/// More deliveries than this in a simulated second is a node that spins.
const STEPS_PER_SECOND_MAX: u64 = 50_000;
const COMMANDS: u64 = 24;
/// After the last fault is mended, records come through again within this time, in seconds.
const RECOVERY_SECONDS: u64 = 60;

/// splitmix64.
struct Rng(u64);

impl Rng {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

fn run_to(engine: &mut Engine, until: u64) {
    while engine.now() < until {
        let (steps, second) = (engine.steps(), until.min(engine.now() + 1_000_000));
        assert_eq!(engine.run(second, u32::MAX), Progress::Done);
        let steps = engine.steps() - steps;
        assert!(steps < STEPS_PER_SECOND_MAX, "{steps} steps in a second at {second}\n{}", engine.story());
    }
}

fn acked(engine: &Engine) -> u64 {
    let records =
        |event: &Event| if let Event::Acked { records, .. } = event { u64::from(*records) } else { 0 };
    engine.events(0, usize::MAX).iter().map(|happened| records(&happened.event)).sum()
}

/// A command at random. It may be refused.
fn command(engine: &mut Engine, rng: &mut Rng, round: u64) -> String {
    let node = rng.below(3);
    let other = (node + 1 + rng.below(2)) % 3;
    let client = rng.pick(&["p", "q", "c", "d"]);
    let id = |engine: &mut Engine, rng: &mut Rng| {
        let flights = &engine.view().flights;
        let at = rng.below(flights.len().max(1) as u64);
        flights.get(usize::try_from(at).unwrap()).map_or(0, |flight| flight.id.0)
    };
    match rng.below(27) {
        0..=2 => format!("kill {node}"),
        3..=6 => format!("restart {node}"),
        7 => format!("stop {node}"),
        8 => format!("pause {node}"),
        9 => format!("resume {node}"),
        10 => format!("cut {node} {other}"),
        11 => format!("cut {node} > {other}"),
        12 => format!("heal {node} {other}"),
        13 => format!("slow {node} {other} {}ms", rng.below(3_000)),
        14 => format!("cut {client} {node}"),
        15 => format!("heal {client} {node}"),
        16 => format!("pause {client}"),
        17 => format!("resume {client}"),
        18 | 19 => format!("drop {}", id(engine, rng)),
        20 => format!("delay {} {}ms", id(engine, rng), rng.below(5_000)),
        21 => format!("hold {}", id(engine, rng)),
        22 => format!("poweroff {node}"),
        23 | 24 => format!("late {} {}ms", id(engine, rng), rng.below(5_000)),
        25 => format!("consumer more{round} group=g topic=orders"),
        _ => format!("send p key{round} value"),
    }
}

/// Mends everything, whatever was broken.
fn mend(engine: &mut Engine) {
    let flights: Vec<u64> = engine.view().flights.iter().map(|flight| flight.id.0).collect();
    let mut lines: Vec<String> = flights.iter().map(|id| format!("release {id}")).collect();
    for node in 0..3 {
        lines.push(format!("resume {node}"));
        lines.push(format!("restart {node}"));
        for other in ["0", "1", "2", "p", "q", "c", "d"] {
            lines.push(format!("heal {other} {node}"));
        }
    }
    lines.extend(["p", "q", "c", "d"].map(|client| format!("resume {client}")));
    for line in lines {
        // What is not broken refuses to be mended.
        let _ = engine.command(&line);
    }
}

fn storm(seed: u64) {
    let mut rng = Rng(seed);
    let text = format!(
        "partita story 1\nseed {seed}\nbrokers 3\n\
         3 topic orders partitions=2 replicas=3 min.insync.replicas=2\n\
         4 producer p topic=orders rate=20 keys=a,b,c\n\
         4 producer q topic=orders rate=10 acks=all enable.idempotence=false\n\
         4 consumer c group=g topic=orders auto.offset.reset=earliest\n\
         4 consumer d group=g topic=orders auto.offset.reset=earliest\n"
    );
    let mut engine = Engine::from_text(&text).unwrap();
    run_to(&mut engine, 6_000_000);
    for round in 0..COMMANDS {
        let line = command(&mut engine, &mut rng, round);
        // Some are refused: what is dead cannot be killed.
        let _ = engine.command(&line);
        let until = engine.now() + rng.below(1_500_000);
        run_to(&mut engine, until);
    }
    mend(&mut engine);
    let before = acked(&engine);
    let mended = engine.now();
    while acked(&engine) < before + 20 {
        let until = engine.now() + 1_000_000;
        assert!(
            until < mended + RECOVERY_SECONDS * 1_000_000,
            "seed {seed}: no records come through\n{}",
            engine.story()
        );
        run_to(&mut engine, until);
    }
    let broken: Vec<_> = engine.findings().iter().filter(|finding| finding.allowed_by.is_none()).collect();
    assert!(broken.is_empty(), "seed {seed}: {broken:#?}\n{}", engine.story());

    let until = engine.now() + 70_000_000;
    run_to(&mut engine, until);
    assert_eq!(engine.unhealed(), [], "seed {seed}\n{}", engine.story());

    let mut again = Engine::from_text(&engine.story()).unwrap();
    run_to(&mut again, engine.now());
    assert_eq!((again.steps(), again.digest()), (engine.steps(), engine.digest()), "seed {seed}");
}

fn storms(seeds: std::ops::Range<u64>) {
    let run = |seed: u64| (seed, std::panic::catch_unwind(|| storm(seed)));
    let failed: Vec<u64> = seeds.map(run).filter(|(_, ran)| ran.is_err()).map(|(seed, _)| seed).collect();
    assert!(failed.is_empty(), "seeds {failed:?}");
}

#[test]
fn commands_at_random() {
    let count = std::env::var("STORMS").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    let first = std::env::var("STORM").ok().and_then(|first| first.parse().ok()).unwrap_or(0);
    storms(first..first + count);
}

#[test]
fn texts_at_random() {
    let parts = [
        "partita story 1",
        "\n",
        "\n",
        " ",
        "seed",
        "brokers",
        "controllers",
        "latency",
        "rack",
        "set",
        "kill",
        "topic",
        "producer",
        "consumer",
        "cut",
        ">",
        "end",
        "0",
        "1",
        "-1",
        "99999999999999999999",
        "18446744073709551615",
        "1:05.2",
        "0.0000001",
        "é",
        "\0",
        "=",
        "a=b",
        "rate=99999999999",
        "linger.ms=-1",
        "hold",
        "delay",
        "50ms",
        "18446744073709551615s",
        "run",
        "x:",
        "x>",
        "'",
        "\"",
        "kafka-topics.sh",
        "--list",
        "send",
        "#",
    ];
    let mut rng = Rng(7);
    for _ in 0..20_000 {
        let mut text = String::from("partita story 1\nseed 1\n");
        for _ in 0..rng.below(24) {
            text.push_str(rng.pick(&parts));
            text.push_str(rng.pick(&["", " ", "\n"]));
        }
        if let Ok(story) = Story::parse(&text) {
            let printed = story.to_string();
            assert_eq!(Story::parse(&printed).map(|again| again.to_string()), Ok(printed), "{text:?}");
        }
    }
}

#[test]
fn words_with_numbers_beyond_sense() {
    let mut engine = Engine::from_text("partita story 1\nbrokers 1\n").unwrap();
    run_to(&mut engine, 3_000_000);
    let numbers = ["-1", "0", "2147483648", "9223372036854775807", "18446744073709551615", "1e9", ""];
    for number in numbers {
        for line in [
            "topic t partitions=# replicas=1",
            "topic t partitions=1 replicas=#",
            "topic u# partitions=1 retention.ms=#",
            "topic v# segment.bytes=# partitions=1",
            "producer p# topic=t rate=# keys=a count=#",
            "producer r# topic=t rate=5 batch.size=# linger.ms=#",
            "producer s# topic=t rate=5 buffer.memory=# max.request.size=#",
            "producer t# topic=t rate=5 delivery.timeout.ms=# request.timeout.ms=#",
            "consumer c# group=g topic=t process.ms=#",
            "consumer d# group=g topic=t max.poll.records=# fetch.max.wait.ms=#",
            "consumer e# group=g topic=t session.timeout.ms=# heartbeat.interval.ms=#",
            "slow 0 c# #ms",
            "slow 0 # #s",
            "kill #",
            "hold #",
            "delay # #us",
            "drop #",
            "cut # > #",
            "kafka-topics.sh --bootstrap-server localhost:# --list",
            "kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic t --max-messages # --timeout-ms #",
        ] {
            // Refused or not: it must not panic, nor make the world spin.
            let _ = engine.command(&line.replace('#', number));
            let until = engine.now() + 50_000;
            run_to(&mut engine, until);
        }
    }
    let until = engine.now() + 2_000_000;
    run_to(&mut engine, until);
}
