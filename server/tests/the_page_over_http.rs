//! `partita page` as a browser and as a stranger sees it: the real program, over a real socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A server of a page in a directory of its own; both end with the value.
struct Site {
    server: Child,
    address: String,
    dir: PathBuf,
}

impl Site {
    fn start(test: &str) -> Site {
        let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        fs::create_dir_all(dir.join("public/deep")).unwrap();
        fs::write(dir.join("secret.txt"), "not for you").unwrap();
        fs::write(dir.join("public/index.html"), "<h1>front</h1>").unwrap();
        fs::write(dir.join("public/app.wasm"), [0; 1000]).unwrap();
        fs::write(dir.join("public/deep/index.html"), "<h1>deep</h1>").unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_partita"))
            .args(["page", "--port", "0", "--dir"])
            .arg(dir.join("public"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{line}");
        Site { server, address, dir }
    }

    /// The answer to `first` (a request line) with `headers`, as text.
    fn ask(&self, first: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host =
            if headers.contains("host:") { String::new() } else { format!("host: {}\r\n", self.address) };
        // The server may answer and close before it has read all: then writing fails, reading does not.
        let _ = write!(stream, "{first} HTTP/1.1\r\n{host}{headers}connection: close\r\n\r\n");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("")
}

#[test]
fn files_come_with_their_type_and_a_strict_policy() {
    let site = Site::start("files");
    let front = site.get("/");
    assert_eq!(status(&front), "200");
    assert!(front.ends_with("<h1>front</h1>"), "{front}");
    assert!(site.get("/deep/").ends_with("<h1>deep</h1>"));
    assert_eq!(header(&site.get("/app.wasm"), "content-type"), "application/wasm");
    let policy = header(&front, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
}

#[test]
fn the_page_brings_the_same_policy_to_hosts_that_send_none() {
    let site = Site::start("policy");
    let front = site.get("/");
    let (policy, only_as_header) =
        header(&front, "content-security-policy").split_once("; frame-ancestors").unwrap();
    assert_eq!(only_as_header, " 'none'");
    assert!(include_str!("../../index.html").contains(policy), "{policy}");
}

#[test]
fn a_browser_that_has_the_file_is_told_so() {
    let site = Site::start("etag");
    let tag = header(&site.get("/app.wasm"), "etag").to_owned();
    let again = site.ask("GET /app.wasm", &format!("if-none-match: {tag}\r\n"));
    assert_eq!(status(&again), "304");
    fs::write(site.dir.join("public/app.wasm"), [1; 1000]).unwrap();
    assert_eq!(status(&site.ask("GET /app.wasm", &format!("if-none-match: {tag}\r\n"))), "200");
}

#[test]
fn head_has_the_length_and_no_body() {
    let answer = Site::start("head").ask("HEAD /app.wasm", "");
    assert_eq!(header(&answer, "content-length"), "1000");
    assert!(answer.ends_with("\r\n\r\n"));
}

#[test]
fn nothing_outside_the_directory_is_served() {
    let site = Site::start("outside");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.txt", site.dir.join("public/link.txt")).unwrap();
    for path in [
        "/../secret.txt",
        "/deep/../../secret.txt",
        "/%2e%2e/secret.txt",
        "//etc/passwd",
        "/link.txt",
        "/deep",
    ] {
        let answer = site.get(path);
        assert_eq!(status(&answer), "404", "{path}");
        assert!(!answer.contains("not for you"), "{path}");
    }
}

#[test]
fn only_reading_is_served() {
    let site = Site::start("methods");
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(status(&site.ask(&format!("{method} /"), "content-length: 0\r\n")), "405", "{method}");
    }
}

#[test]
fn a_name_from_elsewhere_that_points_here_is_refused() {
    let site = Site::start("rebinding");
    assert_eq!(status(&site.ask("GET /", "host: evil.example\r\n")), "421");
    assert_eq!(status(&site.ask("GET /", "host: localhost:1\r\n")), "200");
}

#[test]
fn a_head_without_end_is_refused() {
    let site = Site::start("limits");
    let answer = site.ask("GET /", &format!("x: {}\r\n", "y".repeat(100_000)));
    assert_eq!(status(&answer), "431", "{answer}");
    let many = "x: y\r\n".repeat(1000);
    assert_eq!(status(&site.ask("GET /", &many)), "431");
    assert_eq!(status(&site.get("/")), "200");
}

#[test]
fn a_port_in_use_names_the_flag() {
    let site = Site::start("port");
    let port = site.address.rsplit(':').next().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_partita"))
        .args(["page", "--dir", ".", "--port", port])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&format!("127.0.0.1:{port}")) && told.contains("--port"), "{told}");
}
