//! A storm played: its lines, then everything mended, then a while in which the world becomes whole.

use partita_sim::Engine;
use partita_view::{Engine as _, Event, Finding, Happened, Party, Process, Progress};

use super::Storm;

/// From the last fault until everything is mended, from there until who is about to end has ended, and until it must be whole,
/// seconds.
const UNTIL_MENDED: f64 = 3.0;
const UNTIL_ENDED: f64 = 40.0;
const UNTIL_WHOLE: f64 = 200.0;

/// A storm that is over.
pub(crate) struct Played {
    /// What is wrong, beginning with the promise.
    pub(crate) wrong: Option<String>,
    /// All of it as a story.
    pub(crate) story: String,
}

/// Plays a storm.
pub(crate) fn play(storm: &Storm) -> Result<Played, String> {
    let mut engine = Engine::from_text(&storm.setup.join("\n")).map_err(|error| error.to_string())?;
    let mut held = Vec::new();
    for (at, line) in &storm.lines {
        run(&mut engine, *at)?;
        let Some(line) = with_message(&mut engine, line) else { continue };
        // What cannot be done now is not done.
        if engine.command(&line).is_ok()
            && let Some(message) = line.strip_prefix("hold ")
        {
            held.push(message.to_owned());
        }
    }
    let end = storm.lines.last().map_or(0.0, |(at, _)| *at) + UNTIL_MENDED;
    run(&mut engine, end)?;
    mend(&mut engine, &held);
    run(&mut engine, end + 5.0)?;
    let producers: Vec<String> = engine.view().producers.iter().map(|known| known.name.to_string()).collect();
    for producer in producers {
        let _ = engine.command(&format!("stop {producer}"));
    }
    // A node that was about to end when everything was mended has ended by now.
    run(&mut engine, end + UNTIL_ENDED)?;
    mend(&mut engine, &[]);
    run(&mut engine, end + UNTIL_WHOLE)?;
    Ok(Played { wrong: wrong(&engine), story: engine.story() })
}

fn run(engine: &mut Engine, seconds: f64) -> Result<(), String> {
    let at = (seconds * 1_000_000.0) as u64;
    match engine.now() < at && engine.run(at, u32::MAX) != Progress::Done {
        true => Err("does not come to its end".into()),
        false => Ok(()),
    }
}

/// A line with its `#N` replaced by a message that is on its way, if there is any.
fn with_message(engine: &mut Engine, line: &str) -> Option<String> {
    let Some((before, after)) = line.split_once('#') else { return Some(line.into()) };
    let (number, rest) = after.split_once(' ').unwrap_or((after, ""));
    let view = engine.view();
    let at = number.parse::<usize>().ok()?.checked_rem(view.flights.len())?;
    Some(format!("{before}{} {rest}", view.flights[at].id.0).trim().to_owned())
}

/// Everything is mended: links, disks, clocks, messages that are held; whoever is paused goes on, nodes that do not run start.
fn mend(engine: &mut Engine, held: &[String]) {
    let view = engine.view();
    let named = |party: &Party| match party {
        Party::Node(id) => id.to_string(),
        Party::Client(name) => name.to_string(),
    };
    let mut lines = Vec::new();
    lines.extend(held.iter().map(|message| format!("release {message}")));
    lines.extend(view.links.iter().map(|link| format!("heal {} > {}", named(&link.from), named(&link.to))));
    lines.extend(view.clocks.iter().map(|clock| format!("clock {} right", named(&clock.who))));
    for node in &view.nodes {
        lines.push(format!("disk {} mend", node.id));
        match node.process {
            Process::Paused => lines.push(format!("resume {}", node.id)),
            Process::Killed | Process::Stopped => lines.push(format!("restart {}", node.id)),
            // A log directory that failed is used again by the next process.
            Process::Running if lost_a_directory(engine, node.id) => {
                lines.push(format!("kill {}", node.id));
                lines.push(format!("restart {}", node.id));
            }
            Process::Running | Process::Starting | Process::Stopping => {}
        }
    }
    let producers = view.producers.iter().map(|known| (&known.name, known.process));
    let members =
        view.groups.iter().flat_map(|group| &group.members).map(|known| (&known.name, known.process));
    for (name, process) in producers.chain(members) {
        if process == Process::Paused {
            lines.push(format!("resume {name}"));
        }
    }
    for line in lines {
        // A message may have gone its way, a process may end on its own.
        let _ = engine.command(&line);
    }
}

/// Whether a log directory of a node went offline at any time.
fn lost_a_directory(engine: &Engine, node: i32) -> bool {
    let is_it = |happened: &Happened| {
        happened.who == Party::Node(node) && matches!(happened.event, Event::LogDirectoryOffline { .. })
    };
    engine.events(0, usize::MAX).iter().any(is_it)
}

fn wrong(engine: &Engine) -> Option<String> {
    let told = |finding: &Finding| format!("{} {}", finding.promise, finding.seen);
    if let Some(broken) = engine.findings().iter().find(|finding| finding.allowed_by.is_none()) {
        return Some(told(broken));
    }
    let unhealed = engine.unhealed();
    if !unhealed.is_empty() {
        return Some(unhealed.iter().map(told).collect::<Vec<_>>().join("\n"));
    }
    if !engine.is_healed() {
        let last = engine.events(0, usize::MAX).iter().rfind(|happened| {
            matches!(happened.event, Event::Stopped | Event::LogDirectoryFailed | Event::Killed)
        });
        return Some(format!("unmended: {last:?}"));
    }
    None
}
