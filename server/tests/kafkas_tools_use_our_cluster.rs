//! `partita serve` and `partita topics`, `produce`, `consume`, `groups` beside it: real programs, real sockets.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A cluster of one broker; it ends with the value.
struct Cluster {
    server: Child,
    /// Open as long as the server may write.
    _said: BufReader<ChildStdout>,
    address: String,
}

impl Cluster {
    fn start() -> Self {
        // A port that was free a moment ago.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = Command::new(env!("CARGO_BIN_EXE_partita"))
            .args(["serve", "--no-page", "--port", &port.to_string()])
            .args(["--set", "group.initial.rebalance.delay.ms=0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        assert!(line.contains("ready"), "{line}");
        Self { server, _said: said, address: format!("127.0.0.1:{port}") }
    }

    /// Runs a tool with these typed lines.
    fn tool(&self, command: &str, arguments: &[&str], typed: &str) -> Output {
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

    #[track_caller]
    fn check(&self, command: &str, arguments: &[&str], typed: &str, out: &str, status: i32) {
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
    }
}

#[test]
fn from_a_topic_to_the_offsets_of_a_group() {
    let cluster = Cluster::start();
    let create = ["--create", "--topic", "orders"];
    cluster.check("topics", &create, "", "Created topic orders.\n", 0);
    let exists = "Error while executing topic command : Topic 'orders' already exists.\n";
    cluster.check("topics", &create, "", exists, 1);
    let lines = "a::1\nb::2\nc::3\n";
    let keyed =
        ["--topic", "orders", "--reader-property", "parse.key=true", "--reader-property", "key.separator=::"];
    cluster.check("produce", &keyed, lines, "", 0);
    let group = ["--topic", "orders", "--group", "g", "--from-beginning", "--max-messages", "3"];
    let keys = [&group[..], &["--formatter-property", "print.key=true"]].concat();
    cluster.check("consume", &keys, "", "a\t1\nb\t2\nc\t3\n", 0);
    let rows = "\nGROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     \
                HOST            CLIENT-ID\ng               orders          0          3               3               0\
                \u{20}              -               -               -\n";
    cluster.check("groups", &["--describe", "--group", "g"], "", rows, 0);
    cluster.check("offsets", &["--topic", "orders"], "", "orders:0:3\n", 0);
}

#[test]
fn many_lines_are_all_sent() {
    let cluster = Cluster::start();
    let typed: String = (0..100_000).map(|n| format!("line {n}\n")).collect();
    cluster.check("produce", &["--topic", "lines"], &typed, "", 0);
    cluster.check("offsets", &["--topic", "lines"], "", "lines:0:100000\n", 0);
}
