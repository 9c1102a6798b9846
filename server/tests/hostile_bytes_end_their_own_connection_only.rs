//! Whatever arrives on a port, the connection it came on ends, or is answered, and everybody else is served as before.

mod served;

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use served::Cluster;

/// Longest that the server may take to close on bytes that are no request.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends bytes, says that no more come, and reads until the server closes. What it answered.
fn answer_to(cluster: &Cluster, bytes: &[u8]) -> Vec<u8> {
    let mut socket = TcpStream::connect(&cluster.address).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    // The server may have closed on the first of them.
    let _ = socket.write_all(bytes);
    let _ = socket.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    match socket.read_to_end(&mut answer) {
        Ok(_) => answer,
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => answer,
        Err(error) => panic!("the server neither answered nor closed: {error}"),
    }
}

/// A frame around a request's bytes.
fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = i32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    frame.extend(body);
    frame
}

fn still_serves(cluster: &Cluster) {
    cluster.check("topics", &["--list"], "", "orders\n", 0);
}

#[test]
fn sizes_that_are_none() {
    let cluster = Cluster::start();
    cluster.check("topics", &["--create", "--topic", "orders"], "", "Created topic orders.\n", 0);
    for size in [-1, i32::MIN, i32::MAX, 104_857_601] {
        assert_eq!(answer_to(&cluster, &size.to_be_bytes()), b"", "size {size}");
    }
    assert_eq!(answer_to(&cluster, &0i32.to_be_bytes()), b"", "an empty frame has no header");
    assert_eq!(answer_to(&cluster, &[0, 0]), b"", "half a size");
    assert_eq!(answer_to(&cluster, b"\0\0\0\x64half"), b"", "half a frame");
    assert_eq!(answer_to(&cluster, b"GET / HTTP/1.1\r\nHost: kafka\r\n\r\n"), b"", "another protocol");
    still_serves(&cluster);
}

#[test]
fn bodies_that_are_none() {
    let cluster = Cluster::start();
    cluster.check("topics", &["--create", "--topic", "orders"], "", "Created topic orders.\n", 0);
    for api in -1i16..=100 {
        for version in [-1i16, 0, 1, 9, i16::MAX] {
            let mut body = [api.to_be_bytes(), version.to_be_bytes()].concat();
            // A correlation id, no client id, and then counts and lengths that promise all the memory there is.
            body.extend(7i32.to_be_bytes());
            body.extend((-1i16).to_be_bytes());
            body.extend([0x7f; 60]);
            let answer = answer_to(&cluster, &framed(&body));
            assert!(answer.len() < 100_000, "API {api} version {version}: {} bytes", answer.len());
        }
    }
    still_serves(&cluster);
}

#[test]
fn complaints_about_clients_do_not_fill_a_disk() {
    let cluster = Cluster::start();
    cluster.check("topics", &["--create", "--topic", "orders"], "", "Created topic orders.\n", 0);
    for _ in 0..500 {
        assert_eq!(answer_to(&cluster, &(-1i32).to_be_bytes()), b"");
    }
    let lines = cluster.complaints().lines().count();
    assert!((20..40).contains(&lines), "{lines} lines for 500 bad connections");
    still_serves(&cluster);
}
