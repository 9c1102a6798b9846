//! Stories with conditions: what is to hold stands in the same text, each at its time.
//!
//! ```text
//! 12 send p k one
//! 13 ? acked orders = 1
//! ```
//! A word in braces is found when its line comes: `{leader orders/0}`, `{controller}`, `{coordinator g}`, `{message p}` (the
//! request with records that `p` has on its way, waited for), `{call p JoinGroup}` and `{answer p JoinGroup}` (any other, and
//! what it is answered with), `{voter}` (a controller that does not lead), `{plan orders/0 2,1}`, and names given by
//! `let NAME = {...}`.

mod condition;

use std::collections::{BTreeMap, BTreeSet};

use partita_sim::Engine;
use partita_view::{Content, Engine as _, Flight, Party, Progress};

/// Deliveries after which a message that is waited for is missed.
const WAIT_MAX: u32 = 200_000;

/// A story being told.
pub(crate) struct Telling {
    pub(crate) engine: Engine,
    names: BTreeMap<String, String>,
    /// Promise and reason of the losses that the story says Kafka allows.
    allowed: BTreeSet<(String, String)>,
}

/// Plays a story with its conditions. Says what does not hold.
pub(crate) fn tell(text: &str) -> Result<(), String> {
    let mut telling = begin(text)?;
    for line in text.lines().filter(is_timed) {
        telling.line(line.trim()).map_err(|why| format!("{line}\n{why}"))?;
    }
    telling.verdict().map_err(|why| format!("{why}\n{}", telling.engine.story()))
}

/// Plays a story whatever its conditions say. Gives the promises that were broken, on the way and at its end.
#[cfg(feature = "museum")]
pub(crate) fn broken(text: &str) -> Vec<&'static str> {
    let mut telling = begin(text).expect("a story");
    for line in text.lines().filter(is_timed) {
        let _ = telling.line(line.trim());
    }
    let unhealed = telling.engine.unhealed();
    let broken =
        telling.engine.findings().iter().chain(&unhealed).filter(|finding| finding.allowed_by.is_none());
    broken.map(|finding| finding.promise).collect()
}

fn is_timed(line: &&str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
}

/// A story before its first command.
fn begin(text: &str) -> Result<Telling, String> {
    let setup: Vec<&str> = text.lines().filter(|line| !is_timed(line)).collect();
    let engine = Engine::from_text(&setup.join("\n")).map_err(|error| error.to_string())?;
    Ok(Telling { engine: engine.counting_answers(), names: BTreeMap::new(), allowed: BTreeSet::new() })
}

/// Whether a party has this number or name.
fn is(party: &Party, name: &str) -> bool {
    match party {
        Party::Node(id) => id.to_string() == name,
        Party::Client(client) => &**client == name,
    }
}

impl Telling {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let (time, rest) = line.split_once(' ').ok_or("a time alone")?;
        let seconds: f64 = time.parse().map_err(|_| "no time")?;
        let at = (seconds * 1_000_000.0) as u64;
        if self.engine.now() < at && self.engine.run(at, u32::MAX) != Progress::Done {
            return Err("the engine did not come there".into());
        }
        let rest = self.filled(rest.trim())?;
        if rest == "end" {
            return Ok(());
        }
        if let Some((name, value)) = rest.strip_prefix("let ").and_then(|rest| rest.split_once(" = ")) {
            self.names.insert(name.into(), value.into());
            return Ok(());
        }
        if let Some(allowed) = rest.strip_prefix("allows ") {
            let (promise, reason) = allowed.split_once(' ').ok_or("allows PROMISE REASON")?;
            self.allowed.insert((promise.into(), reason.into()));
            return Ok(());
        }
        if let Some(condition) = rest.strip_prefix("? ") {
            return self.holds(condition);
        }
        self.engine.command(&rest).map(|_| ()).map_err(|error| error.message)
    }

    /// A line with everything in braces found.
    fn filled(&mut self, line: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            // JSON stays as it is.
            if after.starts_with('"') {
                filled.push_str(before);
                filled.push('{');
                rest = after;
                continue;
            }
            let (inside, after) = after.split_once('}').ok_or("a brace without its end")?;
            filled.push_str(before);
            filled.push_str(&self.find(inside)?);
            rest = after;
        }
        Ok(filled + rest)
    }

    fn find(&mut self, what: &str) -> Result<String, String> {
        if let Some(known) = self.names.get(what) {
            return Ok(known.clone());
        }
        let missing = || format!("there is no {what}");
        match what.split_once(' ') {
            None if what == "controller" => {
                self.engine.view().quorum.leader.map(|id| id.to_string()).ok_or_else(missing)
            }
            // A controller that follows.
            None if what == "voter" => {
                let quorum = self.engine.view().quorum.clone();
                let follows = |id: &&i32| Some(**id) != quorum.leader;
                quorum.voters.iter().find(follows).map(ToString::to_string).ok_or_else(missing)
            }
            // What a reassignment file says of one partition: `{plan orders/0 2,1}`.
            Some(("plan", rest)) => {
                let (place, replicas) = rest.split_once(' ').ok_or_else(missing)?;
                let (topic, number) = place.split_once('/').ok_or_else(missing)?;
                let part =
                    format!("{{\"topic\":\"{topic}\",\"partition\":{number},\"replicas\":[{replicas}]}}");
                Ok(format!("{{\"version\":1,\"partitions\":[{part}]}}"))
            }
            Some(("leader", place)) => {
                self.partition(place)?.leader.map(|id| id.to_string()).ok_or_else(missing)
            }
            Some(("coordinator", group)) => {
                let view = self.engine.view();
                let group = view.groups.iter().find(|known| &*known.id == group).ok_or_else(missing)?;
                group.coordinator.map(|id| id.to_string()).ok_or_else(missing)
            }
            Some(("message", producer)) => {
                let is_it = |flight: &Flight| {
                    is(&flight.from, producer)
                        && !flight.response
                        && matches!(flight.content, Content::Records { .. })
                };
                self.message(is_it).ok_or_else(missing)
            }
            Some((word @ ("call" | "answer"), rest)) => {
                let (who, api) = rest.split_once(' ').ok_or("call WHO API")?;
                let is_it = |flight: &Flight| {
                    let party = if flight.response { &flight.to } else { &flight.from };
                    is(party, who) && flight.response == (word == "answer") && flight.api_name == api
                };
                self.message(is_it).ok_or_else(missing)
            }
            // Words behind the first may be names.
            _ => {
                let mut words: Vec<String> = what.split(' ').map(str::to_owned).collect();
                for word in words.iter_mut().skip(1) {
                    if let Some(known) = self.names.get(word.as_str()) {
                        known.clone_into(word);
                    }
                }
                self.value(&words.iter().map(String::as_str).collect::<Vec<_>>())
            }
        }
    }

    /// The next message like that on its way.
    fn message(&mut self, is_it: impl Fn(&Flight) -> bool) -> Option<String> {
        for _ in 0..WAIT_MAX {
            let view = self.engine.view();
            if let Some(flight) = view.flights.iter().find(|flight| is_it(flight)) {
                return Some(flight.id.0.to_string());
            }
            if !self.engine.step() {
                return None;
            }
        }
        None
    }

    /// Every broken promise is a failure; every loss that Kafka allows must be one that the story speaks of, and the other way
    /// round.
    fn verdict(&self) -> Result<(), String> {
        let findings = self.engine.findings();
        if let Some(broken) = findings.iter().find(|finding| finding.allowed_by.is_none()) {
            return Err(format!("{broken:#?}"));
        }
        let pair = |finding: &partita_view::Finding| {
            (finding.promise.to_owned(), finding.allowed_by.unwrap_or_default().to_owned())
        };
        let seen: BTreeSet<(String, String)> = findings.iter().map(pair).collect();
        if seen == self.allowed {
            Ok(())
        } else {
            Err(format!("lost as Kafka allows: {seen:?}; the story says {:?}", self.allowed))
        }
    }
}
