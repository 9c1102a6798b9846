//! How fast a world goes, side by side in one run: `cargo bench -p partita-sim --bench world [-- NAME]`; with the name
//! `digests`, what the same runs come to.
//!
//! Each figure is the median of several runs, and the variants of a scenario take turns. Time is that of the processor
//! where the system tells it (Linux, to a few milliseconds), so that a busy machine says little less. An event is a delivery or one of the effects
//! that it had.

use std::hint::black_box;
use std::time::{Duration, Instant};

use partita_sim::{Engine, Story, World};
use partita_view::Engine as _;

/// Runs of each variant.
const RUNS: usize = 5;

/// A moment of this thread: by the processor's time, or by the clock.
#[derive(Clone, Copy)]
struct Start(Option<u64>, Instant);

impl Start {
    fn now() -> Self {
        Self(Self::on_processor(), Instant::now())
    }

    /// Nanoseconds that this thread has run.
    fn on_processor() -> Option<u64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok()
    }

    fn elapsed(self) -> Duration {
        match (self.0, Self::on_processor()) {
            (Some(before), Some(now)) => Duration::from_nanos(now - before),
            _ => self.1.elapsed(),
        }
    }
}

/// A story and how much of it is measured, seconds of its own time.
struct Scenario {
    name: &'static str,
    story: String,
    from: u64,
    until: u64,
}

fn scenarios() -> Vec<Scenario> {
    let kafkatask = include_str!("../../stories/kafkatask.story").to_string();
    let heavy = "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=12 replicas=3\n\
        5 producer p1 topic=orders rate=2000 keys=a,b,c,d,e,f size=100\n\
        5 producer p2 topic=orders rate=2000 keys=g,h,i,j,k,l size=100\n\
        5 producer p3 topic=orders rate=1000 size=1000 linger.ms=5\n\
        6 consumer c1 group=g topic=orders\n6 consumer c2 group=g topic=orders\n6 consumer c3 group=h topic=orders\n";
    let mut wide = String::from("partita story 1\nseed 5\nbrokers 50\n");
    for topic in 0..10 {
        wide += &format!("8 topic t{topic} partitions=100 replicas=3\n");
    }
    let idle = wide.clone();
    for client in 0..10 {
        wide += &format!("12 producer p{client} topic=t{client} rate=100 size=100\n");
    }
    for client in 0..10 {
        wide += &format!("13 consumer c{client} group=g{client} topic=t{client}\n");
    }
    vec![
        Scenario { name: "kafkatask", story: kafkatask, from: 10, until: 60 },
        Scenario { name: "heavy", story: heavy.to_string(), from: 10, until: 15 },
        Scenario { name: "wide-idle", story: idle, from: 12, until: 16 },
        Scenario { name: "wide-load", story: wide, from: 20, until: 22 },
    ]
}

/// A world that plays a story's commands in their places, and nothing else.
fn play(world: &mut World, story: &Story, next: &mut usize, until: u64) -> (u64, u64) {
    let (mut steps, mut events) = (0, 0);
    loop {
        let due = world.next_at().map_or(u64::MAX, |at| at.0);
        if let Some((at, command)) = story.commands.get(*next)
            && *at <= due
            && *at <= until
        {
            *next += 1;
            world.pass(partita_machine::Instant(*at));
            world.command(command).expect("the story is right");
        } else if due > until {
            return (steps, events);
        } else if let Some(step) = world.step() {
            steps += 1;
            events += 1 + step.effects.len() as u64;
        }
        world.take_news();
        world.take_prints();
    }
}

/// Deliveries, events and seconds of one run.
type Measured = (u64, u64, f64);

fn bare(scenario: &Scenario, shape: fn(World) -> World) -> Measured {
    let story = Story::parse(&scenario.story).expect("the story is right");
    let mut world = shape(World::new(story.setup.clone()));
    let mut next = 0;
    play(&mut world, &story, &mut next, scenario.from * 1_000_000);
    let start = Start::now();
    let (steps, events) = play(&mut world, &story, &mut next, scenario.until * 1_000_000);
    (steps, events, start.elapsed().as_secs_f64())
}

fn engine(scenario: &Scenario, shape: fn(Engine) -> Engine) -> Measured {
    let mut engine = shape(Engine::from_text(&scenario.story).expect("the story is right"));
    engine.run(scenario.from * 1_000_000, u32::MAX);
    let before = engine.steps();
    let start = Start::now();
    engine.run(scenario.until * 1_000_000, u32::MAX);
    (engine.steps() - before, 0, start.elapsed().as_secs_f64())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

type Variant = (&'static str, fn(&Scenario) -> Measured);

const VARIANTS: [Variant; 5] = [
    ("bare, lenient, unrecorded", |scenario| bare(scenario, |world| world.lenient().unrecorded())),
    ("bare, lenient", |scenario| bare(scenario, World::lenient)),
    ("bare, strict", |scenario| bare(scenario, |world| world)),
    ("recorded, strict", |scenario| engine(scenario, Engine::unwatched)),
    ("watched, recorded, strict", |scenario| engine(scenario, |engine| engine)),
];

fn speeds(scenario: &Scenario) {
    let mut rates: [Vec<f64>; VARIANTS.len()] = Default::default();
    let mut counted = [(0, 0); VARIANTS.len()];
    // For a profiler: one variant, by its number.
    if let Some(index) = std::env::args().find_map(|arg| arg.strip_prefix("--once=")?.parse::<usize>().ok()) {
        VARIANTS[index].1(scenario);
        return;
    }
    for _ in 0..RUNS {
        for (index, (_, run)) in VARIANTS.iter().enumerate() {
            let (steps, events, seconds) = run(scenario);
            rates[index].push(steps as f64 / seconds);
            counted[index] = (steps, events);
        }
    }
    for (index, (name, _)) in VARIANTS.iter().enumerate() {
        let rate = median(rates[index].clone());
        let (steps, events) = counted[index];
        // What is not recorded cannot be counted; the same steps have the same effects.
        let events = if index == 1 { events } else { counted[1].1 };
        let per_step = events as f64 / steps as f64;
        println!(
            "{:<10} {name:<26} {steps:>7} deliveries {rate:>9.0}/s {:>9.0} events/s",
            scenario.name,
            rate * per_step
        );
    }
    // All promises, those of the coordinators among them, of what a run without them makes in a second.
    let [.., unwatched, watched] = &rates;
    let share = 1.0 - median(watched.clone()) / median(unwatched.clone());
    println!("{:<10} the checkers take {:.0} %", scenario.name, share * 100.0);
}

/// What a run comes to: as long as these stay, only the time changed.
fn digests() {
    for scenario in scenarios() {
        let mut engine = Engine::from_text(&scenario.story).expect("the story is right").unwatched();
        let end = engine.story_end().unwrap_or(scenario.until * 1_000_000);
        engine.run(end, u32::MAX);
        let (steps, digest, state) = (engine.steps(), engine.digest(), engine.state_digest());
        println!("{:<10} {steps} deliveries; digest {digest:016x}; state {state:016x}", scenario.name);
    }
}

/// A world with 100,000 records in its logs, copied, and changed after.
fn snapshot() {
    let story = Story::parse(
        "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=12 replicas=3\n\
         5 producer p topic=orders rate=20000 size=100 count=100000\n",
    )
    .expect("the story is right");
    let mut world = World::new(story.setup.clone()).lenient();
    play(&mut world, &story, &mut 0, 12_000_000);
    let (mut copies, mut steps) = (Vec::new(), Vec::new());
    for _ in 0..21 {
        let start = Instant::now();
        let copy = world.clone();
        copies.push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        for _ in 0..100 {
            world.step();
        }
        steps.push(start.elapsed().as_secs_f64() * 1e3);
        black_box(copy);
    }
    println!("snapshot   {:.3} ms, the 100 deliveries after it {:.3} ms", median(copies), median(steps));
}

/// Going anywhere in a run of ten minutes.
fn seek() {
    let mut engine =
        Engine::from_text(include_str!("../../stories/kafkatask.story")).expect("the story is right");
    engine.run(600_000_000, u32::MAX);
    let mut times = Vec::new();
    for part in [7, 3, 9, 1, 5, 8, 2, 6, 4] {
        let at = part * 61_234_567;
        let start = Instant::now();
        engine.seek(at, u32::MAX);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        black_box(engine.view());
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    println!(
        "seek       {:.1} ms, longest {longest:.1} ms, {} deliveries in ten minutes",
        median(times),
        engine.steps()
    );
}

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if wanted.as_deref() == Some("digests") {
        return digests();
    }
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|wanted| name.contains(wanted));
    scenarios().iter().filter(|scenario| is_wanted(scenario.name)).for_each(speeds);
    if is_wanted("snapshot") {
        snapshot();
    }
    if is_wanted("seek") {
        seek();
    }
}
