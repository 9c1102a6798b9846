//! The simulator alone, for `tests/browser/events.mjs`, which runs it in a tab: a busy cluster of three brokers for twenty seconds
//! of its own time, with nobody watching, nothing encoded and nothing recorded.
//!
//! A module of it tells nothing. Natively, with the argument `count`, it tells the events that a run has: deliveries, and the
//! effects that they had. The same story has the same ones everywhere.

use partita_machine::Instant;
use partita_sim::{Story, World};

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=12 replicas=3\n\
    5 producer p1 topic=orders rate=500 keys=a,b,c,d,e,f size=100\n\
    5 producer p2 topic=orders rate=500 keys=g,h,i,j,k,l size=100\n\
    6 consumer c1 group=g topic=orders\n6 consumer c2 group=g topic=orders\n6 consumer c3 group=h topic=orders\n";
const UNTIL_US: u64 = 20_000_000;

fn main() {
    let counts = std::env::args().any(|arg| arg == "count");
    let story = Story::parse(STORY).expect("the story is right");
    let world = World::new(story.setup.clone()).lenient();
    let mut world = if counts { world } else { world.unrecorded() };
    let mut commands = story.commands.iter().peekable();
    let mut events = 0;
    loop {
        let due = world.next_at().map_or(u64::MAX, |at| at.0);
        if let Some((at, command)) = commands.next_if(|(at, _)| *at <= due) {
            world.pass(Instant(*at));
            world.command(command).expect("the story is right");
        } else if due > UNTIL_US {
            break;
        } else if let Some(step) = world.step() {
            events += 1 + step.effects.len();
        }
        world.take_news();
        world.take_prints();
    }
    if counts {
        println!("{events}");
    }
}
