//! A story: a seed, a setup and timed commands, with a text form that outlives us.
//!
//! ```text
//! partita story 1
//! seed 7
//! brokers 3
//! # a comment
//! 5.0 topic orders partitions=1 replicas=3
//! 6.5 kill 1
//! 30 end
//! ```
//! Setup lines come first: `seed`, `brokers`, `controllers`, `quorum dynamic`, `latency`, `rack BROKER NAME`, `set NAME=VALUE`. Then one
//! line per command: seconds since the beginning (up to six decimals, or `m:ss`), and the playground's words. `end` says
//! how long the story runs.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use partita_view::Micros;

use crate::command::Command;
use crate::setup::{BROKERS_MAX, CONTROLLERS_MAX, Setup};
use crate::words;

/// First line of a story's text.
const HEADER: &str = "partita story 1";
/// Largest text that is read.
pub const STORY_BYTES_MAX: usize = 1 << 20;
/// Most commands of a story.
pub(crate) const COMMANDS_MAX: usize = 20_000;
/// Longest story, in microseconds of its own time: a day.
pub(crate) const LENGTH_MAX: Micros = 86_400_000_000;

/// A run that can be repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// Seed and machines.
    pub setup: Setup,
    /// Commands in the order in which they are given; times never go back.
    pub commands: Vec<(Micros, Command)>,
    /// When it ends, if it says so.
    pub end: Option<Micros>,
}

/// Why a text is not a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryError {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong, in one sentence.
    pub message: String,
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl core::error::Error for StoryError {}

impl Story {
    /// Reads a story's text.
    ///
    /// # Errors
    /// Names the first line that is not understood.
    pub fn parse(text: &str) -> Result<Self, StoryError> {
        if text.len() > STORY_BYTES_MAX {
            let message = format!("the story has {} bytes; at most {STORY_BYTES_MAX} are read", text.len());
            return Err(StoryError { line: 0, message });
        }
        let mut lines = text
            .lines()
            .map(str::trim)
            .zip(1..)
            .filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        match lines.next() {
            Some((HEADER, _)) => {}
            Some((line, number)) if line.starts_with("partita story") => {
                let message =
                    format!("'{line}' is a version that this Partita does not know; it knows '{HEADER}'");
                return Err(StoryError { line: number, message });
            }
            _ => return Err(StoryError { line: 1, message: format!("a story begins with '{HEADER}'") }),
        }
        let mut story = Self::default();
        for (line, number) in lines {
            story.read(line).map_err(|message| StoryError { line: number, message })?;
        }
        Ok(story)
    }

    fn read(&mut self, line: &str) -> Result<(), String> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.read_setup(word, rest);
        }
        let at =
            time(word).ok_or_else(|| format!("'{word}' is not a time: seconds such as 12.5, or 1:05.2"))?;
        if at > LENGTH_MAX {
            return Err(format!("{word} is beyond the longest story, a day"));
        }
        let last = self.end.or(self.commands.last().map(|(at, _)| *at)).unwrap_or(0);
        if at < last {
            return Err(format!("{word} is before the line above"));
        }
        if self.end.is_some() {
            return Err("nothing may follow the end".into());
        }
        if rest == "end" {
            self.end = Some(at);
            return Ok(());
        }
        if self.commands.len() >= COMMANDS_MAX {
            return Err(format!("a story has at most {COMMANDS_MAX} commands"));
        }
        let command = words::parse(rest).map_err(|error| error.message)?;
        self.commands.push((at, command));
        Ok(())
    }

    fn read_setup(&mut self, word: &str, rest: &str) -> Result<(), String> {
        if !self.commands.is_empty() {
            return Err(format!(
                "'{word}' is neither a time nor in its place; the setup comes before the commands"
            ));
        }
        let number = |max: u16| match rest.parse::<u16>() {
            Ok(number) if number <= max => Ok(number),
            _ => Err(format!("{word} takes a number up to {max}, not '{rest}'")),
        };
        let setup = &mut self.setup;
        match word {
            "seed" => setup.seed = rest.parse().map_err(|_| format!("'{rest}' is not a seed"))?,
            "brokers" => match number(BROKERS_MAX)? {
                0 => return Err("a cluster needs a broker".into()),
                brokers => setup.brokers = brokers,
            },
            "controllers" => setup.controllers = number(CONTROLLERS_MAX)?,
            "quorum" => match rest {
                "dynamic" => setup.dynamic_quorum = true,
                "static" => setup.dynamic_quorum = false,
                other => return Err(format!("a quorum is dynamic or static, not '{other}'")),
            },
            "latency" => {
                let us = rest
                    .strip_suffix("us")
                    .and_then(|us| us.parse().ok())
                    .filter(|us| (1..=10_000_000).contains(us));
                setup.latency_us =
                    us.ok_or_else(|| format!("latency takes microseconds such as 500us, not '{rest}'"))?;
            }
            "rack" => {
                let (broker, rack) = rest.split_once(' ').ok_or("rack takes a broker and a name")?;
                let broker = broker.parse().map_err(|_| format!("'{broker}' is not a broker"))?;
                setup.racks.insert(broker, rack.trim().into());
            }
            "set" => {
                let (name, value) =
                    rest.split_once('=').ok_or_else(|| format!("'{rest}' is not of the form name=value"))?;
                setup.properties.insert(name.into(), value.into());
            }
            _ => return Err(format!("'{word}' is neither a time nor a word of the setup")),
        }
        Ok(())
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Setup { seed, brokers, controllers, latency_us, properties, racks, dynamic_quorum, .. } =
            &self.setup;
        writeln!(
            f,
            "{HEADER}\nseed {seed}\nbrokers {brokers}\ncontrollers {controllers}\nlatency {latency_us}us"
        )?;
        if *dynamic_quorum {
            writeln!(f, "quorum dynamic")?;
        }
        racks.iter().try_for_each(|(broker, rack)| writeln!(f, "rack {broker} {rack}"))?;
        properties.iter().try_for_each(|(name, value)| writeln!(f, "set {name}={value}"))?;
        self.commands.iter().try_for_each(|(at, command)| writeln!(f, "{} {command}", Seconds(*at)))?;
        self.end.map_or(Ok(()), |end| writeln!(f, "{} end", Seconds(end)))
    }
}

/// A time as a story writes it: seconds, without needless zeros.
struct Seconds(Micros);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = format!("{:06}", self.0 % 1_000_000);
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / 1_000_000),
            fraction => write!(f, "{}.{fraction}", self.0 / 1_000_000),
        }
    }
}

/// `12.5` or `1:05.2` in microseconds.
fn time(text: &str) -> Option<Micros> {
    let (minutes, seconds) = match text.split_once(':') {
        Some((minutes, seconds)) => (minutes.parse::<u64>().ok()?, seconds),
        None => (0, text),
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    if fraction.len() > 6 || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let micros: u64 = if fraction.is_empty() { 0 } else { format!("{fraction:0<6}").parse().ok()? };
    let whole: u64 = whole.parse().ok()?;
    minutes.checked_mul(60)?.checked_add(whole)?.checked_mul(1_000_000)?.checked_add(micros)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    const TEXT: &str = "partita story 1\nseed 7\nbrokers 3\ncontrollers 0\nlatency 500us\nquorum dynamic\nrack 1 east\n\
                        set offsets.topic.num.partitions=5\n5 run t: kafka-topics.sh --list\n6.25 kill 1\n30 end\n";

    #[test]
    fn a_story_prints_as_it_is_read() {
        assert_eq!(Story::parse(TEXT).unwrap().to_string(), TEXT);
    }

    #[test]
    fn times_are_seconds_or_minutes_and_seconds() {
        assert_eq!(time("12.5"), Some(12_500_000));
        assert_eq!(time("1:05.2"), Some(65_200_000));
        assert_eq!(time("0.000001"), Some(1));
        assert_eq!(time("0.0000001"), None);
        assert_eq!(time("1e3"), None);
    }

    #[test]
    fn an_error_names_its_line() {
        let error = |text: &str| Story::parse(text).unwrap_err().to_string();
        assert_eq!(error("hello"), "line 1: a story begins with 'partita story 1'");
        assert!(error("partita story 2\n").contains("does not know"));
        assert!(error("partita story 1\nbrokers 51").starts_with("line 2: brokers takes a number up to 50"));
        assert!(error("partita story 1\n\n5 kill 1\n4 kill 2").starts_with("line 4: 4 is before"));
        assert!(error("partita story 1\n5 explode").contains("explode"));
    }
}
