//! What a replica that nobody uses takes, by the allocator: on a broker of few and where many brokers each have a few of many.

use allocation_counter::measure;
use partita_machine::Instant;
use partita_sim::{Story, World};

/// Bytes that a replica may take.
const REPLICA_BYTES_MAX: i64 = 4 << 10;
const REPLICAS: i64 = 3;

/// A cluster at rest, seconds after a topic of so many partitions was made.
fn world(brokers: u32, partitions: i64) -> World {
    let text = format!(
        "partita story 1\nseed 5\nbrokers {brokers}\n8 topic t partitions={partitions} replicas={REPLICAS}\n"
    );
    let story = Story::parse(&text).unwrap();
    let mut world = World::new(story.setup.clone());
    for (at, command) in &story.commands {
        run(&mut world, *at);
        world.command(command).unwrap();
    }
    run(&mut world, 12_000_000);
    world
}

fn run(world: &mut World, until: u64) {
    while world.next_at().is_some_and(|at| at <= Instant(until)) {
        world.step();
        world.take_news();
    }
}

#[track_caller]
fn check(brokers: u32, few: i64, many: i64) {
    let kept = |partitions| {
        let mut made = None;
        let info = measure(|| made = Some(world(brokers, partitions)));
        drop(made);
        info.bytes_current
    };
    let each = (kept(many) - kept(few)) / (many - few) / REPLICAS;
    assert!(each > 0 && each < REPLICA_BYTES_MAX, "{each} bytes a replica on {brokers} brokers");
}

#[test]
fn on_three_brokers() {
    check(3, 1, 61);
}

#[test]
fn on_a_dozen_with_many_links_between_them() {
    check(12, 1, 121);
}
