//! The playground's own words: a line into a [`Command`]. The grammar is the one that `Command` prints.

mod line;

use alloc::format;
use alloc::string::{String, ToString};

use partita_view::CommandError;

use crate::command::{Command, VoterChange};
use line::{Line, Word, checked_name, error};

/// Longest line that is read.
pub(crate) const LINE_BYTES_MAX: usize = 16_384;
/// Longest name of a client or a tool.
pub(crate) const NAME_BYTES_MAX: usize = 64;

/// Every word with its arguments and what it does, for `help`.
pub(crate) const HELP: &[(&str, &str)] = &[
    ("topic NAME [partitions=N] [replicas=N] [config=value ...]", "creates a topic with kafka-topics.sh"),
    (
        "producer NAME topic=T [setting=value ...]",
        "starts a producer; rate=10 keys=key1,key2 count=100 send a load",
    ),
    (
        "send NAME KEY VALUE",
        "sends one record through a producer; - is a null key, and a key with blanks stands in single quotes",
    ),
    (
        "tombstone NAME KEY",
        "sends one record without a value, which deletes what a compacted topic holds for the key",
    ),
    (
        "consumer NAME group=G topic=T [setting=value ...]",
        "starts a consumer; process.ms=5 is its time per record; matching=PATTERN or expression=REGEX in the place of topic",
    ),
    ("pace NAME 500ms", "a consumer takes so long for each record from now on"),
    ("seek NAME TOPIC PARTITION OFFSET", "a consumer goes to another offset of a partition that it has"),
    ("commit NAME", "a consumer commits its positions now"),
    ("broker ID [rack=NAME]", "adds a broker to the cluster and starts it"),
    ("leave NAME", "lets a consumer leave its group and end"),
    ("kill WHO", "ends a process at once (SIGKILL); what it wrote stays"),
    ("poweroff WHO", "takes the power away; what was not flushed is gone"),
    ("stop WHO", "ends a process in order (SIGTERM)"),
    ("restart WHO", "starts a node again on its disk, or a client as it was started before"),
    ("pause WHO, resume WHO", "holds a process (SIGSTOP) and lets it go on"),
    ("cut A B, cut A > B, heal A B", "breaks a link in both directions or one, and mends it"),
    ("slow A B 50ms", "makes a link slower"),
    ("disk BROKER slow 50ms, disk BROKER mend", "makes reads of a node's disk slower, and mends it"),
    ("disk BROKER fill, disk BROKER fail", "nothing more fits on a disk, or nothing works any more"),
    (
        "disk BROKER flush-fails, disk BROKER flush-lies, disk BROKER lose FILE",
        "a flush fails, or says that it is done and is not; a file is gone",
    ),
    (
        "disk BROKER tear, disk BROKER flip FILE BYTE",
        "a loss of power tears what was not flushed; a bit of a file is another",
    ),
    ("disk BROKER replace", "a node that does not run gets another disk, newly formatted"),
    (
        "clock WHO +1h, clock WHO right",
        "sets a machine's wall clock wrong, ahead or behind (-5m), and right again",
    ),
    ("hold ID, release ID, delay ID 500ms, drop ID", "interferes with a message on its way"),
    (
        "late ID 2s",
        "breaks the connection of a request's sender, who tries again; this copy arrives so much later",
    ),
    ("controller ID", "starts one more controller, which follows the quorum and has no vote yet"),
    (
        "quorum add ID, quorum remove ID",
        "gives a controller a vote, or takes it, by kafka-metadata-quorum.sh",
    ),
    ("run NAME: kafka-...", "starts a command-line tool under a name"),
    (
        "NAME> text, end NAME, interrupt NAME",
        "types into a running tool, ends its input, or stops it (Ctrl-C)",
    ),
];

/// The words that begin a line of the playground, in the order in which `help` tells of them.
pub fn first_words() -> impl Iterator<Item = &'static str> {
    let lines = HELP.iter().flat_map(|(lines, _)| lines.split(", "));
    // `NAME> text` begins with a name.
    let first = lines.filter_map(|line| line.split(' ').next()).filter(|word| !word.ends_with('>'));
    let mut last = "";
    first.filter(move |word| *word != core::mem::replace(&mut last, word))
}

/// Reads a line of the playground's words.
///
/// # Errors
/// Names the word that was not understood, and what would have been.
pub(crate) fn parse(text: &str) -> Result<Command, CommandError> {
    if text.len() > LINE_BYTES_MAX {
        let message = format!("The line has {} bytes; at most {LINE_BYTES_MAX} are read.", text.len());
        return Err(CommandError { word: (0, 0), message });
    }
    if let Some(command) = typed(text)? {
        return Ok(command);
    }
    let mut line = Line { whole: text, at: 0 };
    let Some(word) = line.word() else {
        return Err(line.missing("a word; help lists them"));
    };
    let command = match word.text {
        "topic" => return topic(&mut line),
        "producer" => Command::Producer(line.name()?, line.settings()?),
        "consumer" => Command::Consumer(line.name()?, line.settings()?),
        "send" => send(&mut line)?,
        "tombstone" => Command::Send { producer: line.name()?, key: line.key()?, value: None },
        "pace" => Command::Pace(line.name()?, line.length()?),
        "seek" => {
            Command::Seek(line.name()?, line.name()?, line.number("a partition")?, line.number("an offset")?)
        }
        "commit" => Command::Commit(line.name()?),
        "broker" => broker(&mut line)?,
        "leave" => Command::Leave(line.name()?),
        "kill" => Command::Kill(line.party()?),
        "poweroff" => Command::PowerOff(line.party()?),
        "stop" => Command::Stop(line.party()?),
        "restart" => Command::Restart(line.party()?),
        "pause" => Command::Pause(line.party()?),
        "resume" => Command::Resume(line.party()?),
        "cut" => Command::Cut(line.way()?),
        "heal" => Command::Heal(line.way()?),
        "slow" => Command::Slow(line.way()?, line.length()?),
        "disk" => Command::Disk(line.party()?, line.disk_fault()?),
        "clock" => Command::Clock(line.party()?, line.ahead()?),
        "hold" => Command::Hold(line.message()?),
        "release" => Command::Release(line.message()?),
        "delay" => Command::Delay(line.message()?, line.length()?),
        "drop" => Command::Drop(line.message()?),
        "late" => Command::Late(line.message()?, line.length()?),
        "controller" => Command::Controller(line.node()?),
        "quorum" => quorum(&mut line)?,
        "run" => return run(&mut line),
        "end" => Command::Type(line.name()?, None),
        "interrupt" => Command::Interrupt(line.name()?),
        other => {
            return Err(error(word, format!("'{other}' is not a word of the playground; help lists them.")));
        }
    };
    line.end()?;
    Ok(command)
}

/// `NAME> text`: a name, an angle bracket, one blank that is not part of what is typed.
fn typed(text: &str) -> Result<Option<Command>, CommandError> {
    let Some((name, rest)) = text.split_once('>') else { return Ok(None) };
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Ok(None);
    }
    let name = checked_name(Word { text: name, at: 0 })?;
    Ok(Some(Command::Type(name, Some(rest.strip_prefix(' ').unwrap_or(rest).to_string()))))
}

fn run(line: &mut Line<'_>) -> Result<Command, CommandError> {
    let Some(word) = line.word() else { return Err(line.missing("the tool's name and a colon")) };
    let Some(name) = word.text.strip_suffix(':') else {
        return Err(error(
            word,
            format!("'{}' has no colon behind it: run NAME: kafka-topics.sh ...", word.text),
        ));
    };
    let name = checked_name(Word { text: name, at: word.at })?;
    let rest = line.rest();
    if rest.is_empty() {
        return Err(line.missing("a command line"));
    }
    Ok(Command::Run(name, rest.to_string()))
}

fn quorum(line: &mut Line<'_>) -> Result<Command, CommandError> {
    let word = line.word().ok_or_else(|| line.missing("add or remove"))?;
    let change = match word.text {
        "add" => VoterChange::Add,
        "remove" => VoterChange::Remove,
        other => return Err(error(word, format!("'{other}' is neither add nor remove."))),
    };
    Ok(Command::Quorum(change, line.node()?))
}

fn topic(line: &mut Line<'_>) -> Result<Command, CommandError> {
    let Some(word) = line.word() else { return Err(line.missing("the topic's name")) };
    let mut command =
        format!("kafka-topics.sh --bootstrap-server localhost:9092 --create --topic {}", quoted(word.text));
    for (name, value) in line.settings()? {
        match &*name {
            "partitions" => command.push_str(&format!(" --partitions {}", quoted(&value))),
            "replicas" => command.push_str(&format!(" --replication-factor {}", quoted(&value))),
            _ => command.push_str(&format!(" --config {}", quoted(&format!("{name}={value}")))),
        }
    }
    Ok(Command::Run(
        format!("topic-{}", word.text).chars().take(NAME_BYTES_MAX).collect::<String>().into(),
        command,
    ))
}

/// A word of a command line, in quotes where it needs them.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-=:,/".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn broker(line: &mut Line<'_>) -> Result<Command, CommandError> {
    let id = line.number("the broker's number")?;
    let given = Word { text: line.whole, at: 0 };
    let mut rack = None;
    for (name, value) in line.settings()? {
        if &*name != "rack" {
            return Err(error(given, format!("'{name}' is no setting of a broker here: rack=NAME.")));
        }
        rack = Some(value);
    }
    Ok(Command::Broker(id, rack))
}

fn send(line: &mut Line<'_>) -> Result<Command, CommandError> {
    let producer = line.name()?;
    let key = line.key()?;
    let value = Some(line.rest().to_string());
    Ok(Command::Send { producer, key, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_prints_as_it_is_read() {
        for line in [
            "producer p1 topic=orders acks=all rate=10",
            "consumer c1 group=billing topic=orders process.ms=5",
            "send p1 key1 hello world",
            "send p1 - no key",
            "send p1 'a b' hello",
            "send p1 '-' a key that is a dash",
            "send p1 '' an empty key",
            "send p1 '''quoted''  twice' value",
            "send p1 it's one word",
            "tombstone p1 key1",
            "tombstone p1 'a b'",
            "tombstone p1 -",
            "pace c1 500ms",
            "seek c1 orders 2 14",
            "commit c1",
            "broker 3",
            "broker 3 rack=east",
            "leave c1",
            "kill 1",
            "kill c1",
            "poweroff 2",
            "stop 0",
            "restart 0",
            "pause 1",
            "resume 1",
            "cut 0 1",
            "cut 0 > 1",
            "heal 0 1",
            "slow 0 1 50ms",
            "slow p1 > 1 1500us",
            "disk 1 slow 50ms",
            "disk 1 mend",
            "disk 1 fill",
            "disk 1 fail",
            "disk 1 flush-fails",
            "disk 1 flush-lies",
            "disk 1 lose replication-offset-checkpoint",
            "disk 1 tear",
            "disk 1 replace",
            "controller 103",
            "quorum add 103",
            "quorum remove 100",
            "disk 1 flip orders-0/00000000000000000000.log 100",
            "clock 1 +1h",
            "clock p1 -90s",
            "clock 1 +1500ms",
            "clock 1 right",
            "hold 12",
            "release 12",
            "delay 12 500ms",
            "drop 12",
            "late 12 2000ms",
            "run topics: kafka-topics.sh --list",
            "typist> key1::value 1",
            "end typist",
            "interrupt typist",
        ] {
            assert_eq!(parse(line).unwrap().to_string(), line);
        }
    }

    #[test]
    fn a_key_in_quotes_is_one_key() {
        let sent = |line: &str| match parse(line) {
            Ok(Command::Send { key, value, .. }) => (key, value),
            other => panic!("{line}: {other:?}"),
        };
        let some = |text: &str| Some(text.to_string());
        assert_eq!(sent("send p1 'a b' b hello"), (some("a b"), some("b hello")));
        assert_eq!(sent("send p1 'it''s' x"), (some("it's"), some("x")));
        assert_eq!(sent("send p1 - x"), (None, some("x")));
        assert_eq!(sent("send p1 '-' x"), (some("-"), some("x")));
        assert_eq!(sent("tombstone p1 'a b'"), (some("a b"), None));
        for line in ["send p1 'a b", "tombstone p1 '", "send p1 'a''"] {
            assert!(parse(line).is_err_and(|error| error.message.contains("no quote at its end")), "{line}");
        }
        assert!(parse("send p1 'a'b x").is_err_and(|error| error.message.contains("is too much here")));
    }

    #[test]
    fn a_topic_is_created_with_kafkas_tool() {
        let command = parse("topic orders partitions=3 replicas=2 retention.ms=1000").unwrap();
        let line = "kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --partitions 3 \
                    --replication-factor 2 --config retention.ms=1000";
        assert_eq!(command, Command::Run("topic-orders".into(), line.into()));
    }

    #[test]
    fn an_error_points_at_the_word() {
        let error = |line: &str| parse(line).unwrap_err();
        assert_eq!(error("expode 1").word, (0, 6));
        assert_eq!(error("slow 0 1 fast").word, (9, 13));
        assert_eq!(error("kill 1 2").word, (7, 8));
        assert_eq!(error("kill").word, (4, 4));
        assert_eq!(error("producer p1 topic").word, (12, 17));
        assert!(error("leave a/b").message.contains("a/b"));
    }

    #[test]
    fn no_line_makes_it_panic() {
        for line in [
            "",
            " ",
            ">",
            "> x",
            "é> y",
            "run",
            "run x",
            "run x:",
            "send",
            "send p '",
            "send p 'é",
            "tombstone p",
            "cut",
            "cut 1",
            "cut 1 >",
            "slow 1 2 99999999999999999999s",
            "clock 1 +9999999999999999d",
            "clock 1 +",
        ] {
            let _ = parse(line);
        }
    }

    #[test]
    fn help_tells_of_words_that_are_understood() {
        assert_eq!(first_words().count(), 31);
        for word in first_words() {
            assert!(!parse(word).unwrap_err().message.contains("is not a word"), "{word}");
        }
    }
}
