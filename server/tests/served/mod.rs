//! A `partita serve` for the time of a test, and Kafka's tools beside it.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{self, Child, ChildStdout, Command, Output, Stdio};

/// A cluster of one broker; it ends with the value.
pub(crate) struct Cluster {
    server: Child,
    /// Open as long as the server may write.
    _said: BufReader<ChildStdout>,
    /// Where it listens.
    pub(crate) address: String,
    complaints: PathBuf,
}

impl Cluster {
    /// Starts it on a port of its own.
    #[allow(dead_code, reason = "a test starts it in one of the two ways")]
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(arguments: &[&str]) -> Self {
        // A port that was free a moment ago.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let complaints = env::temp_dir().join(format!("partita-{}-{port}.err", process::id()));
        let mut server = Command::new(env!("CARGO_BIN_EXE_partita"))
            .args(["serve", "--no-page", "--port", &port.to_string()])
            .args(["--set", "group.initial.rebalance.delay.ms=0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(File::create(&complaints).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        assert!(line.contains("ready"), "{line}");
        Self { server, _said: said, address: format!("127.0.0.1:{port}"), complaints }
    }

    /// What it complained of so far.
    pub(crate) fn complaints(&self) -> String {
        fs::read_to_string(&self.complaints).unwrap()
    }

    /// Runs a tool with these typed lines.
    pub(crate) fn tool(&self, command: &str, arguments: &[&str], typed: &str) -> Output {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_partita"))
            .args([command, "--bootstrap-server", &self.address])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A tool that reads nothing may have ended before.
        let _ = tool.stdin.take().unwrap().write_all(typed.as_bytes());
        tool.wait_with_output().unwrap()
    }

    /// Runs a tool and checks what it says and how it ends.
    #[track_caller]
    pub(crate) fn check(&self, command: &str, arguments: &[&str], typed: &str, out: &str, status: i32) {
        let output = self.tool(command, arguments, typed);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(String::from_utf8_lossy(&output.stdout), out, "{err}");
        assert_eq!(output.status.code(), Some(status), "{err}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if let Ok(complaints) = fs::read_to_string(&self.complaints) {
            // The test's own output shows it when the test fails.
            eprint!("{complaints}");
        }
        let _ = fs::remove_file(&self.complaints);
    }
}
