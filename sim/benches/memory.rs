//! What worlds take of memory: `cargo bench -p partita-sim --bench memory [-- idle|played|copies]`.

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

/// What the first story takes when it is played on and on: by the allocator, and by the engine's own count.
fn played() {
    let mut engine = None;
    let mut taken = 0;
    for minute in [1, 5, 10, 15, 20, 30, 60] {
        let info = measure(|| {
            let engine = engine.get_or_insert_with(|| {
                Engine::from_text(include_str!("../../stories/kafkatask.story")).expect("the story is right")
            });
            engine.run(minute * 60_000_000, u32::MAX);
        });
        taken += info.bytes_current;
        let past = engine.as_ref().map(partita_view::Engine::past).unwrap_or_default();
        println!(
            "played     {minute:>2} min: {:>5.1} MB; counted {:.1} MB for {} copies, {:.1} MB told, {:.1} MB on disks",
            megabytes(taken.unsigned_abs()),
            megabytes(past.copies_bytes),
            past.copies,
            megabytes(past.told_bytes),
            megabytes(past.disk_bytes),
        );
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn idle() {
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
}

fn copies() {
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

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let parts: [(&str, fn()); 3] = [("idle", idle), ("played", played), ("copies", copies)];
    for (name, part) in parts {
        if wanted.as_deref().is_none_or(|wanted| name.contains(wanted)) {
            part();
        }
    }
}
