//! The native host of Partita: the `partita` command.

mod assets;
mod cluster;
mod control;
mod host;
mod page;
mod serve;
mod story;
mod tools;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{self, ExitCode};
use std::thread;

use lexopt::{Arg, Parser, ValueExt};

/// What each command takes: its name, and its lines of the help.
const COMMANDS: [(&str, &str); 5] = [
    (
        "serve",
        "\
  serve [--brokers N] [--controllers N] [--port N] [--controller-port N] [--memory SIZE] [--page N | --no-page] [--dir DIR]
        [--set NAME=VALUE]
                                a Kafka cluster on 127.0.0.1 (1 broker on 9092, its controller on 10092, in memory up to
                                1G), the page on 8080
",
    ),
    (
        "ctl",
        "\
  ctl --at PORT/TOKEN kill|restart NODE
                                a word to a running `serve`, which says what --at takes
",
    ),
    (
        "topics",
        "\
  topics | produce | consume | groups | configs | offsets | elect | quorum | cluster | reassign | delete-records |
  log-dirs | api-versions | features | all-groups | transactions | dump-log | producer-perf | consumer-perf ...
                                Kafka's command lines against any Kafka, with their options: kafka-topics.sh,
                                kafka-console-producer.sh, kafka-console-consumer.sh, kafka-consumer-groups.sh,
                                kafka-configs.sh, kafka-get-offsets.sh, kafka-leader-election.sh,
                                kafka-metadata-quorum.sh, kafka-cluster.sh, kafka-reassign-partitions.sh,
                                kafka-delete-records.sh, kafka-log-dirs.sh, kafka-broker-api-versions.sh,
                                kafka-features.sh, kafka-groups.sh, kafka-transactions.sh, kafka-dump-log.sh,
                                kafka-producer-perf-test.sh, kafka-consumer-perf-test.sh
",
    ),
    (
        "story",
        "\
  story FILE [--quiet] [--disks DIR]
                                plays a story: what happened, which promises were kept, its digest; into DIR go the
                                disks of its nodes, as Kafka's own files
",
    ),
    (
        "page",
        "\
  page [--dir DIR] [--port N] [--until-stdin-ends]
                                serve a built page on 127.0.0.1 (DIR: dist, N: 8080)
",
    ),
];

/// The whole help.
fn usage() -> String {
    let commands: String = COMMANDS.iter().map(|(_, lines)| *lines).collect();
    format!("partita <command>\n\n{commands}\npartita <command> --help says these lines of one command.\n")
}

/// Whether `--help` stands among the arguments; then the command's lines are said, and nothing else is done.
fn helped(command: &str, arguments: &Parser) -> Result<bool, Failure> {
    let mut arguments = arguments.clone();
    let asked = arguments.raw_args()?.any(|word| word == "--help" || word == "-h");
    let lines = COMMANDS.iter().find(|(name, _)| *name == command).map(|(_, lines)| *lines);
    match (asked, lines) {
        (true, Some(lines)) => {
            io::stdout().write_all(format!("partita\n{lines}").as_bytes())?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// What a command failed with: one text for a person.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("partita: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Parser) -> Result<(), Failure> {
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.string()?,
        Some(Arg::Long("help") | Arg::Short('h')) | None => {
            return Ok(io::stdout().write_all(usage().as_bytes())?);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    if let Some(name) = tools::named(&command) {
        // Kafka's tools have a --help of their own.
        return tools::run(name, arguments);
    }
    if helped(&command, &arguments)? {
        return Ok(());
    }
    match command.as_str() {
        "page" => run_page(arguments),
        "serve" => serve::run(arguments),
        "ctl" => run_control(arguments),
        "story" => story::run(arguments),
        _ => Err(format!("there is no command `{command}`\n\n{}", usage()).into()),
    }
}

/// `partita ctl`: a word to a running server.
fn run_control(mut arguments: Parser) -> Result<(), Failure> {
    let mut at = None;
    let mut words: Vec<String> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("at") => at = Some(arguments.value()?.string()?),
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let at = at.ok_or("--at is missing: the ready line of the server says it")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(control::say(&at, &words.join(" ")))?)
}

/// `partita page`: nothing but the page.
fn run_page(mut arguments: Parser) -> Result<(), Failure> {
    let mut dir = PathBuf::from("dist");
    let mut port = 8080;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("dir") => dir = arguments.value()?.into(),
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("until-stdin-ends") => end_with_stdin(),
            other => return Err(other.unexpected().into()),
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let built = page::built(&dir)?;
        let listener = page::listen(port, "--port").await?;
        eprintln!("partita: the page of {} on http://{}/", dir.display(), listener.local_addr()?);
        page::serve(listener, built).await;
        Ok(())
    })
}

/// Ends the program when standard input does: a server that another program started goes with it, however that one ends.
fn end_with_stdin() {
    thread::spawn(|| {
        // An error is an end as well.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        process::exit(0);
    });
}

#[cfg(test)]
mod tests {
    use super::{tools, usage};

    #[test]
    fn the_help_names_every_tool() {
        let usage = usage();
        for (short, long) in tools::NAMES {
            assert!(
                usage.contains(long) && usage.split_whitespace().any(|word| word == short),
                "{short}, {long}"
            );
        }
    }
}
