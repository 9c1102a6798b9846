//! `partita serve` with a page, without one, and with one that is not there.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A folder of the test's own, empty.
fn folder(test: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// `partita serve` in `dir` with a free port and these arguments.
fn serve(dir: &PathBuf, arguments: &[&str]) -> (Child, String) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Command::new(env!("CARGO_BIN_EXE_partita"))
        .current_dir(dir)
        .args(["serve", "--port", &port.to_string()])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    (server, ready)
}

fn end(mut server: Child) -> String {
    server.kill().unwrap();
    server.wait().unwrap();
    let mut complaints = String::new();
    server.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    complaints
}

#[test]
fn without_a_built_page() {
    let (server, ready) = serve(&folder("no-page-built"), &[]);
    let complaints = end(server);
    assert!(ready.starts_with("partita: ready. Kafka on 127.0.0.1:"), "{ready}{complaints}");
    assert!(ready.contains("no page in dist") && ready.contains("cargo xtask dist"), "{ready}");
}

#[test]
fn with_a_page() {
    let dir = folder("a-page");
    fs::write(dir.join("index.html"), "<h1>front</h1>").unwrap();
    let (server, ready) = serve(&dir, &["--page", "0", "--dir", "."]);
    let address = ready.trim().trim_end_matches('/').rsplit("http://").next().unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).expect(&ready);
    write!(stream, "GET / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    end(server);
    assert!(answer.ends_with("<h1>front</h1>"), "{answer}");
}

#[test]
fn a_page_that_was_named_and_is_not_there() {
    let (server, ready) = serve(&folder("no-such-page"), &["--dir", "elsewhere"]);
    let output = server.wait_with_output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!((ready.as_str(), output.status.code()), ("", Some(1)));
    assert!(complaint.starts_with("partita: no page in elsewhere: "), "{complaint}");
}

#[test]
fn ports_that_are_taken_name_their_option() {
    let dir = folder("ports");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (arguments, option) in
        [(["--no-page", "--port"], "(--port takes"), (["--dir=.", "--page"], "(--page takes")]
    {
        let (server, ready) = serve(&dir, &[&arguments[..], &[&port]].concat());
        let output = server.wait_with_output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!((ready.as_str(), output.status.code()), ("", Some(1)), "{complaint}");
        assert_eq!(complaint.matches(" takes another").count(), 1, "{complaint}");
        assert!(complaint.contains(option), "{complaint}");
    }
}
