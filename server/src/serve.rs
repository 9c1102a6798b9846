//! `partita serve`: a cluster on the loopback, and the page beside it.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use lexopt::{Arg, Parser, ValueExt};
use tokio::net::TcpListener;

use crate::Failure;
use crate::cluster::{Cluster, Plan};
use crate::control::Control;
use crate::page;

/// Most brokers of one process.
const BROKERS_MAX: u16 = 50;
/// Most separate controllers of one process.
const CONTROLLERS_MAX: u16 = 5;

/// What was asked for.
#[derive(Debug)]
struct Options {
    plan: Plan,
    page: Page,
}

/// What was said of the page.
#[derive(Debug)]
struct Page {
    /// Its port; `None` for no page.
    port: Option<u16>,
    dir: PathBuf,
    /// Whether the port or the directory was named: then a page that is not there is an error.
    is_asked_for: bool,
}

/// Runs until SIGINT or SIGTERM.
///
/// # Errors
/// If an option is not understood, or a port is in use.
pub(crate) fn run(arguments: Parser) -> Result<(), Failure> {
    let options = read(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(options))
}

fn read(mut arguments: Parser) -> Result<Options, Failure> {
    let mut options = Options {
        plan: Plan {
            brokers: 1,
            controllers: 0,
            port: 9092,
            controller_port: None,
            memory: 1 << 30,
            properties: BTreeMap::new(),
        },
        page: Page { port: Some(8080), dir: PathBuf::from("dist"), is_asked_for: false },
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("brokers") => {
                options.plan.brokers = within("brokers", arguments.value()?.parse()?, 1, BROKERS_MAX)?
            }
            Arg::Long("controllers") => {
                options.plan.controllers =
                    within("controllers", arguments.value()?.parse()?, 1, CONTROLLERS_MAX)?;
            }
            Arg::Long("controller-port") => options.plan.controller_port = Some(arguments.value()?.parse()?),
            Arg::Long("port") => options.plan.port = arguments.value()?.parse()?,
            Arg::Long("page") => {
                options.page.port = Some(arguments.value()?.parse()?);
                options.page.is_asked_for = true;
            }
            Arg::Long("no-page") => options.page.port = None,
            Arg::Long("dir") => {
                options.page.dir = arguments.value()?.into();
                options.page.is_asked_for = true;
            }
            Arg::Long("memory") => options.plan.memory = arguments.value()?.parse_with(bytes)?,
            Arg::Long("set") => {
                let setting = arguments.value()?.string()?;
                let (name, value) =
                    setting.split_once('=').ok_or_else(|| format!("--set {setting}: NAME=VALUE"))?;
                options.plan.properties.insert(name.into(), value.into());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn within(name: &str, number: u16, min: u16, max: u16) -> Result<u16, Failure> {
    match (min..=max).contains(&number) {
        true => Ok(number),
        false => Err(format!("--{name} {number}: from {min} to {max}").into()),
    }
}

/// `512M`, `1G` or a plain number of bytes.
fn bytes(text: &str) -> Result<u64, String> {
    let wrong = || format!("{text} is not a size such as 512M or 1G");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err(wrong()),
    };
    digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).ok_or_else(wrong)
}

async fn serve(options: Options) -> Result<(), Failure> {
    let brokers: Vec<String> = (0..options.plan.brokers)
        .map(|id| format!("127.0.0.1:{}", options.plan.broker_port(i32::from(id))))
        .collect();
    let page = open_page(&options.page).await?;
    let cluster = Arc::new(Cluster::start(options.plan).await?);
    let control = Control::open().await?;
    let mut ready = format!("partita: ready. Kafka on {}", brokers.join(","));
    let controllers: Vec<String> = cluster.controllers().map(ToString::to_string).collect();
    ready += &format!("; controllers on {}", controllers.join(","));
    ready += &match &page {
        Ok((listener, _)) => format!("; page on http://{}/", listener.local_addr()?),
        Err(why) => format!("; {why}"),
    };
    say(&format!("{ready}\npartita: partita ctl --at {} kill 0", control.at()?));
    let controlling = tokio::spawn(control.serve(cluster.clone()));
    let serving = async {
        match page {
            Ok((listener, dir)) => page::serve(listener, dir).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = serving => {}
        () = asked_to_stop() => {}
    }
    controlling.abort();
    cluster.stop().await;
    say("partita: stopped");
    Ok(())
}

/// Where the page is served and from which directory, or why it is not.
///
/// # Errors
/// If its port is in use, or it was asked for and is not there.
async fn open_page(page: &Page) -> Result<Result<(TcpListener, PathBuf), String>, Failure> {
    let Some(port) = page.port else { return Ok(Err("no page, as asked".to_owned())) };
    match page::built(&page.dir) {
        Ok(dir) => Ok(Ok((page::listen(port, "--page").await?, dir))),
        Err(error) if page.is_asked_for => Err(error.into()),
        Err(error) => Ok(Err(error.to_string())),
    }
}

/// A line to whoever still reads. A server outlives its reader: `partita serve | head -1` goes on serving.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// SIGINT or SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Without a handler there is nothing better than to run on.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_have_units() {
        assert_eq!(bytes("1G"), Ok(1 << 30));
        assert_eq!(bytes("512M"), Ok(512 << 20));
        assert_eq!(bytes("7"), Ok(7));
        assert!(bytes("1T").is_err());
        assert!(bytes("99999999999G").is_err());
    }
}
