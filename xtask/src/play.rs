//! `cargo xtask play`: the page in a browser, from nothing.

use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use lexopt::{Arg, Parser, ValueExt};

use crate::step::{cargo, program, run, step};
use crate::{Failure, page, place};

/// How long the server may take until it listens.
const LISTEN_WAIT: Duration = Duration::from_secs(10);
/// How often we look whether it does.
const LISTEN_POLL: Duration = Duration::from_millis(20);

/// Reads the command line.
pub(crate) fn run_command(mut arguments: Parser) -> Result<(), Failure> {
    let mut port = 8080;
    let mut open = true;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("no-open") => open = false,
            other => return Err(other.unexpected().into()),
        }
    }
    play(port, open)
}

/// Builds the page, serves it until Ctrl-C, opens a browser when there is one.
fn play(port: u16, open: bool) -> Result<(), Failure> {
    let start = Instant::now();
    port_is_free(port)?;
    let out = place::cache().join("play");
    page::build("page", &out)?;
    let server = compile_server()?;
    // The server ends when the pipe to it does, which is when we end, however that happens.
    let mut serving = program(&server, &["page", "--until-stdin-ends", "--port", &port.to_string(), "--dir"])
        .arg(&out)
        .stdin(Stdio::piped())
        .spawn()?;
    wait_for(port, &mut serving)?;
    let url = format!("http://127.0.0.1:{port}/");
    eprintln!("== the page is on {url} after {:.1} s (Ctrl-C ends it)", start.elapsed().as_secs_f64());
    if open {
        open_browser(&url);
    }
    let status = wait(&mut serving)?;
    if status.success() { Ok(()) } else { Err(format!("the server ended: {status}").into()) }
}

/// Waits for the end of the server. `Child::wait` would close the pipe first.
fn wait(serving: &mut Child) -> Result<ExitStatus, Failure> {
    let _open = serving.stdin.take();
    Ok(serving.wait()?)
}

/// Compiles the native server; the path of its program.
pub(crate) fn compile_server() -> Result<String, Failure> {
    step("compile the server (partita)", || run(&mut cargo(&["build", "--locked", "--package", "partita"])))?;
    Ok(place::target().join("debug").join("partita").to_string_lossy().into_owned())
}

/// Says which flag helps before minutes are spent on a build.
fn port_is_free(port: u16) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "cannot listen on 127.0.0.1:{port}: {error}\n\
             Take another port: cargo xtask play --port {}",
            port.checked_add(1).unwrap_or(8081)
        )
        .into()),
    }
}

/// Waits until somebody answers on `port`, or the server has ended.
fn wait_for(port: u16, serving: &mut Child) -> Result<(), Failure> {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = serving.try_wait()? {
            return Err(format!("the server ended before it listened: {status}").into());
        }
        if start.elapsed() > LISTEN_WAIT {
            serving.kill()?;
            return Err(format!("the server does not listen on port {port} after {LISTEN_WAIT:?}").into());
        }
        thread::sleep(LISTEN_POLL);
    }
    Ok(())
}

/// Asks the desktop for a browser; a machine without one just shows the address.
fn open_browser(url: &str) {
    let opener = match env::consts::OS {
        "macos" => Some(("open", &[][..])),
        "windows" => Some(("cmd", &["/C", "start", ""][..])),
        _ if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() => {
            Some(("xdg-open", &[][..]))
        }
        _ => None,
    };
    let Some((opener, before)) = opener else { return };
    let opened =
        Command::new(opener).args(before).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = opened {
        eprintln!("   no browser opened ({opener}: {error}): please open {url}");
    }
}
