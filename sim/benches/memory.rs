//! What worlds take of memory: `cargo bench -p partita-sim --bench memory`.

use std::hint::black_box;

use allocation_counter::measure;
use partita_sim::{Engine, Story, World};
use partita_view::Engine as _;

/// Deliveries between two copies of a world, as an engine keeps them.
const INTERVAL: u64 = 1_024;

fn brokers(partitions: u32) -> u32 {
    if partitions > 100 { 50 } else { 3 }
}

fn world(partitions: u32) -> World {
    let brokers = brokers(partitions);
    let text =
        format!("partita story 1\nseed 5\nbrokers {brokers}\n8 topic t partitions={partitions} replicas=3\n");
    let story = Story::parse(&text).expect("the story is right");
    let mut world = World::new(story.setup.clone());
    let (at, command) = &story.commands[0];
    run(&mut world, *at);
    world.command(command).expect("the story is right");
    run(&mut world, at + 12_000_000);
    world
}

fn run(world: &mut World, until: u64) {
    while world.next_at().is_some_and(|at| at.0 <= until) {
        world.step();
        world.take_news();
    }
}

/// Bytes that a value keeps.
fn kept<T>(make: impl FnOnce() -> T) -> i64 {
    let mut made = None;
    let info = measure(|| made = Some(make()));
    black_box(&made);
    info.bytes_current
}

fn main() {
    for (few, many) in [(1, 100), (101, 1_001)] {
        let (few_bytes, many_bytes) = (kept(|| world(few)), kept(|| world(many)));
        // Each partition has three replicas.
        let each = (many_bytes - few_bytes) / i64::from(many - few);
        println!(
            "idle       {each} bytes a partition, {} a replica, from {few} to {many} partitions on {} brokers",
            each / 3,
            brokers(many)
        );
    }
    let kafkatask = include_str!("../../stories/kafkatask.story");
    let alone = kept(|| {
        let mut engine = Engine::from_text(kafkatask).expect("the story is right");
        engine.run(600_000_000, u32::MAX);
        engine
    });
    println!("engine     {alone} bytes after ten minutes of kafkatask");
    let mut world = world(3);
    let copies = kept(|| {
        let copy = |_| {
            (0..INTERVAL).for_each(|_| drop(world.step()));
            world.take_news();
            world.clone()
        };
        (0..16).map(copy).collect::<Vec<_>>()
    });
    println!("copies     {} bytes each, one every {INTERVAL} deliveries", copies / 16);
}
