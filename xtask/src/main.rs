//! The project's own tools: `cargo xtask <command>`. Each command is one file of this crate.
//!
//! Nothing has to be installed before: a command installs what it needs, says so, and says how long each step took.

mod browser;
mod check;
mod clients;
mod dist;
mod generate;
mod needs;
mod page;
mod place;
mod play;
mod stages;
mod step;
mod test;

use std::process::ExitCode;

use lexopt::{Arg, Parser};

const USAGE: &str = "\
cargo xtask <command>

  play [--port N] [--no-open]   build the page, serve it on 127.0.0.1:8080, open a browser
  check                         format, lints, documentation, the builds without std, the fast tests
  test                          every test, the browser's too; installs what they need
  browser [FILE]...             the browser's tests alone, all or some
  clients                       the tests with other people's Kafka clients alone
  dist                          dist/: the page as plain files for any static host, with its sizes;
                                needs Node and Chromium
  generate                      write wire/src/messages from wire/schemas
";

/// What a command failed with: one text for a person.
pub(crate) type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Parser) -> Result<(), Failure> {
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(Arg::Long("help") | Arg::Short('h')) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "browser" => browser::run_command(arguments),
        "check" => check::run_command(arguments),
        "clients" => clients::run_command(arguments),
        "dist" => dist::run_command(arguments),
        "generate" => {
            no_more(arguments)?;
            generate::run()
        }
        "test" => test::run_command(arguments),
        "play" => play::run_command(arguments),
        "help" => {
            print!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`\n\n{USAGE}").into()),
    }
}

/// Refuses arguments where a command takes none.
pub(crate) fn no_more(mut arguments: Parser) -> Result<(), Failure> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}
